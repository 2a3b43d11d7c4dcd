//===-- summary_fuzzer.cpp - A summary's bytes from a hostile cache -------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Random bytes never get past the header, so the input is a list of damages
// to a sound block: two bytes of offset and four of content each.
//
//===----------------------------------------------------------------------===//

#include "scanner/summary/summary_builder.h"
#include "tests/fuzz/summary_walk.h"
#include <cstring>

using namespace modeltidy;

/// A small block that has an entry in every table.
static SummaryBlock soundBlock() {
  SummaryBuilder B(FrontEnd::Python, "def f(x):\n  return x\nf(1)\n");
  uint32_t Module = B.addScope(ScopeKind::Module, 0, 0);
  uint32_t Body = B.addScope(ScopeKind::Function, Module, 0);
  NodeId Param = B.add(NodeKind::Param, 6, 7, Body, B.intern("x"));
  NodeId Def = B.add(NodeKind::Function, 0, 20, Module, B.intern("f"));
  NodeId One = B.add(NodeKind::Number, 23, 24, Module, B.intern("1"));
  B.add(NodeKind::Call, 21, 25, Module, 0, {{0, Def}, {0, One}});
  Function F = {};
  F.Name = B.intern("f");
  F.Scope = Body;
  F.Node = Def;
  F.End = 20;
  F.Params = F.Returns = B.addList({Param});
  B.addFunction(F);
  Class C = {};
  C.Name = B.intern("c");
  C.Scope = Module;
  C.Node = Def;
  C.Bases = B.addList({One});
  B.addClass(C);
  B.addBinding(Module, B.intern("f"), Def, BindingExit);
  B.addBinding(Body, B.intern("x"), Param, BindingExit);
  B.addRegion(RegionKind::If, One, 0, 20);
  B.addComment(0, 3, "NOLINT");
  B.addError(0, 3, "an error");
  B.addRoot(One);
  return B.finish();
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  static const SummaryBlock Sound = soundBlock();
  SummaryBlock Block = Sound;
  size_t Length = Block.bytes().size();
  for (; Size >= 6; Data += 6, Size -= 6) {
    uint16_t Offset;
    std::memcpy(&Offset, Data, 2);
    if (Offset + size_t(4) <= Length)
      std::memcpy(Block.data() + Offset, Data + 2, 4);
  }
  llvm::StringRef Bytes = Block.bytes();
  if (Size != 0) // what is left over truncates
    Bytes = Bytes.drop_back(Data[0]);
  llvm::Expected<Summary> S = Summary::create(Bytes);
  if (!S) {
    llvm::consumeError(S.takeError());
    return 0;
  }
  volatile size_t Sink = walkSummary(*S);
  (void)Sink;
  return 0;
}
