//===- updates.h - does the program train or freeze a loaded model? -------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_UPDATES_H
#define MODEL_TIDY_SCANNER_LINEAGE_UPDATES_H

#include "scanner/lineage/engine.h"

namespace modeltidy {

/// What the program does with a model's parameters, told by the calls on it
/// anywhere in the repository.
enum class Updates {
  Unknown,
  Frozen,  // put into evaluation mode or without gradient, and never back
  Trained, // put into training mode, or its parameters are handed on
};

/// What counts as freezing: evaluation mode, or a loop over the parameters too.
/// A loop may be about a part of the model alone (its encoder).
enum class Freezing { ByModeOrLoop, ByMode };

/// Object: the call that loaded the model. Not thread-safe, as the engine.
Updates updatesOf(Engine &E, NodeRef Object,
                  Freezing How = Freezing::ByModeOrLoop);

/// Does the file that loads a model hand on the parameters of others alone? An
/// optimizer in C++ is given what it trains, so that nothing trains the model.
bool trainsOthersAlone(Engine &E, NodeRef Object);

} // namespace modeltidy

#endif
