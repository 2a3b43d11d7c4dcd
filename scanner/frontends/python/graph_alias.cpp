// A part of a variable that has a name of its own. What changes the part
// changes the variable:
//
//   row = data[i]          Item(data, i)                            #3 = row
//   row["a"] = ask(row)    SetItem(#3, "a", ...)                    #6 = row
//                          SetItem(data, i, #6)                     = data
//
// The name of a call that hands on elements (bar = tqdm(data)), and of a slice,
// stands for the variable's elements. Of the calls on a part only those of the
// methods of lists and dicts that change them count: an object's own methods
// are found through its class. Once either side is bound to something else,
// they have no more to do with each other.
#include "scanner/frontends/python/graph.h"
#include "scanner/frontends/python/iteration.h"
#include "llvm/ADT/StringSet.h"

namespace modeltidy::python {

namespace {

/// Parts of parts of parts, no further.
constexpr unsigned MaxAliasDepth = 4;

/// Joins in joins, no further.
constexpr unsigned MaxOriginDepth = 32;

bool changesReceiver(llvm::StringRef Method) {
  static const llvm::StringSet<> Names = {
      "add",    "append", "appendleft", "extend",     "insert",
      "update", "pop",    "put",        "setdefault", "remove"};
  return Names.contains(Method);
}

} // namespace

void Graph::noteAlias(SyntaxId Target, SyntaxId Value, NodeId Node) {
  if (Tree[Target].Kind != Sym::Identifier)
    return;
  SyntaxId Object = aliasedVariable(Tree, Value);
  if (Object != 0 && Names.isMutable(Tree[Object].Name) &&
      Tree[Object].Name != Tree[Target].Name)
    Aliases[Node] = Value;
}

/// The value that a version is a version of: for a join the one that all that
/// is joined goes back to, else the join.
NodeId Graph::originOf(NodeId Version, unsigned Level) {
  llvm::SmallVector<NodeId, 8> Passed;
  NodeId At = Version;
  while (true) {
    if (auto It = Origins.find(At); It != Origins.end()) {
      At = It->second;
      break;
    }
    Passed.push_back(At);
    auto Ops = Builder.operands(At);
    NodeKind Kind = Builder.node(At).Kind;
    if (Kind == NodeKind::Phi && Level < MaxOriginDepth) {
      NodeId Common = 0;
      for (const Operand &O : Operands(Ops)) {
        if (O.Name != 0 || O.Value >= At) // a loop's way back
          continue;
        NodeId From = originOf(O.Value, Level + 1);
        Common = Common == 0 || Common == From ? From : At;
      }
      At = Common != 0 ? Common : At;
      break;
    }
    if (!isVersion(Kind))
      break;
    At = Ops[0].Value;
  }
  for (NodeId P : Passed)
    Origins[P] = At;
  return At;
}

/// Does the value that a store begins with change what it is stored into?
bool Graph::changesPart(NodeId Value) const {
  if (Builder.node(Value).Kind != NodeKind::AfterCall)
    return true;
  NodeId Call = Builder.operands(Value)[1].Value;
  const Node &Callee = Builder.node(Builder.operands(Call)[0].Value);
  return Callee.Kind == NodeKind::Attr &&
         changesReceiver(Builder.text(Callee.Name));
}

/// A variable got a new version: so does the one that it is a part of.
void Graph::changeAliased(NodeId Version) {
  if (Aliases.empty() || AliasDepth == MaxAliasDepth)
    return;
  NodeId Origin = originOf(Version);
  auto It = Aliases.find(Origin);
  if (It == Aliases.end())
    return;
  SyntaxId Path = It->second, Object = aliasedVariable(Tree, Path);
  NodeKind Kind = Builder.node(Origin).Kind;
  bool Part = Kind == NodeKind::Item || Kind == NodeKind::Attr;
  size_t Argument = Kind == NodeKind::Call ? 1 : 0;
  if (Builder.operands(Origin).size() <= Argument)
    return;
  NodeId Seen = Builder.operands(Origin)[Argument].Value;
  NodeId Now = latest(Object, Seen);
  if (originOf(Now) != originOf(Seen))
    return;
  ++AliasDepth;
  if (Part) {
    storeBack(Path, Origin, Version);
  } else {
    NodeId Key = add(NodeKind::Opaque, Path);
    NodeId Element = add1(NodeKind::Elem, Path, Version);
    storeBack(
        Object, Now,
        add(NodeKind::SetItem, Path, 0, {{0, Now}, {0, Key}, {0, Element}}));
  }
  --AliasDepth;
}

} // namespace modeltidy::python
