//===- checklist.h - the production checklist -------------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_REPORT_CHECKLIST_H
#define MODEL_TIDY_SCANNER_REPORT_CHECKLIST_H

#include "scanner/report/report.h"

namespace modeltidy {

enum class ItemState : uint8_t { Met, Open, NotCheckable };

/// "met", "open", "not checkable".
llvm::StringRef itemStateName(ItemState S);

/// One line of the checklist and what the checks behind it say: open where one
/// of them finds something anywhere in the repository, met where all of them
/// run and find nothing, not checkable where none exists, one did not run, or
/// the policy or the license record does not say what it would need.
struct ChecklistItem {
  llvm::StringRef Phase, Text;
  ItemState State;
  llvm::StringRef Why; ///< not checkable: what is missing; may be empty
};

/// In four phases: choosing, building, releasing, operating.
std::vector<ChecklistItem> checklistOf(const Report &R);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_REPORT_CHECKLIST_H
