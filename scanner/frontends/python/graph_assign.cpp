// Targets. An assignment binds the value's node itself; a store into a part of
// a variable makes new versions from the inside out:
//
//   x.a["k"] = v    SetItem(Attr(x, a), "k", v)   #3
//                   SetAttr(x, #3; a)             = x
#include "scanner/frontends/python/graph.h"

namespace modeltidy::python {

/// a = b = value: the value stands at the end of the chain.
void Graph::assign(SyntaxId I) {
  llvm::SmallVector<SyntaxId, 4> Targets;
  SyntaxId Value = I, Annotation = 0;
  while (Value != 0 && Tree[Value].Kind == Sym::Assignment) {
    SyntaxId Target = Tree.child(Value), Last = Tree.lastChild(Value);
    Targets.push_back(Target);
    if (SyntaxId Type = Tree.childOf(Value, Sym::Type))
      Annotation = Type;
    Value = Last == Target || Tree[Last].Kind == Sym::Type ? 0 : Last;
  }
  NodeId Node = 0;
  if (Value != 0 && Tree[Value].Kind == Sym::AugmentedAssignment) {
    assignAugmented(Value);
    Value = Tree.child(Value);
  }
  if (Value != 0)
    Node = eval(Value);
  SyntaxId Target = Targets[0];
  if (Annotation != 0 && Current.Form == ScopeForm::Class &&
      Tree[Target].Kind == Sym::Identifier) {
    Operands Ops;
    if (Node != 0)
      Ops.push_back({Builder.intern("default"), Node});
    Ops.push_back({Builder.intern("annotation"), eval(Annotation)});
    Node = add(NodeKind::Field, I, Tree[Target].Name, Ops);
  }
  if (Node == 0)
    return;
  for (SyntaxId T : Targets)
    if (T != 0) {
      noteReplaced(T, I);
      assignTo(T, Node);
      noteAlias(T, Value, Node);
    }
}

/// x += v; for x[k] += v the object and the key are evaluated once.
void Graph::assignAugmented(SyntaxId I) {
  SyntaxId Target = Tree.child(I), Value = Tree.lastChild(I);
  SyntaxId Operator = Tree.childOf(I, Sym::Operator);
  if (Operator == 0 || Value == Operator)
    return;
  NodeId Old = eval(Target), Right = eval(Value);
  llvm::StringRef Text = Builder.text(Tree.name(Operator)).drop_back();
  NodeId New =
      add(NodeKind::Binary, I, Builder.intern(Text), {{0, Old}, {0, Right}});
  storeBack(Target, Old, New);
}

void Graph::assignTo(SyntaxId Target, NodeId Value) {
  Nested Level{Depth};
  if (!enter(Target))
    return;
  switch (Tree[Target].Kind) {
  case Sym::Identifier:
    return bind(Tree[Target].Name, Value);
  case Sym::Attribute:
  case Sym::Subscript:
    return store(Target, Value);
  case Sym::PatternList:
  case Sym::TuplePattern:
  case Sym::ListPattern:
  case Sym::ExpressionList:
  case Sym::Tuple:
  case Sym::List:
    return unpack(Target, Value);
  case Sym::Parenthesized:
  case Sym::AsTarget:
  case Sym::Type:
  case Sym::ListSplatPattern:
  case Sym::ListSplat:
    if (SyntaxId Inner = Tree.child(Target))
      assignTo(Inner, Value);
    return;
  default:
    return;
  }
}

static bool isStar(Sym Kind) {
  return Kind == Sym::ListSplatPattern || Kind == Sym::ListSplat;
}

/// a, (b, *c), d = value
void Graph::unpack(SyntaxId Target, NodeId Value) {
  unsigned Count = 0, Star = ~0u;
  for (SyntaxId C : Tree.children(Target)) {
    if (isStar(Tree[C].Kind))
      Star = Count;
    ++Count;
  }
  if (Star == ~0u && unpackLiteral(Target, Value, Count))
    return;
  unsigned Index = 0;
  for (SyntaxId C : Tree.children(Target)) {
    if (Index == Star)
      assignTo(C, add1(NodeKind::Slice, C, Value));
    else if (Index < Star)
      assignTo(C, addItem(C, Value, std::to_string(Index)));
    else // counted from the end
      assignTo(C, addItem(C, Value, "-" + std::to_string(Count - Index)));
    ++Index;
  }
}

/// a, b = x, y: the elements themselves.
bool Graph::unpackLiteral(SyntaxId Target, NodeId Value, unsigned Count) {
  NodeKind Kind = Builder.node(Value).Kind;
  if (Kind != NodeKind::Tuple && Kind != NodeKind::List)
    return false;
  Operands Parts(Builder.operands(Value));
  if (Parts.size() != Count)
    return false;
  for (const Operand &O : Parts)
    if (Builder.node(O.Value).Kind == NodeKind::Splat)
      return false;
  unsigned Index = 0;
  for (SyntaxId C : Tree.children(Target))
    assignTo(C, Parts[Index++].Value);
  return true;
}

NodeId Graph::addItem(SyntaxId At, NodeId Object, llvm::StringRef Index) {
  NodeId Key = add(NodeKind::Number, At, Builder.intern(Index));
  return add(NodeKind::Item, At, 0, {{0, Object}, {0, Key}});
}

/// object.name = value, object[key] = value
void Graph::store(SyntaxId Target, NodeId Value) {
  SyntaxId Object = Tree.child(Target);
  if (Object == 0)
    return;
  if (Tree[Object].Kind == Sym::Identifier)
    slotOf(Tree[Object].Name);
  NodeId Old = eval(Object);
  if (Tree[Target].Kind == Sym::Attribute) {
    StringId Name = Tree.name(Tree.child(Target, 1));
    storeBack(Object, Old,
              add(NodeKind::SetAttr, Target, Name, {{0, Old}, {0, Value}}));
    return;
  }
  NodeId Key = itemKey(Target);
  storeBack(
      Object, Old,
      add(NodeKind::SetItem, Target, 0, {{0, Old}, {0, Key}, {0, Value}}));
}

/// The version of d after d.setdefault(k, v), whose call Node is, was changed
/// to Value. Node becomes d. 0 where the call is broken.
NodeId Graph::storeDefault(SyntaxId I, NodeId &Node, NodeId Value) {
  auto Ops = Builder.operands(Node);
  if (Ops.size() < 2 || Ops[1].Name != 0 ||
      Builder.node(Ops[0].Value).Kind != NodeKind::Attr)
    return 0;
  NodeId Key = Ops[1].Value;
  SyntaxId Object = Tree.child(Tree.child(I));
  Node = Builder.operands(Ops[0].Value)[0].Value;
  NodeId Old =
      Tree[Object].Kind == Sym::Identifier ? latest(Object, Node) : Node;
  return add(NodeKind::SetItem, I, 0, {{0, Old}, {0, Key}, {0, Value}});
}

/// The expression I, evaluated to Node, is now Value: rebuilds what holds it,
/// up to the variable at its root. Node's shape follows I's: an Attr for an
/// attribute, an Item for a subscript.
void Graph::storeBack(SyntaxId I, NodeId Node, NodeId Value) {
  bool Changes = changesPart(Value);
  while (I != 0 && Tree[I].Kind != Sym::Identifier) {
    NodeKind Kind = Builder.node(Node).Kind;
    if (Tree[I].Kind == Sym::Parenthesized) {
      I = Tree.child(I);
      continue;
    }
    if (Kind == NodeKind::Call && isSetDefault(Tree, I)) {
      Value = storeDefault(I, Node, Value);
      if (Value == 0)
        return;
      I = Tree.child(Tree.child(I));
      continue;
    }
    bool Path = (Tree[I].Kind == Sym::Attribute && Kind == NodeKind::Attr) ||
                (Tree[I].Kind == Sym::Subscript && Kind == NodeKind::Item);
    if (!Path)
      return;
    SyntaxId Object = Tree.child(I);
    NodeId Inner = Builder.operands(Node)[0].Value;
    NodeId Old =
        Tree[Object].Kind == Sym::Identifier ? latest(Object, Inner) : Inner;
    if (Kind == NodeKind::Attr)
      Value = add(NodeKind::SetAttr, I, Builder.node(Node).Name,
                  {{0, Old}, {0, Value}});
    else
      Value = add(NodeKind::SetItem, I, 0,
                  {{0, Old}, {0, Builder.operands(Node)[1].Value}, {0, Value}});
    Node = Inner;
    I = Object;
  }
  if (I == 0)
    return;
  bind(Tree[I].Name, Value);
  if (Changes)
    changeAliased(Value);
}

/// The version of a variable by now; Seen where it is not bound here. (Its
/// arguments may have changed it since the callee was evaluated.)
NodeId Graph::latest(SyntaxId Variable, NodeId Seen) {
  SlotId Slot = slotOf(Tree[Variable].Name);
  if (NodeId Now = Env.current(Slot))
    return Now;
  Env.noteBase(Slot, Seen);
  return Seen;
}

void Graph::remove(SyntaxId Target) {
  Nested Level{Depth};
  if (!enter(Target))
    return;
  SyntaxId Object = Tree.child(Target);
  switch (Tree[Target].Kind) {
  case Sym::Identifier:
    bind(Tree[Target].Name, 0);
    return;
  case Sym::Subscript: {
    NodeId Old = eval(Object), Key = itemKey(Target);
    storeBack(Object, Old,
              add(NodeKind::DelItem, Target, 0, {{0, Old}, {0, Key}}));
    return;
  }
  case Sym::Attribute:
    eval(Object);
    return;
  default:
    for (SyntaxId C : Tree.children(Target))
      remove(C);
  }
}

} // namespace modeltidy::python
