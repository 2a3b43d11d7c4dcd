//===- documents.cpp - config files that code reads -----------------------===//
//
//   train.yaml:  base: mistralai/Mistral-7B-v0.1     cfg = yaml.safe_load(f)
//                data: {path: answers.jsonl}         cfg["data"]["path"]
//
// Where the path of what a call reads leads to a config of the repository, the
// call's result is that document: its keys are followed into the config.
//===----------------------------------------------------------------------===//
#include "scanner/lineage/engine.h"
#include "scanner/lineage/overrides.h"
#include "scanner/lineage/path_pattern.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy {

/// Larger documents are data, and read as such.
static constexpr size_t MaxDocumentNodes = 20'000;

void Engine::readDocuments(NodeRef Call, ContextId C, const ApiTarget &T,
                           const Effect &Reads,
                           llvm::SmallVectorImpl<NodeRef> &Out) {
  if (!Shared.Scripts.hasDocuments() || Reads.paths(SlotKind::Path).empty() ||
      P.node(Call).Kind != NodeKind::Call)
    return;
  std::pair Key(Call.key(), C);
  noteOwn();
  if (auto It = DocumentsRead.find(Key); It != DocumentsRead.end()) {
    restOn(*It->second.On);
    Out.append(It->second.Is.begin(), It->second.Is.end());
    return;
  }
  noteUnsettled();
  Rest *On = new (Arena) Rest;
  RestFrame Frame = beginRest(*On);
  // A path that depends on what is read: nothing.
  DocumentsRead[Key] = {{}, On};
  std::vector<NodeRef> Found;
  for (const AccessPath &Path : Reads.paths(SlotKind::Path))
    if (Path.Root == PathRoot::Literal)
      Shared.Scripts.documents(Path.Name, Call.Module, Found);
  llvm::SmallVector<Spot, 2> Paths;
  spots(Reads.paths(SlotKind::Path), Call, C, T, Paths);
  for (const Spot &At : Paths) {
    llvm::SmallVector<Text, 4> Texts;
    texts(At, Texts);
    for (const Text &Path : Texts)
      Shared.Scripts.documents(Path.Pattern, Call.Module, Found);
  }
  llvm::erase_if(Found, [&](NodeRef Root) {
    return P.graph(Root).nodes().size() > MaxDocumentNodes;
  });
  llvm::ArrayRef<NodeRef> Kept = keep(llvm::ArrayRef<NodeRef>(Found));
  if (starved())
    DocumentsRead.erase(Key);
  else
    DocumentsRead[Key] = {Kept, On};
  Out.append(Kept.begin(), Kept.end());
  endRest(Frame, {On});
}

/// Is a value a mapping of a config file? Its keys are its attributes, where
/// the library that reads it makes them so.
bool Engine::isDocument(const Value &V) const {
  return V.Kind == ValueKind::Container && V.Node &&
         P.graph(V.Node).frontEnd() == FrontEnd::Config &&
         P.node(V.Node).Kind == NodeKind::Dict;
}

/// The text that a row's path gives, where it is known.
static std::string knownText(Engine &E, llvm::ArrayRef<AccessPath> Paths,
                             NodeRef Call, ContextId C, const ApiTarget &T) {
  llvm::SmallVector<Spot, 2> At;
  E.spots(Paths, Call, C, T, At);
  for (const Spot &S : At)
    for (const Value &V : E.eval(S))
      if (V.Kind == ValueKind::String)
        return displayPattern(E.names().str(V.Text));
  return {};
}

const ComposedConfig &Engine::composed(NodeRef Call, ContextId C,
                                       const ApiTarget &T,
                                       const Effect &Composes) {
  restOnAnything(); // the launch's words choose the files
  noteUnsettled();
  std::pair Key(Call.key(), C);
  if (auto It = Composed.find(Key); It != Composed.end())
    return It->second;
  auto [It, New] = Composed.try_emplace(Key, P, Shared.Scripts);
  std::string Name =
      knownText(*this, Composes.paths(SlotKind::Name), Call, C, T);
  std::string Folder =
      knownText(*this, Composes.paths(SlotKind::RegistryFolder), Call, C, T);
  const CommandLine *Line = Under ? &Under->Line : nullptr;
  CommandLine Given; // compose(overrides=[...]) in place of a command line
  llvm::SmallVector<Spot, 2> Overrides;
  spots(Composes.paths(SlotKind::Args), Call, C, T, Overrides);
  for (const Spot &S : Overrides)
    words(S, Given.Words);
  openOverrides(Given.Words);
  if (!Overrides.empty())
    Line = &Given;
  auto Given1 = [&](llvm::StringRef Long, llvm::StringRef Short,
                    std::string &Into) {
    WordTexts Texts;
    if (Line && Line->option({Long, Short}, Texts) && !Texts.empty())
      Into = displayPattern(Texts.front().Pattern);
  };
  Given1("config-name", "cn", Name);
  Given1("config-path", "cp", Folder);
  Folder = normalizePath((P.module(Call.Module).Folder + "/" + Folder));
  It->second.compose(Folder, Name, Line);
  return It->second;
}

/// The names that a path begins with: .model.name, ["model"]["name"].
static void keysOf(Interner &Names, PathId &Path,
                   llvm::SmallVectorImpl<llvm::StringRef> &Keys) {
  for (; Names.hasHead(Path); Path = Names.tail(Path)) {
    Part Head = Names.head(Path);
    if ((Head.What != Part::Attr && Head.What != Part::Key) || Head.Name == 0)
      return;
    Keys.push_back(Names.str(Head.Name));
  }
}

/// ${a.b} that its own document does not have: what a config has there of
/// which the document is a part.
void Engine::otherDocuments(NodeRef Reference,
                            llvm::SmallVectorImpl<NodeRef> &Out) {
  restOnAnything();
  llvm::SmallVector<llvm::StringRef, 6> Keys;
  P.name(Reference).split(Keys, '.', -1, false);
  for (const auto &[Call, Config] : Composed) {
    if (!Config.holds(Reference.Module))
      continue;
    llvm::SmallVector<ComposedConfig::Found, 2> Found;
    Config.find(Keys, Found);
    for (const ComposedConfig::Found &F : Found)
      if (F.Followed == Keys.size() && !(F.Value == Reference))
        Out.push_back(F.Value);
  }
}

void Engine::expandComposed(const Spot &S, const ApiTarget &T,
                            const Effect &Composes,
                            llvm::SmallVectorImpl<Edge> &Out) {
  PathId Rest = S.Path;
  llvm::SmallVector<llvm::StringRef, 6> Keys;
  keysOf(Names, Rest, Keys);
  const ComposedConfig &Config = composed(S.Node, S.Ctx, T, Composes);
  std::string Dotted = llvm::join(Keys, ".");
  if (llvm::SmallVector<Spot, 2> Given;
      !Keys.empty() && !Config.isChoice(Dotted) && givenSpot(Dotted, Given)) {
    for (const Spot &G : Given)
      Out.push_back({{G.Node, G.Ctx, append(G.Path, Rest)}});
    return;
  }
  llvm::SmallVector<ComposedConfig::Found, 4> Found;
  Config.find(Keys, Found);
  for (const ComposedConfig::Found &F : Found) {
    PathId Path = Rest;
    for (llvm::StringRef Key :
         llvm::reverse(llvm::ArrayRef(Keys).drop_front(F.Followed)))
      Path = Names.prepend({Part::Key, Names.text(Key)}, Path);
    Out.push_back({{F.Value, 0, Path}});
  }
}

} // namespace modeltidy
