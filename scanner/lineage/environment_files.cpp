//===- environment_files.cpp - files that code takes its environment from -===//
#include "scanner/lineage/environment_files.h"
#include "scanner/lineage/path_pattern.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLExtras.h"

namespace modeltidy {

/// Of one module; a repository of many programs has one each.
static constexpr size_t MaxFiles = 8;

/// Adds what a set of modules leads to, by Edges.
static void close(llvm::BitVector &Set,
                  llvm::ArrayRef<std::vector<uint32_t>> Edges) {
  std::vector<uint32_t> Open(Set.set_bits_begin(), Set.set_bits_end());
  while (!Open.empty()) {
    uint32_t M = Open.back();
    Open.pop_back();
    for (uint32_t To : Edges[M])
      if (!Set.test(To)) {
        Set.set(To);
        Open.push_back(To);
      }
  }
}

static llvm::BitVector
loadedWith(uint32_t Module, llvm::ArrayRef<std::vector<uint32_t>> Imported) {
  std::vector<std::vector<uint32_t>> Importing(Imported.size());
  for (uint32_t M = 0; M < Imported.size(); ++M)
    for (uint32_t To : Imported[M])
      Importing[To].push_back(M);
  llvm::BitVector Set(static_cast<unsigned>(Imported.size()));
  Set.set(Module);
  close(Set, Importing);
  close(Set, Imported);
  return Set;
}

/// The file of a bare name beside a module, or in a folder above.
static std::optional<uint32_t> fileAbove(const ScriptTable &Scripts,
                                         llvm::StringRef Folder,
                                         llvm::StringRef Name) {
  while (true) {
    std::string Path =
        Folder.empty() ? Name.str() : (Folder + "/" + Name).str();
    if (auto Found = Scripts.at(Path))
      return Found;
    if (Folder.empty())
      return std::nullopt;
    size_t Slash = Folder.rfind('/');
    Folder = Folder.take_front(Slash == llvm::StringRef::npos ? 0 : Slash);
  }
}

void EnvironmentFiles::add(const ScriptTable &Scripts, const Program &P,
                           uint32_t Loader, llvm::StringRef Path,
                           llvm::ArrayRef<std::vector<uint32_t>> Imported) {
  llvm::StringRef Folder = P.module(Loader).Folder;
  auto File = Path.contains('/') ? Scripts.find(Path, Folder)
                                 : fileAbove(Scripts, Folder, Path);
  if (!File || P.graph(*File).frontEnd() != FrontEnd::Shell)
    return;
  ByModule.resize(P.modules().size());
  const llvm::BitVector Together = loadedWith(Loader, Imported);
  for (unsigned M : Together.set_bits()) {
    std::vector<uint32_t> &Files = ByModule[M];
    if (Files.size() < MaxFiles && !llvm::is_contained(Files, *File))
      Files.push_back(*File);
  }
}

void EnvironmentFiles::bindings(const Program &P, uint32_t Module,
                                llvm::StringRef Name,
                                llvm::SmallVectorImpl<NodeRef> &Out) const {
  if (!reach(Module))
    return;
  for (uint32_t File : ByModule[Module]) {
    llvm::SmallVector<NodeId, 4> Bound;
    P.bindings(File, 0, Name, Bound);
    for (NodeId Id : Bound)
      Out.push_back({File, Id});
    if (!Bound.empty())
      return;
  }
}

} // namespace modeltidy
