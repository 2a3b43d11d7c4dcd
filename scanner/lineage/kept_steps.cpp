//===- kept_steps.cpp - steps back that were taken before -----------------===//
//
// expand() asks for answers that are kept, but asks for them anew each time.
// Where all of them were there already, what it gave is kept as a whole, with
// the work that it took: whoever comes by again is given the same and charged
// the same, so that no limit is reached sooner or later than without.
//
// A step serves the engine that took it, and under another launch where all it
// rests on is the same (needs.h), where that launch would take over the very
// answers, and where it has found out for itself the facts that each engine
// pays for.
//===----------------------------------------------------------------------===//
#include "scanner/lineage/engine.h"

namespace modeltidy {

/// The step in hand uses an answer: would another launch that meets the same
/// needs find this one too?
template <typename T>
void Engine::noteAnswer(const SharedAnswers<T> &From, const Spot &S,
                        const T *Known) {
  if (!Notes || !Under || !Notes->Shared)
    return;
  auto It = From.find(S);
  if (It != From.end())
    for (const SharedAnswer<T> &A : It->second)
      if (metHere(A.Answer->On.Needs) == A.Met) {
        Notes->Shared = A.Answer == Known;
        return;
      }
  Notes->Shared = false;
}

template void Engine::noteAnswer(const SharedAnswers<ValueAnswer> &,
                                 const Spot &, const ValueAnswer *);
template void Engine::noteAnswer(const SharedAnswers<TargetAnswer> &,
                                 const Spot &, const TargetAnswer *);

/// Has this engine found that fact, and the same?
bool Engine::finds(const KnownFact &Fact) const {
  switch (Fact.In) {
  case KnownFact::Callers: {
    const CallersAnswer *Known = Callers.lookup(Fact.Of);
    return Known && Known->St == State::Done && Known->Calls == Fact.Nodes;
  }
  case KnownFact::Bases: {
    auto It = Bases.find(Fact.Of);
    return It != Bases.end() && It->second.Is == Fact.Classes;
  }
  case KnownFact::LibraryBase: {
    auto It = LibraryBases.find(Fact.Of);
    return It != LibraryBases.end() && It->second.Is == Fact.Text;
  }
  case KnownFact::AnyList:
  case KnownFact::OwnList: {
    auto &Lists = Fact.In == KnownFact::AnyList ? AnyLists : OwnLists;
    auto It = Lists.find({Fact.Of, Fact.Name});
    return It != Lists.end() && It->second.Is == Fact.Nodes;
  }
  }
  return false;
}

/// Scripts and configs have what the launch in hand gave them.
bool Engine::mayKeepStep(const Spot &S) const {
  FrontEnd F = P.graph(S.Node).frontEnd();
  return Shared.KeepsSteps && Depth == 0 && !Notes && F != FrontEnd::Shell &&
         F != FrontEnd::Config && !isCommand(P.node(S.Node)) &&
         !isConfigResult(S);
}

const KeptStep *Engine::keptStep(SpotId Id) {
  auto Affords = [&](const KeptStep *K) {
    return Work + (Spare + K->Looks) / LooksForOne <= WorkLimit ? K : nullptr;
  };
  const WalkedSpot &Of = Shared.Walked[Id];
  if (Under)
    for (const KeptStep *K = Of.First; K; K = K->Next)
      if (metHere(K->Needs) == K->Met) {
        if (findsAll(*K))
          return Affords(K);
        break;
      }
  if (Of.Private)
    if (const KeptStep *K = OwnSteps.lookup(Id))
      return Affords(K);
  return nullptr;
}

/// Is a call known to do nothing that a walk over origins stops at?
bool Engine::isQuiet(const Spot &S) {
  if (P.node(S.Node).Kind != NodeKind::Call)
    return true;
  Spot Call{S.Node, S.Ctx, 0};
  const TargetAnswer *Known = Targets.lookup(Call);
  if (!Known || Known->St != State::Done)
    return false;
  noteAnswer(Shared.Targets, Call, Known);
  restOn(Known->On);
  return llvm::none_of(Known->Targets->Rows, [](const ApiTarget &Row) {
    return llvm::any_of(Row.Row->Effects, [](const Effect &E) {
      return E.Kind == EffectKind::Modes || E.Kind == EffectKind::Generates ||
             E.Kind == EffectKind::Reads || E.Kind == EffectKind::Runs;
    });
  });
}

/// Has this engine found all that a step rests on, and the same?
bool Engine::findsAll(const KeptStep &Step) const {
  return llvm::all_of(Step.Facts, [&](const KnownFact &F) { return finds(F); });
}

/// Lets other launches have a step where they would find all that it asks.
void Engine::keepStep(SpotId Id, KeptStep Step) {
  WalkedSpot &Of = Shared.Walked[Id];
  Step.Met = Under ? metHere(Step.Needs) : NeedTable::Anything;
  bool Share =
      Step.Met != NeedTable::Anything && Notes->Shared && Of.Kept < MaxShared;
  for (const KeptStep *K = Of.First; K && Share; K = K->Next)
    if (K->Needs == Step.Needs && K->Met == Step.Met) {
      if (findsAll(*K))
        return; // it lacked a fact, and has it now
      Share = false;
    }
  auto *Kept = new (Arena) KeptStep(Step);
  if (Share) {
    Kept->Next = std::exchange(Of.First, Kept);
    ++Of.Kept;
  } else {
    Of.Private = true;
    OwnSteps[Id] = Kept;
  }
}

void Engine::expandAnew(SpotId Id, llvm::SmallVectorImpl<Edge> &Out) {
  Spot S = Shared.Walked[Id].At;
  if (!mayKeepStep(S))
    return expand(S, Out);
  StepNotes Noted;
  Notes = &Noted;
  uint64_t Before = looks(), CutsBefore = Cuts;
  Rest On;
  RestFrame Frame = beginRest(On);
  expand(S, Out);
  bool Quiet = isQuiet(S);
  endRest(Frame, {&On});
  if (Noted.Settled && Cuts == CutsBefore && !starved()) {
    llvm::SmallVector<KeptEdge, 16> Edges;
    for (const Edge &E : Out)
      if (E.To.Node)
        Edges.push_back({Shared.Walked.number(E.To), E.How, E.Doubt});
    keepStep(Id, {keep(llvm::ArrayRef<KeptEdge>(Edges)), looks() - Before,
                  On.Needs, NeedTable::Anything, Quiet,
                  keep(llvm::ArrayRef<KnownFact>(Noted.Facts)), nullptr});
  }
  Notes = nullptr;
}

static bool isConstant(NodeKind K) {
  return K == NodeKind::String || K == NodeKind::Number ||
         K == NodeKind::Bool || K == NodeKind::Null;
}

SpotId WalkedSpots::number(const Spot &S) {
  auto [It, New] = Numbers.try_emplace(S, static_cast<SpotId>(Spots.size()));
  if (New) {
    const Node &N = P.node(S.Node);
    Spots.push_back({S, N.Kind == NodeKind::Call, isCommand(N),
                     N.Kind == NodeKind::Param, isConstant(N.Kind)});
  }
  return It->second;
}

} // namespace modeltidy
