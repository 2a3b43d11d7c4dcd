//===-- graph.cpp ---------------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/shell/graph.h"
#include "scanner/frontends/shell/shell.h"

namespace modeltidy::shell {

/// Variables that a call of a function may change in its caller.
static constexpr size_t MaxEffects = 64;

void Graph::run(llvm::StringRef Text) {
  uint32_t Module = Builder.addScope(ScopeKind::Module, 0, 0);
  Env.reset(Module);
  auto End = static_cast<uint32_t>(Text.size());
  while (!Text.empty()) {
    llvm::StringRef One = Text.take_until([](char C) { return C == '\f'; });
    auto Base = static_cast<uint32_t>(End - Text.size());
    Text = Text.drop_front(std::min(One.size() + 1, Text.size()));
    if (One.trim().empty())
      continue;
    Scripts.emplace_back(ScriptText{One.str(), Base, {}}, Builder, &Errors);
    defineNames(Scripts.back());
  }
  for (size_t I = 0, Count = Scripts.size(); I < Count; ++I) {
    S = &Scripts[I];
    beginParameters(S->binders(0), spanOf(0));
    execChildren(0);
    Env.Reachable = true; // an exit ends its own script alone
  }
  finishScope({0, End}, false);
  InFunction = true;
  while (!Queue.empty()) {
    Body B = Queue.front();
    Queue.pop_front();
    runFunction(B);
  }
}

/// A function may be called above its definition, by another function.
void Graph::defineNames(const Script &Script) {
  for (SyntaxId I = 0; I < Script.size(); ++I)
    if (Script[I].Kind == Sym::Function)
      if (SyntaxId Name = Script.childOf(I, Role::Name)) {
        Functions.insert(Builder.intern(Script.text(Name)));
        noteEffects(Script, I);
      }
}

/// The variables that a function assigns and does not declare as its own.
void Graph::noteEffects(const Script &Script, SyntaxId Function) {
  llvm::DenseSet<StringId> Skip; // its own, and those that are noted
  Skip.insert(Builder.intern("@"));
  for (SyntaxId C = Function; C < Script[Function].Next; ++C)
    if (Script[C].Kind == Sym::Declaration &&
        isLocalDeclaration(Script.text(C)))
      for (const Binder &Bound : Script.binders(C))
        Skip.insert(Bound.Name);
  auto &Names = Effects[Builder.intern(
      Script.text(Script.childOf(Function, Role::Name)))];
  for (const Binder &Bound : Script.binders(Function))
    if (Names.size() < MaxEffects && Skip.insert(Bound.Name).second)
      Names.push_back(Bound.Name);
}

/// Behind a call, what this scope has bound may be what the function made it.
void Graph::applyEffects(StringId Function, Span At) {
  auto Found = Effects.find(Function);
  if (Found == Effects.end())
    return;
  for (StringId Name : Found->second) {
    auto Slot = Slots.find(Name);
    NodeId Old = Slot == Slots.end() ? 0 : Env.current(Slot->second);
    if (Old == 0 || isLocal(Name))
      continue;
    NodeId New = add(NodeKind::Global, At, Builder.text(Name));
    Env.assign(Slot->second, add(NodeKind::Phi, At, "", {{0, Old}, {0, New}}));
  }
}

/// Gives "@" a first version where the scope shifts it.
void Graph::beginParameters(llvm::ArrayRef<Binder> Binders, Span At) {
  StringId All = Builder.intern("@");
  for (const Binder &B : Binders)
    if (B.Name == All) {
      NodeId First = readParameter("@", At);
      Shifts[First] = 0;
      return bind("@", First);
    }
}

//===-- Functions ---------------------------------------------------------===//

void Graph::execFunction(SyntaxId I) {
  SyntaxId Name = S->childOf(I, Role::Name);
  if (Name == 0)
    return;
  Function F{};
  F.Name = Builder.intern(S->text(Name));
  F.Begin = spanOf(I).Begin;
  F.End = spanOf(I).End;
  uint32_t Index = Builder.addFunction(F);
  uint32_t Scope = Builder.addScope(ScopeKind::Function, 0, Index);
  ListRef List = Builder.addList(makeParams(I, Scope));
  NodeId Node = add(NodeKind::Function, spanOf(I), S->text(Name), {}, Index);
  Function &Made = Builder.function(Index);
  Made.Scope = Scope;
  Made.Node = Node;
  Made.Params = List;
  Queue.push_back({S, I, Index, Scope});
  bind(S->text(Name), Node);
}

/// "1" to the last one that the body reads, then "@" where it reads that.
llvm::SmallVector<NodeId, 10> Graph::makeParams(SyntaxId I, uint32_t Scope) {
  unsigned Last = 0;
  bool All = false;
  for (SyntaxId C = I; C < (*S)[I].Next; ++C) {
    if ((*S)[C].Kind == Sym::HereBody)
      for (llvm::StringRef Text = S->text(C);
           parameterIn(Text) != llvm::StringRef::npos;) {
        Text = Text.drop_front(parameterIn(Text) + 1);
        Last = std::max<unsigned>(Last, Text[0] - '0');
      }
    if ((*S)[C].Kind != Sym::SimpleExpansion && (*S)[C].Kind != Sym::Expansion)
      continue;
    llvm::StringRef Name = S->text(C).ltrim("${");
    if (!Name.empty() && Name[0] >= '1' && Name[0] <= '9')
      Last = std::max<unsigned>(Last, Name[0] - '0');
    All |= Name.starts_with("@") || Name.starts_with("*");
  }
  for (const Binder &B : S->binders(I))
    if (B.Name == Builder.intern("@")) {
      All = true;
      Last = std::min(Last + 1, 9U);
    }
  llvm::SmallVector<NodeId, 10> List;
  Span At = spanOf(S->childOf(I, Role::Name));
  for (unsigned N = 1; N <= Last; ++N)
    List.push_back(Builder.add(NodeKind::Param, At.Begin, At.End, Scope,
                               Builder.intern(std::to_string(N))));
  if (All)
    List.push_back(Builder.add(NodeKind::Param, At.Begin, At.End, Scope,
                               Builder.intern("@"), {}, 0, FlagVarArgs));
  return List;
}

void Graph::runFunction(const Body &B) {
  S = B.In;
  ScopeId = B.Scope;
  Env.reset(ScopeId);
  Slots.clear();
  Locals.clear();
  Params.clear();
  AllParam = 0;
  for (NodeId P : Builder.list(Builder.function(B.Function).Params))
    (Builder.node(P).Flags & FlagVarArgs ? AllParam : Params.emplace_back()) =
        P;
  for (SyntaxId C = B.At; C < (*S)[B.At].Next; ++C)
    if ((*S)[C].Kind == Sym::Declaration && isLocalDeclaration(S->text(C)))
      for (const Binder &Bound : S->binders(C))
        Locals.insert(Bound.Name);
  Output.clear();
  Env.pushTarget(Environment::TargetKind::Exit);
  beginParameters(S->binders(B.At), spanOf(B.At));
  if (SyntaxId Block = S->childOf(B.At, Role::Body))
    exec(Block);
  finishScope(spanOf(B.At), true);
  Builder.function(B.Function).Returns = Builder.addList(Output);
}

/// A variable's value when the scope ends: over all returns and the end.
void Graph::finishScope(Span At, bool Exits) {
  SlotGroups &Groups = Env.scratch();
  Groups.clear();
  bool Returned = Exits && Env.reached(Environment::TargetKind::Exit);
  if (Exits)
    Env.popTarget(0, Groups);
  if (Env.Reachable || !Returned) {
    std::vector<SlotValue> Last;
    Env.changed(0, Last);
    for (SlotValue V : Last)
      Groups.add(V.Slot, Env.value(V.Slot));
  }
  for (const SlotGroups::Group &G : Groups.groups()) {
    NodeId Value = Env.merge(Groups, G, At);
    StringId Name = Env.name(G.Slot);
    if (Builder.text(Name) == "@")
      continue;
    if (Value != 0 && (!InFunction || isLocal(Name)))
      Builder.addBinding(ScopeId, Name, Value, BindingExit);
    else if (Value != 0 && Value != Env.base(G.Slot))
      Builder.addBinding(0, Name, Value, BindingNonLocal);
  }
}

//===-- Variables ---------------------------------------------------------===//

/// Whether a declaration's variables end with the function.
bool isLocalDeclaration(llvm::StringRef Text) {
  llvm::StringRef Program = Text.take_until(
      [](char C) { return C == ' ' || C == '\t' || C == '\\'; });
  return Program == "local" ||
         ((Program == "declare" || Program == "typeset") &&
          !Text.drop_front(Program.size()).ltrim().starts_with("-g"));
}

bool Graph::isLocal(StringId Name) const { return Locals.contains(Name); }

SlotId Graph::slotOf(StringId Name) {
  auto [It, New] = Slots.try_emplace(Name, 0);
  if (New)
    It->second = Env.addSlot(Name);
  return It->second;
}

/// The variable's current node; another scope's or the environment's is a
/// Global. A local has no value before its declaration.
NodeId Graph::read(llvm::StringRef Name, Span At) {
  auto It = Slots.find(Builder.intern(Name));
  if (It != Slots.end())
    if (NodeId Value = Env.current(It->second))
      return Value;
  NodeId Outer = add(NodeKind::Global, At, Name);
  if (It != Slots.end())
    Env.noteBase(It->second, Outer);
  return Outer;
}

void Graph::bind(llvm::StringRef Name, NodeId Value) {
  Env.assign(slotOf(Builder.intern(Name)), Value);
}

NodeId Graph::add(NodeKind Kind, Span At, llvm::StringRef Name,
                  llvm::ArrayRef<Operand> Ops, uint32_t Aux, uint8_t Flags) {
  return Builder.add(Kind, At.Begin, At.End, ScopeId, Builder.intern(Name), Ops,
                     Aux, Flags);
}

bool Graph::enter(SyntaxId I) {
  if (++Depth <= MaxShellNesting)
    return true;
  static const std::string What = "nesting deeper than " +
                                  std::to_string(MaxShellNesting) +
                                  ": not analyzed";
  Errors.note(spanOf(I).Begin, spanOf(I).End, What);
  return false;
}

} // namespace modeltidy::shell
