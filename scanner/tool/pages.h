//===- pages.h - runs that print and scan nothing ---------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_PAGES_H
#define MODEL_TIDY_SCANNER_TOOL_PAGES_H

#include "scanner/tool/options.h"

namespace modeltidy {

/// True for --explain, --list-checks and the options that make documentation.
/// Page is what to print; Mistake says what is wrong with the request, or is
/// empty; there may be both. --dump-check-docs writes its files.
bool wantsPage(const Options &Asked, std::string &Page, std::string &Mistake);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_PAGES_H
