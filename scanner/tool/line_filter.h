//===- line_filter.h - the value of --line-filter ---------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_LINE_FILTER_H
#define MODEL_TIDY_SCANNER_TOOL_LINE_FILTER_H

#include "scanner/report/line_ranges.h"
#include <string>

namespace modeltidy {

/// Reads clang-tidy's JSON: [{"name": "train.py", "lines": [[1, 9]]}]. A file
/// without lines counts whole. Empty, or what is wrong with it.
std::string readLineFilter(llvm::StringRef Text, LineRanges &Out);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_LINE_FILTER_H
