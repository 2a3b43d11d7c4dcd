#include "scanner/lineage/artifacts.h"
#include "scanner/lineage/script_table.h"
#include <algorithm>

namespace modeltidy {

void ArtifactIndex::addEffect(Engine &E, uint32_t View, NodeRef Call,
                              ContextId C, const ApiTarget &T,
                              const Effect &Eff, SlotKind PathSlot, bool Hub) {
  llvm::SmallVector<Spot, 2> Paths, Data;
  E.spots(Eff.paths(PathSlot), Call, C, T, Paths);
  E.spots(Eff.paths(SlotKind::Data), Call, C, T, Data);
  if (Eff.paths(SlotKind::Data).empty() && T.Object)
    Data.push_back(T.receiver(C));
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
      W.View = View;
      W.Folder = PathSlot == SlotKind::RegistryFolder;
      add(std::move(W));
    }
  }
}

void ArtifactIndex::add(ArtifactWrite W) {
  Known.clear();
  llvm::StringRef Folder = P.module(W.Call.Module).Folder;
  auto [It, New] = GroupOf.try_emplace(
      std::tuple(W.Pattern, Folder.str(), W.Hub), Groups.size());
  if (New)
    Groups.emplace_back(W.Pattern, Folder, W.Hub);
  auto Number = static_cast<uint32_t>(Writes.size());
  if (!W.Folder || W.Source.empty()) // a folder is read as one, or file by file
    Groups[It->second].Members.push_back(Number);
  if (W.Folder) {
    std::string Path = normalizePath(W.Pattern);
    FoldersFromOwn[normalizePath(joinPath(Folder, Path))].push_back(Number);
    Folders[Path].push_back(Number);
  }
  Writes.push_back(std::move(W));
}

void ArtifactIndex::addInContext(Engine &E, uint32_t View, NodeRef Call,
                                 ContextId C) {
  CallTargets T = E.resolveCall(Call, C);
  for (const ApiTarget &Row : T.Rows)
    for (const Effect &Eff : Row.Row->Effects) {
      if (Eff.Kind == EffectKind::Writes)
        for (SlotKind Slot : {SlotKind::Path, SlotKind::RegistryFolder})
          addEffect(E, View, Call, C, Row, Eff, Slot, false);
      if (Eff.Kind == EffectKind::Copies)
        addCopies(E, View, Call, C, Row, Eff);
      if (Eff.Kind == EffectKind::Publishes &&
          Eff.word(SlotKind::What) != "place") {
        addEffect(E, View, Call, C, Row, Eff, SlotKind::Id, true);
        addUploads(E, View, Call, C, Row, Eff);
      }
    }
  if (E.program().node(Call).Kind == NodeKind::Call &&
      (T.does(EffectKind::Runs) || E.runsProgram(Call)))
    addOutput(E, View, Call, C, T);
}

/// A helper that writes what it is given (`dump(rows, path)`) writes once for
/// each of its callers: path and data of one call belong together.
void ArtifactIndex::add(Engine &E, uint32_t View, NodeRef Call) {
  constexpr size_t MaxCallers = 32;
  llvm::ArrayRef<NodeRef> Callers;
  if (auto F = E.program().enclosingFunction(Call))
    Callers = E.callersOf(*F);
  if (Callers.empty() || Callers.size() > MaxCallers) {
    addInContext(E, View, Call, 0);
    return;
  }
  for (NodeRef Caller : Callers)
    addInContext(E, View, Call, E.contexts().push(0, Caller));
}

/// Leading folders that two paths share.
static size_t sharedFolders(llvm::StringRef A, llvm::StringRef B) {
  size_t Shared = 0;
  while (!A.empty() && !B.empty()) {
    auto [HeadA, RestA] = A.split('/');
    auto [HeadB, RestB] = B.split('/');
    if (HeadA != HeadB)
      break;
    ++Shared;
    A = RestA;
    B = RestB;
  }
  return Shared;
}

/// Several programs of one repository may use one relative path: a reader's own
/// neighbors wrote what it reads.
void ArtifactIndex::keepNearest(
    llvm::StringRef ReaderFolder,
    llvm::SmallVectorImpl<ArtifactJoin> &Joins) const {
  size_t Nearest = 0;
  auto Nearness = [&](const ArtifactJoin &J) {
    return sharedFolders(P.module(J.Write->Call.Module).Folder, ReaderFolder);
  };
  for (const ArtifactJoin &J : Joins)
    if (!J.Write->Hub)
      Nearest = std::max(Nearest, Nearness(J));
  llvm::erase_if(Joins, [&](const ArtifactJoin &J) {
    return !J.Write->Hub && Nearness(J) < Nearest;
  });
}

