//===- launches.cpp - from command lines to the modules that they run -----===//
//
// Launchers need not be known: of `accelerate launch --num_processes 8 train.py
// --lr 1e-5` the first word that names a script of the repository is what runs,
// and what stands behind it is the script's. Programs that read or move files
// run none of them.
//===----------------------------------------------------------------------===//
#include "scanner/lineage/launches.h"
#include "scanner/discover/base_name.h"
#include "scanner/lineage/dvc_values.h"
#include "scanner/lineage/gathered_words.h"
#include "scanner/lineage/make_goals.h"
#include "scanner/lineage/overrides.h"
#include "scanner/lineage/path_pattern.h"
#include "llvm/ADT/StringExtras.h"
#include <map>
#include <set>
#include <utility>

namespace modeltidy {

namespace {

constexpr uint32_t MaxNesting = 3; // scripts that run scripts

/// A built program stands at the front: `env X=1 time ./gen`.
constexpr size_t MaxLauncherWords = 6;

/// `cmake --build x`, `make gen` and `c++ -o gen` make programs, run none.
bool isBuild(llvm::ArrayRef<LaunchWord> Words) {
  return llvm::any_of(Words,
                      [](const LaunchWord &W) {
                        return llvm::any_of(W.Texts, [](const WordText &T) {
                          return T.Pattern == "-o";
                        });
                      }) &&
         llvm::any_of(Words, [](const LaunchWord &W) {
           return llvm::any_of(W.Texts, [](const WordText &T) {
             llvm::StringRef Text = T.Pattern;
             return Text.ends_with(".cpp") || Text.ends_with(".cc") ||
                    Text.ends_with(".cu") || Text.ends_with(".c");
           });
         });
}

/// May a word be the program that a command line runs: the first, or behind
/// one that runs others (`uv run`, `srun`)?
bool startsProgram(llvm::ArrayRef<LaunchWord> Words, size_t I) {
  return I == 0 || llvm::any_of(Words[I - 1].Texts, [](const WordText &T) {
           return llvm::is_contained({"run", "exec", "srun", "launch", "sudo",
                                      "nohup", "time", "torchrun"},
                                     baseName(T.Pattern));
         });
}

/// A variable of the environment is named in capitals.
bool namesVariable(llvm::StringRef Text) {
  return Text.size() > 1 && Text.size() < 64 && llvm::isAlpha(Text[0]) &&
         llvm::all_of(
             Text,
             [](char C) {
               return llvm::isUpper(C) || llvm::isDigit(C) || C == '_';
             });
}

bool haveEqualTexts(llvm::ArrayRef<LaunchWord> A,
                    llvm::ArrayRef<LaunchWord> B) {
  return llvm::equal(A, B, [](const LaunchWord &X, const LaunchWord &Y) {
    return llvm::equal(X.Texts, Y.Texts,
                       [](const WordText &T, const WordText &U) {
                         return T.Pattern == U.Pattern;
                       });
  });
}

class LaunchFinder {
public:
  LaunchFinder(Views &Out)
      : All(Out), P(Out.front().E.program()),
        Scripts(Out.front().E.shared().Scripts) {}

  bool run(llvm::ArrayRef<std::pair<NodeRef, ApiTarget>> Starts) {
    noteGivenRules();
    for (uint32_t M = 0; M < P.modules().size(); ++M)
      addModule(0, M);
    for (const auto &[Call, Row] : Starts)
      addStart(0, Call, Row);
    // Scripts that are launched with words of their own launch in turn.
    for (uint32_t V = 1; V < All.size() || addLater(); ++V) {
      if (All[V].How.Depth >= MaxNesting)
        continue;
      if (P.graph(All[V].How.Target).frontEnd() == FrontEnd::Shell) {
        if (!All[V].How.Line.Words.empty() || isTold(All[V].How))
          addModule(V, All[V].How.Target);
        continue;
      }
      for (const auto &[Call, Row] : Starts)
        if (All[V].E.runs(Call.Module))
          addStart(V, Call, Row);
    }
    return Full;
  }

private:
  struct Move { // cd
    uint32_t Begin, Scope;
    llvm::StringRef To;
  };
  /// A command line of a C++ program.
  struct LaterLaunch {
    uint32_t V;
    Launch How;
  };

