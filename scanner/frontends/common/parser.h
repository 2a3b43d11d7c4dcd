//===- parser.h - a tree-sitter parse within a budget -----------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Error recovery can make the parser's work superlinear. It asks a callback
// once in 100 steps; a parse that asks more often than its budget ends without
// a tree.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_COMMON_PARSER_H
#define MODEL_TIDY_SCANNER_FRONTENDS_COMMON_PARSER_H

#include "scanner/summary/summary_builder.h"
#include "tree_sitter/api.h"
#include <memory>

namespace modeltidy {

using TreePtr = std::unique_ptr<TSTree, decltype(&ts_tree_delete)>;

/// Null where the budget of callbacks ran out.
TreePtr parseTree(const TSLanguage *Language, llvm::StringRef Text,
                  uint64_t Budget);

/// Notes what was not understood, up to a cap and one more entry that says so.
class ErrorLog {
public:
  ErrorLog(SummaryBuilder &Builder, unsigned Cap)
      : Builder(Builder), Cap(Cap) {}
  void note(uint32_t Begin, uint32_t End, llvm::StringRef What);

private:
  SummaryBuilder &Builder;
  unsigned Cap, Count = 0;
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_FRONTENDS_COMMON_PARSER_H
