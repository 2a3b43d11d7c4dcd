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
            llvm::SmallVectorImpl<DvcValue> &Into)
      : P(Given), Scripts(Table), Variable(Of), Out(Into) {}

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
  bool ofStage(NodeRef Root, llvm::StringRef Name) {
    auto Stages = item(Root, "stages");
    if (!Stages)
      return false;
    std::optional<NodeRef> Stage;
    for (const Operand &O : P.graph(*Stages).operands(P.node(*Stages))) {
      NodeRef Each{Root.Module, O.Value};
      if (P.node(Each).Begin <= P.node(Variable).Begin &&
          (!Stage || P.node(*Stage).Begin < P.node(Each).Begin))
        Stage = Each;
    }
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
        add({{Mapping.Module, O.Value}, P.graph(Mapping).string(O.Name)});
    return true;
  }

  /// Each element itself, or what it has below the rest of the name.
  bool itemsOf(NodeRef All, llvm::StringRef Rest) {
    for (const Operand &O : P.graph(All).operands(P.node(All))) {
      NodeRef Each{All.Module, O.Value};
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
  llvm::SmallVectorImpl<DvcValue> &Out;
};

} // namespace

void dvcValues(const Program &P, const ScriptTable &Scripts, NodeRef Variable,
               llvm::SmallVectorImpl<DvcValue> &Out) {
  llvm::StringRef Path = P.module(Variable.Module).Path;
  if (Path.substr(Path.rfind('/') + 1) == "dvc.yaml")
    DvcLookup(P, Scripts, Variable, Out).run();
}

} // namespace modeltidy
