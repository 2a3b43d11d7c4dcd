#include "scanner/frontends/python/graph.h"

namespace modeltidy::python {

using TargetKind = Environment::TargetKind;

/// The condition of an if or elif, 0 where it is missing.
NodeId Graph::evalTest(SyntaxId Clause) {
  SyntaxId Test = Tree.child(Clause);
  return Test != 0 && Tree[Test].Kind != Sym::Block ? eval(Test) : 0;
}

/// if/elif/else: all branches start from one state and join in one step, so
/// that a chain of any length is linear. A Phi names the conditions of the
/// branches that brought its values. What follows branches that are left for
/// good (return, raise, continue) is their else.
void Graph::execIf(SyntaxId I) {
  llvm::SmallVector<Branch, 4> Branches;
  NodeId Cond = evalTest(I);
  Fork From = Env.fork();
  bool HasElse = false, Left = From.Reachable;
  auto Run = [&](SyntaxId Clause, RegionKind Kind) {
    if (SyntaxId Block = Tree.childOf(Clause, Sym::Block))
      Builder.addRegion(Kind, Cond, Tree[Block].Begin, Tree[Block].End);
    execClause(Clause);
    Branches.push_back(Env.endBranch(From, Cond));
    Left &= !Branches.back().Reachable;
    if (Left && Kind == RegionKind::If && Tree[I].End < BlockEnd)
      Builder.addRegion(RegionKind::Else, Cond, Tree[I].End, BlockEnd);
  };
  Run(I, RegionKind::If);
  for (SyntaxId C : Tree.children(I)) {
    if (Tree[C].Kind == Sym::Elif) {
      Builder.addRegion(RegionKind::Else, Cond, Tree[C].Begin, Tree[I].End);
      Cond = evalTest(C);
      Run(C, RegionKind::If);
    } else if (Tree[C].Kind == Sym::Else) {
      HasElse = true;
      Run(C, RegionKind::Else);
    }
  }
  if (!HasElse)
    Branches.push_back(Env.endBranch(From));
  Env.join(Branches, From, spanOf(I));
}

//===-- Loops -------------------------------------------------------------===//

/// A Phi at the head for each variable that the subtrees [First, Last) change.
void Graph::openLoop(SyntaxId First, SyntaxId Last, SyntaxId At,
                     LoopPhis &Phis) {
  size_t Old = Phis.size();
  for (const ScopeEvent &E : Scopes.events(Current.Scope, First, Last)) {
    if (E.ByCall && !Names.isMutable(E.Name))
      continue;
    SlotId Slot = slotOf(E.Name);
    if (Env.isTemporary(Slot) || !Env.firstSeen(Slot))
      continue;
    Phis.push_back({Slot, 0, 0});
  }
  for (LoopPhi &P : llvm::MutableArrayRef(Phis).drop_front(Old)) {
    P.Base = Env.value(P.Slot);
    StringId Name = Env.name(P.Slot);
    if (P.Base == 0 && !Scopes.declares(Current.Scope, Name))
      P.Base = read(Name, spanOf(At)); // another scope's variable
    P.Phi = add(NodeKind::Phi, At);
    if (P.Base != 0)
      Origins[P.Phi] = originOf(P.Base);
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
  llvm::SmallVector<Operand, 8> Ops;
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

/// Runs the else clause, then joins it with the breaks.
void Graph::leaveLoop(SyntaxId I, size_t Mark) {
  if (SyntaxId Else = Tree.childOf(I, Sym::Else))
    execClause(Else);
  bool Broken = Env.reached(TargetKind::Break);
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

void Graph::execFor(SyntaxId I) {
  SyntaxId Target = Tree.child(I), Source = Tree.child(I, 1);
  SyntaxId Block = Tree.childOf(I, Sym::Block);
  if (Source == 0 || Block == 0 || Source == Block)
    return recoverParts(I);
  NodeId Iter = eval(Source);
  LoopPhis Phis;
  Env.beginSeen();
  openLoop(I, I + 1, I, Phis); // the target's own names
  openLoop(Block, Tree[Block].Next, I, Phis);
  bool WasReachable = Env.Reachable;
  size_t Mark = Env.mark();
  Env.pushTarget(TargetKind::Break);
  Env.pushTarget(TargetKind::Continue);
  assignTo(Target, add1(NodeKind::Elem, Target, Iter));
  Elements Changed;
  findElements(Target, Source, Changed);
  NodeId First = Builder.nodeCount();
  Builder.addRegion(RegionKind::Loop, Iter, Tree[Block].Begin, Tree[Block].End);
  execBlock(Block);
  bool Ends = Env.Reachable; // else no path leads from here to the head
  if (Ends)
    changeIterated(Changed, First);
  closeLoop(Phis, Mark);
  Env.Reachable = WasReachable;
  leaveLoop(I, Mark);
  if (!Ends)
    changeIterated(Changed, First);
}

void Graph::execWhile(SyntaxId I) {
  SyntaxId Test = Tree.child(I), Block = Tree.childOf(I, Sym::Block);
  if (Test == 0 || Block == 0 || Test == Block)
    return recoverParts(I);
  LoopPhis Phis;
  Env.beginSeen();
  openLoop(I, Tree[Block].Next, I, Phis);
  bool WasReachable = Env.Reachable;
  size_t Mark = Env.mark();
  Env.pushTarget(TargetKind::Break);
  Env.pushTarget(TargetKind::Continue);
  NodeId Cond = eval(Test);
  Builder.addRegion(RegionKind::Loop, Cond, Tree[Block].Begin, Tree[Block].End);
  execBlock(Block);
  closeLoop(Phis, Mark);
  bool Endless = Tree[Test].Kind == Sym::True || Tree.text(Test) == "1";
  Env.Reachable = WasReachable && !Endless;
  leaveLoop(I, Mark);
}

//===-- try ---------------------------------------------------------------===//

/// A handler may find any version that the body made, and those from before.
void Graph::execTry(SyntaxId I) {
  Fork From = Env.fork();
  Env.pushTarget(TargetKind::Handler);
  if (SyntaxId Block = Tree.childOf(I, Sym::Block)) {
    Builder.addRegion(RegionKind::Try, 0, Tree[Block].Begin, Tree[Block].End);
    execBlock(Block);
  }
  SlotGroups &Groups = Env.scratch();
  Groups.clear();
  Env.popTarget(From.Mark, Groups);
  std::vector<SlotValue> Entry;
  bool Needed =
      Tree.childOf(I, Sym::Except) || !Env.Reachable || Env.hasHandler();
  if (Needed)
    for (const SlotGroups::Group &G : Groups.groups())
      Entry.push_back({G.Slot, Env.merge(Groups, G, spanOf(I))});
  for (SlotValue V : Entry)
    Env.noteForHandler(V.Slot, V.Value);
  if (SyntaxId Else = Tree.childOf(I, Sym::Else))
    execClause(Else);
  llvm::SmallVector<Branch, 2> Ends{Env.endBranch(From)};
  if (Tree.childOf(I, Sym::Except)) {
    Fork Inner = Env.fork();
    execHandlers(I, Entry);
    Ends.push_back(Env.endBranch(Inner));
  }
  Env.join(Ends, From, spanOf(I));
  if (SyntaxId Finally = Tree.childOf(I, Sym::Finally))
    execFinally(Finally, Entry);
}

void Graph::execHandlers(SyntaxId I, llvm::ArrayRef<SlotValue> Entry) {
  for (SlotValue V : Entry)
    Env.assign(V.Slot, V.Value);
  Fork From = Env.fork();
  llvm::SmallVector<Branch, 4> Ends;
  for (SyntaxId C : Tree.children(I)) {
    if (Tree[C].Kind != Sym::Except)
      continue;
    execHandler(C);
    Ends.push_back(Env.endBranch(From));
  }
  Env.join(Ends, From, spanOf(I));
}

void Graph::execHandler(SyntaxId I) {
  SyntaxId Caught = Tree.child(I), Block = Tree.childOf(I, Sym::Block);
  NodeId Type = 0;
  if (Caught != 0 && Caught != Block) {
    bool Alias = Tree[Caught].Kind == Sym::AsPattern;
    SyntaxId Name = Alias ? Tree.lastChild(Caught) : Tree.child(I, 1);
    Type = eval(Alias ? Tree.child(Caught) : Caught);
    if (Name != 0 && Name != Block) // the caught object: unknown
      assignTo(Name, add1(NodeKind::Opaque, Name, Type));
  }
  if (Block != 0)
    Builder.addRegion(RegionKind::Except, Type, Tree[Block].Begin,
                      Tree[Block].End);
  execClause(I);
}

/// Where no path goes on behind the try, finally still sees what it made.
void Graph::execFinally(SyntaxId I, llvm::ArrayRef<SlotValue> Entry) {
  if (!Env.Reachable)
    for (SlotValue V : Entry)
      Env.assign(V.Slot, V.Value);
  execClause(I);
}

//===-- with --------------------------------------------------------------===//

void Graph::execWith(SyntaxId I) {
  SyntaxId Clause = Tree.childOf(I, Sym::WithClause);
  SyntaxId Block = Tree.childOf(I, Sym::Block);
  if (Clause != 0)
    for (SyntaxId Item : Tree.children(Clause))
      execWithItem(Item, Block);
  if (Block != 0)
    execBlock(Block);
}

void Graph::execWithItem(SyntaxId Item, SyntaxId Block) {
  SyntaxId Context = Tree.child(Item);
  while (Context != 0 && Tree[Context].Kind == Sym::Parenthesized)
    Context = Tree.child(Context);
  if (Context == 0)
    return;
  SyntaxId Target = 0;
  if (Tree[Context].Kind == Sym::AsPattern) {
    Target = Tree.lastChild(Context);
    Context = Tree.child(Context);
  }
  NodeId Value = eval(Context);
  if (Target != 0 && Target != Context)
    assignTo(Target, add1(NodeKind::Enter, Target, Value));
  if (Block != 0)
    Builder.addRegion(RegionKind::With, Value, Tree[Block].Begin,
                      Tree[Block].End);
}

} // namespace modeltidy::python
