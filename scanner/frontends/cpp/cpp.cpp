//===- cpp.cpp - one C++ or CUDA file becomes a module summary ------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/cpp/cpp.h"
#include "scanner/frontends/cpp/cuda.h"
#include "scanner/frontends/cpp/graph.h"
#include "scanner/frontends/cpp/macros.h"

namespace modeltidy {

using namespace cpp;

namespace {

/// The parser asks for its budget once in 100 steps; sound C++ takes at most 5
/// steps a byte, ambiguous declarations more. The limit is 25.
uint64_t parseBudget(llvm::StringRef Text) { return 10000 + Text.size() / 4; }

/// Text as it is quoted, Code as it is parsed: of one length.
SummaryBlock summarize(llvm::StringRef Text, llvm::StringRef Code,
                       const CompilerFacts &Known, bool MacrosAreWhole) {
  SummaryBuilder Builder(FrontEnd::Cxx, Text);
  ErrorLog Errors(Builder, MaxCppErrors);
  if (!MacrosAreWhole)
    Errors.note(0, 0,
                "macros that bring more than 64 KiB and half of the file: the "
                "rest is read as written");
  TreePtr Parsed = parseTree(tree_sitter_cpp(), Code, parseBudget(Text));
  if (!Parsed) {
    Errors.note(0, static_cast<uint32_t>(Text.size()),
                "the parser's work limit was reached: not analyzed");
    return Builder.finish();
  }
  SyntaxTree Tree(Text, *Parsed, Builder, Errors);
  Parsed.reset();
  Graph(Builder, Tree, Errors, Known).run();
  return Builder.finish();
}

} // namespace

SummaryBlock summarizeCpp(llvm::StringRef Text) {
  return summarizeCpp(Text, CompilerFacts());
}

SummaryBlock summarizeCpp(llvm::StringRef Text, const CompilerFacts &Known) {
  if (Text.size() > MaxCppBytes) {
    SummaryBuilder Builder(FrontEnd::Cxx, "");
    Builder.addError(0, 0, "file too large: not analyzed");
    return Builder.finish();
  }
  std::string Masked;
  llvm::StringRef Code = withoutCuda(Text, Masked);
  ExpandedText Expanded = expandMacros(Code, Known);
  if (!Expanded.HasChanged)
    return summarize(Text, Code, Known, Expanded.IsWhole);
  SummaryBlock Block = summarize(Expanded.Text, Expanded.Text,
                                 moveFacts(Known, Expanded), Expanded.IsWhole);
  return relocate(Block, Expanded.Map, Text);
}

} // namespace modeltidy