  /// C++ programs come last: they train next to nothing, and a library's tests
  /// run its programs many times. What they do without is the launches' work
  /// that Python has left over. False where there are none.
  bool addLater() {
    bool Any = false;
    for (LaterLaunch &L : std::exchange(Later, {}))
      Any |= addNow(L.V, std::move(L.How));
    return Any;
  }

  void addModule(uint32_t V, uint32_t M) {
    const Summary &S = P.graph(M);
    if (S.frontEnd() != FrontEnd::Shell)
      return;
    All[V].E.resetWork();
    for (NodeId Id = 1; Id < S.nodes().size(); ++Id) {
      const Node &N = S.node(Id);
      if (N.Kind != NodeKind::Call || !(N.Flags & FlagCommand) ||
          !isRun(V, {M, Id}))
        continue;
      for (const std::vector<LaunchWord> &Words : wordsByCaller(V, {M, Id}))
        addWords(V, {M, Id}, Words);
    }
  }

  /// The words of a command line; of one in a function those that each call of
  /// it gives, of one in a stage that runs once an item those of each item,
  /// where they differ: model and file of one call belong together.
  std::vector<std::vector<LaunchWord>> wordsByCaller(uint32_t V,
                                                     NodeRef Command) {
    constexpr size_t MaxCallers = 64;
    std::vector<std::vector<LaunchWord>> Out(1);
    Engine &E = All[V].E;
    E.words(Command, 0, Out.front());
    auto F = P.enclosingFunction(Command);
    std::vector<std::vector<NodeRef>> Choices =
        F ? std::vector<std::vector<NodeRef>>()
          : dvcChoices(P, Scripts, Command);
    if (F)
      for (NodeRef Caller : E.callersOf(*F))
        Choices.push_back({Caller});
    if (Choices.size() < 2 || Choices.size() > MaxCallers)
      return Out;
    std::vector<std::vector<LaunchWord>> Each;
    for (const std::vector<NodeRef> &Choice : Choices) {
      ContextId C = 0;
      for (NodeRef Site : Choice)
        C = E.contexts().push(C, Site);
      std::vector<LaunchWord> Words;
      E.words(Command, C, Words);
      if (llvm::none_of(Each, [&](const std::vector<LaunchWord> &Have) {
            return haveEqualTexts(Have, Words);
          }))
        Each.push_back(std::move(Words));
    }
    return Each.size() < 2 ? Out : Each;
  }

  /// Does a command of a Makefile run: under make where a goal leads to it, and
  /// by itself where no command line gives its rule other variables.
  bool isRun(uint32_t V, NodeRef Command) {
    const llvm::BitVector &Goals = All[V].How.Functions;
    auto It = V == 0 ? GivenRules.find(Command.Module) : GivenRules.end();
    if (Goals.empty() && It == GivenRules.end())
      return true;
    auto F = P.enclosingFunction(Command);
    if (!Goals.empty())
      return F && Goals.test(F->Index);
    return !F || !It->second.test(F->Index);
  }

  /// make gen MODEL=gpt-4: the rules whose variables are always given.
  void noteGivenRules() {
    std::map<uint32_t, llvm::BitVector> Plain;
    for (uint32_t M = 0; M < P.modules().size(); ++M) {
      const Summary &S = P.graph(M);
      if (S.frontEnd() != FrontEnd::Shell)
        continue;
      for (NodeId Id = 1; Id < S.nodes().size(); ++Id) {
        if (!isMake(S, Id))
          continue;
        std::vector<LaunchWord> Words;
        All.front().E.resetWork();
        All.front().E.words({M, Id}, 0, Words);
        Launch L;
        if (!readMake(0, {M, Id}, Words, L))
          continue;
        const Summary &Rules = P.graph(L.Target);
        for (auto *Table : {&GivenRules, &Plain})
          Table->try_emplace(L.Target, Rules.functions().size());
        llvm::BitVector Others = L.Functions;
        L.Functions &= functionsThatRead(Rules, L.Variables);
        Others.reset(L.Functions);
        GivenRules[L.Target] |= L.Functions;
        Plain[L.Target] |= Others;
      }
    }
    for (auto &[M, Functions] : GivenRules)
      Functions.reset(Plain[M]);
  }

