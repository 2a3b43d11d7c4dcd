//===- check_page.h - a check's documentation -------------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_REPORT_CHECK_PAGE_H
#define MODEL_TIDY_SCANNER_REPORT_CHECK_PAGE_H

#include "checks/check.h"

namespace modeltidy {

/// The page in Markdown: what --explain prints and docs/checks holds.
std::string checkPage(const Check &C);

/// docs/checks/README.md: every check with its level and summary.
std::string checkIndex(llvm::ArrayRef<const Check *> Checks);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_REPORT_CHECK_PAGE_H
