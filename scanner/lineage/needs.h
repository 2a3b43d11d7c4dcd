//===- needs.h - what an answer rests on beside the code ------------------===//
//
// Two launches differ in what they run and in the options that they give. An
// engine under a launch notes, for each answer, in which modules it looked for
// callers and which options it asked for: under another launch that runs the
// same of these modules and gives none of these options, the answer is the same
// (shared_answers.cpp).
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_NEEDS_H
#define MODEL_TIDY_SCANNER_LINEAGE_NEEDS_H

#include "scanner/lineage/value.h"
#include <unordered_map>

namespace modeltidy {

/// A set of modules and options, interned.
using NeedsId = uint32_t;

class NeedTable {
public:
  static constexpr NeedsId Nothing = 0;
  /// Rests on the launch in a way that is not told.
  static constexpr NeedsId Anything = UINT32_MAX;

  /// One need: a module's number, or an option's name with this bit set.
  using Need = uint32_t;
  static constexpr Need OptionBit = 0x80000000u;

  NeedTable() { intern({}); }
  static constexpr size_t MaxNeeds = 4096; // more are Anything

  NeedsId modules(std::vector<uint32_t> Modules);
  NeedsId option(TextId Name) { return intern({Name | OptionBit}); }
  NeedsId both(NeedsId A, NeedsId B);
  /// Sorted: modules, then options.
  llvm::ArrayRef<Need> needs(NeedsId Id) const { return *Sets[Id]; }
  NeedsId intern(std::vector<Need> Sorted);

private:
  struct Hash {
    size_t operator()(const std::vector<Need> &Set) const;
  };
  std::unordered_map<std::vector<Need>, NeedsId, Hash> Index;
  std::vector<const std::vector<Need> *> Sets; // keys of Index
  llvm::DenseMap<std::pair<NeedsId, NeedsId>, NeedsId> Joined;
};

} // namespace modeltidy

#endif
