//===- environment.cpp - what a launch gives beside its options -----------===//
//
//   export TEACHER=gpt-4-turbo       os.environ["TEACHER"]
//   TEACHER=gpt-4 python gen.py      os.getenv("TEACHER", "gpt-3.5")
//   load_dotenv()  (.env: TEACHER=gpt-4)
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

/// What a module that reads it finds in a variable: what the launch sets, else
/// what the code itself sets from a file.
bool Engine::environment(uint32_t Reader, TextId Name, ValueSet &Out) {
  if (environment(Name, Out))
    return true;
  llvm::SmallVector<NodeRef, 2> Bound;
  Shared.Environments.bindings(P, Reader, Names.str(Name), Bound);
  ValueSet Found;
  for (NodeRef Value : Bound)
    for (const modeltidy::Value &V : eval(Value, 0))
      if (V.Kind != ValueKind::String || !Names.str(V.Text).empty())
        addValue(Found, V);
  addAll(Out, Found);
  return !Found.empty();
}

bool Engine::environment(uint32_t Reader, const Spot &Name, ValueSet &Out) {
  bool Given = false;
  if (Under || Shared.Environments.reach(Reader))
    for (const Value &V : eval(Name))
      Given |= V.Kind == ValueKind::String && environment(Reader, V.Text, Out);
  return Given;
}

/// load_dotenv(path): the row says where the path stands, and which file is
/// meant without one.
void Engine::findEnvironments() {
  for (llvm::StringRef Name : Shared.EnvironmentNames)
    for (NodeRef Call : P.callsNamed(Name)) {
      resetWork();
      for (const ApiTarget &T : resolveCall(Call, 0).Rows) {
        const Effect *Sets = T.Row->effect(EffectKind::Environment);
        if (!Sets)
          continue;
        llvm::SmallVector<Spot, 2> Paths;
        llvm::SmallVector<Text, 2> Texts;
        spots(Sets->paths(SlotKind::Files), Call, 0, T, Paths);
        for (const Spot &S : Paths)
          texts(S, Texts);
        llvm::erase_if(
            Texts, [](const Text &Each) { return isAllUnknown(Each.Pattern); });
        if (Texts.empty() && !Sets->word(SlotKind::Default).empty())
          Texts.push_back({Sets->word(SlotKind::Default).str(), {}});
        for (const Text &File : Texts)
          Shared.Environments.add(Shared.Scripts, P, Call.Module, File.Pattern,
                                  Shared.Imported);
      }
    }
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
