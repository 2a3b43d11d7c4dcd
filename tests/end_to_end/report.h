//===- report.h - the JSON report, read back --------------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The part of `--format=json` that the tests compare. readReport() also holds
// the report to its contract: a missing key, a line outside its file, a flow
// that does not end at its sink are mistakes of the tool.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_TESTS_END_TO_END_REPORT_H
#define MODEL_TIDY_TESTS_END_TO_END_REPORT_H

#include "tests/end_to_end/expectations.h"
#include <filesystem>

namespace modeltidy::e2e {

struct FoundFlow {
  Where Source, Sink;
  std::string Model, Verdict, Confidence, Check;
  std::vector<Where> Steps;

  std::string str() const;
};

struct FoundDiagnostic {
  Where At;
  std::string Check, Severity, Message;
};

struct FoundLimit {
  std::string File, What;
};

struct Report {
  std::vector<FoundFlow> Flows;
  std::vector<FoundDiagnostic> Diagnostics;
  std::vector<FoundLimit> Limits;
  std::vector<std::string> Mistakes; ///< breaches of the contract
};

/// Root is the folder that was scanned; its files are read to check lines.
Report readReport(const std::string &Json, const std::filesystem::path &Root);

} // namespace modeltidy::e2e

#endif // MODEL_TIDY_TESTS_END_TO_END_REPORT_H
