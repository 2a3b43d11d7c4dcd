//===- api_arena.h - memory of API models read at run time ----------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_API_ARENA_H
#define MODEL_TIDY_SCANNER_LINEAGE_API_ARENA_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/StringSaver.h"
#include <memory>
#include <type_traits>

namespace modeltidy {

/// Owns what loaded libraries point to; freed as a whole. One thread at a time.
class ApiArena {
public:
  llvm::StringRef keep(llvm::StringRef Text) {
    return Text.empty() ? llvm::StringRef() : Strings.save(Text);
  }
  template <typename T> llvm::ArrayRef<T> keep(llvm::ArrayRef<T> Items) {
    static_assert(std::is_trivially_destructible_v<T>);
    if (Items.empty())
      return {};
    T *Copy = Memory.Allocate<T>(Items.size());
    std::uninitialized_copy(Items.begin(), Items.end(), Copy);
    return {Copy, Items.size()};
  }

private:
  llvm::BumpPtrAllocator Memory;
  llvm::UniqueStringSaver Strings{Memory};
};

} // namespace modeltidy

#endif
