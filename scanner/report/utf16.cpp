//===- utf16.cpp - bytes to UTF-16 code units -----------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/report/utf16.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"

namespace modeltidy {

using llvm::StringRef;

namespace {

constexpr uint32_t Replacement = 0xFFFD;

/// What a lead byte promises: how many bytes follow, and which second bytes
/// keep the sequence well-formed (no overlong form, no surrogate).
struct Lead {
  unsigned Following;
  uint8_t SecondLow, SecondHigh;
};

Lead leadOf(uint8_t Byte) {
  if (Byte >= 0xC2 && Byte <= 0xDF)
    return {1, 0x80, 0xBF};
  if (Byte >= 0xE0 && Byte <= 0xEF)
    return {2, uint8_t(Byte == 0xE0 ? 0xA0 : 0x80),
            uint8_t(Byte == 0xED ? 0x9F : 0xBF)};
  if (Byte >= 0xF0 && Byte <= 0xF4)
    return {3, uint8_t(Byte == 0xF0 ? 0x90 : 0x80),
            uint8_t(Byte == 0xF4 ? 0x8F : 0xBF)};
  return {0, 0, 0};
}

} // namespace

uint32_t takeCodePoint(StringRef &Bytes) {
  uint8_t First = Bytes.front();
  Bytes = Bytes.drop_front();
  if (First < 0x80)
    return First;
  Lead L = leadOf(First);
  uint32_t Code = First & (0x3F >> L.Following);
  for (unsigned I = 0; I != L.Following; ++I) {
    uint8_t Next = Bytes.empty() ? 0 : uint8_t(Bytes.front());
    bool Sound = I == 0 ? Next >= L.SecondLow && Next <= L.SecondHigh
                        : Next >= 0x80 && Next <= 0xBF;
    if (!Sound)
      return Replacement;
    Code = Code << 6 | (Next & 0x3F);
    Bytes = Bytes.drop_front();
  }
  return L.Following ? Code : Replacement;
}

uint32_t utf16Column(StringRef Line, uint32_t ByteColumn) {
  StringRef Before = Line.take_front(ByteColumn ? ByteColumn - 1 : 0);
  uint32_t Column = 1;
  while (!Before.empty())
    Column += utf16Units(takeCodePoint(Before));
  return Column;
}

std::string validUtf8(StringRef Text) {
  if (llvm::isASCII(Text))
    return Text.str();
  const auto *Begin = reinterpret_cast<const llvm::UTF8 *>(Text.begin());
  if (llvm::isLegalUTF8String(&Begin,
                              reinterpret_cast<const llvm::UTF8 *>(Text.end())))
    return Text.str();
  std::string Out;
  while (!Text.empty()) {
    char Buffer[4], *End = Buffer;
    llvm::ConvertCodePointToUTF8(takeCodePoint(Text), End);
    Out.append(Buffer, End);
  }
  return Out;
}

} // namespace modeltidy
