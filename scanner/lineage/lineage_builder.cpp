#include "scanner/lineage/lineage_builder.h"
#include "scanner/lineage/dataset_names.h"
#include "scanner/lineage/path_pattern.h"
#include "scanner/lineage/updates.h"
#include <algorithm>
#include <set>
#include <utility>

namespace modeltidy {

Place LineageBuilder::place(NodeRef N) const {
  const Program &P = E.program();
  const Summary &S = P.graph(N);
  const Node &Nd = S.node(N.Id);
  Place At;
  At.File = P.module(N.Module).File;
  At.Begin = Nd.Begin;
  At.End = Nd.End;
  At.Line = S.lineOf(Nd.Begin);
  At.Column = S.columnOf(Nd.Begin);
  At.EndLine = S.lineOf(Nd.End);
  At.EndColumn = S.columnOf(Nd.End);
  return At;
}

static bool isStronger(Role New, Role Old) {
  auto Rank = [](Role R) {
    switch (R) {
    case Role::Unknown:
    case Role::Infer:
      return 0;
    case Role::Generate:
      return 1;
    default:
      return 2;
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
  } else if (isStronger(Part, Out.Models[It->second].Part)) {
    Out.Models[It->second].Part = Part;
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

/// None is no version. What a splat may hold is as unknown as a variable.
void LineageBuilder::readRevision(const Spot &At, Load &Into) {
  llvm::ArrayRef<Value> Values = E.eval(At);
  Into.Known &= !Values.empty();
  for (const Value &V : Values) {
    bool Told =
        V.Kind == ValueKind::String && !hasUnknownPart(E.names().str(V.Text));
    if (Told && Into.Revision.empty()) {
      Into.Revision = E.names().str(V.Text).str();
      Into.Pin = place(V.Node ? V.Node : At.Node);
    }
    Into.Known &= Told || V.Kind == ValueKind::Null;
  }
}

/// What a value was before calls got it: they leave a string as it was. Null
/// behind very many.
static NodeRef beforeCalls(const Program &P, NodeRef N) {
  constexpr unsigned MaxCalls = 200;
  for (unsigned I = 0; I != MaxCalls; ++I) {
    const Node &Nd = P.node(N);
    llvm::ArrayRef<Operand> Operands = P.graph(N).operands(Nd);
    if (Nd.Kind != NodeKind::AfterCall || Operands.empty())
      return N;
    N.Id = Operands.front().Value;
  }
  return {};
}

/// The text of a constant: a literal, or a variable that its own scope set to
/// one. Null where anything else may stand for it; what another scope sets, it
/// may set again between two calls.
static NodeRef constantText(const Program &P, NodeRef N) {
  NodeRef Text = beforeCalls(P, N);
  return Text && P.node(Text).Kind == NodeKind::String ? Text : NodeRef();
}

/// Is the text that of a variable which an inner function sets too (`global`,
/// `nonlocal`)?
static bool mayBeSetElsewhere(const Program &P, NodeRef Text) {
  const Summary &S = P.graph(Text);
  for (uint32_t Sc = 0; Sc < S.scopes().size(); ++Sc) {
    llvm::ArrayRef<Binding> All = S.bindings(S.scopes()[Sc]);
    auto IsSetInside = [&](StringId Name) {
      return llvm::any_of(All, [&](const Binding &B) {
        if (B.Name != Name || !(B.Flags & BindingNonLocal))
          return false;
        NodeRef Set = beforeCalls(P, {Text.Module, B.Node});
        if (!Set)
          return true;
        const Node &N = P.node(Set);
        return N.Scope != Sc && N.Kind != NodeKind::Global &&
               N.Kind != NodeKind::Free;
      });
    };
    for (const Binding &B : All)
      if (constantText(P, {Text.Module, B.Node}) == Text && IsSetInside(B.Name))
        return true;
  }
  return false;
}

/// May an argument name another thing that is loaded along? One like
/// tokenizer= may whatever it is, unless it is known to be an object.
bool LineageBuilder::mayLoadMore(NodeRef Argument, llvm::StringRef Key,
                                 llvm::StringRef Id) {
  llvm::ArrayRef<Value> Values = E.eval({Argument, 0, 0});
  auto IsOther = [&](const Value &V) {
    llvm::StringRef Text =
        V.Kind == ValueKind::String ? E.names().str(V.Text) : "";
    return Text.count('/') == 1 && !Text.starts_with("/") && Text != Id;
  };
  auto IsObject = [](const Value &V) { return V.Kind == ValueKind::Api; };
  bool IsCompanion = llvm::any_of(
      llvm::ArrayRef<llvm::StringRef>{"tokenizer", "processor", "extractor"},
      [&](llvm::StringRef Part) { return Key.contains(Part); });
  return llvm::any_of(Values, IsOther) ||
         (IsCompanion && (Values.empty() || !llvm::all_of(Values, IsObject)));
}

/// Does a star import between the text and the call bind names anew? Which
/// ones is unknown.
static bool mayBeImportedAnew(const Program &P, NodeRef Text, NodeRef Call) {
  const Summary &S = P.graph(Call);
  uint32_t From = P.node(Text).Begin, To = P.node(Call).Begin;
  return llvm::any_of(S.scopes(), [&](const Scope &Sc) {
    return llvm::any_of(S.bindings(Sc), [&](const Binding &B) {
      return (B.Flags & BindingStar) && S.node(B.Node).Begin > From &&
             S.node(B.Node).Begin < To;
    });
  });
}

bool LineageBuilder::loadsOnly(NodeRef Call, llvm::StringRef Id) {
  const Program &P = E.program();
  const Summary &S = P.graph(Call);
  if (S.frontEnd() == FrontEnd::Config)
    return true;
  const CallTargets &T = E.resolveCall(Call, 0);
  bool Named = T.Functions.empty() && T.Classes.empty();
  bool Given = false;
  llvm::ArrayRef<Operand> Operands = S.operands(S.node(Call.Id));
  for (const Operand &O : Operands.drop_front(Operands.empty() ? 0 : 1)) {
    NodeRef Text = constantText(P, {Call.Module, O.Value});
    bool IsId = Text && P.name(Text) == Id && !mayBeSetElsewhere(P, Text) &&
                !mayBeImportedAnew(P, Text, Call);
    Given |= IsId;
    Named &= IsId || !mayLoadMore({Call.Module, O.Value}, S.string(O.Name), Id);
  }
  return Named && Given;
}

void LineageBuilder::addLoad(bool OfDataset, uint32_t Use, NodeRef Call,
                             const ApiTarget &Row, const Effect &Eff) {
  if (Eff.paths(SlotKind::Revision).empty() ||
      !Parts.Loaded.emplace(OfDataset, Use, Call.key()).second)
    return;
  Load New;
  New.OfDataset = OfDataset;
  New.Use = Use;
  New.Where = place(Call);
  const AccessPath &First = Eff.paths(SlotKind::Revision).front();
  if (First.Root == PathRoot::ArgName && First.Steps.empty())
    New.Argument = First.Name.str();
  llvm::SmallVector<Spot, 2> Given;
  E.spots(Eff.paths(SlotKind::Revision), Call, 0, Row, Given);
  for (const Spot &At : Given)
    readRevision(At, New);
  // A version is one model's: who gives it to a call that may load another
  // one too breaks that load. So there is no argument for it.
  if (!loadsOnly(Call, OfDataset ? Out.Datasets[Use].Id : Out.Models[Use].Id))
    New.Argument.clear();
  Out.Loads.push_back(std::move(New));
}

void LineageBuilder::addSlot(const TrainingSite &Site, SlotKind Slot,
                             Change How,
                             std::vector<OriginFinder::Start> &Starts) {
  llvm::SmallVector<Spot, 4> Spots;
  E.spots(Site.Eff->paths(Slot), Site.Call, Site.Ctx, Site.Target, Spots);
  for (const Spot &S : Spots)
    Starts.push_back({S, How});
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

static bool sameModels(const ModelNames &A, const ModelNames &B) {
  for (const ModelName &M : A)
    if (std::none_of(B.begin(), B.end(), [&](const ModelName &O) {
          return O.Id == M.Id && O.Where == M.Where && O.Object == M.Object;
        }))
      return false;
  return !A.empty();
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
}

/// A loss holds the outputs of the trained model and of its teachers. Teachers
/// run without gradient; what remains is the trained model itself.
void LineageBuilder::splitLoss(Sink &S, std::vector<Origin> &All) {
  // What one call gives for sure is not also something else in doubt.
  std::set<uint64_t> SureCalls;
  for (const Origin &O : All)
    if (!O.Doubt && !O.FromDataset)
      SureCalls.insert(O.Call.key());
  std::erase_if(All, [&](const Origin &O) {
    return O.Doubt && !O.FromDataset && O.Trail.empty() &&
           SureCalls.count(O.Call.key());
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
  addSlot(S.Site, SlotKind::Data, Change::None, Starts);
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

/// Trainings whose data are preferences: who decided them made the labels.
static bool learnsPreferences(llvm::StringRef Method) {
  static constexpr llvm::StringRef Methods[] = {
      "dpo", "ipo", "kto", "orpo", "cpo", "simpo", "bco", "reward", "prm"};
  return llvm::is_contained(Methods, Method);
}

void LineageBuilder::addTraining(const TrainingSite &Site) {
  Sink S;
  S.Site = Site;
  Models.modelsOf(*Site.Eff, SlotKind::Target, false, Site.Call, Site.Ctx,
                  Site.Target, S.Targets);
  findOrigins(S);
  resolveCheckpoints(S.Targets);
  for (Origin &O : S.Origins) {
    resolveCheckpoints(O.Models);
    if (learnsPreferences(Site.Eff->word(SlotKind::Method)) &&
        (O.How == Change::Selection || O.How == Change::Score)) {
      O.How = Change::None;
      O.Kind = EdgeKind::Label;
    }
  }
  if (E.isForeign(Site.Call, Site.Ctx))
    for (Origin &O : S.Origins)
      if (!std::exchange(O.Doubt, true))
        O.DoubtText = "what the script does stands in another repository";
  // A model's own fresh output inside its own loss is no flow.
  std::erase_if(S.Origins, [&](const Origin &O) {
    return !O.FromDataset && O.Trail.empty() &&
           (O.Kind != EdgeKind::Logits || !O.NoGrad) &&
           sameModels(O.Models, S.Targets);
  });
  emitSink(S);
}

/// Where a finding stands: the trainer's construction where a method of it
/// trains, else the call itself.
NodeRef LineageBuilder::anchorOf(const TrainingSite &Site) {
  if (Site.Target.IsInit || !Site.Target.Object ||
      !Site.Eff->word(SlotKind::Service).empty())
    return Site.Call;
  for (const Value &V : E.eval(Site.Target.Object, 0))
    if (V.Kind == ValueKind::Api && V.Node &&
        V.Node.Module == Site.Call.Module &&
        E.names().str(V.Text).ends_with("Trainer"))
      return V.Node;
  return Site.Call;
}

/// def backward(self, loss): loss.backward() — the loss is the caller's.
bool LineageBuilder::getsLossFromCaller(const TrainingSite &Site) {
  constexpr size_t MaxNodes = 64;
  llvm::SmallVector<Spot, 4> Spots;
  E.spots(Site.Eff->paths(SlotKind::Loss), Site.Call, 0, Site.Target, Spots);
  llvm::SmallVector<NodeRef, 8> Open;
  for (const Spot &S : Spots)
    Open.push_back(S.Node);
  std::set<NodeRef> Seen(Open.begin(), Open.end());
  while (!Open.empty() && Seen.size() < MaxNodes) {
    NodeRef N = Open.pop_back_val();
    const Summary &G = E.program().graph(N);
    NodeKind K = G.node(N.Id).Kind;
    if (K == NodeKind::Param)
      return true;
    if (K == NodeKind::Phi || K == NodeKind::Binary || K == NodeKind::AfterCall)
      for (const Operand &O : G.operands(G.node(N.Id)))
        if (O.Value && Seen.insert({N.Module, O.Value}).second)
          Open.push_back({N.Module, O.Value});
  }
  return false;
}

/// In a config or a command a finding stands where the base model is named,
/// else at the document or the command line. None where code alone tells.
NodeRef LineageBuilder::launchAnchor(const Sink &S) {
  const Program &P = E.program();
  auto InCode = [&](NodeRef N) {
    FrontEnd F = P.graph(N).frontEnd();
    return F != FrontEnd::Config && F != FrontEnd::Shell;
  };
  // A config may be written in Python.
  bool Code = InCode(S.Site.Call) && P.node(S.Site.Call).Kind == NodeKind::Call;
  if (Code && !E.launch())
    return {};
  for (const ModelName &M : S.Targets)
    if (M.Where &&
        (!InCode(M.Where) || (!Code && M.Where.Module == S.Site.Call.Module)))
      return M.Where;
  return Code ? E.launch()->Command : S.Site.Call;
}

/// A helper that trains on the loss it is given trains once for each caller:
/// model and data of one call belong together.
void LineageBuilder::addTrainings(const TrainingSite &Site) {
  constexpr size_t MaxCallers = 32;
  llvm::SmallVector<NodeRef, 8> Callers;
  auto F = E.program().enclosingFunction(Site.Call);
  if (F && getsLossFromCaller(Site))
    for (NodeRef Caller : E.callersOf(*F))
      if (E.program().node(Caller).Kind == NodeKind::Call)
        Callers.push_back(Caller);
  if (Callers.empty() || Callers.size() > MaxCallers)
    return addTraining(Site);
  for (NodeRef Caller : Callers) {
    E.resetWork();
    TrainingSite One = Site;
    One.Ctx = E.contexts().push(0, Caller);
    One.Anchor = Caller;
    addTraining(One);
  }
}

void LineageBuilder::emitSink(Sink &S) {
  bool Loss = !S.Site.Eff->paths(SlotKind::Loss).empty();
  if (Loss && S.Targets.empty() && S.Origins.empty())
    return; // some backward(): nothing of ours in it
  S.Anchor = S.Site.Anchor == S.Site.Call ? anchorOf(S.Site) : S.Site.Anchor;
  S.Trainer = S.Anchor;
  if (NodeRef At = launchAnchor(S))
    S.Anchor = At;
  bool Known =
      llvm::any_of(S.Targets, [](const ModelName &M) { return M.Known; });
  if (Known && Index != 0)
    Parts.Launched.insert(S.Site.Call.key());
  else if (!Known && Index == 0)
    Parts.Open[static_cast<uint32_t>(Out.Trainings.size())] = S.Site.Call.key();
  Training T;
  T.Where = place(S.Anchor);
  T.Api = S.Site.Target.IsInit && S.Site.Target.Type
              ? E.names().str(S.Site.Target.Type).str()
              : S.Site.Target.Row->Name.str();
  T.Method = S.Site.Eff->word(SlotKind::Method).str();
  T.Makes = modelKindOf(S.Site.Eff->word(SlotKind::Makes));
  T.Service = !S.Site.Eff->word(SlotKind::Service).empty();
  T.Provider = S.Site.Eff->word(SlotKind::Provider).str();
  for (const ModelName &M : S.Targets) {
    uint32_t Use = modelUse(M, Role::TrainBase);
    T.Targets.push_back(Use);
    if (T.Makes == ModelKind::Unknown)
      T.Makes = M.Kind;
  }
  uint32_t Number = static_cast<uint32_t>(Out.Trainings.size());
  Out.Trainings.push_back(T);
  for (const Origin &O : S.Origins)
    addFlow(S, Number, O);
}

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

/// Is a model given by an option that the launch in hand leaves out? It names
/// no model then: that the option is there is told where no launch is looked
/// at. Words that nothing tells may hold it all the same.
bool LineageBuilder::isLeftOut(const ModelName &M) {
  llvm::StringRef Option = M.Id;
  if (!E.launch() || M.Known || !Option.consume_front("CLI --") ||
      !E.launch()->Configs.empty())
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
void LineageBuilder::noteDocument(const Sink &S, Flow &F) {
  NodeRef By;
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
    noteDocument(S, F);
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

/// Uses that no training reaches: every load and generation whose id is known.
void LineageBuilder::addOtherUses() {
  auto Here = [&](llvm::ArrayRef<NodeRef> Calls) {
    std::vector<NodeRef> Of = Calls.vec();
    std::erase_if(Of, [&](NodeRef C) { return !E.runs(C.Module); });
    return Of;
  };
  auto ForRows = [&](NodeRef Call, EffectKind Kind, auto Visit) {
    CallTargets T = E.resolveCall(Call, 0);
    for (const ApiTarget &Row : T.Rows)
      for (const Effect &Eff : Row.Row->Effects)
        if (Eff.Kind == Kind)
          Visit(Row, Eff);
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

/// What the repository generates text with, for paths that name a model.
void LineageBuilder::noteGenerators() {
  for (NodeRef Call : Found.Generations) {
    if (E.spent() || !E.runs(Call.Module))
      continue;
    E.resetWork();
    CallTargets T = E.resolveCall(Call, 0);
    for (const ApiTarget &Row : T.Rows)
      for (const Effect &Eff : Row.Row->Effects) {
        if (Eff.Kind != EffectKind::Generates ||
            edgeKindOf(Eff.word(SlotKind::Result)) != EdgeKind::Text)
          continue;
        ModelNames Names;
        Models.modelsOf(Eff, SlotKind::Model, true, Call, 0, Row, Names);
        for (const ModelName &M : Names)
          if (M.Known)
            Models.noteGenerator(M.Id);
      }
  }
}

/// What the program asks that listens here; where its workers hide it, what its
/// options name: args.reward_model.
void LineageBuilder::generatedWith(uint32_t Module, ModelNames &Served) {
  constexpr size_t MaxServed = 8;
  llvm::BitVector Reach = E.shared().reachOf(Module);
  for (NodeRef Call : Found.Generations) {
    if (!E.runs(Call.Module) || !Reach.test(Call.Module) ||
        Served.size() >= MaxServed)
      continue;
    CallTargets T = E.resolveCall(Call, 0);
    for (const ApiTarget &Row : T.Rows)
      for (const Effect &Eff : Row.Row->Effects)
        if (Eff.Kind == EffectKind::Generates)
          Models.modelsOf(Eff, SlotKind::Model, true, Call, 0, Row, Served);
  }
  if (llvm::any_of(Served, [](const ModelName &M) { return M.Known; }))
    return;
  const Summary &S = E.program().graph(Module);
  for (NodeId Id = 1; Id < S.nodes().size() && Served.size() < MaxServed; ++Id)
    if (const Node &N = S.node(Id); N.Kind == NodeKind::Attr)
      if (llvm::StringRef Name = S.string(N.Name);
          Name.contains("model") && !Name.contains("token"))
        for (const Value &V : E.eval(NodeRef{Module, Id}, 0))
          if (V.Kind == ValueKind::String &&
              E.names().str(V.Text).count('/') == 1 &&
              E.names().str(V.Text).find_first_of(" .:*") != 0)
            Models.modelsAt({{Module, Id}, 0, 0}, Served);
}

void LineageBuilder::noteServers() {
  for (NodeRef Call : Found.Servers) {
    if (!E.runs(Call.Module) || E.spent())
      continue;
    E.resetWork();
    CallTargets T = E.resolveCall(Call, 0);
    for (const ApiTarget &Row : T.Rows)
      for (const Effect &Eff : Row.Row->Effects) {
        if (Eff.Kind != EffectKind::Serves)
          continue;
        ModelNames Names;
        if (Eff.paths(SlotKind::Model).empty())
          generatedWith(Call.Module, Names);
        else
          Models.modelsOf(Eff, SlotKind::Model, false, Call, 0, Row, Names);
        std::vector<std::string> Ports;
        llvm::SmallVector<Spot, 2> At;
        E.spots(Eff.paths(SlotKind::Port), Call, 0, Row, At);
        for (const Spot &S : At) {
          llvm::SmallVector<Engine::Text, 4> Texts;
          E.texts(S, Texts);
          for (const Engine::Text &Port : Texts)
            Ports.push_back(Port.Pattern);
        }
        if (At.empty())
          Ports.push_back(Eff.word(SlotKind::UsualPort).str());
        Starter Itself{E.program().module(Call.Module).File,
                       E.program().node(Call).Begin};
        Parts.Servers.add(Names, Ports, startedFrom(Index).value_or(Itself),
                          E.program().module(Call.Module).Folder);
      }
  }
}

void LineageBuilder::findServers() {
  Models.asks(Parts.Servers, startedFrom(Index));
}

/// The command line that starts, itself or through scripts, what runs under a
/// launch; none under no launch.
std::optional<Starter> LineageBuilder::startedFrom(uint32_t View) const {
  if (View == 0)
    return std::nullopt;
  while (Launched[View].How.Parent != 0)
    View = Launched[View].How.Parent;
  NodeRef By = Launched[View].How.Command;
  return Starter{E.program().module(By.Module).File,
                 E.program().node(By).Begin};
}

void LineageBuilder::noteWrites() {
  for (NodeRef Call : Found.Writes)
    if (E.runs(Call.Module) && !E.spent()) {
      E.resetWork();
      Artifacts.add(E, Index, Call);
    }
}

/// Does the launched program get to a training? Its modules may hold trainings
/// that other programs call.
bool LineageBuilder::isReached(const TrainingSite &Site) {
  if (!E.launch())
    return true;
  auto F = E.program().enclosingFunction(Site.Call);
  std::set<uint64_t> Seen;
  std::vector<FunctionRef> Open;
  if (!F)
    return true;
  for (Open.push_back(*F); !Open.empty();) {
    FunctionRef At = Open.back();
    Open.pop_back();
    llvm::ArrayRef<NodeRef> Callers = Launched.front().E.callersOf(At);
    if (Callers.empty())
      return true; // who calls it is not told
    for (NodeRef Call : Callers) {
      if (!E.runs(Call.Module))
        continue;
      auto Up = E.program().enclosingFunction(Call);
      if (!Up)
        return true;
      if (Seen.insert(Up->key()).second)
        Open.push_back(*Up);
    }
  }
  return false;
}

/// Does a row name what a training learns from: data, or a model that scores?
/// Keys of a project's own (`train_dir`) are known to its script alone.
bool LineageBuilder::namesSource(NodeRef Root, const ApiTarget &Row) {
  Engine &By = Launched[E.launch()->Parent].E;
  auto Is = [&](const Effect &Eff, llvm::ArrayRef<SlotKind> Slots) {
    llvm::SmallVector<Spot, 4> Found;
    for (SlotKind Slot : Slots)
      By.spots(Eff.paths(Slot), Root, 0, Row, Found);
    return !Found.empty();
  };
  return llvm::any_of(Row.Row->Effects, [&](const Effect &Eff) {
    if (Eff.Kind == EffectKind::Trains)
      return Is(Eff, {SlotKind::Teacher, SlotKind::Reward, SlotKind::Judge});
    return Eff.Kind == EffectKind::Reads &&
           Is(Eff, {SlotKind::Path, SlotKind::Dataset, SlotKind::Files});
  });
}

/// Does a row of the command line, or of a config on it, tell what is trained,
/// and on what? Then the launch is of that training, and no other.
bool LineageBuilder::isToldByRow() {
  if (!E.launch())
    return false;
  auto Tells = [&](NodeRef At) {
    CallTargets T = Launched[E.launch()->Parent].E.resolveCall(At, 0);
    return llvm::any_of(T.Rows, [&](const ApiTarget &Row) {
      return Row.Row->effect(EffectKind::Trains) && namesSource(At, Row);
    });
  };
  return llvm::any_of(E.launch()->Configs, Tells) ||
         (isCommand(E.program().node(E.launch()->Command)) &&
          Tells(E.launch()->Command));
}

void LineageBuilder::build() {
  bool Told = isToldByRow();
  for (const TrainingSite &Site : Found.Trainings) {
    uint32_t M = Site.Call.Module;
    if (E.shared().InTests[M] &&
        E.program().graph(M).frontEnd() == FrontEnd::Config)
      continue; // a config that only tests read
    if (Told || E.spent() || !E.runs(Site.Call.Module) || !isReached(Site))
      continue;
    E.resetWork();
    addTrainings(Site);
  }
  if (E.spent())
    return;
  E.resetWork();
  addOtherUses();
  addTableUses();
}

void buildLineage(Views &All, Lineage &Out) {
  EngineShared &Shared = All.front().E.shared();
  All.front().E.findHanded();
  Sites Found = collectSites(All.front().E);
  Shared.Phase = LinkPhase::Launches;
  if (addLaunches(All, Found.Starts))
    Out.Limits.push_back({"", 0,
                          "more than " + std::to_string(MaxLaunches) +
                              " command lines; the others are left out"});
  LineageParts Parts{ArtifactIndex(All.front().E.program()),
                     Out,
                     {},
                     {},
                     {},
                     {},
                     {},
                     {},
                     {},
                     {}};
  std::deque<LineageBuilder> Builders;
  for (uint32_t V = 0; V < All.size(); ++V)
    Builders.emplace_back(All, V, Found, Parts);
  Shared.Phase = LinkPhase::Writes;
  for (LineageBuilder &B : Builders) {
    B.noteWrites();
    B.noteGenerators();
    B.noteServers();
  }
  for (LineageBuilder &B : Builders)
    B.findServers();
  Shared.Phase = LinkPhase::Trainings;
  bool Exhausted = false;
  for (LineageBuilder &B : Builders)
    B.build();
  Shared.Phase = LinkPhase::Publications;
  for (LineageBuilder &B : Builders)
    B.addPublications();
  // Where a launch names the base model, a base that the code alone does not
  // tell says nothing more.
  llvm::erase_if(Out.Flows, [&](const Flow &F) {
    auto It = Parts.Open.find(F.Sink);
    return It != Parts.Open.end() && Parts.Launched.count(It->second);
  });
  for (View &V : All)
    Exhausted |= V.E.exhausted();
  if (Exhausted)
    Out.Limits.push_back(
        {"", 0,
         "the engine's work limit was reached; some values are unknown"});
  if (Parts.Servers.truncated())
    Out.Limits.push_back({"", 0,
                          "more than " +
                              std::to_string(ServerTable::MaxServers) +
                              " model servers; the others are left out"});
  if (Parts.Artifacts.truncated())
    Out.Limits.push_back({"", 0,
                          "too many written and read paths to compare; some "
                          "reads are joined to nothing"});
}

} // namespace modeltidy
