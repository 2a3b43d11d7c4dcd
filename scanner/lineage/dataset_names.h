//===- dataset_names.h - the data sets that a value names -----------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_DATASET_NAMES_H
#define MODEL_TIDY_SCANNER_LINEAGE_DATASET_NAMES_H

#include "scanner/lineage/engine.h"

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

} // namespace modeltidy

#endif
