//===- change_marks.h - what a change means elsewhere -----------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A change reaches flows that have no step on its lines:
//
//   Checks: '-license-unknown'   the policy that judges them
//
// What it makes of the code (an assignment, a path in a constant) is told by a
// look at the tree before it: base_scan.h.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_CHANGE_MARKS_H
#define MODEL_TIDY_SCANNER_TOOL_CHANGE_MARKS_H

#include "scanner/report/line_ranges.h"
#include "scanner/tool/scan.h"
#include <set>
#include <string>

namespace modeltidy {

class ChangeMarks {
public:
  /// S must outlive this.
  ChangeMarks(const Scan &S, const LineRanges &Changed);

  /// Did a policy that counts for the file change, or what it names?
  bool judgedAnew(const std::string &File) const;

private:
  const Scan &S;
  std::set<std::string, std::less<>> Files; ///< that changed
  bool Everywhere = false;                  ///< API models of a policy did
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_CHANGE_MARKS_H
