//===- merges.cpp - models that code makes one of -------------------------===//
//
//   merged = {k: (a[k] + b[k]) / 2 for k in a}    weights of loaded models,
//   model.load_state_dict(merged)                 mixed by hand
//   MergeConfiguration.model_validate({...})      ids in a recipe
//   RECIPE = """merge_method: slerp ..."""        a recipe as a text
//
//===----------------------------------------------------------------------===//
#include "scanner/catalog/merge_recipe.h"
#include "scanner/lineage/lineage_builder.h"
#include <iterator>

namespace modeltidy {

static bool isConfigFile(const Module &M) {
  return M.Graph.frontEnd() == FrontEnd::Config && !M.Written;
}

/// What a call that changed the object loaded into it: model.load_adapter(id).
static void loadedInto(Engine &E, ModelResolver &Models, const Spot &At,
                       ModelNames &Out) {
  const Summary &S = E.program().graph(At.Node);
  const Node &N = S.node(At.Node.Id);
  if (N.Kind != NodeKind::AfterCall || S.operands(N).size() < 2)
    return;
  NodeRef Call{At.Node.Module, S.operand(At.Node.Id, 1)};
  CallTargets T = E.resolveCall(Call, At.Ctx);
  for (const ApiTarget &Row : T.Rows)
    if (const Effect *Loads = Row.Row->effect(EffectKind::Loads)) {
      ModelNames Found;
      Models.modelsOf(*Loads, SlotKind::Model, false, Call, At.Ctx, Row, Found);
      for (ModelName &M : Found) {
        M.Object = Call;
        Out.push_back(std::move(M));
      }
    }
}

/// The models whose weights a value is made of.
void modelsBehind(Engine &E, ModelResolver &Models, llvm::ArrayRef<Spot> Starts,
                  ModelNames &Out) {
  constexpr size_t MaxSpots = 2000;
  SpotSet Seen;
  std::vector<Spot> Queue(Starts.begin(), Starts.end());
  llvm::SmallVector<Edge, 16> Edges;
  for (size_t I = 0; I < Queue.size() && Seen.size() < MaxSpots; ++I) {
    if (!Seen.insert(Queue[I]).second)
      continue;
    ModelNames Here;
    Models.modelsAt(Queue[I], Here);
    loadedInto(E, Models, Queue[I], Here);
    for (ModelName &M : Here)
      if (M.Object && M.Known && M.Kind != ModelKind::Tokenizer)
        Out.push_back(std::move(M));
    Edges.clear();
    E.expand(Queue[I], Edges);
    for (const Edge &Ed : Edges)
      if (Ed.To.Node && Ed.How == Change::None)
        Queue.push_back(Ed.To);
  }
}

void LineageBuilder::addMerges() {
  // Checks read recipes themselves.
  llvm::SmallVector<NodeRef, 8> InCode;
  llvm::copy_if(Found.Merges, std::back_inserter(InCode), [&](NodeRef Call) {
    return !isConfigFile(E.program().module(Call.Module));
  });
  eachEffect(InCode, EffectKind::Merges,
             [&](NodeRef Call, const ApiTarget &Row, const Effect &Eff) {
               addMerge(Call, Row, Eff);
             });
}

void LineageBuilder::addMerge(NodeRef Call, const ApiTarget &Row,
                              const Effect &Eff) {
  ModelNames Names;
  Models.modelsOf(Eff, SlotKind::Model, false, Call, 0, Row, Names);
  llvm::SmallVector<Spot, 4> Data;
  E.spots(Eff.paths(SlotKind::Data), Call, 0, Row, Data);
  modelsBehind(E, Models, Data, Names);
  resolveCheckpoints(Names);
  ModelMerge M;
  M.Where = place(Call);
  for (const ModelName &N : Names)
    if (N.Known && !isConfigFile(E.program().module(N.Where.Module)) &&
        !llvm::is_contained(M.Models, N.Id))
      M.Models.push_back(N.Id);
  auto IsSame = [&](const ModelMerge &Other) {
    return Other.Where.File == M.Where.File &&
           Other.Where.Begin == M.Where.Begin && Other.Models == M.Models;
  };
  if (M.Models.size() > 1 && llvm::none_of(Out.Merges, IsSame))
    Out.Merges.push_back(std::move(M));
}

void LineageBuilder::addRecipeTexts() {
  const Program &P = E.program();
  for (uint32_t I = 0; I < P.modules().size(); ++I) {
    const Summary &S = P.graph(I);
    if (S.frontEnd() == FrontEnd::Config)
      continue;
    for (NodeId Id = 1; Id < S.nodes().size(); ++Id) {
      if (S.node(Id).Kind != NodeKind::String || !mayMerge(S.name(Id)))
        continue;
      std::optional<MergeRecipe> R = readMergeRecipe(S.name(Id), "");
      if (!R)
        continue;
      ModelMerge M;
      M.Where = place({I, Id});
      M.Method = R->Method;
      for (const auto &[Name, At] : R->Models)
        if (!llvm::is_contained(M.Models, Name))
          M.Models.push_back(Name);
      Out.Merges.push_back(std::move(M));
    }
  }
}

} // namespace modeltidy
