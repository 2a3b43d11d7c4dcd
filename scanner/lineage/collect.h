//===- collect.h - the places of a program that matter to the lineage -----===//
//
// Goes over every call once and keeps those that a row speaks of: trainings,
// generations, loads, data-set mentions, publications. Origins are found
// afterwards, from the trainings back.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_COLLECT_H
#define MODEL_TIDY_SCANNER_LINEAGE_COLLECT_H

#include "scanner/lineage/models.h"

namespace modeltidy {

/// A call that updates parameters.
struct TrainingSite {
  NodeRef Call;
  ApiTarget Target; // the row
  const Effect *Eff = nullptr;
  ContextId Ctx = 0; // seen from one call of the function it stands in
  NodeRef Anchor;    // where it is shown: Call, or that call
  uint32_t View = 0; // the launch under which it runs (launches.h)
};

struct Sites {
  std::vector<TrainingSite> Trainings;
  std::vector<NodeRef> Generations; // calls with a generates effect
  std::vector<NodeRef> Loads;
  std::vector<NodeRef> Reads;
  std::vector<NodeRef> Publications;
  std::vector<NodeRef> Merges;
  std::vector<NodeRef> Writes;
  std::vector<NodeRef> Servers;                      // calls that serve a model
  std::vector<std::pair<NodeRef, ApiTarget>> Starts; // of command lines
};

Sites collectSites(Engine &E);

} // namespace modeltidy

#endif
