//===-- graph_flow.cpp ----------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/shell/graph.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy::shell {

using Target = Environment::TargetKind;

//===-- Choices -----------------------------------------------------------===//

/// a && b || c. The right sides run or not, so what they bind joins what was
/// before. Chains nest to the left and may be long.
NodeId Graph::execList(SyntaxId I) {
  Ids Rights;
  while ((*S)[I].Kind == Sym::List) {
    SyntaxId First = I + 1, Second = (*S)[First].Next;
    if (First >= (*S)[I].Next)
      return 0;
    for (SyntaxId C = Second; C < (*S)[I].Next; C = (*S)[C].Next)
      Rights.push_back(C);
    I = First;
  }
  NodeId Last = exec(I);
  for (size_t K = Rights.size(); K-- > 0;) {
    Fork From = Env.fork();
    NodeId Cond = Last;
    if (NodeId Call = exec(Rights[K]))
      Last = Call;
    Branch Ends[] = {Env.endBranch(From, Cond), Env.endBranch(From)};
    Env.join(Ends, From, spanOf(Rights[K]));
  }
  return Last;
}

/// Runs what stands before a clause's `then`; the value that decides.
NodeId Graph::execCondition(SyntaxId Clause) {
  NodeId Last = 0;
  for (SyntaxId C : S->children(Clause)) {
    if ((*S)[C].Kind == Sym::Then)
      break;
    Last = exec(C);
  }
  return Last;
}

/// Runs a clause's body: all of an else, else what stands behind `then`.
NodeId Graph::execClause(SyntaxId Clause, NodeId Cond) {
  bool IsElse = (*S)[Clause].Kind == Sym::Else, Inside = IsElse;
  NodeId Last = 0;
  Span Block = spanOf(Clause);
  for (SyntaxId C : S->children(Clause)) {
    Sym Kind = (*S)[C].Kind;
    if (Kind == Sym::Elif || Kind == Sym::Else)
      break;
    if (Inside) {
      Last = exec(C);
      Block.End = spanOf(C).End;
    } else if (Kind == Sym::Then) {
      Inside = true;
      Block = {spanOf(C).End, spanOf(C).End};
    }
  }
  Builder.addRegion(IsElse ? RegionKind::Else : RegionKind::If, Cond,
                    Block.Begin, Block.End);
  return Last;
}

/// if/elif/else: all branches start from one state and join in one step, so
/// that a chain of any length is linear.
NodeId Graph::execIf(SyntaxId I) {
  llvm::SmallVector<Branch, 4> Branches;
  NodeId Cond = execCondition(I);
  Fork From = Env.fork();
  bool HasElse = false;
  NodeId Last = execClause(I, Cond);
  Branches.push_back(Env.endBranch(From, Cond));
  for (SyntaxId C : S->children(I)) {
    bool IsElse = (*S)[C].Kind == Sym::Else;
    if (!IsElse && (*S)[C].Kind != Sym::Elif)
      continue;
    HasElse |= IsElse;
    if (!IsElse) {
      Builder.addRegion(RegionKind::Else, Cond, spanOf(C).Begin, spanOf(I).End);
      Cond = execCondition(C);
    }
    if (NodeId Call = execClause(C, Cond))
      Last = Call;
    Branches.push_back(Env.endBranch(From, Cond));
  }
  if (!HasElse)
    Branches.push_back(Env.endBranch(From));
  Env.join(Branches, From, spanOf(I));
  return Last;
}

