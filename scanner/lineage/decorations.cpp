#include "scanner/lineage/decorations.h"

namespace modeltidy {

Decorations::Decorations(const Program &P) {
  for (uint32_t M = 0; M < P.modules().size(); ++M) {
    const Summary &S = P.graph(M);
    for (const Function &F : S.functions())
      add(S, M, F.Node, F.Decorators);
    for (const Class &C : S.classes())
      add(S, M, C.Node, C.Decorators);
  }
}

void Decorations::add(const Summary &S, uint32_t Module, NodeId Definition,
                      ListRef Decorators) {
  for (NodeId D : S.list(Decorators)) {
    NodeId Callee = S.node(D).Kind == NodeKind::Call ? S.operand(D, 0) : D;
    llvm::StringRef Name = lastName(S, Callee);
    if (Name.empty() || !Definition)
      continue;
    NodeRef At{Module, D};
    if (Definitions.try_emplace(At.key(), NodeRef{Module, Definition}).second)
      ByName[Name].push_back(At);
  }
}

NodeRef Decorations::definition(NodeRef Decorator) const {
  return Definitions.lookup(Decorator.key());
}

llvm::ArrayRef<NodeRef> Decorations::named(llvm::StringRef Name) const {
  auto It = ByName.find(Name);
  return It == ByName.end() ? llvm::ArrayRef<NodeRef>()
                            : llvm::ArrayRef<NodeRef>(It->second);
}

} // namespace modeltidy
