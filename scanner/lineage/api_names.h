//===- api_names.h - rows by qualified name, with globs -------------------===//
//
// The table behind ApiIndex. Names without `*` are found by one hash look-up;
// patterns stand in buckets by their first component, so that a look-up tries
// only the patterns of its own library.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_API_NAMES_H
#define MODEL_TIDY_SCANNER_LINEAGE_API_NAMES_H

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <vector>

namespace modeltidy {

/// Does Text match Pattern, where each `*` stands for any part (also none) of
/// one dotted component?
bool matchesGlob(llvm::StringRef Pattern, llvm::StringRef Text);

/// False only where matchesGlob() is, and cheap: tells by both ends.
inline bool mayMatchGlob(llvm::StringRef Pattern, llvm::StringRef Text) {
  auto Fits = [](char P, char T) { return P == '*' || P == T; };
  return !Text.empty() && Fits(Pattern.front(), Text.front()) &&
         Fits(Pattern.back(), Text.back());
}

inline bool isGlob(llvm::StringRef Name) { return Name.contains('*'); }

/// `a.b.C` -> `C`; a name without dots is its own last component.
inline llvm::StringRef lastComponent(llvm::StringRef Qualified) {
  return Qualified.substr(Qualified.rfind('.') + 1);
}
inline llvm::StringRef firstComponent(llvm::StringRef Qualified) {
  return Qualified.take_until([](char C) { return C == '.'; });
}

/// C++ names are dotted too: `cxx.std.ofstream`, and `cxx.fopen` of no
/// namespace. In `requires` a header counts by its path's first part:
/// `cxx_torch` for <torch/torch.h>; `cxx` is any C++ file.
constexpr llvm::StringRef CxxPrefix = "cxx.";
inline bool isCxxName(llvm::StringRef Qualified) {
  return Qualified.starts_with(CxxPrefix);
}
inline bool isCxxModule(llvm::StringRef Required) {
  return Required == "cxx" || Required.starts_with("cxx_");
}

/// A multimap from names and patterns to row numbers. Filled once, then read
/// by any number of threads. Does not own the names.
class ApiNames {
public:
  void reserve(size_t Count);
  void add(llvm::StringRef Name, uint32_t Row);

  /// Rows of exactly this name, in order of add(). True where there are any.
  bool exact(llvm::StringRef Name, llvm::SmallVectorImpl<uint32_t> &Out) const;
  /// Rows whose pattern matches, in order of add().
  bool globs(llvm::StringRef Name, llvm::SmallVectorImpl<uint32_t> &Out) const;
  /// exact(), else globs().
  bool find(llvm::StringRef Name, llvm::SmallVectorImpl<uint32_t> &Out) const {
    return exact(Name, Out) || globs(Name, Out);
  }

private:
  struct Entry {
    llvm::StringRef Name;
    uint32_t Row;
    uint32_t Next; // the next entry of the same name, or NoEntry
  };
  struct Chain {
    uint32_t First, Last;
  };
  static constexpr uint32_t NoEntry = ~0u;

  std::vector<Entry> Entries;
  llvm::DenseMap<llvm::StringRef, Chain> Exact;
  // By first component; patterns in that component itself stand under "*".
  llvm::DenseMap<llvm::StringRef, std::vector<uint32_t>> Globs;
};

} // namespace modeltidy

#endif
