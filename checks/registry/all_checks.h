//===- all_checks.h - the one list of checks --------------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_CHECKS_REGISTRY_ALL_CHECKS_H
#define MODEL_TIDY_CHECKS_REGISTRY_ALL_CHECKS_H

#include "checks/suppressions.h"
#include <vector>

namespace modeltidy {

class CheckGlobs;

/// What one check took of the processor, for --enable-check-profile.
struct CheckTime {
  llvm::StringRef Id;
  double Milliseconds;
};

/// Every check, sorted by id.
llvm::ArrayRef<const Check *> allChecks();

/// Null where there is none of that id.
const Check *findCheck(llvm::StringRef Id);

/// Runs the checks that Enabled admits. The diagnostics are sorted by place,
/// then check, and have their fingerprints; warnings that AsErrors admits are
/// errors. Where the subject has policies, theirs decide, by the file of each
/// finding, instead of Enabled and AsErrors. Those that a NOLINT comment or a
/// policy's suppression covers go to Suppressed, where it is given, and nowhere
/// else. Times gets an entry for each check that ran, in the order of the list.
/// Row tells which comments stand beside a finding.
std::vector<Diagnostic> runChecks(const Subject &Found,
                                  const CheckGlobs &Enabled,
                                  const CheckGlobs &AsErrors,
                                  std::vector<Diagnostic> *Suppressed = nullptr,
                                  std::vector<CheckTime> *Times = nullptr,
                                  RowOf Row = lineOf);

} // namespace modeltidy

#endif // MODEL_TIDY_CHECKS_REGISTRY_ALL_CHECKS_H
