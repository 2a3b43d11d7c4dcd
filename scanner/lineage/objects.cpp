//===- objects.cpp - which object a method was called on ------------------===//
//
//   class Chat:
//       def add(self, text): self.turns.append(text)
//       def copy(self): return Chat(list(self.turns))
//   mine = default.copy();   mine.add(written)
//   theirs = default.copy(); theirs.add(generated)
//
// Both were made by one Chat(...), but by different calls of copy(). What one
// holds came through calls on it, not through those on the other.
//===----------------------------------------------------------------------===//
#include "scanner/lineage/engine.h"

namespace modeltidy {

/// May two chains of calls be the same, as far as both are known?
bool Engine::agree(ContextId A, ContextId B) const {
  for (; A != 0 && B != 0; A = Contexts.parent(A), B = Contexts.parent(B))
    if (Contexts.site(A) != Contexts.site(B))
      return false;
  return true;
}

/// May an expression be that object, whose constructing call is known?
bool Engine::mayBeObject(const Value &Object, NodeRef Expr) {
  bool Other = false;
  for (const Value &V : eval(Expr, 0)) {
    if (V.Kind != ValueKind::Instance)
      continue;
    if (!V.Node || (V.Node == Object.Node && agree(V.Ctx, Object.Ctx)))
      return true;
    Other = true;
  }
  return !Other;
}

/// Is a store (a SetAttr) made by a method on its own object?
bool Engine::isOwnStore(NodeRef Store) const {
  constexpr unsigned MaxSteps = 10000;
  const Summary &S = P.graph(Store);
  NodeId Root = S.operand(Store.Id, 0);
  for (unsigned Steps = 0; Steps < MaxSteps; ++Steps) {
    NodeKind K = S.node(Root).Kind;
    bool Version = K == NodeKind::SetAttr || K == NodeKind::AfterCall ||
                   K == NodeKind::SetItem || K == NodeKind::Phi;
    NodeId Next = Version ? S.operand(Root, 0) : 0;
    if (!Next || Next >= Root)
      break;
    Root = Next;
  }
  auto F = P.enclosingFunction({Store.Module, Root});
  if (S.node(Root).Kind != NodeKind::Param || !F || !classOfMethod(*F))
    return false;
  auto Params = S.list(P.function(*F).Params);
  return !Params.empty() && Params[0] == Root;
}

/// May a call of a method be one on the object that the context in hand is
/// about? (That of its constructor: where its fields were followed.)
bool Engine::mayBeCalledOn(NodeRef Call, FunctionRef F, ContextId C) {
  NodeRef Made = Contexts.site(C);
  const Summary &S = P.graph(Call);
  llvm::StringRef Name = P.graph(F.Module).string(P.function(F).Name);
  if (!classOfMethod(F) || !Made || P.node(Made).Kind != NodeKind::Call ||
      S.node(Call.Id).Kind != NodeKind::Call)
    return true;
  NodeId Callee = S.operand(Call.Id, 0);
  if (S.node(Callee).Kind != NodeKind::Attr || S.name(Callee) != Name)
    return true;
  NodeRef Receiver{Call.Module, S.operand(Callee, 0)};
  for (ClassRef Cl : resolveCall(Made, Contexts.parent(C)).Classes)
    if (derives(Cl, *classOfMethod(F)))
      return mayBeObject({ValueKind::Instance, false, Cl.Module, Cl.Index, 0, 0,
                          Made, Contexts.parent(C)},
                         Receiver);
  return true;
}

} // namespace modeltidy
