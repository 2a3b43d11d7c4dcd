//===- artifacts.h - what the repository writes, and who reads it ---------===//
//
// Data outlive a process as artifacts: a file path, a Hub data set. A read
// joins the writes whose path pattern unifies with its own (path_pattern.h).
// Hub ids join exactly.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_ARTIFACTS_H
#define MODEL_TIDY_SCANNER_LINEAGE_ARTIFACTS_H

#include "scanner/lineage/engine.h"
#include "scanner/lineage/path_pattern.h"
#include "llvm/ADT/StringMap.h"
#include <deque>
#include <map>

namespace modeltidy {

struct ArtifactWrite {
  NodeRef Call;
  std::string Pattern;
  bool Hub = false; // Pattern is a Hub id
  llvm::SmallVector<Spot, 2> Data;
  uint32_t View = 0;       // the launch under which it was seen (launches.h)
  bool Folder = false;     // what lies in the folder Pattern was written
  std::string Source = {}; // the file, or folder, of which it is a copy
  NodeRef SourceWhere = {};
};

struct ArtifactJoin {
  const ArtifactWrite *Write;
  PathMatch How;
  std::string Tail = {}; // where it lies in a written folder

  /// The path of what was copied.
  std::string source() const {
    return Tail.empty() ? Write->Source : joinPath(Write->Source, Tail);
  }
};

class ArtifactIndex {
public:
  explicit ArtifactIndex(const Program &P) : P(P) {}

  /// Registers what a call writes or publishes, if its rows say so, as the
  /// engine of View sees it.
  void add(Engine &E, uint32_t View, NodeRef Call);
  /// Writes that may have made what a module reads under Pattern, in View.
  void joins(llvm::StringRef Pattern, uint32_t ReaderModule, uint32_t View,
             llvm::SmallVectorImpl<ArtifactJoin> &Out) const;
  /// All that is written below the folder where programs run: the relative
  /// paths, of the reader's own neighbors.
  void joinsHere(uint32_t ReaderModule, uint32_t View,
                 llvm::SmallVectorImpl<ArtifactJoin> &Out) const;
  /// The same; for a copy also the writes of what was copied.
  void joinsThroughCopies(llvm::StringRef Pattern, uint32_t ReaderModule,
                          uint32_t View,
                          llvm::SmallVectorImpl<ArtifactJoin> &Out) const;
  /// MaxTests was reached: some reads are joined to nothing.
  bool truncated() const { return Tests > MaxTests; }

  /// Comparisons of different paths in one run: some seconds.
  static constexpr uint64_t MaxTests = 20'000'000;

private:
  void addEffect(Engine &E, uint32_t View, NodeRef Call, ContextId C,
                 const ApiTarget &T, const Effect &Eff, SlotKind PathSlot,
                 bool Hub);
  void addInContext(Engine &E, uint32_t View, NodeRef Call, ContextId C);
  void addCopies(Engine &E, uint32_t View, NodeRef Call, ContextId C,
                 const ApiTarget &T, const Effect &Eff);
  void addUploads(Engine &E, uint32_t View, NodeRef Call, ContextId C,
                  const ApiTarget &T, const Effect &Eff);
  void addCopy(const ArtifactWrite &Like, llvm::StringRef From,
               llvm::StringRef To, bool Into);
  void addOutput(Engine &E, uint32_t View, NodeRef Command, ContextId C,
                 const CallTargets &T);
  void joinFolders(llvm::StringRef Pattern, uint32_t ReaderModule,
                   llvm::SmallVectorImpl<ArtifactJoin> &Out) const;
  void keepOwn(uint32_t View, llvm::SmallVectorImpl<ArtifactJoin> &Joins) const;
  void keepNearest(llvm::StringRef ReaderFolder,
                   llvm::SmallVectorImpl<ArtifactJoin> &Joins) const;
  const Program &P;
  void add(ArtifactWrite W);

  /// Writes of one pattern from one folder, which match what they match alike.
  struct Group {
    Group(llvm::StringRef Written, llvm::StringRef Folder, bool OnHub)
        : Pattern(Written), Path(Written, Folder), Hub(OnHub) {}
    std::string Pattern;
    PathToMatch Path;
    bool Hub;
    std::vector<uint32_t> Members; // of Writes
  };
  struct Matches {
    uint32_t Seen = 0;                                 // groups compared so far
    std::vector<std::pair<uint32_t, PathMatch>> Found; // groups that match
  };
  const Matches &matchesOf(llvm::StringRef Pattern,
                           uint32_t ReaderModule) const;

  std::deque<ArtifactWrite> Writes; // joins point at them
  /// Those of whole folders by their normalized path, as it was written and
  /// from the writer's own folder.
  llvm::StringMap<std::vector<uint32_t>> Folders, FoldersFromOwn;
  std::deque<Group> Groups;
  std::map<std::tuple<std::string, std::string, bool>, uint32_t> GroupOf;
  /// By a read's pattern and folder.
  mutable std::map<std::pair<std::string, std::string>, Matches> Matched;
  mutable uint64_t Tests = 0;
  /// Answers of joins(), by pattern and reader; emptied when a write is added.
  mutable std::map<std::tuple<std::string, uint32_t, uint32_t>,
                   std::vector<ArtifactJoin>>
      Known;
};

} // namespace modeltidy

#endif
