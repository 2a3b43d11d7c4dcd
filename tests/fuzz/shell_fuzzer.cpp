//===-- shell_fuzzer.cpp - The shell front end under any bytes ------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Any bytes give a block that its own reader accepts, and the same bytes give
// the same block; as a Makefile, Dockerfile or workflow they give a text of
// the same length and lines, as a Snakefile Python of three times the length.
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/python/python.h"
#include "scanner/frontends/shell/embedded.h"
#include "scanner/frontends/shell/shell.h"
#include "scanner/frontends/written/script_parts.h"
#include "scanner/frontends/written/snakefile.h"
#include "tests/fuzz/summary_walk.h"
#include <cstdint>
#include <cstdlib>

using namespace modeltidy;

static void read(llvm::StringRef Text) {
  SummaryBlock Block = summarizeShell(Text);
  llvm::Expected<Summary> S = Summary::create(Block.bytes());
  if (!S)
    abort();
  volatile size_t Sink = walkSummary(*S);
  (void)Sink;
  if (summarizeShell(Text).bytes() != Block.bytes())
    abort();
  for (const SummaryPart &Part : summarizeScript(Text))
    if (!Summary::create(Part.Block.bytes()))
      abort();
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  llvm::StringRef Text(reinterpret_cast<const char *>(Data), Size);
  read(Text);
  read(scriptOfMakefile(Text).Text);
  for (const SummaryPart &Part : summarizeScript(scriptOfMakefile(Text), Text))
    if (!Summary::create(Part.Block.bytes()))
      abort();
  PlacedScript Rules = pythonOfSnakefile(Text);
  if (Rules.Text.size() > 3 * Size + (size_t(1) << 17))
    abort();
  SummaryBlock Python =
      relocate(summarizePython(Rules.Text), Rules.Places, Text);
  if (!Summary::create(Python.bytes()))
    abort();
  for (auto *Mask : {shellOfDockerfile, shellOfWorkflow}) {
    std::string Masked = Mask(Text);
    if (Masked.size() != Size)
      abort();
    for (size_t I = 0; I < Size; ++I)
      if ((Masked[I] == '\n') != (Text[I] == '\n'))
        abort();
    read(Masked);
  }
  return 0;
}
