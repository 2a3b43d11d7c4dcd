//===- progress.cpp - a line on the terminal while it works ---------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/progress.h"
#include "llvm/Support/Process.h"
#include <chrono>
#include <cstdio>

namespace modeltidy {

namespace {

constexpr uint64_t IntervalMs = 50; // twenty lines a second are enough

uint64_t nowMs() {
  using namespace std::chrono;
  auto Now = steady_clock::now().time_since_epoch();
  return uint64_t(duration_cast<milliseconds>(Now).count());
}

} // namespace

Progress::Progress(bool Wanted)
    : On(Wanted && llvm::sys::Process::StandardErrIsDisplayed()) {}

void Progress::stage(llvm::StringRef Name, uint64_t NewTotal) {
  if (!On)
    return;
  Stage = Name.str();
  Total = NewTotal;
  Done = 0;
  show(0, NewTotal);
}

void Progress::step() {
  if (On)
    update(++Done, Total);
}

void Progress::update(uint64_t NowDone, uint64_t NowTotal) {
  if (!On)
    return;
  uint64_t Now = nowMs(), Due = NextMs;
  if (Now >= Due && NextMs.compare_exchange_strong(Due, Now + IntervalMs))
    show(NowDone, NowTotal);
}

// One write a line, past the streams: threads must not mix, and nothing of this
// may land in a report.
void Progress::show(uint64_t Count, uint64_t Of) {
  if (Of)
    std::fprintf(stderr, "\r\033[K[%4llu/%llu] %s", (unsigned long long)Count,
                 (unsigned long long)Of, Stage.c_str());
  else
    std::fprintf(stderr, "\r\033[K%s", Stage.c_str());
  std::fflush(stderr);
}

void Progress::clear() {
  if (!On || Stage.empty())
    return;
  Stage.clear();
  std::fputs("\r\033[K", stderr);
  std::fflush(stderr);
}

} // namespace modeltidy
