//===- dvc_values.cpp - what ${...} in a stage of a dvc.yaml is -----------===//
#include "scanner/lineage/dvc_values.h"
#include "scanner/summary/script_names.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy {

namespace {

/// Items of a foreach, or values of a matrix, that one variable may be.
constexpr size_t MaxDvcValues = 16;

class DvcLookup {
public:
  DvcLookup(const Program &Given, const ScriptTable &Table, NodeRef Of,
            llvm::SmallVectorImpl<DvcValue> &Into,
            llvm::ArrayRef<NodeRef> Items = {})
      : P(Given), Scripts(Table), Variable(Of), Chosen(Items), Out(Into) {}

  void run() {
    const Module &M = P.module(Variable.Module);
    auto Root = Scripts.rootAt(M.Path);
    if (!Root)
      return;
    llvm::StringRef Name = P.name(Variable);
    if (ofStage(*Root, Name) || ofVars(*Root, Name))
      return;
    if (auto Params = beside("params.yaml"))
      find(*Params, Name);
  }

  /// The lists, or mappings, from which each run of the stage takes one item.
  void lists(llvm::SmallVectorImpl<NodeRef> &Lists) {
    auto Root = Scripts.rootAt(P.module(Variable.Module).Path);
    auto Stage = Root ? stage(*Root) : std::nullopt;
    if (!Stage)
      return;
    if (auto Each = item(*Stage, "foreach"))
      return Lists.push_back(resolved(*Each));
    if (auto Matrix = item(*Stage, "matrix"))
      for (const Operand &O : P.graph(*Matrix).operands(P.node(*Matrix)))
        Lists.push_back(resolved({Matrix->Module, O.Value}));
  }

private:
  std::optional<NodeRef> beside(llvm::StringRef File) const {
    llvm::StringRef Folder = P.module(Variable.Module).Folder;
    return Scripts.rootAt(Folder.empty() ? File.str()
                                         : (Folder + "/" + File).str());
  }

  std::optional<NodeRef> item(NodeRef Mapping, llvm::StringRef Key) const {
    if (P.node(Mapping).Kind == NodeKind::Dict)
      if (NodeId Id = P.graph(Mapping).operandNamed(Mapping.Id, Key))
        return NodeRef{Mapping.Module, Id};
    return std::nullopt;
  }

  /// What stands below the dotted name, whose dots are _ by now.
  bool find(NodeRef At, llvm::StringRef Name) {
    llvm::SmallVector<std::pair<NodeRef, llvm::StringRef>, 4> Open{{At, Name}};
    size_t Before = Out.size();
    while (!Open.empty()) {
      auto [Mapping, Rest] = Open.pop_back_val();
      const Summary &S = P.graph(Mapping);
      if (P.node(Mapping).Kind != NodeKind::Dict)
        continue;
      for (const Operand &O : S.operands(P.node(Mapping))) {
        llvm::StringRef Left = Rest;
        if (O.Name == 0 || !Left.consume_front(shellName(S.string(O.Name))))
          continue;
        if (Left.empty())
          add({{Mapping.Module, O.Value}, {}});
        else if (Left.consume_front("_"))
          Open.push_back({{Mapping.Module, O.Value}, Left});
      }
    }
    return Out.size() > Before;
  }

  void add(const DvcValue &Value) {
    if (Out.size() < MaxDvcValues)
      Out.push_back(Value);
  }

  /// The stage in which the variable stands: the last that begins above it.
  std::optional<NodeRef> stage(NodeRef Root) const {
    auto Stages = item(Root, "stages");
    std::optional<NodeRef> Stage;
    if (!Stages)
      return Stage;
    for (const Operand &O : P.graph(*Stages).operands(P.node(*Stages))) {
      NodeRef Each{Root.Module, O.Value};
      if (P.node(Each).Begin <= P.node(Variable).Begin &&
          (!Stage || P.node(*Stage).Begin < P.node(Each).Begin))
        Stage = Each;
    }
    return Stage;
  }

  bool ofStage(NodeRef Root, llvm::StringRef Name) {
    auto Stage = stage(Root);
    if (!Stage)
      return false;
    llvm::StringRef Rest = Name;
    if (auto Each = item(*Stage, "foreach"))
      return Name == "key"
                 ? keysOf(resolved(*Each))
                 : Rest.consume_front("item") && itemsOf(resolved(*Each), Rest);
    auto Matrix = item(*Stage, "matrix");
    return Matrix && Rest.consume_front("item_") && ofMatrix(*Matrix, Rest);
  }

