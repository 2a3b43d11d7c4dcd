//===- pieces.h - a word put together from its parts ------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Adjacent constant text becomes one String; a word of one part is that part;
// else a Template holds the parts in order.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_SHELL_PIECES_H
#define MODEL_TIDY_SCANNER_FRONTENDS_SHELL_PIECES_H

#include "scanner/summary/summary_builder.h"
#include "llvm/ADT/SmallString.h"

namespace modeltidy::shell {

enum class Quoting : uint8_t {
  None,     // \x is x
  Double,   // \ works before $ ` " \ and a newline
  Document, // here-document: as Double, " is plain
  Literal,  // every byte as it is
  Ansi,     // $'…': C's escapes
};

/// Appends Text with its quoting resolved.
void unquote(llvm::StringRef Text, Quoting Mode,
             llvm::SmallVectorImpl<char> &Out);

class Pieces {
public:
  Pieces(SummaryBuilder &Builder, uint32_t Scope)
      : Builder(Builder), Scope(Scope) {}

  /// Constant text that stands at [Begin, End) of the file.
  void text(llvm::StringRef Text, Quoting Mode, uint32_t Begin, uint32_t End);
  void value(NodeId Value);
  /// The word's node; its span is [Begin, End).
  NodeId finish(uint32_t Begin, uint32_t End);

private:
  void flush();
  SummaryBuilder &Builder;
  uint32_t Scope;
  uint32_t TextBegin = 0, TextEnd = 0;
  bool HasText = false;
  llvm::SmallString<64> Text;
  llvm::SmallVector<Operand, 4> Ops;
};

} // namespace modeltidy::shell

#endif // MODEL_TIDY_SCANNER_FRONTENDS_SHELL_PIECES_H
