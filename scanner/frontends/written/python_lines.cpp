//===- python_lines.cpp - where Python's texts and lines end --------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/written/python_lines.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy {

using llvm::StringRef;

static bool isNameByte(char C) { return llvm::isAlnum(C) || C == '_'; }
static bool isQuote(char C) { return C == '"' || C == '\''; }
static bool opens(StringRef T) { return T == "(" || T == "[" || T == "{"; }
static bool closes(StringRef T) { return T == ")" || T == "]" || T == "}"; }

/// Bytes of the text whose quote stands first; one without an end ends with
/// its line, or with the code.
static size_t literalSize(StringRef Code) {
  StringRef Mark = Code.take_front(1);
  bool Long = Code.size() > 2 && Code[1] == Code[0] && Code[2] == Code[0];
  if (Long)
    Mark = Code.take_front(3);
  for (size_t I = Mark.size(); I < Code.size(); ++I) {
    if (Code[I] == '\\')
      ++I;
    else if (Code.substr(I).starts_with(Mark))
      return I + Mark.size();
    else if (Code[I] == '\n' && !Long)
      return I;
  }
  return Code.size();
}

static PythonToken tokenAt(StringRef Code) {
  if (Code[0] == '#')
    return {PythonToken::Comment,
            Code.take_until([](char C) { return C == '\n'; })};
  if (isQuote(Code[0]))
    return {PythonToken::Literal, Code.take_front(literalSize(Code))};
  StringRef Word = Code.take_while(isNameByte);
  StringRef Behind = Code.drop_front(Word.size());
  if (!Word.empty() && Word.size() <= 2 && !Behind.empty() &&
      isQuote(Behind[0]) && llvm::isAlpha(Word[0]))
    return {PythonToken::Literal,
            Code.take_front(Word.size() + literalSize(Behind))};
  if (!Word.empty())
    return {PythonToken::Name, Word};
  if (Code[0] == ' ' || Code[0] == '\t')
    return {PythonToken::Other,
            Code.take_while([](char C) { return C == ' ' || C == '\t'; })};
  return {PythonToken::Other, Code.take_front(1)};
}

std::vector<PythonToken> tokensOf(StringRef Code) {
  std::vector<PythonToken> Out;
  while (!Code.empty()) {
    Out.push_back(tokenAt(Code));
    Code = Code.drop_front(Out.back().Text.size());
  }
  return Out;
}

std::vector<LogicalLine> logicalLines(StringRef Text) {
  std::vector<LogicalLine> Out;
  size_t Begin = 0, At = 0, Depth = 0;
  bool Blank = true;
  auto Close = [&](size_t End) {
    StringRef Line = Text.slice(Begin, End);
    size_t Indent = Line.size() - Line.ltrim(" \t").size();
    Out.push_back({Begin, End, Indent, Blank});
    Begin = End;
    Depth = 0;
    Blank = true;
  };
  while (At < Text.size()) {
    PythonToken T = tokenAt(Text.drop_front(At));
    At += T.Text.size();
    bool Continued = T.Text == "\\" && At < Text.size() && Text[At] == '\n';
    if (Continued)
      ++At;
    else if (opens(T.Text))
      ++Depth;
    else if (closes(T.Text) && Depth > 0)
      --Depth;
    // A bracket that nothing closes ends where the next rule begins.
    StringRef Rest = Text.drop_front(At);
    bool Ends = T.Text == "\n" && (Depth == 0 || Rest.starts_with("rule "));
    if (T.Kind != PythonToken::Comment && !T.Text.trim().empty())
      Blank = false;
    if (Ends)
      Close(At);
  }
  if (Begin < Text.size())
    Close(Text.size());
  return Out;
}

std::vector<StringRef> splitAtCommas(StringRef Code) {
  std::vector<StringRef> Out;
  size_t Depth = 0, Begin = 0, At = 0;
  while (At < Code.size()) {
    StringRef T = tokenAt(Code.drop_front(At)).Text;
    if (opens(T))
      ++Depth;
    else if (closes(T) && Depth > 0)
      --Depth;
    else if (T == "," && Depth == 0) {
      Out.push_back(Code.slice(Begin, At));
      Begin = At + 1;
    }
    At += T.size();
  }
  Out.push_back(Code.drop_front(Begin));
  return Out;
}

StringRef insideOfBrackets(StringRef Code) {
  size_t Depth = 1, At = 0;
  while (At < Code.size()) {
    StringRef T = tokenAt(Code.drop_front(At)).Text;
    if (opens(T))
      ++Depth;
    else if (closes(T) && --Depth == 0)
      break;
    At += T.size();
  }
  return Code.take_front(At);
}

} // namespace modeltidy
