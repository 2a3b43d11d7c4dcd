//===- uses.cpp - where models and data sets are used ---------------------===//
#include "scanner/lineage/dataset_names.h"
#include "scanner/lineage/lineage_builder.h"

namespace modeltidy {

static bool isStronger(Role New, Role Old) {
  auto Rank = [](Role R) {
    switch (R) {
    case Role::Unknown:
    case Role::Infer:
      return 0;
    case Role::Tokenizer: // of a model that is loaded by the same id
      return 1;
    case Role::Generate:
      return 2;
    default:
      return 3;
    }
  };
  return Rank(New) > Rank(Old);
}

uint32_t LineageBuilder::modelUse(const ModelName &M, Role Part) {
  if (M.Part != Role::Unknown && Part != Role::Teacher &&
      Part != Role::TrainBase)
    Part = M.Part;
  auto [It, New] =
      UseIndex.try_emplace({M.Id, M.Where.key()}, Out.Models.size());
  if (New) {
    ModelUse U;
    U.Id = M.Id;
    U.Known = M.Known;
    U.Where = place(M.Where);
    U.Part = Part;
    U.Through = M.Through;
    U.Provider = M.Provider;
    U.Kind = M.Kind;
    ModelNames Bases{M};
    resolveCheckpoints(Bases);
    for (const ModelName &B : Bases)
      if (B.Known && B.Id != M.Id && !llvm::is_contained(U.Bases, B.Id))
        U.Bases.push_back(B.Id);
    Out.Models.push_back(U);
  }
  ModelUse &U = Out.Models[It->second];
  if (isStronger(Part, U.Part))
    U.Part = Part;
  // `if "gpt" in name:` asks a provider, else weights of that name are loaded:
  // an id of no organization is the provider's.
  if (M.Through == Channel::ProviderApi && U.Through != Channel::ProviderApi &&
      !llvm::StringRef(M.Id).contains('/')) {
    U.Through = M.Through;
    U.Provider = M.Provider;
    U.Kind = M.Kind;
  }
  return It->second;
}

uint32_t LineageBuilder::datasetUse(const Origin &O, llvm::StringRef Purpose) {
  auto [It, New] = DatasetIndex.try_emplace({O.Dataset, O.DatasetWhere.key()},
                                            Out.Datasets.size());
  if (New) {
    DatasetUse D;
    D.Id = O.Dataset;
    D.IsFile = O.DatasetIsFile;
    D.MadeHere = O.DatasetMadeHere;
    D.Split = O.Split;
    D.Config = O.Config;
    D.Where = place(O.DatasetWhere);
    D.Purpose = Purpose.str();
    Out.Datasets.push_back(D);
  } else if (Purpose == "train") {
    Out.Datasets[It->second].Purpose = "train";
  }
  return It->second;
}

/// Uses that no training reaches: every load and generation whose id is known.
void LineageBuilder::addOtherUses() {
  auto Here = [&](llvm::ArrayRef<NodeRef> Calls) {
    std::vector<NodeRef> Of = Calls.vec();
    std::erase_if(Of, [&](NodeRef C) { return !E.runs(C.Module); });
    return Of;
  };
  auto ForRows = [&](NodeRef Call, EffectKind Kind, auto Visit) {
    if (E.launch() && Parts.HeavyUses.count(Call.key())) {
      Parts.LeftUsesOut = true;
      return;
    }
    uint64_t Before = E.work();
    CallTargets T = E.resolveCall(Call, 0);
    for (const ApiTarget &Row : T.Rows)
      for (const Effect &Eff : Row.Row->Effects)
        if (Eff.Kind == Kind)
          Visit(Row, Eff);
    if (E.work() - Before > MaxUseWork)
      Parts.HeavyUses.insert(Call.key());
  };
  for (NodeRef Call : Here(Found.Generations))
    ForRows(Call, EffectKind::Generates,
            [&](const ApiTarget &Row, const Effect &Eff) {
              ModelNames Names;
              Models.modelsOf(Eff, SlotKind::Model, true, Call, 0, Row, Names);
              EdgeKind Kind = edgeKindOf(Eff.word(SlotKind::Result));
              auto [It, New] = GenerationIndex.try_emplace(
                  Call.key(), Out.Generations.size());
              if (New)
                Out.Generations.push_back({place(Call), {}, Kind});
              for (const ModelName &M : Names) {
                Role Part = Kind == EdgeKind::Logits      ? Role::Infer
                            : Kind == EdgeKind::Score     ? Role::Judge
                            : Kind == EdgeKind::Label     ? Role::Label
                            : Kind == EdgeKind::Embedding ? Role::Embed
                                                          : Role::Generate;
                uint32_t Use = modelUse(M, Part);
                auto &Uses = Out.Generations[It->second].Models;
                if (std::find(Uses.begin(), Uses.end(), Use) == Uses.end())
                  Uses.push_back(Use);
              }
            });
  for (NodeRef Call : Here(Found.Loads))
    ForRows(Call, EffectKind::Loads,
            [&](const ApiTarget &Row, const Effect &Eff) {
              ModelNames Names;
              Models.modelsOf(Eff, SlotKind::Model, false, Call, 0, Row, Names);
              for (const ModelName &M : Names) {
                uint32_t Use = modelUse(M, Role::Unknown);
                if (M.Known && !M.Object)
                  addLoad(/*OfDataset=*/false, Use, Call, Row, Eff);
              }
            });
  for (NodeRef Call : Here(Found.Reads))
    ForRows(Call, EffectKind::Reads,
            [&](const ApiTarget &Row, const Effect &Eff) {
              llvm::SmallVector<Spot, 2> Spots;
              E.spots(Eff.paths(SlotKind::Dataset), Call, 0, Row, Spots);
              for (Spot S : Spots) {
                if (S.Path == 0 && E.isContainer(S))
                  S.Path = E.names().prepend({Part::Item, 0}, 0);
                llvm::SmallVector<Engine::Text, 4> Texts;
                E.texts(S, Texts);
                llvm::SmallVector<DatasetName, 4> Named;
                for (const Engine::Text &Text : Texts)
                  datasetNames(E, Eff, Call, 0, Row, Text, Named);
                for (const DatasetName &Name : Named) {
                  const Engine::Text &Text = Name.Text;
                  if (Text.Pattern.empty() || isAllUnknown(Text.Pattern))
                    continue;
                  Origin O;
                  O.Dataset = displayPattern(Text.Pattern);
                  O.DatasetIsFile = Name.IsPath;
                  O.DatasetWhere = Text.Where ? Text.Where : Call;
                  uint32_t Use = datasetUse(O, "unknown");
                  if (!O.DatasetIsFile)
                    addLoad(/*OfDataset=*/true, Use, Call, Row, Eff);
                }
              }
            });
}

/// A table of models from which one row was loaded: its other rows name models
/// too, ready to be chosen.
void LineageBuilder::addTableUses() {
  for (const auto &[Table, Keys] : E.keyedTables()) {
    std::optional<ModelUse> Like;
    for (const Value &K : Keys)
      if (auto It = UseIndex.find({E.names().str(K.Text).str(), K.Node.key()});
          It != UseIndex.end())
        Like = Out.Models[It->second];
    if (!Like)
      continue;
    for (const Value &K : Keys) {
      ModelName M;
      M.Id = E.names().str(K.Text).str();
      M.Where = K.Node;
      M.Through = Like->Through;
      M.Provider = Like->Provider;
      M.Kind = Like->Kind;
      modelUse(M, Role::Unknown);
    }
  }
}

} // namespace modeltidy
