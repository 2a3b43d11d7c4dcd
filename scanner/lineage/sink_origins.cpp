//===- sink_origins.cpp - whose output reaches a training -----------------===//
#include "scanner/lineage/lineage_builder.h"
#include "scanner/lineage/path_pattern.h"
#include "scanner/lineage/updates.h"
#include <set>

namespace modeltidy {

void LineageBuilder::addSlot(const TrainingSite &Site, SlotKind Slot,
                             Change How,
                             std::vector<OriginFinder::Start> &Starts) {
  llvm::SmallVector<Spot, 4> Spots;
  E.spots(Site.Eff->paths(Slot), Site.Call, Site.Ctx, Site.Target, Spots);
  for (const Spot &S : Spots)
    Starts.push_back({S, How});
}

/// The one column of the data that a training reads, where that is constant
/// and known.
std::optional<TextId> LineageBuilder::columnRead(const TrainingSite &Site) {
  llvm::SmallVector<Spot, 2> At;
  E.spots(Site.Eff->paths(SlotKind::Column), Site.Call, Site.Ctx, Site.Target,
          At);
  std::optional<TextId> Column;
  for (const Spot &S : At)
    for (const Value &V : E.eval(S)) {
      if (V.Kind == ValueKind::Null)
        continue;
      if (V.Kind != ValueKind::String || (Column && *Column != V.Text) ||
          hasUnknownPart(E.names().str(V.Text)))
        return std::nullopt;
      Column = V.Text;
    }
  return Column;
}

/// The data, or what a function of the repository makes of each row.
void LineageBuilder::addData(const TrainingSite &Site,
                             std::vector<OriginFinder::Start> &Starts) {
  llvm::SmallVector<Spot, 1> Formats;
  E.spots(Site.Eff->paths(SlotKind::FormattedBy), Site.Call, Site.Ctx,
          Site.Target, Formats);
  llvm::SmallVector<UserTarget, 2> Fns;
  for (const Spot &F : Formats)
    E.functionsAt(F, Fns);
  ContextId Inner = E.contexts().push(Site.Ctx, Site.Call);
  for (const UserTarget &U : Fns) {
    const Summary &G = E.program().graph(U.F.Module);
    for (ListRef L :
         {E.program().function(U.F).Returns, E.program().function(U.F).Yields})
      for (NodeId R : G.list(L))
        Starts.push_back({{{U.F.Module, R}, Inner, 0}, Change::None});
  }
  if (!Fns.empty())
    return;
  size_t First = Starts.size();
  addSlot(Site, SlotKind::Data, Change::None, Starts);
  if (std::optional<TextId> Column = columnRead(Site);
      Column && Formats.empty())
    for (size_t I = First; I < Starts.size(); ++I)
      if (Starts[I].At.Path == 0)
        Starts[I].At.Path = E.names().prepend({Part::Key, *Column}, 0);
}

/// Teachers, reward models and judges handed over as models or as functions.
void LineageBuilder::addScorers(Sink &S, SlotKind Slot, Role Part) {
  llvm::SmallVector<Spot, 4> Spots;
  E.spots(S.Site.Eff->paths(Slot), S.Site.Call, S.Site.Ctx, S.Site.Target,
          Spots);
  Change How = Part == Role::Teacher ? Change::None : Change::Score;
  auto Add = [&](ModelName M) {
    M.Part = Part;
    Origin O;
    O.Call = M.Object ? M.Object : S.Site.Call;
    O.Kind = Part == Role::Teacher ? EdgeKind::Logits : EdgeKind::Score;
    O.How = How;
    O.NoGrad = true;
    O.Doubt = !M.Doubt.empty();
    O.DoubtText = M.Doubt.str();
    O.Models = {std::move(M)};
    S.Origins.push_back(std::move(O));
  };
  for (const AccessPath &Path : S.Site.Eff->paths(Slot))
    if (Path.Root == PathRoot::Literal) { // a row knows it by itself
      ModelName M;
      M.Id = Path.Name.str();
      M.Where = S.Site.Call;
      Add(std::move(M));
    }
  for (const Spot &At : Spots) {
    ModelNames Names;
    Models.modelsAt(At, Names);
    for (const ModelName &M : Names)
      Add(M);
    // A function that scores: what its result comes from. Also in a list.
    llvm::SmallVector<UserTarget, 2> Fns;
    E.functionsAt(At, Fns);
    Spot Each = At;
    if (At.Path == 0)
      Each.Path = E.names().prepend({Part::Item, 0}, 0);
    E.functionsAt(Each, Fns);
    std::vector<OriginFinder::Start> Starts;
    if (Part != Role::Teacher && Fns.empty() && Names.empty())
      Starts.push_back({At, How}); // scores, computed before
    for (const UserTarget &U : Fns) {
      const Summary &G = E.program().graph(U.F.Module);
      for (NodeId R : G.list(E.program().function(U.F).Returns))
        Starts.push_back({{{U.F.Module, R}, 0, 0}, How});
    }
    OriginFinder Finder(Launched, Index, Artifacts);
    Finder.find(Starts, S.Origins);
  }
}

/// Methods a subclass overrides whose result trains: compute_loss.
void LineageBuilder::addHooks(Sink &S,
                              std::vector<OriginFinder::Start> &Starts) {
  const Slot *Hooks = S.Site.Eff->slot(SlotKind::Hooks);
  if (!Hooks)
    return;
  std::vector<std::pair<ClassRef, ContextId>> Classes;
  for (ClassRef C : E.resolveCall(S.Site.Call, S.Site.Ctx).Classes)
    Classes.push_back({C, E.contexts().push(S.Site.Ctx, S.Site.Call)});
  llvm::SmallVector<Spot, 4> Targets;
  E.spots(S.Site.Eff->paths(SlotKind::Target), S.Site.Call, S.Site.Ctx,
          S.Site.Target, Targets);
  for (const Spot &T : Targets)
    for (const Value &V : E.eval(T))
      if (V.Kind == ValueKind::Instance)
        Classes.push_back(
            {{V.Ref, V.Index}, V.Node ? E.contexts().push(V.Ctx, V.Node) : 0});
  llvm::SmallVector<llvm::StringRef, 4> Names(Hooks->Words.begin(),
                                              Hooks->Words.end());
  Names.push_back("forward"); // a model of the repository returns its own loss
  for (auto &[C, Ctx] : Classes)
    for (llvm::StringRef Name : Names)
      if (auto F = E.method(C, Name)) {
        const Summary &G = E.program().graph(F->Module);
        for (NodeId R : G.list(E.program().function(*F).Returns))
          Starts.push_back({{{F->Module, R}, Ctx, 0}, Change::None});
      }
}

/// A module that holds student and teacher is a target in its student alone.
void LineageBuilder::dropTeachers(Sink &S, const std::vector<Origin> &All) {
  auto Frozen = [&](const ModelName &M) {
    return std::any_of(All.begin(), All.end(), [&](const Origin &O) {
      return O.NoGrad && O.Kind == EdgeKind::Logits &&
             std::find(O.Models.begin(), O.Models.end(), M) != O.Models.end();
    });
  };
  if (llvm::all_of(S.Targets, Frozen))
    return;
  llvm::erase_if(S.Targets, Frozen);
}

static bool isOutput(const Origin &O) {
  return !O.FromDataset && O.Kind == EdgeKind::Logits &&
         O.How == Change::None && O.Trail.empty();
}

namespace {
/// What the program does with the models behind each output of a loss.
struct OutputUpdates {
  std::vector<Updates> Of;
  bool Trained = false, Frozen = false, Other = false;

