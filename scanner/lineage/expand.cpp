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
#include "scanner/lineage/engine.h"
#include "scanner/lineage/path_pattern.h"

namespace modeltidy {

namespace {

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
    if (Under && Under->Target == S.Node.Module &&
        Under->variable(G.string(N.Name)))
      return; // eval() knows it
    // An option that is not given is what stood before.
    if (N.Count != 0 && llvm::any_of(eval(S.Node, S.Ctx), [](const Value &V) {
          return V.Kind == ValueKind::Option;
        }))
      for (const Operand &O : G.operands(N))
        Out.push_back({{{S.Node.Module, O.Value}, S.Ctx, S.Path}});
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
      Names.head(S.Path).What == Part::Item) {
    To(S.Node.Id, Names.tail(S.Path));
    // Code goes through the parts of a mapping: for part in config.values().
    if (N.Kind == NodeKind::Dict)
      for (const Operand &O : G.operands(N))
        if (NodeKind K = G.node(O.Value).Kind;
            K == NodeKind::Dict || K == NodeKind::List)
          To(O.Value, Names.tail(S.Path));
    return;
  }
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
    if (expandAttrHead(S, Out) || S.Ctx != 0)
      return;
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
    if (At.Path == 0 || asksNames(At) || Answered.count(At)) {
      Out.push_back(At);
      continue;
    }
    // A part of a text is none of the pieces that it is put together from.
    NodeKind Kind = P.node(At.Node).Kind;
    if (Step && (Kind == NodeKind::Template ||
                 (Kind == NodeKind::Binary && P.name(At.Node) == "+")))
      continue;
    Edges.clear();
    expand(At, Edges);
    size_t Base = Stack.size();
    for (const Edge &E : Edges) {
      if (E.How != Change::None || E.Doubt || E.Anew || !Seen.insert(E.To))
        continue;
      Stack.push_back(E.To);
    }
    std::reverse(Stack.begin() + static_cast<long>(Base), Stack.end());
  }
  --ProjectDepth;
}

} // namespace modeltidy
