//===- scalars.cpp - what a bare word stands for --------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/config/scalars.h"
#include "scanner/frontends/config/json_reader.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"

namespace modeltidy::config {

using llvm::StringRef;

/// Takes digits and `_` from the head; whether there was a digit.
static bool takeDigits(StringRef &Word) {
  StringRef Digits =
      Word.take_while([](char C) { return llvm::isDigit(C) || C == '_'; });
  Word = Word.drop_front(Digits.size());
  return Digits.find_first_not_of('_') != StringRef::npos;
}

static bool isPrefixedNumber(StringRef Word) {
  if (Word.size() < 3 || Word[0] != '0')
    return false;
  StringRef Digits = Word[1] == 'x' || Word[1] == 'X'
                         ? "0123456789abcdefABCDEF_"
                     : Word[1] == 'o' ? "01234567_"
                     : Word[1] == 'b' ? "01_"
                                      : "";
  return !Digits.empty() &&
         Word.find_first_not_of(Digits, 2) == StringRef::npos;
}

bool isNumber(StringRef Word) {
  if (Word.starts_with("-") || Word.starts_with("+"))
    Word = Word.drop_front();
  if (Word.empty() || !(llvm::isDigit(Word[0]) || Word[0] == '.'))
    return false;
  if (isPrefixedNumber(Word))
    return true;
  bool Digits = takeDigits(Word);
  if (Word.consume_front("."))
    Digits |= takeDigits(Word);
  if (!Digits)
    return false;
  if (Word.consume_front("e") || Word.consume_front("E")) {
    if (Word.starts_with("-") || Word.starts_with("+"))
      Word = Word.drop_front();
    if (!takeDigits(Word))
      return false;
  }
  return Word.empty();
}

bool readHex(StringRef Text, unsigned Count, uint32_t &Code) {
  return Text.size() >= Count && !Text.take_front(Count).getAsInteger(16, Code);
}

void appendUtf8(uint32_t Code, llvm::SmallVectorImpl<char> &Out) {
  char Buffer[UNI_MAX_UTF8_BYTES_PER_CODE_POINT];
  char *End = Buffer;
  if (!llvm::ConvertCodePointToUTF8(Code, End)) {
    End = Buffer;
    llvm::ConvertCodePointToUTF8(0xFFFD, End);
  }
  Out.append(Buffer, End);
}

/// The simple escapes; 0 when C is none of them.
static char simpleEscape(char C) {
  static constexpr StringRef From = "\"\\/bfnrt'", To = "\"\\/\b\f\n\r\t'";
  size_t I = From.find(C);
  return I == StringRef::npos ? 0 : To[I];
}

/// Reads `\uXXXX`, and the second of a pair, from behind the backslash; how
/// many bytes that were.
static size_t readUnicode(StringRef Text, uint32_t &Code) {
  if (!Text.starts_with("u") || !readHex(Text.drop_front(), 4, Code))
    return 0;
  uint32_t Low;
  if (Code >> 10 == 0xD800 >> 10 && Text.substr(5).starts_with("\\u") &&
      readHex(Text.substr(7), 4, Low) && Low >> 10 == 0xDC00 >> 10) {
    Code = 0x10000 + ((Code & 0x3FF) << 10 | (Low & 0x3FF));
    return 11;
  }
  return 5;
}

void decodeJsonString(
    StringRef Content,
    llvm::function_ref<void(StringRef Piece, StringRef Written)> Take) {
  for (size_t At = 0; At < Content.size();) {
    size_t Slash = std::min(Content.find('\\', At), Content.size());
    if (Slash != At)
      Take(Content.slice(At, Slash), Content.slice(At, Slash));
    if (Slash == Content.size())
      return;
    StringRef Rest = Content.drop_front(Slash + 1);
    llvm::SmallString<4> Out;
    uint32_t Code;
    size_t Taken = readUnicode(Rest, Code);
    if (Taken != 0) {
      appendUtf8(Code, Out);
    } else if (char C = Rest.empty() ? 0 : simpleEscape(Rest[0])) {
      Out.push_back(C);
      Taken = 1;
    } else {
      Out.push_back('\\'); // no escape: stands for itself
    }
    At = Slash + 1 + Taken;
    Take(Out, Content.slice(Slash, At));
  }
}

} // namespace modeltidy::config