  static bool isMake(const Summary &S, NodeId Id) {
    const Node &N = S.node(Id);
    if (N.Kind != NodeKind::Call || !(N.Flags & FlagCommand) || N.Count == 0)
      return false;
    llvm::StringRef Program = S.string(S.node(S.operands(N)[0].Value).Name);
    return Program == "make" || Program == "gmake";
  }

  /// The launch that a command line of make is. False where no Makefile is
  /// found, or its goals are none of its rules.
  bool readMake(uint32_t V, NodeRef Command, llvm::ArrayRef<LaunchWord> Words,
                Launch &L) {
    auto Line = makeLine(Words);
    if (!Line)
      return false;
    auto Target = Scripts.find(Line->File, P.module(Command.Module).Folder);
    if (!Target || P.graph(*Target).frontEnd() != FrontEnd::Shell)
      return false;
    L.Command = Command;
    L.Target = *Target;
    L.Reach = All.front().E.shared().reachOf(*Target);
    L.Functions = functionsOfGoals(P.graph(*Target), Line->Goals);
    L.Variables = All[V].How.Variables; // which make hands on
    llvm::append_range(L.Variables, Line->Variables);
    llvm::erase_if(L.Variables, [](const auto &Variable) {
      return llvm::all_of(Variable.second, [](const WordText &T) {
        return isAllUnknown(T.Pattern);
      });
    });
    return L.Functions.any();
  }

  void addMake(uint32_t V, NodeRef Command, llvm::ArrayRef<LaunchWord> Words) {
    Launch L;
    if (!readMake(V, Command, Words, L))
      return;
    addEnvironment(V, L);
    if (L.Variables.empty() && !isTold(L))
      return; // what the Makefile says by itself
    L.Line.Words = Words.vec();
    addNow(V, std::move(L));
  }

  /// def run(cmd): subprocess.run(cmd): the calls of it tell the commands, one
  /// by one.
  void addStart(uint32_t V, NodeRef Call, const ApiTarget &Row) {
    constexpr size_t MaxCallers = 64;
    for (const Effect &Eff : Row.Row->Effects) {
      if (Eff.Kind != EffectKind::Runs)
        continue;
      All[V].E.resetWork();
      llvm::SmallVector<Spot, 2> Commands;
      All[V].E.spots(Eff.paths(SlotKind::Command), Call, 0, Row, Commands);
      auto F = P.enclosingFunction(Call);
      bool Given = F && llvm::any_of(Commands, [&](const Spot &S) {
                     return P.node(S.Node).Kind == NodeKind::Param;
                   });
      llvm::SmallVector<NodeRef, 8> Callers;
      if (Given)
        for (NodeRef Caller : All[V].E.callersOf(*F))
          if (P.node(Caller).Kind == NodeKind::Call)
            Callers.push_back(Caller);
      if (Callers.empty() || Callers.size() > MaxCallers) {
        addCommands(V, Call, 0, Commands);
        continue;
      }
      for (NodeRef Caller : Callers) {
        All[V].E.resetWork();
        addCommands(V, Caller, All[V].E.contexts().push(0, Caller), Commands);
      }
    }
  }

  void addCommands(uint32_t V, NodeRef By, ContextId C,
                   llvm::ArrayRef<Spot> Commands) {
    for (Spot S : Commands) {
      S.Ctx = C;
      std::vector<LaunchWord> Words;
      All[V].E.words(S, Words);
      for (const std::vector<LaunchWord> &Line : commandsOf(Words))
        addWords(V, By, Line);
    }
  }