  /// foreach: ${models}
  NodeRef resolved(NodeRef Value) const {
    const Node &N = P.node(Value);
    if (N.Kind != NodeKind::Global)
      return Value;
    llvm::SmallVector<DvcValue, 4> Found;
    DvcLookup Other(P, Scripts, Variable, Found);
    std::string Name = shellName(P.name(Value));
    auto Root = Scripts.rootAt(P.module(Variable.Module).Path);
    if (!Root || !Other.ofVars(*Root, Name))
      if (auto Params = beside("params.yaml"))
        Other.find(*Params, Name);
    return Found.empty() ? Value : Found.front().Node;
  }

  bool keysOf(NodeRef Mapping) {
    if (P.node(Mapping).Kind == NodeKind::Dict)
      for (const Operand &O : P.graph(Mapping).operands(P.node(Mapping)))
        if (isMeant(Mapping, {Mapping.Module, O.Value}))
          add({{Mapping.Module, O.Value}, P.graph(Mapping).string(O.Name)});
    return true;
  }

  /// Where an item of a list is chosen, the others are not meant.
  bool isMeant(NodeRef All, NodeRef Each) const {
    auto OfList = [&](NodeRef Item) {
      return Item.Module == All.Module &&
             llvm::any_of(P.graph(All).operands(P.node(All)),
                          [&](const Operand &O) { return O.Value == Item.Id; });
    };
    return llvm::none_of(Chosen, OfList) || llvm::is_contained(Chosen, Each);
  }

  /// Each element itself, or what it has below the rest of the name.
  bool itemsOf(NodeRef All, llvm::StringRef Rest) {
    for (const Operand &O : P.graph(All).operands(P.node(All))) {
      NodeRef Each{All.Module, O.Value};
      if (!isMeant(All, Each))
        continue;
      if (Rest.empty())
        add({Each, {}});
      else
        find(Each, Rest.drop_front());
    }
    return true;
  }

  bool ofMatrix(NodeRef Matrix, llvm::StringRef Name) {
    llvm::SmallVector<DvcValue, 4> Lists;
    DvcLookup(P, Scripts, Variable, Lists).find(Matrix, Name);
    for (const DvcValue &List : Lists)
      itemsOf(resolved(List.Node), "");
    return !Lists.empty();
  }

  /// vars: mappings, and files of which the top is taken.
  bool ofVars(NodeRef Root, llvm::StringRef Name) {
    auto Vars = item(Root, "vars");
    if (!Vars)
      return false;
    bool Found = false;
    for (const Operand &O : P.graph(*Vars).operands(P.node(*Vars))) {
      NodeRef Each{Root.Module, O.Value};
      if (P.node(Each).Kind == NodeKind::Dict)
        Found |= find(Each, Name);
      else if (P.node(Each).Kind == NodeKind::String)
        if (auto File = beside(P.name(Each).split(':').first))
          Found |= find(*File, Name);
    }
    return Found;
  }

  const Program &P;
  const ScriptTable &Scripts;
  NodeRef Variable;
  llvm::ArrayRef<NodeRef> Chosen;
  llvm::SmallVectorImpl<DvcValue> &Out;
};

} // namespace

static bool isPipeline(const Program &P, NodeRef N) {
  llvm::StringRef Path = P.module(N.Module).Path;
  return Path.substr(Path.rfind('/') + 1) == "dvc.yaml";
}

void dvcValues(const Program &P, const ScriptTable &Scripts, NodeRef Variable,
               llvm::ArrayRef<NodeRef> Chosen,
               llvm::SmallVectorImpl<DvcValue> &Out) {
  if (isPipeline(P, Variable))
    DvcLookup(P, Scripts, Variable, Out, Chosen).run();
}

std::vector<std::vector<NodeRef>>
dvcChoices(const Program &P, const ScriptTable &Scripts, NodeRef Command) {
  constexpr size_t MaxChoices = 64;
  std::vector<std::vector<NodeRef>> All;
  llvm::SmallVector<DvcValue, 1> None;
  llvm::SmallVector<NodeRef, 3> Lists;
  if (isPipeline(P, Command))
    DvcLookup(P, Scripts, Command, None).lists(Lists);
  for (NodeRef List : Lists) {
    std::vector<std::vector<NodeRef>> Longer;
    for (const std::vector<NodeRef> &Before :
         All.empty() ? std::vector<std::vector<NodeRef>>(1) : All)
      for (const Operand &O : P.graph(List).operands(P.node(List))) {
        Longer.push_back(Before);
        Longer.back().push_back({List.Module, O.Value});
        if (Longer.size() > MaxChoices)
          return {};
      }
    All = std::move(Longer);
  }
  return All;
}

} // namespace modeltidy
