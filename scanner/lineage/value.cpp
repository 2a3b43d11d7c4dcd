#include "scanner/lineage/value.h"

namespace modeltidy {

/// The same chain from its second call on.
ContextId ContextTable::withoutOutermost(ContextId Chain) {
  llvm::SmallVector<NodeRef, MaxDepth> Sites;
  for (ContextId C = Chain; Entries[C].Parent != 0; C = Entries[C].Parent)
    Sites.push_back(Entries[C].Site);
  ContextId Rest = 0;
  for (NodeRef Site : llvm::reverse(Sites))
    Rest = push(Rest, Site);
  return Rest;
}

ContextId ContextTable::push(ContextId Parent, NodeRef Site) {
  for (ContextId C = Parent; C != 0; C = Entries[C].Parent)
    if (Entries[C].Site == Site)
      return C; // recursion: the same call again
  if (Entries[Parent].Depth >= MaxDepth)
    Parent = withoutOutermost(Parent);
  auto [It, New] =
      Index.try_emplace(std::pair(Parent, Site.key()), Entries.size());
  if (New)
    Entries.push_back({Parent, Site, Entries[Parent].Depth + 1});
  return It->second;
}

Interner::Interner() {
  text("");
  Paths.push_back({{Part::Item, 0}, 0, 0});
}

TextId Interner::text(llvm::StringRef S) {
  auto [It, New] = TextIndex.try_emplace(S, Texts.size());
  if (New)
    Texts.push_back(It->getKey());
  return It->second;
}

PathId Interner::prepend(Part Head, PathId Tail) {
  if (Paths[Tail].Length >= MaxParts)
    Tail = 0; // the whole of what the head names
  auto [It, New] = PathIndex.try_emplace(
      {uint64_t(Head.What) << 32 | Head.Name, Tail}, Paths.size());
  if (New)
    Paths.push_back({Head, Tail, Paths[Tail].Length + 1});
  return It->second;
}

bool isIndex(llvm::StringRef Key) {
  return !Key.empty() &&
         Key.find_first_not_of("0123456789") == llvm::StringRef::npos;
}

bool addValue(ValueSet &Set, const Value &V) {
  // Most values differ in these two.
  for (const Value &Have : Set)
    if (Have.Node.Id == V.Node.Id && Have.Text == V.Text && Have == V)
      return true;
  if (Set.size() >= MaxValues)
    return false;
  Set.push_back(V);
  return true;
}

void addAll(ValueSet &Set, llvm::ArrayRef<Value> Values) {
  for (const Value &V : Values)
    if (!addValue(Set, V))
      return;
}

} // namespace modeltidy
