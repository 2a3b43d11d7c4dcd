//===- launches.h - which modules a repository's command lines run --------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_LAUNCHES_H
#define MODEL_TIDY_SCANNER_LINEAGE_LAUNCHES_H

#include "scanner/lineage/conditions.h"
#include "scanner/lineage/engine.h"
#include "scanner/lineage/models.h"
#include <deque>

namespace modeltidy {

/// The repository as seen under one launch; the first view is under none: a
/// user may give any option.
struct View {
  Launch How;
  Engine E;
  ModelResolver Models;
  Branches Taken; // by its options, and the calls at hand

  View(const Program &P, const ApiIndex &Api, EngineShared &Shared)
      : E(P, Api, Shared), Models(E), Taken(E) {}
  View(Launch L, const Program &P, const ApiIndex &Api, EngineShared &Shared)
      : How(std::move(L)), E(P, Api, Shared, &How), Models(E), Taken(E) {}
};

/// References into it stay valid: views refer to themselves.
using Views = std::deque<View>;

/// Finds every launch, also those that launched scripts make in turn, and adds
/// a view for each. Starts: calls of Python that run command lines, with the
/// row that says so. True where MaxLaunches left some out.
bool addLaunches(Views &Out,
                 llvm::ArrayRef<std::pair<NodeRef, ApiTarget>> Starts);

constexpr size_t MaxLaunches = 1'000;

} // namespace modeltidy

#endif
