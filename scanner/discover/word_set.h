//===- word_set.h - sets of hashed words -------------------------*- C++
//-*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_DISCOVER_WORD_SET_H
#define MODEL_TIDY_SCANNER_DISCOVER_WORD_SET_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <vector>

namespace modeltidy {

/// The hash that all word sets use. Stable over runs and machines: a cache may
/// hold it. Two words of one repository collide with a chance of 2^-64 a pair;
/// a collision costs one needless parse.
uint64_t hashWord(llvm::StringRef Word);

/// An immutable set of hashes: sorted, unique, 8 bytes a word.
class WordSet {
public:
  WordSet() = default;
  explicit WordSet(llvm::ArrayRef<uint64_t> Hashes);
  static WordSet of(llvm::ArrayRef<llvm::StringRef> Words);

  bool contains(uint64_t Hash) const;
  bool contains(llvm::StringRef Word) const { return contains(hashWord(Word)); }
  llvm::ArrayRef<uint64_t> hashes() const { return Hashes; }
  size_t size() const { return Hashes.size(); }

private:
  std::vector<uint64_t> Hashes;
};

/// A set that is asked against many files: "any of these API words". A hash
/// table, so that a file costs one probe for each of its own words, however
/// many words are asked for. Const after construction: any thread may ask.
class WordQuery {
public:
  WordQuery() : WordQuery(llvm::ArrayRef<uint64_t>()) {}
  explicit WordQuery(llvm::ArrayRef<uint64_t> Hashes);
  static WordQuery of(llvm::ArrayRef<llvm::StringRef> Words);

  bool contains(uint64_t Hash) const;
  bool matchesAny(const WordSet &Set) const;

private:
  std::vector<uint64_t> Slots; // 0 is empty; a power of two, at most half full
  bool HasZero = false;
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_DISCOVER_WORD_SET_H
