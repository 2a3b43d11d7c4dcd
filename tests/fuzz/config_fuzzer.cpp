//===-- config_fuzzer.cpp - The config front end under any bytes ----------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The same bytes as each format: the block is one that its own reader accepts,
// and comes out the same again.
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/config/config.h"
#include "tests/fuzz/summary_walk.h"
#include <cstdint>
#include <cstdlib>

using namespace modeltidy;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  llvm::StringRef Text(reinterpret_cast<const char *>(Data), Size);
  for (ConfigFormat Format : {ConfigFormat::Yaml, ConfigFormat::Json,
                              ConfigFormat::JsonLines, ConfigFormat::Toml}) {
    SummaryBlock Block = summarizeConfig(Text, Format);
    llvm::Expected<Summary> S = Summary::create(Block.bytes());
    if (!S)
      abort();
    volatile size_t Sink = walkSummary(*S);
    (void)Sink;
    if (summarizeConfig(Text, Format).bytes() != Block.bytes())
      abort();
  }
  return 0;
}
