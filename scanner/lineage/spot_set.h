//===- spot_set.h - flat hash tables over spots ---------------------------===//
//
// The engine asks of one spot after the other whether it has been there, some
// millions of times a run: flat tables make that cheap. They are for membership
// and look-up alone, as their order means nothing.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_SPOT_SET_H
#define MODEL_TIDY_SCANNER_LINEAGE_SPOT_SET_H

#include "scanner/lineage/value.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

namespace llvm {

template <> struct DenseMapInfo<modeltidy::Spot> {
  using Spot = modeltidy::Spot;
  static Spot getEmptyKey() { return {{UINT32_MAX, UINT32_MAX}, 0, 0}; }
  static Spot getTombstoneKey() { return {{UINT32_MAX, UINT32_MAX}, 1, 0}; }
  static unsigned getHashValue(const Spot &S) {
    uint64_t H = S.Node.key() * 0x9E3779B97F4A7C15ull;
    H ^= (uint64_t(S.Ctx) << 32 | S.Path) * 0xC2B2AE3D27D4EB4Full;
    return static_cast<unsigned>((H ^ H >> 29) * 0x165667B19E3779F9ull >> 32);
  }
  static bool isEqual(const Spot &A, const Spot &B) { return A == B; }
};

} // namespace llvm

namespace modeltidy {

using SpotSet = llvm::SmallDenseSet<Spot, 32>;
template <typename T> using SpotMap = llvm::DenseMap<Spot, T>;

} // namespace modeltidy

#endif
