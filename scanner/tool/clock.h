//===- clock.h - the run's only clock ---------------------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_CLOCK_H
#define MODEL_TIDY_SCANNER_TOOL_CLOCK_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace modeltidy {

/// YYYY-MM-DD (UTC) by SOURCE_DATE_EPOCH, else by the system's clock.
std::string today();

/// True for a day of the calendar written YYYY-MM-DD.
bool isDate(llvm::StringRef Text);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_CLOCK_H
