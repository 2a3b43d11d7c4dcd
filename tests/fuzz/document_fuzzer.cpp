//===-- document_fuzzer.cpp - Pages and docstrings under any bytes --------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The same bytes as a Markdown page and as a Python file: every part is a block
// that its own reader accepts, within the file's bounds, and comes out the same
// again. What is left of a file of commands has the file's length.
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/documented/python_commands.h"
#include "scanner/frontends/markdown/markdown.h"
#include "tests/fuzz/summary_walk.h"
#include <cstdint>
#include <cstdlib>

using namespace modeltidy;

static void check(const SummaryPart &Part, size_t Size) {
  llvm::Expected<Summary> S = Summary::create(Part.Block.bytes());
  if (!S)
    abort();
  for (const Node &N : S->nodes())
    if (N.Begin > N.End || N.End > Size)
      abort();
  volatile size_t Sink = walkSummary(*S);
  (void)Sink;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  llvm::StringRef Text(reinterpret_cast<const char *>(Data), Size);
  std::string Commands = pythonCommands(Text);
  if (!Commands.empty() && Commands.size() != Size)
    abort();
  std::vector<SummaryPart> Parts = summarizeMarkdown(Text);
  std::vector<SummaryPart> Again = summarizeMarkdown(Text);
  if (Parts.size() != Again.size())
    abort();
  for (size_t I = 0; I != Parts.size(); ++I) {
    check(Parts[I], Size);
    if (Parts[I].Block.bytes() != Again[I].Block.bytes())
      abort();
  }
  return 0;
}
