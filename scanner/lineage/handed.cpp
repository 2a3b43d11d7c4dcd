//===- handed.cpp - objects that functions get indirectly and change ------===//
//
// An argument that is a variable has a version behind the call. Here are the
// other ways in: Thread(target=f, args=(qs, rows)), pool.submit(f, rows),
// partial(f, rows), f(*args), f(d["rows"]). Found once, before anything is
// asked, for functions that change a parameter.
//===----------------------------------------------------------------------===//
#include "scanner/lineage/engine.h"

namespace modeltidy {

/// Names of functions of the repository; methods that put something into their
/// receiver.
static void changingNames(const Program &P, const ApiIndex &Api,
                          llvm::StringSet<> &Functions,
                          llvm::StringSet<> &Methods) {
  for (const Module &M : P.modules())
    for (const Function &F : M.Graph.functions())
      Functions.insert(M.Graph.string(F.Name));
  for (uint32_t I = 0; I < Api.rowCount(); ++I)
    for (const Effect &E : Api.row(I).Effects)
      for (const AccessPath &Into : E.paths(SlotKind::Into))
        if (E.Kind == EffectKind::Stores && Into.Root == PathRoot::Self)
          Methods.insert(Api.row(I).Name.rsplit('.').second.empty()
                             ? Api.row(I).Name
                             : Api.row(I).Name.rsplit('.').second);
}

/// Is a call's argument something else than a variable?
static bool hasIndirectArgument(const Summary &S, NodeId Call) {
  return llvm::any_of(S.operands(S.node(Call)).drop_front(),
                      [&](const Operand &O) {
                        NodeKind K = S.node(O.Value).Kind;
                        return K == NodeKind::Splat || K == NodeKind::Item;
                      });
}

/// The objects that a call hands to a parameter of F in another way than as a
/// plain argument.
void Engine::handedSpots(NodeRef Call, FunctionRef F, uint32_t Param,
                         llvm::SmallVectorImpl<Spot> &Out) {
  llvm::SmallVector<Edge, 4> Found;
  const CallTargets &T = resolveCall(Call, 0);
  bool Direct =
      llvm::any_of(T.Functions, [&](const UserTarget &U) { return U.F == F; });
  if (Direct)
    bindAtCall(Call, 0, F, Param, Found);
  else
    bindCallback(Call, 0, F, Param, Found);
  bindPartial(Call, 0, F, Param, Found);
  for (const Edge &E : Found)
    if (!Direct || E.To.Path != 0 || P.node(E.To.Node).Kind == NodeKind::Item)
      Out.push_back(E.To);
}

void Engine::addHanded(FunctionRef F, uint32_t Param, NodeRef Exit) {
  const Summary &S = P.graph(F.Module);
  llvm::StringRef Name = S.string(P.function(F).Name);
  std::vector<NodeRef> Calls = P.callsPassing(F).vec();
  if (!Name.empty()) {
    llvm::append_range(Calls, P.callsPassing(Name));
    for (NodeRef Call : P.callsNamed(Name))
      if (hasIndirectArgument(P.graph(Call), Call.Id))
        Calls.push_back(Call);
  }
  spend(Calls.size());
  for (NodeRef Call : Calls) {
    llvm::SmallVector<Spot, 4> Handed;
    handedSpots(Call, F, Param, Handed);
    for (const Spot &At : Handed)
      for (const Value &V : eval(At))
        if (V.Node &&
            (V.Kind == ValueKind::Container || V.Kind == ValueKind::Api))
          Shared.Changes.add(V.Node, {Exit, Call});
  }
}

void Engine::findHanded() {
  llvm::StringSet<> Functions, Methods;
  changingNames(P, Api, Functions, Methods);
  for (uint32_t M = 0; M < P.modules().size(); ++M) {
    const Summary &S = P.graph(M);
    if (S.frontEnd() != FrontEnd::Python && S.frontEnd() != FrontEnd::Notebook)
      continue;
    resetWork();
    for (uint32_t I = 0; I < S.functions().size(); ++I) {
      const Function &Fn = S.functions()[I];
      auto Params = S.list(Fn.Params);
      for (uint32_t At = 0; At < Params.size(); ++At) {
        llvm::SmallVector<NodeId, 4> Exits;
        P.bindings(M, Fn.Scope, S.name(Params[At]), Exits);
        for (NodeId Exit : Exits)
          if (changesParameter(S, Params[At], Exit, Methods, Functions))
            addHanded({M, I}, At, {M, Exit});
      }
    }
  }
}

/// Changes that code elsewhere makes to what a node made.
void Engine::expandChanges(const Spot &S, llvm::SmallVectorImpl<Edge> &Out) {
  llvm::ArrayRef<ChangeElsewhere> Changes = Shared.Changes.of(S.Node);
  if (Changes.empty())
    return;
  auto Here = P.enclosingFunction(S.Node);
  for (const ChangeElsewhere &Change : Changes) {
    if (Change.Call) {
      if (Under)
        restOn(Shared.Needs.modules({Change.Call.Module}));
      if (!runs(Change.Call.Module))
        continue;
      ContextId From = P.enclosingFunction(Change.Call) == Here ? S.Ctx : 0;
      Out.push_back(
          {{Change.Version, Contexts.push(From, Change.Call), S.Path}});
      continue;
    }
    // An inner function: entered from calls in the scope that made the object.
    bool Entered = false;
    if (auto Inner = P.enclosingFunction(Change.Version); Inner && Here)
      for (NodeRef Call : callersOf(*Inner))
        if (Call.Module == S.Node.Module && P.enclosingFunction(Call) == Here) {
          Entered = true;
          Out.push_back({{Change.Version, Contexts.push(S.Ctx, Call), S.Path}});
        }
    if (!Entered)
      Out.push_back({{Change.Version, S.Ctx, S.Path}});
  }
}

} // namespace modeltidy
