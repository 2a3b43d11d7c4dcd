//===- evaluate_item.cpp - what an item of a container may be -------------===//
#include "scanner/lineage/engine.h"
#include "scanner/lineage/path_pattern.h"

namespace modeltidy {

/// Does a launch leave open which entry of a table is meant? Then none is
/// known: that all may be meant is told once, where no launch is looked at.
bool Engine::isUntold(NodeRef Index, ContextId C) {
  if (!Under)
    return false;
  bool Open = false;
  for (const Value &V : eval(Index, C)) {
    if (V.Kind == ValueKind::String || V.Kind == ValueKind::Number)
      return false;
    Open |= V.Kind == ValueKind::Option;
  }
  return Open;
}

/// Is that part of what a call returned the model that it loaded?
/// model, tokenizer = load(id)
bool Engine::isLoadedAt(const Value &Result, llvm::StringRef Key) {
  if (Result.Kind != ValueKind::Api || !Result.Node ||
      P.node(Result.Node).Kind != NodeKind::Call)
    return false;
  for (const ApiTarget &T : resolveCall(Result.Node, Result.Ctx).Rows)
    for (const Effect &E : T.Row->Effects)
      if (E.Kind == EffectKind::Loads)
        for (const AccessPath &Part : E.paths(SlotKind::At))
          if (Part.Root == PathRoot::Result && Part.Steps.size() == 1 &&
              Part.Steps[0].Name == Key)
            return true;
  return false;
}

/// The place that an item of sys.argv[2:] has in sys.argv; from its end where
/// it is below 0.
static std::optional<int> placeInWords(const Program &P, NodeRef List,
                                       llvm::StringRef Key) {
  int At = 0;
  if (Key.getAsInteger(10, At))
    return std::nullopt;
  const Node &N = P.node(List);
  return N.Kind == NodeKind::Slice && At >= 0 ? At + static_cast<int>(N.Aux)
                                              : At;
}

/// load_dataset(id)["train"]: what a library's object has under a name, by the
/// row of the attribute `[]`.
void Engine::addSplits(NodeRef Object, ContextId C, llvm::ArrayRef<TextId> Keys,
                       ValueSet &Out) {
  if (Keys.size() != 1 || isIndex(Names.str(Keys[0])))
    return;
  for (Value Base : eval(Object, C)) {
    const AttributeModel *Item = Base.Kind == ValueKind::Api
                                     ? Api.attribute(Names.str(Base.Text), "[]")
                                     : nullptr;
    if (!Item || Item->Type.empty())
      continue;
    Base.Text = Names.text(Item->Type);
    addValue(Out, Base);
  }
}

void Engine::evalItem(NodeRef N, ContextId C, ValueSet &Out) {
  const Summary &S = P.graph(N);
  if (evalOwnModule(N, C, Out))
    return;
  NodeRef Obj{N.Module, S.operand(N.Id, 0)};
  NodeRef Index{N.Module, S.operand(N.Id, 1)};
  llvm::SmallVector<TextId, 4> Keys;
  bool Open = false; // the user may name another key
  for (const Value &V : eval(Index, C)) {
    if (V.Kind == ValueKind::String || V.Kind == ValueKind::Number)
      Keys.push_back(V.Text);
    Open |= V.Kind == ValueKind::Option;
  }
  std::string Last; // x[-1]
  if (const Node &I = S.node(Index.Id);
      I.Kind == NodeKind::Unary && S.name(Index.Id) == "-")
    for (const Value &V : eval({N.Module, S.operand(Index.Id, 0)}, C))
      if (V.Kind == ValueKind::Number)
        Last = ("-" + Names.str(V.Text)).str();
  llvm::StringRef Place = Keys.size() == 1 ? Names.str(Keys[0]) : Last;
  if (!Place.empty() && evalSplitItem(Obj, C, Place, Out))
    return;
  bool Instances = false;
  unsigned Position = 0;
  for (const Value &Base : eval(Obj, C)) {
    if (Under && Base.Kind == ValueKind::External && Keys.size() == 1 &&
        Names.str(Base.Text) == "sys.argv") {
      restOnAnything();
      if (auto At = placeInWords(P, Obj, Names.str(Keys[0])))
        wordAt(std::to_string(*At >= 0 ? *At : *At + 1 + wordCount()), Out);
      continue;
    }
    if (Keys.size() == 1 && (Under || Shared.Environments.reach(N.Module)) &&
        isEnvironment(Base) && environment(N.Module, Keys[0], Out))
      continue;
    // args, rest = parser.parse_known_args()
    if (Base.Kind == ValueKind::Namespace && Keys.size() == 1 &&
        Names.str(Keys[0]) == "0") {
      addValue(Out, Base);
      continue;
    }
    bool Keyed = Base.Kind == ValueKind::Module ||
                 Base.Kind == ValueKind::Namespace ||
                 (Base.Kind == ValueKind::Instance && !Keys.empty() &&
                  !method({Base.Ref, Base.Index}, "__getitem__"));
    bool Parsed = Base.Kind == ValueKind::Api && isParsed(Base);
    if ((Base.Kind == ValueKind::Instance || Parsed) && Base.Node &&
        Keys.size() == 1) {
      // The n-th of several parsed data classes, some of them a library's.
      uint64_t Want = 0;
      if (!Names.str(Keys[0]).getAsInteger(10, Want)) {
        Instances = true;
        if (Position++ == Want)
          addValue(Out, Base);
        continue;
      }
    }
    if (Keyed)
      for (TextId K : Keys)
        evalAttrOf(Base, Names.str(K), N, C, Out);
    if (Keys.size() == 1 && isLoadedAt(Base, Names.str(Keys[0])))
      addValue(Out, Base);
    // sys.argv and os.environ: unknown to the code.
  }
  if (Instances)
    return;
  addSplits(Obj, C, Keys, Out);
  if (Keys.empty() && !isUntold(Index, C))
    evalParts({Obj, C, Names.prepend({Part::Item, 0}, 0)}, Out);
  for (TextId K : Keys)
    evalParts({Obj, C, Names.prepend({Part::Key, K}, 0)}, Out);
  // A table of classes or functions that an option chooses from: any of them
  // may run, whatever the default. (Of a table of ids the default is told.)
  auto Code = [](const Value &V) {
    return V.Kind == ValueKind::Class || V.Kind == ValueKind::Function;
  };
  if (Open && llvm::any_of(Out, Code)) {
    ValueSet All;
    evalParts({Obj, C, Names.prepend({Part::Item, 0}, 0)}, All);
    for (const Value &V : All)
      if (Code(V))
        addValue(Out, V);
  }
}

} // namespace modeltidy
