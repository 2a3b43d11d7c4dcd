//===- changes.h - what code elsewhere does to an object ------------------===//
//
// Inside a scope the graph has a version of a variable behind each change. Code
// elsewhere changes an object too:
//
//   found = []                           the node that made it
//   def look(q): found.append(ask(q))    an inner function
//   Thread(target=fill, args=(qs, found))   what it is handed to indirectly
//
// Such changes hang on the node that made the object, whatever the order in
// which the program makes them. Tests: fixtures/rows_are_filled_by_threads.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_CHANGES_H
#define MODEL_TIDY_SCANNER_LINEAGE_CHANGES_H

#include "scanner/lineage/program.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringSet.h"

namespace modeltidy {

/// One change: the object's version behind it, in a function that Call enters
/// (no Call: an inner function of the scope that made the object).
struct ChangeElsewhere {
  NodeRef Version;
  NodeRef Call;
  friend bool operator==(const ChangeElsewhere &,
                         const ChangeElsewhere &) = default;
};

class ChangesElsewhere {
public:
  /// Finds what inner functions change.
  explicit ChangesElsewhere(const Program &P);
  void add(NodeRef Made, const ChangeElsewhere &Change);
  /// Changes of what a node made, in the order in which they were found.
  llvm::ArrayRef<ChangeElsewhere> of(NodeRef Made) const;

  static constexpr size_t MaxOfOne = 16; // changes of one object

private:
  void addInner(const Program &P, uint32_t Module, uint32_t Scope);
  llvm::DenseMap<uint64_t, std::vector<ChangeElsewhere>> ByNode;
};

/// The nodes that versions of a variable start with.
void versionRoots(const Summary &S, NodeId Version,
                  llvm::SmallVectorImpl<NodeId> &Out);

/// Does a parameter's last version hold a change that its caller sees? Methods:
/// names that put something into their receiver. Functions: those of the
/// repository, which may.
bool changesParameter(const Summary &S, NodeId Param, NodeId Exit,
                      const llvm::StringSet<> &Methods,
                      const llvm::StringSet<> &Functions);

} // namespace modeltidy

#endif
