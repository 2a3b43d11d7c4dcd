//===-- shell_fuzzer.cpp - The shell front end under any bytes ------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Any bytes give a block that its own reader accepts, and the same bytes give
// the same block.
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/shell/shell.h"
#include "tests/fuzz/summary_walk.h"
#include <cstdint>
#include <cstdlib>

using namespace modeltidy;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  llvm::StringRef Text(reinterpret_cast<const char *>(Data), Size);
  SummaryBlock Block = summarizeShell(Text);
  llvm::Expected<Summary> S = Summary::create(Block.bytes());
  if (!S)
    abort();
  volatile size_t Sink = walkSummary(*S);
  (void)Sink;
  if (summarizeShell(Text).bytes() != Block.bytes())
    abort();
  return 0;
}
