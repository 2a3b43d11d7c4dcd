//===- tokens.cpp - where a token of C++ ends -----------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/cpp/tokens.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>

namespace modeltidy::cpp {

using llvm::StringRef;

namespace {

bool isNameByte(char C) {
  return llvm::isAlnum(C) || C == '_' || C == '$' ||
         static_cast<unsigned char>(C) >= 0x80;
}

/// Behind a text or a character whose quote is at At.
size_t endOfQuoted(StringRef Text, size_t At) {
  char Quote = Text[At];
  for (size_t I = At + 1; I < Text.size(); ++I) {
    if (Text[I] == '\\')
      ++I;
    else if (Text[I] == Quote)
      return I + 1;
    else if (Text[I] == '\n')
      return I;
  }
  return Text.size();
}

/// Behind R"x(...)x" whose quote is at At.
size_t endOfRaw(StringRef Text, size_t At) {
  constexpr size_t MaxDelimiter = 16;
  size_t Open = Text.substr(At, MaxDelimiter + 2).find('(');
  if (Open == StringRef::npos)
    return endOfQuoted(Text, At);
  std::string Close = (")" + Text.substr(At + 1, Open - 1) + "\"").str();
  size_t End = Text.find(Close, At + Open);
  return End == StringRef::npos ? Text.size() : End + Close.size();
}

size_t endOfComment(StringRef Text, size_t At) {
  bool IsLine = Text[At + 1] == '/';
  size_t End = Text.find(IsLine ? "\n" : "*/", At + 2);
  if (End == StringRef::npos)
    return Text.size();
  return IsLine ? End : End + 2;
}

bool startsRaw(StringRef Prefix) {
  return Prefix == "R" || Prefix == "LR" || Prefix == "uR" || Prefix == "UR" ||
         Prefix == "u8R";
}

} // namespace

Token tokenAt(StringRef Text, size_t At) {
  char C = Text[At];
  char Next = At + 1 < Text.size() ? Text[At + 1] : '\0';
  if (C == '/' && (Next == '/' || Next == '*'))
    return {TokenKind::Comment, endOfComment(Text, At)};
  if (C == '"' || C == '\'')
    return {TokenKind::Text, endOfQuoted(Text, At)};
  if (llvm::isDigit(C)) {
    StringRef Rest = Text.substr(At).take_while(
        [](char D) { return isNameByte(D) || D == '.' || D == '\''; });
    return {TokenKind::Number, At + Rest.size()};
  }
  if (!isNameByte(C))
    return {TokenKind::Other, At + 1};
  size_t End = At + Text.substr(At).take_while(isNameByte).size();
  if (End < Text.size() && Text[End] == '"' && startsRaw(Text.slice(At, End)))
    return {TokenKind::Text, endOfRaw(Text, End)};
  return {TokenKind::Name, End};
}

size_t endOfDirective(StringRef Text, size_t At) {
  bool InComment = false;
  while (At < Text.size() && Text[At] != '\n') {
    StringRef Rest = Text.substr(At);
    if (Rest.starts_with("\\\n") || Rest.starts_with("\\\r\n"))
      At = Text.find('\n', At) + 1;
    else if (InComment)
      ++At;
    else if (Rest.starts_with("//"))
      InComment = true;
    else
      At = tokenAt(Text, At).End;
  }
  return std::min(At, Text.size());
}

} // namespace modeltidy::cpp
