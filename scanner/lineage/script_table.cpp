//===- script_table.cpp - files that a command line may name --------------===//
#include "scanner/lineage/script_table.h"
#include "scanner/lineage/path_pattern.h"
#include "llvm/ADT/StringSwitch.h"

namespace modeltidy {

static llvm::StringRef parentOf(llvm::StringRef Folder) {
  size_t Slash = Folder.rfind('/');
  return Slash == llvm::StringRef::npos ? "" : Folder.take_front(Slash);
}

ScriptTable::ScriptTable(const Program &P) : P(P) {
  for (uint32_t M = 0; M < P.modules().size(); ++M) {
    const Module &Mod = P.module(M);
    FrontEnd F = Mod.Graph.frontEnd();
    if ((Mod.Documented && !Mod.Written) ||
        (F != FrontEnd::Python && F != FrontEnd::Shell &&
         F != FrontEnd::Config))
      continue;
    HasDocuments |= F == FrontEnd::Config;
    auto [First, New] = ByPath.try_emplace(Mod.Path, M);
    if (!New) { // another part of the same file, or written once more
      if (Mod.Written && F == FrontEnd::Config)
        Rewritten[First->second].push_back(M);
      continue;
    }
    ByName[llvm::StringRef(Mod.Path).substr(
               llvm::StringRef(Mod.Path).rfind('/') + 1)]
        .push_back(M);
  }
}

/// A path below a folder that is not the repository's:
/// `/home/me/plum/code/a.py`, `path_to_plum/code/a.py`. The longest end that is
/// a path from the root; of one part where it may be no other.
std::optional<uint32_t> ScriptTable::findBelow(llvm::StringRef Path) const {
  auto [First, Rest] = Path.split('/');
  bool Whole = saysPlaceholder(First); // what follows is from the root
  for (; !Rest.empty(); Rest = Rest.split('/').second) {
    auto It = ByPath.find(Rest);
    auto Named = ByName.find(Rest);
    bool Only = Named != ByName.end() && Named->second.size() == 1;
    if (It != ByPath.end() && (Whole || Only || Rest.contains('/')))
      return It->second;
    Whole = false;
  }
  return std::nullopt;
}

std::optional<uint32_t> ScriptTable::find(llvm::StringRef Text,
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
  if (llvm::StringRef(Path).starts_with("/") || saysPlaceholder(Path))
    if (auto Below = findBelow(Wanted))
      return Below;
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

std::optional<uint32_t> ScriptTable::findModule(llvm::StringRef Dotted,
                                                llvm::StringRef Folder) const {
  std::string Path = Dotted.str();
  std::replace(Path.begin(), Path.end(), '.', '/');
  for (llvm::StringRef End : {".py", "/__main__.py", "/__init__.py"})
    if (auto M = find(Path + End.str(), Folder))
      return M;
  return std::nullopt;
}

std::optional<uint32_t> ScriptTable::at(llvm::StringRef Path) const {
  auto It = ByPath.find(Path);
  if (It == ByPath.end())
    return std::nullopt;
  return It->second;
}

std::optional<NodeRef> ScriptTable::rootAt(llvm::StringRef Path) const {
  auto It = ByPath.find(Path.ltrim('/'));
  if (It == ByPath.end() || P.graph(It->second).frontEnd() != FrontEnd::Config)
    return std::nullopt;
  for (NodeId Root : P.graph(It->second).roots())
    if (P.graph(It->second).node(Root).Kind == NodeKind::Dict)
      return NodeRef{It->second, Root};
  return std::nullopt;
}

void ScriptTable::documents(llvm::StringRef Word, uint32_t From,
                            std::vector<NodeRef> &Out) const {
  llvm::StringRef Path = Word.substr(Word.find('=') + 1); // npos + 1 is 0
  if (!Path.ends_with(".yaml") && !Path.ends_with(".yml") &&
      !Path.ends_with(".json") && !Path.ends_with(".toml"))
    return;
  auto M = find(Path, P.module(From).Folder);
  if (!M || P.graph(*M).frontEnd() != FrontEnd::Config)
    return;
  llvm::SmallVector<uint32_t, 4> All = {*M};
  if (auto It = Rewritten.find(*M); It != Rewritten.end())
    All.append(It->second.begin(), It->second.end());
  auto Own = [&](uint32_t Doc) {
    return P.module(Doc).Written && P.module(Doc).File == P.module(From).File;
  };
  if (llvm::any_of(All, Own))
    llvm::erase_if(All, [&](uint32_t Doc) { return !Own(Doc); });
  for (uint32_t Doc : All)
    for (NodeId Root : P.graph(Doc).roots())
      if (P.graph(Doc).node(Root).Kind == NodeKind::Dict)
        Out.push_back({Doc, Root});
}

bool endsAsScript(llvm::StringRef Path) {
  for (llvm::StringRef End :
       {".py", ".sh", ".bash", ".zsh", ".slurm", ".sbatch"})
    if (Path.ends_with(End))
      return true;
  return false;
}

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
      .Cases("shuf", "uniq", "paste", "tr", "jq", "yq", "nl", "tac", true)
      .Cases("zcat", "gunzip", "gzip", "xz", "zstd", "join", "comm", true)
      .Cases("egrep", "fgrep", "gawk", "mawk", "column", "fold", true)
      .Cases("install", "ditto", "iconv", "split", true)
      .Cases("git", "wget", "curl", "pip", "pip3", "black", "ruff", true)
      .Cases("flake8", "isort", "mypy", "pylint", "pytest", true)
      .Cases("unittest", "coverage", "py_compile", true)
      .Cases("source", ".", "cd", "pushd", "test", "[", "[[", true)
      .Default(false);
}

} // namespace modeltidy
