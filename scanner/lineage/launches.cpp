//===- launches.cpp - from command lines to the modules that they run -----===//
//
// Launchers need not be known: of `accelerate launch --num_processes 8 train.py
// --lr 1e-5` the first word that names a script of the repository is what runs,
// and what stands behind it is the script's. Programs that read or move files
// run none of them.
//===----------------------------------------------------------------------===//
#include "scanner/lineage/launches.h"
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

llvm::StringRef baseName(llvm::StringRef Path) {
  return Path.substr(Path.rfind('/') + 1);
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

class LaunchFinder {
public:
  LaunchFinder(Views &Out)
      : All(Out), P(Out.front().E.program()),
        Scripts(Out.front().E.shared().Scripts) {}

  bool run(llvm::ArrayRef<std::pair<NodeRef, ApiTarget>> Starts) {
    for (uint32_t M = 0; M < P.modules().size(); ++M)
      addModule(0, M);
    for (const auto &[Call, Row] : Starts)
      addStart(0, Call, Row);
    // Scripts that are launched with words of their own launch in turn.
    for (uint32_t V = 1; V < All.size() || addLater(); ++V) {
      if (All[V].How.Depth >= MaxNesting)
        continue;
      if (P.graph(All[V].How.Target).frontEnd() == FrontEnd::Shell) {
        if (!All[V].How.Line.Words.empty())
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
  /// A command line of a C++ program.
  struct LaterLaunch {
    uint32_t V;
    NodeRef Command;
    uint32_t Target;
    std::vector<LaunchWord> Words;
  };

  /// C++ programs come last: they train next to nothing, and a library's tests
  /// run its programs many times. What they do without is the launches' work
  /// that Python has left over. False where there are none.
  bool addLater() {
    bool Any = false;
    for (const LaterLaunch &L : std::exchange(Later, {}))
      Any |= addNow(L.V, L.Command, L.Target, L.Words);
    return Any;
  }

  void addModule(uint32_t V, uint32_t M) {
    const Summary &S = P.graph(M);
    if (S.frontEnd() != FrontEnd::Shell)
      return;
    All[V].E.resetWork();
    for (NodeId Id = 1; Id < S.nodes().size(); ++Id) {
      const Node &N = S.node(Id);
      if (N.Kind != NodeKind::Call || !(N.Flags & FlagCommand))
        continue;
      std::vector<LaunchWord> Words;
      All[V].E.words({M, Id}, 0, Words);
      addWords(V, {M, Id}, Words);
    }
  }

  void addStart(uint32_t V, NodeRef Call, const ApiTarget &Row) {
    All[V].E.resetWork();
    for (const Effect &Eff : Row.Row->Effects) {
      if (Eff.Kind != EffectKind::Runs)
        continue;
      llvm::SmallVector<Spot, 2> Commands;
      All[V].E.spots(Eff.paths(SlotKind::Command), Call, 0, Row, Commands);
      for (const Spot &S : Commands) {
        std::vector<LaunchWord> Words;
        All[V].E.words(S, Words);
        addWords(V, Call, Words);
      }
    }
  }

  void addWords(uint32_t V, NodeRef Command,
                const std::vector<LaunchWord> &Words) {
    if (Words.empty() || Words.front().Texts.empty() ||
        onlyReads(Words.front().Texts.front().Pattern))
      return;
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
          Target = Scripts.find(Text, Folder);
        else if (startsProgram(Words, I))
          Target =
              All[V].E.shared().Entries.find(baseName(Text), Command.Module);
        if (!Target && !Module && !endsAsScript(Text) && I < MaxLauncherWords)
          Target =
              All.front().E.shared().Cxx.program(Text, Command.Module, I == 0);
        if (!Target || *Target == Command.Module || isBuild(Words))
          continue;
        Any = true;
        add(V, Command, *Target, llvm::ArrayRef(Words).drop_front(I + 1));
      }
      if (Any)
        return;
      // A launcher of a library (`-m torch.distributed.launch train.py`) is
      // followed by what it launches.
      if (Module &&
          (Words[I].Texts.empty() || onlyReads(Words[I].Texts.front().Pattern)))
        return;
      Module = !Module && llvm::any_of(Words[I].Texts, [](const WordText &T) {
        return T.Pattern == "-m" || T.Pattern == "--module";
      });
    }
  }

  void add(uint32_t V, NodeRef Command, uint32_t Target,
           llvm::ArrayRef<LaunchWord> Words) {
    // A script that is told nothing is what the code says by itself.
    bool Told = !Words.empty() || V != 0 ||
                P.graph(Target).frontEnd() == FrontEnd::Shell;
    if (!Told)
      return;
    if (P.graph(Target).frontEnd() == FrontEnd::Cxx)
      Later.push_back({V, Command, Target, Words.vec()});
    else
      addNow(V, Command, Target, Words);
  }

  bool addNow(uint32_t V, NodeRef Command, uint32_t Target,
              llvm::ArrayRef<LaunchWord> Words) {
    if (All.size() > MaxLaunches) {
      Full = true;
      return false;
    }
    Launch L;
    L.Command = Command;
    L.Target = Target;
    L.Line.Words = Words.vec();
    L.Parent = V;
    L.Depth = All[V].How.Depth + 1;
    L.Documented = P.module(Command.Module).Documented || All[V].How.Documented;
    for (const LaunchWord &W : Words)
      for (const WordText &T : W.Texts)
        Scripts.documents(T.Pattern, P.module(Command.Module).Folder,
                          L.Configs);
    L.Reach = reachOf(Target);
    Engine &Base = All.front().E;
    All.emplace_back(std::move(L), P, Base.api(), Base.shared());
    return true;
  }

  llvm::BitVector reachOf(uint32_t Target) {
    llvm::BitVector Reach(static_cast<unsigned>(P.modules().size()));
    std::vector<uint32_t> Open{Target};
    Reach.set(Target);
    while (!Open.empty()) {
      uint32_t M = Open.back();
      Open.pop_back();
      for (uint32_t To : All.front().E.shared().Imported[M])
        if (!Reach.test(To)) {
          Reach.set(To);
          Open.push_back(To);
        }
    }
    return Reach;
  }

  Views &All;
  const Program &P;
  const ScriptTable &Scripts;
  std::vector<LaterLaunch> Later;
  bool Full = false;
};

} // namespace

bool addLaunches(Views &Out,
                 llvm::ArrayRef<std::pair<NodeRef, ApiTarget>> Starts) {
  return LaunchFinder(Out).run(Starts);
}

} // namespace modeltidy
