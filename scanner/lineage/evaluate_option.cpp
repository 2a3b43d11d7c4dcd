//===- evaluate_option.cpp - what the option of a command line may be -----===//
#include "scanner/lineage/engine.h"
#include "scanner/lineage/path_pattern.h"

namespace modeltidy {

/// The option that the call declares which made an object, where an attribute
/// has the option's default unless it is given: FLAG.value. Ns: the namespace
/// that has the option.
std::optional<llvm::StringRef>
Engine::declaredBy(const Value &Object, const AttributeModel &A, Value &Ns) {
  if (!Object.Node || A.Is.empty() || A.Is[0].Root != PathRoot::SelfField ||
      P.node(Object.Node).Kind != NodeKind::Call)
    return std::nullopt;
  for (const ApiTarget &T : resolveCall(Object.Node, Object.Ctx).Rows) {
    const Effect *E = T.Row->effect(EffectKind::Declares);
    if (!E || E->paths(SlotKind::Default).empty() ||
        E->paths(SlotKind::Default)[0].Name != A.Is[0].Name)
      continue;
    llvm::SmallVector<Spot, 2> At;
    spots(E->paths(SlotKind::Name), Object.Node, Object.Ctx, T, At);
    for (const Spot &S : At)
      for (const Value &V : eval(S))
        if (V.Kind == ValueKind::String) {
          Ns = {ValueKind::Namespace,
                false,
                0,
                0,
                Names.text(E->word(SlotKind::Registry)),
                0,
                Object.Node,
                0};
          return Names.str(V.Text);
        }
  }
  return std::nullopt;
}

/// The words of the launch in hand that belong to no option: the one of that
/// number, or all.
void Engine::evalPositional(llvm::StringRef Number, ValueSet &Out) {
  restOnAnything();
  if (!Under)
    return;
  WordTexts Given;
  unsigned At = 0;
  if (!Number.getAsInteger(10, At))
    Under->Line.positional(At, Given);
  else
    for (unsigned I = 0, E = Under->Line.positionals(); I < E; ++I)
      Under->Line.positional(I, Given);
  givenWords(Given, Out);
}

/// The option Name of a parsed namespace: its declared default, and the fact
/// that the command line may say otherwise.
void Engine::evalOption(const Value &Ns, llvm::StringRef Name, ValueSet &Out) {
  if (Name.consume_front("#"))
    return evalPositional(Name, Out);
  uint32_t Home = Ns.Node ? Ns.Node.Module : UINT32_MAX;
  llvm::SmallVector<NodeRef, 16> Local, Other;
  for (llvm::StringRef Declaring : Shared.DeclaringNames)
    for (NodeRef Call : P.callsNamed(Declaring))
      if (Call.Module == Home)
        Local.push_back(Call);
      else if (Home == UINT32_MAX || P.related(Call.Module, Home))
        Other.push_back(Call); // declared in a module of the same program
  spend(8 * (Local.size() + Other.size()));
  bool Found = false;
  NodeRef Declared;
  TextId Spelled = Names.text(("--" + Name).str()); // as its declaration says
  llvm::SmallVector<llvm::StringRef, 4> Spellings{Name};
  std::optional<unsigned> Position;           // of an argument without a dash
  llvm::SmallVector<llvm::StringRef, 16> All; // spellings of every option
  ValueSet Defaults;
  auto Search = [&](auto &List) {
    unsigned Positionals = 0;
    std::sort(List.begin(), List.end());
    for (NodeRef Call : List) {
      const CallTargets &T = resolveCall(Call, 0);
      for (const ApiTarget &Row : T.Rows) {
        const Effect *E = Row.Row->effect(EffectKind::Declares);
        llvm::StringRef Parser = Names.str(Ns.Text);
        if (!E || (!Parser.empty() && !E->word(SlotKind::Registry).empty() &&
                   E->word(SlotKind::Registry) != Parser))
          continue; // an option of another kind of parser
        if (E->paths(SlotKind::Name)[0].Root == PathRoot::AllArgs) {
          // set_defaults(run=train): each keyword names an option
          if (NodeId Given = P.graph(Call).operandNamed(Call.Id, Name)) {
            Found = true;
            Declared = Call;
            addAll(Defaults, eval({Call.Module, Given}, 0));
          }
          continue;
        }
        llvm::SmallVector<Spot, 4> NameSpots;
        spots(E->paths(SlotKind::Name), Call, 0, Row, NameSpots);
        bool Match = false;
        llvm::SmallVector<llvm::StringRef, 4> Mine; // all its spellings
        auto Spell = [&](TextId Text) {
          std::string Option = Names.str(Text).ltrim('-').str();
          std::replace(Option.begin(), Option.end(), '-', '_');
          Match |= Option == Name;
          if (Option == Name && Names.str(Text).starts_with("--"))
            Spelled = Text;
          Mine.push_back(Names.str(Text));
          All.push_back(Names.str(Text));
        };
        for (const AccessPath &Path : E->paths(SlotKind::Name))
          if (Path.Root == PathRoot::Literal)
            Spell(Names.text(Path.Name));
        for (const Spot &S : NameSpots)
          for (const Value &V : eval(S))
            if (V.Kind == ValueKind::String)
              Spell(V.Text);
        llvm::SmallVector<Spot, 1> Dest;
        argument(Call, 0, "dest", -1, Dest);
        for (const Spot &S : Dest)
          for (const Value &V : eval(S))
            Match |= V.Kind == ValueKind::String && Names.str(V.Text) == Name;
        bool Bare = !Mine.empty() && !Mine.front().starts_with("-");
        if (Match && Bare)
          Position = Positionals;
        Positionals += Bare;
        if (!Match)
          continue;
        Found = true;
        Declared = Call;
        llvm::append_range(Spellings, Mine);
        llvm::SmallVector<Spot, 2> Default;
        spots(E->paths(SlotKind::Default), Call, 0, Row, Default);
        for (const Spot &S : Default)
          for (const Value &V : eval(S))
            if (V.Kind == ValueKind::Class &&
                Row.Row->effect(EffectKind::Instantiates))
              addValue(Out, Value{ValueKind::Instance, false, V.Ref, V.Index, 0,
                                  0, Call, 0});
            else if (V.Kind != ValueKind::Null)
              addValue(Defaults, V);
      }
    }
  };
  Search(Local);
  if (!Found)
    Search(Other);
  if (Position)
    restOnAnything();
  for (llvm::StringRef Spelling : Spellings)
    restOnOption(Spelling);
  // Some parsers declare options by bare names: what is given counts first.
  if (!Out.empty())
    return;            // an object that options fill
  bool Unread = false; // given in a form that is not read
  WordTexts Given;
  if (Under && !givenOption(Spellings, Out)) {
    if (Position)
      Under->Line.positional(*Position, Given);
    else if (Under->Line.abbreviated(Spellings, All, Given))
      Unread = !isTelling(Given);
    else if (Under->Line.option(Spellings, Given))
      Unread = !Given.empty(); // --model $MODEL, --model <your model>
    else
      Unread = Under->Line.namesOptionFile();
    if (isTelling(Given))
      givenWords(Given, Out);
  }
  if (!Out.empty())
    return;
  if (Unread)
    givenPlaceholders(Given, Out);
  else
    addAll(Out, Defaults);
  addValue(Out, Value{ValueKind::Option, false, 0, 0, Spelled, 0, Declared, 0});
}

void Engine::givenWords(llvm::ArrayRef<WordText> Texts, ValueSet &Out) {
  for (const WordText &T : Texts)
    addValue(Out, Value{ValueKind::String, false, 0, 0, Names.text(T.Pattern),
                        0, T.Where, 0});
}

/// What the reader of a page puts there is one text for the whole page.
void Engine::givenPlaceholders(llvm::ArrayRef<WordText> Texts, ValueSet &Out) {
  for (const WordText &T : Texts)
    if (isNamedUnknown(T.Pattern))
      givenWords(T, Out);
}

/// The word of the launch in hand with that 1-based number; all for "@".
void Engine::wordAt(llvm::StringRef Number, ValueSet &Out) {
  size_t At = 0;
  if (Number == "@") {
    for (const LaunchWord &W : Under->Line.Words)
      givenWords(W.Texts, Out);
  } else if (!Number.getAsInteger(10, At) && At > 0 &&
             At <= Under->Line.Words.size()) {
    givenWords(Under->Line.Words[At - 1].Texts, Out);
  }
}

/// The calls of a script's function in whose words a node reads options: that
/// of its context, else all.
void Engine::callsAround(NodeRef N, ContextId C,
                         llvm::SmallVectorImpl<Spot> &Out) {
  constexpr size_t MaxCallers = 32;
  auto F = P.enclosingFunction(N);
  if (!F)
    return;
  if (C != 0) {
    const CallTargets &T = resolveCall(Contexts.site(C), Contexts.parent(C));
    if (llvm::any_of(T.Functions,
                     [&](const UserTarget &U) { return U.F == *F; })) {
      Out.push_back({Contexts.site(C), Contexts.parent(C), 0});
      return;
    }
  }
  for (NodeRef Call : callersOf(*F))
    if (Out.size() < MaxCallers && P.node(Call).Kind == NodeKind::Call)
      Out.push_back({Call, 0, 0});
}

/// An option that a script reads in a loop over its words, by any of its names:
/// what the launch in hand gives, or the call of the function around the loop,
/// else the operands.
void Engine::evalScriptOption(NodeRef N, ContextId C, ValueSet &Out) {
  llvm::SmallVector<llvm::StringRef, 4> Spellings;
  P.name(N).split(Spellings, ' ');
  WordTexts Given;
  if (Under && Under->Target == N.Module && P.node(N).Scope == 0 &&
      Under->Line.option(Spellings, Given) && isTelling(Given))
    return givenWords(Given, Out);
  llvm::SmallVector<Spot, 4> Calls;
  callsAround(N, C, Calls);
  for (const Spot &Call : Calls) {
    CommandLine Line;
    words(Call.Node, Call.Ctx, Line.Words);
    Line.TakesOneWord = true;
    Given.clear();
    if (Line.option(Spellings, Given) && isTelling(Given))
      givenWords(Given, Out);
  }
  if (!Out.empty())
    return;
  for (const Operand &O : P.graph(N).operands(P.node(N)))
    addAll(Out, eval({N.Module, O.Value}, C));
  addValue(Out, Value{ValueKind::Option, false, 0, 0,
                      Names.text(Spellings.back()), 0, N, 0});
}

/// Does a command line tell anything of an option that it gives? A value that
/// is unknown as a whole is as good as one that the user gives.
bool Engine::isTelling(llvm::ArrayRef<WordText> Given) {
  return llvm::any_of(
      Given, [](const WordText &T) { return !isAllUnknown(T.Pattern); });
}

/// What the launch in hand, or a config file that it names, gives to an option.
/// False where neither mentions it.
bool Engine::givenOption(llvm::ArrayRef<llvm::StringRef> Spellings,
                         ValueSet &Out) {
  if (!Under)
    return false;
  WordTexts Given;
  if (Under->Line.option(Spellings, Given) && isTelling(Given)) {
    givenWords(Given, Out);
    return true;
  }
  llvm::SmallVector<NodeRef, 2> Configured;
  for (llvm::StringRef Name : Spellings)
    Under->configured(P, Name, Configured);
  for (NodeRef N : Configured)
    addAll(Out, eval(N, 0));
  return !Configured.empty();
}

} // namespace modeltidy