  OutputUpdates(Engine &E, const std::vector<Origin> &All, Freezing How) {
    for (const Origin &O : All) {
      Of.push_back(Updates::Unknown);
      if (!isOutput(O))
        continue;
      Of.back() = Updates::Trained; // the least trained of its models
      for (const ModelName &M : O.Models) {
        Updates Is = updatesOf(E, M.Object, How);
        if (Is == Updates::Frozen || Of.back() == Updates::Trained)
          Of.back() = Is;
      }
      Trained |= Of.back() == Updates::Trained;
      Frozen |= Of.back() == Updates::Frozen;
      Other |= Of.back() != Updates::Frozen;
    }
  }
};
} // namespace

/// Where no output of a loss is made without gradient, the models that the
/// program freezes, or leaves alone while it trains another, are the teachers.
void LineageBuilder::markTeachers(std::vector<Origin> &All) {
  OutputUpdates Is(E, All, Freezing::ByModeOrLoop);
  if (Is.Frozen && !Is.Other) // a student's encoder may be frozen
    Is = OutputUpdates(E, All, Freezing::ByMode);
  for (size_t I = 0; I < All.size(); ++I)
    if (isOutput(All[I]))
      All[I].NoGrad = Is.Frozen ? Is.Of[I] == Updates::Frozen && Is.Other
                                : Is.Of[I] == Updates::Unknown && Is.Trained;
  for (Origin &O : All)
    O.NoGrad |= isOutput(O) && !O.Models.empty() &&
                llvm::all_of(O.Models, [&](const ModelName &M) {
                  return trainsOthersAlone(E, M.Object);
                });
}

/// A loss holds the outputs of the trained model and of its teachers. Teachers
/// run without gradient; what remains is the trained model itself.
void LineageBuilder::splitLoss(Sink &S, std::vector<Origin> &All) {
  // What one call gives for sure is not also something else in doubt.
  // But one call may run the trained model, and elsewhere its labeler.
  std::set<std::pair<uint64_t, bool>> SureCalls;
  for (const Origin &O : All)
    if (!O.Doubt && !O.FromDataset)
      SureCalls.emplace(O.Call.key(), O.NoGrad);
  std::erase_if(All, [&](const Origin &O) {
    return O.Doubt && !O.FromDataset && O.Trail.empty() &&
           SureCalls.count({O.Call.key(), O.NoGrad});
  });
  auto AnyNoGrad = [&] {
    return std::any_of(All.begin(), All.end(),
                       [](const Origin &O) { return O.NoGrad; });
  };
  if (!AnyNoGrad())
    markTeachers(All);
  bool Learners = AnyNoGrad() || S.Targets.empty(); // the others learn
  dropTeachers(S, All);
  for (Origin &O : All) {
    if (isOutput(O) && !O.NoGrad && Learners) {
      for (const ModelName &M : O.Models)
        if (std::find(S.Targets.begin(), S.Targets.end(), M) == S.Targets.end())
          S.Targets.push_back(M);
      continue;
    }
    S.Origins.push_back(std::move(O));
  }
}

void LineageBuilder::findOrigins(Sink &S) {
  std::vector<OriginFinder::Start> Starts;
  addData(S.Site, Starts);
  addSlot(S.Site, SlotKind::Prompts, Change::Prompt, Starts);
  addHooks(S, Starts);
  bool Loss = !S.Site.Eff->paths(SlotKind::Loss).empty();
  if (Loss)
    addSlot(S.Site, SlotKind::Loss, Change::None, Starts);
  std::vector<Origin> All;
  OriginFinder Finder(Launched, Index, Artifacts);
  if (Loss)
    Finder.trainsIn(E.program().enclosingFunction(S.Site.Call));
  Finder.find(Starts, All);
  if (Finder.truncated())
    Out.Limits.push_back({Out.Files[place(S.Site.Anchor).File],
                          place(S.Site.Anchor).Line,
                          "the data of this training were followed through " +
                              std::to_string(OriginFinder::MaxStates) +
                              " places and no further"});
  if (Loss || S.Site.Eff->slot(SlotKind::Hooks))
    splitLoss(S, All);
  else
    S.Origins = std::move(All);
  addScorers(S, SlotKind::Teacher, Role::Teacher);
  addScorers(S, SlotKind::Reward, Role::Reward);
  addScorers(S, SlotKind::Judge, Role::Judge);
}

static void addName(ModelNames &Names, ModelName Name) {
  if (!llvm::is_contained(Names, Name))
    Names.push_back(std::move(Name));
}

/// The folder that trainers keep a checkpoint in: "runs/a" of
/// "runs/a/checkpoint-500". Empty for other paths.
static llvm::StringRef aroundCheckpoint(llvm::StringRef Path) {
  constexpr llvm::StringLiteral Prefixes[] = {
      "checkpoint", "global_step", "epoch", "step", "final", "best", "last"};
  auto [Around, Name] = Path.rtrim('/').rsplit('/');
  bool Is = llvm::any_of(
      Prefixes, [&](llvm::StringRef P) { return Name.starts_with(P); });
  return Is ? Around : "";
}

/// The models that a path of a name was trained from, where a training of the
/// repository wrote it; none while that is being found out.
const ModelNames &LineageBuilder::basesOf(const ModelName &M) {
  llvm::StringRef Pattern = M.Pattern.empty() ? M.Id : M.Pattern;
  auto [It, New] =
      Checkpoints.try_emplace(std::tuple(M.Id, Pattern.str(), M.Where.Module));
  ModelNames &Bases = It->second; // nodes of a map stay in place
  if (!New || !M.Known || !M.Where)
    return Bases;
  llvm::SmallVector<ArtifactJoin, 4> Joins;
  Artifacts.joinsThroughCopies(Pattern, M.Where.Module, Index, Joins);
  if (llvm::StringRef Around = aroundCheckpoint(Pattern);
      Joins.empty() && !Around.empty())
    Artifacts.joinsThroughCopies(Around, M.Where.Module, Index, Joins);
  ModelNames Direct, Distinct;
  for (const ArtifactJoin &J : Joins)
    if (J.How == PathMatch::Exact)
      for (const Spot &D : J.Write->Data)
        Models.modelsAt(D, Direct);
  for (ModelName &B : Direct)
    if (B.Id != M.Id)
      addName(Distinct, std::move(B));
  resolveCheckpoints(Distinct);
  return Bases = std::move(Distinct);
}

/// A local path that a training of the repository wrote stands for the model it
/// was trained from.
void LineageBuilder::resolveCheckpoints(ModelNames &Names) {
  ModelNames Resolved;
  for (const ModelName &M : Names) {
    const ModelNames &Bases = basesOf(M);
    for (const ModelName &B : Bases)
      addName(Resolved, B);
    if (Bases.empty())
      addName(Resolved, M);
  }
  Names = std::move(Resolved);
}

} // namespace modeltidy
