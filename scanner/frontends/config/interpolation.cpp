//===- interpolation.cpp - ${a.b}, ${env:X,d} and {{ x }} in texts --------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/config/interpolation.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy::config {

using llvm::StringRef;

/// The offset of the brace that closes the one before Begin, or npos.
static size_t closingBrace(StringRef Text, size_t Begin) {
  unsigned Depth = 1;
  for (size_t I = Text.find_first_of("{}", Begin); I != StringRef::npos;
       I = Text.find_first_of("{}", I + 1)) {
    Depth += Text[I] == '{' ? 1 : -1;
    if (Depth == 0)
      return I;
  }
  return StringRef::npos;
}

static bool isPath(StringRef Words) {
  return !Words.empty() && llvm::all_of(Words, [](char C) {
    return llvm::isAlnum(C) || StringRef("_-./[]@").contains(C);
  });
}

/// What stands between `${` and `}`.
static Piece readReference(StringRef Inside) {
  auto [Words, Rest] = Inside.split(':');
  Words = Words.trim();
  if (Words.size() == Inside.trim().size())
    return {isPath(Words) ? Piece::Reference : Piece::Unknown, Words};
  if (Rest.consume_front("-")) // a shell's default
    return {isPath(Words) ? Piece::Reference : Piece::Unknown, Words,
            Rest.trim()};
  bool Select = Words == "oc.select";
  if (!Select && Words != "oc.env" && Words != "env")
    return {Piece::Unknown, Words};
  auto [Name, Default] = Rest.split(',');
  Piece Found{Select && isPath(Name.trim()) ? Piece::Reference : Piece::Unknown,
              Name.trim()};
  if (Name.size() != Rest.size())
    Found.Default = Default.trim();
  return Found;
}

/// The next `${` or `{{`, or npos.
static size_t nextOpening(StringRef Text, size_t From) {
  for (size_t I = From; (I = Text.find('{', I)) != StringRef::npos; ++I) {
    if (I > From && Text[I - 1] == '$')
      return I - 1;
    if (Text.substr(I).starts_with("{{"))
      return I;
  }
  return StringRef::npos;
}

std::vector<Piece> splitInterpolations(StringRef Text) {
  std::vector<Piece> Pieces;
  size_t Done = 0;
  for (size_t At = 0; (At = nextOpening(Text, At)) != StringRef::npos;) {
    StringRef Rest = Text.drop_front(At);
    bool Template = Rest.starts_with("{{") || Rest.starts_with("${{");
    size_t Close = Template ? Text.find("}}", At) : closingBrace(Text, At + 2);
    if (Close == StringRef::npos)
      break; // the rest is text
    if (At != Done)
      Pieces.push_back({Piece::Text, Text.slice(Done, At)});
    Pieces.push_back(Template ? Piece{Piece::Unknown, ""}
                              : readReference(Text.slice(At + 2, Close)));
    Done = At = Close + (Template ? 2 : 1);
  }
  if (!Pieces.empty() && Done != Text.size())
    Pieces.push_back({Piece::Text, Text.drop_front(Done)});
  return Pieces;
}

} // namespace modeltidy::config