  /// The script that a command names, first where the commands before it in
  /// its script lead: `cd plum && python run.py` is no pear/run.py.
  std::optional<uint32_t> find(NodeRef Command, llvm::StringRef Text) {
    constexpr size_t MaxMoves = 64;
    const Module &M = P.module(Command.Module);
    const Node &At = P.node(Command);
    std::string Folder = M.Folder;
    std::optional<uint32_t> Found;
    size_t Looked = 0;
    for (const Move &Each : movesOf(Command.Module)) {
      if (Each.Begin >= At.Begin || ++Looked > MaxMoves)
        break;
      if (Each.Scope != At.Scope)
        continue;
      Folder = joinPath(Folder, Each.To);
      Found = Scripts.at(normalizePath(joinPath(Folder, Text)));
      if (!Found) { // out of a subshell, the folder before it is back
        std::string Alone = joinPath(M.Folder, Each.To);
        Found = Scripts.at(normalizePath(joinPath(Alone, Text)));
      }
    }
    return Found ? Found : Scripts.find(Text, M.Folder);
  }

  /// The `cd FOLDER` of a script, in order.
  const std::vector<Move> &movesOf(uint32_t Module) {
    auto [At, New] = Moves.try_emplace(Module);
    const Summary &S = P.graph(Module);
    if (!New)
      return At->second;
    auto Word = [&](const Node &N, size_t I) {
      const Node &W = S.node(S.operands(N)[I].Value);
      return W.Kind == NodeKind::String ? S.string(W.Name) : llvm::StringRef();
    };
    for (const Node &N : S.nodes())
      if (isCommand(N) && N.Count == 2 && Word(N, 0) == "cd" &&
          !Word(N, 1).empty())
        At->second.push_back({N.Begin, N.Scope, Word(N, 1)});
    llvm::sort(At->second,
               [](const Move &A, const Move &B) { return A.Begin < B.Begin; });
    return At->second;
  }

  void addWords(uint32_t V, NodeRef Command,
                const std::vector<LaunchWord> &Words) {
    if (Words.empty() || Words.front().Texts.empty() ||
        onlyReads(Words.front().Texts.front().Pattern))
      return;
    if (makeLine(Words))
      return addMake(V, Command, Words);
    llvm::StringRef Folder = P.module(Command.Module).Folder;
    bool Module = false; // the word names a module: -m a.b
    for (size_t I = 0; I < Words.size(); ++I) {
      bool Any = false;
      for (const WordText &T : Words[I].Texts) {
        llvm::StringRef Text = T.Pattern;
        std::optional<uint32_t> Target;
        if (Module)
          Target = Scripts.findModule(Text, Folder);
        else if (endsAsScript(Text))
          Target = find(Command, Text);
        else if (startsProgram(Words, I))
          Target =
              All[V].E.shared().Entries.find(baseName(Text), Command.Module);
        if (!Target && !Module && !endsAsScript(Text) && I < MaxLauncherWords)
          Target =
              All.front().E.shared().Cxx.program(Text, Command.Module, I == 0);
        if (!Target || *Target == Command.Module || isBuild(Words))
          continue;
        Any = true;
        add(V, Command, *Target, Words, I);
      }
      if (Any)
        return;
      // A launcher of a library (`-m torch.distributed.launch train.py`) is
      // followed by what it launches.
      if (Module &&
          (Words[I].Texts.empty() || onlyReads(Words[I].Texts.front().Pattern)))
        return;
      Module = !Module && llvm::any_of(Words[I].Texts, [](const WordText &T) {
        return announcesModule(T.Pattern);
      });
    }
  }

  bool usesGetopt(uint32_t Target) const {
    if (P.graph(Target).frontEnd() != FrontEnd::Cxx)
      return false;
    for (llvm::StringRef Name : {"getopt", "getopt_long"})
      if (llvm::any_of(P.callsNamed(Name),
                       [&](NodeRef Call) { return Call.Module == Target; }))
        return true;
    return false;
  }

