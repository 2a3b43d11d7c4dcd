#include "scanner/lineage/changes.h"
#include "llvm/ADT/STLExtras.h"

namespace modeltidy {

namespace {

bool isVersion(const Node &N) {
  switch (N.Kind) {
  case NodeKind::AfterCall:
  case NodeKind::SetItem:
  case NodeKind::DelItem:
  case NodeKind::SetAttr:
    return true;
  default:
    return false;
  }
}

/// What a version is made from: of `x + y` the left side.
void before(const Summary &S, NodeId Id, llvm::SmallVectorImpl<NodeId> &Out) {
  const Node &N = S.node(Id);
  if (N.Kind == NodeKind::Phi) {
    for (const Operand &O : S.operands(N))
      if (O.Name == 0)
        Out.push_back(O.Value);
  } else if (isVersion(N) ||
             (N.Kind == NodeKind::Binary && S.string(N.Name) == "+")) {
    Out.push_back(S.operand(Id, 0));
  }
}

/// Every version from the last one back, roots included.
void allVersions(const Summary &S, NodeId Last,
                 llvm::SmallVectorImpl<NodeId> &Out) {
  constexpr size_t MaxVersions = 400;
  llvm::SmallVector<NodeId, 4> Next;
  Out.push_back(Last);
  llvm::DenseMap<NodeId, char> Seen{{Last, 1}};
  for (size_t I = 0; I < Out.size() && Out.size() < MaxVersions; ++I) {
    Next.clear();
    before(S, Out[I], Next);
    for (NodeId N : Next)
      if (N && Seen.try_emplace(N, 1).second)
        Out.push_back(N);
  }
}

bool makesObject(const Node &N) {
  switch (N.Kind) {
  case NodeKind::List:
  case NodeKind::Dict:
  case NodeKind::Set:
  case NodeKind::Comprehension:
  case NodeKind::Call:
    return true;
  default:
    return false;
  }
}

} // namespace

void versionRoots(const Summary &S, NodeId Version,
                  llvm::SmallVectorImpl<NodeId> &Out) {
  llvm::SmallVector<NodeId, 8> All, Next;
  allVersions(S, Version, All);
  for (NodeId N : All) {
    Next.clear();
    before(S, N, Next);
    if (Next.empty() || S.node(N).Kind == NodeKind::Binary)
      Out.push_back(N);
  }
}

bool changesParameter(const Summary &S, NodeId Param, NodeId Exit,
                      const llvm::StringSet<> &Methods,
                      const llvm::StringSet<> &Functions) {
  llvm::SmallVector<NodeId, 8> All;
  allVersions(S, Exit, All);
  bool Same = false, Changed = false;
  for (NodeId Id : All) {
    const Node &N = S.node(Id);
    Same |= Id == Param;
    Changed |= N.Kind == NodeKind::SetItem;
    if (N.Kind != NodeKind::AfterCall)
      continue;
    llvm::StringRef Callee = lastName(S, S.operand(S.operand(Id, 1), 0));
    Changed |= (N.Aux == 0 ? Methods : Functions).contains(Callee);
  }
  return Same && Changed;
}

ChangesElsewhere::ChangesElsewhere(const Program &P) {
  for (uint32_t M = 0; M < P.modules().size(); ++M) {
    const Summary &S = P.graph(M);
    if (S.frontEnd() == FrontEnd::Python ||
        S.frontEnd() == FrontEnd::Notebook || S.frontEnd() == FrontEnd::Cxx)
      for (uint32_t Sc = 0; Sc < S.scopes().size(); ++Sc)
        addInner(P, M, Sc);
  }
}

/// The bindings of one name stand together. Those from inner functions change
/// what the others were made by.
void ChangesElsewhere::addInner(const Program &P, uint32_t M, uint32_t Sc) {
  const Summary &S = P.graph(M);
  auto All = S.bindings(S.scopes()[Sc]);
  for (size_t First = 0, Last = 0; First < All.size(); First = Last) {
    bool Inner = false;
    for (Last = First; Last < All.size() && All[Last].Name == All[First].Name;
         ++Last)
      Inner |= (All[Last].Flags & BindingNonLocal) != 0;
    if (!Inner)
      continue;
    llvm::SmallVector<NodeId, 4> Made, Changed;
    for (const Binding &B : All.slice(First, Last - First)) {
      llvm::SmallVector<NodeId, 8> Roots;
      versionRoots(S, B.Node, Roots);
      for (NodeId R : Roots) {
        const Node &N = S.node(R);
        bool Around = N.Kind == NodeKind::Global || N.Kind == NodeKind::Free;
        if (Around && R != B.Node && N.Name == B.Name && N.Scope != Sc)
          Changed.push_back(B.Node);
        else if (makesObject(N) && N.Scope == Sc)
          Made.push_back(R);
      }
    }
    for (NodeId Object : Made)
      for (NodeId Version : Changed)
        add({M, Object}, {{M, Version}, {}});
  }
}

void ChangesElsewhere::add(NodeRef Made, const ChangeElsewhere &Change) {
  auto &Of = ByNode[Made.key()];
  if (Of.size() < MaxOfOne && !llvm::is_contained(Of, Change))
    Of.push_back(Change);
}

llvm::ArrayRef<ChangeElsewhere> ChangesElsewhere::of(NodeRef Made) const {
  auto It = ByNode.find(Made.key());
  return It == ByNode.end() ? llvm::ArrayRef<ChangeElsewhere>()
                            : llvm::ArrayRef<ChangeElsewhere>(It->second);
}

} // namespace modeltidy
