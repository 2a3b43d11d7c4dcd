//===- progress.h - a line on the terminal while it works -------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_PROGRESS_H
#define MODEL_TIDY_SCANNER_TOOL_PROGRESS_H

#include "llvm/ADT/StringRef.h"
#include <atomic>
#include <cstdint>
#include <string>

namespace modeltidy {

/// Shows "[ 120/907] parsing" on standard error where that is a terminal; else
/// does nothing. The line is gone when the object is, or after clear().
class Progress {
public:
  explicit Progress(bool Wanted);
  ~Progress() { clear(); }
  Progress(const Progress &) = delete;
  Progress &operator=(const Progress &) = delete;

  /// Begins a stage; Total 0 when it cannot be known. One thread.
  void stage(llvm::StringRef Name, uint64_t Total = 0);
  /// One more is done. Any thread.
  void step();
  /// So many of so many are done. Any thread.
  void update(uint64_t NowDone, uint64_t NowTotal);
  void clear();

private:
  void show(uint64_t Count, uint64_t Of);

  const bool On;
  std::string Stage;
  std::atomic<uint64_t> Total{0}, Done{0}, NextMs{0};
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_PROGRESS_H
