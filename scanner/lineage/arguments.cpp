//===- arguments.cpp - access paths, conditions and parameter binding -----===//
#include "scanner/lineage/api_patterns.h"
#include "scanner/lineage/config_keys.h"
#include "scanner/lineage/engine.h"
#include "scanner/lineage/path_pattern.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy {

/// `step $model`: a shell splits the text at its blanks, and most have none.
bool Engine::isOneWord(NodeRef Splat, ContextId C) {
  llvm::SmallVector<Text, 4> Found;
  texts({{Splat.Module, P.graph(Splat).operand(Splat.Id, 0)}, C, 0}, Found);
  return !Found.empty() && llvm::none_of(Found, [](const Text &T) {
    return llvm::StringRef(T.Pattern).trim().find_first_of(" \t\n") !=
           llvm::StringRef::npos;
  });
}

/// The argument with that name, or at that position (-1: by name only). Splats
/// give the part of their value that would land there.
void Engine::argument(NodeRef Call, ContextId C, llvm::StringRef Name,
                      int Index, llvm::SmallVectorImpl<Spot> &Out) {
  const Summary &S = P.graph(Call);
  auto Ops = S.operands(S.node(Call.Id));
  if (S.node(Call.Id).Kind == NodeKind::Dict) { // a config document
    for (const Operand &O : Ops)
      if (O.Name != 0 && S.string(O.Name) == Name)
        Out.push_back({{Call.Module, O.Value}, C, 0});
    return;
  }
  if (isBuiltMapping(S, Call.Id)) { // a config, likewise
    if (!Name.empty() && givesKey(S, Call.Id, Name))
      Out.push_back({Call, C, Names.prepend({Part::Key, Names.text(Name)}, 0)});
    return;
  }
  if (S.node(Call.Id).Kind != NodeKind::Call || Ops.empty())
    return;
  if (runsProgram(Call))
    return commandArgument(Call, C, Name, Index, Out);
  if (mappedArgument(Call, C, Name, Out))
    return;
  int Position = 0;
  llvm::SmallVector<Spot, 2> Maybe;
  for (const Operand &O : Ops.drop_front()) {
    NodeRef Arg{Call.Module, O.Value};
    const Node &N = S.node(O.Value);
    if (O.Name != 0) {
      if (!Name.empty() && S.string(O.Name) == Name) {
        Out.push_back({Arg, C, 0});
        return;
      }
      continue;
    }
    if (N.Kind == NodeKind::Splat && N.Aux == 2) {
      if (!Name.empty())
        Maybe.push_back({{Call.Module, S.operand(O.Value, 0)},
                         C,
                         Names.prepend({Part::Key, Names.text(Name)}, 0)});
      continue;
    }
    if (N.Kind == NodeKind::Splat && !(N.Aux == 3 && isOneWord(Arg, C))) {
      if (Index >= Position) {
        TextId At = Names.text(std::to_string(Index - Position));
        Maybe.push_back({{Call.Module, S.operand(O.Value, 0)},
                         C,
                         Names.prepend({Part::Key, At}, 0)});
      }
      Position = 1 << 20; // what follows has no known position
      continue;
    }
    if (Position == Index) {
      Out.push_back({Arg, C, 0});
      return;
    }
    ++Position;
  }
  Out.append(Maybe.begin(), Maybe.end());
}

/// super().__init__(…) calls in the constructor that `Class(...)` runs, with
/// the context to see them in.
void Engine::superInits(ClassRef Cl, NodeRef Site, ContextId C,
                        llvm::SmallVectorImpl<Spot> &Out) {
  auto Init = method(Cl, "__init__");
  ContextId Inner = Contexts.push(C, Site);
  for (unsigned Level = 0; Init && Level < 8; ++Level) {
    const Summary &G = P.graph(Init->Module);
    const Function &Fn = P.function(*Init);
    std::optional<FunctionRef> Next;
    ContextId NextCtx = Inner;
    for (NodeRef Call : P.callsNamed("__init__")) {
      if (Call.Module != Init->Module || G.node(Call.Id).Scope != Fn.Scope)
        continue;
      Out.push_back({Call, Inner, 0});
      for (const UserTarget &T : resolveCall(Call, Inner).Functions) {
        Next = T.F;
        NextCtx = Contexts.push(Inner, Call);
      }
    }
    if (Next == Init)
      break;
    Init = Next;
    Inner = NextCtx;
  }
}

