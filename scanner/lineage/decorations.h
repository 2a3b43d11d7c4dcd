//===- decorations.h - which decorator stands on which definition ---------===//
//
// A decorator is called with what it decorates. In the graph it is no call:
//
//   @register("llava")        decorator: Call register("llava")
//   def load(): ...           definition: the Function
//
// Read-only once built.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_DECORATIONS_H
#define MODEL_TIDY_SCANNER_LINEAGE_DECORATIONS_H

#include "scanner/lineage/program.h"

namespace modeltidy {

class Decorations {
public:
  explicit Decorations(const Program &P);
  /// What a decorator stands on; none where a node is no decorator.
  NodeRef definition(NodeRef Decorator) const;
  /// Decorators whose last name is Name, in order.
  llvm::ArrayRef<NodeRef> named(llvm::StringRef Name) const;

private:
  void add(const Summary &S, uint32_t Module, NodeId Definition,
           ListRef Decorators);
  llvm::DenseMap<uint64_t, NodeRef> Definitions;
  llvm::StringMap<std::vector<NodeRef>> ByName;
};

} // namespace modeltidy

#endif
