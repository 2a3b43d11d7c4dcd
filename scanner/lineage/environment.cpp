//===- environment.cpp - what a launch gives beside its options -----------===//
//
//   export TEACHER=gpt-4-turbo       os.environ["TEACHER"]
//   TEACHER=gpt-4 python gen.py      os.getenv("TEACHER", "gpt-3.5")
//   bash run.sh --model M            python train.py "$@"
//===----------------------------------------------------------------------===//
#include "scanner/lineage/engine.h"
#include "scanner/lineage/path_pattern.h"

namespace modeltidy {

/// "$@" of the script that the launch in hand runs: each word in its place.
void Engine::givenParameters(const Spot &S, llvm::SmallVectorImpl<Edge> &Out) {
  restOnAnything();
  unsigned At = 0;
  for (const LaunchWord &W : Under->Line.Words) {
    ValueSet Values;
    givenWords(W.Texts, Values);
    TextId Place = Names.text("word " + std::to_string(++At));
    Out.push_back(
        {answered(S.Node, Names.prepend({Part::Key, Place}, 0), Values)});
  }
}

/// Is a value the environment itself: a mapping whose items are variables?
bool Engine::isEnvironment(const Value &V) const {
  llvm::SmallVector<const Callable *, 2> Rows;
  if (V.Kind == ValueKind::Api)
    Api.methods(Names.str(V.Text), "__getitem__", Rows);
  return llvm::any_of(Rows, [](const Callable *Row) {
    return Row->effect(EffectKind::Environment) != nullptr;
  });
}

/// What the launch in hand gives to a variable of the environment.
bool Engine::environment(TextId Name, ValueSet &Out) {
  if (!Under)
    return false;
  restOnAnything();
  for (const auto &[Variable, Texts] : Under->Environment)
    if (Variable == Names.str(Name)) {
      givenWords(Texts, Out);
      return true;
    }
  return false;
}

bool Engine::environment(const Spot &Name, ValueSet &Out) {
  bool Given = false;
  if (Under)
    for (const Value &V : eval(Name))
      Given |= V.Kind == ValueKind::String && environment(V.Text, Out);
  return Given;
}

/// Of ${X:-d}: does the launch in hand give X, so that d does not count?
bool Engine::isGiven(NodeRef Variable) {
  const Node &N = P.node(Variable);
  if (!Under || Under->Target != Variable.Module ||
      N.Kind != NodeKind::Global || N.Count != 0)
    return false;
  restOnAnything();
  ValueSet Values;
  wordAt(P.name(Variable), Values);
  if (N.Scope == 0 && Values.empty())
    environment(Names.text(P.name(Variable)), Values);
  return llvm::any_of(Values, [&](const Value &V) {
    return V.Kind == ValueKind::String && !isAllUnknown(Names.str(V.Text));
  });
}

} // namespace modeltidy
