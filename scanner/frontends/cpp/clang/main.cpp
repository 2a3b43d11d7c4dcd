//===- main.cpp - model-tidy-cxx, the part of model-tidy that links Clang -===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   model-tidy-cxx PATH [FLAG...] < source > summary
//
// model-tidy starts it for each C++ file that matters, in a process of its own:
// Clang may crash on hostile code, or take all of its time. Out comes a line
// "errors N" and the bytes of the summary; anything else is a failure.
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/cpp/clang/bounded_compiler.h"
#include "scanner/frontends/cpp/clang/compiler_facts.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

using namespace modeltidy;

int main(int argc, char **argv) {
  if (argc < 2) {
    llvm::errs() << "model-tidy-cxx is started by model-tidy\n";
    return 2;
  }
  limitProcess();
  auto Source = llvm::MemoryBuffer::getSTDIN();
  if (!Source)
    return 2;
  std::vector<std::string> Flags(argv + 2, argv + argc);
  llvm::StringRef Text = (*Source)->getBuffer();
  CompiledFile Known = compile(argv[1], Text, std::move(Flags));
  SummaryBlock Block = summarizeCpp(Text, Known.Facts);
  llvm::outs() << "errors " << Known.Errors << '\n' << Block.bytes();
  llvm::outs().flush();
  return 0;
}
