//===- placed_arguments.cpp - words that a command line gives by place ----===//
//
//   @app.command()                        python cli.py gen MODEL data.jsonl
//   def gen(model: str, out: str): …
//   fire.Fire(gen)                        python gen.py MODEL data.jsonl
//
// A function that the command line calls gets the words that belong to no
// option, behind those that name it among a program's commands.
//===----------------------------------------------------------------------===//
#include "scanner/lineage/engine.h"

namespace modeltidy {

/// Does a word name a function? "make-rows".
static bool isNamed(llvm::StringRef Word, llvm::StringRef Function) {
  std::string Plain = Word.str();
  std::replace(Plain.begin(), Plain.end(), '-', '_');
  return Plain == Function;
}

/// Do decorators make a function a command? Called gets the names that they
/// give it.
bool Engine::isCommandFunction(FunctionRef F,
                               llvm::SmallVectorImpl<llvm::StringRef> &Called) {
  const Summary &G = P.graph(F.Module);
  bool Command = false;
  for (NodeId D : G.list(P.function(F).Decorators)) {
    if (G.node(D).Kind != NodeKind::Call)
      continue;
    for (const ApiTarget &T : resolveCall({F.Module, D}, 0).Rows)
      if (const Effect *E = T.Row->effect(EffectKind::Declares))
        Command |= E->paths(SlotKind::Default).empty();
    llvm::SmallVector<Spot, 2> Name;
    argument({F.Module, D}, 0, "name", 0, Name);
    for (const Spot &S : Name)
      for (const Value &V : eval(S))
        if (V.Kind == ValueKind::String)
          Called.push_back(Names.str(V.Text));
  }
  return Command;
}

/// Does a call hand F, and nothing for its parameters, to a library that calls
/// it as the command line says: fire.Fire(gen)?
bool Engine::runsAsCommand(NodeRef Call, FunctionRef F) {
  for (const ApiTarget &T : resolveCall(Call, 0).Rows)
    for (const Effect &E : T.Row->Effects) {
      if (E.Kind != EffectKind::Calls || E.slot(SlotKind::Args) ||
          E.slot(SlotKind::Keywords))
        continue;
      llvm::SmallVector<Spot, 2> Fns;
      spots(E.paths(SlotKind::Function), Call, 0, T, Fns);
      for (const Spot &At : Fns)
        for (const Value &V : eval(At))
          if (At.Path == 0 && V.Kind == ValueKind::Function &&
              V.Ref == F.Module && V.Index == F.Index)
            return true;
    }
  return false;
}

/// How many words before a command's own arguments name it: one for
/// `cli.py gen MODEL`, none for a function that is the whole program. Nothing
/// where the command line does not call the function.
std::optional<unsigned> Engine::wordsBefore(FunctionRef F) {
  constexpr unsigned MaxWords = 3;
  llvm::SmallVector<llvm::StringRef, 2> Called{
      P.graph(F.Module).string(P.function(F).Name)};
  bool Command = isCommandFunction(F, Called);
  for (unsigned I = 0; I < MaxWords; ++I) {
    WordTexts Word;
    Under->Line.positional(I, Word);
    for (const WordText &T : Word)
      if (llvm::any_of(Called, [&](llvm::StringRef Name) {
            return isNamed(T.Pattern, Name) || T.Pattern == Name;
          }))
        return I + 1;
  }
  Command = Command || llvm::any_of(callersOf(F), [&](NodeRef Call) {
              return runsAsCommand(Call, F);
            });
  return Command ? std::optional<unsigned>(0) : std::nullopt;
}

/// Is a command's parameter given by its place? An option that its default or
/// annotation declares is not.
bool Engine::isPlaced(NodeRef Param) {
  const Summary &G = P.graph(Param);
  constexpr unsigned MaxParts = 16;
  llvm::SmallVector<NodeId, 8> Parts{G.operandNamed(Param.Id, "default"),
                                     G.operandNamed(Param.Id, "annotation")};
  bool Plain = Parts[0] == 0;
  for (size_t I = 0; I < Parts.size() && I < MaxParts; ++I) {
    if (Parts[I] == 0)
      continue;
    if (G.node(Parts[I]).Kind == NodeKind::Call) {
      for (const ApiTarget &T : resolveCall({Param.Module, Parts[I]}, 0).Rows)
        if (const Effect *E = T.Row->effect(EffectKind::Declares))
          return E->paths(SlotKind::Default).empty();
      continue;
    }
    for (const Operand &O : G.operands(G.node(Parts[I])))
      Parts.push_back(O.Value);
  }
  return Plain;
}

/// What the launch in hand gives by its place to a parameter of a command.
void Engine::placedArgument(NodeRef Param, FunctionRef F,
                            llvm::SmallVectorImpl<Spot> &Out) {
  auto Index = paramIndex(F, Param.Id);
  bool Method = classOfMethod(F).has_value();
  if (!Index || (Method && *Index == 0) || Under->Line.positionals() == 0)
    return;
  restOnAnything();
  std::optional<unsigned> Before = wordsBefore(F);
  if (!Before)
    return;
  llvm::SmallVector<llvm::StringRef, 2> Called;
  bool Declared = isCommandFunction(F, Called);
  if (Declared && !isPlaced(Param))
    return;
  unsigned Place = 0;
  auto Params = P.graph(F.Module).list(P.function(F).Params);
  for (uint32_t I = Method; I < *Index; ++I)
    Place += !Declared || isPlaced({F.Module, Params[I]});
  WordTexts Given;
  Under->Line.positional(*Before + Place, Given);
  if (Given.empty() || !isTelling(Given))
    return;
  ValueSet Values;
  givenWords(Given, Values);
  Out.push_back(answered(Under->Command, optionPath(P.name(Param)), Values));
}

} // namespace modeltidy