/// case: any item may run, or none where no pattern is `*`.
NodeId Graph::execCase(SyntaxId I) {
  SyntaxId Subject = S->childOf(I, Role::Value);
  NodeId Cond = Subject != 0 ? evalWord(Subject, false) : 0, Last = 0;
  Fork From = Env.fork();
  llvm::SmallVector<Branch, 8> Branches;
  bool CatchAll = false;
  std::string Around = Options;
  unsigned Shifted = ShiftsInLoop;
  for (SyntaxId C : S->children(I)) {
    if ((*S)[C].Kind != Sym::CaseItem)
      continue;
    Options = optionsOf(C);
    ShiftsInLoop = Shifted;
    for (SyntaxId D : S->children(C)) {
      if ((*S)[D].Part == Role::Value)
        CatchAll |= S->text(D) == "*";
      else if (NodeId Call = exec(D))
        Last = Call;
    }
    Builder.addRegion(RegionKind::If, Cond, spanOf(C).Begin, spanOf(C).End);
    Branches.push_back(Env.endBranch(From, Cond));
  }
  Options = Around;
  if (!CatchAll)
    Branches.push_back(Env.endBranch(From));
  Env.join(Branches, From, spanOf(I));
  return Last;
}

/// What a subshell or a $(…) binds ends with it.
NodeId Graph::execSubshell(SyntaxId I) {
  Fork From = Env.fork();
  NodeId Last = 0;
  for (SyntaxId C : S->children(I))
    if ((*S)[C].Kind != Sym::FileRedirect)
      Last = exec(C);
  Env.rollBack(From.Mark);
  Env.Reachable = From.Reachable;
  return Last;
}

//===-- Loops -------------------------------------------------------------===//

/// A Phi at the head for each variable that the subtree changes.
void Graph::openLoop(SyntaxId I, LoopPhis &Phis) {
  Env.beginSeen();
  for (const Binder &B : S->binders(I)) {
    SlotId Slot = slotOf(B.Name);
    if (Env.firstSeen(Slot))
      Phis.push_back({Slot, 0, 0});
  }
  for (LoopPhi &P : Phis) {
    StringId Name = Env.name(P.Slot);
    P.Base = Env.value(P.Slot);
    if (P.Base == 0 && InFunction && !isLocal(Name))
      P.Base = read(Builder.text(Name), spanOf(I));
    P.Phi = add(NodeKind::Phi, spanOf(I));
    Env.assign(P.Slot, P.Phi);
  }
}

/// Gives the Phis their operands: the version before the loop, and those with
/// which the body ends or continues. Behind the loop the Phi is the value, or
/// its only operand.
void Graph::closeLoop(const LoopPhis &Phis, size_t Mark) {
  SlotGroups &Groups = Env.scratch();
  Groups.clear();
  for (const LoopPhi &P : Phis)
    Groups.add(P.Slot, P.Base);
  Env.popTarget(Mark, Groups);
  if (Env.Reachable)
    for (const LoopPhi &P : Phis)
      Groups.add(P.Slot, Env.value(P.Slot));
  Operands Ops;
  for (size_t K = 0; K < Phis.size(); ++K) {
    Ops.clear();
    Env.distinct(Groups, Groups.groups()[K], Ops, Phis[K].Phi);
    Builder.setOperands(Phis[K].Phi, Ops);
    NodeId After = Ops.empty()       ? 0
                   : Ops.size() == 1 ? Ops[0].Value
                                     : Phis[K].Phi;
    Env.assign(Phis[K].Slot, After);
  }
}

/// Joins the end of the loop with its breaks.
void Graph::leaveLoop(SyntaxId I, size_t Mark) {
  bool Broken = Env.reached(Target::Break);
  SlotGroups &Groups = Env.scratch();
  Groups.clear();
  Env.popTarget(Mark, Groups);
  if (Env.Reachable)
    for (size_t K = 0, E = Groups.groups().size(); K < E; ++K) {
      SlotId Slot = Groups.groups()[K].Slot;
      Groups.add(Slot, Env.value(Slot));
    }
  for (const SlotGroups::Group &G : Groups.groups())
    Env.assign(G.Slot, Env.merge(Groups, G, spanOf(I)));
  Env.Reachable |= Broken;
}

