//===- graph.cpp - scopes, variables and names of a C++ file --------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/cpp/graph.h"
#include "scanner/frontends/cpp/cpp.h"

namespace modeltidy::cpp {

void Graph::run() {
  if (Tree.size() == 0)
    return;
  findOptions();
  Queue.push_back({0, 0, 0, 0});
  for (size_t I = 0; I < Queue.size(); ++I)
    runBody(Body(Queue[I]));
  resolveOverloads();
}

/// A call of a name that the compiler resolved is one of that very function.
void Graph::resolveOverloads() {
  for (auto [Name, Place] : Chosen) {
    auto It = Definitions.find(Place);
    if (It == Definitions.end())
      continue;
    Node &N = Builder.node(Name);
    N.Kind = NodeKind::Function;
    N.Name = Builder.node(It->second).Name;
    N.Aux = Builder.node(It->second).Aux;
  }
}

void Graph::runBody(const Body &B) {
  Current = B;
  ScopeId = B.Scope;
  Env.reset(ScopeId);
  Visible.clear();
  Owners.clear();
  Hidden.clear();
  Builders.clear();
  Held.clear();
  Tested.clear();
  if (B.At != 0)
    return runFunction(B);
  execParts(0);
  for (const auto &[Name, V] : Visible)
    FileVariables.insert(Name);
  finishScope(B, false);
}

void Graph::runFunction(const Body &B) {
  Returns.clear();
  Env.pushTarget(Environment::TargetKind::Exit);
  bindParams(B);
  initializeFields(B.At);
  if (SyntaxId Block = Tree.part(B.At, Role::Body))
    exec(Block);
  finishScope(B, true);
  Builder.function(B.Owner).Returns = Builder.addList(Returns);
}

/// A variable's value when the scope ends: over all returns and the end.
void Graph::finishScope(const Body &B, bool Exits) {
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
    NodeId Value = Env.merge(Groups, G, spanOf(B.At));
    if (Value == 0 || Value == Env.base(G.Slot))
      continue;
    StringId Name = Env.name(G.Slot);
    if (Owners[G.Slot] == ScopeId)
      bindOnce(ScopeId, Name, Value);
    else
      Builder.addBinding(Owners[G.Slot], Name, Value, BindingNonLocal);
  }
}

/// Overloads, and variables of one name in several blocks: each counts.
void Graph::bindOnce(uint32_t Scope, StringId Name, NodeId Value) {
  bool First = Bound.insert(uint64_t(Scope) << 32 | Name).second;
  Builder.addBinding(Scope, Name, Value,
                     First ? uint32_t(BindingExit) : uint32_t(BindingNonLocal));
}

//===-- Names -------------------------------------------------------------===//

Graph::Variable *Graph::find(StringId Name) {
  auto It = Visible.find(Name);
  return It == Visible.end() ? nullptr : &It->second;
}

/// A slot for a variable of another scope, which Base reads.
Graph::Variable &Graph::outer(StringId Name, NodeId Base, uint32_t Owner) {
  SlotId Slot = Env.addSlot(Name);
  Env.noteBase(Slot, Base);
  Owners.push_back(Owner);
  return Visible[Name] = {Slot, Owner};
}

/// May a call on the name, or with it, change what it holds? Functions,
/// constants and the variables of other files stay as they are.
bool Graph::isVariable(StringId Name) {
  return find(Name) || isField(Name) || FileVariables.contains(Name);
}

/// Of a class that another file defines, a name that its methods assign and
/// nobody declares, or that is written as fields are: `path_`, `m_path`.
bool Graph::isField(StringId Name) const {
  if (Current.Class == 0)
    return false;
  const ClassInfo &Of = Classes[Current.Class - 1];
  if (Of.IsHere || Of.Fields.contains(Name))
    return Of.Fields.contains(Name);
  llvm::StringRef Text = Builder.text(Name);
  bool Written = Text.size() > 2 && !Text.starts_with("_") &&
                 !Text.ends_with("__") &&
                 (Text.ends_with("_") || Text.starts_with("m_"));
  return (Written || Of.Assigned.contains(Name)) &&
         !FileVariables.contains(Name) && !Bound.contains(uint64_t(Name));
}

bool Graph::isFieldAt(SyntaxId I) const {
  return isField(Tree[I].Name) ||
         (Current.Class != 0 && Known.Fields.contains(Tree[I].Begin));
}

bool Graph::isMethod(StringId Name) const {
  return Current.Class != 0 &&
         Classes[Current.Class - 1].Methods.contains(Name);
}

NodeId Graph::readThis(Span At) { return read(Builder.intern("this"), At); }

/// The current version of a local variable, or where another scope's is read.
NodeId Graph::read(StringId Name, Span At) {
  if (Variable *V = find(Name))
    if (NodeId Value = Env.value(V->Slot))
      return Value;
  for (uint32_t S = ScopeId; S != 0;) {
    auto It = Functions.find(S);
    S = It == Functions.end() ? 0 : It->second.Parent;
    auto Owner = Functions.find(S);
    if (S == 0 || Owner == Functions.end() ||
        !Owner->second.Declared.contains(Name))
      continue;
    NodeId Free =
        Builder.add(NodeKind::Free, At.Begin, At.End, ScopeId, Name, {}, S);
    outer(Name, Free, S);
    return Free;
  }
  if (NodeId Given = classTemplateName(Name, At))
    return Given;
  if (isField(Name) || (Known.Fields.contains(At.Begin) && Current.Class))
    return add1(NodeKind::Attr, At, readThis(At), Builder.text(Name));
  std::string Spelled = aliased(Builder.text(Name));
  if (auto It = Known.Names.find(At.Begin); It != Known.Names.end())
    Spelled = It->second;
  return global(Spelled, At);
}

