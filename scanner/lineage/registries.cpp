//===- registries.cpp - tables that functions fill, entry by entry --------===//
//
//   LOADERS = {}
//   def register(name):
//       def wrap(f):
//           LOADERS[name] = f         one node for all entries
//           return f
//       return wrap
//   @register("llava")                entry 1
//   def load(): ...
//   LOADERS["llava"]()                is load, and no other entry
//
// What such a store puts in is seen once for each call, or decorator, that
// makes it: key and value of one call belong together.
//===----------------------------------------------------------------------===//
#include "scanner/lineage/engine.h"

namespace modeltidy {

/// Is a decorator a call of F, and with which parameter is its definition got?
std::optional<unsigned> Engine::decorates(NodeRef Decorator, FunctionRef F) {
  for (const Value &V : eval(Decorator, 0))
    if (V.Kind == ValueKind::Function && V.Ref == F.Module &&
        V.Index == F.Index)
      return V.Bound ? 1 : 0;
  return std::nullopt;
}

/// Binds a parameter of a decorator to what it stands on.
bool Engine::bindDecorated(NodeRef Decorator, FunctionRef F, uint32_t Param,
                           llvm::SmallVectorImpl<Edge> &Out) {
  NodeRef Definition = Shared.Decorated.definition(Decorator);
  std::optional<unsigned> At;
  if (Definition)
    At = decorates(Decorator, F);
  if (At == Param)
    Out.push_back({{Definition, 0, 0}});
  return At.has_value();
}

/// Calls and decorators that run F, for a store in F.
llvm::ArrayRef<NodeRef> Engine::storingCalls(FunctionRef F) {
  noteOwn();
  if (auto It = StoringCalls.find(F.key()); It != StoringCalls.end()) {
    restOn(*It->second.On);
    return It->second.Is;
  }
  noteUnsettled();
  Rest *On = new (Arena) Rest;
  RestFrame Frame = beginRest(*On);
  StoringCalls[F.key()] = {{}, On}; // a question inside its own answer: none
  std::vector<NodeRef> Found = callersOf(F).vec();
  // The decorator is F, or the function around F, which returns it.
  const Summary &S = P.graph(F.Module);
  for (uint32_t Sc = P.function(F).Scope; Sc != 0; Sc = S.scopes()[Sc].Parent)
    if (S.scopes()[Sc].Kind == ScopeKind::Function)
      for (NodeRef D : Shared.Decorated.named(
               S.string(S.functions()[S.scopes()[Sc].Owner].Name)))
        if (runs(D.Module) && decorates(D, F))
          Found.push_back(D);
  restOnAnything();
  llvm::ArrayRef<NodeRef> Kept = keep(llvm::ArrayRef<NodeRef>(Found));
  if (starved())
    StoringCalls.erase(F.key());
  else
    StoringCalls[F.key()] = {Kept, On};
  endRest(Frame, {On});
  return Kept;
}

/// x, or x.__name__, of a parameter x or one of a function around?
static bool isGiven(const Summary &S, NodeId Id) {
  if (S.node(Id).Kind == NodeKind::Attr)
    Id = S.operand(Id, 0);
  return S.node(Id).Kind == NodeKind::Param ||
         S.node(Id).Kind == NodeKind::Free;
}

/// Does a store change a table that stands outside of its function, with a key
/// or a value that the function is given?
static bool fillsTable(const Summary &S, NodeId Store) {
  if (!isGiven(S, S.operand(Store, 1)) && !isGiven(S, S.operand(Store, 2)))
    return false;
  constexpr unsigned MaxSteps = 20;
  NodeId Table = S.operand(Store, 0);
  for (unsigned I = 0; I < MaxSteps; ++I) {
    switch (S.node(Table).Kind) {
    case NodeKind::Global:
    case NodeKind::Free:
    case NodeKind::Attr:
      return true;
    case NodeKind::Item:
    case NodeKind::SetItem:
    case NodeKind::AfterCall:
      Table = S.operand(Table, 0);
      break;
    default:
      return false;
    }
  }
  return false;
}

/// Table[key] = value in a function that several calls run: an edge for each.
/// False where the store is to be read as it stands.
bool Engine::expandEntries(const Spot &S, llvm::SmallVectorImpl<Edge> &Out) {
  constexpr size_t MaxEntries = 64;
  const Summary &G = P.graph(S.Node);
  auto F = P.enclosingFunction(S.Node);
  if (!F || !fillsTable(G, S.Node.Id))
    return false;
  llvm::ArrayRef<NodeRef> Calls = storingCalls(*F);
  NodeRef In = Contexts.site(S.Ctx);
  if (Calls.empty() || Calls.size() > MaxEntries ||
      llvm::is_contained(Calls, In))
    return false;
  for (NodeRef Call : Calls)
    Out.push_back({{S.Node, Contexts.push(0, Call), S.Path}});
  return true;
}

} // namespace modeltidy
