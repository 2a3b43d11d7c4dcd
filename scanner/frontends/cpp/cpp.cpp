//===- cpp.cpp - one C++ or CUDA file becomes a module summary ------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/cpp/cpp.h"
#include "scanner/frontends/cpp/cuda.h"
#include "scanner/frontends/cpp/graph.h"

namespace modeltidy {

using namespace cpp;

namespace {

/// The parser asks for its budget once in 100 steps; sound C++ takes at most 5
/// steps a byte, ambiguous declarations more. The limit is 25.
uint64_t parseBudget(llvm::StringRef Text) { return 10000 + Text.size() / 4; }

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
  SummaryBuilder Builder(FrontEnd::Cxx, Text);
  ErrorLog Errors(Builder, MaxCppErrors);
  std::string Masked;
  llvm::StringRef Code = withoutCuda(Text, Masked);
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

} // namespace modeltidy
