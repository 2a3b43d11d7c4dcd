//===- parse_all.cpp - what a parse of every file costs -------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   parse_all DIR
//
// Finds the files as model-tidy does, and parses each Python file with
// tree-sitter on one thread for each processor. Nothing is done with the trees:
// this is the least that a tool which parses everything takes.
//
//===----------------------------------------------------------------------===//

#include "scanner/discover/discover.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"
#include <atomic>
#include <thread>
#include <tree_sitter/api.h>

extern "C" const TSLanguage *tree_sitter_python(void);

namespace {

using namespace modeltidy;

struct Totals {
  std::atomic<uint64_t> Files = 0, Bytes = 0;
};

void parse(TSParser *Parser, const std::string &Path, Totals &Sum) {
  auto Text = llvm::MemoryBuffer::getFile(Path);
  if (!Text)
    return;
  TSTree *Tree =
      ts_parser_parse_string(Parser, nullptr, (*Text)->getBufferStart(),
                             uint32_t((*Text)->getBufferSize()));
  if (!Tree)
    return;
  ts_tree_delete(Tree);
  ++Sum.Files;
  Sum.Bytes += (*Text)->getBufferSize();
}

void parseFiles(const Discovery &Found, std::atomic<size_t> &Next,
                Totals &Sum) {
  TSParser *Parser = ts_parser_new();
  ts_parser_set_language(Parser, tree_sitter_python());
  for (size_t I; (I = Next++) < Found.Files.size();)
    if (Found.Files[I].Kind == FileKind::Python)
      parse(Parser, Found.Root + "/" + Found.Files[I].Path, Sum);
  ts_parser_delete(Parser);
}

} // namespace

int main(int Argc, char **Argv) {
  if (Argc != 2) {
    llvm::errs() << "usage: parse_all DIR\n";
    return 2;
  }
  DiscoverOptions Where;
  Where.Paths = {Argv[1]};
  llvm::Expected<Discovery> Found = discover(Where);
  if (!Found) {
    llvm::errs() << "error: " << llvm::toString(Found.takeError()) << '\n';
    return 2;
  }
  std::atomic<size_t> Next = 0;
  Totals Sum;
  std::vector<std::thread> Threads;
  for (unsigned I = std::max(1u, std::thread::hardware_concurrency()); I; --I)
    Threads.emplace_back([&] { parseFiles(*Found, Next, Sum); });
  for (std::thread &T : Threads)
    T.join();
  llvm::outs() << Sum.Files << " files, " << Sum.Bytes << " bytes\n";
}
