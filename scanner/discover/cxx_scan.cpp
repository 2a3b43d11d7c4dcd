//===- cxx_scan.cpp - the prefilter's lexer for C++ -----------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/discover/cxx_scan.h"
#include "scanner/discover/prefilter.h"
#include "scanner/discover/python_scan.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace modeltidy {

bool CxxScan::run() {
  while (At < Text.size()) {
    char C = Text[At];
    if (isWordByte(C))
      word();
    else if (C == '"' || C == '\'')
      string(C);
    else if (C == '/')
      comment();
    else if (C == '#')
      directive();
    else
      ++At;
  }
  return Lost;
}

void CxxScan::word() {
  size_t Start = At;
  while (At < Text.size() && isWordByte(Text[At]))
    ++At;
  StringRef Word = Text.slice(Start, At);
  bool Quoted = At < Text.size() && Text[At] == '"';
  // 1'000'000 holds no characters.
  if (isDigit(Word.front()) && At < Text.size() && Text[At] == '\'') {
    ++At;
    return;
  }
  if (Quoted && Word.ends_with("R") && Word.size() <= 3)
    return rawString();
  Words.add(Word.data(), Word.size(), Text.end());
}

void CxxScan::record(StringRef Content) {
  if (Content.empty() || Content.size() > MaxStringBytes)
    return;
  Strings.add(Content.data(), Content.size(), Text.end());
  recordString(Content, /*Whole=*/false, Strings);
}

void CxxScan::string(char Quote) {
  size_t Start = ++At;
  while (At < Text.size() && Text[At] != Quote && Text[At] != '\n')
    At += Text[At] == '\\' && At + 1 < Text.size() ? 2 : 1;
  At = std::min(At, Text.size());
  if (Quote == '"')
    record(Text.slice(Start, At));
  if (At < Text.size())
    ++At; // behind the quote; an unclosed literal ends with its line
}

/// R"mark( … )mark"; At is at the quote.
void CxxScan::rawString() {
  constexpr size_t MaxMark = 16;
  size_t Open = Text.find('(', At);
  if (Open == StringRef::npos || Open - At > MaxMark + 1) {
    ++At;
    return;
  }
  std::string Close = (")" + Text.slice(At + 1, Open) + "\"").str();
  size_t End = Text.find(Close, Open);
  Lost |= End == StringRef::npos;
  record(Text.slice(Open + 1, End));
  At = End == StringRef::npos ? Text.size() : End + Close.size();
}

void CxxScan::comment() {
  StringRef Rest = Text.substr(At);
  if (Rest.starts_with("//"))
    At = std::min(Text.find('\n', At), Text.size());
  else if (Rest.starts_with("/*"))
    At = std::min(Text.find("*/", At + 2), Text.size() - 2) + 2;
  else
    ++At;
}

/// #include "x.h", #include <x/y.h>; of other directives the words count.
void CxxScan::directive() {
  StringRef Line = Text.substr(At + 1);
  Line = Line.take_until([](char C) { return C == '\n'; });
  StringRef Rest = Line.ltrim(" \t");
  ++At;
  if (!Rest.consume_front("include"))
    return;
  Rest = Rest.ltrim(" \t");
  if (Rest.empty() || (Rest.front() != '"' && Rest.front() != '<'))
    return;
  char Close = Rest.front() == '<' ? '>' : '"';
  StringRef Path =
      Rest.drop_front().take_until([=](char C) { return C == Close; });
  if (Path.size() < MaxStringBytes)
    Imports.push_back(Path.str());
  At += Line.size();
}

} // namespace modeltidy
