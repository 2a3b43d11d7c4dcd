//===- literals.cpp - the text of C++ string literals ---------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/cpp/literals.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"

namespace modeltidy::cpp {

using llvm::StringRef;

namespace {

void appendCodePoint(uint32_t Code, std::string &Out) {
  char Buffer[UNI_MAX_UTF8_BYTES_PER_CODE_POINT];
  char *End = Buffer;
  if (!llvm::ConvertCodePointToUTF8(Code, End))
    return;
  Out.append(Buffer, End);
}

char simpleEscape(char C) {
  switch (C) {
  case 'n':
    return '\n';
  case 't':
    return '\t';
  case 'r':
    return '\r';
  case 'a':
    return '\a';
  case 'b':
    return '\b';
  case 'f':
    return '\f';
  case 'v':
    return '\v';
  default:
    return C; // \" \' \\ \?
  }
}

/// Digits of that base, at most Max of them; how many were read.
size_t readDigits(StringRef Text, unsigned Base, size_t Max, uint32_t &Value) {
  size_t N = 0;
  for (Value = 0; N < Max && N < Text.size(); ++N) {
    unsigned Digit = llvm::hexDigitValue(Text[N]);
    if (Digit >= Base)
      break;
    Value = Value * Base + Digit;
  }
  return N;
}

/// The escape behind a backslash; returns the bytes that it took.
size_t appendEscape(StringRef Rest, std::string &Out) {
  char C = Rest.front();
  uint32_t Value = 0;
  if (C == '\n')
    return 1; // a line that continues
  if (C >= '0' && C <= '7') {
    size_t N = readDigits(Rest, 8, 3, Value);
    Out += static_cast<char>(Value);
    return N;
  }
  size_t Width = C == 'x' ? 2 : C == 'u' ? 4 : C == 'U' ? 8 : 0;
  size_t N = Width ? readDigits(Rest.drop_front(), 16, Width, Value) : 0;
  if (N == 0) {
    Out += simpleEscape(C);
    return 1;
  }
  if (C == 'x')
    Out += static_cast<char>(Value);
  else
    appendCodePoint(Value, Out);
  return N + 1;
}

} // namespace

std::string literalText(StringRef Literal) {
  size_t Quote = Literal.find_first_of("\"'");
  if (Quote == StringRef::npos)
    return Literal.str();
  StringRef Prefix = Literal.take_front(Quote), Text = Literal.substr(Quote);
  char Mark = Text.front();
  if (Prefix.ends_with("R")) {
    size_t Open = Text.find('('), Close = Text.rfind(')');
    return Open < Close && Close != StringRef::npos
               ? Text.slice(Open + 1, Close).str()
               : "";
  }
  Text = Text.drop_front();
  Text.consume_back(StringRef(&Mark, 1));
  std::string Out;
  for (size_t I = 0; I < Text.size(); ++I)
    if (Text[I] == '\\' && I + 1 < Text.size())
      I += appendEscape(Text.substr(I + 1), Out);
    else
      Out += Text[I];
  return Out;
}

/// Takes a quoted text from the front; false where it does not end.
static bool takeQuoted(llvm::StringRef &Text, std::string &Into) {
  Into.clear();
  if (!Text.consume_front("\""))
    return false;
  while (!Text.empty() && Text.front() != '"') {
    if (Text.front() == '\\')
      Text = Text.drop_front();
    if (Text.empty())
      return false;
    Into += Text.front();
    Text = Text.drop_front();
  }
  return Text.consume_front("\"");
}

std::vector<JsonText> jsonTexts(llvm::StringRef Whole) {
  constexpr size_t MaxText = 4096, MaxKeys = 32;
  std::vector<JsonText> Out;
  llvm::StringRef Text = Whole;
  Text = Text.ltrim();
  if (Text.size() > MaxText || !Text.consume_front("{"))
    return Out;
  std::string Key, Value;
  unsigned Nesting = 0;
  while (!Text.empty() && Out.size() < MaxKeys) {
    char C = Text.front();
    if (C != '"') {
      Nesting += C == '{' || C == '[';
      if ((C == '}' || C == ']') && Nesting-- == 0)
        break;
      Text = Text.drop_front();
      continue;
    }
    if (!takeQuoted(Text, Key))
      break;
    llvm::StringRef Rest = Text.ltrim();
    if (!Rest.consume_front(":"))
      continue;
    Text = Rest.ltrim();
    size_t At = Whole.size() - Text.size();
    if (Text.starts_with("\x02") && Text.size() > 1 && Nesting == 0) {
      Out.push_back({Key, Text.take_front(2).str(), At});
      Text = Text.drop_front(2);
    } else if (Text.starts_with("\"") && takeQuoted(Text, Value) &&
               Nesting == 0)
      Out.push_back({Key, Value, At});
  }
  return Out;
}

} // namespace modeltidy::cpp
