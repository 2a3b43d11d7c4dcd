//===- parallel.cpp - the same work on many items -------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/parallel.h"
#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace modeltidy {

/// A thread starts in some 50 us, a file is read and looked at in about 20.
static constexpr size_t ItemsWorthAThread = 8;

unsigned threadCount(unsigned Asked) {
  return Asked ? Asked : std::max(1u, std::thread::hardware_concurrency());
}

void forEachParallel(size_t Count, unsigned Threads,
                     llvm::function_ref<void(unsigned, size_t)> Work) {
  std::atomic<size_t> Next{0};
  auto Run = [&](unsigned Thread) {
    for (size_t I; (I = Next++) < Count;)
      Work(Thread, I);
  };
  size_t Useful = std::max<size_t>(1, Count / ItemsWorthAThread);
  Threads = unsigned(std::min<size_t>(Threads, Useful));
  std::vector<std::thread> Others;
  for (unsigned I = 1; I < Threads; ++I)
    Others.emplace_back(Run, I);
  Run(0);
  for (std::thread &T : Others)
    T.join();
}

} // namespace modeltidy
