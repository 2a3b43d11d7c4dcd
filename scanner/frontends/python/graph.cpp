#include "scanner/frontends/python/graph.h"
#include "scanner/frontends/python/python.h"
#include "llvm/ADT/STLExtras.h"

namespace modeltidy::python {

void Graph::run() {
  if (Tree.size() == 0)
    return;
  Queue.push_back({0, ScopeForm::Module, 0, 0});
  for (size_t I = 0; I < Queue.size(); ++I) {
    Body B = Queue[I];
    runBody(B);
  }
  bindEarlierVersions();
  addConfigRoot();
}

/// Does a callee name a built-in, which no binding hides?
bool Graph::isBuiltin(NodeId Callee, llvm::StringRef Name) const {
  const Node &N = Builder.node(Callee);
  return N.Kind == NodeKind::Global && Builder.text(N.Name) == Name;
}

/// Is a value dict(type=F, …), which a registry turns into a call of F?
bool Graph::isTypedDict(NodeId Value) const {
  const Node &N = Builder.node(Value);
  auto Ops = Builder.operands(Value);
  if (N.Kind != NodeKind::Call || Ops.size() < 2)
    return false;
  return isBuiltin(Ops[0].Value, "dict") &&
         llvm::any_of(Ops.drop_front(), [&](const Operand &O) {
           return O.Name != 0 && Builder.text(O.Name) == "type";
         });
}

/// A module of such dicts is a config that is written in Python: its variables
/// are the keys of a document.
void Graph::addConfigRoot() {
  auto First = llvm::find_if(
      ModuleExits, [&](const Operand &O) { return isTypedDict(O.Value); });
  if (First == ModuleExits.end())
    return;
  Node At = Builder.node(First->Value);
  Builder.addRoot(
      Builder.add(NodeKind::Dict, At.Begin, At.End, At.Scope, 0, ModuleExits));
}

void Graph::runBody(const Body &B) {
  Current = B;
  ScopeId = Scopes[B.Scope].Id;
  BodyFirst = Builder.nodeCount();
  ++MeaningStamp;
  Env.reset(ScopeId);
  Aliases.clear();
  Origins.clear();
  if (B.Form == ScopeForm::Function)
    return runFunction(B);
  SyntaxId Block =
      B.Form == ScopeForm::Module ? 0 : Tree.childOf(B.At, Sym::Block);
  if (Block != 0 || B.Form == ScopeForm::Module)
    execBlock(Block);
  finishScope(B, false);
}

void Graph::runFunction(const Body &B) {
  Returns.clear();
  Yields.clear();
  Env.pushTarget(Environment::TargetKind::Exit);
  bindParams(B);
  if (Tree[B.At].Kind == Sym::Lambda) {
    SyntaxId Value = Tree.lastChild(B.At);
    if (Value != 0 && Tree[Value].Kind != Sym::LambdaParameters)
      Returns.push_back(eval(Value));
  } else if (SyntaxId Block = Tree.childOf(B.At, Sym::Block)) {
    execBlock(Block);
  }
  finishScope(B, true);
  Function &F = Builder.function(B.Owner);
  F.Returns = Builder.addList(Returns);
  F.Yields = Builder.addList(Yields);
  if (!Yields.empty())
    F.Flags |= FunctionGenerator;
}

/// A variable's value when the scope ends: over all returns and the end, or
/// the last version where the scope never ends normally.
void Graph::finishScope(const Body &B, bool Exits) {
  SlotGroups &Groups = Env.scratch();
  Groups.clear();
  bool Returned = Exits && Env.reached(Environment::TargetKind::Exit);
  if (Exits)
    Env.popTarget(0, Groups);
  if (Env.Reachable || !Returned) {
    std::vector<SlotValue> Last;
    Env.changed(0, Last);
    for (SlotValue V : Last)
      Groups.add(V.Slot, Env.value(V.Slot));
  }
  for (const SlotGroups::Group &G : Groups.groups())
    bindExit(G.Slot, Env.merge(Groups, G, spanOf(B.At)));
}

void Graph::bindExit(SlotId S, NodeId Value) {
  if (Value == 0 || Env.isTemporary(S))
    return;
  StringId Name = Env.name(S);
  const Meaning &M = meaning(Name);
  if (Current.Form == ScopeForm::Module)
    ModuleExits.push_back({Name, Value});
  if (M.Local)
    Builder.addBinding(ScopeId, Name, Value, BindingExit);
  else if (Value != Env.base(S))
    Builder.addBinding(Scopes[M.Owner].Id, Name, Value, BindingNonLocal);
}

Graph::Meaning &Graph::meaning(StringId Name) {
  if (Name >= Meanings.size())
    Meanings.resize(Name * 2 + 64);
  Meaning &M = Meanings[Name];
  if (M.Stamp == MeaningStamp)
    return M;
  M = {MeaningStamp, NoSlot, true, true, 0, false};
  bool Module = Current.Form == ScopeForm::Module;
  M.Local = Module || Scopes.declares(Current.Scope, Name);
  if (!Module && (!M.Local || Current.Form == ScopeForm::Class)) {
    OuterName Outer = Scopes.resolve(Current.Scope, Name);
    M.IsGlobal = Outer.IsGlobal;
    M.Owner = Outer.Owner;
  }
  return M;
}

SlotId Graph::slotOf(StringId Name) {
  Meaning &M = meaning(Name);
  if (M.Slot == NoSlot)
    M.Slot = Env.addSlot(Name);
  return M.Slot;
}

NodeId Graph::read(StringId Name, Span At) {
  Meaning &M = meaning(Name);
  if (M.Slot != NoSlot)
    if (NodeId Value = Env.current(M.Slot))
      return Value;
  noteReader(Name, M);
  NodeId Outer =
      M.IsGlobal
          ? Builder.add(NodeKind::Global, At.Begin, At.End, ScopeId, Name)
          : Builder.add(NodeKind::Free, At.Begin, At.End, ScopeId, Name, {},
                        Scopes[M.Owner].Id);
  if (M.Slot != NoSlot)
    Env.noteBase(M.Slot, Outer);
  return Outer;
}

/// Remembers the first function or class that reads a variable of another
/// scope. Definitions nest, so the order of their beginnings is that in which
/// the owner's code makes them.
void Graph::noteReader(StringId Name, Meaning &M) {
  if (M.Noted || Current.Form == ScopeForm::Module)
    return;
  M.Noted = true;
  uint64_t Key = variableKey(Scopes[M.Owner].Id, Name);
  auto [It, New] = Readers.try_emplace(Key, Tree[Current.At].Begin);
  if (!New)
    It->second = std::min(It->second, Tree[Current.At].Begin);
}

/// rows = [pick(i) for i in n]: pick may have read the rows from before.
void Graph::noteReplaced(SyntaxId Target, SyntaxId Statement) {
  if (Tree[Target].Kind != Sym::Identifier)
    return;
  SlotId Slot = slotOf(Tree[Target].Name);
  NodeId Old = Env.current(Slot);
  if (Old == 0 || Env.isTemporary(Slot) || !meaning(Tree[Target].Name).Local ||
      Builder.node(Old).Kind == NodeKind::Null)
    return;
  Earlier.push_back(
      {variableKey(ScopeId, Tree[Target].Name), Old, Tree[Statement].End});
}

/// A function reads a variable when it is called: it may find any version that
/// was there since the function was made.
void Graph::bindEarlierVersions() {
  llvm::DenseMap<uint64_t, unsigned> Counts;
  for (const Replaced &R : Earlier) {
    auto Reader = Readers.find(R.Variable);
    if (Reader == Readers.end() || Reader->second >= R.End ||
        ++Counts[R.Variable] > MaxEarlierVersions)
      continue;
    Builder.addBinding(static_cast<uint32_t>(R.Variable >> 32),
                       static_cast<StringId>(R.Variable), R.Value,
                       BindingNonLocal);
  }
}

void Graph::bind(StringId Name, NodeId Value) {
  Env.assign(slotOf(Name), Value);
}

bool Graph::enter(SyntaxId I) {
  if (++Depth <= MaxPythonNesting)
    return true;
  static const std::string What = "nesting deeper than " +
                                  std::to_string(MaxPythonNesting) +
                                  ": not analyzed";
  Errors.note(Tree[I].Begin, Tree[I].End, What);
  return false;
}

} // namespace modeltidy::python
