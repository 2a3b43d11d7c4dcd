//===- time_report.h - where the time of a run went -------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_TIME_REPORT_H
#define MODEL_TIDY_SCANNER_TOOL_TIME_REPORT_H

#include "checks/registry/all_checks.h"
#include "scanner/tool/scan.h"
#include "llvm/Support/raw_ostream.h"

namespace modeltidy {

/// For --stats: the stages in their order, by the clock on the wall, and how
/// much was found.
void printStats(const Scan &S, llvm::raw_ostream &OS);

/// For --enable-check-profile: the stages in their order, then the checks, the
/// slowest first, each with its share of the processor time of all of them.
void printCheckProfile(const Scan &S, llvm::ArrayRef<CheckTime> Checks,
                       llvm::raw_ostream &OS);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_TIME_REPORT_H
