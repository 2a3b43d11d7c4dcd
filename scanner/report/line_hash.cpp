//===- line_hash.cpp - fingerprints as code scanning computes them --------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The upload action hashes each line together with what follows it: a rolling
// hash over the next 100 UTF-16 code units, blanks left out, line ends made
// one '\n', the end of the file as 65535 and then zeros.
//
//   x = 1\n y = 2\n        x=1\ny=2\n<EOF>000...
//                          ^ line 1: 100 units from here
//                               ^ line 2
//
// Each position of the ring remembers which line began there; when the ring
// comes round to it, exactly that line's hundred units are in the hash. Equal
// hashes in a file are told apart by a running number: "hash:number".
// Tests: tests/report/line_hash_test.cpp has the action's own vectors.
//
//===----------------------------------------------------------------------===//

#include "scanner/report/line_hash.h"
#include "scanner/report/utf16.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace modeltidy {

using llvm::StringRef;

namespace {

constexpr unsigned Block = 100;
constexpr uint64_t Base = 37;

constexpr uint64_t power(uint64_t X, unsigned N) {
  uint64_t Result = 1;
  while (N--)
    Result *= X;
  return Result;
}

/// What a unit weighs by the time it leaves the window.
constexpr uint64_t Leaving = power(Base, Block);
constexpr uint16_t EndOfFile = 65535;

class LineHasher {
public:
  explicit LineHasher(llvm::ArrayRef<uint32_t> Lines)
      : Wanted(Lines.begin(), Lines.end()) {
    std::sort(Wanted.begin(), Wanted.end());
  }

  void add(uint16_t Unit) {
    if (Unit == ' ' || Unit == '\t' || (AfterReturn && Unit == '\n')) {
      AfterReturn = false;
      return;
    }
    AfterReturn = Unit == '\r';
    if (AfterReturn)
      Unit = '\n';
    emit();
    if (LineStart)
      Begins[Index] = ++Line;
    LineStart = Unit == '\n';
    roll(Unit);
  }

  std::map<uint32_t, std::string> finish() {
    add(EndOfFile);
    for (unsigned I = 0; I != Block; ++I) {
      emit();
      roll(0);
    }
    return std::move(Found);
  }

private:
  /// Reports the line whose hundred units are complete, if one began here.
  void emit() {
    uint32_t Complete = std::exchange(Begins[Index], 0);
    if (!Complete)
      return;
    uint32_t Number = ++Seen[Hash];
    if (std::binary_search(Wanted.begin(), Wanted.end(), Complete))
      Found[Complete] = llvm::utohexstr(Hash, /*LowerCase=*/true) + ":" +
                        llvm::utostr(Number);
  }

  void roll(uint16_t Unit) {
    Hash = Base * Hash + Unit - Leaving * Window[Index];
    Window[Index] = Unit;
    Index = (Index + 1) % Block;
  }

  std::array<uint16_t, Block> Window{};
  std::array<uint32_t, Block> Begins{}; // line that begins here, 0: none
  uint64_t Hash = 0;
  unsigned Index = 0;
  uint32_t Line = 0;
  bool LineStart = true, AfterReturn = false;
  std::map<uint64_t, uint32_t> Seen;
  std::vector<uint32_t> Wanted;
  std::map<uint32_t, std::string> Found;
};

} // namespace

std::map<uint32_t, std::string> lineHashes(StringRef Bytes,
                                           llvm::ArrayRef<uint32_t> Lines) {
  LineHasher Hasher(Lines);
  while (!Bytes.empty()) {
    uint32_t Code = takeCodePoint(Bytes);
    if (utf16Units(Code) == 1) {
      Hasher.add(uint16_t(Code));
      continue;
    }
    Hasher.add(uint16_t(0xD800 + ((Code - 0x10000) >> 10)));
    Hasher.add(uint16_t(0xDC00 + ((Code - 0x10000) & 0x3FF)));
  }
  return Hasher.finish();
}

} // namespace modeltidy