void Engine::namedArgument(NodeRef Call, ContextId C, const ApiTarget &T,
                           llvm::StringRef Name,
                           llvm::SmallVectorImpl<Spot> &Out) {
  int Index = -1;
  if (T.Row)
    for (size_t I = 0; I < T.Row->Params.size(); ++I)
      if (T.Row->Params[I] == Name)
        Index = static_cast<int>(I);
  if (T.Started)
    return commandArgument(Call, C, Name, Index, Out);
  if (P.node(Call).Kind == NodeKind::Call && !T.Row) {
    // The creating call's own rows name its positions.
    for (const ApiTarget &Made : resolveCall(Call, C).Rows)
      for (size_t I = 0; I < Made.Row->Params.size(); ++I)
        if (Index < 0 && Made.Row->Params[I] == Name)
          Index = static_cast<int>(I);
  }
  if (T.ThroughClass) {
    // A repository class: what it hands to its library base.
    size_t Before = Out.size();
    for (ClassRef Cl : resolveCall(Call, C).Classes) {
      llvm::SmallVector<Spot, 4> Supers;
      if (method(Cl, "__init__")) {
        superInits(Cl, Call, C, Supers);
        for (const Spot &S : Supers)
          argument(S.Node, S.Ctx, Name, Index, Out);
      }
    }
    if (Out.size() == Before)
      argument(Call, C, Name, Index, Out);
    return;
  }
  givenArgument(Call, C, T, Name, Index, Out);
}

/// What a call gives, or functools.partial() gave before it.
void Engine::givenArgument(NodeRef Call, ContextId C, const ApiTarget &T,
                           llvm::StringRef Name, int Index,
                           llvm::SmallVectorImpl<Spot> &Out) {
  if (!T.Bound)
    return argument(Call, C, Name, Index, Out);
  if (T.Bound == Call)
    return argument(Call, C, Name, Index < 0 ? -1 : Index + T.BoundSkip, Out);
  int Given = -T.BoundSkip;
  const Summary &S = P.graph(T.Bound);
  for (const Operand &O : S.operands(S.node(T.Bound.Id)).drop_front())
    Given += O.Name == 0;
  bool Before = Index >= 0 && Index < Given;
  size_t Had = Out.size();
  argument(Call, C, Name, Before ? -1 : std::max(Index - Given, -1), Out);
  if (Out.size() == Had)
    argument(T.Bound, T.BoundCtx, Name, Before ? Index + T.BoundSkip : -1, Out);
}

/// self.NAME: an attribute stored on the receiver, else what its constructor
/// got under that name.
void Engine::selfField(NodeRef Call, ContextId C, const ApiTarget &T,
                       llvm::StringRef Name, llvm::SmallVectorImpl<Spot> &Out) {
  if (T.IsInit) {
    namedArgument(Call, C, T, Name, Out);
    return;
  }
  if (!T.Object)
    return;
  llvm::SmallVector<Spot, 4> Stored;
  Spot Field = T.receiver(C);
  Field.Path = Names.prepend({Part::Attr, Names.text(Name)}, 0);
  project(Field, Stored);
  for (const Spot &S : Stored)
    if (P.node(S.Node).Kind != NodeKind::Attr)
      Out.push_back(S);
  if (!Out.empty())
    return;
  for (const Value &V : eval(T.receiver(C))) {
    if (!V.Node)
      continue;
    if (V.Kind == ValueKind::Api || V.Kind == ValueKind::ApiMember)
      constructorField(V, Name, Out);
    if (V.Kind == ValueKind::Instance)
      for (const ApiTarget &Made : resolveCall(V.Node, V.Ctx).Rows)
        if (Made.ThroughClass)
          namedArgument(V.Node, V.Ctx, Made, Name, Out);
  }
}

