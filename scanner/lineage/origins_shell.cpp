//===- origins_shell.cpp - origins behind copies and printed output -------===//
//
//   python gen.py | tee raw.jsonl      the module's print() calls
//   jq -c .text raw.jsonl > gen.jsonl  what the filter reads
//   cp gen.jsonl sft/                  the file that it is a copy of
//===----------------------------------------------------------------------===//
#include "scanner/lineage/origins.h"

namespace modeltidy {

/// `out/*.jsonl` reads whatever stands at the star.
void OriginFinder::openGlobs(std::string &Pattern, NodeRef Reader) {
  std::string Any = everyName(std::to_string(Reader.Module) + "." +
                              std::to_string(Reader.Id));
  for (size_t At = Pattern.find('*'); At != std::string::npos;
       At = Pattern.find('*', At + Any.size())) {
    size_t End = Pattern.find_first_not_of('*', At);
    Pattern.replace(At, (End == std::string::npos ? Pattern.size() : End) - At,
                    Any);
  }
}

/// `head a > b`, `jq .text a > b`: what a tool of the shell lets through may be
/// part of what it reads.
bool OriginFinder::isFilter(uint32_t Index) {
  NodeRef Call = at(Index).Node;
  if (P.node(Call).Kind != NodeKind::Call || States[Index].Step != 0)
    return false;
  const CallTargets &T = engine(Index).resolveCall(Call, at(Index).Ctx);
  bool Started =
      llvm::any_of(T.Rows, [](const ApiTarget &Row) { return Row.Started; });
  if (!isCommand(P.node(Call)) && !Started)
    return false;
  return llvm::all_of(T.Rows, [](const ApiTarget &Row) {
    for (EffectKind Own : {EffectKind::Trains, EffectKind::Writes,
                           EffectKind::Publishes, EffectKind::Copies})
      if (Row.Row->effect(Own))
        return false;
    return true;
  });
}

/// What makes a join doubtful; nothing where it is sure.
std::string OriginFinder::joinDoubt(const ArtifactJoin &J,
                                    llvm::StringRef Shown,
                                    bool Filtered) const {
  if (J.How != PathMatch::Exact)
    return ("the path '" + Shown + "' is known in part").str();
  if (Filtered)
    return FilterDoubt;
  NodeRef By = J.Write->Call;
  if (!P.module(By.Module).Documented || !isCommand(P.node(By)))
    return {};
  const Summary &S = P.graph(By);
  return "documented in " + P.module(By.Module).Path + ":" +
         std::to_string(S.lineOf(S.node(By.Id).Begin));
}

/// From a copy to what it is a copy of.
void OriginFinder::followCopy(uint32_t Index, const ArtifactJoin &J,
                              llvm::StringRef Doubt, llvm::StringRef Split,
                              llvm::StringRef Config,
                              std::vector<Origin> &Out) {
  constexpr unsigned MaxCopies = 8; // of copies
  State &St = States[Index];        // until more are added
  if (!Doubt.empty()) {
    ++St.Doubts;
    St.DoubtText = Names.text(Doubt);
  }
  Engine::Text From{J.source(), J.Write->SourceWhere};
  size_t Depth = llvm::StringRef(From.Pattern).count('/');
  // One that copies a folder into itself has a longer path at every turn.
  bool Grows = llvm::any_of(Copies, [&](const auto &Outer) {
    return Outer.first == J.Write->Call && Outer.second < Depth;
  });
  if (States[Index].Doubts > MaxDoubts || Grows || Copies.size() == MaxCopies ||
      !Copied
           .insert({J.Write, St.View, at(Index).Path, St.How, St.Doubts,
                    From.Pattern})
           .second)
    return;
  Copies.push_back({J.Write->Call, Depth});
  openGlobs(From.Pattern, J.Write->Call);
  followPattern(Index, From, false, Split, Config, Out);
  Copies.pop_back();
}

/// What a command prints is what the module that it launches prints.
void OriginFinder::followPrinted(uint32_t Index) {
  constexpr size_t MaxPrinted = 200; // calls of one program
  Engine &Front = All.front().E;
  const EngineShared &Shared = Front.shared();
  size_t Count = 0;
  for (const LaunchedModule &L : Shared.launchedBy(at(Index).Node)) {
    llvm::BitVector Reach = Shared.reachOf(L.Module);
    for (llvm::StringRef Name : Front.api().printers())
      for (NodeRef Call : P.callsNamed(Name))
        if (Reach.test(Call.Module) && Count++ < MaxPrinted)
          followPrint(Index, L.View, Call);
  }
}

void OriginFinder::followPrint(uint32_t Index, uint32_t View, NodeRef Call) {
  Engine &E = All[View].E;
  CallTargets T = E.resolveCall(Call, 0);
  llvm::SmallVector<Spot, 4> Printed;
  for (const ApiTarget &Row : T.Rows)
    for (const Effect &Eff : Row.Row->Effects)
      if (Eff.Kind == EffectKind::Prints)
        E.spots(Eff.paths(SlotKind::Data), Call, 0, Row, Printed);
  if (Printed.empty() || States.size() >= MaxStates)
    return;
  Change How = States[Index].How;
  uint32_t At = pushPlace({Call, 0, 0}, Index, Index, View, "printed here");
  for (const Spot &S : Printed)
    push(S, How, At, View, true, "a program may print other things too");
}

} // namespace modeltidy