/// What a single Splat runs over: an array itself, a constant's words.
NodeId Graph::wordsOf(NodeId Splat, Span At) {
  NodeId Value = Builder.operands(Splat)[0].Value;
  const Node &N = Builder.node(Value);
  if (Builder.node(Splat).Aux == SplatWords)
    return Value;
  if (N.Kind != NodeKind::String)
    return add(NodeKind::List, At, "", Operand{0, Splat});
  llvm::SmallVector<llvm::StringRef, 16> Words;
  llvm::SplitString(Builder.text(N.Name), Words, " \t\n");
  Operands Ops;
  for (llvm::StringRef Word : Words)
    Ops.push_back({0, add(NodeKind::String, At, Word)});
  return add(NodeKind::List, At, "", Ops);
}

/// The words that a for runs over; without `in`, all parameters.
NodeId Graph::evalLoopWords(SyntaxId I) {
  Operands Ops;
  for (SyntaxId C : S->children(I))
    if ((*S)[C].Part == Role::Value)
      Ops.push_back({0, evalWord(C, true)});
  Span At = spanOf(I);
  if (Ops.size() == 1 && Builder.node(Ops[0].Value).Kind == NodeKind::Splat)
    return wordsOf(Ops[0].Value, At);
  if (Ops.empty() && S->childOf(I, Role::Name) != 0)
    return readParameter("@", At);
  return add(NodeKind::List, At, "", Ops);
}

NodeId Graph::execFor(SyntaxId I) {
  bool Counts = (*S)[I].Kind == Sym::CStyleFor;
  NodeId Over = Counts ? 0 : evalLoopWords(I);
  SyntaxId Block = S->childOf(I, Role::Body);
  if (Block == 0)
    return execChildren(I);
  LoopPhis Phis;
  openLoop(I, Phis);
  size_t Mark = Env.mark();
  Env.pushTarget(Target::Break);
  Env.pushTarget(Target::Continue);
  SyntaxId Name = S->childOf(I, Role::Name);
  if (Name != 0 && !Counts)
    bind(S->text(Name), add1(NodeKind::Elem, spanOf(Name), Over));
  for (const Binder &B : S->binders(I)) // the counters of for ((…))
    if (Counts && B.At < Block)
      bind(Builder.text(B.Name), add(NodeKind::Opaque, spanOf(B.At)));
  return execLoopBody(I, Block, Over, Mark, Phis, true);
}

NodeId Graph::execWhile(SyntaxId I) {
  SyntaxId Block = S->childOf(I, Role::Body);
  if (Block == 0)
    return execChildren(I);
  LoopPhis Phis;
  openLoop(I, Phis);
  size_t Mark = Env.mark();
  Env.pushTarget(Target::Break);
  Env.pushTarget(Target::Continue);
  NodeId Cond = 0;
  bool Ends = true, Outer = Getopts;
  for (SyntaxId C = I + 1; C != Block; C = (*S)[C].Next) {
    Cond = exec(C);
    Getopts = S->text(C).starts_with("getopts ");
    Ends = S->text(C) != "true" && S->text(C) != ":";
  }
  NodeId Last = execLoopBody(I, Block, Cond, Mark, Phis, Ends);
  Getopts = Outer;
  return Last;
}

/// The body and the end of a loop, whose targets are pushed and whose Phis are
/// open. Ends: it may end by itself.
NodeId Graph::execLoopBody(SyntaxId I, SyntaxId Block, NodeId Over, size_t Mark,
                           const LoopPhis &Phis, bool Ends) {
  bool WasReachable = Env.Reachable;
  Builder.addRegion(RegionKind::Loop, Over, spanOf(Block).Begin,
                    spanOf(Block).End);
  ++LoopDepth;
  ShiftsInLoop = 0;
  NodeId Last = exec(Block);
  --LoopDepth;
  closeLoop(Phis, Mark);
  Env.Reachable = WasReachable && Ends;
  leaveLoop(I, Mark);
  closeOptions(spanOf(I), Phis);
  return Last;
}

} // namespace modeltidy::shell