void Engine::spots(const AccessPath &Path, NodeRef Call, ContextId C,
                   const ApiTarget &T, llvm::SmallVectorImpl<Spot> &Out) {
  const Summary &S = P.graph(Call);
  llvm::SmallVector<Spot, 4> Roots;
  auto Ops = S.operands(S.node(Call.Id));
  switch (Path.Root) {
  case PathRoot::ArgName:
    namedArgument(Call, C, T, Path.Name, Roots);
    break;
  case PathRoot::ArgIndex:
    if (T.Started)
      commandArgument(Call, C, "", static_cast<int>(Path.Index), Roots);
    else
      givenArgument(Call, C, T, "", static_cast<int>(Path.Index), Roots);
    break;
  case PathRoot::AllArgs:
  case PathRoot::Rest: {
    uint32_t Position = 0;
    if (S.node(Call.Id).Kind == NodeKind::Dict) { // a config document
      for (const Operand &O : Ops)
        if (O.Name != 0 && Path.Root == PathRoot::AllArgs)
          Roots.push_back({{Call.Module, O.Value}, C, 0});
    } else if (T.Started || runsProgram(Call)) {
      commandWords(Call, C, Path.Root == PathRoot::Rest ? Path.Index : 0,
                   Roots);
    } else if (S.node(Call.Id).Kind == NodeKind::Call && !Ops.empty()) {
      for (const Operand &O : Ops.drop_front()) {
        bool Wanted = Path.Root == PathRoot::AllArgs ||
                      (O.Name == 0 && Position >= Path.Index);
        const Node &Arg = S.node(O.Value);
        bool Star = Arg.Kind == NodeKind::Splat && Arg.Aux == 1;
        if (Wanted && Star) // stands for its elements
          Roots.push_back({{Call.Module, S.operand(O.Value, 0)},
                           C,
                           Names.prepend({Part::Item, 0}, 0)});
        else if (Wanted)
          Roots.push_back({{Call.Module, O.Value}, C, 0});
        Position += O.Name == 0;
      }
    }
    break;
  }
  case PathRoot::Self:
    if (T.Object)
      Roots.push_back(T.receiver(C));
    break;
  case PathRoot::SelfField:
    selfField(Call, C, T, Path.Name, Roots);
    break;
  case PathRoot::Setting:
    setting(Call, C, T, Path.Name, Roots);
    break;
  case PathRoot::Result:
    Roots.push_back(resultOf(Call, C));
    break;
  case PathRoot::Block:
    blockOf(T.Object, C, Roots);
    break;
  case PathRoot::Literal:
    return; // read through AccessPath::Name by who understands words
  }
  PathId Inside = steps(Path, Call, C);
  for (const Spot &R : Roots)
    Out.push_back({R.Node, R.Ctx, append(R.Path, Inside)});
}

/// A path's steps. `.at.0` is the key that argument 0 names, or any element
/// where the code does not tell.
PathId Engine::steps(const AccessPath &Path, NodeRef Call, ContextId C) {
  PathId Whole = 0;
  for (const Selector &Sel : llvm::reverse(Path.Steps)) {
    Part Step{Sel.Kind == SelectorKind::Item    ? Part::Item
              : Sel.Kind == SelectorKind::Key   ? Part::Key
              : Sel.Kind == SelectorKind::Names ? Part::Names
                                                : Part::Attr,
              Names.text(Sel.Name)};
    int Position = 0;
    if (Step.What == Part::Key && Sel.Name.starts_with("@") &&
        !Sel.Name.drop_front().getAsInteger(10, Position)) {
      llvm::SmallVector<Spot, 2> Given;
      argument(Call, C, "", Position, Given);
      Step = {Part::Item, 0};
      for (const Spot &Key : Given)
        for (const Value &V : eval(Key))
          if (V.Kind == ValueKind::String && !hasUnknownPart(Names.str(V.Text)))
            Step = {Part::Key, V.Text};
    }
    if (Step.What == Part::Item || Step.What == Part::Names)
      Step.Name = 0;
    Whole = Names.prepend(Step, Whole);
  }
  return Whole;
}

void Engine::spots(llvm::ArrayRef<AccessPath> Paths, NodeRef Call, ContextId C,
                   const ApiTarget &T, llvm::SmallVectorImpl<Spot> &Out) {
  for (const AccessPath &Path : Paths)
    spots(Path, Call, C, T, Out);
}

