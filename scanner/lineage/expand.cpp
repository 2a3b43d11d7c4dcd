//===- expand.cpp - one step back from a part of a value ------------------===//
//
// A spot is (node, context, path): "the column 'text' of what this variable
// holds here". A step back goes to what the node was made from; parts are
// matched on the way:
//
//   rows = [{"q": q, "a": ask(q)}]     (rows, .item.key a)
//                                       -> (the dict, .key a) -> ask(q)
//
// The path is dropped where a call's meaning is unknown: the whole result then
// depends on the whole of its arguments.
//===----------------------------------------------------------------------===//
#include "scanner/lineage/branches.h"
#include "scanner/lineage/path_pattern.h"

namespace modeltidy {

namespace {

/// Effects of one list-like thing: `column of a list of records` and `record of
/// columns` are the same table.
bool isIndex(llvm::StringRef Key) {
  return !Key.empty() &&
         Key.find_first_not_of("0123456789") == llvm::StringRef::npos;
}

/// The name of a part of a data set: ds.map(f)["train"] has f's columns.
bool isSplit(llvm::StringRef Key) {
  return Key == "train" || Key == "test" || Key == "validation" ||
         Key == "valid" || Key == "dev" || Key == "eval";
}

/// Where a walk has been. Most walks are over after a few steps, for which a
/// table is too much.
class SeenSpots {
public:
  /// False where it is there already.
  bool insert(const Spot &S) {
    if (!Table.empty())
      return Table.insert(S).second;
    if (llvm::is_contained(Few, S))
      return false;
    Few.push_back(S);
    if (Few.size() > MostFew)
      Table.insert(Few.begin(), Few.end());
    return true;
  }
  size_t size() const { return Table.empty() ? Few.size() : Table.size(); }

private:
  static constexpr size_t MostFew = 12;
  llvm::SmallVector<Spot, MostFew + 1> Few;
  llvm::DenseSet<Spot> Table; // empty until there are more
};

/// Methods through which a library reads a data set object.
constexpr llvm::StringRef DataMethods[] = {
    "__getitem__", "__iter__", "__next__", "train_dataloader", "__call__"};

} // namespace

void Engine::expandPhi(const Spot &S, llvm::SmallVectorImpl<Edge> &Out) {
  const Summary &G = P.graph(S.Node);
  for (const Operand &O : G.operands(P.node(S.Node))) {
    if (O.Value == 0)
      continue;
    if (O.Name == 0)
      Out.push_back({{{S.Node.Module, O.Value}, S.Ctx, S.Path}});
    else if (G.node(O.Value).Kind == NodeKind::Compare ||
             G.node(O.Value).Kind == NodeKind::Global ||
             G.node(O.Value).Kind == NodeKind::Param ||
             G.node(O.Value).Kind == NodeKind::Elem ||
             G.node(O.Value).Kind == NodeKind::Item ||
             G.node(O.Value).Kind == NodeKind::Call)
      Out.push_back({{{S.Node.Module, O.Value}, S.Ctx, 0}, Change::Selection});
  }
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
  // A record's column, asked for row first: {"a": [...]} as [i]["a"].
  // A number asks for a place in what the dict holds: {"a": (X, Y)}[i][1].
  if (Head && First.What == Part::Item && Names.hasHead(Rest) &&
      Names.head(Rest).What == Part::Key &&
      !isIndex(Names.str(Names.head(Rest).Name))) {
    Part Column = Names.head(Rest);
    Rest = Names.prepend(First, Names.tail(Rest));
    First = Column;
  }
  auto Ops = G.operands(P.node(S.Node));
  if (P.node(S.Node).Kind == NodeKind::Call) // dict(a=…, **b)
    Ops = Ops.drop_front();
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
        To(G.operand(O.Value, 1), Inner);
        if (!Head || First.What == Part::Item) // iterating gives the keys
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
  bool Without = Head && First.What == Part::Without;
  if (N.Kind == NodeKind::SetItem && !Without && expandEntries(S, Out)) {
    Out.push_back({{Prev, S.Ctx, S.Path}});
    return;
  }
  TextId Const = 0;
  NodeRef KeyNode{S.Node.Module, G.operand(S.Node.Id, 1)};
  for (const Value &V : eval(KeyNode, S.Ctx))
    if (V.Kind == ValueKind::String || V.Kind == ValueKind::Number)
      Const = V.Text;
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
  bool Same = Keyed && Const != 0 && Column.Name == Const;
  bool Other = Keyed && Const != 0 && Column.Name != Const;
  if (N.Kind == NodeKind::DelItem) {
    if (!Same)
      Out.push_back({{Prev, S.Ctx, S.Path}});
    return;
  }
  NodeRef Stored{S.Node.Module, G.operand(S.Node.Id, 2)};
  if (!Other)
    Out.push_back(
        {{Stored, S.Ctx,
          Same ? ColumnRest : (Head && First.What == Part::Attr ? 0 : Rest)}});
  if (!Same)
    Out.push_back({{Prev, S.Ctx, S.Path}});
}

/// Does a row store into what an AfterCall with this Aux is a version of: the
/// receiver (0), or the argument at operand Aux - 1, by place or by name?
static bool isChanged(const AccessPath &Into, const Callable &Row,
                      const Summary &G, NodeId Call, uint32_t Aux) {
  if (Aux == 0)
    return Into.Root == PathRoot::Self;
  if (Into.Root == PathRoot::ArgIndex)
    return Into.Index + 2 == Aux;
  auto Ops = G.operands(G.node(Call));
  if (Into.Root != PathRoot::ArgName || Aux - 1 >= Ops.size())
    return false;
  if (Ops[Aux - 1].Name != 0)
    return G.string(Ops[Aux - 1].Name) == Into.Name;
  return Aux >= 2 && Aux - 2 < Row.Params.size() &&
         Row.Params[Aux - 2] == Into.Name;
}

void Engine::expandAfterCall(const Spot &S, llvm::SmallVectorImpl<Edge> &Out) {
  const Summary &G = P.graph(S.Node);
  const Node &N = P.node(S.Node);
  NodeRef Prev{S.Node.Module, G.operand(S.Node.Id, 0)};
  NodeRef Call{S.Node.Module, G.operand(S.Node.Id, 1)};
  Out.push_back({{Prev, S.Ctx, S.Path}});
  // What a method stores on its own object is found through the class.
  if (N.Aux == 0 && Names.hasHead(S.Path) &&
      Names.head(S.Path).What == Part::Attr && G.frontEnd() != FrontEnd::Cxx)
    return;
  const CallTargets &T = resolveCall(Call, S.Ctx);
  for (const ApiTarget &Row : T.Rows)
    for (const Effect &E : Row.Row->Effects) {
      if (E.Kind != EffectKind::Stores)
        continue;
      for (const AccessPath &Into : E.paths(SlotKind::Into)) {
        if (!isChanged(Into, *Row.Row, G, Call.Id, N.Aux))
          continue;
        std::optional<PathId> Left = inside(Into, S.Path);
        if (!Left)
          continue;
        llvm::SmallVector<Spot, 4> From;
        spots(E.paths(SlotKind::From), Call, S.Ctx, Row, From);
        for (const Spot &F : From)
          Out.push_back({{F.Node, F.Ctx, append(F.Path, *Left)}});
      }
    }
  // A function of the repository may change what it is given.
  for (const UserTarget &U : T.Functions) {
    const Summary &H = P.graph(U.F.Module);
    const Function &Fn = P.function(U.F);
    auto Params = H.list(Fn.Params);
    if (N.Aux == 0 && !U.Bound)
      continue;
    uint32_t Index = N.Aux == 0 ? 0 : N.Aux - 2 + U.Bound;
    auto Ops = G.operands(G.node(Call.Id));
    if (N.Aux != 0 && N.Aux - 1 < Ops.size() && Ops[N.Aux - 1].Name != 0)
      for (uint32_t I = 0; I < Params.size(); ++I)
        if (H.name(Params[I]) == G.string(Ops[N.Aux - 1].Name))
          Index = I;
    if (Index >= Params.size())
      continue;
    llvm::SmallVector<NodeId, 4> Exits;
    P.bindings(U.F.Module, Fn.Scope, H.name(Params[Index]), Exits);
    for (NodeId E : Exits)
      if (E != Params[Index])
        Out.push_back({{{U.F.Module, E}, Contexts.push(S.Ctx, Call), S.Path}});
  }
}

void Engine::expandFunction(const Spot &S, const UserTarget &T,
                            llvm::SmallVectorImpl<Edge> &Out) {
  const Summary &G = P.graph(T.F.Module);
  const Function &Fn = P.function(T.F);
  ContextId Inner = Contexts.push(S.Ctx, S.Node);
  for (NodeId R : G.list(Fn.Returns))
    if (!isLeftOut(*this, T.F, {T.F.Module, R}, Inner))
      Out.push_back({{{T.F.Module, R}, Inner, S.Path}});
  PathId Rest = S.Path;
  if (Names.hasHead(Rest) && Names.head(Rest).What == Part::Item)
    Rest = Names.tail(Rest);
  for (NodeId Y : G.list(Fn.Yields))
    Out.push_back({{{T.F.Module, Y}, Inner, Rest}});
}

/// An object of a repository class, read as data: what a library would get by
/// indexing or iterating it, else what it was made from.
void Engine::expandInstance(const Value &V, const Spot &S,
                            llvm::SmallVectorImpl<Edge> &Out) {
  ClassRef C{V.Ref, V.Index};
  ContextId Inner = V.Node ? Contexts.push(V.Ctx, V.Node) : 0;
  bool Any = false;
  PathId Rest = S.Path;
  if (Names.hasHead(Rest) && Names.head(Rest).What != Part::Attr)
    Rest = Names.tail(Rest);
  for (llvm::StringRef Name : DataMethods) {
    auto F = method(C, Name);
    if (!F)
      continue;
    const Summary &G = P.graph(F->Module);
    const Function &Fn = P.function(*F);
    for (ListRef L : {Fn.Returns, Fn.Yields})
      for (NodeId R : G.list(L)) {
        Out.push_back({{{F->Module, R}, Inner, Rest}});
        Any = true;
      }
  }
  if (Any || !V.Node)
    return;
  const Summary &G = P.graph(V.Node);
  if (P.node(V.Node).Kind != NodeKind::Call)
    return;
  if (Names.hasHead(S.Path) && Names.head(S.Path).What == Part::Attr)
    return;
  for (const Operand &O : G.operands(P.node(V.Node)).drop_front())
    Out.push_back({{{V.Node.Module, O.Value}, V.Ctx, 0}});
}

void Engine::expandCallback(const Spot &S, const ApiTarget &T, const Effect &E,
                            llvm::SmallVectorImpl<Edge> &Out) {
  PathId Inner = S.Path;
  bool Rows = false; // the callback makes one row of many
  for (const AccessPath &R : E.paths(SlotKind::ResultPath)) {
    if (R.Root != PathRoot::Result)
      return; // the callback's result does not reach the call's
    if (llvm::any_of(R.Steps, [](const Selector &Sel) {
          return Sel.Kind == SelectorKind::Key;
        })) {
      std::optional<PathId> Left = inside(R, Inner);
      if (!Left)
        return; // another part of the call's result
      Inner = *Left;
      continue;
    }
    Rows |= !R.Steps.empty();
    for (const Selector &Sel : R.Steps)
      if (Names.hasHead(Inner) && Sel.Kind == SelectorKind::Item &&
          (Names.head(Inner).What == Part::Item ||
           isIndex(Names.str(Names.head(Inner).Name))))
        Inner = Names.tail(Inner);
  }
  llvm::SmallVector<Spot, 2> Fns;
  spots(E.paths(SlotKind::Function), S.Node, S.Ctx, T, Fns);
  llvm::StringRef Kind = E.word(SlotKind::Kind);
  Change How = Kind == "score"       ? Change::Score
               : Kind == "selection" ? Change::Selection
                                     : Change::None;
  ContextId Ctx = Contexts.push(S.Ctx, S.Node);
  for (const Spot &F : Fns) {
    llvm::SmallVector<UserTarget, 2> Found;
    functionsAt(F, Found);
    for (const UserTarget &U : Found) {
      const Summary &G = P.graph(U.F.Module);
      for (ListRef L : {P.function(U.F).Returns, P.function(U.F).Yields})
        for (NodeId R : G.list(L)) {
          Out.push_back({{{U.F.Module, R}, Ctx, Inner}, How});
          if (Rows && Names.hasHead(Inner) &&
              Names.head(Inner).What == Part::Key &&
              isSplit(Names.str(Names.head(Inner).Name)))
            Out.push_back({{{U.F.Module, R}, Ctx, Names.tail(Inner)}, How});
        }
    }
  }
}

/// What is left of the asked-for part inside a value that a row puts at Into;
/// nothing where that is another part.
std::optional<PathId> Engine::inside(const AccessPath &Into, PathId Asked) {
  for (const Selector &Sel : Into.Steps) {
    if (!Names.hasHead(Asked))
      return 0;
    Part Head = Names.head(Asked);
    bool Attr = Sel.Kind == SelectorKind::Attr;
    if (Attr != (Head.What == Part::Attr))
      return std::nullopt;
    if (Sel.Kind == SelectorKind::Item && Head.What == Part::Key &&
        !isIndex(Names.str(Head.Name)))
      continue; // a column of the records put in
    if (Sel.Kind != SelectorKind::Item && Head.What != Part::Item &&
        Names.str(Head.Name) != Sel.Name)
      return std::nullopt;
    Asked = Names.tail(Asked);
  }
  return Asked;
}

/// remove_columns, select_columns: what a later reader of the whole table gets.
void Engine::expandColumns(const Spot &S, const ApiTarget &T, const Effect &E,
                           llvm::SmallVectorImpl<Edge> &Out) {
  bool Keeps = E.slot(SlotKind::Keeps) != nullptr;
  llvm::SmallVector<Spot, 2> Listed, From;
  spots(E.paths(Keeps ? SlotKind::Keeps : SlotKind::Drops), S.Node, S.Ctx, T,
        Listed);
  llvm::SmallVector<TextId, 4> Columns;
  for (Spot L : Listed) {
    for (const Value &V : eval(L))
      if (V.Kind == ValueKind::String)
        Columns.push_back(V.Text);
    if (L.Path == 0)
      L.Path = Names.prepend({Part::Item, 0}, 0);
    for (const Value &V : eval(L))
      if (V.Kind == ValueKind::String)
        Columns.push_back(V.Text);
  }
  spots(E.paths(SlotKind::From), S.Node, S.Ctx, T, From);
  for (Spot F : From) {
    if (F.Path == 0)
      F.Path = S.Path;
    if (S.Path != 0 || Columns.empty()) {
      Out.push_back({F}); // a part was asked for by name, or nothing is known
      continue;
    }
    if (!Keeps) {
      for (TextId C : Columns)
        F.Path = Names.prepend({Part::Without, C}, F.Path);
      Out.push_back({F});
      continue;
    }
    for (TextId C : Columns) {
      F.Path = Names.prepend({Part::Key, C}, 0);
      Out.push_back({F});
    }
  }
}

void Engine::expandRow(const Spot &S, const ApiTarget &T,
                       llvm::SmallVectorImpl<Edge> &Out) {
  const Callable &Row = *T.Row;
  auto From = [&](llvm::ArrayRef<AccessPath> Paths, Change How, bool Keep) {
    llvm::SmallVector<Spot, 4> Spots;
    spots(Paths, S.Node, S.Ctx, T, Spots);
    for (Spot F : Spots) {
      if (Keep)
        F.Path = append(F.Path, S.Path);
      Out.push_back({F, How});
    }
  };
  if (Row.Returns == "self" && T.Object)
    Out.push_back({{T.Object, S.Ctx, S.Path}});
  From(Row.ReturnsPath, Change::None, true);
  for (const Effect &E : Row.Effects) {
    switch (E.Kind) {
    case EffectKind::Passes: {
      llvm::StringRef As = E.word(SlotKind::As);
      Change How = As == "score"       ? Change::Score
                   : As == "selection" ? Change::Selection
                   : As == "prompt"    ? Change::Prompt
                                       : Change::None;
      if (E.slot(SlotKind::Drops) || E.slot(SlotKind::Keeps))
        expandColumns(S, T, E, Out);
      else
        From(E.paths(SlotKind::From), How, As.empty());
      break;
    }
    case EffectKind::Selects:
      From(E.paths(SlotKind::From), Change::None, true);
      From(E.paths(SlotKind::By), Change::Selection, false);
      break;
    case EffectKind::Stores: // into the result: which part comes from what
      for (const AccessPath &Into : E.paths(SlotKind::Into)) {
        if (Into.Root != PathRoot::Result)
          continue;
        std::optional<PathId> Left = inside(Into, S.Path);
        llvm::SmallVector<Spot, 4> Spots;
        if (Left)
          spots(E.paths(SlotKind::From), S.Node, S.Ctx, T, Spots);
        for (const Spot &F : Spots)
          Out.push_back({{F.Node, F.Ctx, append(F.Path, *Left)}});
      }
      break;
    case EffectKind::Calls:
      expandCallback(S, T, E, Out);
      break;
    case EffectKind::Generates:
      From(E.paths(SlotKind::Prompt), Change::Prompt, false);
      break;
    case EffectKind::Composes:
      expandComposed(S, T, E, Out);
      break;
    case EffectKind::Reads: {
      llvm::SmallVector<NodeRef, 2> Roots;
      readDocuments(S.Node, S.Ctx, T, E, Roots);
      for (NodeRef Root : Roots)
        Out.push_back({{Root, 0, S.Path}});
      break;
    }
    default:
      break;
    }
  }
}

void Engine::expandCall(const Spot &S, llvm::SmallVectorImpl<Edge> &Out) {
  const Summary &G = P.graph(S.Node);
  auto Ops = G.operands(P.node(S.Node));
  if (Ops.empty())
    return;
  if (runsProgram(S.Node)) {
    for (const ApiTarget &Row : resolveCall(S.Node, S.Ctx).Rows)
      for (const Effect &E : Row.Row->Effects)
        if (E.Kind == EffectKind::Passes) {
          llvm::SmallVector<Spot, 2> From;
          spots(E.paths(SlotKind::From), S.Node, S.Ctx, Row, From);
          for (const Spot &F : From)
            Out.push_back({F});
        }
    return; // its rows tell what it reads
  }
  llvm::StringRef CalleeName = lastName(G, Ops[0].Value);
  bool Plain = G.node(Ops[0].Value).Kind == NodeKind::Global;
  if (Plain && CalleeName == "dict") {
    expandDict(S, Out);
    return;
  }
  if (Plain && CalleeName == "getattr" && Ops.size() > 2) {
    for (const Value &V : eval({S.Node.Module, Ops[2].Value}, S.Ctx))
      if (V.Kind == ValueKind::String)
        Out.push_back({{{S.Node.Module, Ops[1].Value},
                        S.Ctx,
                        Names.prepend({Part::Attr, V.Text}, S.Path)}});
    return;
  }
  const CallTargets &T = resolveCall(S.Node, S.Ctx);
  for (const UserTarget &U : T.Functions)
    expandFunction(S, U, Out);
  bool Head = Names.hasHead(S.Path);
  for (ClassRef C : T.Classes) {
    Value V{ValueKind::Instance, false, C.Module, C.Index, 0, 0, S.Node, S.Ctx};
    if (!Head || Names.head(S.Path).What != Part::Attr)
      expandInstance(V, S, Out);
  }
  for (const ApiTarget &Row : T.Rows)
    if (!Row.Started)
      expandRow(S, Row, Out);
  if (T.known())
    return;
  // A call that nothing is known of derives from all it is given.
  for (const Operand &O : Ops.drop_front())
    Out.push_back({{{S.Node.Module, O.Value}, S.Ctx, 0}, Change::None, true});
  const Node &Callee = G.node(Ops[0].Value);
  if (Callee.Kind == NodeKind::Attr)
    Out.push_back({{{S.Node.Module, G.operand(Ops[0].Value, 0)}, S.Ctx, 0},
                   Change::None,
                   true});
}

/// (object, .attr NAME …) where the object is of a repository class: the values
/// stored under that name.
bool Engine::expandAttrHead(const Spot &S, llvm::SmallVectorImpl<Edge> &Out) {
  if (!Names.hasHead(S.Path) || Names.head(S.Path).What != Part::Attr)
    return false;
  llvm::StringRef Name = Names.str(Names.head(S.Path).Name);
  PathId Rest = Names.tail(S.Path);
  bool Found = false;
  for (const Value &V : eval(S.Node, S.Ctx)) { // kept in the arena
    if (V.Kind == ValueKind::Module) {
      expandModuleName(V.Ref, Name, Rest, Out, 0);
      Found = true;
      continue;
    }
    if (V.Kind == ValueKind::Class) {
      llvm::SmallVector<NodeId, 4> Defs;
      P.bindings(V.Ref, P.classOf({V.Ref, V.Index}).Scope, Name, Defs);
      for (NodeId D : Defs)
        Out.push_back({{{V.Ref, D}, 0, Rest}});
      // cls.table[name] = f
      for (NodeRef Store : storesOn({V.Ref, V.Index}, Name, true))
        if (!Defs.empty())
          Out.push_back(
              {{{Store.Module, P.graph(Store).operand(Store.Id, 1)}, 0, Rest}});
      Found |= !Defs.empty();
      continue;
    }
    if (V.Kind == ValueKind::Namespace && Rest != 0) {
      optionParts(V, Name, Rest, Out);
      Found = true;
      continue;
    }
    if (V.Kind == ValueKind::Api) { // an attribute that a row describes
      llvm::SmallVector<Spot, 4> Is;
      if (!parsedField(V, Name, Is))
        apiAttribute(V, Name, Is);
      if (Is.empty() && V.Node) // what its constructor got under that name
        namedArgument(V.Node, V.Ctx, {nullptr, false, V.Text, {}, false}, Name,
                      Is);
      for (const Spot &F : Is)
        Out.push_back({{F.Node, F.Ctx, append(F.Path, Rest)}});
      Found |= !Is.empty();
      continue;
    }
    if (V.Kind != ValueKind::Instance)
      continue;
    Found = true;
    llvm::SmallVector<Spot, 4> Stored;
    fieldSpots(V, Name, Stored);
    for (Spot F : Stored) {
      llvm::SmallVector<Part, 4> Steps;
      for (PathId Q = F.Path; Names.hasHead(Q); Q = Names.tail(Q))
        Steps.push_back(Names.head(Q));
      PathId Whole = Rest;
      for (const Part &Step : llvm::reverse(Steps))
        Whole = Names.prepend(Step, Whole);
      Out.push_back({{F.Node, F.Ctx, Whole}});
    }
    if (auto F = method({V.Ref, V.Index}, Name)) { // a property
      const Summary &G = P.graph(F->Module);
      for (NodeId D : G.list(P.function(*F).Decorators))
        if (lastName(G, D) == "property" || lastName(G, D) == "cached_property")
          for (NodeId R : G.list(P.function(*F).Returns))
            Out.push_back({{{F->Module, R},
                            V.Node ? Contexts.push(V.Ctx, V.Node) : 0,
                            Rest}});
    }
  }
  return Found;
}

/// Where `attribute: {is: …}` of an object's type says that it comes from, seen
/// from the call that made the object.
void Engine::apiAttribute(const Value &V, llvm::StringRef Name,
                          llvm::SmallVectorImpl<Spot> &Out) {
  const AttributeModel *A = Api.attribute(Names.str(V.Text), Name);
  if (!A || !V.Node)
    return;
  for (const AccessPath &Path : A->Is)
    if (Path.Root == PathRoot::SelfField)
      constructorField(V, Path.Name, Out);
}

/// What the call that made a library's object got as Name; its receiver as
/// "self" (p of p.open()).
void Engine::constructorField(const Value &V, llvm::StringRef Name,
                              llvm::SmallVectorImpl<Spot> &Out) {
  if (!V.Node)
    return;
  if (Name != "self") {
    namedArgument(V.Node, V.Ctx, {nullptr, false, V.Text, {}, false}, Name,
                  Out);
    return;
  }
  for (const ApiTarget &Made : resolveCall(V.Node, V.Ctx).Rows)
    if (Made.Object) {
      Out.push_back({Made.Object, V.Ctx, 0});
      return;
    }
}

PathId Engine::append(PathId Front, PathId Back) {
  if (!Names.hasHead(Front))
    return Back;
  llvm::SmallVector<Part, 4> Steps;
  for (; Names.hasHead(Front); Front = Names.tail(Front))
    Steps.push_back(Names.head(Front));
  for (const Part &Step : llvm::reverse(Steps))
    Back = Names.prepend(Step, Back);
  return Back;
}

void Engine::expandModuleName(uint32_t M, llvm::StringRef Name, PathId Path,
                              llvm::SmallVectorImpl<Edge> &Out,
                              unsigned StarDepth) {
  llvm::SmallVector<NodeId, 4> Defs, Stars;
  P.bindings(M, 0, Name, Defs);
  for (NodeId D : Defs)
    Out.push_back({{{M, D}, 0, Path}});
  if (!Defs.empty() || StarDepth > 6)
    return;
  P.starImports(M, Stars);
  for (NodeId Star : Stars)
    if (ImportTarget T = P.import(M, P.name({M, Star})); T.Module)
      expandModuleName(*T.Module, Name, Path, Out, StarDepth + 1);
}

void Engine::expandVariable(const Spot &S, llvm::SmallVectorImpl<Edge> &Out) {
  const Summary &G = P.graph(S.Node);
  const Node &N = P.node(S.Node);
  if (N.Kind == NodeKind::ImportFrom) {
    llvm::StringRef From = G.string(N.Name), Name = lastName(G, S.Node.Id);
    ImportTarget T = P.import(S.Node.Module, From);
    if (T.Module)
      expandModuleName(*T.Module, Name, S.Path, Out, 0);
    return;
  }
  if (N.Kind == NodeKind::Global && G.frontEnd() == FrontEnd::Cxx) {
    llvm::SmallVector<NodeRef, 4> Definitions;
    Shared.Cxx.definitions(S.Node.Module, G.string(N.Name), Definitions);
    for (NodeRef D : Definitions)
      Out.push_back({{D, 0, S.Path}});
    return;
  }
  if (G.frontEnd() == FrontEnd::Config) {
    llvm::SmallVector<NodeRef, 2> Found;
    otherDocuments(S.Node, Found);
    for (NodeRef D : Found)
      Out.push_back({{D, 0, S.Path}});
    return;
  }
  if (N.Kind == NodeKind::Global && G.frontEnd() == FrontEnd::Shell) {
    if (Under && Under->Target == S.Node.Module && G.string(N.Name) == "@")
      return givenParameters(S, Out);
    llvm::SmallVector<NodeRef, 4> Bound;
    scriptBindings(S.Node, Bound);
    for (NodeRef D : Bound)
      Out.push_back({{D, 0, S.Path}});
    return;
  }
  if (N.Kind == NodeKind::Global) {
    expandModuleName(S.Node.Module, G.string(N.Name), S.Path, Out, 0);
    return;
  }
  llvm::SmallVector<NodeId, 4> Defs;
  P.bindings(S.Node.Module, N.Aux, G.string(N.Name), Defs);
  ContextId Outer = contextOfScope(S.Node, S.Ctx, N.Aux);
  for (NodeId D : Defs)
    if (D != S.Node.Id)
      Out.push_back({{{S.Node.Module, D}, Outer, S.Path}});
}

void Engine::expand(const Spot &S, llvm::SmallVectorImpl<Edge> &Out) {
  if (++Work > WorkLimit) {
    Exhausted = true;
    return;
  }
  const Summary &G = P.graph(S.Node);
  const Node &N = P.node(S.Node);
  auto To = [&](NodeId Id, PathId Path, Change How = Change::None) {
    if (Id)
      Out.push_back({{{S.Node.Module, Id}, S.Ctx, Path}, How});
  };
  // In a config what stands alone is a list of itself.
  bool Alone = N.Kind == NodeKind::Dict || N.Kind == NodeKind::String;
  if (Alone && G.frontEnd() == FrontEnd::Config && Names.hasHead(S.Path) &&
      Names.head(S.Path).What == Part::Item)
    return To(S.Node.Id, Names.tail(S.Path));
  expandChanges(S, Out);
  switch (N.Kind) {
  case NodeKind::Phi:
    return expandPhi(S, Out);
  case NodeKind::Dict:
    return expandDict(S, Out);
  case NodeKind::List:
  case NodeKind::Tuple:
  case NodeKind::Set:
  case NodeKind::Comprehension:
    return expandContainer(S, Out);
  case NodeKind::SetItem:
  case NodeKind::DelItem:
  case NodeKind::SetAttr:
    return expandUpdate(S, Out);
  case NodeKind::AfterCall:
    return expandAfterCall(S, Out);
  case NodeKind::Free:
  case NodeKind::Global:
  case NodeKind::ImportFrom:
    return expandVariable(S, Out);
  case NodeKind::Call:
    if (!expandAttrHead(S, Out))
      expandCall(S, Out);
    return;
  case NodeKind::Param: {
    if (expandAttrHead(S, Out))
      return;
    size_t First = Out.size();
    parameterSpots(S.Node, S.Ctx, Out);
    bool KwArgs = N.Flags & FlagKwArgs, VarArgs = N.Flags & FlagVarArgs;
    for (size_t I = First; I < Out.size(); ++I) {
      Spot &F = Out[I].To;
      if ((KwArgs || VarArgs) && Names.hasHead(S.Path)) {
        // **kwargs of a call is a dict of its keywords: keep the asked one.
        const Summary &H = P.graph(F.Node);
        llvm::StringRef Want = Names.str(Names.head(S.Path).Name);
        bool Splat = P.node(F.Node).Kind == NodeKind::Splat;
        if (KwArgs && !Splat) {
          bool Is = false;
          NodeRef Site = S.Ctx ? Contexts.site(S.Ctx) : NodeRef{};
          llvm::SmallVector<NodeRef, 4> Calls;
          if (Site)
            Calls.push_back(Site);
          else if (auto Fn = P.enclosingFunction(S.Node))
            for (NodeRef C : callersOf(*Fn))
              Calls.push_back(C);
          for (NodeRef C : Calls)
            if (C.Module == F.Node.Module)
              for (const Operand &O : H.operands(H.node(C.Id)))
                Is |= O.Value == F.Node.Id && H.string(O.Name) == Want;
          if (!Is) {
            Out.erase(Out.begin() + static_cast<long>(I--));
            continue;
          }
        }
        F.Path = Splat ? S.Path : Names.tail(S.Path);
        if (Splat)
          F.Node.Id = H.operand(F.Node.Id, 0);
        continue;
      }
      F.Path = append(F.Path, S.Path);
    }
    return;
  }
  case NodeKind::Field:
    To(G.operandNamed(S.Node.Id, "default"), S.Path);
    return;
  case NodeKind::Attr:
    if (expandAttrHead(S, Out))
      return;
    To(G.operand(S.Node.Id, 0),
       Names.prepend({Part::Attr, Names.text(G.string(N.Name))}, S.Path));
    return;
  case NodeKind::Item: {
    if (expandAttrHead(S, Out)) // the n-th of several parsed data classes
      return;
    NodeRef Index{S.Node.Module, G.operand(S.Node.Id, 1)};
    bool Known = false;
    for (const Value &V : eval(Index, S.Ctx))
      if (V.Kind == ValueKind::String || V.Kind == ValueKind::Number) {
        Known = true;
        To(G.operand(S.Node.Id, 0), Names.prepend({Part::Key, V.Text}, S.Path));
      }
    if (!Known && !isUntold(Index, S.Ctx))
      To(G.operand(S.Node.Id, 0), Names.prepend({Part::Item, 0}, S.Path));
    // What chose the element: an index that a model's score gave.
    NodeKind K = G.node(Index.Id).Kind;
    if (K == NodeKind::Call || K == NodeKind::Param || K == NodeKind::Elem)
      Out.push_back({{Index, S.Ctx, 0}, Change::Selection});
    return;
  }
  case NodeKind::Elem:
    if (expandAttrHead(S, Out))
      return;
    To(G.operand(S.Node.Id, 0), Names.prepend({Part::Item, 0}, S.Path));
    return;
  case NodeKind::Slice:
  case NodeKind::Await:
  case NodeKind::Enter:
  case NodeKind::Splat:
    To(G.operand(S.Node.Id, 0), S.Path);
    return;
  case NodeKind::Template:
  case NodeKind::Binary:
  case NodeKind::Unary:
    for (const Operand &O : G.operands(N))
      To(O.Value, N.Kind == NodeKind::Binary ? S.Path : 0);
    return;
  case NodeKind::Compare:
    for (const Operand &O : G.operands(N))
      To(O.Value, 0, Change::Score);
    return;
  case NodeKind::Opaque:
    for (const Operand &O : G.operands(N))
      Out.push_back({{{S.Node.Module, O.Value}, S.Ctx, 0}, Change::None, true});
    return;
  default:
    return;
  }
}

void Engine::project(const Spot &S, llvm::SmallVectorImpl<Spot> &Out) {
  if (S.Path == 0) {
    Out.push_back(S);
    return;
  }
  constexpr size_t MaxStates = 400;
  constexpr uint32_t MaxNested = 40;
  if (ProjectDepth >= MaxNested) {
    Exhausted = true;
    ++Cuts;
    return;
  }
  ++ProjectDepth;
  SeenSpots Seen;
  Seen.insert(S);
  llvm::SmallVector<Spot, 16> Stack{S};
  llvm::SmallVector<Edge, 16> Edges;
  // Any call may change what it is given in C++: a walk over the versions of
  // an object is no single step there.
  uint64_t Step = P.graph(S.Node).frontEnd() == FrontEnd::Cxx ? 1 : 0;
  while (!Stack.empty() && Seen.size() < MaxStates) {
    spend(Step);
    if (Step && starved())
      break;
    Spot At = Stack.pop_back_val();
    // In the order of the program: positions count.
    if (At.Path == 0 || Answered.count(At)) {
      Out.push_back(At);
      continue;
    }
    Edges.clear();
    expand(At, Edges);
    size_t Base = Stack.size();
    for (const Edge &E : Edges) {
      if (E.How != Change::None || E.Doubt || !Seen.insert(E.To))
        continue;
      Stack.push_back(E.To);
    }
    std::reverse(Stack.begin() + static_cast<long>(Base), Stack.end());
  }
  --ProjectDepth;
}

} // namespace modeltidy
