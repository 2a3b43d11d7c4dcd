//===- change_marks.h - what a change means elsewhere -----------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A change reaches flows that have no step on its lines:
//
//   OUT = "answers.jsonl"        a path that steps elsewhere write and read
//   Checks: '-license-unknown'   the policy that judges them
//
// The first is told by the text: a changed line that names what a step names.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_CHANGE_MARKS_H
#define MODEL_TIDY_SCANNER_TOOL_CHANGE_MARKS_H

#include "scanner/report/line_ranges.h"
#include "scanner/tool/scan.h"
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace modeltidy {

class ChangeMarks {
public:
  /// S and Changed must outlive this. Reads the changed lines of files that can
  /// be parsed; data files say nothing.
  ChangeMarks(const Scan &S, const LineRanges &Changed);

  /// Did a policy that counts for the file change, or what it names?
  bool judgedAnew(const std::string &File) const;

  /// Does a changed line name what the step names between quotes, such as the
  /// last part of a path? A line of code counts for steps in its folder, below
  /// and above it: siblings use the same names for other things.
  bool names(const Step &St) const;

private:
  struct ChangedText {
    std::string Folder; ///< that it counts in; empty: everywhere
    std::string Text;
  };
  std::string changedText(const SourceFile &F, const LineRanges &Changed) const;

  const Scan &S;
  std::set<std::string, std::less<>> Files; ///< that changed
  bool Everywhere = false;                  ///< API models of a policy did
  std::vector<ChangedText> Lines;
  /// What names() said, by the step's folder and the name; many steps share it.
  mutable std::map<std::pair<llvm::StringRef, llvm::StringRef>, bool> Asked;
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_CHANGE_MARKS_H
