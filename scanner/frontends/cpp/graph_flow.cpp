//===- graph_flow.cpp - branches and loops of C++ -------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/cpp/graph.h"
#include "llvm/ADT/STLExtras.h"

namespace modeltidy::cpp {

using Target = Environment::TargetKind;

/// `in >> x`, `!(in >> x)`, `in >> x && y` read before they decide.
NodeId Graph::evalTest(SyntaxId I) {
  llvm::SmallVector<SyntaxId, 4> Others;
  for (SyntaxId Test = I; Test != 0;) {
    llvm::StringRef Op = Tree.text(Tree.part(Test, Role::Operator));
    SyntaxId Right = Tree.part(Test, Role::Right);
    if (Tree[Test].Kind == Sym::Parenthesized)
      Test = Tree.child(Test);
    else if (Tree[Test].Kind == Sym::Unary && Op == "!")
      Test = Tree.part(Test, Role::Argument);
    else if (Tree[Test].Kind == Sym::Binary && (Op == "&&" || Op == "||")) {
      Others.push_back(Right);
      Test = Tree.part(Test, Role::Left);
    } else if (Tree[Test].Kind == Sym::Binary && Op == ">>" &&
               Tree.rootOf(Right) != 0 && execStream(Test)) {
      for (SyntaxId Other : llvm::reverse(Others))
        eval(Other);
      return opaque(I);
    } else
      break;
  }
  return eval(I);
}

/// The value that decides; `if (init; cond)` declares first.
NodeId Graph::evalCondition(SyntaxId I) {
  if (I == 0)
    return 0;
  if (Tree[I].Kind != Sym::ConditionClause)
    return evalTest(I);
  if (SyntaxId Init = Tree.part(I, Role::Initializer))
    exec(Tree.child(Init) ? Tree.child(Init) : Init);
  SyntaxId Value = Tree.part(I, Role::Value);
  if (Value == 0)
    return 0;
  if (Tree[Value].Kind != Sym::Declaration)
    return evalTest(Value);
  declare(Value);
  SyntaxId Name = innermost(Tree.part(Value, Role::Declarator));
  return Name && Tree[Name].Name ? read(Tree[Name].Name, spanOf(Name)) : 0;
}

/// if / else if / else: all branches start from one state and join in one
/// step, so that a chain of any length is linear and needs no stack.
void Graph::execIf(SyntaxId I) {
  llvm::SmallVector<Branch, 4> Branches;
  size_t Mark = Hidden.size();
  SyntaxId If = I;
  SyntaxId Condition = Tree.part(If, Role::Condition);
  NodeId Cond = evalCondition(Condition);
  Fork From = Env.fork();
  bool HasElse = false;
  while (If != 0) {
    if (SyntaxId Then = Tree.part(If, Role::Consequence)) {
      Builder.addRegion(RegionKind::If, Cond, Tree[Then].Begin, Tree[Then].End);
      Tested.push_back(optionsTested(Condition));
      exec(Then);
      Tested.pop_back();
    }
    Branches.push_back(Env.endBranch(From, Cond));
    SyntaxId Else = Tree.part(If, Role::Alternative);
    SyntaxId Body = Else ? Tree.child(Else) : 0;
    if (Else != 0)
      Builder.addRegion(RegionKind::Else, Cond, Tree[Else].Begin,
                        Tree[Else].End);
    If = Body != 0 && Tree[Body].Kind == Sym::If ? Body : 0;
    if (If != 0) {
      Condition = Tree.part(If, Role::Condition);
      Cond = evalCondition(Condition);
    } else if (Body != 0) {
      HasElse = true;
      exec(Body);
      Branches.push_back(Env.endBranch(From, Cond));
    }
  }
  if (!HasElse)
    Branches.push_back(Env.endBranch(From));
  Env.join(Branches, From, spanOf(I));
  while (Hidden.size() > Mark) {
    auto [Name, Old] = Hidden.pop_back_val();
    if (Old)
      Visible[Name] = *Old;
    else
      Visible.erase(Name);
  }
}

/// Which side is compiled is not known: both are read, one after the other at
/// the file's own level, as branches inside a function.
void Graph::execPreprocIf(SyntaxId I) {
  Fork From = Env.fork();
  llvm::SmallVector<Branch, 2> Branches;
  SyntaxId Name = Tree.part(I, Role::Name), Else = 0;
  SyntaxId Condition = Tree.part(I, Role::Condition);
  for (SyntaxId C : Tree.children(I)) {
    if (Tree[C].Part == Role::Alternative)
      Else = C;
    else if (C != Name && C != Condition)
      exec(C);
  }
  if (ScopeId != 0)
    Branches.push_back(Env.endBranch(From));
  if (Else != 0) {
    if (Tree[Else].Kind == Sym::PreprocElse)
      execParts(Else);
    else
      execPreprocIf(Else);
  }
  if (ScopeId == 0)
    return;
  Branches.push_back(Env.endBranch(From));
  Env.join(Branches, From, spanOf(I));
}

/// Each case may run from the start, or behind the one before it.
void Graph::execSwitch(SyntaxId I) {
  size_t Mark = Env.mark();
  NodeId Cond = evalCondition(Tree.part(I, Role::Condition));
  SyntaxId Block = Tree.part(I, Role::Body);
  Env.pushTarget(Target::Break);
  if (Block != 0) {
    bool Before = Env.Reachable;
    for (SyntaxId C : Tree.children(Block)) {
      if (Tree[C].Kind != Sym::Case) {
        exec(C);
        continue;
      }
      Fork From = Env.fork();
      Env.Reachable = Before;
      Builder.addRegion(RegionKind::If, Cond, Tree[C].Begin, Tree[C].End);
      Tested.push_back(optionsOfCase(C));
      execParts(C);
      Tested.pop_back();
      Branch Ends[] = {Env.endBranch(From, Cond), Env.endBranch(From)};
      Ends[1].Reachable = Before;
      Env.join(Ends, From, spanOf(C));
      Env.Reachable = Before;
    }
  }
  leaveLoop(I, Mark);
}

void Graph::execTry(SyntaxId I) {
  Fork From = Env.fork();
  llvm::SmallVector<Branch, 4> Ends;
  SyntaxId Block = Tree.part(I, Role::Body);
  Env.pushTarget(Target::Handler);
  if (Block != 0)
    exec(Block);
  SlotGroups &Groups = Env.scratch();
  Groups.clear();
  Env.popTarget(From.Mark, Groups);
  std::vector<SlotValue> Entry;
  for (const SlotGroups::Group &G : Groups.groups())
    Entry.push_back({G.Slot, Env.merge(Groups, G, spanOf(I))});
  for (SlotValue V : Entry)
    Env.noteForHandler(V.Slot, V.Value);
  Ends.push_back(Env.endBranch(From));
  for (SyntaxId C : Tree.children(I)) {
    if (Tree[C].Kind != Sym::Catch)
      continue;
    Fork Inner = Env.fork();
    for (SlotValue V : Entry)
      Env.assign(V.Slot, V.Value);
    if (SyntaxId Body = Tree.part(C, Role::Body))
      exec(Body);
    Ends.push_back(Env.endBranch(Inner));
  }
  Env.join(Ends, From, spanOf(I));
}

//===-- Loops -------------------------------------------------------------===//

/// A Phi at the head for each variable that the subtree changes.
void Graph::openLoop(SyntaxId I, LoopPhis &Phis) {
  Env.beginSeen();
  for (const Change &C : Tree.changes(I)) {
    StringId Name = C.Name;
    if (!find(Name) && isField(Name))
      Name = Builder.intern("this");
    Variable *V = find(Name);
    if (V && Env.value(V->Slot) != 0 && Env.firstSeen(V->Slot))
      Phis.push_back({V->Slot, 0, 0});
  }
  for (LoopPhi &P : Phis) {
    P.Base = Env.value(P.Slot);
    P.Phi = add(NodeKind::Phi, spanOf(I));
    Env.assign(P.Slot, P.Phi);
  }
}

/// Gives the Phis their operands: the version before the loop, and those with
/// which the body ends or continues.
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
    Env.assign(Phis[K].Slot, Ops.size() == 1 ? Ops[0].Value : Phis[K].Phi);
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

/// The condition, the body and the end of a loop whose variables are declared.
void Graph::runLoop(SyntaxId I, SyntaxId Block, SyntaxId Condition,
                    SyntaxId Update) {
  LoopPhis Phis;
  openLoop(I, Phis);
  bool WasReachable = Env.Reachable;
  size_t Mark = Env.mark();
  Env.pushTarget(Target::Break);
  Env.pushTarget(Target::Continue);
  NodeId Cond = Tree[I].Kind == Sym::Do ? 0 : evalCondition(Condition);
  if (Block != 0) {
    Builder.addRegion(RegionKind::Loop, Cond, Tree[Block].Begin,
                      Tree[Block].End);
    exec(Block);
  }
  if (Update != 0)
    execExpression(Update);
  if (Tree[I].Kind == Sym::Do)
    evalCondition(Condition);
  closeLoop(Phis, Mark);
  llvm::StringRef Test =
      Condition ? Tree.text(Condition).trim("() ") : llvm::StringRef();
  bool Endless = Test == "true" || Test == "1" ||
                 (Tree[I].Kind == Sym::For && Condition == 0);
  Env.Reachable = WasReachable && !Endless;
  leaveLoop(I, Mark);
}

void Graph::execFor(SyntaxId I) {
  if (SyntaxId Init = Tree.part(I, Role::Initializer)) {
    if (Tree[Init].Kind == Sym::Declaration)
      declare(Init);
    else
      exec(Init);
  }
  runLoop(I, Tree.part(I, Role::Body), Tree.part(I, Role::Condition),
          Tree.part(I, Role::Update));
}

/// for (const auto &x : xs): x is Elem(xs).
void Graph::execRangeFor(SyntaxId I) {
  SyntaxId Over = Tree.part(I, Role::Right);
  SyntaxId Name = innermost(Tree.part(I, Role::Declarator));
  NodeId Values = Over ? eval(Over) : opaque(I);
  if (Name != 0)
    declareWith(Name, add1(NodeKind::Elem, spanOf(Name), Values));
  runLoop(I, Tree.part(I, Role::Body), 0, 0);
}

void Graph::execWhile(SyntaxId I) {
  // while (std::getline(in, line)) and while (true) alike
  runLoop(I, Tree.part(I, Role::Body), Tree.part(I, Role::Condition), 0);
}

} // namespace modeltidy::cpp
