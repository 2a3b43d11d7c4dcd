#include "scanner/lineage/config_keys.h"
#include "scanner/lineage/program.h"
#include "llvm/ADT/DenseSet.h"

namespace modeltidy {

namespace {

/// A key whose value is empty, null or false counts as absent.
bool isGiven(const Summary &S, NodeId Id) {
  const Node &N = S.node(Id);
  switch (N.Kind) {
  case NodeKind::Null:
    return false;
  case NodeKind::Bool:
    return N.Aux != 0;
  case NodeKind::String:
    return !S.string(N.Name).empty();
  case NodeKind::List:
  case NodeKind::Dict:
    return N.Count != 0;
  default:
    return true;
  }
}

/// Nodes that were asked for a key, by the rest of the key: aliases share
/// nodes, and each is asked once.
using Asked = llvm::DenseSet<std::pair<NodeId, size_t>>;
constexpr size_t MaxAsked = 2000; // versions of one mapping

bool hasKey(const Summary &S, NodeId Map, llvm::StringRef Dotted, Asked &Seen);

/// What cfg.update(…) takes over into the version of cfg after it.
llvm::ArrayRef<Operand> updatesOf(const Summary &S, NodeId Version) {
  auto Ops = S.operands(S.node(Version));
  if (S.node(Version).Kind != NodeKind::AfterCall || Ops.size() < 2)
    return {};
  auto Call = S.operands(S.node(Ops[1].Value));
  return !Call.empty() && lastName(S, Call[0].Value) == "update"
             ? Call.drop_front()
             : llvm::ArrayRef<Operand>();
}

/// The same where code builds the mapping up: cfg["a"] = x, cfg.update(...).
bool hasBuiltKey(const Summary &S, NodeId Map, llvm::StringRef Dotted,
                 Asked &Seen) {
  auto [Head, Rest] = Dotted.split('.');
  auto Ops = S.operands(S.node(Map));
  if (S.node(Map).Kind == NodeKind::SetItem && Ops.size() > 2) {
    const Node &Key = S.node(Ops[1].Value);
    if (Key.Kind == NodeKind::String && S.string(Key.Name) == Head &&
        (Rest.empty() ? isGiven(S, Ops[2].Value)
                      : hasKey(S, Ops[2].Value, Rest, Seen)))
      return true;
  } else {
    for (const Operand &O : updatesOf(S, Map))
      if (O.Name == 0 ? hasKey(S, O.Value, Dotted, Seen)
                      : Rest.empty() && S.string(O.Name) == Head)
        return true;
  }
  return hasKey(S, Ops[0].Value, Dotted, Seen); // the version before
}

/// Is a dotted key given in a mapping?
bool hasKey(const Summary &S, NodeId Map, llvm::StringRef Dotted, Asked &Seen) {
  auto [Head, Rest] = Dotted.split('.');
  if (Seen.size() >= MaxAsked || !Seen.insert({Map, Dotted.size()}).second)
    return false;
  NodeKind Kind = S.node(Map).Kind;
  if (Kind == NodeKind::SetItem || Kind == NodeKind::AfterCall)
    return hasBuiltKey(S, Map, Dotted, Seen);
  if (Kind == NodeKind::Phi || Kind == NodeKind::List) { // of any element
    for (const Operand &O : S.operands(S.node(Map)))
      if (hasKey(S, O.Value, Dotted, Seen))
        return true;
    return false;
  }
  if (Kind == NodeKind::Comprehension) // a config in Python
    for (const Operand &O : S.operands(S.node(Map)))
      if (O.Name != 0 && S.string(O.Name) == "element" &&
          hasKey(S, O.Value, Dotted, Seen))
        return true;
  bool ByCall = Kind == NodeKind::Call && // dict(type="alpaca")
                lastName(S, S.operand(Map, 0)) == "dict";
  if (Kind != NodeKind::Dict && !ByCall)
    return false;
  for (const Operand &O : S.operands(S.node(Map)))
    if (O.Name != 0 && (Head == "*" || S.string(O.Name) == Head))
      if (Rest.empty() ? isGiven(S, O.Value) : hasKey(S, O.Value, Rest, Seen))
        return true;
  return false;
}

} // namespace

bool givesKey(const Summary &S, NodeId Mapping, llvm::StringRef Dotted) {
  Asked Seen;
  return hasKey(S, Mapping, Dotted, Seen);
}

bool isConfigMapping(const Summary &S, NodeId Id) {
  return S.node(Id).Kind == NodeKind::Dict || isBuiltMapping(S, Id);
}

bool isBuiltMapping(const Summary &S, NodeId Id) {
  auto Ops = S.operands(S.node(Id));
  switch (S.node(Id).Kind) {
  case NodeKind::SetItem:
    return true;
  case NodeKind::AfterCall: // of the receiver
    return S.node(Id).Aux == 0 && !updatesOf(S, Id).empty();
  case NodeKind::Phi:
    return llvm::any_of(Ops, [&](const Operand &O) {
      NodeKind K = S.node(O.Value).Kind;
      return K == NodeKind::Dict || K == NodeKind::SetItem;
    });
  default:
    return false;
  }
}

} // namespace modeltidy
