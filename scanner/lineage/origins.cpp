#include "scanner/lineage/origins.h"
#include "scanner/lineage/dataset_names.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>

namespace modeltidy {

namespace {

Change weaker(Change A, Change B) { return std::max(A, B); }

bool hasMode(Engine &E, NodeRef Expr, llvm::StringRef Mode) {
  auto Is = [&](const CallTargets &T) {
    for (const ApiTarget &Row : T.Rows)
      if (const Effect *M = Row.Row->effect(EffectKind::Modes))
        if (M->word(SlotKind::Mode) == Mode)
          return true;
    return false;
  };
  const Program &P = E.program();
  if (P.node(Expr).Kind == NodeKind::Call)
    return Is(E.resolveCall(Expr, 0));
  // A decorator without a call: @torch.no_grad
  for (const Value &V : E.eval(Expr, 0))
    if (V.Kind == ValueKind::External) {
      llvm::SmallVector<const Callable *, 2> Rows;
      E.api().functions(E.names().str(V.Text), Rows);
      if (Rows.empty())
        E.api().init(E.names().str(V.Text), Rows);
      for (const Callable *R : Rows)
        if (const Effect *M = R->effect(EffectKind::Modes))
          if (M->word(SlotKind::Mode) == Mode)
            return true;
    }
  return false;
}

bool standsUnder(Engine &E, NodeRef At, llvm::StringRef Mode) {
  const Summary &S = E.program().graph(At);
  const Node &N = S.node(At.Id);
  for (const Region &R : S.regions())
    if (R.Kind == RegionKind::With && R.Node && R.Begin <= N.Begin &&
        N.End <= R.End && hasMode(E, {At.Module, R.Node}, Mode))
      return true;
  for (uint32_t Sc = N.Scope; Sc != 0; Sc = S.scopes()[Sc].Parent)
    if (S.scopes()[Sc].Kind == ScopeKind::Function)
      for (NodeId D : S.list(S.functions()[S.scopes()[Sc].Owner].Decorators))
        if (hasMode(E, {At.Module, D}, Mode))
          return true;
  return false;
}

/// Do all calls of a function that hand it a value run without gradient?
bool isOnlyEvaluated(Engine &E, FunctionRef F, NodeRef Argument) {
  bool Evaluated = false;
  for (NodeRef Call : E.callersOf(F)) {
    const Summary &S = E.program().graph(Call);
    if (Call.Module != Argument.Module ||
        llvm::none_of(S.operands(S.node(Call.Id)),
                      [&](const Operand &O) { return O.Value == Argument.Id; }))
      continue;
    if (!standsUnder(E, Call, "no_grad"))
      return false;
    Evaluated = true;
  }
  return Evaluated;
}

/// Does a file's path hold a model's id as a word of its own?
bool namesModel(llvm::StringRef Path, llvm::StringRef Id) {
  constexpr size_t MinId = 5; // "gpt2" is a folder's name too
  auto Inside = [](char C) { return llvm::isAlnum(C) || C == '-' || C == '.'; };
  if (Id.size() < MinId)
    return false;
  for (size_t At = Path.find(Id); At != llvm::StringRef::npos;
       At = Path.find(Id, At + 1)) {
    size_t End = At + Id.size();
    // One of the path's own parts: put there by the program.
    if ((At == 0 || !Inside(Path[At - 1])) &&
        (End == Path.size() || !Inside(Path[End])))
      return true;
  }
  return false;
}

/// Constants of that very text which a value is made of.
void constantsBehind(Engine &E, const Spot &From, llvm::StringRef Text,
                     llvm::SmallVectorImpl<NodeRef> &Out) {
  constexpr size_t MaxSpots = 2000, MaxFound = 8;
  const Program &P = E.program();
  SpotSet Seen;
  Seen.insert(From);
  std::vector<Spot> Queue{From};
  llvm::SmallVector<Edge, 16> Edges;
  for (size_t I = 0; I < Queue.size() && Seen.size() < MaxSpots; ++I) {
    NodeRef At = Queue[I].Node;
    if (P.node(At).Kind == NodeKind::String && P.name(At) == Text &&
        !llvm::is_contained(Out, At) && Out.size() < MaxFound)
      Out.push_back(At);
    Edges.clear();
    E.expand(Queue[I], Edges);
    for (const Edge &Ed : Edges)
      if (Ed.To.Node && Ed.How == Change::None && Seen.insert(Ed.To).second)
        Queue.push_back(Ed.To);
  }
}

} // namespace

bool runsUnder(Engine &E, NodeRef Call, ContextId C, llvm::StringRef Mode) {
  if (standsUnder(E, Call, Mode))
    return true;
  for (; C != 0; C = E.contexts().parent(C))
    if (standsUnder(E, E.contexts().site(C), Mode))
      return true;
  return false;
}

void OriginFinder::push(SpotId At, Change How, uint32_t Parent, uint32_t View,
                        bool Doubt, TextId DoubtText) {
  bool Start = Parent == UINT32_MAX;
  // Nothing comes from a constant, and files of data hold little else.
  if (!Start && Walked[At].Constant)
    return;
  unsigned Doubts = (Start ? 0 : States[Parent].Doubts) + (Doubt ? 1 : 0);
  if (Doubts > MaxDoubts)
    return;
  if (States.size() >= MaxStates) {
    Truncated = true;
    return;
  }
  auto Index = static_cast<uint32_t>(States.size());
  auto [It, New] = Seen.try_emplace(visited(At, How, View), Index);
  if (!New) {
    State &Have = States[It->second];
    if (Have.Doubts <= Doubts)
      return;
    Have.Replaced = true; // reached before through more doubt
    It->second = Index;
  }
  if (DoubtText == 0 && !Start)
    DoubtText = States[Parent].DoubtText;
  States.push_back({At, Parent, View, 0, DoubtText, How,
                    static_cast<uint8_t>(Doubts),
                    !Start && States[Parent].Detached});
  if (Queues.size() <= Doubts)
    Queues.resize(Doubts + 1);
  Queues[Doubts].push_back(Index);
}

uint32_t OriginFinder::pushPlace(const Spot &At, uint32_t From, uint32_t Parent,
                                 uint32_t View, llvm::StringRef Step) {
  const State &Of = States[From];
  States.push_back({Walked.number(At), Parent, View, Names.text(Step),
                    Of.DoubtText, Of.How, Of.Doubts});
  return static_cast<uint32_t>(States.size() - 1);
}

void OriginFinder::find(llvm::ArrayRef<Start> Starts,
                        std::vector<Origin> &Out) {
  States.clear();
  Seen.clear();
  Copied.clear();
  Queues.assign(1, {});
  for (const Start &S : Starts)
    push(S.At, S.How, UINT32_MAX, Home, false);
  for (const Start &S : Starts)
    if (S.IsFolder)
      openFolder(S.At, Out);
  // NOLINTNEXTLINE(modernize-loop-convert)
  for (uint32_t Level = 0; Level < Queues.size(); ++Level)
    // visit() adds to the queues: positions hold, iterators would not.
    // NOLINTNEXTLINE(modernize-loop-convert)
    for (size_t I = 0; I < Queues[Level].size(); ++I) {
      uint32_t Index = Queues[Level][I];
      if (!States[Index].Replaced)
        visit(Index, Out);
    }
}

void OriginFinder::openFolder(const Spot &At, std::vector<Origin> &Out) {
  llvm::SmallVector<Engine::Text, 2> Texts;
  All[Home].E.texts(At, Texts);
  SpotId Asked = Walked.number(At);
  auto First = llvm::find_if(States, [&](const State &S) {
    return S.At == Asked && S.Parent == UINT32_MAX;
  });
  if (First == States.end())
    return;
  auto Start = static_cast<uint32_t>(First - States.begin());
  // Where the path stands tells nothing of the part that was written there.
  uint32_t Index = pushPlace({At.Node, At.Ctx, 0}, Start, Start, Home, "");
  size_t Before = Out.size();
  for (const Engine::Text &Text : Texts) {
    followPattern(Index, Text, /*Dataset=*/false, "", "", Out);
    Engine::Text Below = Text;
    Below.Pattern = llvm::StringRef(Text.Pattern).rtrim('/').str() + "/*";
    openGlobs(Below.Pattern, At.Node);
    if (!isHere(Text.Pattern)) {
      followPattern(Index, Below, /*Dataset=*/false, "", "", Out);
      continue;
    }
    llvm::SmallVector<ArtifactJoin, 4> Joins;
    Artifacts.joinsHere(At.Node.Module, Home, Joins);
    followJoins(Index, Below, Joins, /*Dataset=*/false, "", "", Out);
  }
  // The folder is what is asked about, and no data set that it comes from.
  Out.erase(std::remove_if(Out.begin() + static_cast<ptrdiff_t>(Before),
                           Out.end(),
                           [&](const Origin &O) {
                             return O.FromDataset && O.Call == At.Node;
                           }),
            Out.end());
}

void OriginFinder::visit(uint32_t Index, std::vector<Origin> &Out) {
  const State St = States[Index];
  const WalkedSpot Of = Walked[St.At];
  Engine &E = engine(Index);
  if (All[St.View].Taken.isSkipped(Of.At.Node, Of.At.Ctx))
    return;
  bool Site = Of.Command ? Of.At.Path == 0 : Of.Call;
  const KeptStep *Kept = E.keptStep(St.At);
  if (!Kept || !Kept->Quiet) {
    if (Site || E.isConfigResult(Of.At))
      visitCall(Index, Out);
    if (Site)
      followPrinted(Index);
    Kept = E.keptStep(St.At); // what was looked at took work
  }
  bool FromCallers = Of.Param && Of.At.Ctx == 0 && Trainer &&
                     P.enclosingFunction(Of.At.Node) == Trainer;
  auto Follow = [&](SpotId To, Change How, bool Doubt) {
    if (!FromCallers || !isOnlyEvaluated(E, *Trainer, Walked[To].At.Node))
      push(To, weaker(St.How, How), Index, St.View, Doubt,
           Doubt ? CallDoubt : 0);
  };
  if (Kept) {
    for (const KeptEdge &Ed : E.take(*Kept))
      Follow(Ed.To, Ed.How, Ed.Doubt);
    return;
  }
  llvm::SmallVector<Edge, 16> Edges;
  E.expandAnew(St.At, Edges);
  for (const Edge &Ed : Edges)
    if (Ed.To.Node)
      Follow(Walked.number(Ed.To), Ed.How, Ed.Doubt);
}

void OriginFinder::visitCall(uint32_t Index, std::vector<Origin> &Out) {
  NodeRef Call = at(Index).Node;
  ContextId C = at(Index).Ctx;
  const CallTargets &T = engine(Index).resolveCall(Call, C);
  for (const ApiTarget &Row : T.Rows)
    for (const Effect &Eff : Row.Row->Effects) {
      if (Eff.Kind == EffectKind::Modes &&
          Eff.word(SlotKind::Mode) == "no_grad")
        States[Index].Detached = true;
      if (Eff.Kind == EffectKind::Generates)
        addGeneration(Index, Row, Eff, Out);
      else if (Eff.Kind == EffectKind::Reads)
        followRead(Index, Row, Eff, Out);
    }
}

std::vector<TrailStep> OriginFinder::trail(uint32_t Index) {
  std::vector<TrailStep> Out;
  for (uint32_t I = States[Index].Parent; I != UINT32_MAX; I = States[I].Parent)
    if (States[I].Step != 0)
      Out.push_back({at(I).Node, Names.str(States[I].Step).str()});
  return Out;
}

void OriginFinder::finish(uint32_t Index, Origin &O) {
  const State &St = States[Index];
  O.How = St.How;
  O.Doubt = St.Doubts > 0;
  O.DoubtText = Names.str(St.DoubtText).str();
  O.Trail = trail(Index);
  for (uint32_t I = Index; I != UINT32_MAX; I = States[I].Parent)
    if (const Launch &By = All[States[I].View].How; By.Documented)
      O.Documented = By.Command;
  if (St.Step != 0)
    O.Trail.insert(O.Trail.begin(), {at(Index).Node, Names.str(St.Step).str()});
}

void OriginFinder::addGeneration(uint32_t Index, const ApiTarget &T,
                                 const Effect &Eff, std::vector<Origin> &Out) {
  Origin O;
  O.Call = at(Index).Node;
  O.Ctx = at(Index).Ctx;
  O.Kind = edgeKindOf(Eff.word(SlotKind::Result));
  models(Index).modelsOf(Eff, SlotKind::Model, true, O.Call, O.Ctx, T,
                         O.Models);
  bool Named = !O.Models.empty();
  if (!Named)
    models(Index).unnamedModel(Eff, O.Call, O.Ctx, T, O.Models);
  if (O.Models.empty())
    return;
  O.NoGrad = States[Index].Detached ||
             runsUnder(engine(Index), O.Call, O.Ctx, "no_grad");
  finish(Index, O);
  if (Named && !O.Doubt && !O.Models.front().Doubt.empty()) {
    O.Doubt = true;
    O.DoubtText = O.Models.front().Doubt.str();
  }
  if (!Named) {
    O.Doubt = true;
    O.DoubtText = "the code does not name the model that it asks";
  }
  Out.push_back(std::move(O));
}

/// data_files may be a list, or a map from split to files or lists of them.
/// ds["train"], and split="train", read that entry of {"train": …, "test": …}
/// alone.
void OriginFinder::addFiles(uint32_t Index, Spot Given, llvm::StringRef Split,
                            llvm::SmallVectorImpl<Spot> &Out) {
  Engine &E = engine(Index);
  auto IsNested = [&](Spot S) {
    return llvm::any_of(E.eval(S), [](const Value &V) {
      return V.Kind == ValueKind::Container;
    });
  };
  auto Behind = [&](PathId Path) { return Spot{Given.Node, Given.Ctx, Path}; };
  // What a library gives as a list: glob.glob("out/*.json").
  auto AddListed = [&](Spot List) {
    PathId Item = Names.prepend({Part::Item, 0}, 0);
    if (Names.hasHead(List.Path)) // of a mapping's entry
      Item = Names.prepend(Names.head(List.Path), Item);
    Spot Each{List.Node, List.Ctx, Item};
    bool Listed =
        E.eval(List).empty() && llvm::any_of(E.eval(Each), [](const Value &V) {
          return V.Kind == ValueKind::String;
        });
    Out.push_back(Listed ? Each : List);
  };
  if (Given.Path != 0) {
    Out.push_back(Given);
    return;
  }
  if (!IsNested(Given))
    return AddListed(Given);
  Part Chosen{Part::Item, 0};
  auto Choose = [&](Part Entry) {
    PathId Listed = Names.prepend(Entry, Names.prepend({Part::Item, 0}, 0));
    if (!E.eval(Behind(Names.prepend(Entry, 0))).empty() ||
        !E.eval(Behind(Listed)).empty())
      Chosen = Entry;
  };
  llvm::StringRef Rows = Split.split('[').first; // "train[:90%]"
  if (!Rows.empty())
    Choose({Part::Key, Names.text(Rows)});
  PathId Asked = at(Index).Path;
  if (Names.hasHead(Asked) && Names.head(Asked).What == Part::Key)
    Choose(Names.head(Asked));
  Spot One = Behind(Names.prepend(Chosen, 0));
  AddListed(One);
  if (IsNested(One))
    Out.push_back(
        Behind(Names.prepend(Chosen, Names.prepend({Part::Item, 0}, 0))));
}

void OriginFinder::followRead(uint32_t Index, const ApiTarget &T,
                              const Effect &Eff, std::vector<Origin> &Out) {
  NodeRef Call = at(Index).Node;
  ContextId C = at(Index).Ctx;
  Engine &E = engine(Index);
  auto Said = [&](SlotKind Slot) {
    std::string Last;
    llvm::SmallVector<Spot, 2> Spots;
    E.spots(Eff.paths(Slot), Call, C, T, Spots);
    for (const Spot &S : Spots)
      for (const Value &V : E.eval(S))
        if (V.Kind == ValueKind::String)
          Last = displayPattern(Names.str(V.Text));
    return Last;
  };
  std::string Split = Said(SlotKind::Split), Config = Said(SlotKind::Config);
  SplitsBeside Beside = splitsBeside(E, Eff, Call, C, T);
  for (SlotKind K : {SlotKind::Files, SlotKind::Path, SlotKind::Dataset}) {
    llvm::SmallVector<Spot, 4> Given, Spots;
    E.spots(Eff.paths(K), Call, C, T, Given);
    for (Spot S : Given)
      addFiles(Index, S, Split, Spots);
    for (Spot S : Spots) {
      llvm::SmallVector<Engine::Text, 4> Texts;
      E.texts(S, Texts);
      llvm::SmallVector<DatasetName, 4> Named;
      for (const Engine::Text &Text : Texts)
        datasetNames(E, Eff, Call, C, T, Text, Named);
      for (DatasetName &Name : Named) {
        bool Dataset = K == SlotKind::Dataset && !Name.IsPath;
        if (!Dataset) {
          followNamedModels(Index, S, Name.Text, Out);
          openGlobs(Name.Text.Pattern, Call);
        }
        auto Own = Beside.find(Name.Text.Where.key());
        followPattern(Index, Name.Text, Dataset,
                      Own == Beside.end() ? Split : Own->second, Config, Out);
      }
    }
  }
}

/// ds["train"]: the reader's name for a split, no column of what was written.
bool OriginFinder::isSplitName(PathId Path) const {
  if (!Names.hasHead(Path) || Names.head(Path).What != Part::Key)
    return false;
  llvm::StringRef Name = Names.str(Names.head(Path).Name);
  for (llvm::StringRef Split : {"train", "test", "valid", "dev", "eval"})
    if (Name.starts_with(Split))
      return true;
  return false;
}

void OriginFinder::followNamedModels(uint32_t Index, const Spot &Path,
                                     const Engine::Text &Text,
                                     std::vector<Origin> &Out) {
  std::string Shown = displayPattern(Text.Pattern);
  for (const std::string &Id : models(Index).generators()) {
    if (!namesModel(Shown, Id))
      continue;
    llvm::SmallVector<NodeRef, 4> Named;
    constantsBehind(engine(Index), Path, Id, Named);
    for (NodeRef N : Named) {
      Origin O;
      ModelName M;
      M.Id = Id;
      M.Where = N;
      O.Models.push_back(M);
      O.Call = at(Index).Node;
      O.Ctx = at(Index).Ctx;
      O.Stored = true;
      finish(Index, O);
      O.Doubt = true;
      O.DoubtText = "the path '" + Shown + "' names the model";
      Out.push_back(std::move(O));
    }
  }
}

void OriginFinder::followPattern(uint32_t Index, const Engine::Text &Text,
                                 bool Dataset, llvm::StringRef Split,
                                 llvm::StringRef Config,
                                 std::vector<Origin> &Out) {
  llvm::SmallVector<ArtifactJoin, 4> Joins;
  Artifacts.joins(Text.Pattern, at(Index).Node.Module, States[Index].View,
                  Joins);
  followJoins(Index, Text, Joins, Dataset, Split, Config, Out);
}

void OriginFinder::followJoins(uint32_t Index, const Engine::Text &Text,
                               llvm::MutableArrayRef<ArtifactJoin> Joins,
                               bool Dataset, llvm::StringRef Split,
                               llvm::StringRef Config,
                               std::vector<Origin> &Out) {
  NodeRef Call = at(Index).Node;
  Change How = States[Index].How;
  // Sure ones first: a copy is followed at once.
  llvm::stable_sort(Joins, [](const ArtifactJoin &A, const ArtifactJoin &B) {
    return A.How > B.How;
  });
  std::string Shown = displayPattern(Text.Pattern);
  bool Filtered = isFilter(Index);
  for (const ArtifactJoin &J : Joins) {
    std::string Doubt = joinDoubt(J, Shown, Filtered);
    bool Sure = Doubt.empty();
    // Two steps worth telling: read here, written there.
    Spot Read{Call, at(Index).Ctx, 0};
    uint32_t Writer = J.Write->View;
    uint32_t ReadIndex = pushPlace(Read, Index, Index, States[Index].View,
                                   "read from '" + Shown + "'");
    PathId Part = at(Index).Path;
    bool Copy = !J.Write->Source.empty();
    uint32_t WriteIndex =
        pushPlace({J.Write->Call, 0, Copy ? Part : 0}, Index, ReadIndex, Writer,
                  (Copy ? "copied to '" : "written to '") +
                      displayPattern(J.Write->Pattern) + "'");
    if (Copy)
      followCopy(WriteIndex, J, Doubt, Split, Config, Out);
    // The part that is read is the part that was written: a column, a key.
    // A split's name is of the reader alone.
    if (Names.hasHead(Part) && Names.head(Part).What == Part::Attr)
      Part = 0;
    for (Spot D : J.Write->Data) {
      if (isCommand(P.node(D.Node))) { // prints text, as far as is told
        push(D, How, WriteIndex, Writer, !Sure, Doubt);
        continue;
      }
      if (D.Path == 0)
        D.Path = Part;
      push(D, How, WriteIndex, Writer, !Sure, Doubt);
      for (PathId Rest = Part; isSplitName(Rest);) {
        D.Path = Rest = Names.tail(Rest);
        push(D, How, WriteIndex, Writer, !Sure, Doubt);
      }
    }
  }
  if (isAllUnknown(Text.Pattern) || Text.Pattern.empty())
    return;
  Origin O;
  O.FromDataset = true;
  O.Call = Call;
  O.Dataset = Shown;
  O.Split = Split.str();
  O.Config = Config.str();
  O.DatasetWhere = Text.Where ? Text.Where : Call;
  O.DatasetIsFile = !Dataset || !looksLikeHubId(Shown);
  O.DatasetMadeHere = !Joins.empty();
  finish(Index, O);
  if (Filtered && !std::exchange(O.Doubt, true))
    O.DoubtText = FilterDoubt;
  Out.push_back(std::move(O));
}

} // namespace modeltidy
