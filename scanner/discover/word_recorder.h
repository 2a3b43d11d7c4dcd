//===- word_recorder.h - collects the distinct words of a file ---*- C++
//-*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Most words of a file are repetitions of short ones (self, def, the names of
// its variables). A small direct-mapped table of words seen, keyed by their
// bytes, drops those before anything is hashed. A
// collision in it only means that a word is hashed again.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_DISCOVER_WORD_RECORDER_H
#define MODEL_TIDY_SCANNER_DISCOVER_WORD_RECORDER_H

#include "scanner/discover/word_set.h"
#include <bit>
#include <cstring>

namespace modeltidy {

class WordRecorder {
public:
  WordRecorder() : Slots(NumSlots) {}

  /// Adds a word of N > 0 bytes. BufferEnd is the end of the readable bytes:
  /// words are read 16 bytes at a time where that stays inside.
  void add(const char *Word, size_t N, const char *BufferEnd) {
    if (N > 16)
      return addLong(Word, N);
    uint64_t Low = 0, High = 0;
    if (BufferEnd - Word >= 16) {
      std::memcpy(&Low, Word, 8);
      std::memcpy(&High, Word + 8, 8);
      if (N <= 8) {
        Low &= ~uint64_t(0) >> (64 - 8 * N);
        High = 0;
      } else {
        High &= ~uint64_t(0) >> (128 - 8 * N);
      }
    } else {
      std::memcpy(&Low, Word, N < 8 ? N : 8);
      std::memcpy(&High, Word + 8, N < 8 ? 0 : N - 8);
    }
    uint64_t Mixed = (Low ^ std::rotl(High, 29)) * 0x9E3779B97F4A7C15u;
    Slot &Seen = Slots[Mixed >> (64 - LogSlots)];
    if (Seen.Low == Low && Seen.High == High)
      return;
    Seen = {Low, High};
    Hashes.push_back(hashWord(llvm::StringRef(Word, N)));
  }

  /// The words since the last take(); the recorder is empty again.
  WordSet take();

private:
  // A word of up to 16 bytes, padded with zeros; words hold no NUL, so that no
  // two of them look alike, and none like an empty slot.
  struct Slot {
    uint64_t Low = 0, High = 0;
  };
  static constexpr unsigned LogSlots = 10;
  static constexpr size_t NumSlots = size_t(1) << LogSlots;

  void addLong(const char *Word, size_t N);

  std::vector<Slot> Slots;
  std::vector<uint64_t> Hashes;
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_DISCOVER_WORD_RECORDER_H
