#include "scanner/lineage/lineage_builder.h"
#include "scanner/lineage/branches.h"
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

static bool sameModels(const ModelNames &A, const ModelNames &B) {
  for (const ModelName &M : A)
    if (std::none_of(B.begin(), B.end(), [&](const ModelName &O) {
          return O.Id == M.Id && O.Where == M.Where && O.Object == M.Object;
        }))
      return false;
  return !A.empty();
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
    if (T.Makes == ModelKind::Unknown && M.Kind != ModelKind::Tokenizer)
      T.Makes = M.Kind; // a class that holds a model has its tokenizer too
  }
  uint32_t Number = static_cast<uint32_t>(Out.Trainings.size());
  Out.Trainings.push_back(T);
  for (const Origin &O : S.Origins)
    addFlow(S, Number, O);
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

void LineageBuilder::eachEffect(llvm::ArrayRef<NodeRef> Calls, EffectKind Kind,
                                EffectUse Use) {
  for (NodeRef Call : Calls) {
    if (!E.runs(Call.Module) || E.spent())
      continue;
    E.resetWork();
    CallTargets T = E.resolveCall(Call, 0);
    for (const ApiTarget &Row : T.Rows)
      for (const Effect &Eff : Row.Row->Effects)
        if (Eff.Kind == Kind)
          Use(Call, Row, Eff);
  }
}

void LineageBuilder::noteServer(NodeRef Call, const ApiTarget &Row,
                                const Effect &Eff) {
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

void LineageBuilder::noteServers() {
  eachEffect(Found.Servers, EffectKind::Serves,
             [&](NodeRef Call, const ApiTarget &Row, const Effect &Eff) {
               noteServer(Call, Row, Eff);
             });
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
  auto Reached = [&](NodeRef Call) {
    return !Launched[Index].Taken.isSkipped(Call, 0) &&
           (!isImportedScript(E, Call.Module) || isReached(Call));
  };
  for (NodeRef Call : Found.Writes)
    if (E.runs(Call.Module) && !E.spent() && Reached(Call)) {
      E.resetWork();
      Artifacts.add(E, Index, Call);
    }
}

/// Does the launched program get to a call? Its modules may hold trainings that
/// other programs call, and what they do as programs of their own.
bool LineageBuilder::isReached(NodeRef Site) {
  if (!E.launch())
    return true;
  auto F = E.program().enclosingFunction(Site);
  std::set<uint64_t> Seen;
  std::vector<FunctionRef> Open;
  if (Launched[Index].Taken.isSkipped(Site, 0))
    return false;
  if (!F)
    return !isOwnMain(E, Site);
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
      if ((!Up && isOwnMain(E, Call)) ||
          Launched[Index].Taken.isSkipped(Call, 0))
        continue;
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

/// Do rows say that the config of a launch asks or serves a model, and trains
/// none? The tool may be in the repository, with trainings for other configs.
static bool onlyInfers(const CallTargets &T) {
  auto Has = [&](llvm::ArrayRef<EffectKind> Kinds) {
    return llvm::any_of(Kinds, [&](EffectKind K) { return T.does(K); });
  };
  return Has({EffectKind::Loads, EffectKind::Generates, EffectKind::Serves}) &&
         !Has({EffectKind::Trains, EffectKind::Runs});
}

/// What rows of the command line, or of a config on it, say of the launch: it
/// is of the training that they tell, or of none, and of no other.
LineageBuilder::LaunchIs LineageBuilder::toldByRow() {
  if (!E.launch())
    return LaunchIs::Untold;
  Engine &By = Launched[E.launch()->Parent].E;
  auto IsConfig = [&](NodeRef At) { return !isCommand(E.program().node(At)); };
  auto Tells = [&](NodeRef At) {
    CallTargets T = By.resolveCall(At, 0);
    if (IsConfig(At) && onlyInfers(T))
      return LaunchIs::OfNone;
    bool Trains = llvm::any_of(T.Rows, [&](const ApiTarget &Row) {
      return Row.Row->effect(EffectKind::Trains) && namesSource(At, Row);
    });
    return Trains ? LaunchIs::OfTraining : LaunchIs::Untold;
  };
  for (NodeRef Root : E.launch()->Configs)
    if (LaunchIs Is = Tells(Root);
        Is != LaunchIs::Untold && !By.isOverridden(Root, E.launch()->Line))
      return Is;
  return isCommand(E.program().node(E.launch()->Command))
             ? Tells(E.launch()->Command)
             : LaunchIs::Untold;
}

void LineageBuilder::build() {
  LaunchIs Is = toldByRow();
  for (const TrainingSite &Site : Found.Trainings) {
    uint32_t M = Site.Call.Module;
    if (E.shared().InTests[M] &&
        E.program().graph(M).frontEnd() == FrontEnd::Config)
      continue; // a config that only tests read
    if (E.spent() || !E.runs(M) || Parts.Overridden.count(Site.Call.key()))
      continue; // or the command lines tell of it
    bool Noted =
        Is == LaunchIs::OfTraining && Parts.Launched.count(Site.Call.key());
    if (Is == LaunchIs::OfNone || Noted || !isReached(Site.Call))
      continue;
    if (auto Root = E.toldByConfig(Site.Call, *Site.Eff);
        Root && !E.shared().InTests[Root->Module])
      continue;
    E.resetWork();
    if (Is == LaunchIs::OfTraining)
      Parts.Launched.insert(Site.Call.key()); // the row names its base model
    else
      addTrainings(Site);
  }
  E.resetWork(); // the next phase has a budget of its own
}

void LineageBuilder::addUses() {
  if (E.spent())
    return;
  E.resetWork();
  addOtherUses();
  addTableUses();
  E.resetWork();
}

/// Configs that no command line takes as they are: each gives the base or the
/// data anew.
static std::set<uint64_t> overriddenConfigs(Views &All) {
  std::set<uint64_t> Anew, AsItIs;
  Engine &E = All.front().E;
  auto Note = [&](NodeRef Root, const CommandLine &Line) {
    E.resetWork();
    (E.isOverridden(Root, Line) ? Anew : AsItIs).insert(Root.key());
  };
  for (const auto &[Root, Line] : E.trainedConfigs())
    Note(Root, Line);
  for (const View &V : llvm::drop_begin(All))
    if (!V.How.Documented)
      for (NodeRef Root : V.How.Configs)
        Note(Root, V.How.Line);
  for (uint64_t Root : AsItIs)
    Anew.erase(Root);
  return Anew;
}

void buildLineage(Views &All, Lineage &Out) {
  EngineShared &Shared = All.front().E.shared();
  All.front().E.findEnvironments();
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
                     {},
                     overriddenConfigs(All)};
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
  for (LineageBuilder &B : Builders)
    B.build();
  Shared.Phase = LinkPhase::Uses;
  for (LineageBuilder &B : Builders)
    B.addUses();
  Shared.Phase = LinkPhase::Publications;
  for (LineageBuilder &B : Builders)
    B.addPublications();
  closePrivatePlaces(Out);
  for (LineageBuilder &B : Builders)
    B.addMerges();
  Builders.front().addRecipeTexts();
  // Where a launch names the base model, a base that the code alone does not
  // tell says nothing more.
  llvm::erase_if(Out.Flows, [&](const Flow &F) {
    auto It = Parts.Open.find(F.Sink);
    return It != Parts.Open.end() && Parts.Launched.count(It->second);
  });
  bool Exhausted = Parts.LeftUsesOut;
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
