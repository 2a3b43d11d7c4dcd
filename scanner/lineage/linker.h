//===- linker.h - stage 3: summaries become one lineage -------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_LINKER_H
#define MODEL_TIDY_SCANNER_LINEAGE_LINKER_H

#include "scanner/lineage/api_index.h"
#include "scanner/lineage/lineage.h"
#include "scanner/summary/summary.h"

namespace modeltidy {

/// One part of a parsed file. The summary's bytes must outlive the call.
struct LinkInput {
  std::string Path; // relative to the root
  Summary Graph;
  bool Documented = false;  // stands in a document or a comment
  std::string Written = {}; // what a script writes: its path from there
};

struct LinkOptions {
  /// Print what the engine believes at this place (--trace); "" for no trace.
  std::string TraceFile;
  uint32_t TraceLine = 0;
  /// Lets walks take steps again that were taken before (steps.h). Without, the
  /// lineage is the same and takes longer.
  bool KeepsSteps = true;
};

/// Joins the modules. The result depends on the set of inputs only, not on
/// their order. Trace, when asked for, is text for people.
Lineage link(std::vector<LinkInput> Modules, const ApiIndex &Api,
             const LinkOptions &Options, std::string *Trace = nullptr);

} // namespace modeltidy

#endif
