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
#include <map>

namespace modeltidy {

struct ArtifactWrite {
  NodeRef Call;
  std::string Pattern;
  bool Hub = false; // Pattern is a Hub id
  llvm::SmallVector<Spot, 2> Data;
  bool Weights = false; // a model was written, not data
};

struct ArtifactJoin {
  const ArtifactWrite *Write;
  PathMatch How;
};

class ArtifactIndex {
public:
  explicit ArtifactIndex(Engine &E) : E(E) {}

  /// Registers what a call writes or publishes, if its rows say so.
  void add(NodeRef Call);
  /// Writes that may have made what is read under Pattern by a call in Reader.
  void joins(llvm::StringRef Pattern, uint32_t ReaderModule,
             llvm::SmallVectorImpl<ArtifactJoin> &Out) const;

private:
  void addEffect(NodeRef Call, ContextId C, const ApiTarget &T,
                 const Effect &Eff, SlotKind PathSlot, bool Hub);
  void addInContext(NodeRef Call, ContextId C);
  void keepNearest(llvm::StringRef ReaderFolder,
                   llvm::SmallVectorImpl<ArtifactJoin> &Joins) const;
  Engine &E;
  std::vector<ArtifactWrite> Writes;
  /// Answers of joins(), by pattern and reader; emptied when a write is added.
  mutable std::map<std::pair<std::string, uint32_t>, std::vector<ArtifactJoin>>
      Known;
};

} // namespace modeltidy

#endif
