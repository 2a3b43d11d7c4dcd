//===- command_line.cpp - the words of a command line ---------------------===//
//
// A shell's words are values: constants, variables, arrays, text that is split
// at its blanks. Python starts programs with a list of words or one text.
//===----------------------------------------------------------------------===//
#include "scanner/lineage/engine.h"
#include "scanner/lineage/gathered_words.h"
#include "scanner/lineage/path_pattern.h"

namespace modeltidy {

namespace {

constexpr size_t MaxWords = 2'000;     // of one command line
constexpr unsigned MaxWordNesting = 8; // arrays in arrays

bool hasBlank(llvm::StringRef Text) {
  return Text.trim().find_first_of(" \t\n") != llvm::StringRef::npos;
}

} // namespace

bool Engine::runsProgram(NodeRef Call) const {
  if (!isCommand(P.node(Call)))
    return false;
  NodeRef Program{Call.Module, P.graph(Call).operand(Call.Id, 0)};
  return P.node(Program).Kind != NodeKind::Global &&
         !Shared.Sourced.function(Call);
}

void Engine::addText(const Spot &S, bool Split, std::vector<LaunchWord> &Out) {
  llvm::SmallVector<Text, 4> Found;
  texts(S, Found);
  bool Many = Split && llvm::any_of(Found, [](const Text &T) {
                return hasBlank(T.Pattern);
              });
  if (Many)
    if (std::vector<LaunchWord> Words = gatheredWords(*this, S);
        !Words.empty()) {
      for (LaunchWord &W : Words)
        if (Out.size() < MaxWords)
          Out.push_back(std::move(W));
      return;
    }
  LaunchWord Word{S.Node, {}};
  for (const Text &T : Found) {
    NodeRef Where = T.Where ? T.Where : S.Node;
    if (!Many) {
      if (!Split || !llvm::StringRef(T.Pattern).trim().empty())
        Word.Texts.push_back({T.Pattern, Where});
      continue;
    }
    for (LaunchWord &Part : splitWords(T.Pattern, S.Node, Where))
      if (Out.size() < MaxWords)
        Out.push_back(std::move(Part));
  }
  if (!Many && !Word.Texts.empty() && Out.size() < MaxWords)
    Out.push_back(std::move(Word));
}

void Engine::addWord(const Spot &S, unsigned Nesting,
                     std::vector<LaunchWord> &Out) {
  const Node &N = P.node(S.Node);
  if (Nesting > MaxWordNesting)
    return;
  if (N.Kind != NodeKind::Splat)
    return addText(S, false, Out);
  Spot Inner{{S.Node.Module, P.graph(S.Node).operand(S.Node.Id, 0)}, S.Ctx, 0};
  if (N.Aux == 3)
    return addText(Inner, true, Out);
  Inner.Path = Names.prepend({Part::Item, 0}, 0);
  llvm::SmallVector<Spot, 16> Elements;
  project(Inner, Elements);
  for (const Spot &E : Elements)
    addWord(E, Nesting + 1, Out);
}

void Engine::words(NodeRef Command, ContextId C, std::vector<LaunchWord> &Out) {
  for (const Operand &O : P.graph(Command).operands(P.node(Command)))
    if (O.Name == 0)
      addWord({{Command.Module, O.Value}, C, 0}, 0, Out);
}

void Engine::words(const Spot &S, std::vector<LaunchWord> &Out) {
  bool List = llvm::any_of(
      eval(S), [](const Value &V) { return V.Kind == ValueKind::Container; });
  if (!List)
    return addText(S, true, Out);
  Spot Each{S.Node, S.Ctx, append(S.Path, Names.prepend({Part::Item, 0}, 0))};
  llvm::SmallVector<Spot, 16> Elements;
  project(Each, Elements);
  for (const Spot &E : Elements)
    addWord(E, 0, Out);
}

} // namespace modeltidy
