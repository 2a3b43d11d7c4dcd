//===-- notebook_fuzzer.cpp - Notebooks under any bytes -------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The bytes as a whole notebook, and as the one cell of a sound one: every
// part's block is one that its own reader accepts, and comes out the same
// again.
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/notebook/notebook.h"
#include "tests/fuzz/summary_walk.h"
#include <cstdint>
#include <cstdlib>
#include <string>

using namespace modeltidy;

static void check(llvm::StringRef Text) {
  std::vector<SummaryPart> Parts = summarizeNotebook(Text);
  std::vector<SummaryPart> Again = summarizeNotebook(Text);
  if (Parts.size() != Again.size())
    abort();
  for (size_t I = 0; I != Parts.size(); ++I) {
    llvm::Expected<Summary> S = Summary::create(Parts[I].Block.bytes());
    if (!S || Parts[I].Block.bytes() != Again[I].Block.bytes())
      abort();
    volatile size_t Sink = walkSummary(*S);
    (void)Sink;
    for (const Node &N : S->nodes())
      if (N.Begin > N.End || N.End > Text.size())
        abort();
  }
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  llvm::StringRef Text(reinterpret_cast<const char *>(Data), Size);
  check(Text);
  std::string Cell = "{\"cells\": [{\"cell_type\": \"code\", \"source\": \"";
  for (char C : Text) {
    if (C == '"' || C == '\\')
      Cell += '\\';
    if (C == '\n')
      Cell += "\\n";
    else
      Cell += C;
  }
  check(Cell + "\"}]}");
  return 0;
}
