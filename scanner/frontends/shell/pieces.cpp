//===-- pieces.cpp --------------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/shell/pieces.h"

namespace modeltidy::shell {

namespace {

/// What the escape \C gives in $'…', 0 where it stays as written.
char ansiEscape(char C) {
  switch (C) {
  case 'n':
    return '\n';
  case 't':
    return '\t';
  case 'r':
    return '\r';
  case '\\':
  case '\'':
  case '"':
    return C;
  default:
    return 0;
  }
}

/// Whether \C drops its backslash.
bool isEscape(char C, Quoting Mode) {
  switch (Mode) {
  case Quoting::None:
    return true;
  case Quoting::Double:
    return C == '$' || C == '`' || C == '"' || C == '\\' || C == '\n';
  case Quoting::Document:
    return C == '$' || C == '`' || C == '\\' || C == '\n';
  default:
    return false;
  }
}

} // namespace

void unquote(llvm::StringRef Text, Quoting Mode,
             llvm::SmallVectorImpl<char> &Out) {
  for (size_t I = 0; I < Text.size(); ++I) {
    if (Text[I] == '\\' && I + 1 < Text.size()) {
      char Next = Text[I + 1];
      bool Cr = Next == '\r' && I + 2 < Text.size() && Text[I + 2] == '\n';
      if (Mode != Quoting::Literal && (Next == '\n' || Cr)) {
        I += Cr ? 2 : 1; // the line goes on
        continue;
      }
      char Ansi = Mode == Quoting::Ansi ? ansiEscape(Next) : 0;
      if (Ansi || isEscape(Next, Mode)) {
        Out.push_back(Ansi ? Ansi : Next);
        ++I;
        continue;
      }
    }
    Out.push_back(Text[I]);
  }
}

void Pieces::text(llvm::StringRef Piece, Quoting Mode, uint32_t Begin,
                  uint32_t End) {
  if (!HasText)
    TextBegin = Begin;
  TextEnd = End;
  HasText = true;
  unquote(Piece, Mode, Text);
}

void Pieces::flush() {
  if (HasText && !Text.empty())
    Ops.push_back({0, Builder.add(NodeKind::String, TextBegin, TextEnd, Scope,
                                  Builder.intern(Text))});
  Text.clear();
  HasText = false;
}

void Pieces::value(NodeId Value) {
  flush();
  if (Value != 0)
    Ops.push_back({0, Value});
}

NodeId Pieces::finish(uint32_t Begin, uint32_t End) {
  if (Ops.empty()) {
    StringId Name = Builder.intern(Text);
    return Builder.add(NodeKind::String, Begin, End, Scope, Name);
  }
  flush();
  if (Ops.size() == 1)
    return Ops[0].Value;
  return Builder.add(NodeKind::Template, Begin, End, Scope, 0, Ops);
}

} // namespace modeltidy::shell
