#include "scanner/lineage/needs.h"
#include "llvm/ADT/Hashing.h"
#include <algorithm>
#include <iterator>

namespace modeltidy {

size_t NeedTable::Hash::operator()(const std::vector<Need> &Set) const {
  return llvm::hash_combine_range(Set.begin(), Set.end());
}

NeedsId NeedTable::intern(std::vector<Need> Sorted) {
  auto [It, New] =
      Index.try_emplace(std::move(Sorted), static_cast<NeedsId>(Sets.size()));
  if (New)
    Sets.push_back(&It->first);
  return It->second;
}

NeedsId NeedTable::modules(std::vector<uint32_t> Modules) {
  std::sort(Modules.begin(), Modules.end());
  Modules.erase(std::unique(Modules.begin(), Modules.end()), Modules.end());
  return intern(std::move(Modules));
}

NeedsId NeedTable::both(NeedsId A, NeedsId B) {
  if (A == B || B == Nothing)
    return A;
  if (A == Nothing)
    return B;
  if (A == Anything || B == Anything)
    return Anything;
  auto Key = std::minmax(A, B);
  auto [It, New] = Joined.try_emplace({Key.first, Key.second}, Nothing);
  if (!New)
    return It->second;
  std::vector<Need> Union;
  std::set_union(Sets[A]->begin(), Sets[A]->end(), Sets[B]->begin(),
                 Sets[B]->end(), std::back_inserter(Union));
  return It->second =
             Union.size() > MaxNeeds ? Anything : intern(std::move(Union));
}

} // namespace modeltidy
