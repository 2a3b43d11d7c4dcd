//===-- cpp_fuzzer.cpp - The C++ front end under any bytes ----------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Any bytes give a block that its own reader accepts, and the same bytes give
// the same block; as C++, as CMake and as the rules of a Makefile.
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/cpp/cmake.h"
#include "scanner/frontends/cpp/cpp.h"
#include "scanner/frontends/cpp/make.h"
#include "tests/fuzz/summary_walk.h"
#include <cstdint>
#include <cstdlib>

using namespace modeltidy;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  llvm::StringRef Text(reinterpret_cast<const char *>(Data), Size);
  for (auto *Read : {summarizeCpp, summarizeCMake}) {
    SummaryBlock Block = Read(Text);
    llvm::Expected<Summary> S = Summary::create(Block.bytes());
    if (!S || Read(Text).bytes() != Block.bytes())
      abort();
    volatile size_t Sink = walkSummary(*S);
    (void)Sink;
  }
  std::optional<SummaryBlock> Rules = summarizeMakeRules(Text);
  if (Rules && (!Summary::create(Rules->bytes()) ||
                summarizeMakeRules(Text)->bytes() != Rules->bytes()))
    abort();
  return 0;
}
