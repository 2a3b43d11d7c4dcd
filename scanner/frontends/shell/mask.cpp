//===-- mask.cpp ----------------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/shell/mask.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy::shell {

std::vector<TextLine> linesOf(llvm::StringRef Text) {
  std::vector<TextLine> Lines;
  for (size_t At = 0; At < Text.size();) {
    size_t End = std::min(Text.find('\n', At), Text.size());
    bool Cr = End > At && Text[End - 1] == '\r';
    Lines.push_back({At, End - Cr});
    At = End + 1;
  }
  return Lines;
}

std::string blankOf(llvm::StringRef Text) {
  std::string Out(Text.size(), ' ');
  for (size_t I = 0; I < Text.size(); ++I)
    if (Text[I] == '\n')
      Out[I] = '\n';
  return Out;
}

bool isContinued(llvm::StringRef Line) {
  size_t Backslashes = Line.size() - Line.rtrim('\\').size();
  return Backslashes % 2 == 1;
}

size_t indentOf(llvm::StringRef Line) {
  return Line.size() - Line.ltrim(" \t").size();
}

void Rewriter::put(char C) {
  if (C == '\n' || (Quote == 0 && (C == ' ' || C == '\t')))
    flush();
  if (Quote == C)
    Quote = 0;
  else if (Quote == 0 && (C == '"' || C == '\''))
    Quote = C;
  Out.push_back(C);
}

void Rewriter::putEscape(char Escaped) {
  if (Escaped == '\n' || Escaped == '\r')
    flush();
  Out.push_back('\\');
  Out.push_back(Escaped);
}

void Rewriter::flush() {
  Out.append(Missing, ' ');
  Missing = 0;
}

std::string Rewriter::take() {
  flush();
  return std::move(Out);
}

} // namespace modeltidy::shell