bool Engine::holds(const Callable &Row, NodeRef Call, ContextId C,
                   const ApiTarget &T) {
  for (const Condition &Cond : Row.When) {
    llvm::SmallVector<Spot, 2> Found;
    spots(Cond.Path, Call, C, T, Found);
    bool Present = false, True = false, False = false, Matches = false;
    for (const Spot &S : Found) {
      llvm::ArrayRef<Value> Values = eval(S);
      // A splat's part counts as given only where its value is known.
      if (S.Path == 0 || !Values.empty())
        Present = true;
      for (const Value &V : Values) {
        if (V.Kind == ValueKind::Null && Values.size() == 1)
          Present = false;
        True |= V.Kind == ValueKind::Bool && Names.str(V.Text) == "1";
        False |= V.Kind == ValueKind::Bool && Names.str(V.Text) == "0";
        if (V.Kind == ValueKind::External &&
            Cond.Kind == ConditionKind::Equals) // a C++ constant, by its name
          Matches |= Names.str(V.Text) == ("cxx." + Cond.Text).str();
        bool Flag = V.Kind == ValueKind::Bool; // `rl: true` is a text too
        if (V.Kind != ValueKind::String && !Flag)
          continue;
        std::string Shown = Flag ? Names.str(V.Text) == "1" ? "true" : "false"
                                 : displayPattern(Names.str(V.Text));
        if (Cond.Kind == ConditionKind::Equals)
          Matches |= Shown == Cond.Text;
        else if (Cond.Kind == ConditionKind::Matches ||
                 Cond.Kind == ConditionKind::NotMatches)
          Matches |= matchesPattern(Cond.Text, Shown);
      }
    }
    bool Holds = true;
    switch (Cond.Kind) {
    case ConditionKind::Present:
      Holds = Present;
      break;
    case ConditionKind::Absent:
      Holds = !Present;
      break;
    case ConditionKind::True:
      Holds = True;
      break;
    case ConditionKind::False:
      Holds = False || Found.empty();
      break;
    case ConditionKind::Matches:
    case ConditionKind::Equals:
      Holds = Matches;
      break;
    case ConditionKind::NotMatches:
      Holds = !Matches;
      break;
    }
    if (!Holds)
      return false;
  }
  return true;
}

std::optional<uint32_t> Engine::paramIndex(FunctionRef F, NodeId Param) const {
  auto Params = P.graph(F.Module).list(P.function(F).Params);
  for (uint32_t I = 0; I < Params.size(); ++I)
    if (Params[I] == Param)
      return I;
  return std::nullopt;
}

/// Binds one parameter of a directly called function. Shift: parameters that
/// the receiver takes.
void Engine::bindTarget(NodeRef Call, ContextId C, const UserTarget &T,
                        uint32_t ParamIndexValue, unsigned Shift,
                        llvm::SmallVectorImpl<Edge> &Out) {
  const Summary &G = P.graph(T.F.Module);
  const Function &Fn = P.function(T.F);
  auto Params = G.list(Fn.Params);
  const Node &Param = G.node(Params[ParamIndexValue]);
  llvm::StringRef Name = G.string(Param.Name);
  const Summary &S = P.graph(Call);
  auto Ops = S.operands(S.node(Call.Id));
  llvm::SmallVector<Spot, 4> Found;
  unsigned BoundArgs = 0;
  if (T.HasPartial) {
    // partial(f, a, k=b): its first argument is the function itself.
    argument(T.BoundBy.Node, T.BoundBy.Ctx, Name,
             static_cast<int>(ParamIndexValue - Shift + 1), Found);
    auto Given = P.graph(T.BoundBy.Node).operands(P.node(T.BoundBy.Node));
    for (size_t I = 2; I < Given.size(); ++I)
      BoundArgs += Given[I].Name == 0;
  }
  int Position = static_cast<int>(ParamIndexValue) - static_cast<int>(Shift) -
                 static_cast<int>(BoundArgs);
  if (Param.Flags & FlagVarArgs) {
    int At = 0;
    for (const Operand &O : Ops.drop_front()) {
      if (O.Name != 0 ||
          (S.node(O.Value).Kind == NodeKind::Splat && S.node(O.Value).Aux == 2))
        continue;
      if (At >= Position)
        Found.push_back({{Call.Module, O.Value}, C, 0});
      ++At;
    }
  } else if (Param.Flags & FlagKwArgs) {
    for (const Operand &O : Ops.drop_front()) {
      const Node &A = S.node(O.Value);
      if (O.Name != 0 || (A.Kind == NodeKind::Splat && A.Aux == 2))
        Found.push_back({{Call.Module, O.Value}, C, 0});
    }
  } else if (Found.empty()) {
    argument(Call, C, Name,
             Param.Flags & FlagKeywordOnly ? -1 : std::max(Position, -1),
             Found);
  }
  for (const Spot &F : Found)
    Out.push_back({F});
  bool Sure = llvm::any_of(
      Found, [&](const Spot &F) { return F.Path == 0 || Answered.count(F); });
  if (!Sure)
    if (NodeId Default = G.operandNamed(Params[ParamIndexValue], "default"))
      Out.push_back({{{T.F.Module, Default}, 0, 0}});
}

