#include "scanner/lineage/branches.h"

namespace modeltidy {

namespace {

/// TABLE.items() where a node is the I-th part of one of its elements.
NodeId itemsCall(const Summary &S, NodeId Id, llvm::StringRef Part) {
  if (S.node(Id).Kind != NodeKind::Item || S.name(S.operand(Id, 1)) != Part)
    return 0;
  NodeId Each = S.operand(Id, 0);
  NodeId Call = S.operand(Each, 0);
  if (S.node(Each).Kind != NodeKind::Elem ||
      S.node(Call).Kind != NodeKind::Call ||
      S.node(S.operand(Call, 0)).Kind != NodeKind::Attr ||
      S.name(S.operand(Call, 0)) != "items")
    return 0;
  return Call;
}

/// Does a call pass on what it gets, and bring nothing of its own?
bool onlyPasses(Engine &E, NodeRef Call, ContextId C) {
  const CallTargets &T = E.resolveCall(Call, C);
  if (!T.Functions.empty() || !T.Classes.empty() || T.Rows.empty())
    return false;
  for (const ApiTarget &Row : T.Rows)
    for (const Effect &Eff : Row.Row->Effects)
      if (Eff.Kind != EffectKind::Passes && Eff.Kind != EffectKind::Stores)
        return false;
  return true;
}

/// What a value is made from: of a part the whole, of a call its only argument
/// or its receiver.
NodeId madeFrom(Engine &E, NodeRef Of, ContextId C) {
  const Summary &S = E.program().graph(Of);
  const Node &N = S.node(Of.Id);
  if (N.Kind == NodeKind::Slice)
    return S.operand(Of.Id, 0);
  if (N.Kind != NodeKind::Call || !onlyPasses(E, Of, C))
    return 0;
  NodeId Callee = S.operand(Of.Id, 0);
  if (N.Count == 2)
    return S.operand(Of.Id, 1);
  return N.Count == 1 && S.node(Callee).Kind == NodeKind::Attr
             ? S.operand(Callee, 0)
             : 0;
}

/// `if __name__ == "__main__":`
bool asksForMain(const Summary &S, const Region &R) {
  if (R.Kind != RegionKind::If || S.node(R.Node).Kind != NodeKind::Compare ||
      S.name(R.Node) != "==")
    return false;
  auto Is = [&](NodeKind Kind, llvm::StringRef Name) {
    return llvm::any_of(S.operands(S.node(R.Node)), [&](const Operand &O) {
      return S.node(O.Value).Kind == Kind && S.name(O.Value) == Name;
    });
  };
  return Is(NodeKind::Global, "__name__") && Is(NodeKind::String, "__main__");
}

} // namespace

bool isImportedScript(const Engine &E, uint32_t Module) {
  const Summary &S = E.program().graph(Module);
  return E.launch() && E.launch()->Target != Module &&
         llvm::any_of(S.regions(),
                      [&](const Region &R) { return asksForMain(S, R); });
}

bool isOwnMain(const Engine &E, NodeRef Code) {
  const Summary &S = E.program().graph(Code.Module);
  uint32_t At = S.node(Code.Id).Begin;
  return E.launch() && E.launch()->Target != Code.Module &&
         llvm::any_of(S.regions(), [&](const Region &R) {
           return asksForMain(S, R) && At >= R.Begin && At < R.End;
         });
}

NodeRef tableOfEntries(Engine &E, NodeRef Pair, ContextId C) {
  const Summary &S = E.program().graph(Pair);
  NodeId Items = itemsCall(S, S.operand(Pair.Id, 0), "0");
  NodeId Value = S.operand(Pair.Id, 1);
  constexpr unsigned MaxSteps = 8;
  for (unsigned I = 0; Items && Value && I < MaxSteps; ++I) {
    if (itemsCall(S, Value, "1") == Items)
      return {Pair.Module, S.operand(S.operand(Items, 0), 0)};
    Value = madeFrom(E, {Pair.Module, Value}, C);
  }
  return {};
}

} // namespace modeltidy
