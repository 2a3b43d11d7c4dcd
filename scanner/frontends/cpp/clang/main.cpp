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
// Clang may crash on hostile code, or take all of its time. Out come the
// lines "errors N", "headers N" with N paths, "folders N" with N paths, and the
// bytes of the summary; anything else is a failure.
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/cpp/clang/bounded_compiler.h"
#include "scanner/frontends/cpp/clang/compiler_facts.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

using namespace modeltidy;

/// A line with the count, then one each.
static void list(llvm::StringRef What, const std::set<std::string> &Paths) {
  llvm::outs() << What << ' ' << Paths.size() << '\n';
  for (const std::string &Path : Paths)
    llvm::outs() << Path << '\n';
}

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
  llvm::outs() << "errors " << Known.Is.Errors << '\n';
  list("headers", Known.Is.Headers);
  list("folders", Known.Is.Folders);
  llvm::outs() << Block.bytes();
  llvm::outs().flush();
  return 0;
}
