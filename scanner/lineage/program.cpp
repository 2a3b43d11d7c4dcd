#include "scanner/lineage/program.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>

namespace modeltidy {

namespace {

llvm::StringRef withoutSuffix(llvm::StringRef Path) {
  if (!Path.consume_back(".py"))
    Path.consume_back(".ipynb");
  return Path;
}

std::string dottedName(llvm::StringRef Path) {
  llvm::StringRef Stem = withoutSuffix(Path);
  if (Stem == "__init__")
    return "";
  Stem.consume_back("/__init__");
  std::string Dotted = Stem.str();
  std::replace(Dotted.begin(), Dotted.end(), '/', '.');
  return Dotted;
}

llvm::StringRef parent(llvm::StringRef Folder) {
  size_t Slash = Folder.rfind('/');
  return Slash == llvm::StringRef::npos ? "" : Folder.take_front(Slash);
}

std::string joined(llvm::StringRef Folder, llvm::StringRef Name) {
  return Folder.empty() ? Name.str() : (Folder + "/" + Name).str();
}

/// Length of the common leading folders of two paths, in bytes.
size_t commonPrefix(llvm::StringRef A, llvm::StringRef B) {
  size_t Same = 0;
  for (size_t I = 0; I < A.size() && I < B.size() && A[I] == B[I]; ++I)
    if (A[I] == '/')
      Same = I + 1;
  return Same;
}

/// A command line calls a program, which is no value of this one.
bool isCodeCall(const Summary &S, const Node &Call) {
  if (!(Call.Flags & FlagCommand))
    return true;
  auto Ops = S.operands(Call);
  return !Ops.empty() && S.node(Ops[0].Value).Kind == NodeKind::Global;
}

} // namespace

llvm::StringRef lastName(const Summary &S, NodeId Id) {
  const Node &N = S.node(Id);
  switch (N.Kind) {
  case NodeKind::Global: { // a C++ name may be qualified: a::b
    llvm::StringRef Name = S.string(N.Name);
    size_t Colons = Name.rfind("::");
    return Colons == llvm::StringRef::npos ? Name : Name.substr(Colons + 2);
  }
  case NodeKind::Attr:
  case NodeKind::Free:
  case NodeKind::Param:
    return S.string(N.Name);
  case NodeKind::ImportFrom: {
    auto Ops = S.operands(N);
    return Ops.empty() ? "" : S.string(Ops[0].Name);
  }
  case NodeKind::Function:
    return S.string(S.functions()[N.Aux].Name);
  case NodeKind::Class:
    return S.string(S.classes()[N.Aux].Name);
  case NodeKind::Import:
    return S.string(N.Name).rsplit('.').second.empty()
               ? S.string(N.Name)
               : S.string(N.Name).rsplit('.').second;
  default:
    return "";
  }
}

Program::Program(std::vector<Module> Given) : Modules(std::move(Given)) {
  for (uint32_t M = 0; M < Modules.size(); ++M) {
    Module &Mod = Modules[M];
    Mod.Folder = parent(Mod.Path).str();
    Mod.Dotted = dottedName(Mod.Path);
    for (llvm::StringRef F = Mod.Folder; !F.empty(); F = parent(F))
      if (!Folders.try_emplace(F, 1).second)
        break;
    bool Importable = llvm::StringRef(Mod.Path).ends_with(".py") ||
                      llvm::StringRef(Mod.Path).ends_with(".ipynb");
    if (Mod.Documented || !Importable ||
        Mod.Graph.frontEnd() != FrontEnd::Python)
      continue; // nobody imports it
    ByPath[withoutSuffix(Mod.Path)] = M;
    llvm::StringRef Last = llvm::StringRef(Mod.Dotted).rsplit('.').second;
    BySuffix[Last.empty() ? llvm::StringRef(Mod.Dotted) : Last].push_back(M);
  }
  ModuleStores.resize(Modules.size());
  ModuleNames.resize(Modules.size());
  for (uint32_t M = 0; M < Modules.size(); ++M)
    indexModule(M);
}

void Program::indexModule(uint32_t M) {
  const Summary &S = Modules[M].Graph;
  for (NodeId Id = 1; Id < S.nodes().size(); ++Id) {
    const Node &N = S.node(Id);
    if (N.Kind == NodeKind::Call && isCodeCall(S, N))
      indexCall(M, Id);
    else if (N.Kind == NodeKind::SetAttr) {
      Stores[S.string(N.Name)].push_back({M, Id});
      ModuleStores[M].push_back(Id);
    }
  }
  auto Names = S.bindings(S.scopes()[0]);
  for (uint32_t I = 0; I < Names.size(); ++I) {
    auto [It, New] =
        ModuleNames[M].try_emplace(S.string(Names[I].Name), std::pair(I, 0u));
    ++It->second.second;
  }
  for (uint32_t C = 0; C < S.classes().size(); ++C)
    for (NodeId Base : S.list(S.classes()[C].Bases))
      Extending[lastName(S, Base)].push_back({M, C});
  for (const Scope &Sc : S.scopes())
    for (const Binding &B : S.bindings(Sc)) {
      if (Sc.Kind == ScopeKind::Class)
        ClassNames.try_emplace(S.string(B.Name), 1);
      if (S.node(B.Node).Kind == NodeKind::ImportFrom) {
        llvm::StringRef Attr = lastName(S, B.Node), Local = S.string(B.Name);
        if (Attr != Local && Local != "*")
          Aliases[Attr].push_back(Local.str());
      }
    }
}

void Program::indexCall(uint32_t M, NodeId Id) {
  const Summary &S = Modules[M].Graph;
  auto Ops = S.operands(S.node(Id));
  if (Ops.empty())
    return;
  NodeKind Callee = S.node(Ops[0].Value).Kind;
  llvm::StringRef Name = lastName(S, Ops[0].Value);
  if (!Name.empty())
    Calls[Name].push_back({M, Id});
  if (Name.empty() || Callee == NodeKind::Param || Callee == NodeKind::Free)
    Indirect.push_back({M, Id});
  for (const Operand &O : Ops.drop_front()) {
    if (O.Name != 0)
      Keywords.try_emplace(S.string(O.Name), 1);
    const Node &Arg = S.node(O.Value);
    if (Arg.Kind == NodeKind::Function)
      PassingFunction[FunctionRef{M, Arg.Aux}.key()].push_back({M, Id});
    else if (llvm::StringRef ArgName = lastName(S, O.Value); !ArgName.empty())
      Passing[ArgName].push_back({M, Id});
  }
}

ImportTarget Program::lookup(llvm::StringRef Path) const {
  if (auto It = ByPath.find(Path); It != ByPath.end())
    return {It->second, ""};
  if (auto It = ByPath.find(joined(Path, "__init__")); It != ByPath.end())
    return {It->second, ""};
  if (Folders.count(Path))
    return {std::nullopt, Path.str()};
  return {};
}

ImportTarget Program::member(llvm::StringRef Folder,
                             llvm::StringRef Name) const {
  return lookup(joined(Folder, Name));
}

ImportTarget Program::import(uint32_t From, llvm::StringRef Dotted) const {
  const Module &Importer = Modules[From];
  if (Dotted.starts_with(".")) {
    llvm::StringRef Folder = Importer.Folder;
    Dotted = Dotted.drop_front();
    while (Dotted.consume_front("."))
      Folder = parent(Folder);
    std::string Path = Dotted.str();
    std::replace(Path.begin(), Path.end(), '.', '/');
    if (Path.empty())
      return Folder.empty() ? lookup("__init__") : lookup(Folder);
    return lookup(joined(Folder, Path));
  }
  std::string Path = Dotted.str();
  std::replace(Path.begin(), Path.end(), '.', '/');
  // The script's own folder comes first, then each folder above it.
  for (llvm::StringRef Folder = Importer.Folder;; Folder = parent(Folder)) {
    ImportTarget T = lookup(joined(Folder, Path));
    if (T.Module && *T.Module != From)
      return T;
    if (T.found() && !T.Module && Dotted.contains('.'))
      return T;
    if (Folder.empty())
      break;
  }
  // A source root elsewhere (src/pkg/…): the nearest module with that suffix.
  llvm::StringRef Last = Dotted.rsplit('.').second;
  auto It = BySuffix.find(Last.empty() ? Dotted : Last);
  if (It == BySuffix.end())
    return {};
  ImportTarget Best;
  size_t BestScore = 0;
  for (uint32_t M : It->second) {
    llvm::StringRef Name = Modules[M].Dotted;
    if (M == From || !Name.ends_with(Dotted) ||
        (Name.size() > Dotted.size() &&
         Name[Name.size() - Dotted.size() - 1] != '.'))
      continue;
    size_t Score = 1 + commonPrefix(Modules[M].Path, Importer.Path);
    if (Score > BestScore) {
      Best.Module = M;
      BestScore = Score;
    }
  }
  return Best;
}

void Program::bindings(uint32_t M, uint32_t ScopeIndex, llvm::StringRef Name,
                       llvm::SmallVectorImpl<NodeId> &Out) const {
  const Summary &S = graph(M);
  auto All = S.bindings(S.scopes()[ScopeIndex]);
  if (ScopeIndex == 0) { // sorted by name, so each name is one run
    auto It = ModuleNames[M].find(Name);
    if (It == ModuleNames[M].end())
      return;
    All = All.slice(It->second.first, It->second.second);
  }
  for (const Binding &B : All)
    if (S.string(B.Name) == Name && !(B.Flags & BindingStar))
      Out.push_back(B.Node);
}

void Program::starImports(uint32_t M,
                          llvm::SmallVectorImpl<NodeId> &Out) const {
  const Summary &S = graph(M);
  for (const Binding &B : S.bindings(S.scopes()[0]))
    if (B.Flags & BindingStar)
      Out.push_back(B.Node);
}

namespace {
template <typename T>
llvm::ArrayRef<T> listAt(const llvm::StringMap<std::vector<T>> &M,
                         llvm::StringRef Name) {
  auto It = M.find(Name);
  return It == M.end() ? llvm::ArrayRef<T>() : llvm::ArrayRef<T>(It->second);
}
} // namespace

llvm::ArrayRef<NodeRef> Program::callsNamed(llvm::StringRef Name) const {
  return listAt(Calls, Name);
}
llvm::ArrayRef<NodeRef> Program::indirectCallsIn(uint32_t Module) const {
  auto First =
      std::lower_bound(Indirect.begin(), Indirect.end(), NodeRef{Module, 0});
  auto Last = std::lower_bound(First, Indirect.end(), NodeRef{Module + 1, 0});
  return llvm::ArrayRef(Indirect).slice(First - Indirect.begin(), Last - First);
}
llvm::ArrayRef<NodeRef> Program::callsPassing(llvm::StringRef Name) const {
  return listAt(Passing, Name);
}
llvm::ArrayRef<NodeRef> Program::callsPassing(FunctionRef F) const {
  auto It = PassingFunction.find(F.key());
  return It == PassingFunction.end() ? llvm::ArrayRef<NodeRef>()
                                     : llvm::ArrayRef<NodeRef>(It->second);
}
llvm::ArrayRef<NodeRef> Program::storesOf(llvm::StringRef Name) const {
  return listAt(Stores, Name);
}
llvm::ArrayRef<std::string> Program::aliasesOf(llvm::StringRef Name) const {
  return listAt(Aliases, Name);
}
llvm::ArrayRef<ClassRef> Program::classesExtending(llvm::StringRef Name) const {
  return listAt(Extending, Name);
}

bool Program::related(uint32_t A, uint32_t B) const {
  llvm::StringRef X = Modules[A].Folder, Y = Modules[B].Folder;
  return X.empty() || Y.empty() || X.split('/').first == Y.split('/').first;
}

std::optional<FunctionRef> Program::enclosingFunction(NodeRef N) const {
  const Summary &S = graph(N);
  const Scope &Sc = S.scopes()[S.node(N.Id).Scope];
  if (Sc.Kind != ScopeKind::Function)
    return std::nullopt;
  return FunctionRef{N.Module, Sc.Owner};
}

} // namespace modeltidy