/// One call may write under several launches. What a launch writes itself is
/// what it reads back; else what launches write is surer than what the call
/// writes by default.
void ArtifactIndex::keepOwn(uint32_t View,
                            llvm::SmallVectorImpl<ArtifactJoin> &Joins) const {
  struct Has {
    bool Own = false, Launched = false;
  };
  llvm::SmallDenseMap<uint64_t, Has, 8> Calls;
  for (const ArtifactJoin &J : Joins) {
    Has &H = Calls[J.Write->Call.key()];
    H.Own |= J.Write->View == View;
    H.Launched |= J.Write->View != 0 && J.How == PathMatch::Exact;
  }
  llvm::erase_if(Joins, [&](const ArtifactJoin &J) {
    Has H = Calls.lookup(J.Write->Call.key());
    return View != 0 && H.Own ? J.Write->View != View
                              : J.Write->View == 0 && H.Launched;
  });
}

/// Groups of writes with one pattern and folder, and how they match a read.
const ArtifactIndex::Matches &
ArtifactIndex::matchesOf(llvm::StringRef Pattern, uint32_t ReaderModule) const {
  llvm::StringRef Folder = P.module(ReaderModule).Folder;
  auto [It, New] = Matched.try_emplace({Pattern.str(), Folder.str()});
  Matches &Out = It->second;
  if (!New && Out.Seen == Groups.size())
    return Out;
  PathToMatch Read(Pattern, Folder);
  for (; Out.Seen < Groups.size(); ++Out.Seen) {
    if (truncated())
      break;
    ++Tests;
    const Group &G = Groups[Out.Seen];
    PathMatch How = PathMatch::None;
    if (!G.Hub)
      How = matchPaths(G.Path, Read);
    else if (Pattern == G.Pattern) // the same id, or the same variable
      How = PathMatch::Exact;
    if (How != PathMatch::None)
      Out.Found.push_back({Out.Seen, How});
  }
  return Out;
}

void ArtifactIndex::joins(llvm::StringRef Pattern, uint32_t ReaderModule,
                          uint32_t View,
                          llvm::SmallVectorImpl<ArtifactJoin> &Out) const {
  auto Key = std::tuple(Pattern.str(), ReaderModule, View);
  if (auto It = Known.find(Key); It != Known.end()) {
    Out.append(It->second.begin(), It->second.end());
    return;
  }
  // What a program computes is its own in each run: a hash, a time. What a
  // script leaves open is one thing to all that it runs.
  bool OwnRun = isOfPrograms(Pattern, [&](uint32_t Module) {
    return Module < P.modules().size() &&
           P.graph(Module).frontEnd() == FrontEnd::Python;
  });
  std::vector<std::pair<uint32_t, PathMatch>> Found;
  for (auto [Of, How] : matchesOf(Pattern, ReaderModule).Found)
    for (uint32_t W : Groups[Of].Members)
      Found.push_back({W, How});
  std::sort(Found.begin(), Found.end());
  for (auto [W, How] : Found)
    if (!OwnRun || Writes[W].Pattern != Pattern || Writes[W].View == View)
      Out.push_back({&Writes[W], How});
  joinFolders(Pattern, ReaderModule, Out);
  keepNearest(P.module(ReaderModule).Folder, Out);
  keepOwn(View, Out);
  Known[Key].assign(Out.begin(), Out.end());
}

void ArtifactIndex::joinsHere(uint32_t ReaderModule, uint32_t View,
                              llvm::SmallVectorImpl<ArtifactJoin> &Out) const {
  for (const ArtifactWrite &W : Writes) {
    llvm::StringRef Path = W.Pattern;
    bool Outside = Path.starts_with("/") || Path.starts_with("..") ||
                   Path.starts_with("~") || Path.contains("://") ||
                   hasUnknownPart(Path.take_front(1));
    if (!W.Hub && !Path.empty() && !Outside)
      Out.push_back({&W, PathMatch::Exact});
  }
  keepNearest(P.module(ReaderModule).Folder, Out);
  keepOwn(View, Out);
}

} // namespace modeltidy
