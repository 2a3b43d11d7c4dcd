//===- publications.cpp - what is released to a hub, and what it holds ----===//
//
// After the flows, with a budget of work of its own: what published rows come
// from may be as much to follow as what trains.
//
//===----------------------------------------------------------------------===//
#include "scanner/catalog/yaml.h"
#include "scanner/lineage/artifacts.h"
#include "scanner/lineage/config_keys.h"
#include "scanner/lineage/lineage_builder.h"
#include "scanner/lineage/path_pattern.h"

namespace modeltidy {

/// `True` in code, `true` in a config or as an option without a value.
static bool isTrue(Engine &E, const Spot &S) {
  return llvm::any_of(E.eval(S), [&](const Value &V) {
    llvm::StringRef Text = E.names().str(V.Text);
    return V.Kind == ValueKind::Bool
               ? Text == "1"
               : V.Kind == ValueKind::String && Text.equals_insensitive("true");
  });
}

/// The name of a folder; empty where none is told.
static std::string lastPart(llvm::StringRef Path) {
  Path = Path.rtrim('/');
  llvm::StringRef Name = Path.substr(Path.rfind('/') + 1);
  return Name == "." || Name == ".." ? "" : Name.str();
}

/// Cards that code pushes by themselves declare the license of what is released
/// there.
static void useCardsOfThePlace(Lineage &Out) {
  std::map<std::string, std::string> Declared;
  for (const Publication &P : Out.Publications)
    if (P.What == "file" && !P.Id.empty() && !P.License.empty())
      Declared[P.Id] = P.License;
  for (Publication &P : Out.Publications)
    if (auto It = Declared.find(P.Id);
        P.License.empty() && It != Declared.end())
      P.License = It->second;
}

/// What is released in a place is as private as that place was made, by every
/// call that makes it. Places are no release themselves.
void closePrivatePlaces(Lineage &Out) {
  auto IsPlace = [](const Publication &P) { return P.What == "place"; };
  std::map<std::string, bool> Private;
  for (const Publication &P : Out.Publications)
    if (IsPlace(P) && !P.Id.empty()) {
      auto [It, New] = Private.try_emplace(P.Id, P.Private);
      It->second &= P.Private;
    }
  llvm::erase_if(Out.Publications, IsPlace);
  useCardsOfThePlace(Out);
  for (Publication &P : Out.Publications)
    if (auto It = Private.find(P.Id); It != Private.end())
      P.Private |= It->second;
}

/// The license in the front matter of a card; empty where there is none.
static std::string licenseIn(llvm::StringRef Card) {
  llvm::StringRef Rest = Card.ltrim();
  if (!Rest.consume_front("---"))
    return {};
  Rest = Rest.take_front(Rest.find("\n---"));
  yaml::Problems Ignored; // a text with unknown parts is no card
  yaml::Document Doc = yaml::parse(Rest, "", Ignored);
  yaml::Node License = Doc.root()["license"];
  bool Known =
      License.isScalar() && !License.isNull() && !License.text().contains('*');
  return Known ? License.text().str() : std::string();
}

/// A card that code writes into the folder that it uploads.
void LineageBuilder::useWrittenCard(NodeRef Call, Publication &Pub) {
  if (!Pub.License.empty() || Pub.Path.empty())
    return;
  llvm::SmallVector<ArtifactJoin, 4> Joins;
  Artifacts.joins(joinPath(Pub.Path, "README.md"), Call.Module, Index, Joins);
  for (const ArtifactJoin &J : Joins) {
    if (J.How != PathMatch::Exact || !J.Tail.empty())
      continue;
    for (const Spot &S : J.Write->Data) {
      llvm::SmallVector<Engine::Text, 2> Texts;
      E.texts(S, Texts);
      for (const Engine::Text &Text : Texts)
        if (Pub.License.empty())
          Pub.License = licenseIn(displayPattern(Text.Pattern));
    }
  }
}

void LineageBuilder::addPublications() {
  eachEffect(Found.Publications, EffectKind::Publishes,
             [&](NodeRef Call, const ApiTarget &Row, const Effect &Eff) {
               addPublication(Call, Row, Eff);
             });
}

void LineageBuilder::addPublication(NodeRef Call, const ApiTarget &Row,
                                    const Effect &Eff) {
  llvm::SmallVector<Spot, 2> Ids, Licenses, Hidden;
  E.spots(Eff.paths(SlotKind::Id), Call, 0, Row, Ids);
  bool IsFolder = Ids.empty(); // without an id, the folder's name is it
  if (IsFolder)
    E.spots(Eff.paths(SlotKind::RegistryFolder), Call, 0, Row, Ids);
  E.spots(Eff.paths(SlotKind::Private), Call, 0, Row, Hidden);
  E.spots(Eff.paths(SlotKind::License), Call, 0, Row, Licenses);
  // A config or command that names no place publishes nothing.
  const Node &Named = E.program().node(Call);
  bool IsConfig =
      isCommand(Named) || isConfigMapping(E.program().graph(Call), Call.Id);
  if (IsConfig && Ids.empty())
    return;
  Publication Pub;
  Pub.Where = place(Call);
  Pub.What = Eff.word(SlotKind::What).str();
  for (const Spot &S : Licenses)
    for (const Value &V : E.eval(S))
      if (V.Kind == ValueKind::String)
        Pub.License = E.names().str(V.Text).str();
  for (const Spot &S : Ids) {
    llvm::SmallVector<Engine::Text, 2> Texts;
    E.texts(S, Texts);
    for (const Engine::Text &Text : Texts)
      if (!isAllUnknown(Text.Pattern))
        Pub.Id = displayPattern(Text.Pattern);
  }
  if (IsFolder)
    Pub.Id = lastPart(Pub.Id);
  Pub.Private =
      llvm::any_of(Hidden, [&](const Spot &S) { return isTrue(E, S); });
  if (Pub.What != "place")
    addPublished(Call, Row, Eff, Pub);
  useWrittenCard(Call, Pub);
  Out.Publications.push_back(Pub);
}

/// The models that wrote published rows, and the data sets they are made of.
void LineageBuilder::addSources(NodeRef Call, llvm::ArrayRef<Spot> Data,
                                Publication &Pub) {
  std::vector<OriginFinder::Start> Starts;
  for (const Spot &S : Data)
    Starts.push_back({S, Change::None, /*IsFolder=*/!Pub.Path.empty()});
  std::vector<Origin> All;
  OriginFinder Finder(Launched, Index, Artifacts);
  Finder.find(Starts, All);
  if (Finder.truncated())
    Out.Limits.push_back(
        {Out.Files[place(Call).File], place(Call).Line,
         "the data that are published here were followed through " +
             std::to_string(OriginFinder::MaxStates) +
             " places and no further"});
  auto Add = [](std::vector<uint32_t> &To, uint32_t Use) {
    if (!llvm::is_contained(To, Use))
      To.push_back(Use);
  };
  for (Origin &O : All) {
    // A prompt, a score or a choice is no row.
    if (O.How != Change::None)
      continue;
    if (O.FromDataset && !O.DatasetMadeHere)
      Add(Pub.Sources, datasetUse(O, "unknown"));
    resolveCheckpoints(O.Models);
    for (const ModelName &M : O.Models)
      if (!O.FromDataset && M.Known)
        Add(Pub.Writers, modelUse(M, Role::Generate));
  }
}

/// Weights that code saves without their model: torch.save(m.state_dict(),
/// path).
void LineageBuilder::addSavedWeights(const ModelNames &Paths,
                                     ModelNames &Into) {
  for (const ModelName &M : Paths) {
    llvm::StringRef Pattern = M.Pattern.empty() ? M.Id : M.Pattern;
    llvm::SmallVector<ArtifactJoin, 4> Joins;
    if (M.Known && M.Where)
      Artifacts.joinsThroughCopies(Pattern, M.Where.Module, Index, Joins);
    for (const ArtifactJoin &J : Joins)
      if (J.How == PathMatch::Exact)
        modelsBehind(E, Models, J.Write->Data, Into);
  }
  resolveCheckpoints(Into);
}

/// What is published: a local path, or loaded models.
void LineageBuilder::addPublished(NodeRef Call, const ApiTarget &Row,
                                  const Effect &Eff, Publication &Pub) {
  llvm::SmallVector<Spot, 2> Data;
  E.spots(Eff.paths(SlotKind::Data), Call, 0, Row, Data);
  for (const Spot &S : Data) {
    llvm::SmallVector<Engine::Text, 2> Texts;
    E.texts(S, Texts);
    for (const Engine::Text &Text : Texts)
      if (isHere(Text.Pattern) || !isAllUnknown(Text.Pattern))
        Pub.Path = displayPattern(Text.Pattern);
  }
  // A launch that leaves open where rows go tells no more of them than the code
  // alone.
  bool Told = looksLikeHubId(Pub.Id) && !llvm::StringRef(Pub.Id).contains('=');
  if (Pub.What == "dataset" && (Told || Index == 0))
    addSources(Call, Data, Pub);
  if (Pub.What != "model")
    return;
  // Of a folder, the models that trainings of the repository wrote there.
  ModelNames Names;
  Models.modelsOf(Eff, SlotKind::Data, false, Call, 0, Row, Names);
  ModelNames Folders; // of a file: it is part of what lies there
  for (ModelName M : Names) {
    llvm::StringRef Whole = M.Pattern.empty() ? M.Id : M.Pattern;
    size_t Slash = Whole.rfind('/');
    if (!Pub.Path.empty() && Slash != llvm::StringRef::npos &&
        Whole.find('.', Slash) != llvm::StringRef::npos) {
      M.Pattern = Whole.take_front(Slash).str();
      M.Id = displayPattern(M.Pattern);
      Folders.push_back(std::move(M));
    }
  }
  auto IsPath = [&](const ModelName &M) {
    return M.Id == Pub.Path || llvm::any_of(Folders, [&](const ModelName &F) {
             return F.Id == M.Id;
           });
  };
  Names.append(Folders.begin(), Folders.end());
  ModelNames Paths = Names;
  resolveCheckpoints(Names);
  if (llvm::all_of(Names, [&](const ModelName &M) { return IsPath(M); }))
    addSavedWeights(Paths, Names);
  for (const ModelName &M : Names)
    if (M.Known && !IsPath(M) && !llvm::is_contained(Pub.Models, M.Id))
      Pub.Models.push_back(M.Id);
}

} // namespace modeltidy