void Engine::bindAtCall(NodeRef Call, ContextId C, FunctionRef F,
                        uint32_t ParamIndexValue,
                        llvm::SmallVectorImpl<Edge> &Out) {
  if (bindDecorated(Call, F, ParamIndexValue, Out))
    return;
  const Summary &S = P.graph(Call);
  if (S.node(Call.Id).Kind == NodeKind::Attr) { // a property
    if (ParamIndexValue == 0)
      Out.push_back({{{Call.Module, S.operand(Call.Id, 0)}, C, 0}});
    return;
  }
  if (S.node(Call.Id).Kind != NodeKind::Call &&
      S.node(Call.Id).Kind != NodeKind::Dict)
    return;
  const CallTargets &T = resolveCall(Call, C);
  NodeRef Callee{Call.Module, S.operand(Call.Id, 0)};
  for (const UserTarget &U : T.Functions) {
    if (!(U.F == F))
      continue;
    unsigned Shift = U.Bound;
    if (ParamIndexValue < Shift) {
      NodeRef Receiver = Callee; // instance(...)
      if (S.node(Callee.Id).Kind == NodeKind::Attr) {
        bool IsMethodName =
            S.name(Callee.Id) == P.graph(F.Module).string(P.function(F).Name);
        if (IsMethodName)
          Receiver = {Call.Module, S.operand(Callee.Id, 0)};
      }
      // super().m(): the receiver is the enclosing method's own.
      if (S.node(Receiver.Id).Kind == NodeKind::Call &&
          lastName(S, S.operand(Receiver.Id, 0)) == "super") {
        if (auto Here = P.enclosingFunction(Call)) {
          auto Params = P.graph(Here->Module).list(P.function(*Here).Params);
          if (!Params.empty())
            Out.push_back({{{Here->Module, Params[0]}, C, 0}});
        }
        continue;
      }
      Out.push_back({{Receiver, C, 0}});
      continue;
    }
    bindTarget(Call, C, U, ParamIndexValue, Shift, Out);
  }
  for (ClassRef Cl : T.Classes) {
    if (ParamIndexValue == 0 && classOfMethod(F)) {
      if (derives(Cl, *classOfMethod(F)))
        Out.push_back({{Call, C, 0}}); // the constructed object
      continue;
    }
    auto Init = method(Cl, "__init__");
    if (!Init)
      Init = method(Cl, "__new__");
    if (Init == F) {
      bindTarget(Call, C, {F, true, {}, false}, ParamIndexValue, 1, Out);
      continue;
    }
    // A base's constructor, reached through super().__init__(…).
    llvm::SmallVector<Spot, 4> Supers;
    if (P.graph(F.Module).string(P.function(F).Name) == "__init__")
      superInits(Cl, Call, C, Supers);
    for (const Spot &Sup : Supers)
      for (const UserTarget &U : resolveCall(Sup.Node, Sup.Ctx).Functions)
        if (U.F == F)
          bindTarget(Sup.Node, Sup.Ctx, U, ParamIndexValue, U.Bound, Out);
  }
  bindCallback(Call, C, F, ParamIndexValue, Out);
  bindPartial(Call, C, F, ParamIndexValue, Out);
}

/// What the launch in hand gives to an option, by any of its names, or to an
/// argument by its position.
bool Engine::givenDeclared(llvm::ArrayRef<llvm::StringRef> Spellings, bool Bare,
                           unsigned Position, WordTexts &Out) {
  if (!Under)
    return false;
  restOnAnything();
  if (Bare)
    Under->Line.positional(Position, Out);
  else
    Under->Line.option(Spellings, Out);
  return !Out.empty() && isTelling(Out);
}

