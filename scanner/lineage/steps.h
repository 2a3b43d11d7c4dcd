//===- steps.h - one step back, and those that walks take again -----------===//
//
// Walks from thousands of trainings, each under its launch, come through the
// same code again and again. They number the spots that they come by, and what
// a step back from one gave is kept (kept_steps.cpp).
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_STEPS_H
#define MODEL_TIDY_SCANNER_LINEAGE_STEPS_H

#include "scanner/lineage/needs.h"
#include "scanner/lineage/spot_set.h"
#include <vector>

namespace modeltidy {

/// How a step back changes what a value is to its reader.
enum class Change : uint8_t {
  None,
  Selection, // only chose between values
  Score,     // a number that judges a value
  Prompt,    // was the question, not the answer
};

struct Edge {
  Spot To;
  Change How = Change::None;
  bool Doubt = false; // a call that no row describes
  bool Anew = false;  // made of it, of another kind: it is not that value
};

/// The number of a spot that some walk came by.
using SpotId = uint32_t;

struct KeptEdge {
  SpotId To;
  Change How;
  bool Doubt;
};

/// A fact that each engine finds out for itself, and pays for: of what (`Of`,
/// `Name`), and what was found.
struct KnownFact {
  enum Table : uint8_t { Callers, Bases, LibraryBase, AnyList, OwnList } In;
  uint64_t Of;
  TextId Name = 0;
  llvm::ArrayRef<NodeRef> Nodes = {};
  llvm::ArrayRef<ClassRef> Classes = {};
  TextId Text = 0;
};

/// What a step back gave when all that it asked was answered already: it gives
/// the same again for the same work.
struct KeptStep {
  llvm::ArrayRef<KeptEdge> Edges;
  uint64_t Looks;     // the work, in the measure of Engine::spend()
  NeedsId Needs, Met; // launches share it where they meet the same
  bool Quiet;         // no call that generates or reads
  llvm::ArrayRef<KnownFact> Facts; // that another engine must find too
  const KeptStep *Next;            // of the same spot, where more is known
};

/// A spot that some walk came by, and what every step from there asks.
struct WalkedSpot {
  Spot At;
  bool Call, Command, Param, Constant; // the node's kind
  bool Private = false;                // some engine keeps a step of its own
  unsigned Kept = 0;                   // in the list
  const KeptStep *First = nullptr;     // that launches share
};

class WalkedSpots {
public:
  explicit WalkedSpots(const Program &P) : P(P) {}
  SpotId number(const Spot &S);
  /// Valid until the next number().
  WalkedSpot &operator[](SpotId Id) { return Spots[Id]; }

private:
  const Program &P;
  SpotMap<SpotId> Numbers;
  std::vector<WalkedSpot> Spots;
};

} // namespace modeltidy

#endif
