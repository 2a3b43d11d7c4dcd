// Calls. Whatever a call may change gets a new version behind it:
//
//   x.rows.append(y)   Attr(x, rows)                           #2
//                      Call(Attr(#2, append), y)               #4
//                      AfterCall(#2, #4)                       #5
//                      SetAttr(x, #5; rows)                    #6 = x
//   fill(x, y)         Call                                    #7
//                      AfterCall(x, #7; 2)  = x,  AfterCall(y, #7; 3)  = y
//
// Names that only stand for modules, functions or classes stay as they are, and
// so do the arguments of the pure builtins (names.cpp).
#include "scanner/frontends/python/graph.h"

namespace modeltidy::python {

NodeId Graph::evalCall(SyntaxId I, NodeId Callee) {
  Operands Ops{Operand{0, Callee}};
  SyntaxId Arguments = Tree.child(I, 1);
  bool Listed = Arguments != 0 && Tree[Arguments].Kind == Sym::ArgumentList;
  if (Listed) {
    if (Tree.hasErrors())
      recoverErrors(Arguments);
    for (SyntaxId A : Tree.children(Arguments))
      addArgument(A, Ops);
  } else if (Arguments != 0) { // sum(x for x in xs)
    Ops.push_back({0, eval(Arguments)});
  }
  if (isDisplayOfDict(Ops))
    return add(NodeKind::Dict, I, 0, llvm::ArrayRef(Ops).drop_front());
  NodeId Call = add(NodeKind::Call, I, 0, Ops);
  if (Listed && storeNamedAttribute(I, Ops))
    return Call;
  changeReceiver(I, Callee, Call);
  if (Listed)
    changeArguments(I, Call);
  return Call;
}

/// dict(a=1) is {"a": 1}. What a registry turns into a call, dict(type=F, a=1),
/// stays one (isTypedDict).
bool Graph::isDisplayOfDict(const Operands &Ops) const {
  return isBuiltin(Ops[0].Value, "dict") &&
         llvm::all_of(llvm::ArrayRef(Ops).drop_front(), [&](const Operand &O) {
           return O.Name != 0 && Builder.text(O.Name) != "type";
         });
}

/// setattr(x, "a", v) is x.a = v.
bool Graph::storeNamedAttribute(SyntaxId I, const Operands &Ops) {
  bool Is = isBuiltin(Ops[0].Value, "setattr") && Ops.size() == 4 &&
            llvm::none_of(Ops, [](const Operand &O) { return O.Name != 0; });
  if (!Is || Builder.node(Ops[2].Value).Kind != NodeKind::String)
    return false;
  StringId Name = Builder.node(Ops[2].Value).Name;
  SyntaxId Object = Tree.child(Tree.child(I, 1)), Root = rootOf(Tree, Object);
  if (Name == 0 || Root == 0 || !Names.isMutable(Tree[Root].Name))
    return false;
  NodeId Old = versionToChange(Object, Root, Ops[1].Value);
  storeBack(Object, Old,
            add(NodeKind::SetAttr, I, Name, {{0, Old}, {0, Ops[3].Value}}));
  return true;
}

void Graph::addArgument(SyntaxId A, Operands &Ops) {
  SyntaxId Value = Tree.child(A, 1);
  if (Tree[A].Kind == Sym::KeywordArgument && Value != 0)
    Ops.push_back({Tree.name(Tree.child(A)), eval(Value)});
  else
    Ops.push_back({0, eval(A)});
}

/// The version of an object that a call changes: of a variable, the one after
/// the arguments, which may have changed it too.
NodeId Graph::versionToChange(SyntaxId Object, SyntaxId Root, NodeId Value) {
  if (Object != Root)
    return Value;
  slotOf(Tree[Root].Name);
  return latest(Root, Value);
}

void Graph::changeReceiver(SyntaxId I, NodeId Callee, NodeId Call) {
  SyntaxId Method = Tree.child(I);
  if (Tree[Method].Kind != Sym::Attribute)
    return;
  SyntaxId Object = Tree.child(Method), Root = rootOf(Tree, Object);
  if (Root == 0 || !Names.isMutable(Tree[Root].Name))
    return;
  NodeId Old = versionToChange(Object, Root, Builder.operands(Callee)[0].Value);
  storeBack(Object, Old, add(NodeKind::AfterCall, I, 0, {{0, Old}, {0, Call}}));
}

void Graph::changeArguments(SyntaxId I, NodeId Call) {
  SyntaxId Callee = Tree.child(I), Arguments = Tree.child(I, 1);
  if (Tree[Callee].Kind == Sym::Identifier &&
      Names.isPureCallee(Tree[Callee].Name))
    return;
  if (Tree[Callee].Kind == Sym::Attribute) { // ", ".join(xs)
    Sym Receiver = Tree[Tree.child(Callee)].Kind;
    if (Receiver == Sym::String || Receiver == Sym::ConcatenatedString)
      return;
  }
  uint32_t Place = 1; // 1 + operand index, the callee's being 0
  for (SyntaxId A : Tree.children(Arguments)) {
    ++Place;
    if (Tree[A].Kind == Sym::KeywordArgument)
      A = Tree.child(A, 1);
    if (A == 0 || Tree[A].Kind != Sym::Identifier ||
        !Names.isMutable(Tree[A].Name))
      continue;
    slotOf(Tree[A].Name);
    NodeId Old = latest(A, Builder.operands(Call)[Place - 1].Value);
    bind(Tree[A].Name,
         add(NodeKind::AfterCall, A, 0, {{0, Old}, {0, Call}}, Place));
  }
}

/// Python 2's print and exec statements, as a call of that name.
NodeId Graph::callBuiltin(SyntaxId I, llvm::StringRef Name) {
  uint32_t Begin = Tree[I].Begin;
  auto Length = static_cast<uint32_t>(Name.size());
  Operands Ops{{0, read(Builder.intern(Name), {Begin, Begin + Length})}};
  for (SyntaxId C : Tree.children(I))
    Ops.push_back({0, eval(C)});
  return Builder.add(NodeKind::Call, Begin, Tree[I].End, ScopeId, 0, Ops, 0,
                     FlagStatement);
}

} // namespace modeltidy::python