  /// Line: the command line, whose word At names the target.
  void add(uint32_t V, NodeRef Command, uint32_t Target,
           llvm::ArrayRef<LaunchWord> Line, size_t At) {
    llvm::ArrayRef<LaunchWord> Words = Line.drop_front(At + 1);
    Launch L;
    addAssignments(Line.take_front(At), L);
    L.Command = Command;
    L.Target = Target;
    L.Reach = All.front().E.shared().reachOf(Target);
    addEnvironment(V, L);
    // A script that is told nothing is what the code says by itself.
    bool Told = !Words.empty() || V != 0 || isTold(L) ||
                P.graph(Target).frontEnd() == FrontEnd::Shell;
    if (!Told) {
      All.front().E.shared().Launched[Command.key()].push_back({Target, 0});
      return;
    }
    L.Line.Words = Words.vec();
    L.Line.TakesOneWord = P.graph(Target).frontEnd() == FrontEnd::Cxx ||
                          P.graph(Target).frontEnd() == FrontEnd::Shell;
    L.Line.IsGlued = usesGetopt(Target);
    if (P.graph(Target).frontEnd() == FrontEnd::Cxx)
      Later.push_back({V, std::move(L)});
    else
      addRuns(V, std::move(L), 0);
  }

  /// env TEACHER=gpt-4 python ask.py, docker run -e TEACHER=gpt-4 …
  static void addAssignments(llvm::ArrayRef<LaunchWord> Words, Launch &L) {
    for (const LaunchWord &W : Words) {
      WordTexts Values;
      std::string Name;
      for (const WordText &T : W.Texts) {
        auto [Left, Right] = llvm::StringRef(T.Pattern).split('=');
        Left.consume_front("--env=");
        if (!namesVariable(Left) || Right.empty())
          continue;
        Name = Left.str();
        Values.push_back({Right.str(), T.Where});
      }
      if (!Values.empty())
        L.Environment.push_back({Name, Values});
    }
  }

  /// `-m model=a,b` runs the program once for each, where its library does so:
  /// one launch for every choice from the words.
  void addRuns(uint32_t V, Launch L, size_t From) {
    constexpr size_t MaxChoices = 16; // of one word
    auto Is = [](const LaunchWord &W, llvm::StringRef Text) {
      return W.Texts.size() == 1 && W.Texts.front().Pattern == Text;
    };
    const auto &Imports = All.front().E.shared().Imports[L.Target];
    bool Several = Imports.count("hydra") &&
                   llvm::any_of(L.Line.Words, [&](const LaunchWord &W) {
                     return Is(W, "-m") || Is(W, "--multirun");
                   });
    for (size_t I = From; Several && I < L.Line.Words.size(); ++I) {
      if (L.Line.Words[I].Texts.size() != 1)
        continue;
      std::string Word = L.Line.Words[I].Texts.front().Pattern;
      auto [Key, Given] = llvm::StringRef(Word).split('=');
      llvm::SmallVector<llvm::StringRef, 4> Choices;
      Given.split(Choices, ',');
      if (Choices.size() < 2 || Choices.size() > MaxChoices ||
          Given.find_first_of("[]{}()'\"") != llvm::StringRef::npos)
        continue;
      for (llvm::StringRef Choice : Choices) {
        Launch One = L;
        One.Line.Words[I].Texts.front().Pattern = (Key + "=" + Choice).str();
        addRuns(V, std::move(One), I + 1);
      }
      return;
    }
    addNow(V, std::move(L));
  }

  bool readsOverrides(const Launch &L) {
    const auto &Imports = All.front().E.shared().Imports;
    return llvm::any_of(L.Reach.set_bits(), [&](unsigned M) {
      return Imports[M].count("hydra") || Imports[M].count("omegaconf");
    });
  }

  bool addNow(uint32_t V, Launch L) {
    if (All.size() > MaxLaunches) {
      Full = true;
      return false;
    }
    All.front().E.shared().Launched[L.Command.key()].push_back(
        {L.Target, static_cast<uint32_t>(All.size())});
    const Module &By = P.module(L.Command.Module);
    L.Parent = V;
    L.Depth = All[V].How.Depth + 1;
    if (readsOverrides(L))
      openOverrides(L.Line.Words);
    L.Documented = By.Documented || All[V].How.Documented;
    for (const LaunchWord &W : L.Line.Words)
      for (const WordText &T : W.Texts)
        Scripts.documents(T.Pattern, L.Command.Module, L.Configs);
    Engine &Base = All.front().E;
    All.emplace_back(std::move(L), P, Base.api(), Base.shared());
    return true;
  }

