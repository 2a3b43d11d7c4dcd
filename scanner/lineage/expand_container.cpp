//===- expand_container.cpp - one step back from a part of a container ----===//
#include "scanner/lineage/branches.h"
#include "scanner/lineage/path_pattern.h"

namespace modeltidy {

/// Are the keys of a mapping asked for that stands here?
bool Engine::asksNames(const Spot &S) const {
  return Names.hasHead(S.Path) && Names.head(S.Path).What == Part::Names &&
         P.node(S.Node).Kind == NodeKind::Dict;
}

void Engine::expandDict(const Spot &S, llvm::SmallVectorImpl<Edge> &Out) {
  const Summary &G = P.graph(S.Node);
  auto To = [&](NodeId Id, PathId Path) {
    Out.push_back({{{S.Node.Module, Id}, S.Ctx, Path}});
  };
  bool Head = Names.hasHead(S.Path);
  Part First = Head ? Names.head(S.Path) : Part{};
  PathId Rest = Head ? Names.tail(S.Path) : 0;
  if (Head && First.What == Part::Without) {
    auto Dropped = [&](llvm::StringRef Column) {
      for (PathId Q = S.Path; Names.hasHead(Q); Q = Names.tail(Q))
        if (Names.head(Q).What == Part::Without &&
            Names.str(Names.head(Q).Name) == Column)
          return true;
      return false;
    };
    for (const Operand &O :
         G.operands(P.node(S.Node))
             .drop_front(P.node(S.Node).Kind == NodeKind::Call)) {
      NodeKind K = G.node(O.Value).Kind;
      if (K == NodeKind::Splat)
        To(G.operand(O.Value, 0), S.Path);
      else if (K == NodeKind::Pair)
        To(G.operand(O.Value, 1), 0);
      else if (O.Name == 0)
        To(O.Value, S.Path);
      else if (!Dropped(G.string(O.Name)))
        To(O.Value, 0);
    }
    return;
  }
  if (Head && First.What == Part::Names) { // constant keys are no nodes
    for (const Operand &O : G.operands(P.node(S.Node)))
      if (G.node(O.Value).Kind == NodeKind::Pair)
        To(G.operand(O.Value, 0), Rest);
      else if (G.node(O.Value).Kind == NodeKind::Splat)
        To(G.operand(O.Value, 0), S.Path);
    return;
  }
  auto Ops = G.operands(P.node(S.Node));
  if (P.node(S.Node).Kind == NodeKind::Call) // dict(a=…, **b)
    Ops = Ops.drop_front();
  // A record's column, asked for row first: {"a": [...]} as [i]["a"].
  // A number asks for a place in what the dict holds: {"a": (X, Y)}[i][1], and
  // a name that is no column for a field: {"x": {"a": X}}[i]["a"].
  if (Head && First.What == Part::Item && Names.hasHead(Rest) &&
      Names.head(Rest).What == Part::Key &&
      !isIndex(Names.str(Names.head(Rest).Name)) &&
      llvm::any_of(Ops, [&](const Operand &O) {
        return O.Name != 0 &&
               G.string(O.Name) == Names.str(Names.head(Rest).Name);
      })) {
    Part Column = Names.head(Rest);
    Rest = Names.prepend(First, Names.tail(Rest));
    First = Column;
  }
  for (const Operand &O : Ops) {
    const Node &N = G.node(O.Value);
    if (N.Kind == NodeKind::Splat) {
      To(G.operand(O.Value, 0), S.Path);
    } else if (N.Kind == NodeKind::Pair) {
      To(G.operand(O.Value, 1), Head ? Rest : 0);
      if (!Head || First.What == Part::Item) // iterating gives the keys
        To(G.operand(O.Value, 0), Head ? Rest : 0);
    } else if (O.Name == 0 && Head && First.What != Part::Item) {
      To(O.Value, S.Path); // dict(other)
    } else if (!Head || First.What == Part::Item ||
               G.string(O.Name) == Names.str(First.Name)) {
      To(O.Value, Rest);
    }
  }
}

/// {x.name: x for x in LIST}[KEY]: the elements of the list that have the name.
/// False where that cannot be told.
bool Engine::expandKeyedTable(const Spot &S, NodeId PairId,
                              llvm::SmallVectorImpl<Edge> &Out) {
  const Summary &G = P.graph(S.Node);
  NodeId KeyId = G.operand(PairId, 0), ValueId = G.operand(PairId, 1);
  if (G.node(ValueId).Kind != NodeKind::Elem)
    return false;
  Part Step;
  if (G.node(KeyId).Kind == NodeKind::Attr)
    Step = {Part::Attr, Names.text(G.name(KeyId))};
  else if (G.node(KeyId).Kind == NodeKind::Item &&
           G.node(G.operand(KeyId, 1)).Kind == NodeKind::String)
    Step = {Part::Key, Names.text(G.name(G.operand(KeyId, 1)))};
  else
    return false;
  if (G.operand(KeyId, 0) != ValueId)
    return false;
  llvm::SmallVector<Spot, 8> Elements;
  project({{S.Node.Module, G.operand(ValueId, 0)},
           S.Ctx,
           Names.prepend({Part::Item, 0}, 0)},
          Elements);
  size_t Before = Out.size();
  std::vector<Value> Keys;
  bool AllTold = !Elements.empty();
  for (const Spot &E : Elements) {
    bool Same = false, Told = false;
    for (const Value &V : eval({E.Node, E.Ctx, Names.prepend(Step, 0)})) {
      if (V.Kind != ValueKind::String)
        continue;
      Keys.push_back(V);
      Told |= !hasUnknownPart(Names.str(V.Text));
      Same |= V.Text == Names.head(S.Path).Name;
    }
    AllTold &= Told;
    if (Same)
      Out.push_back({{E.Node, E.Ctx, Names.tail(S.Path)}});
  }
  // A name that no element has ("small,large", split elsewhere) is not all.
  bool Missing = AllTold && !hasUnknownPart(Names.str(Names.head(S.Path).Name));
  if (Out.size() == Before)
    return Missing;
  noteUnsettled();
  KeyedTables[S.Node.key()] = std::move(Keys);
  restOnAnything(); // noted for this engine alone
  return true;
}

void Engine::expandContainer(const Spot &S, llvm::SmallVectorImpl<Edge> &Out) {
  const Summary &G = P.graph(S.Node);
  auto To = [&](NodeId Id, PathId Path) {
    Out.push_back({{{S.Node.Module, Id}, S.Ctx, Path}});
  };
  bool Head = Names.hasHead(S.Path);
  Part First = Head ? Names.head(S.Path) : Part{};
  bool Key = Head && First.What == Part::Key;
  bool Position = Key && isIndex(Names.str(First.Name));
  PathId Rest = Head ? Names.tail(S.Path) : 0;
  if (Head && First.What == Part::Without)
    Rest = S.Path;      // the columns are inside the records
  if (Key && !Position) // a column of a list of records
    Rest = Names.prepend(First, Names.hasHead(Rest) &&
                                        Names.head(Rest).What == Part::Item
                                    ? Names.tail(Rest)
                                    : Rest);
  const Node &N = P.node(S.Node);
  if (N.Kind == NodeKind::Comprehension) {
    for (const Operand &O : G.operands(N)) {
      llvm::StringRef Name = G.string(O.Name);
      if (Name == "element" && G.node(O.Value).Kind == NodeKind::Pair) {
        PathId Inner = Head ? Names.tail(S.Path) : 0;
        if (Key && expandKeyedTable(S, O.Value, Out))
          continue;
        NodeRef Pair{S.Node.Module, O.Value};
        if (NodeRef Table =
                Key ? tableOfEntries(*this, Pair, S.Ctx) : NodeRef{}) {
          Out.push_back({{Table, S.Ctx, S.Path}});
          continue;
        }
        bool Keys = Head && First.What == Part::Names;
        if (!Keys)
          To(G.operand(O.Value, 1), Inner);
        if (!Head || Keys || First.What == Part::Item) // iterating gives keys
          To(G.operand(O.Value, 0), Inner);
      } else if (Name == "element")
        To(O.Value, Rest);
      else if (Name == "cond")
        Out.push_back(
            {{{S.Node.Module, O.Value}, S.Ctx, 0}, Change::Selection});
    }
    return;
  }
  uint64_t Want = 0, At = 0;
  bool Exact = Position && !Names.str(First.Name).getAsInteger(10, Want);
  for (const Operand &O : G.operands(N)) {
    if (G.node(O.Value).Kind == NodeKind::Splat) {
      To(G.operand(O.Value, 0), S.Path);
      Exact = false; // positions after a splat are unknown
      continue;
    }
    if (!Exact || At == Want)
      To(O.Value, Rest);
    ++At;
  }
}

/// x[k] = v, x.a = v, del x[k].
void Engine::expandUpdate(const Spot &S, llvm::SmallVectorImpl<Edge> &Out) {
  const Summary &G = P.graph(S.Node);
  const Node &N = P.node(S.Node);
  NodeRef Prev{S.Node.Module, G.operand(S.Node.Id, 0)};
  bool Head = Names.hasHead(S.Path);
  Part First = Head ? Names.head(S.Path) : Part{};
  PathId Rest = Head ? Names.tail(S.Path) : 0;
  if (N.Kind == NodeKind::SetAttr) {
    bool Same = Head && First.What == Part::Attr &&
                Names.str(First.Name) == G.string(N.Name);
    if (Same || !Head)
      Out.push_back(
          {{{S.Node.Module, G.operand(S.Node.Id, 1)}, S.Ctx, Same ? Rest : 0}});
    if (!Same)
      Out.push_back({{Prev, S.Ctx, S.Path}});
    return;
  }
  NodeRef KeyNode{S.Node.Module, G.operand(S.Node.Id, 1)};
  if (Head && First.What == Part::Names) {
    if (N.Kind == NodeKind::SetItem)
      Out.push_back({{KeyNode, S.Ctx, Rest}});
    Out.push_back({{Prev, S.Ctx, S.Path}});
    return;
  }
  bool Without = Head && First.What == Part::Without;
  if (N.Kind == NodeKind::SetItem && !Without && expandEntries(S, Out)) {
    Out.push_back({{Prev, S.Ctx, S.Path}});
    return;
  }
  TextId Const = 0; // the last of them
  llvm::SmallVector<TextId, 4> Consts;
  for (const Value &V : eval(KeyNode, S.Ctx))
    if (V.Kind == ValueKind::String || V.Kind == ValueKind::Number)
      Consts.push_back(Const = V.Text);
  constexpr size_t MostKeys = 8;
  if (Consts.size() > MostKeys) // a registry: the last stands for all
    Consts.assign(1, Const);
  if (Without && N.Kind == NodeKind::SetItem) {
    bool Dropped = Const == First.Name;
    for (PathId Q = S.Path; Names.hasHead(Q); Q = Names.tail(Q))
      Dropped |= Names.head(Q).What == Part::Without &&
                 Names.head(Q).Name == Const && Const != 0;
    if (!Dropped)
      Out.push_back({{{S.Node.Module, G.operand(S.Node.Id, 2)}, S.Ctx, 0}});
    Out.push_back({{Prev, S.Ctx, S.Path}});
    return;
  }
  // Row first, column second reads the same column.
  Part Column = First;
  PathId ColumnRest = Rest;
  if (Head && First.What == Part::Item && Names.hasHead(Rest) &&
      Names.head(Rest).What == Part::Key &&
      !isIndex(Names.str(Names.head(Rest).Name))) {
    Column = Names.head(Rest);
    ColumnRest = Names.prepend(First, Names.tail(Rest));
  }
  bool Keyed = Head && Column.What == Part::Key;
  bool Among = Keyed && llvm::is_contained(Consts, Column.Name);
  bool Same = Among && Consts.size() == 1;
  bool Other = Keyed && !Among && !Consts.empty() &&
               llvm::none_of(Consts, [&](TextId Key) {
                 return hasUnknownPart(Names.str(Key));
               });
  if (N.Kind == NodeKind::DelItem) {
    if (!Same)
      Out.push_back({{Prev, S.Ctx, S.Path}});
    return;
  }
  NodeRef Stored{S.Node.Module, G.operand(S.Node.Id, 2)};
  if (!Other)
    Out.push_back(
        {{Stored, S.Ctx,
          Among ? ColumnRest : (Head && First.What == Part::Attr ? 0 : Rest)}});
  if (!Same)
    Out.push_back({{Prev, S.Ctx, S.Path}});
}

} // namespace modeltidy
