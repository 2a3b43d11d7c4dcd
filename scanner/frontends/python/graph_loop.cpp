// What a loop's body changes through the loop's variable belongs to what is
// iterated:
//
//   for i, row in enumerate(data):   Item(Elem(enumerate(data)), 1)   #7 = row
//     row["a"] = ask(row)            SetItem(#7, "a", ...)            #9
//                                    SetItem(data, Opaque, #9)        = data
//
// A variable that is bound to something else is no change. A call that is given
// the variable counts where its result is dropped or becomes the variable: an
// argument of ask(row) seldom changes. tests/python/elements_test.cpp.
#include "scanner/frontends/python/graph.h"
#include "scanner/frontends/python/iteration.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"

namespace modeltidy::python {

namespace {

bool isPattern(Sym Kind) {
  return Kind == Sym::PatternList || Kind == Sym::TuplePattern ||
         Kind == Sym::ListPattern || Kind == Sym::ExpressionList ||
         Kind == Sym::Tuple || Kind == Sym::List;
}

} // namespace

/// The variables of a loop's target, with the collections that hold their
/// values.
void Graph::findElements(SyntaxId Target, SyntaxId Source, Elements &Out) {
  Nested Level{Depth};
  if (Target == 0 || Source == 0 || !enter(Source))
    return;
  Iteration I = iterationOf(Tree, Source);
  bool Pattern = isPattern(Tree[Target].Kind);
  unsigned Place = 0;
  switch (I.Form) {
  case IterationForm::Variable:
    if (Names.isMutable(Tree[rootOf(Tree, Source)].Name))
      addElements(Target, Source, 0, Out);
    return;
  case IterationForm::Same:
    for (SyntaxId Part : I.Parts)
      findElements(Target, Part, Out);
    return;
  case IterationForm::Second:
    for (SyntaxId Part : I.Parts)
      findElements(Pattern ? Tree.child(Target, 1) : 0, Part, Out);
    return;
  case IterationForm::Zip:
    if (Pattern)
      for (SyntaxId T : Tree.children(Target))
        if (Place < I.Parts.size())
          findElements(T, I.Parts[Place++], Out);
    return;
  case IterationForm::Other:
    return;
  }
}

/// The names in a target; Levels counts the unpackings between the name's value
/// and the element.
void Graph::addElements(SyntaxId Target, SyntaxId Source, unsigned Levels,
                        Elements &Out) {
  Nested Level{Depth};
  if (!enter(Target))
    return;
  if (Tree[Target].Kind == Sym::Identifier) {
    SlotId Slot = slotOf(Tree[Target].Name);
    Out.push_back({Env.current(Slot), Slot, Levels, Source});
  } else if (Tree[Target].Kind == Sym::Parenthesized) {
    addElements(Tree.child(Target), Source, Levels, Out);
  } else if (isPattern(Tree[Target].Kind)) {
    for (SyntaxId C : Tree.children(Target))
      addElements(C, Source, Levels + 1, Out);
  }
}

/// Does a node store something, or stand for what a call other than the one
/// given may store?
bool Graph::mayStore(NodeId N, NodeId Except) const {
  NodeKind Kind = Builder.node(N).Kind;
  if (Kind != NodeKind::AfterCall)
    return Kind == NodeKind::SetItem || Kind == NodeKind::SetAttr;
  NodeId Call = Builder.operands(N)[1].Value;
  if (Call == Except)
    return false;
  NodeId Callee = Builder.operands(Call)[0].Value;
  llvm::StringRef Name = Builder.text(Builder.node(Callee).Name);
  return Builder.node(Callee).Kind != NodeKind::Attr ||
         (Name != "items" && Name != "keys" && Name != "values" &&
          Name != "get");
}

/// Is it a call of the function in hand that changes nothing itself so far?
///
///   def show(d):
///     for k, v in d.items():
///       show(v)
bool Graph::isIdleRecursion(NodeId Call) const {
  if (Current.Form != ScopeForm::Function)
    return false;
  const Function &F = Builder.function(Current.Owner);
  const Node &Callee = Builder.node(Builder.operands(Call)[0].Value);
  if (F.Name == 0 || Callee.Name != F.Name ||
      (Callee.Kind != NodeKind::Global && Callee.Kind != NodeKind::Free &&
       Callee.Kind != NodeKind::Attr))
    return false;
  for (NodeId N = BodyFirst, End = Builder.nodeCount(); N < End; ++N)
    if (mayStore(N, Call))
      return false;
  return true;
}

/// Does a call that got the element as an argument count as a change of it?
bool Graph::mayChange(NodeId Version, const Element &E) const {
  if (Builder.node(Version).Kind != NodeKind::AfterCall)
    return true;
  NodeId Call = Builder.operands(Version)[1].Value;
  if (isIdleRecursion(Call))
    return false;
  if (Builder.node(Call).Flags & FlagStatement)
    return true;
  NodeId Now = Env.current(E.Slot);
  if (Now != 0 && Builder.node(Now).Kind == NodeKind::Await)
    Now = Builder.operands(Now)[0].Value;
  return Now == Call;
}

/// The last versions that the nodes from First on make of an element. One pass
/// up finds its versions and their joins, one pass down those that are last.
/// A loop's Phi is known by the version before that loop.
void Graph::findChanges(const Element &E, NodeId First,
                        llvm::SmallVectorImpl<NodeId> &Out) const {
  llvm::DenseMap<NodeId, bool> Changed{{E.Value, false}};
  llvm::SmallVector<NodeId, 16> Found;
  for (NodeId N = First, End = Builder.nodeCount(); N < End; ++N) {
    NodeKind Kind = Builder.node(N).Kind;
    bool Version = isVersion(Kind);
    if (!Version && Kind != NodeKind::Phi)
      continue;
    bool Known = false, Change = false;
    for (const Operand &O : Builder.operands(N).take_front(Version ? 1 : ~0u))
      if (auto It = Changed.find(O.Value); O.Name == 0 && It != Changed.end()) {
        Known = true;
        Change |= It->second;
      }
    if (!Known)
      continue;
    Changed[N] = Change || (Version && mayChange(N, E));
    Found.push_back(N);
  }
  llvm::DenseSet<NodeId> Used;
  for (NodeId N : llvm::reverse(Found)) {
    bool Version = isVersion(Builder.node(N).Kind);
    if (Version && Changed[N] && !Used.contains(N))
      Out.push_back(N);
    if (!Version && !Used.contains(N))
      continue;
    for (const Operand &O : Builder.operands(N).take_front(Version ? 1 : ~0u))
      if (O.Value < N)
        Used.insert(O.Value);
  }
}

/// New versions of what is iterated, where the body changed its elements.
void Graph::changeIterated(llvm::ArrayRef<Element> Elements, NodeId First) {
  for (const Element &E : Elements) {
    llvm::SmallVector<NodeId, 8> Last;
    if (E.Value != 0)
      findChanges(E, First, Last);
    for (NodeId Value : llvm::reverse(Last))
      storeElement(E, Value);
  }
}

/// source[?] = value, around which the unpackings of the target are put.
void Graph::storeElement(const Element &E, NodeId Value) {
  NodeId Part = E.Value;
  for (unsigned I = 0; I < E.Levels; ++I) {
    if (Builder.node(Part).Kind != NodeKind::Item)
      return;
    NodeId Whole = Builder.operands(Part)[0].Value;
    NodeId Key = Builder.operands(Part)[1].Value;
    Value =
        add(NodeKind::SetItem, E.Source, 0, {{0, Whole}, {0, Key}, {0, Value}});
    Part = Whole;
  }
  slotOf(Tree[rootOf(Tree, E.Source)].Name);
  NodeId Old = eval(E.Source);
  NodeId Key = add(NodeKind::Opaque, E.Source);
  storeBack(
      E.Source, Old,
      add(NodeKind::SetItem, E.Source, 0, {{0, Old}, {0, Key}, {0, Value}}));
}

} // namespace modeltidy::python
