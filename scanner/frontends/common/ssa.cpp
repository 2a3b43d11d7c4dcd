#include "scanner/frontends/common/ssa.h"

namespace modeltidy::ssa {

void SlotGroups::add(SlotId Slot, NodeId Value, NodeId Cond) {
  if (Slot >= Stamps.size()) {
    Stamps.resize(Slot * 2 + 16);
    Index.resize(Stamps.size());
  }
  auto New = static_cast<uint32_t>(Entries.size());
  Entries.push_back({Value, Cond, End});
  if (Stamps[Slot] != Stamp) {
    Stamps[Slot] = Stamp;
    Index[Slot] = static_cast<uint32_t>(Groups.size());
    Groups.push_back({Slot, New, New, 1});
    return;
  }
  Group &G = Groups[Index[Slot]];
  Entries[G.Tail].Next = New;
  G.Tail = New;
  ++G.Count;
}

void Environment::reset(uint32_t Scope) {
  SummaryScope = Scope;
  Slots.clear();
  Log.clear();
  Pool.clear();
  TargetCount = 0;
  Handlers = 0;
  Clock = 1;
  Reachable = true;
  if (CondName == 0)
    CondName = Builder.intern("cond");
}

SlotId Environment::addSlot(StringId Name, bool Temporary) {
  Slots.push_back({Name, 0, 0, Clock, Temporary});
  return slotCount() - 1;
}

void Environment::assign(SlotId S, NodeId Value) {
  leave(S);
  Log.push_back({S, Slots[S].Current});
  Slots[S].Current = Value;
  Slots[S].Since = Clock;
}

/// Notes the current version for every target that it reached. An exception
/// may happen anywhere, so a handler sees each version; the handlers further
/// out see what the inner try hands on (noteForHandler).
void Environment::leave(SlotId S) {
  const Slot &Old = Slots[S];
  if ((Old.Since == Clock && Handlers == 0) || Old.Temporary || value(S) == 0)
    return;
  bool Handled = false;
  for (size_t I = TargetCount; I-- > 0;) {
    Target &T = Targets[I];
    bool Handler = T.Kind == TargetKind::Handler;
    if (Handler ? !Handled : T.LastExit > Old.Since)
      T.Reached.push_back({S, value(S)});
    Handled |= Handler;
  }
}

void Environment::noteForHandler(SlotId S, NodeId Value) {
  for (size_t I = TargetCount; I-- > 0;) {
    if (Targets[I].Kind != TargetKind::Handler)
      continue;
    Targets[I].Reached.push_back({S, Value});
    return;
  }
}

void Environment::rollBack(size_t Mark) {
  uint32_t Now = nextStamp();
  while (Log.size() > Mark) {
    Change C = Log.back();
    Log.pop_back();
    if (SlotStamps[C.Slot] != Now)
      leave(C.Slot);
    SlotStamps[C.Slot] = Now;
    Slots[C.Slot].Current = C.Old;
    Slots[C.Slot].Since = Clock;
  }
}

uint32_t Environment::nextStamp() {
  SlotStamps.resize(std::max(SlotStamps.size(), Slots.size()));
  return ++Stamp;
}

void Environment::changed(size_t Mark, std::vector<SlotValue> &Out) {
  uint32_t Now = nextStamp();
  for (size_t I = Mark; I < Log.size(); ++I) {
    SlotId S = Log[I].Slot;
    if (SlotStamps[S] == Now || Slots[S].Temporary)
      continue;
    SlotStamps[S] = Now;
    Out.push_back({S, Slots[S].Current});
  }
}

bool Environment::firstSeen(SlotId S) {
  if (S >= SlotStamps.size())
    SlotStamps.resize(S * 2 + 16);
  if (SlotStamps[S] == Seen)
    return false;
  SlotStamps[S] = Seen;
  return true;
}

Branch Environment::endBranch(const Fork &From, NodeId Cond) {
  Branch B{Reachable, Cond, static_cast<uint32_t>(Pool.size()), 0};
  if (Reachable)
    changed(From.Mark, Pool);
  B.Count = static_cast<uint32_t>(Pool.size()) - B.First;
  rollBack(From.Mark);
  Reachable = From.Reachable;
  return B;
}

void Environment::join(llvm::ArrayRef<Branch> Branches, const Fork &From,
                       Span At) {
  Scratch.clear();
  unsigned Live = 0;
  for (const Branch &B : Branches) {
    Live += B.Reachable;
    for (uint32_t I = B.First; B.Reachable && I < B.First + B.Count; ++I)
      Scratch.add(Pool[I].Slot, Pool[I].Value, B.Cond);
  }
  // A branch that did not change the slot brings the value from before.
  for (size_t I = 0, E = Scratch.groups().size(); I < E; ++I)
    if (SlotGroups::Group G = Scratch.groups()[I]; G.Count < Live)
      Scratch.add(G.Slot, value(G.Slot));
  Pool.resize(From.PoolMark);
  Reachable = Live > 0;
  for (const SlotGroups::Group &G : Scratch.groups())
    assign(G.Slot, merge(Scratch, G, At));
}

void Environment::distinct(const SlotGroups &Groups, const SlotGroups::Group &G,
                           llvm::SmallVectorImpl<Operand> &Out, NodeId Skip) {
  uint32_t Now = ++Stamp;
  for (uint32_t I = G.Head; I != SlotGroups::End; I = Groups.entry(I).Next) {
    NodeId V = Groups.entry(I).Value;
    if (V >= NodeStamps.size())
      NodeStamps.resize(V * 2 + 64);
    if (V == 0 || V == Skip || NodeStamps[V] == Now)
      continue;
    NodeStamps[V] = Now;
    Out.push_back({0, V});
  }
}

NodeId Environment::merge(const SlotGroups &Groups, const SlotGroups::Group &G,
                          Span At) {
  llvm::SmallVector<Operand, 8> Ops;
  distinct(Groups, G, Ops);
  if (Ops.size() < 2)
    return Ops.empty() ? 0 : Ops[0].Value;
  uint32_t Now = ++Stamp;
  for (uint32_t I = G.Head; I != SlotGroups::End; I = Groups.entry(I).Next) {
    NodeId Cond = Groups.entry(I).Cond;
    if (Cond >= NodeStamps.size())
      NodeStamps.resize(Cond * 2 + 64);
    if (Cond == 0 || NodeStamps[Cond] == Now)
      continue;
    NodeStamps[Cond] = Now;
    Ops.push_back({CondName, Cond});
  }
  return Builder.add(NodeKind::Phi, At.Begin, At.End, SummaryScope, 0, Ops);
}

void Environment::pushTarget(TargetKind Kind) {
  if (TargetCount == Targets.size())
    Targets.emplace_back();
  Target &T = Targets[TargetCount++];
  T.Kind = Kind;
  T.LastExit = 0;
  T.Reached.clear();
  Handlers += Kind == TargetKind::Handler;
}

void Environment::leaveFor(TargetKind Kind) {
  if (!Reachable)
    return;
  for (size_t I = TargetCount; I-- > 0;) {
    if (Targets[I].Kind != Kind)
      continue;
    Targets[I].LastExit = ++Clock;
    break;
  }
  Reachable = false;
}

bool Environment::reached(TargetKind Kind) const {
  for (size_t I = TargetCount; I-- > 0;)
    if (Targets[I].Kind == Kind)
      return Targets[I].LastExit != 0;
  return false;
}

void Environment::popTarget(size_t Mark, SlotGroups &Into) {
  Target &T = Targets[--TargetCount];
  bool Handler = T.Kind == TargetKind::Handler;
  Handlers -= Handler;
  for (SlotValue V : T.Reached)
    Into.add(V.Slot, V.Value);
  uint32_t Now = nextStamp();
  for (size_t I = Mark; I < Log.size(); ++I) {
    SlotId S = Log[I].Slot;
    if (SlotStamps[S] == Now || Slots[S].Temporary)
      continue;
    SlotStamps[S] = Now;
    if (Handler || T.LastExit > Slots[S].Since)
      Into.add(S, value(S));
  }
}

} // namespace modeltidy::ssa
