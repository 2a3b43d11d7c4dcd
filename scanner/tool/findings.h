//===- findings.h - which findings a run reports ----------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_FINDINGS_H
#define MODEL_TIDY_SCANNER_TOOL_FINDINGS_H

#include "checks/registry/all_checks.h"
#include "scanner/report/line_ranges.h"
#include "scanner/tool/scan.h"
#include <optional>
#include <set>

namespace modeltidy {

/// What the checks found and what remains of it for the report.
struct Findings {
  std::vector<Diagnostic> Shown, Suppressed;
  /// Parallel to Scan::Flows: those that touch what was asked for.
  std::vector<bool> FlowShown;
  std::optional<LineRanges> Changed; ///< of --diff
  /// The checks that find something anywhere, whatever was asked for.
  std::set<std::string> Open;
  std::string Note; ///< what the choice leaves out, for people; or empty
  uint64_t InBaseline = 0;
  /// Entries of the baseline that nothing meets any more.
  std::vector<BaselineEntry> Stale;
  std::vector<CheckTime> Times; ///< of --enable-check-profile
};

/// Runs the checks over everything, then keeps what touches the path arguments,
/// --line-filter and --diff at the anchor or at any step, and what was not
/// found before the change (base_scan.h): that of --diff, or of the files that
/// arguments name since the last commit (or since Options::RangeStart). Takes
/// out what the baseline knows. Writes the file of --write-baseline. The error
/// is bad usage: a revision or a file that is not there.
llvm::Expected<Findings> findingsOf(const Scan &S, const Options &Asked);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_FINDINGS_H
