//===- fixes.h - edits that resolve findings --------------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_FIXES_H
#define MODEL_TIDY_SCANNER_TOOL_FIXES_H

#include "checks/check.h"
#include "scanner/report/report.h"
#include "llvm/ADT/STLExtras.h"
#include <map>

namespace modeltidy {

/// What resolves a finding: all of it is done, or nothing.
struct Fix {
  const Diagnostic *For = nullptr;
  std::vector<Edit> Edits; ///< byte ranges
  std::vector<NewFile> Makes;
};

/// The unsafe fix of a finding: the published name that a license asks for, in
/// every file that spells it.
std::vector<Edit> renamesOf(const Diagnostic &D,
                            llvm::ArrayRef<std::string> Files, FileText Text);

/// The fixes of the findings: the safe ones, or all. One whose places cannot be
/// told is left out.
std::vector<Fix> fixesOf(llvm::ArrayRef<Diagnostic> Found, bool Unsafe,
                         llvm::ArrayRef<std::string> Files, FileText Text);

/// Comments that suppress every finding, with the reason, as --add-suppressions
/// writes them. Unfit gets the findings in files that have no comments, and
/// where a comment cannot stand.
std::vector<Fix> suppressionFixes(llvm::ArrayRef<Diagnostic> Found,
                                  llvm::ArrayRef<std::string> Files,
                                  FileText Text, llvm::StringRef Reason,
                                  std::vector<const Diagnostic *> &Unfit);

/// Fixes that can be made together.
struct FixPlan {
  struct Change {
    Edit At;
    const Diagnostic *For = nullptr; ///< the first that asked for it
  };
  std::vector<Change> Changes; ///< by file and offset; none touch each other
  std::map<std::string, std::string> Makes; ///< path to text
  size_t Waiting = 0; ///< fixes that another one is in the way of
};

/// Equal edits count once, and those that touch are joined. Of two that overlap
/// the first in the file is made; the other's fix waits for the next run.
FixPlan planFixes(llvm::ArrayRef<Fix> Fixes);

/// The edited files' new bytes, by index into Lineage::Files.
std::map<uint32_t, std::string> applyFixes(const FixPlan &Plan,
                                           llvm::ArrayRef<std::string> Files,
                                           FileText Text);

/// clang-tidy's YAML, for clang-apply-replacements, which edits files and makes
/// none. Root is absolute.
std::string fixesYaml(const FixPlan &Plan, llvm::ArrayRef<std::string> Files,
                      llvm::StringRef Root);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_FIXES_H