/// The options that a parameter's default or annotation declares:
/// `model: Annotated[str, typer.Option("--teacher", "-t")]`.
void Engine::declaredOptions(NodeRef Declares,
                             llvm::SmallVectorImpl<llvm::StringRef> &Out) {
  constexpr unsigned MaxParts = 16; // of an annotation
  llvm::SmallVector<NodeId, 4> Parts{Declares.Id};
  const Summary &G = P.graph(Declares);
  for (size_t I = 0; I < Parts.size() && I < MaxParts; ++I) {
    if (Parts[I] == 0)
      continue;
    if (G.node(Parts[I]).Kind != NodeKind::Call) {
      for (const Operand &O : G.operands(G.node(Parts[I])))
        Parts.push_back(O.Value);
      continue;
    }
    NodeRef Call{Declares.Module, Parts[I]};
    for (const ApiTarget &T : resolveCall(Call, 0).Rows)
      if (const Effect *E = T.Row->effect(EffectKind::Declares)) {
        llvm::SmallVector<Spot, 4> Found;
        spots(E->paths(SlotKind::Name), Call, 0, T, Found);
        for (const Spot &S : Found)
          for (const Value &V : eval(S))
            if (V.Kind == ValueKind::String &&
                Names.str(V.Text).starts_with("-"))
              Out.push_back(Names.str(V.Text));
      }
  }
}

void Engine::parameterSpots(NodeRef Param, ContextId C,
                            llvm::SmallVectorImpl<Edge> &Out) {
  auto F = P.enclosingFunction(Param);
  if (!F)
    return;
  auto Index = paramIndex(*F, Param.Id);
  if (!Index)
    return;
  const Summary &G = P.graph(F->Module);
  const Function &Fn = P.function(*F);
  if (C != 0) {
    bindAtCall(Contexts.site(C), Contexts.parent(C), *F, *Index, Out);
    if (!Out.empty())
      return;
  }
  constexpr size_t MaxCallers = 200;
  size_t Count = 0;
  for (NodeRef Call : callersOf(*F))
    if (Count++ < MaxCallers && mayBeCalledOn(Call, *F, C))
      bindAtCall(Call, 0, *F, *Index, Out);
  // Run by a user (a script's main, a command): what the command line gives,
  // else its default, and options declared by decorators.
  llvm::SmallVector<llvm::StringRef, 4> Own;
  if (Under && Out.empty())
    for (llvm::StringRef At : {"default", "annotation"})
      declaredOptions({F->Module, G.operandNamed(Param.Id, At)}, Own);
  if (WordTexts Given; !Own.empty() && givenDeclared(Own, false, 0, Given)) {
    ValueSet Values;
    givenWords(Given, Values);
    Out.push_back(
        {answered(Under->Command, optionPath(G.name(Param.Id)), Values)});
    return;
  }
  if (Out.empty() && filledParameter(Param, *F, C, Out))
    return;
  if (NodeId Default = G.operandNamed(Param.Id, "default")) {
    Edge E{{{F->Module, Default}, 0, 0}};
    if (llvm::none_of(Out, [&](const Edge &Have) { return Have.To == E.To; }))
      Out.push_back(E);
  }
  unsigned Positionals = 0; // arguments without a dash, outermost first
  for (NodeId D : G.list(Fn.Decorators)) {
    NodeRef Deco{F->Module, D};
    if (G.node(D).Kind != NodeKind::Call)
      continue;
    for (const ApiTarget &T : resolveCall(Deco, 0).Rows) {
      if (T.Row->effect(EffectKind::Composes) && *Index == 0)
        Out.push_back({{Deco, 0, 0}});
      const Effect *E = T.Row->effect(EffectKind::Declares);
      if (!E)
        continue;
      llvm::SmallVector<Spot, 4> NameSpots, Default;
      spots(E->paths(SlotKind::Name), Deco, 0, T, NameSpots);
      bool Match = false;
      llvm::SmallVector<llvm::StringRef, 2> Spellings;
      for (const Spot &S : NameSpots)
        for (const Value &V : eval(S))
          if (V.Kind == ValueKind::String) {
            Spellings.push_back(Names.str(V.Text));
            std::string Option = Spellings.back().ltrim('-').str();
            std::replace(Option.begin(), Option.end(), '-', '_');
            Match |= Option == G.name(Param.Id);
          }
      bool Bare = !Spellings.empty() && !Spellings.front().starts_with("-");
      unsigned Position = Positionals;
      Positionals += Bare;
      if (!Match)
        continue;
      if (Bare && Under)
        Position += wordsBefore(*F).value_or(0);
      if (WordTexts Given; givenDeclared(Spellings, Bare, Position, Given)) {
        ValueSet Values;
        givenWords(Given, Values);
        Out.push_back(
            {answered(Under->Command, optionPath(G.name(Param.Id)), Values)});
        continue;
      }
      spots(E->paths(SlotKind::Default), Deco, 0, T, Default);
      for (const Spot &S : Default)
        Out.push_back({S});
    }
  }
}

} // namespace modeltidy
