//===- parsed_objects.cpp - objects that a command line fills -------------===//
//
//   class Model: name: str = "…"            --model.name meta-llama/Llama-2-7b
//   class Args:  model: Model               config.yaml: model: {name: …}
//   tyro.cli(Args)
//
// An object of a class that is made from options has its fields from options
// of their names. One that stands in a field, or is a parameter of a function
// that the command line calls, has its own from options below that name: its
// value's node is that field or parameter, its context leads to the object
// around it. A library may put a prefix before all of them (`--model.…` of
// LightningCLI), and let options choose the class (`class_path`).
//===----------------------------------------------------------------------===//
#include "scanner/lineage/engine.h"
#include "scanner/lineage/path_pattern.h"
#include "llvm/ADT/StringExtras.h"
#include <set>

namespace modeltidy {

/// Are an object's fields filled from the command line?
bool Engine::isParsed(const Value &Object) {
  if (!Object.Node)
    return Under != nullptr; // whoever made it may have
  NodeKind Kind = P.node(Object.Node).Kind;
  if (Kind == NodeKind::Field || Kind == NodeKind::Param)
    return true;
  if (Kind != NodeKind::Call)
    return false;
  for (const ApiTarget &T : resolveCall(Object.Node, Object.Ctx).Rows)
    if (T.Row->effect(EffectKind::Parses) ||
        T.Row->effect(EffectKind::Instantiates))
      return true;
  return false;
}

/// Does the launch in hand give an option below that name?
bool Engine::givesBelow(llvm::StringRef Option) {
  if (!Under)
    return false;
  restOnOption(Option);
  llvm::SmallVector<NodeRef, 2> Configured;
  Under->configured(P, Option, Configured);
  return Under->Line.givesBelow(Option) ||
         llvm::any_of(Configured, [&](NodeRef N) {
           return P.node(N).Kind == NodeKind::Dict;
         });
}

/// Classes of the repository that an annotation names: A, Optional[A],
/// Union[A, B], A | B, Annotated[A, …]; not those of a list's elements.
void Engine::annotatedClasses(NodeRef Annotation,
                              llvm::SmallVectorImpl<ClassRef> &Out) {
  constexpr unsigned MaxParts = 16;
  const Summary &G = P.graph(Annotation);
  llvm::SmallVector<NodeId, 8> Parts{Annotation.Id};
  for (size_t I = 0; I < Parts.size() && I < MaxParts; ++I) {
    if (Parts[I] == 0)
      continue;
    NodeKind Kind = G.node(Parts[I]).Kind;
    if (Kind == NodeKind::Binary || Kind == NodeKind::Tuple) {
      for (const Operand &O : G.operands(G.node(Parts[I])))
        Parts.push_back(O.Value);
    } else if (Kind == NodeKind::Item) {
      llvm::StringRef Of = lastName(G, G.operand(Parts[I], 0));
      if (Of == "Optional" || Of == "Union" || Of == "Annotated")
        Parts.push_back(G.operand(Parts[I], 1));
    } else {
      for (const Value &V : eval({Annotation.Module, Parts[I]}, 0))
        if (V.Kind == ValueKind::Class)
          Out.push_back({V.Ref, V.Index});
    }
  }
}

/// "TrainArgs" is the sub-command "train-args".
static bool isSubCommand(llvm::StringRef Word, llvm::StringRef Class) {
  std::string Kebab;
  for (char C : Class) {
    if (llvm::isUpper(C) && !Kebab.empty())
      Kebab += '-';
    Kebab += llvm::toLower(C);
  }
  return Word == Kebab || Word.equals_insensitive(Class);
}

/// The classes among which a command line chooses: all, or the one that its
/// first word names.
void Engine::chosenClasses(const Spot &From,
                           llvm::SmallVectorImpl<ClassRef> &Out) {
  for (const Value &V : eval(From))
    if (V.Kind == ValueKind::Class)
      Out.push_back({V.Ref, V.Index});
  if (Out.empty() && From.Path == 0)
    annotatedClasses(From.Node, Out);
  if (!Under || Out.size() < 2)
    return;
  restOnAnything();
  WordTexts Word;
  Under->Line.positional(0, Word);
  auto Is = [&](ClassRef C) {
    return llvm::any_of(Word, [&](const WordText &T) {
      return isSubCommand(T.Pattern,
                          P.graph(C.Module).string(P.classOf(C).Name));
    });
  };
  if (llvm::any_of(Out, Is))
    llvm::erase_if(Out, [&](ClassRef C) { return !Is(C); });
}

/// The mapping that names the class of which a call makes an object, or the
/// function that it calls: instantiate(cfg.model), where that has `_target_`.
std::optional<Spot> Engine::namingMapping(NodeRef Call, ContextId C) {
  const Summary &G = P.graph(Call);
  auto Ops = G.operands(G.node(Call.Id));
  if (G.frontEnd() == FrontEnd::Config) // one mapping inside of another
    return llvm::any_of(Shared.NamingKeys,
                        [&](const auto &Key) {
                          return G.operandNamed(Call.Id, Key.second) != 0;
                        })
               ? std::optional<Spot>({Call, C, 0})
               : std::nullopt;
  if (G.node(Call.Id).Kind != NodeKind::Call || Ops.size() < 2 ||
      Ops[1].Name != 0 ||
      !Shared.NamingKeys.contains(lastName(G, Ops[0].Value)))
    return std::nullopt;
  for (const Value &V : eval({Call.Module, Ops[0].Value}, C)) {
    llvm::SmallVector<const Callable *, 2> Rows;
    if (V.Kind == ValueKind::External)
      Api.functions(Names.str(V.Text), Rows);
    for (const Callable *Row : Rows)
      if (const Effect *E = Row->effect(EffectKind::Instantiates);
          E && E->slot(SlotKind::NamedBy))
        return Spot{{Call.Module, Ops[1].Value}, C, 0};
  }
  return std::nullopt;
}

/// What such a call calls.
void Engine::resolveNamed(NodeRef Call, ContextId C, CallTargets &T) {
  std::optional<Spot> Mapping = namingMapping(Call, C);
  if (!Mapping)
    return;
  ValueSet Named;
  std::set<llvm::StringRef> Keys; // in an order of their own
  for (const auto &Key : Shared.NamingKeys)
    Keys.insert(Key.second);
  for (llvm::StringRef Key : Keys) {
    PathId Path = Names.prepend({Part::Key, Names.text(Key)}, 0);
    addAll(Named, eval(Spot{Mapping->Node, Mapping->Ctx, Path}));
  }
  for (const Value &V : Named) {
    if (V.Kind != ValueKind::String)
      continue;
    auto [Module, Name] = Names.str(V.Text).rsplit('.');
    if (Name.empty() || hasUnknownPart(Names.str(V.Text)))
      continue;
    ValueSet Is;
    llvm::StringRef Own = P.module(Call.Module).Dotted;
    if (Module == "__main__" || Own == Module)
      evalModuleName(Call.Module, Name, Is, 1);
    else
      evalMember(P.import(Call.Module, Module), Names.str(V.Text), Name, Is);
    for (const Value &Target : Is)
      resolveValue(Target, Call, C, T);
  }
}

/// An argument of such a call: by name, else the mapping's.
bool Engine::mappedArgument(NodeRef Call, ContextId C, llvm::StringRef Name,
                            llvm::SmallVectorImpl<Spot> &Out) {
  const Summary &G = P.graph(Call);
  auto Ops = G.operands(G.node(Call.Id));
  if (Name.empty() || Ops.empty() ||
      !Shared.NamingKeys.contains(lastName(G, Ops[0].Value)))
    return false;
  std::optional<Spot> Mapping = namingMapping(Call, C);
  if (!Mapping)
    return false;
  if (NodeId Given = G.operandNamed(Call.Id, Name)) {
    Out.push_back({{Call.Module, Given}, C, 0});
    return true;
  }
  PathId Key = Names.prepend({Part::Key, Names.text(Name)}, 0);
  project({Mapping->Node, Mapping->Ctx, Key}, Out);
  return true;
}

/// The class that options choose: `--model pkg.Tune`, or a config's
/// `model: {class_path: pkg.Tune}`.
std::optional<ClassRef> Engine::optionClass(llvm::StringRef Option) {
  if (!Under)
    return std::nullopt;
  ValueSet Named;
  for (const std::string &Name : {Option.str(), (Option + ".class_path").str()})
    if (llvm::SmallVector<Spot, 2> Given; givenSpot(Name, Given))
      for (const Spot &S : Given)
        addAll(Named, eval(S));
  for (const Value &V : Named) {
    if (V.Kind != ValueKind::String)
      continue;
    llvm::StringRef Text = Names.str(V.Text);
    llvm::StringRef Last = Text.substr(Text.rfind('.') + 1);
    for (uint32_t M : Under->Reach.set_bits()) {
      const Summary &S = P.graph(M);
      for (uint32_t I = 0; I < S.classes().size(); ++I)
        if (S.string(S.classes()[I].Name) == Last)
          return ClassRef{M, I};
    }
  }
  return std::nullopt;
}

/// The prefix of the options from which an `instantiates` makes objects.
std::string Engine::prefixOf(const Effect &Makes, NodeRef Call, ContextId C,
                             const ApiTarget &T) {
  for (const AccessPath &Path : Makes.paths(SlotKind::Options)) {
    if (Path.Root == PathRoot::Literal)
      return Path.Name.str();
    llvm::SmallVector<Spot, 2> At;
    spots(Path, Call, C, T, At);
    for (const Spot &S : At)
      for (const Value &V : eval(S))
        if (V.Kind == ValueKind::String)
          return displayPattern(Names.str(V.Text));
  }
  return {};
}

/// Classes of which an `instantiates` makes objects.
void Engine::madeClasses(const Effect &Makes, NodeRef Call, ContextId C,
                         const ApiTarget &T,
                         llvm::SmallVectorImpl<ClassRef> &Out) {
  std::string Prefix = prefixOf(Makes, Call, C, T);
  if (!Prefix.empty())
    if (std::optional<ClassRef> Chosen = optionClass(Prefix)) {
      Out.push_back(*Chosen);
      return;
    }
  llvm::SmallVector<Spot, 4> From;
  spots(Makes.paths(SlotKind::From), Call, C, T, From);
  for (const Spot &S : From)
    chosenClasses(S, Out);
}

/// The prefix of an object's options, as the call says that makes it.
std::string Engine::prefixAt(NodeRef Call, ContextId C, ClassRef Of) {
  if (P.node(Call).Kind != NodeKind::Call)
    return {};
  for (const ApiTarget &T : resolveCall(Call, C).Rows)
    for (const Effect &E : T.Row->Effects) {
      if (E.Kind != EffectKind::Instantiates || !E.slot(SlotKind::Options))
        continue;
      llvm::SmallVector<ClassRef, 2> Made;
      madeClasses(E, Call, C, T, Made);
      for (ClassRef M : Made)
        if (derives(M, Of))
          return prefixOf(E, Call, C, T);
    }
  return {};
}

static std::string joined(llvm::StringRef Front, llvm::StringRef Back) {
  return (Front + "." + Back).str();
}

/// The option that fills a field of a parsed object, with the names of all the
/// fields around it.
std::string Engine::optionOf(const Value &Object, llvm::StringRef Name) {
  std::string Option = Name.str();
  NodeRef At = Object.Node;
  ContextId C = Object.Ctx;
  constexpr unsigned MaxLevels = 8;
  ClassRef Of{Object.Ref, Object.Index};
  for (unsigned Level = 0; At && Level < MaxLevels; ++Level) {
    NodeKind Kind = P.node(At).Kind;
    if (Kind != NodeKind::Field && Kind != NodeKind::Param) {
      std::string Prefix = prefixAt(At, C, Of);
      return Prefix.empty() ? Option : joined(Prefix, Option);
    }
    Option = joined(P.name(At), Option);
    const Summary &G = P.graph(At);
    if (Kind == NodeKind::Field)
      Of = {At.Module, G.scopes()[G.node(At.Id).Scope].Owner};
    NodeRef Around = C ? Contexts.site(C) : NodeRef{};
    C = C ? Contexts.parent(C) : 0;
    if (Around == At) // nothing is known of what stands around it
      break;
    At = Around;
  }
  return Option;
}

/// What the launch in hand gives by a full name; or, where a class is chosen by
/// options too, beside its name.
bool Engine::givenBelow(llvm::StringRef Option,
                        llvm::SmallVectorImpl<Spot> &Out) {
  if (givenSpot(Option, Out))
    return true;
  auto [Front, Last] = Option.rsplit('.');
  return !Last.empty() && givenSpot((Front + ".init_args." + Last).str(), Out);
}

/// What the launch in hand gives to a field of a parsed object; false where it
/// leaves it at its default.
bool Engine::filledField(const Value &Object, NodeRef Field,
                         llvm::SmallVectorImpl<Spot> &Out) {
  if (!Under)
    return false;
  llvm::StringRef Name = P.name(Field);
  std::string Option = optionOf(Object, Name);
  auto Nested = [&] {
    NodeRef Around = Object.Node ? Object.Node : Field;
    Out.push_back({Field, Contexts.push(Object.Ctx, Around), 0});
    return true;
  };
  // Of a config's mapping and an option below it the option counts.
  llvm::SmallVector<ClassRef, 2> Classes;
  bool Below = givesBelow(Option);
  if (Below)
    annotatedClasses(
        {Field.Module, P.graph(Field).operandNamed(Field.Id, "annotation")},
        Classes);
  if (!Classes.empty())
    return Nested();
  if (givenBelow(Option, Out))
    return true;
  // Some parsers need the names of the fields around it for clashes alone.
  if (WordTexts Given; Option != Name && !isOuterField(Object, Name)) {
    restOnOption(Name);
    if (Under->Line.option({Name}, Given) && isTelling(Given))
      return givenSpot(Name, Out);
  }
  if (Below)
    return Nested();
  if (!Object.Node && Under->Line.givesElsewhere(Name)) {
    Out.push_back(optionSpot(Field, Name));
    return true; // which object's is not known
  }
  return false;
}

/// Has an object around this one a field of that name, so that the plain
/// option is the outer one's?
bool Engine::isOuterField(const Value &Object, llvm::StringRef Name) {
  NodeRef At = Object.Node;
  for (ContextId C = Object.Ctx; At; C = Contexts.parent(C)) {
    if (P.node(At).Kind != NodeKind::Field)
      return false;
    llvm::SmallVector<NodeId, 2> Same;
    P.bindings(At.Module, P.node(At).Scope, Name, Same);
    if (!Same.empty())
      return true;
    if (C == 0 || Contexts.site(C) == At)
      return false;
    At = Contexts.site(C);
  }
  return false;
}

/// What a field of a parsed object holds that has fields of its own; C leads to
/// the object around it.
void Engine::evalParsedField(NodeRef Field, ContextId C, ValueSet &Out) {
  llvm::SmallVector<ClassRef, 2> Classes;
  annotatedClasses(
      {Field.Module, P.graph(Field).operandNamed(Field.Id, "annotation")},
      Classes);
  for (ClassRef Cl : Classes)
    addValue(Out, Value{ValueKind::Instance, false, Cl.Module, Cl.Index, 0, 0,
                        Field, C});
}

/// Arguments of the objects that a field has by default: Model(name="…").
void Engine::defaultArguments(NodeRef Field, ClassRef Owner,
                              llvm::StringRef Name, int Index,
                              llvm::SmallVectorImpl<Spot> &Out) {
  NodeRef Default{Field.Module,
                  P.graph(Field).operandNamed(Field.Id, "default")};
  for (const Value &V : eval(Default, 0))
    if (V.Kind == ValueKind::Instance && V.Node &&
        P.node(V.Node).Kind == NodeKind::Call &&
        llvm::any_of(resolveCall(V.Node, V.Ctx).Classes,
                     [&](ClassRef C) { return derives(C, Owner); }))
      argument(V.Node, V.Ctx, Name, Index, Out);
}

/// What the launch in hand gives to a parameter of a constructor or a function
/// that the command line calls: true where it says anything.
bool Engine::filledParameter(NodeRef Param, FunctionRef F, ContextId C,
                             llvm::SmallVectorImpl<Edge> &Out) {
  if (!Under)
    return false;
  std::string Option = P.name(Param).str();
  auto Owner = classOfMethod(F);
  if (Owner && P.graph(F.Module).string(P.function(F).Name) == "__init__") {
    NodeRef Site = C ? Contexts.site(C) : NodeRef{};
    std::string Prefix = Site ? prefixAt(Site, Contexts.parent(C), *Owner) : "";
    for (llvm::StringRef Maker : Shared.PrefixingNames)
      for (NodeRef Call : P.callsNamed(Maker))
        if (Prefix.empty() && runs(Call.Module))
          Prefix = prefixAt(Call, 0, *Owner);
    if (!Prefix.empty())
      Option = joined(Prefix, Option);
  }
  llvm::SmallVector<Spot, 2> Given;
  givenBelow(Option, Given);
  if (Given.empty() && !givesBelow(Option))
    placedArgument(Param, F, Given);
  for (const Spot &S : Given)
    Out.push_back({S});
  if (!Given.empty())
    return true;
  return givesBelow(Option);
}

} // namespace modeltidy
