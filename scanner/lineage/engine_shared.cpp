//===- engine_shared.cpp - what all engines of one run have in common -----===//
#include "scanner/lineage/engine.h"

namespace modeltidy {

/// The last component of a row's name.
static llvm::StringRef lastOf(llvm::StringRef Name) {
  llvm::StringRef Last = Name.rsplit('.').second;
  return Last.empty() ? Name : Last;
}

static bool setsFromFile(const Effect &E) {
  return E.slot(SlotKind::Files) || !E.word(SlotKind::Default).empty();
}

static void readRows(const ApiIndex &Api, EngineShared &Out) {
  llvm::StringMap<char> Seen;
  for (uint32_t I = 0; I < Api.rowCount(); ++I) {
    const Callable &Row = Api.row(I);
    llvm::StringRef Last = lastOf(Row.Name);
    if (Row.effect(EffectKind::Declares) && Seen.try_emplace(Last, 1).second)
      Out.DeclaringNames.push_back(Last);
    if (const Effect *Sets = Row.effect(EffectKind::Environment);
        Sets && setsFromFile(*Sets) &&
        !llvm::is_contained(Out.EnvironmentNames, Last))
      Out.EnvironmentNames.push_back(Last);
    const Effect *Makes = Row.effect(EffectKind::Instantiates);
    if (Makes && !Makes->word(SlotKind::NamedBy).empty())
      Out.NamingKeys[Last] = Makes->word(SlotKind::NamedBy);
    if (Makes && Makes->slot(SlotKind::Options) &&
        !llvm::is_contained(Out.PrefixingNames, Last))
      Out.PrefixingNames.push_back(Last);
    const Effect *Merges = Row.effect(EffectKind::Merges);
    if (Merges && Merges->slot(SlotKind::Data) &&
        !llvm::is_contained(Out.FillingMethods, Last))
      Out.FillingMethods.push_back(Last);
    for (const Effect &E : Row.Effects)
      if (E.Kind == EffectKind::Stores)
        for (const AccessPath &Into : E.paths(SlotKind::Into)) {
          if (Into.Root == PathRoot::Setting) {
            auto &Calls = Out.SettingCalls[Into.Name];
            if (!llvm::is_contained(Calls, Last))
              Calls.push_back(Last);
          }
          if ((Into.Root == PathRoot::Self ||
               Into.Root == PathRoot::ArgIndex) &&
              !Into.Steps.empty() && Into.Steps[0].Kind == SelectorKind::Attr) {
            auto &Methods = Out.StoringMethods[Into.Steps[0].Name];
            if (!llvm::is_contained(Methods, Last))
              Methods.push_back(Last);
          }
        }
  }
}

/// The modules that an import statement brings in: the module itself, and the
/// submodule that `from package import name` names.
static void importedModules(const Program &P, uint32_t M, const Node &N,
                            llvm::SmallVectorImpl<uint32_t> &Out) {
  const Summary &S = P.graph(M);
  llvm::StringRef Dotted = S.string(N.Name);
  ImportTarget T = P.import(M, Dotted);
  if (T.Module)
    Out.push_back(*T.Module);
  if (N.Kind != NodeKind::ImportFrom || !T.found() || S.operands(N).empty())
    return;
  std::string Folder = T.Module ? P.module(*T.Module).Folder : T.Folder;
  llvm::StringRef Name = S.string(S.operands(N)[0].Name);
  if (ImportTarget Sub = P.member(Folder, Name); Sub.Module)
    Out.push_back(*Sub.Module);
}

/// Tests call everything with toy values that no user ever sees; also those
/// that an underscore hides from the runner.
static bool isTestFile(llvm::StringRef Path) {
  auto [Folder, File] = Path.rsplit('/');
  if (File.empty())
    return Folder.ltrim('_').starts_with("test_") ||
           Folder.ends_with("_test.py");
  if (File.ltrim('_').starts_with("test_") || File.ends_with("_test.py") ||
      File == "conftest.py")
    return true;
  for (; !Folder.empty(); Folder = Folder.split('/').second)
    if (llvm::StringRef Part = Folder.split('/').first;
        Part == "test" || Part == "tests")
      return true;
  return false;
}

/// What a C++ file includes: libraries by the first part of the path, modules
/// of the repository with the sources that belong to their headers.
static void addIncludes(const Program &P, uint32_t M, EngineShared &Out) {
  const Summary &S = P.graph(M);
  Out.Imports[M]["cxx"] = 1;
  for (const Node &N : S.nodes()) {
    if (N.Kind != NodeKind::Import)
      continue;
    llvm::StringRef First = S.string(N.Name).split('/').first;
    Out.Imports[M][("cxx_" + First.split('.').first).str()] = 1;
  }
  llvm::ArrayRef<uint32_t> Linked = Out.Cxx.linked(M);
  Out.Imported[M].assign(Linked.begin(), Linked.end());
  for (uint32_t To : Linked)
    Out.Neighbors[M].push_back(To);
}

EngineShared::EngineShared(const Program &P, const ApiIndex &Api)
    : Scripts(P), Sourced(P, Scripts), Entries(P, Scripts), Cxx(P), Changes(P),
      Decorated(P), Linked(P), Walked(P) {
  readRows(Api, *this);
  size_t Count = P.modules().size();
  Imports.resize(Count);
  Neighbors.resize(Count);
  Imported.resize(Count);
  for (const Module &M : P.modules())
    InTests.push_back(isTestFile(M.Path));
  for (uint32_t M = 0; M < Count; ++M) {
    const Summary &S = P.graph(M);
    if (S.frontEnd() == FrontEnd::Cxx) {
      addIncludes(P, M, *this);
      continue;
    }
    for (const Node &N : S.nodes()) {
      if (N.Kind != NodeKind::Import && N.Kind != NodeKind::ImportFrom)
        continue;
      llvm::StringRef Dotted = S.string(N.Name);
      Imports[M][Dotted.split('.').first] = 1;
      if (ImportTarget T = P.import(M, Dotted); T.Module) {
        Neighbors[M].push_back(*T.Module);
        Neighbors[*T.Module].push_back(M);
      }
      llvm::SmallVector<uint32_t, 2> To;
      importedModules(P, M, N, To);
      Imported[M].insert(Imported[M].end(), To.begin(), To.end());
    }
  }
}

llvm::BitVector EngineShared::reachOf(uint32_t Module) const {
  llvm::BitVector Reach(static_cast<unsigned>(Imported.size()));
  std::vector<uint32_t> Open{Module};
  Reach.set(Module);
  while (!Open.empty()) {
    uint32_t M = Open.back();
    Open.pop_back();
    for (uint32_t To : Imported[M])
      if (!Reach.test(To)) {
        Reach.set(To);
        Open.push_back(To);
      }
  }
  return Reach;
}

} // namespace modeltidy
