//===- stage_clock.h - how long a stage takes -------------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_STAGE_CLOCK_H
#define MODEL_TIDY_SCANNER_TOOL_STAGE_CLOCK_H

#include "scanner/tool/scan.h"
#include <chrono>

namespace modeltidy {

/// Notes how long a stage took, from its making to its end.
class StageClock {
public:
  StageClock(std::vector<StageTime> &Into, llvm::StringRef Name)
      : Times(Into), Stage(Name) {}
  ~StageClock() {
    std::chrono::duration<double, std::milli> Took =
        std::chrono::steady_clock::now() - Began;
    Times.push_back({Stage, Took.count()});
  }
  StageClock(const StageClock &) = delete;
  StageClock &operator=(const StageClock &) = delete;

private:
  std::vector<StageTime> &Times;
  llvm::StringRef Stage;
  std::chrono::steady_clock::time_point Began =
      std::chrono::steady_clock::now();
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_STAGE_CLOCK_H