  /// Texts of a module that may name variables of the environment; of a script
  /// the variables that it reads.
  const std::vector<std::string> &variablesOf(uint32_t M) {
    auto [It, New] = Variables.try_emplace(M);
    if (!New)
      return It->second;
    const Summary &S = P.graph(M);
    NodeKind Kind =
        S.frontEnd() == FrontEnd::Shell ? NodeKind::Global : NodeKind::String;
    std::set<llvm::StringRef> Found;
    for (const Node &N : S.nodes())
      if (N.Kind == Kind && namesVariable(S.string(N.Name)))
        Found.insert(S.string(N.Name));
    It->second.assign(Found.begin(), Found.end());
    return It->second;
  }

  /// Does the environment name anything but switches and numbers? A view of
  /// its own is for models and files.
  static bool isTold(const Launch &L) {
    for (const auto &[Name, Texts] : L.Environment)
      for (const WordText &T : Texts) {
        llvm::StringRef Text = T.Pattern;
        if (llvm::any_of(Text, llvm::isAlpha) &&
            Text.find_first_of("/-.0123456789") != llvm::StringRef::npos)
          return true;
      }
    return false;
  }

  /// What the command sets for itself (`X=1 python a.py`), else what its script
  /// binds, else what the script was given.
  void addEnvironment(uint32_t V, Launch &L) {
    const Summary &S = P.graph(L.Command);
    if (S.frontEnd() != FrontEnd::Shell)
      return;
    std::set<std::string> Wanted;
    for (uint32_t M : L.Reach.set_bits())
      for (const std::string &Name : variablesOf(M))
        Wanted.insert(Name);
    for (const std::string &Name : Wanted) {
      if (All[V].How.Target == L.Command.Module)
        if (const WordTexts *Set = All[V].How.variable(Name)) {
          L.Environment.push_back({Name, *Set});
          continue;
        }
      llvm::SmallVector<NodeId, 2> Bound;
      if (NodeId Own = S.operandNamed(L.Command.Id, "env:" + Name))
        Bound.push_back(Own);
      else
        P.bindings(L.Command.Module, 0, Name, Bound);
      llvm::SmallVector<NodeRef, 2> Values;
      for (NodeId Id : Bound)
        Values.push_back({L.Command.Module, Id});
      if (Values.empty()) // set -a; source .env
        All.front().E.shared().Sourced.bindings(L.Command.Module, Name, Values);
      WordTexts Texts;
      for (NodeRef Value : Values) {
        llvm::SmallVector<Engine::Text, 4> Found;
        All[V].E.texts({Value, 0, 0}, Found);
        for (const Engine::Text &T : Found)
          if (!T.Pattern.empty() && !isAllUnknown(T.Pattern))
            Texts.push_back({T.Pattern, T.Where});
      }
      if (Values.empty())
        for (const auto &[Given, Has] : All[V].How.Environment)
          if (Given == Name)
            Texts = Has;
      if (!Texts.empty())
        L.Environment.push_back({Name, Texts});
    }
  }

  Views &All;
  const Program &P;
  const ScriptTable &Scripts;
  std::map<uint32_t, std::vector<std::string>> Variables; // of variablesOf()
  std::map<uint32_t, llvm::BitVector>
      GivenRules;                              // noteGivenRules(), by Makefile
  std::map<uint32_t, std::vector<Move>> Moves; // movesOf(), by script
  std::vector<LaterLaunch> Later;
  bool Full = false;
};

} // namespace

bool addLaunches(Views &Out,
                 llvm::ArrayRef<std::pair<NodeRef, ApiTarget>> Starts) {
  return LaunchFinder(Out).run(Starts);
}

} // namespace modeltidy
