//===- launches.cpp - from command lines to the modules that they run -----===//
//
// Launchers need not be known: of `accelerate launch --num_processes 8 train.py
// --lr 1e-5` the first word that names a script of the repository is what runs,
// and what stands behind it is the script's. Programs that read or move files
// run none of them.
//===----------------------------------------------------------------------===//
#include "scanner/lineage/launches.h"
#include "scanner/lineage/path_pattern.h"
#include "llvm/ADT/StringSwitch.h"

namespace modeltidy {

namespace {

constexpr uint32_t MaxNesting = 3; // scripts that run scripts

/// Programs to whom a script's name is a file like any other.
bool onlyReads(llvm::StringRef Program) {
  return llvm::StringSwitch<bool>(Program.rsplit('/').second.empty()
                                      ? Program
                                      : Program.rsplit('/').second)
      .Cases("cat", "cp", "mv", "rm", "ls", "ln", "tar", "zip", "unzip", true)
      .Cases("scp", "rsync", "mkdir", "touch", "chmod", "chown", true)
      .Cases("vi", "vim", "nano", "code", "less", "more", "open", true)
      .Cases("head", "tail", "grep", "rg", "sed", "awk", "diff", "find", true)
      .Cases("wc", "sort", "cut", "tee", "echo", "printf", "export", true)
      .Cases("git", "wget", "curl", "pip", "pip3", "black", "ruff", true)
      .Cases("flake8", "isort", "mypy", "pylint", "pytest", true)
      .Cases("source", ".", "cd", "pushd", "test", "[", "[[", true)
      .Default(false);
}

bool endsAsScript(llvm::StringRef Path) {
  for (llvm::StringRef End :
       {".py", ".sh", ".bash", ".zsh", ".slurm", ".sbatch"})
    if (Path.ends_with(End))
      return true;
  return false;
}

/// Scripts and modules by the paths under which a command line may name them.
class ScriptTable {
public:
  explicit ScriptTable(const Program &P) : P(P) {
    for (uint32_t M = 0; M < P.modules().size(); ++M) {
      const Module &Mod = P.module(M);
      FrontEnd F = Mod.Graph.frontEnd();
      if (Mod.Documented || (F != FrontEnd::Python && F != FrontEnd::Shell &&
                             F != FrontEnd::Config))
        continue;
      ByPath.try_emplace(Mod.Path, M);
      ByName[llvm::StringRef(Mod.Path).substr(
                 llvm::StringRef(Mod.Path).rfind('/') + 1)]
          .push_back(M);
    }
  }

  /// As seen from a folder: there, in a folder above, or wherever the one path
  /// is that ends so.
  std::optional<uint32_t> find(llvm::StringRef Text,
                               llvm::StringRef Folder) const {
    std::string Path = normalizePath(Text.substr(Text.rfind('\x02') + 1));
    llvm::StringRef Wanted = llvm::StringRef(Path).ltrim('/');
    if (Wanted.empty())
      return std::nullopt;
    for (llvm::StringRef F = Folder;; F = parentOf(F)) {
      std::string Full = F.empty() ? Wanted.str() : (F + "/" + Wanted).str();
      if (auto It = ByPath.find(Full); It != ByPath.end())
        return It->second;
      if (F.empty())
        break;
    }
    auto It = ByName.find(Wanted.substr(Wanted.rfind('/') + 1));
    if (It == ByName.end())
      return std::nullopt;
    std::optional<uint32_t> Only;
    for (uint32_t M : It->second) {
      if (!llvm::StringRef(P.module(M).Path).ends_with(("/" + Wanted).str()))
        continue;
      if (Only)
        return std::nullopt; // which of them is not told
      Only = M;
    }
    return Only;
  }

  /// python -m a.b.c
  std::optional<uint32_t> findModule(llvm::StringRef Dotted,
                                     llvm::StringRef Folder) const {
    std::string Path = Dotted.str();
    std::replace(Path.begin(), Path.end(), '.', '/');
    for (llvm::StringRef End : {".py", "/__main__.py", "/__init__.py"})
      if (auto M = find(Path + End.str(), Folder))
        return M;
    return std::nullopt;
  }

private:
  static llvm::StringRef parentOf(llvm::StringRef Folder) {
    size_t Slash = Folder.rfind('/');
    return Slash == llvm::StringRef::npos ? "" : Folder.take_front(Slash);
  }

  const Program &P;
  llvm::StringMap<uint32_t> ByPath;
  llvm::StringMap<std::vector<uint32_t>> ByName;
};

class LaunchFinder {
public:
  LaunchFinder(Views &Out) : All(Out), P(Out.front().E.program()), Scripts(P) {}

  bool run(llvm::ArrayRef<std::pair<NodeRef, ApiTarget>> Starts) {
    for (uint32_t M = 0; M < P.modules().size(); ++M)
      addModule(0, M);
    for (const auto &[Call, Row] : Starts)
      addStart(0, Call, Row);
    // Scripts that are launched with words of their own launch in turn.
    for (uint32_t V = 1; V < All.size(); ++V) {
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
        if (!Target || *Target == Command.Module)
          continue;
        Any = true;
        add(V, Command, *Target, llvm::ArrayRef(Words).drop_front(I + 1));
      }
      if (Any || Module)
        return;
      Module = llvm::any_of(Words[I].Texts, [](const WordText &T) {
        return T.Pattern == "-m" || T.Pattern == "--module";
      });
    }
  }

  void add(uint32_t V, NodeRef Command, uint32_t Target,
           llvm::ArrayRef<LaunchWord> Words) {
    if (All.size() > MaxLaunches) {
      Full = true;
      return;
    }
    Launch L;
    L.Command = Command;
    L.Target = Target;
    L.Line.Words = Words.vec();
    L.Parent = V;
    L.Depth = All[V].How.Depth + 1;
    L.Documented = P.module(Command.Module).Documented || All[V].How.Documented;
    for (const LaunchWord &W : Words)
      addConfigs(L, W);
    L.Reach = reachOf(Target);
    Engine &Base = All.front().E;
    All.emplace_back(std::move(L), P, Base.api(), Base.shared());
  }

  /// Documents of a config file that a word names.
  void addConfigs(Launch &L, const LaunchWord &W) {
    for (const WordText &T : W.Texts) {
      llvm::StringRef Text = T.Pattern;
      Text = Text.substr(Text.find('=') + 1); // npos + 1 is 0
      if (!Text.ends_with(".yaml") && !Text.ends_with(".yml") &&
          !Text.ends_with(".json") && !Text.ends_with(".toml"))
        continue;
      auto M = Scripts.find(Text, P.module(L.Command.Module).Folder);
      if (!M || P.graph(*M).frontEnd() != FrontEnd::Config)
        continue;
      for (NodeId Root : P.graph(*M).roots())
        if (P.graph(*M).node(Root).Kind == NodeKind::Dict)
          L.Configs.push_back({*M, Root});
    }
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
  ScriptTable Scripts;
  bool Full = false;
};

} // namespace

bool addLaunches(Views &Out,
                 llvm::ArrayRef<std::pair<NodeRef, ApiTarget>> Starts) {
  return LaunchFinder(Out).run(Starts);
}

} // namespace modeltidy
