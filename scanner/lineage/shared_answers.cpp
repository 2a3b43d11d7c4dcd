//===- shared_answers.cpp - what launches have in common ------------------===//
//
// Launches of one program, and of programs that share a library, ask the same
// again and again. An answer is taken over from the first launch that found it
// where all it rests on is the same (needs.h).
//
// Answers that rest on one another are known to rest on the same once the first
// of them is: until then they wait, as in Tarjan's search for components.
//===----------------------------------------------------------------------===//
#include "scanner/lineage/engine.h"

namespace modeltidy {

void Engine::restOn(NeedsId Needs) {
  if (Under)
    Resting = Shared.Needs.both(Resting, Needs);
}

void Engine::restOnOption(llvm::StringRef Name) {
  if (Under)
    restOn(Shared.Needs.option(Names.text(Name)));
}

/// The answer in hand rests on another one.
void Engine::restOn(const Rest &Other) {
  if (!Under)
    return;
  restOn(Other.Needs);
  Low = std::min(Low, Other.Low);
}

Engine::RestFrame Engine::beginRest(Rest &Of) {
  if (!Under)
    return {};
  RestFrame Frame{std::exchange(Resting, NeedTable::Nothing),
                  std::exchange(Low, UINT32_MAX), ++Frames, Waiting.size()};
  Of = {NeedTable::Nothing, Frame.Index};
  return Frame;
}

/// Ends what beginRest() began; Offer is called where others may have it.
void Engine::endRest(const RestFrame &Frame, const Awaited &Of) {
  if (!Under)
    return;
  --Frames;
  Of.R->Needs = Resting;
  Of.R->Low = Low < Frame.Index ? Low : UINT32_MAX;
  Waiting.push_back(Of);
  if (Low >= Frame.Index) { // rests on nothing that is still under way
    for (size_t I = Frame.Waiting; I < Waiting.size(); ++I) {
      *Waiting[I].R = {Resting, UINT32_MAX};
      offer(Waiting[I]);
    }
    Waiting.resize(Frame.Waiting);
    Low = UINT32_MAX;
  }
  Resting = Shared.Needs.both(Frame.Before, Resting);
  Low = std::min(Frame.LowBefore, Low);
}

/// Does the launch say nothing of an option?
bool Engine::leavesOption(TextId Name) {
  auto [It, New] = OptionsLeft.try_emplace(Name, false);
  if (New) {
    llvm::SmallVector<NodeRef, 2> Configured;
    Under->configured(P, Names.str(Name), Configured);
    It->second = Configured.empty() && !Under->Line.mentions(Names.str(Name));
  }
  return It->second;
}

/// What this launch runs of the modules; Anything where it gives an option.
NeedsId Engine::metHere(NeedsId Needs) {
  if (Needs == NeedTable::Anything || Needs == NeedTable::Nothing)
    return Needs;
  auto [It, New] = Met.try_emplace(Needs, NeedTable::Anything);
  if (!New)
    return It->second;
  std::vector<uint32_t> Runs;
  for (NeedTable::Need N : Shared.Needs.needs(Needs)) {
    bool Option = N & NeedTable::OptionBit;
    if (Option && !leavesOption(N & ~NeedTable::OptionBit))
      return NeedTable::Anything;
    if (!Option && runs(N))
      Runs.push_back(N);
  }
  return Met[Needs] = Shared.Needs.intern(std::move(Runs));
}

void Engine::offer(const Awaited &A) {
  NeedsId Here = metHere(A.R->Needs);
  if (Here == NeedTable::Anything)
    return;
  auto Add = [&](auto &To, auto *Answer) {
    bool Has = llvm::any_of(To, [&](const auto &O) {
      return O.Answer == Answer ||
             (O.Met == Here && O.Answer->On.Needs == Answer->On.Needs);
    });
    if (Answer->St == State::Done && !Has && To.size() < MaxShared)
      To.push_back({Answer, Here});
  };
  if (A.Values)
    Add(Shared.Values[A.Of], A.Values);
  else if (A.Targets)
    Add(Shared.Targets[A.Of], A.Targets);
}

template <typename T>
T *Engine::takeOver(const SharedAnswers<T> &From, SpotMap<T *> &To,
                    const Spot &S) {
  if (!Under)
    return nullptr;
  auto It = From.find(S);
  if (It == From.end())
    return nullptr;
  for (const SharedAnswer<T> &A : It->second)
    if (metHere(A.Answer->On.Needs) == A.Met)
      return To[S] = A.Answer;
  return nullptr;
}

template ValueAnswer *Engine::takeOver(const SharedAnswers<ValueAnswer> &,
                                       SpotMap<ValueAnswer *> &, const Spot &);
template TargetAnswer *Engine::takeOver(const SharedAnswers<TargetAnswer> &,
                                        SpotMap<TargetAnswer *> &,
                                        const Spot &);

} // namespace modeltidy
