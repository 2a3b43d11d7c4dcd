//===- parallel.h - the same work on many items -----------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_PARALLEL_H
#define MODEL_TIDY_SCANNER_TOOL_PARALLEL_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include <cstddef>

namespace modeltidy {

/// 0: one thread for each processor.
unsigned threadCount(unsigned Asked);

/// Calls Work(thread, item) for each item of [0, Count), on at most Threads
/// threads, each of them with its own number. Items are taken in order. Few
/// items are done on the caller's thread: starting one costs more.
void forEachParallel(size_t Count, unsigned Threads,
                     llvm::function_ref<void(unsigned, size_t)> Work);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_PARALLEL_H
