//===- byte_masks.h - 64 bytes of source at a look ---------------*- C++
//-*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Bit I of a mask speaks of byte I. With SSE2 (every x86-64) a block costs
// about forty instructions; elsewhere a loop over a table gives the same bits.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_DISCOVER_BYTE_MASKS_H
#define MODEL_TIDY_SCANNER_DISCOVER_BYTE_MASKS_H

#include <bit>
#include <cstdint>
#include <cstring>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace modeltidy {

/// Letters, digits, '_', and every byte of a non-ASCII character.
constexpr bool isWordByte(char C) {
  auto B = static_cast<unsigned char>(C);
  return (B >= 'a' && B <= 'z') || (B >= 'A' && B <= 'Z') ||
         (B >= '0' && B <= '9') || B == '_' || B >= 0x80;
}

/// Quotes, '#', '\': where Python's code stops being words and punctuation.
constexpr bool isStopByte(char C) {
  return C == '"' || C == '\'' || C == '#' || C == '\\';
}

struct ByteMasks {
  uint64_t Word = 0, Stop = 0;
};

#ifdef __SSE2__
/// Bits of the 16 bytes at At.
inline ByteMasks masksOf16(const char *At) {
  auto Bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(At));
  auto Is = [&](char C) { return _mm_cmpeq_epi8(Bytes, _mm_set1_epi8(C)); };
  // Signed comparison: bytes from 0x80 are negative, and added by sign below.
  auto In = [](__m128i V, char Low, char High) {
    return _mm_and_si128(_mm_cmpgt_epi8(V, _mm_set1_epi8(char(Low - 1))),
                         _mm_cmplt_epi8(V, _mm_set1_epi8(char(High + 1))));
  };
  __m128i Lower = _mm_or_si128(Bytes, _mm_set1_epi8(0x20));
  __m128i Word = _mm_or_si128(_mm_or_si128(In(Lower, 'a', 'z'), Is('_')),
                              In(Bytes, '0', '9'));
  __m128i Stop = _mm_or_si128(_mm_or_si128(Is('"'), Is('\'')),
                              _mm_or_si128(Is('#'), Is('\\')));
  ByteMasks Masks;
  Masks.Word = uint32_t(_mm_movemask_epi8(_mm_or_si128(Word, Bytes)));
  Masks.Stop = uint32_t(_mm_movemask_epi8(Stop));
  return Masks;
}
#endif

/// Bits of the 64 bytes at At, all readable.
inline ByteMasks masksOf64(const char *At) {
  ByteMasks Masks;
#ifdef __SSE2__
  for (unsigned I = 0; I < 64; I += 16) {
    ByteMasks Part = masksOf16(At + I);
    Masks.Word |= Part.Word << I;
    Masks.Stop |= Part.Stop << I;
  }
#else
  for (unsigned I = 0; I < 64; ++I) {
    Masks.Word |= uint64_t(isWordByte(At[I])) << I;
    Masks.Stop |= uint64_t(isStopByte(At[I])) << I;
  }
#endif
  return Masks;
}

/// The first of three bytes in [At, End), or End.
inline const char *findFirstOf3(const char *At, const char *End, char A, char B,
                                char C) {
#ifdef __SSE2__
  const __m128i VA = _mm_set1_epi8(A), VB = _mm_set1_epi8(B),
                VC = _mm_set1_epi8(C);
  for (; End - At >= 16; At += 16) {
    auto Bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(At));
    auto Found = _mm_or_si128(
        _mm_or_si128(_mm_cmpeq_epi8(Bytes, VA), _mm_cmpeq_epi8(Bytes, VB)),
        _mm_cmpeq_epi8(Bytes, VC));
    if (unsigned Bits = unsigned(_mm_movemask_epi8(Found)))
      return At + std::countr_zero(Bits);
  }
#endif
  while (At < End && *At != A && *At != B && *At != C)
    ++At;
  return At;
}

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_DISCOVER_BYTE_MASKS_H
