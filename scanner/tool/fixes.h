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

/// An edit and the finding that it is for.
struct Fix {
  const Diagnostic *For = nullptr;
  Edit Change;
};

/// The safe fixes of the findings.
std::vector<Fix> safeFixes(llvm::ArrayRef<Diagnostic> Found);

/// Comments that suppress every finding, with the reason, as --add-suppressions
/// writes them. Unfit gets the findings in files that have no comments, and
/// where a comment cannot stand.
std::vector<Fix> suppressionFixes(llvm::ArrayRef<Diagnostic> Found,
                                  llvm::ArrayRef<std::string> Files,
                                  FileText Text, llvm::StringRef Reason,
                                  std::vector<const Diagnostic *> &Unfit);

/// The files' new bytes, by index into Lineage::Files. Where two edits overlap
/// the first in the file is made; the other waits for the next run. A line that
/// is left empty goes.
std::map<uint32_t, std::string> applyFixes(llvm::ArrayRef<Fix> Fixes,
                                           llvm::ArrayRef<std::string> Files,
                                           FileText Text);

/// clang-tidy's YAML, for clang-apply-replacements. Root is absolute.
std::string fixesYaml(llvm::ArrayRef<Fix> Fixes,
                      llvm::ArrayRef<std::string> Files, FileText Text,
                      llvm::StringRef Root);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_FIXES_H
