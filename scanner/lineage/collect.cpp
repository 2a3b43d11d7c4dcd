#include "scanner/lineage/collect.h"
#include "scanner/lineage/config_keys.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringSet.h"

namespace modeltidy {

namespace {

/// Calls worth resolving: the callee's last name stands in some row, or it is a
/// class of the repository (it may derive from a library's), or it has no name.
class CallFilter {
public:
  CallFilter(const Program &P, const ApiIndex &Api) : P(P), Api(Api) {
    for (uint32_t M = 0; M < P.modules().size(); ++M)
      for (const Class &C : P.graph(M).classes())
        // Half of what C++ constructs is a plain struct.
        if (!isCxx(P.graph(M)) || C.Bases.Count != 0)
          ClassNames.insert(P.graph(M).string(C.Name));
  }

  static bool isCxx(const Summary &S) { return S.frontEnd() == FrontEnd::Cxx; }

  bool admits(NodeRef Call) const {
    const Summary &S = P.graph(Call);
    NodeId Callee = S.operand(Call.Id, 0);
    NodeKind K = S.node(Callee).Kind;
    llvm::StringRef Name = lastName(S, Callee);
    if (Name.empty() || K == NodeKind::ImportFrom || mayHoldClass(K, Name))
      return true;
    return Api.mayMatter(Name, isCxx(S)) || ClassNames.contains(Name) ||
           !P.aliasesOf(Name).empty();
  }

private:
  /// A parameter, or an attribute that holds a class: self.trainer_class(...).
  bool mayHoldClass(NodeKind K, llvm::StringRef Name) const {
    if (K == NodeKind::Param || K == NodeKind::Free)
      return true;
    return K == NodeKind::Attr && P.isStoredName(Name) &&
           (Name.contains_insensitive("cls") ||
            Name.contains_insensitive("class"));
  }

  const Program &P;
  const ApiIndex &Api;
  llvm::StringSet<> ClassNames;
};

/// `command > file`
bool isRedirected(const Program &P, NodeRef Call) {
  const Summary &S = P.graph(Call);
  return isCommand(P.node(Call)) &&
         llvm::any_of(S.operands(P.node(Call)), [&](const Operand &O) {
           return O.Name != 0 && S.string(O.Name) == ">";
         });
}

void collectCall(Engine &E, NodeRef Call, Sites &Out) {
  bool Writes = false, Generates = false, Loads = false, Reads = false,
       Publishes = false, Serves = false, Merges = false;
  // Rows may be added to while effects are looked at: copy.
  CallTargets T = E.resolveCall(Call, 0);
  for (const ApiTarget &Row : T.Rows)
    for (const Effect &Eff : Row.Row->Effects) {
      switch (Eff.Kind) {
      case EffectKind::Trains:
        Out.Trainings.push_back({Call, Row, &Eff, 0, Call});
        break;
      case EffectKind::Generates:
        Generates = true;
        break;
      case EffectKind::Loads:
        Loads = true;
        break;
      case EffectKind::Reads:
        Reads = true;
        break;
      case EffectKind::Serves:
        Serves = true;
        break;
      case EffectKind::Merges:
        Merges = true;
        break;
      case EffectKind::Runs:
        Out.Starts.push_back({Call, Row});
        Writes = true; // `> file`
        break;
      case EffectKind::Publishes:
        Publishes = true;
        [[fallthrough]];
      case EffectKind::Copies:
      case EffectKind::Writes:
        Writes = true;
        break;
      default:
        break;
      }
    }
  if (Writes || isRedirected(E.program(), Call))
    Out.Writes.push_back(Call);
  if (Generates)
    Out.Generations.push_back(Call);
  if (Loads)
    Out.Loads.push_back(Call);
  if (Reads)
    Out.Reads.push_back(Call);
  if (Serves)
    Out.Servers.push_back(Call);
  if (Publishes)
    Out.Publications.push_back(Call);
  if (Merges)
    Out.Merges.push_back(Call);
}

/// May a call write a config? A file of that form, or yaml.dump() to anything.
bool mayWriteConfig(Engine &E, NodeRef Call, const ApiTarget &Row,
                    const Effect &Eff) {
  if (Row.Row->Name.starts_with("yaml."))
    return true;
  for (const Engine::Text &Path :
       E.texts(Eff.paths(SlotKind::Path), Call, 0, Row))
    for (llvm::StringRef Form : {".json", ".yaml", ".yml"})
      if (llvm::StringRef(Path.Pattern).ends_with(Form))
        return true;
  return false;
}

/// The mappings that a written value may be, each as it stands when it is
/// written: behind json.dumps(), a variable, a function that makes it.
std::vector<NodeRef> writtenMappings(Engine &E, llvm::ArrayRef<Spot> Data) {
  constexpr size_t MaxSpots = 64;
  std::vector<NodeRef> Out;
  SpotSet Seen;
  std::vector<Spot> Queue(Data.begin(), Data.end());
  llvm::SmallVector<Edge, 8> Edges;
  for (size_t I = 0; I < Queue.size() && I < MaxSpots; ++I) {
    Spot At = Queue[I];
    if (!At.Node || At.Path != 0 || !Seen.insert(At).second ||
        E.program().graph(At.Node).frontEnd() != FrontEnd::Python)
      continue;
    if (isConfigMapping(E.program().graph(At.Node), At.Node.Id)) {
      Out.push_back(At.Node);
      continue;
    }
    Edges.clear();
    E.expand(At, Edges);
    for (const Edge &Ed : Edges)
      if (Ed.How == Change::None && !Ed.Doubt)
        Queue.push_back(Ed.To);
  }
  return Out;
}

/// json.dump({"base_model": …}, f): the mapping is a config like one that
/// stands in a file.
void collectDumped(Engine &E, NodeRef Call, llvm::DenseSet<uint64_t> &Seen,
                   Sites &Out) {
  CallTargets T = E.resolveCall(Call, 0);
  for (const ApiTarget &Row : T.Rows)
    for (const Effect &Eff : Row.Row->Effects) {
      if (Eff.Kind != EffectKind::Writes || !mayWriteConfig(E, Call, Row, Eff))
        continue;
      llvm::SmallVector<Spot, 2> Data;
      E.spots(Eff.paths(SlotKind::Data), Call, 0, Row, Data);
      for (NodeRef Mapping : writtenMappings(E, Data))
        if (Seen.insert(Mapping.key()).second)
          collectCall(E, Mapping, Out);
    }
}

} // namespace

Sites collectSites(Engine &E) {
  Sites Out;
  const Program &P = E.program();
  CallFilter Filter(P, E.api());
  for (uint32_t M = 0; M < P.modules().size(); ++M) {
    E.resetWork();
    const Summary &S = P.graph(M);
    for (NodeId Root : S.roots())
      collectCall(E, {M, Root}, Out);
    for (NodeId Id = 1; Id < S.nodes().size(); ++Id)
      if (S.node(Id).Kind == NodeKind::Call && Filter.admits({M, Id}))
        collectCall(E, {M, Id}, Out);
  }
  llvm::DenseSet<uint64_t> Dumped;
  for (size_t I = 0, Count = Out.Writes.size(); I < Count; ++I) {
    E.resetWork();
    collectDumped(E, Out.Writes[I], Dumped, Out);
  }
  return Out;
}

} // namespace modeltidy
