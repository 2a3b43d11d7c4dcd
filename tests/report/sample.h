//===- sample.h - a lineage made by hand ------------------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_TESTS_REPORT_SAMPLE_H
#define MODEL_TIDY_TESTS_REPORT_SAMPLE_H

#include "checks/registry/all_checks.h"
#include "checks/registry/check_globs.h"
#include "scanner/report/report.h"
#include <map>

namespace modeltidy::sample {

/// Two files: gen.py asks 'acme/closed' and writes 'out.jsonl'; train.py reads
/// it and trains 'acme/open'. The terms are made up. Change a member, then ask.
struct Sample {
  Sample();

  Place at(llvm::StringRef File, llvm::StringRef Text) const;
  Subject subject() const {
    Subject Found{Graph, Names, Flows};
    Found.Around.Prefix = Prefix;
    return Found;
  }
  std::vector<Diagnostic> check(llvm::StringRef Globs = "*",
                                llvm::StringRef AsErrors = "") const;
  std::string text(bool Color = false) const;
  std::string json() const;
  std::string sarif() const;
  std::string github(const LineRanges *Changed = nullptr) const;
  std::string markdown() const;
  std::string gitlab() const;
  std::string rdjson() const;

  std::map<std::string, std::string> Files;
  Lineage Graph;
  Identities Names;
  std::vector<JudgedFlow> Flows;
  std::vector<Limit> Limits;
  ScanCounts Counts;
  std::string Prefix, Remote;
  std::vector<BaselineEntry> Stale;

private:
  template <typename Writer> std::string render(Writer Write) const;
};

} // namespace modeltidy::sample

#endif // MODEL_TIDY_TESTS_REPORT_SAMPLE_H
