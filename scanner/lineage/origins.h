//===- origins.h - where training data came from --------------------------===//
//
// Walks backwards from the data of a training, breadth first, sure links before
// doubtful ones, until it meets a generation (a call whose row says that a
// model's output enters) or a published data set. Artifacts are crossed on
// the way: a read continues in the data of every write that it joins.
//
// Each state is (spot, how it is used by now); one state is visited once, so
// the walk is linear in what it reaches and ends in loops.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_ORIGINS_H
#define MODEL_TIDY_SCANNER_LINEAGE_ORIGINS_H

#include "scanner/lineage/artifacts.h"
#include "scanner/lineage/launches.h"

namespace modeltidy {

/// A step worth telling: where, and what happened there.
struct TrailStep {
  NodeRef Where;
  std::string What;
};

struct Origin {
  bool FromDataset = false;
  ModelNames Models; // of a generation
  NodeRef Call;      // the generation, or the data set's mention
  ContextId Ctx = 0;
  std::string Dataset, Split, Config;
  NodeRef DatasetWhere;
  bool DatasetIsFile = false, DatasetMadeHere = false;
  EdgeKind Kind = EdgeKind::Text;
  Change How = Change::None;
  bool Doubt = false;
  std::string DoubtText;
  bool NoGrad = false; // ran where nothing learns
  bool Stored = false; // read back: Call is the read, the path names the model
  NodeRef Documented;  // a command of a document that the way leads through
  std::vector<TrailStep>
      Trail; // from the origin to the training, both left out
};

class OriginFinder {
public:
  /// Starts are seen under the launch of that view; an artifact leads to the
  /// launch that wrote it.
  OriginFinder(Views &All, uint32_t View, const ArtifactIndex &Artifacts)
      : All(All), Home(View), P(All.front().E.program()),
        Names(All.front().E.names()), Walked(All.front().E.shared().Walked),
        CallDoubt(Names.text("a call that no API model describes")),
        Artifacts(Artifacts) {}

  struct Start {
    Spot At;
    Change How = Change::None;
    bool IsFolder = false; ///< a path: what was written there or below it
  };
  void find(llvm::ArrayRef<Start> Starts, std::vector<Origin> &Out);
  /// The function whose own loss is looked at: a call of it without gradient
  /// gives it nothing to train on.
  void trainsIn(std::optional<FunctionRef> F) { Trainer = F; }
  /// More states than this were needed: the answer is incomplete.
  bool truncated() const { return Truncated; }

  static constexpr size_t MaxStates = 60'000;

private:
  /// A flow with more doubtful links than this says nothing.
  static constexpr uint32_t MaxDoubts = 3;
  static constexpr const char *FilterDoubt =
      "a filter of the shell may let a part through";

  /// Small, as there are thousands to each training.
  struct State {
    SpotId At;
    uint32_t Parent; // index, UINT32_MAX at a start
    uint32_t View;
    TextId Step; // what happened at At on the way to Parent
    TextId DoubtText;
    Change How;
    uint8_t Doubts;
    bool Detached = false; // no gradient passes on the way to Parent
    bool Replaced = false; // a surer way was found since
  };
  const Spot &at(uint32_t Index) { return Walked[States[Index].At].At; }
  Engine &engine(uint32_t Index) { return All[States[Index].View].E; }
  ModelResolver &models(uint32_t Index) {
    return All[States[Index].View].Models;
  }
  void openFolder(const Spot &At, std::vector<Origin> &Out);
  void visit(uint32_t Index, std::vector<Origin> &Out);
  void visitCall(uint32_t Index, std::vector<Origin> &Out);
  void addGeneration(uint32_t Index, const ApiTarget &T, const Effect &Eff,
                     std::vector<Origin> &Out);
  void addFiles(uint32_t Index, Spot Given, llvm::StringRef Split,
                llvm::SmallVectorImpl<Spot> &Out);
  void followRead(uint32_t Index, const ApiTarget &T, const Effect &Eff,
                  std::vector<Origin> &Out);
  void followPattern(uint32_t Index, const Engine::Text &Text, bool Dataset,
                     llvm::StringRef Split, llvm::StringRef Config,
                     std::vector<Origin> &Out);
  /// The same with the joins at hand; the surest are followed first.
  void followJoins(uint32_t Index, const Engine::Text &Text,
                   llvm::MutableArrayRef<ArtifactJoin> Joins, bool Dataset,
                   llvm::StringRef Split, llvm::StringRef Config,
                   std::vector<Origin> &Out);
  /// A path built from the id of a model that the repository generates with
  /// holds that model's output.
  void followNamedModels(uint32_t Index, const Spot &Path,
                         const Engine::Text &Text, std::vector<Origin> &Out);
  void push(SpotId At, Change How, uint32_t Parent, uint32_t View, bool Doubt,
            TextId DoubtText = 0);
  void push(const Spot &At, Change How, uint32_t Parent, uint32_t View,
            bool Doubt, llvm::StringRef DoubtText = {}) {
    if (At.Node)
      push(Walked.number(At), How, Parent, View, Doubt, Names.text(DoubtText));
  }
  /// A place of the way from From, as one state.
  uint32_t pushPlace(const Spot &At, uint32_t From, uint32_t Parent,
                     uint32_t View, llvm::StringRef Step);
  std::vector<TrailStep> trail(uint32_t Index);
  void finish(uint32_t Index, Origin &O);
  // origins_shell.cpp
  static void openGlobs(std::string &Pattern, NodeRef Reader);
  bool isFilter(uint32_t Index);
  std::string joinDoubt(const ArtifactJoin &J, llvm::StringRef Shown,
                        bool Filtered) const;
  void followCopy(uint32_t Index, const ArtifactJoin &J, llvm::StringRef Doubt,
                  llvm::StringRef Split, llvm::StringRef Config,
                  std::vector<Origin> &Out);
  void followPrinted(uint32_t Index);
  void followPrint(uint32_t Index, uint32_t View, NodeRef Call);
  bool isSplitName(PathId Path) const;

  Views &All;
  const uint32_t Home;
  const Program &P;
  Interner &Names;
  WalkedSpots &Walked;
  const TextId CallDoubt;
  const ArtifactIndex &Artifacts;
  std::vector<State> States;
  /// Where, and view and Change in one number: the index of the state.
  using Visited = std::pair<SpotId, uint32_t>;
  static Visited visited(SpotId At, Change How, uint32_t View) {
    return {At, View << 2 | static_cast<uint32_t>(How)};
  }
  llvm::DenseMap<Visited, uint32_t> Seen;
  std::vector<std::vector<uint32_t>> Queues; // by number of doubts
  bool Truncated = false;
  std::optional<FunctionRef> Trainer;
  /// Copies followed: what wrote them, view, part, use, doubts and path of the
  /// original.
  std::set<std::tuple<const ArtifactWrite *, uint32_t, PathId, Change, uint32_t,
                      std::string>>
      Copied;
  /// The copies that are being followed, and how deep the path of each is.
  llvm::SmallVector<std::pair<NodeRef, size_t>, 8> Copies;
};

/// Is a call under a context manager or decorator of the given mode, in its own
/// function or in a caller of its context?
bool runsUnder(Engine &E, NodeRef Call, ContextId C, llvm::StringRef Mode);

} // namespace modeltidy

#endif
