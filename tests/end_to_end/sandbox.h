//===- sandbox.h - temporary repositories and runs of the binary -*- C++
//-*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_TESTS_END_TO_END_SANDBOX_H
#define MODEL_TIDY_TESTS_END_TO_END_SANDBOX_H

#include "tests/end_to_end/expectations.h"
#include <filesystem>
#include <string>
#include <vector>

namespace modeltidy::e2e {

/// A folder of its own, removed at the end of the scope.
class TempFolder {
public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder &) = delete;
  TempFolder &operator=(const TempFolder &) = delete;

  const std::filesystem::path &path() const { return Path; }
  /// Writes a file, creating its folders.
  void add(const std::string &Relative, const std::string &Bytes) const;

private:
  std::filesystem::path Path;
};

/// The folders under fixtures/, sorted.
std::vector<std::string> fixtureNames();

/// Copies fixtures/NAME to To with its marks taken out; the lines stay. When
/// Prepend is given, it is put before every Python file: the marks' lines are
/// then those of the copy.
Expectations copyFixture(const std::string &Name,
                         const std::filesystem::path &To,
                         const std::string &Prepend = "");

/// How a run of build/model-tidy ended.
struct ToolRun {
  int Status = -1; ///< the exit status; negative: it crashed or did not end
  std::string Out, Err;
  std::string Failure; ///< what happened when Status is negative
  /// Of it and of what it started: the most memory at one time of one process,
  /// and the processor's time.
  uint64_t PeakMegabytes = 0;
  double CpuSeconds = 0;
};

struct RunOptions {
  unsigned Seconds = 60;
  bool WithoutPrivileges = false; ///< as nobody, where the tests run as root
  std::string Program = {};       ///< a copy of it; empty: build/model-tidy
};

ToolRun runTool(std::vector<std::string> Args, RunOptions Options = {});

/// --format=json with the checks that fixtures speak about, and the date fixed.
std::vector<std::string> jsonArgs(const std::filesystem::path &Root);

/// The whole file; empty when it cannot be read.
std::string readFile(const std::filesystem::path &File);

} // namespace modeltidy::e2e

#endif // MODEL_TIDY_TESTS_END_TO_END_SANDBOX_H
