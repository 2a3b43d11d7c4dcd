//===- updates.cpp - does the program train or freeze a loaded model? -----===//
//
// Needed where a loss holds the outputs of two models and neither runs under
// no_grad: the one that stays as it is teaches the other.
//
//===----------------------------------------------------------------------===//
#include "scanner/lineage/updates.h"

namespace modeltidy {

namespace {

bool mayBe(Engine &E, NodeRef N, NodeRef Object) {
  for (const Value &V : E.eval(N, 0))
    if (V.Kind == ValueKind::Api && V.Node == Object)
      return true;
  return false;
}

/// What a method is called on; none where it is no method.
NodeRef receiver(const Program &P, NodeRef Call) {
  const Summary &S = P.graph(Call);
  if (S.node(Call.Id).Kind != NodeKind::Call)
    return {};
  NodeId Callee = S.operand(Call.Id, 0);
  if (S.node(Callee).Kind != NodeKind::Attr)
    return {};
  return {Call.Module, S.operand(Callee, 0)};
}

bool isCalled(Engine &E, llvm::StringRef Name, NodeRef Object) {
  const Program &P = E.program();
  for (NodeRef Call : P.callsNamed(Name))
    if (NodeRef On = receiver(P, Call); On && mayBe(E, On, Object))
      return true;
  return false;
}

/// model.eval(), model.train(): what the rows say of that very call.
bool hasMode(Engine &E, llvm::StringRef Name, llvm::StringRef Mode,
             NodeRef Object) {
  const Program &P = E.program();
  for (NodeRef Call : P.callsNamed(Name)) {
    NodeRef On = receiver(P, Call);
    if (!On || !mayBe(E, On, Object))
      continue;
    for (const ApiTarget &T : E.resolveCall(Call, 0).Rows)
      if (const Effect *M = T.Row->effect(EffectKind::Modes))
        if (M->word(SlotKind::Mode) == Mode)
          return true;
  }
  return false;
}

/// for p in model.parameters(): p.requires_grad = False
bool isLoopFrozen(Engine &E, NodeRef Object) {
  const Program &P = E.program();
  for (NodeRef Store : P.storesOf("requires_grad")) {
    const Summary &S = P.graph(Store);
    if (S.node(S.operand(Store.Id, 1)).Kind != NodeKind::Bool ||
        S.node(S.operand(Store.Id, 1)).Aux)
      continue;
    NodeRef Each{Store.Module, S.operand(Store.Id, 0)};
    if (S.node(Each.Id).Kind == NodeKind::Item) // for name, p in named_…
      Each.Id = S.operand(Each.Id, 0);
    if (S.node(Each.Id).Kind != NodeKind::Elem)
      continue;
    NodeRef On = receiver(P, {Store.Module, S.operand(Each.Id, 0)});
    if (On && mayBe(E, On, Object))
      return true;
  }
  return false;
}

} // namespace

Updates updatesOf(Engine &E, NodeRef Object, Freezing How) {
  if (!Object)
    return Updates::Unknown;
  if (hasMode(E, "train", "train", Object))
    return Updates::Trained;
  if (hasMode(E, "eval", "eval", Object) ||
      (How == Freezing::ByModeOrLoop && isLoopFrozen(E, Object)))
    return Updates::Frozen;
  if (isCalled(E, "parameters", Object) ||
      isCalled(E, "named_parameters", Object))
    return Updates::Trained;
  return Updates::Unknown;
}

bool trainsOthersAlone(Engine &E, NodeRef Object) {
  const Program &P = E.program();
  if (!Object || P.graph(Object).frontEnd() != FrontEnd::Cxx)
    return false;
  bool Others = false;
  for (NodeRef Call : P.callsNamed("parameters")) {
    NodeRef On = receiver(P, Call);
    if (!On || Call.Module != Object.Module)
      continue;
    if (mayBe(E, On, Object))
      return false;
    Others = true;
  }
  return Others;
}

} // namespace modeltidy
