//===- conditions.h - which branches a call or a command line decides -----===//
//
//   if args.kd: …             python train.py --base gpt2      (no --kd)
//   if kind == "gpt": …       ask(question, "mistral")
//
// Only what is certain counts: constants, parameters that the call in hand
// gives, and options of the command line in hand. All else is left open.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_CONDITIONS_H
#define MODEL_TIDY_SCANNER_LINEAGE_CONDITIONS_H

#include "scanner/lineage/engine.h"

namespace modeltidy {

/// What a condition comes to in a context; under the launch of E where its
/// options are asked for.
Truth truthOf(Engine &E, NodeRef Condition, ContextId C, bool AskOptions);

/// Is code in a branch that the call in hand does not take?
bool isSkippedByCall(Engine &E, NodeRef Code, ContextId C);

/// Is it in a branch that the options of the launch of E do not take? Asked
/// anew each time: the caller keeps what rests on it.
bool isSkippedByOptions(Engine &E, NodeRef Code, ContextId C);

/// The same with the options of one launch; each answer is found once.
class Branches {
public:
  explicit Branches(Engine &E) : E(E) {}

  /// The code itself, or a call that leads to it in its context.
  bool isSkipped(NodeRef Code, ContextId C);

private:
  Engine &E;
  llvm::DenseMap<std::pair<uint64_t, ContextId>, Truth> Known;
};

} // namespace modeltidy

#endif
