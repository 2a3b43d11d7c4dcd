//===- lineage_builder.h - from sites and origins to the visible lineage --===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_LINEAGE_BUILDER_H
#define MODEL_TIDY_SCANNER_LINEAGE_LINEAGE_BUILDER_H

#include "scanner/lineage/collect.h"
#include "scanner/lineage/origins.h"
#include "scanner/lineage/servers.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <map>
#include <set>
#include <tuple>

namespace modeltidy {

/// What the builders of all views add to.
struct LineageParts {
  ArtifactIndex Artifacts;
  Lineage &Out;
  std::map<std::pair<std::string, uint64_t>, uint32_t> UseIndex, DatasetIndex;
  std::map<uint64_t, uint32_t> GenerationIndex;
  /// Loads told already: of a data set or not, the use, the call.
  std::set<std::tuple<bool, uint32_t, uint64_t>> Loaded;
  /// Trainings that a launch gives a base model, and, by training, those seen
  /// under no launch whose base model the code does not tell.
  std::set<uint64_t> Launched;
  std::map<uint32_t, uint64_t> Open;
  /// Flows told already: source, place of the source, sink call, targets.
  std::set<std::string> Told;
  ServerTable Servers;
  /// Config documents whose base or data every command line that trains by
  /// them gives anew: alone they tell of no training.
  std::set<uint64_t> Overridden;
  /// Calls whose models take much to find, and whether a launch left one out.
  llvm::DenseSet<uint64_t> HeavyUses = {};
  bool LeftUsesOut = false;
};

/// Writes what is seen under one launch.
class LineageBuilder {
public:
  static constexpr uint64_t MaxUseWork = 20'000;

  LineageBuilder(Views &All, uint32_t View, const Sites &Found,
                 LineageParts &Parts)
      : Parts(Parts), Launched(All), Index(View), E(All[View].E),
        Models(All[View].Models), Artifacts(Parts.Artifacts), Out(Parts.Out),
        Found(Found), UseIndex(Parts.UseIndex),
        DatasetIndex(Parts.DatasetIndex),
        GenerationIndex(Parts.GenerationIndex) {}
  void noteWrites();
  void noteGenerators();
  void noteServers();
  void findServers(); // once all have noted theirs
  void build();
  /// Models and data sets that no training reaches. A call that took much work
  /// once is not asked again under each launch.
  void addUses();
  void addPublications(); // once all are built
  void addMerges();
  void addRecipeTexts(); // of one builder: they are the same for all

private:
  std::optional<Starter> startedFrom(uint32_t View) const;
  void generatedWith(uint32_t Module, ModelNames &Served);
  struct Sink {
    TrainingSite Site;
    NodeRef Anchor;
    NodeRef Trainer; // where code trains; the anchor, but for launches
    ModelNames Targets;
    std::vector<Origin> Origins;
  };
  void addTraining(const TrainingSite &Site);
  bool getsLossFromCaller(const TrainingSite &Site);
  void addTrainings(const TrainingSite &Site);
  void findOrigins(Sink &S);
  std::optional<TextId> columnRead(const TrainingSite &Site);
  void addData(const TrainingSite &Site,
               std::vector<OriginFinder::Start> &Starts);
  void addSlot(const TrainingSite &Site, SlotKind Slot, Change How,
               std::vector<OriginFinder::Start> &Starts);
  void addScorers(Sink &S, SlotKind Slot, Role Part);
  void addHooks(Sink &S, std::vector<OriginFinder::Start> &Starts);
  void dropTeachers(Sink &S, const std::vector<Origin> &All);
  NodeRef anchorOf(const TrainingSite &Site);
  void markTeachers(std::vector<Origin> &All);
  void splitLoss(Sink &S, std::vector<Origin> &Found);
  const ModelNames &basesOf(const ModelName &M);
  void resolveCheckpoints(ModelNames &Names);
  void emitSink(Sink &S);
  void addFlow(const Sink &S, uint32_t Training, const Origin &O);
  bool isReached(NodeRef Site);
  bool namesSource(NodeRef Root, const ApiTarget &Row);
  enum class LaunchIs : uint8_t { Untold, OfTraining, OfNone };
  LaunchIs toldByRow();
  NodeRef launchAnchor(const Sink &S);
  bool isTold(const Sink &S, const Flow &F);
  bool isLeftOut(const ModelName &M);
  void noteDocument(const Sink &S, NodeRef By, Flow &F);
  void addOtherUses();
  void addTableUses();
  using EffectUse = llvm::function_ref<void(NodeRef Call, const ApiTarget &Row,
                                            const Effect &Eff)>;
  /// What the rows of these calls say of that kind, until the work is spent.
  void eachEffect(llvm::ArrayRef<NodeRef> Calls, EffectKind Kind,
                  EffectUse Use);
  void noteServer(NodeRef Call, const ApiTarget &Row, const Effect &Eff);
  void addMerge(NodeRef Call, const ApiTarget &Row, const Effect &Eff);
  void addPublication(NodeRef Call, const ApiTarget &Row, const Effect &Eff);
  void addSavedWeights(const ModelNames &Paths, ModelNames &Into);
  void useWrittenCard(NodeRef Call, Publication &Pub);
  void addSources(NodeRef Call, llvm::ArrayRef<Spot> Data, Publication &Pub);
  void addPublished(NodeRef Call, const ApiTarget &Row, const Effect &Eff,
                    Publication &Pub);

  Place place(NodeRef N) const;
  uint32_t modelUse(const ModelName &M, Role Part);
  void addLoad(bool OfDataset, uint32_t Use, NodeRef Call, const ApiTarget &Row,
               const Effect &Eff);
  void readRevision(const Spot &At, Load &Into);
  bool mayLoadMore(NodeRef Argument, llvm::StringRef Key, llvm::StringRef Id);
  bool loadsOnly(NodeRef Call, llvm::StringRef Id);
  uint32_t datasetUse(const Origin &O, llvm::StringRef Purpose);
  Role roleOfOrigin(const Origin &O) const;

  LineageParts &Parts;
  Views &Launched;
  const uint32_t Index;
  Engine &E;
  ModelResolver &Models;
  ArtifactIndex &Artifacts;
  Lineage &Out;
  const Sites &Found;
  /// Answers of basesOf(), by id, pattern and module.
  std::map<std::tuple<std::string, std::string, uint32_t>, ModelNames>
      Checkpoints;
  std::map<std::pair<std::string, uint64_t>, uint32_t> &UseIndex, &DatasetIndex;
  std::map<uint64_t, uint32_t> &GenerationIndex;
};

/// Fills Out (Files are given) from a whole program, under every launch.
void buildLineage(Views &All, Lineage &Out);

/// Lets releases be private whose place on the hub was made so.
void closePrivatePlaces(Lineage &Out);

/// The models whose weights values are made of (merges.cpp).
void modelsBehind(Engine &E, ModelResolver &Models, llvm::ArrayRef<Spot> Starts,
                  ModelNames &Out);

/// Sorts every table by place and renumbers what refers to it.
void sortLineage(Lineage &L);

} // namespace modeltidy

#endif