/// A new variable of the innermost block.
void Graph::declareName(StringId Name, NodeId Value) {
  Variable *Old = find(Name);
  Hidden.emplace_back(Name, Old ? std::optional(*Old) : std::nullopt);
  SlotId Slot = Env.addSlot(Name);
  Owners.push_back(ScopeId);
  Visible[Name] = {Slot, ScopeId};
  if (ScopeId != 0)
    Functions[ScopeId].Declared.insert(Name);
  if (Value != 0)
    Env.assign(Slot, Value);
}

void Graph::bind(StringId Name, NodeId Value, Span At) {
  Variable *V = find(Name);
  if (!V) {
    NodeId Base = read(Name, At); // gives an enclosing function's a slot
    V = find(Name);
    if (!V)
      V = &outer(Name, Base, 0);
  }
  Env.assign(V->Slot, Value);
}

/// The written name without template arguments, aliases resolved: "std::map".
std::string Graph::nameOf(SyntaxId I) const {
  std::string Name;
  if (I != 0)
    if (auto It = Known.Names.find(Tree[I].Begin); It != Known.Names.end())
      return It->second;
  while (I != 0) {
    switch (Tree[I].Kind) {
    case Sym::Qualified: {
      SyntaxId Scope = Tree.part(I, Role::Scope);
      if (Scope != 0 && Tree[Scope].Kind != Sym::Qualified) {
        if (Tree[Scope].Kind == Sym::TemplateType)
          Scope = Tree.part(Scope, Role::Name);
        Name += Tree.text(Scope);
        Name += "::";
      }
      I = Tree.part(I, Role::Name);
      continue;
    }
    case Sym::TemplateFunction:
    case Sym::TemplateMethod:
    case Sym::TemplateType:
      I = Tree.part(I, Role::Name);
      continue;
    case Sym::DependentName:
      I = Tree.child(I);
      continue;
    default:
      Name += Tree.text(I);
      return aliased(Name);
    }
  }
  return aliased(Name);
}

/// fs::path is std::filesystem::path behind `namespace fs = …`.
std::string Graph::aliased(llvm::StringRef Name) const {
  size_t End = Name.find("::");
  llvm::StringRef First = Name.take_front(End);
  auto It = Aliases.find(First);
  if (It == Aliases.end())
    return Name.str();
  return It->second +
         (End == llvm::StringRef::npos ? "" : Name.substr(End).str());
}

bool Graph::enter(SyntaxId I) {
  if (++Depth <= MaxCppNesting)
    return true;
  static const std::string What =
      "nesting deeper than " + std::to_string(MaxCppNesting) + ": not analyzed";
  Errors.note(Tree[I].Begin, Tree[I].End, What);
  return false;
}

//===-- Stores ------------------------------------------------------------===//

void Graph::assignTo(SyntaxId Target, NodeId Value) {
  Nested Level{Depth};
  if (Target == 0 || !enter(Target))
    return;
  if (Tree[Target].Kind == Sym::Call || Tree[Target].Kind == Sym::Assign) {
    NodeId Old = eval(Target);
    add(NodeKind::Opaque, spanOf(Target), "", {{0, Old}, {0, Value}});
    return;
  }
  storeBack(Target, Value);
}

/// Target is now Value: rebuilds what holds it, up to the variable at its root.
void Graph::storeBack(SyntaxId Target, NodeId Value) {
  if (Tree.rootOf(Target) == 0)
    return;
  while (Target != 0) {
    Span At = spanOf(Target);
    SyntaxId Object = Tree.part(Target, Role::Argument);
    switch (Tree[Target].Kind) {
    case Sym::Identifier:
      if (isFieldAt(Target) && !find(Tree[Target].Name)) {
        NodeId This = readThis(At);
        return bind(Builder.intern("this"),
                    add(NodeKind::SetAttr, At, Tree.text(Target),
                        {{0, This}, {0, Value}}),
                    At);
      }
      return bind(Tree[Target].Name, Value, At);
    case Sym::This:
      return bind(Builder.intern("this"), Value, At);
    case Sym::Parenthesized:
      Target = Tree.child(Target);
      continue;
    case Sym::Pointer: // *x = v, f(&x)
      Target = Object;
      continue;
    case Sym::FieldAccess:
      if (Object == 0)
        return;
      Value = add(NodeKind::SetAttr, At,
                  lastComponent(nameOf(Tree.part(Target, Role::Field))),
                  {{0, eval(Object)}, {0, Value}});
      Target = Object;
      continue;
    case Sym::Subscript: {
      SyntaxId Index = Tree.part(Target, Role::Indices);
      if (Object == 0)
        return;
      NodeId Key =
          Index && Tree.child(Index) ? eval(Tree.child(Index)) : opaque(Target);
      Value = add(NodeKind::SetItem, At, "",
                  {{0, eval(Object)}, {0, Key}, {0, Value}});
      Target = Object;
      continue;
    }
    case Sym::Call: { // x.data()
      SyntaxId Callee = Tree.part(Target, Role::Function);
      Target = Callee && Tree[Callee].Kind == Sym::FieldAccess
                   ? Tree.part(Callee, Role::Argument)
                   : 0;
      continue;
    }
    default:
      return;
    }
  }
}

} // namespace modeltidy::cpp
