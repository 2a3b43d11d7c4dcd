//===- expand_call.cpp - one step back from what a call made or changed ---===//
#include "scanner/lineage/conditions.h"
#include "scanner/lineage/path_pattern.h"

namespace modeltidy {

/// Methods through which a library reads a data set object.
static constexpr llvm::StringRef DataMethods[] = {
    "__getitem__", "__iter__", "__next__", "train_dataloader", "__call__"};

/// The name of a part of a data set: ds.map(f)["train"] has f's columns.
static bool isSplit(llvm::StringRef Key) {
  return Key == "train" || Key == "test" || Key == "validation" ||
         Key == "valid" || Key == "dev" || Key == "eval";
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
    auto Params = H.list(P.function(U.F).Params);
    if (N.Aux == 0 && !U.Bound)
      continue;
    uint32_t Index = N.Aux == 0 ? 0 : N.Aux - 2 + U.Bound;
    auto Ops = G.operands(G.node(Call.Id));
    if (N.Aux != 0 && N.Aux - 1 < Ops.size() && Ops[N.Aux - 1].Name != 0)
      for (uint32_t I = 0; I < Params.size(); ++I)
        if (H.name(Params[I]) == G.string(Ops[N.Aux - 1].Name))
          Index = I;
    expandChanged(S, Call, U.F, Index, Out);
  }
  if (G.frontEnd() == FrontEnd::Cxx) // Python's are in Changes
    expandCalledBack(S, Call, T, Out);
}

/// What F makes of its parameter at Index, called from Call.
void Engine::expandChanged(const Spot &S, NodeRef Call, FunctionRef F,
                           uint32_t Index, llvm::SmallVectorImpl<Edge> &Out) {
  const Summary &H = P.graph(F.Module);
  const Function &Fn = P.function(F);
  auto Params = H.list(Fn.Params);
  if (Index >= Params.size())
    return;
  llvm::SmallVector<NodeId, 4> Exits;
  P.bindings(F.Module, Fn.Scope, H.name(Params[Index]), Exits);
  for (NodeId E : Exits)
    if (E != Params[Index])
      Out.push_back({{{F.Module, E}, Contexts.push(S.Ctx, Call), S.Path}});
}

/// std::thread t(f, std::ref(rows)): what f makes of rows.
void Engine::expandCalledBack(const Spot &S, NodeRef Call, const CallTargets &T,
                              llvm::SmallVectorImpl<Edge> &Out) {
  uint32_t Place = P.node(S.Node).Aux;
  for (const ApiTarget &Row : T.Rows)
    for (const Effect &E : Row.Row->Effects) {
      auto Given = E.paths(SlotKind::Args);
      if (E.Kind != EffectKind::Calls || Given.size() != 1 ||
          Given[0].Root != PathRoot::Rest || Place < Given[0].Index + 2)
        continue;
      llvm::SmallVector<Spot, 2> Functions;
      spots(E.paths(SlotKind::Function), Call, S.Ctx, Row, Functions);
      for (const Spot &At : Functions)
        for (const Value &V : eval(At))
          if (V.Kind == ValueKind::Function)
            expandChanged(S, Call, {V.Ref, V.Index},
                          Place - 2 - Given[0].Index + V.Bound, Out);
    }
}

void Engine::expandFunction(const Spot &S, const UserTarget &T,
                            llvm::SmallVectorImpl<Edge> &Out) {
  const Summary &G = P.graph(T.F.Module);
  const Function &Fn = P.function(T.F);
  ContextId Inner = Contexts.push(S.Ctx, S.Node);
  for (NodeId R : G.list(Fn.Returns))
    if (!isSkippedByCall(*this, {T.F.Module, R}, Inner))
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

/// Data sets of the repository that a library makes from options.
void Engine::expandMade(const Spot &S, const ApiTarget &T, const Effect &Makes,
                        llvm::SmallVectorImpl<Edge> &Out) {
  if (Names.hasHead(S.Path) && Names.head(S.Path).What == Part::Attr)
    return;
  llvm::SmallVector<ClassRef, 2> Classes;
  madeClasses(Makes, S.Node, S.Ctx, T, Classes);
  for (ClassRef C : Classes)
    if (llvm::any_of(DataMethods,
                     [&](llvm::StringRef M) { return method(C, M); }))
      expandInstance(
          {ValueKind::Instance, false, C.Module, C.Index, 0, 0, S.Node, S.Ctx},
          S, Out);
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
      Out.push_back({F, How, false, !Keep});
    }
  };
  if (Row.Returns == "self" && T.Object) {
    Spot Self = T.receiver(S.Ctx);
    Self.Path = S.Path;
    Out.push_back({Self});
  }
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
        llvm::SmallVector<Selector, 4> Steps(Into.Steps);
        for (Selector &Step : Steps)
          if (Step.Kind == SelectorKind::Key && Step.Name.starts_with("@"))
            if (PathId Key = steps({Into.Root, 0, {}, Step}, S.Node, S.Ctx);
                Names.head(Key).What == Part::Key)
              Step.Name = Names.str(Names.head(Key).Name);
        AccessPath Target{Into.Root, Into.Index, Into.Name, Steps};
        std::optional<PathId> Left = inside(Target, S.Path);
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
    case EffectKind::Instantiates:
      expandMade(S, T, E, Out);
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

} // namespace modeltidy
