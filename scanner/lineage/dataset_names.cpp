//===- dataset_names.cpp - lists of names, and files that resolve them ----===//
#include "scanner/lineage/dataset_names.h"
#include "scanner/lineage/api_patterns.h"
#include "scanner/lineage/path_pattern.h"
#include "llvm/ADT/Twine.h"

namespace modeltidy {

namespace {

/// Roots of the registry files that a site may mean: those in the folders that
/// it names and in its own, else the only one there is.
std::vector<NodeRef> registries(Engine &E, const Effect &Reads, NodeRef Site,
                                ContextId C, const ApiTarget &T) {
  const Program &P = E.program();
  llvm::StringRef Name = Reads.word(SlotKind::Registry);
  const std::string &Own = P.module(Site.Module).Folder;
  std::vector<std::string> Folders{Own};
  llvm::SmallVector<Spot, 2> Spots;
  E.spots(Reads.paths(SlotKind::RegistryFolder), Site, C, T, Spots);
  for (const Spot &S : Spots)
    for (const Value &V : E.eval(S))
      if (V.Kind == ValueKind::String) {
        std::string Folder = normalizePath(E.names().str(V.Text));
        Folders.push_back(Folder);
        Folders.push_back(
            normalizePath((llvm::Twine(Own) + "/" + Folder).str()));
      }
  std::vector<NodeRef> Named, Other;
  for (uint32_t M = 0; M < P.modules().size(); ++M) {
    const Module &Mod = P.module(M);
    llvm::StringRef Path = Mod.Path;
    if (Path.substr(Path.rfind('/') + 1) != Name)
      continue;
    bool Here = llvm::is_contained(Folders, Mod.Folder);
    for (NodeId Root : Mod.Graph.roots())
      (Here ? Named : Other).push_back({M, Root});
  }
  if (Named.empty() && Other.size() == 1)
    return Other;
  return Named;
}

/// The entry of a name in a registry: its Hub id, or its file.
bool lookUp(Engine &E, const Effect &Reads, NodeRef Registry,
            const Engine::Text &Name, DatasetName &Out) {
  const Program &P = E.program();
  const Summary &S = P.graph(Registry);
  NodeId Entry = S.operandNamed(Registry.Id, Name.Pattern);
  if (!Entry || S.node(Entry).Kind != NodeKind::Dict)
    return false;
  auto Value = [&](SlotKind Keys) {
    const Slot *Names = Reads.slot(Keys);
    for (llvm::StringRef Key :
         Names ? Names->Words : llvm::ArrayRef<llvm::StringRef>())
      if (NodeId Found = S.operandNamed(Entry, Key))
        if (S.node(Found).Kind == NodeKind::String)
          return Found;
    return NodeId(0);
  };
  if (NodeId Id = Value(SlotKind::RegistryId)) {
    Out = {{S.name(Id).str(), Name.Where}, false};
    return true;
  }
  if (NodeId Path = Value(SlotKind::RegistryPath)) {
    std::string Full =
        joinPath(P.module(Registry.Module).Folder, S.name(Path).str());
    Out = {{Full, Name.Where}, true};
    return true;
  }
  return false;
}

/// The id that a name stands for where the tool itself resolves it.
llvm::StringRef knownAs(const Effect &Reads, llvm::StringRef Name) {
  const Slot *Known = Reads.slot(SlotKind::Known);
  for (size_t I = 0; Known && I + 1 < Known->Words.size(); I += 2)
    if (Known->Words[I] == Name)
      return Known->Words[I + 1];
  return Name;
}

} // namespace

void datasetNames(Engine &E, const Effect &Reads, NodeRef Site, ContextId C,
                  const ApiTarget &T, const Engine::Text &Given,
                  llvm::SmallVectorImpl<DatasetName> &Out) {
  llvm::StringRef Separator = Reads.word(SlotKind::Separator);
  llvm::StringRef Pattern = Reads.word(SlotKind::Pattern);
  llvm::SmallVector<llvm::StringRef, 8> Parts{Given.Pattern};
  if (!Separator.empty()) {
    Parts.clear();
    llvm::StringRef(Given.Pattern).split(Parts, Separator, -1, false);
  }
  std::vector<NodeRef> Known;
  if (Reads.slot(SlotKind::Registry))
    Known = registries(E, Reads, Site, C, T);
  for (llvm::StringRef Part : Parts) {
    Engine::Text One = Given;
    One.Pattern =
        Separator.empty() ? Part.trim().str() : Part.trim(" \t\r\n\"'[]").str();
    if (!Pattern.empty()) {
      std::optional<std::string> Name = firstGroup(Pattern, One.Pattern);
      if (!Name)
        continue;
      One.Pattern = std::move(*Name);
    }
    DatasetName Found{One, false};
    Found.Text.Pattern = knownAs(Reads, One.Pattern).str();
    for (NodeRef Registry : Known)
      if (lookUp(E, Reads, Registry, One, Found))
        break;
    Out.push_back(std::move(Found));
  }
}

SplitsBeside splitsBeside(Engine &E, const Effect &Reads, NodeRef Site,
                          ContextId C, const ApiTarget &T) {
  const Program &P = E.program();
  SplitsBeside Out;
  for (const AccessPath &Path : Reads.paths(SlotKind::Split)) {
    size_t Front = Path.Steps.size(); // up to the last `.item`
    while (Front && Path.Steps[Front - 1].Kind != SelectorKind::Item)
      --Front;
    if (Front == 0)
      continue;
    AccessPath List = Path, Split = Path;
    List.Steps = Path.Steps.take_front(Front);
    Split.Steps = Path.Steps.drop_front(Front);
    llvm::SmallVector<Spot, 2> Lists;
    llvm::SmallVector<Spot, 16> Elements;
    E.spots(List, Site, C, T, Lists);
    for (const Spot &S : Lists)
      E.project(S, Elements);
    for (const Spot &Element : Elements) {
      std::string Name;
      for (const Value &V :
           E.eval({Element.Node, Element.Ctx, E.steps(Split, Site, C)}))
        if (V.Kind == ValueKind::String)
          Name = displayPattern(E.names().str(V.Text));
      const Summary &S = P.graph(Element.Node);
      for (const Operand &O : S.operands(P.node(Element.Node)))
        Out[NodeRef{Element.Node.Module, O.Value}.key()] = Name;
    }
  }
  return Out;
}

} // namespace modeltidy
