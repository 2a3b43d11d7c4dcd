#include "scanner/lineage/artifacts.h"

namespace modeltidy {

void ArtifactIndex::addEffect(NodeRef Call, const ApiTarget &T,
                              const Effect &Eff, SlotKind PathSlot, bool Hub) {
  llvm::SmallVector<Spot, 2> Paths, Data;
  E.spots(Eff.paths(PathSlot), Call, 0, T, Paths);
  E.spots(Eff.paths(SlotKind::Data), Call, 0, T, Data);
  if (Eff.paths(SlotKind::Data).empty() && T.Object)
    Data.push_back({T.Object, 0, 0});
  for (const Spot &At : Paths) {
    llvm::SmallVector<Engine::Text, 4> Texts;
    E.texts(At, Texts);
    for (const Engine::Text &Text : Texts) {
      if (Text.Pattern.empty())
        continue;
      ArtifactWrite W;
      W.Call = Call;
      W.Pattern = Text.Pattern;
      W.Hub = Hub;
      W.Data = Data;
      Writes.push_back(W);
    }
  }
}

void ArtifactIndex::add(NodeRef Call) {
  for (const ApiTarget &T : E.resolveCall(Call, 0).Rows)
    for (const Effect &Eff : T.Row->Effects) {
      if (Eff.Kind == EffectKind::Writes)
        addEffect(Call, T, Eff, SlotKind::Path, false);
      if (Eff.Kind == EffectKind::Publishes)
        addEffect(Call, T, Eff, SlotKind::Id, true);
    }
}

void ArtifactIndex::joins(llvm::StringRef Pattern, uint32_t ReaderModule,
                          llvm::SmallVectorImpl<ArtifactJoin> &Out) const {
  const Program &P = E.program();
  for (const ArtifactWrite &W : Writes) {
    PathMatch How = PathMatch::None;
    if (W.Hub) {
      if (!hasUnknownPart(Pattern) && Pattern == W.Pattern)
        How = PathMatch::Exact;
      else if (hasUnknownPart(Pattern) && Pattern == W.Pattern)
        How = PathMatch::Exact; // the same variable
    } else {
      How = matchPaths(W.Pattern, P.module(W.Call.Module).Folder, Pattern,
                       P.module(ReaderModule).Folder);
    }
    if (How != PathMatch::None)
      Out.push_back({&W, How});
  }
}

} // namespace modeltidy
