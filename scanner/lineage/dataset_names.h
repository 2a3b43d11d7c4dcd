//===- dataset_names.h - the data sets that a value names -----------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_DATASET_NAMES_H
#define MODEL_TIDY_SCANNER_LINEAGE_DATASET_NAMES_H

#include "scanner/lineage/engine.h"
#include "llvm/ADT/DenseMap.h"
#include <string>

namespace modeltidy {

/// One data set: a Hub id, or the path of a file.
struct DatasetName {
  Engine::Text Text;
  bool IsPath = false;
};

/// What a text of a `reads` effect names: itself, or each of the names that its
/// `separator` parts, looked up in the `registry` file where the row has one.
void datasetNames(Engine &E, const Effect &Reads, NodeRef Site, ContextId C,
                  const ApiTarget &T, const Engine::Text &Given,
                  llvm::SmallVectorImpl<DatasetName> &Out);

/// In a list of data sets each has a split of its own (`{id: a, split: b}`):
/// the split by each value that stands beside it, "" for an element without
/// one.
using SplitsBeside = llvm::DenseMap<uint64_t, std::string>; // NodeRef::key()
SplitsBeside splitsBeside(Engine &E, const Effect &Reads, NodeRef Site,
                          ContextId C, const ApiTarget &T);

} // namespace modeltidy

#endif
