//===- filled_models.cpp - models that get their weights after they are made
//===//
//
//   teacher = AutoModelForCausalLM.from_config(config)
//   file = hf_hub_download("meta-llama/Llama-2-7b", "consolidated.00.pth")
//   teacher.load_state_dict(torch.load(file))
//
//===----------------------------------------------------------------------===//
#include "scanner/lineage/models.h"
#include "llvm/ADT/STLExtras.h"

namespace modeltidy {

/// The models whose files were brought here for weights to be read from.
void ModelResolver::downloadsBehind(llvm::ArrayRef<Spot> Weights,
                                    ModelNames &Out) {
  constexpr size_t MaxSpots = 500;
  SpotSet Seen;
  std::vector<Spot> Queue(Weights.begin(), Weights.end());
  llvm::SmallVector<Edge, 16> Edges;
  for (size_t I = 0; I < Queue.size() && Seen.size() < MaxSpots; ++I) {
    const Spot At = Queue[I];
    if (!Seen.insert(At).second)
      continue;
    if (E.program().node(At.Node).Kind == NodeKind::Call) {
      CallTargets T = E.resolveCall(At.Node, At.Ctx);
      for (const ApiTarget &Row : T.Rows)
        for (const Effect &Eff : Row.Row->Effects) {
          if (Eff.Kind == EffectKind::Downloads)
            modelsOf(Eff, SlotKind::Model, false, At.Node, At.Ctx, Row, Out);
          llvm::SmallVector<Spot, 2> Files;
          if (Eff.Kind == EffectKind::Reads)
            E.spots(Eff.paths(SlotKind::Path), At.Node, At.Ctx, Row, Files);
          llvm::append_range(Queue, Files);
        }
    }
    Edges.clear();
    E.expand(At, Edges);
    for (const Edge &Ed : Edges)
      if (Ed.To.Node && Ed.How == Change::None)
        Queue.push_back(Ed.To);
  }
}

/// Does a call put weights into an object, or into what the call `Maker` made
/// around it? Told where both calls stand in one function.
bool ModelResolver::fills(NodeRef Call, NodeRef Maker, ContextId C,
                          NodeRef Object) {
  const Program &P = E.program();
  NodeRef Callee{Call.Module, P.graph(Call).operand(Call.Id, 0)};
  if (Call.Module != Maker.Module || P.node(Callee).Kind != NodeKind::Attr ||
      P.enclosingFunction(Call) != P.enclosingFunction(Maker))
    return false;
  NodeRef Receiver{Call.Module, P.graph(Call).operand(Callee.Id, 0)};
  return llvm::any_of(E.eval(Receiver, C), [&](const Value &V) {
    return V.Node == Object || V.Node == Maker;
  });
}

/// Adds what is put into an object beside the call that makes it, or beside
/// those that led there: model = load(), reward = RewardModel().
void ModelResolver::weightsPutInto(const Value &Object, ModelNames &Out) {
  NodeRef Maker = Object.Node;
  for (ContextId C = Object.Ctx; Maker;
       Maker = E.contexts().site(C), C = E.contexts().parent(C)) {
    for (llvm::StringRef Method : E.shared().FillingMethods)
      for (NodeRef Call : E.program().callsNamed(Method))
        if (fills(Call, Maker, C, Object.Node))
          weightsGiven(Call, C, Object.Node, Out);
  }
}

void ModelResolver::weightsGiven(NodeRef Call, ContextId C, NodeRef Object,
                                 ModelNames &Out) {
  CallTargets T = E.resolveCall(Call, C);
  for (const ApiTarget &Row : T.Rows) {
    const Effect *Merges = Row.Row->effect(EffectKind::Merges);
    if (!Merges)
      continue;
    llvm::SmallVector<Spot, 2> Weights;
    E.spots(Merges->paths(SlotKind::Data), Call, C, Row, Weights);
    ModelNames Found;
    downloadsBehind(Weights, Found);
    for (ModelName &M : Found) {
      M.Object = Object;
      if (!llvm::is_contained(Out, M))
        Out.push_back(std::move(M));
    }
  }
}

} // namespace modeltidy
