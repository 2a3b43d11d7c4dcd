//===- baseline.h - findings that are known already -------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_BASELINE_H
#define MODEL_TIDY_SCANNER_TOOL_BASELINE_H

#include "scanner/report/report.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace modeltidy {

/// The file of --baseline: known findings by fingerprint, which follows from
/// content (check, file, models, terms) and not from lines.
struct Baseline {
  std::vector<BaselineEntry> Entries; ///< sorted by file, check, fingerprint
};

/// The error names the file and says what is wrong with it.
llvm::Expected<Baseline> readBaseline(const std::string &Path);

/// The file's text, one entry a line, for `git diff` and merges.
std::string baselineText(llvm::ArrayRef<Diagnostic> Found, const Subject &All);

/// Takes the known ones out of Found; the entries that met none come back. What
/// stands for several ids is known where entries hold each of them, and meets
/// an entry that holds one.
std::vector<BaselineEntry> takeKnown(const Baseline &Known,
                                     std::vector<Diagnostic> &Found);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_BASELINE_H
