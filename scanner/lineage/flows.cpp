//===- flows.cpp - flows from origins to trainings ------------------------===//
#include "scanner/lineage/lineage_builder.h"
#include "scanner/lineage/path_pattern.h"

namespace modeltidy {

Role LineageBuilder::roleOfOrigin(const Origin &O) const {
  switch (O.How) {
  case Change::Prompt:
    return Role::Generate;
  case Change::Score:
  case Change::Selection:
    return Role::Judge;
  case Change::None:
    break;
  }
  switch (O.Kind) {
  case EdgeKind::Logits:
    return Role::Teacher;
  case EdgeKind::Score:
    return Role::Reward;
  case EdgeKind::Label:
    return Role::Label;
  case EdgeKind::Embedding:
    return Role::Embed;
  default:
    return Role::Generate;
  }
}

static EdgeKind weakestKind(const Origin &O) {
  switch (O.How) {
  case Change::Prompt:
    return EdgeKind::Prompt;
  case Change::Score:
    return EdgeKind::Score;
  case Change::Selection:
    return EdgeKind::Selection;
  case Change::None:
    return O.Kind;
  }
  return O.Kind;
}

/// Has a flow of its kind been told with the same source and the same base
/// models, under no launch or an equal one? The places of ids say what a launch
/// changes.
bool LineageBuilder::isTold(const Sink &S, const Flow &F) {
  const Place &From =
      F.FromDataset ? Out.Datasets[F.Source].Where : Out.Models[F.Source].Where;
  std::string Key =
      (F.FromDataset ? "d" : "m") + std::to_string(F.Source) + " " +
      std::to_string(From.File) + ":" + std::to_string(From.Begin) + " " +
      std::to_string(S.Site.Call.key()) + " " + std::to_string(S.Site.Ctx) +
      " " + std::to_string(static_cast<int>(F.Kind));
  for (const ModelName &M : S.Targets)
    Key += " " + M.Id + "@" + std::to_string(M.Where.key());
  return Index != 0 && E.launch() ? !Parts.Told.insert(Key).second
                                  : (Parts.Told.insert(Key), false);
}

/// Has a config file a key that is called as an option is, at any depth?
static bool hasKey(const Summary &S, llvm::StringRef Option) {
  auto Plain = [](llvm::StringRef Name) {
    std::string Out = Name.substr(Name.rfind('.') + 1).lower();
    std::replace(Out.begin(), Out.end(), '-', '_');
    return Out;
  };
  std::string Wanted = Plain(Option);
  return llvm::any_of(S.nodes(), [&](const Node &N) {
    return N.Kind == NodeKind::Dict &&
           llvm::any_of(S.operands(N), [&](const Operand &O) {
             return O.Name != 0 && Plain(S.string(O.Name)) == Wanted;
           });
  });
}

/// Is a model given by an option that the launch in hand leaves out? It names
/// no model then: that the option is there is told where no launch is looked
/// at. Words that nothing tells may hold it all the same.
bool LineageBuilder::isLeftOut(const ModelName &M) {
  llvm::StringRef Option = M.Id;
  if (!E.launch() || M.Known || !Option.consume_front("CLI --") ||
      llvm::any_of(E.launch()->Configs, [&](NodeRef Config) {
        return hasKey(E.program().graph(Config), Option);
      }))
    return false;
  for (const LaunchWord &W : E.launch()->Line.Words)
    if (W.Texts.empty() || llvm::any_of(W.Texts, [](const WordText &T) {
          return isAllUnknown(T.Pattern) && !T.Pattern.empty();
        }))
      return false;
  WordTexts Given;
  return !E.launch()->Line.option({Option}, Given);
}

/// What only a document runs is likely at most.
void LineageBuilder::noteDocument(const Sink &S, NodeRef By, Flow &F) {
  if (E.launch() && E.launch()->Documented)
    By = E.launch()->Command;
  else if (E.program().module(S.Site.Call.Module).Documented)
    By = S.Site.Call;
  if (!By)
    return;
  F.Sure = std::max(F.Sure, Confidence::Likely);
  F.Doubt = "documented in " + Out.Files[place(By).File] + ":" +
            std::to_string(place(By).Line);
}

void LineageBuilder::addFlow(const Sink &S, uint32_t TrainingIndex,
                             const Origin &O) {
  Flow F;
  F.Sink = TrainingIndex;
  F.Kind = weakestKind(O);
  F.Sure = O.Doubt ? Confidence::Likely : Confidence::Certain;
  F.Doubt = O.DoubtText;
  auto Finish = [&](std::vector<Step> Head) {
    F.Steps = std::move(Head);
    for (const TrailStep &T : O.Trail)
      F.Steps.push_back({place(T.Where), T.What});
    bool Launch = S.Anchor != S.Trainer;
    if (Launch && E.launch())
      F.Steps.push_back({place(E.launch()->Command), "launched here"});
    if (S.Trainer != S.Site.Call && S.Trainer == anchorOf(S.Site))
      F.Steps.push_back({place(S.Trainer), "the trainer is made here"});
    F.Steps.push_back(
        {place(S.Trainer == S.Site.Anchor ? S.Trainer : S.Site.Call),
         "trains here"});
    noteDocument(S, O.Documented, F);
    // The same place told twice says nothing more.
    std::vector<Step> Kept;
    for (Step &St : F.Steps)
      if (Kept.empty() || Kept.back().Where.File != St.Where.File ||
          Kept.back().Where.Begin != St.Where.Begin ||
          Kept.back().What != St.What)
        Kept.push_back(std::move(St));
    F.Steps = std::move(Kept);
    if (!isTold(S, F))
      Out.Flows.push_back(F);
  };
  if (O.FromDataset) {
    F.FromDataset = true;
    F.Source = datasetUse(O, "train");
    // A file that the repository itself writes is told by its writer's flow.
    std::vector<Step> Head{
        {place(O.DatasetWhere), "data set '" + O.Dataset + "' is named here"}};
    if (O.Call != O.DatasetWhere)
      Head.push_back({place(O.Call), "read here"});
    Finish(std::move(Head));
    return;
  }
  for (const ModelName &M : O.Models) {
    if (isLeftOut(M))
      continue;
    F.FromDataset = false;
    F.Source = modelUse(M, roleOfOrigin(O));
    std::vector<Step> Head{
        {place(M.Where), M.Known ? "'" + M.Id + "' is named here"
                         : llvm::StringRef(M.Id).starts_with("CLI ")
                             ? "the model is given by " + M.Id
                             : "asks " + M.Provider +
                                   " for a model that the code does not name"}};
    if (M.Object && M.Object != M.Where)
      Head.push_back({place(M.Object), "loaded here"});
    const char *What = O.Stored ? "its stored output is read here"
                       : O.Kind == EdgeKind::Logits    ? "its logits enter here"
                       : O.Kind == EdgeKind::Score     ? "scores here"
                       : O.Kind == EdgeKind::Label     ? "labels here"
                       : O.Kind == EdgeKind::Embedding ? "embeds here"
                                                       : "generates here";
    if (O.Call != M.Object && O.Call != M.Where)
      Head.push_back({place(O.Call), What});
    if (!O.Stored && (O.Kind != EdgeKind::Score || O.Call != S.Site.Call)) {
      auto [It, New] =
          GenerationIndex.try_emplace(O.Call.key(), Out.Generations.size());
      if (New)
        Out.Generations.push_back({place(O.Call), {}, O.Kind});
      auto &Uses = Out.Generations[It->second].Models;
      if (std::find(Uses.begin(), Uses.end(), F.Source) == Uses.end())
        Uses.push_back(F.Source);
    }
    Finish(std::move(Head));
  }
}

} // namespace modeltidy
