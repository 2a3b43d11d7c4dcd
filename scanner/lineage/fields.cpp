//===- fields.cpp - classes, methods and what their objects hold ----------===//
#include "scanner/lineage/engine.h"
#include "llvm/Support/JSON.h"
#include <algorithm>

namespace modeltidy {

std::optional<ClassRef> Engine::classOfMethod(FunctionRef F) const {
  uint32_t Index = P.function(F).ClassIndex;
  if (Index == 0)
    return std::nullopt;
  return ClassRef{F.Module, Index - 1};
}

/// The class and its bases within the repository, nearest first.
llvm::ArrayRef<ClassRef> Engine::basesOf(ClassRef C) {
  if (auto It = Bases.find(C.key()); It != Bases.end()) {
    note({KnownFact::Bases, C.key(), 0, {}, It->second.Is});
    restOn(*It->second.On);
    return It->second.Is;
  }
  noteUnsettled();
  Rest *On = new (Arena) Rest;
  RestFrame Frame = beginRest(*On);
  // Guards against a class that derives from itself.
  Bases[C.key()] = {keep(llvm::ArrayRef<ClassRef>(C)), On};
  llvm::SmallVector<ClassRef, 8> Out{C};
  const Summary &S = P.graph(C.Module);
  for (NodeId B : S.list(P.classOf(C).Bases))
    for (const Value &V : eval({C.Module, B}, 0))
      if (V.Kind == ValueKind::Class)
        for (ClassRef Up : basesOf({V.Ref, V.Index}))
          if (std::find(Out.begin(), Out.end(), Up) == Out.end() &&
              Out.size() < 64)
            Out.push_back(Up);
  llvm::SmallVector<ClassRef, 2> Whole; // of C++
  Shared.Cxx.definitionsOf(C, Whole);
  for (ClassRef Definition : Whole)
    for (ClassRef Up : basesOf(Definition))
      if (!llvm::is_contained(Out, Up) && Out.size() < 64)
        Out.push_back(Up);
  auto Kept = keep(llvm::ArrayRef<ClassRef>(Out));
  if (starved())
    Bases.erase(C.key());
  else
    Bases[C.key()] = {Kept, On};
  endRest(Frame, {On});
  return Kept;
}

bool Engine::derives(ClassRef C, ClassRef Base) {
  return llvm::is_contained(basesOf(C), Base);
}

TextId Engine::libraryBase(ClassRef C) {
  if (auto It = LibraryBases.find(C.key()); It != LibraryBases.end()) {
    note({KnownFact::LibraryBase, C.key(), 0, {}, {}, It->second.Is});
    restOn(*It->second.On);
    return It->second.Is;
  }
  noteUnsettled();
  Rest *On = new (Arena) Rest;
  RestFrame Frame = beginRest(*On);
  TextId Found = 0;
  for (ClassRef Up : basesOf(C)) {
    const Summary &S = P.graph(Up.Module);
    for (NodeId B : S.list(P.classOf(Up).Bases))
      for (const Value &V : eval({Up.Module, B}, 0))
        if (!Found && V.Kind == ValueKind::External &&
            Api.isType(Names.str(V.Text)))
          Found = V.Text;
    if (Found)
      break;
  }
  if (!starved())
    LibraryBases[C.key()] = {Found, On};
  endRest(Frame, {On});
  return Found;
}

std::optional<FunctionRef> Engine::method(ClassRef C, llvm::StringRef Name) {
  for (ClassRef Up : basesOf(C)) {
    const Summary &S = P.graph(Up.Module);
    llvm::SmallVector<NodeId, 4> Defs;
    P.bindings(Up.Module, P.classOf(Up).Scope, Name, Defs);
    for (NodeId D : Defs)
      if (S.node(D).Kind == NodeKind::Function)
        return FunctionRef{Up.Module, S.node(D).Aux};
  }
  return std::nullopt;
}

/// SetAttr nodes that store Name on an object of class C.
llvm::ArrayRef<NodeRef> Engine::storesOn(ClassRef C, llvm::StringRef Name,
                                         bool AnyInstance) {
  spend(P.storesOf(Name).size());
  auto &Known = AnyInstance ? AnyLists : OwnLists;
  std::pair Key(C.key(), Names.text(Name));
  if (auto It = Known.find(Key); It != Known.end()) {
    note({AnyInstance ? KnownFact::AnyList : KnownFact::OwnList, Key.first,
          Key.second, It->second.Is});
    restOn(*It->second.On);
    return It->second.Is;
  }
  noteUnsettled();
  Rest *On = new (Arena) Rest;
  RestFrame Frame = beginRest(*On);
  llvm::SmallVector<NodeRef, 8> Found;
  for (NodeRef Store : P.storesOf(Name))
    if (isStoreOf(Store, C, AnyInstance))
      Found.push_back(Store);
  llvm::ArrayRef<NodeRef> Kept = keep(llvm::ArrayRef<NodeRef>(Found));
  if (!starved())
    Known[Key] = {Kept, On};
  endRest(Frame, {On});
  return Kept;
}

/// Is Store (a SetAttr) made on an object of class C, by a method of the
/// class, or from outside on a variable that holds one?
bool Engine::isStoreOf(NodeRef Store, ClassRef C, bool AnyInstance) {
  auto &Memo = AnyInstance ? AnyStores : OwnStores;
  std::pair Known(Store.key(), C.key());
  if (auto It = Memo.find(Known); It != Memo.end()) {
    restOn(*It->second.On);
    return It->second.Is;
  }
  Rest *On = new (Arena) Rest;
  RestFrame Frame = beginRest(*On);
  bool Is = findStoreOf(Store, C, AnyInstance);
  if (!starved())
    Memo[Known] = {Is, On};
  endRest(Frame, {On});
  return Is;
}

/// The first version of the object that a store changes.
static NodeId storeRoot(const Summary &S, NodeId Store) {
  NodeId Root = S.operand(Store, 0);
  for (unsigned Steps = 0; Steps < 10000; ++Steps) {
    NodeKind K = S.node(Root).Kind;
    if (K != NodeKind::SetAttr && K != NodeKind::AfterCall &&
        K != NodeKind::SetItem && K != NodeKind::Phi)
      break;
    NodeId Next = S.operand(Root, 0);
    if (!Next || Next >= Root)
      break;
    Root = Next;
  }
  return Root;
}

bool Engine::findStoreOf(NodeRef Store, ClassRef C, bool AnyInstance) {
  const Summary &S = P.graph(Store);
  auto [Known, New] = Shared.StoreRoots.try_emplace(Store.key(), 0);
  if (New)
    Known->second = storeRoot(S, Store.Id);
  NodeId Root = Known->second;
  if (S.node(Root).Kind == NodeKind::Param)
    if (auto F = P.enclosingFunction({Store.Module, Root}))
      if (auto Owner = classOfMethod(*F)) {
        auto Params = S.list(P.function(*F).Params);
        if (!Params.empty() && Params[0] == Root)
          return derives(C, *Owner) || (AnyInstance && derives(*Owner, C));
      }
  for (const Value &V : eval({Store.Module, S.operand(Store.Id, 0)}, 0))
    if ((V.Kind == ValueKind::Instance || V.Kind == ValueKind::Class) &&
        derives({V.Ref, V.Index}, C))
      return true;
  return false;
}

void Engine::dataclassField(const Value &Instance, ClassRef Owner,
                            llvm::StringRef Name,
                            llvm::SmallVectorImpl<Spot> &Out) {
  const Summary &S = P.graph(Owner.Module);
  const Class &Cl = P.classOf(Owner);
  // Fields in order of their places are the constructor's parameters.
  llvm::SmallVector<NodeId, 8> Fields;
  // C++ has classes of hundreds of fields.
  spend(4 * S.bindings(S.scopes()[Cl.Scope]).size());
  for (const Binding &B : S.bindings(S.scopes()[Cl.Scope]))
    if (S.node(B.Node).Kind == NodeKind::Field)
      Fields.push_back(B.Node);
  std::sort(Fields.begin(), Fields.end());
  int Index = -1;
  NodeId Field = 0;
  for (size_t I = 0; I < Fields.size(); ++I)
    if (S.name(Fields[I]) == Name) {
      Index = static_cast<int>(I);
      Field = Fields[I];
    }
  if (!Field)
    return;
  size_t Before = Out.size();
  bool Parsed = isParsed(Instance);
  if (Parsed && filledField(Instance, {Owner.Module, Field}, Out))
    return;
  // C++: a class with a constructor is no aggregate; what a template is given
  // stands in its brackets.
  llvm::SmallVector<NodeId, 2> Constructors;
  if (S.frontEnd() == FrontEnd::Cxx)
    P.bindings(Owner.Module, Cl.Scope, "__init__", Constructors);
  if (!Constructors.empty() && !Name.starts_with("<")) {
    // its fields are what it stores
  } else if (Instance.Node && P.node(Instance.Node).Kind == NodeKind::Call) {
    bool Constructs =
        llvm::any_of(resolveCall(Instance.Node, Instance.Ctx).Classes,
                     [&](ClassRef C) { return derives(C, Owner); });
    if (Constructs)
      argument(Instance.Node, Instance.Ctx, Name, Index, Out);
  } else if (Instance.Node && P.node(Instance.Node).Kind == NodeKind::Field) {
    defaultArguments(Instance.Node, Owner, Name, Index, Out);
  } else if (!Instance.Node) {
    llvm::SmallVector<NodeRef, 8> Makers;
    spend(4 * P.callsNamed(S.string(Cl.Name)).size());
    for (NodeRef Call : P.callsNamed(S.string(Cl.Name)))
      if (llvm::any_of(resolveCall(Call, 0).Classes,
                       [&](ClassRef C) { return derives(C, Owner); }))
        Makers.push_back(Call);
    // The rows of a table: which one a launch means is not told by their type.
    constexpr size_t TableRows = 3;
    if (!Under || Makers.size() < TableRows)
      for (NodeRef Call : Makers)
        argument(Call, 0, Name, Index, Out);
  }
  bool Sure = Out.size() > Before && Instance.Node &&
              llvm::any_of(Out, [](const Spot &Sp) { return Sp.Path == 0; });
  if (Sure)
    return;
  if (NodeId Default = S.operandNamed(Field, "default"))
    Out.push_back({{Owner.Module, Default}, 0, 0});
  else if (Parsed && Instance.Node && Out.size() == Before)
    Out.push_back(optionSpot({Owner.Module, Field}, Name));
}

/// A spot that stands for the values of one option: no node has them, so the
/// answer is put where eval() will look for it.
Spot Engine::answered(NodeRef At, PathId Path, llvm::ArrayRef<Value> Values) {
  noteUnsettled(); // whoever asks for it again puts it there again
  llvm::ArrayRef<Value> Kept = keep(Values);
  Spot Whole{At, 0, Path};
  // Of several values each is an element: `--data a b`.
  Spot Each{At, 0, append(Path, Names.prepend({Part::Item, 0}, 0))};
  for (const Spot &S : {Whole, Each}) {
    // The one before may be shared.
    ValueAnswer *M = Memos[S] = new (Arena) ValueAnswer;
    M->Values = Kept;
    M->St = State::Done;
    Answered.insert(S);
  }
  return Whole;
}

/// "--data", or for "data.path" the key `path` of it.
PathId Engine::optionPath(llvm::StringRef Name) {
  auto [Front, Last] = Name.rsplit('.');
  PathId Path = 0;
  for (; !Last.empty(); std::tie(Front, Last) = Front.rsplit('.'))
    Path = Names.prepend({Part::Key, Names.text(Last)}, Path);
  return Names.prepend({Part::Key, Names.text(("--" + Front).str())}, Path);
}

/// Spots of what the launch in hand gives to an option; false where it does
/// not mention it.
bool Engine::givenSpot(llvm::StringRef Name, llvm::SmallVectorImpl<Spot> &Out) {
  if (!Under)
    return false;
  restOnOption(Name);
  WordTexts Given;
  if (Under->Line.option({Name}, Given) && !Given.empty()) {
    ValueSet Values;
    if (isTelling(Given)) {
      givenWords(Given, Values);
    } else { // --model $MODEL, --model <your model>
      givenPlaceholders(Given, Values);
      addValue(Values,
               Value{ValueKind::Option, false, 0, 0,
                     Names.text(("--" + Name).str()), 0, Under->Command, 0});
    }
    Out.push_back(answered(Under->Command, optionPath(Name), Values));
    return true;
  }
  llvm::SmallVector<NodeRef, 2> Configured;
  Under->configured(P, Name, Configured);
  for (NodeRef N : Configured)
    Out.push_back({N, 0, 0});
  return !Configured.empty();
}

/// A field of a library's class, or of one that derives from it, which the
/// command line fills, where the launch in hand gives it.
bool Engine::parsedField(const Value &Object, llvm::StringRef Name,
                         llvm::SmallVectorImpl<Spot> &Out) {
  bool OfLibrary = Object.Kind == ValueKind::Api ||
                   (Object.Kind == ValueKind::Instance &&
                    libraryBase({Object.Ref, Object.Index}) != 0);
  return Under && OfLibrary && Object.Node && isParsed(Object) &&
         givenSpot(Name, Out) && !Out.empty();
}

/// An option that nothing gives and that has no default.
Spot Engine::optionSpot(NodeRef Declared, llvm::StringRef Name) {
  Value V{ValueKind::Option, false, 0, 0, Names.text(("--" + Name).str()), 0,
          Declared,          0};
  return answered(Declared, optionPath(Name), {V});
}

/// --options '{"model": "gpt-4"}': the text that stands under a key; a mapping
/// that does not tell it leaves it open.
static void fromJson(Interner &Names, llvm::StringRef Key, Value &V) {
  llvm::StringRef Text = Names.str(V.Text);
  if (V.Kind != ValueKind::String || !Text.trim().starts_with("{"))
    return;
  llvm::Expected<llvm::json::Value> Read = llvm::json::parse(Text);
  if (!Read)
    llvm::consumeError(Read.takeError());
  const llvm::json::Object *Mapping = Read ? Read->getAsObject() : nullptr;
  std::optional<llvm::StringRef> Told;
  if (Mapping)
    Told = Mapping->getString(Key);
  if (Told)
    V.Text = Names.text(*Told);
  else
    V = {ValueKind::Option, false, 0, 0, Names.text(Key), 0, V.Node, 0};
}

/// Parts of an option's value: `--data a b` is a list of its words, a default
/// may be one.
void Engine::optionParts(const Value &Ns, llvm::StringRef Name, PathId Parts,
                         llvm::SmallVectorImpl<Edge> &Out) {
  // from_cli() has what is given below the name; the rest others have
  std::string Dotted = Name.str();
  PathId Behind = Parts;
  for (; Names.hasHead(Behind) && (Names.head(Behind).What == Part::Attr ||
                                   Names.head(Behind).What == Part::Key);
       Behind = Names.tail(Behind))
    Dotted += ("." + Names.str(Names.head(Behind).Name)).str();
  if (llvm::SmallVector<Spot, 2> Given;
      Dotted != Name && givesBelow(Name) && givenSpot(Dotted, Given)) {
    for (const Spot &S : Given)
      Out.push_back({{S.Node, S.Ctx, append(S.Path, Behind)}});
    return;
  }
  ValueSet Values, Words;
  evalOption(Ns, Name, Values);
  for (const Value &V : Values) {
    bool List = V.Kind == ValueKind::Container && V.Node;
    if (List)
      Out.push_back({{V.Node, V.Ctx, Parts}});
    else if (V.Kind == ValueKind::String || V.Kind == ValueKind::Option)
      addValue(Words, V);
  }
  Part Which = Names.head(Parts);
  if (Which.What == Part::Key)
    for (Value &V : Words)
      fromJson(Names, Names.str(Which.Name), V);
  size_t At = 0;
  if (Which.What == Part::Key && !Names.str(Which.Name).getAsInteger(10, At) &&
      At < Words.size() && Under)
    Words = {Words[At]};
  else if (Which.What != Part::Item && Which.What != Part::Key)
    return;
  if (Words.empty() || !Ns.Node)
    return;
  PathId Whole = optionPath(Name);
  answered(Ns.Node, append(Whole, Names.prepend(Which, 0)), Words);
  Out.push_back({{Ns.Node, 0, append(Whole, Parts)}});
}

/// What a library's method keeps on its receiver, as its row says:
/// self.save_hyperparameters(options) is read back as self.hparams.
void Engine::rowFields(const Value &Instance, llvm::StringRef Name,
                       ContextId Inner, llvm::SmallVectorImpl<Spot> &Out) {
  auto Methods = Shared.StoringMethods.find(Name);
  ClassRef C{Instance.Ref, Instance.Index};
  if (Methods == Shared.StoringMethods.end() || !libraryBase(C))
    return;
  for (llvm::StringRef Method : Methods->second)
    for (NodeRef Call : P.callsNamed(Method)) {
      auto F = P.enclosingFunction(Call);
      auto Owner = F ? classOfMethod(*F) : std::nullopt;
      if (!Owner || !derives(C, *Owner))
        continue;
      CallTargets T = resolveCall(Call, Inner);
      for (const ApiTarget &Row : T.Rows)
        for (const Effect &E : Row.Row->Effects) {
          if (E.Kind != EffectKind::Stores)
            continue;
          for (const AccessPath &Into : E.paths(SlotKind::Into))
            if (Into.Root == PathRoot::Self && Into.Steps.size() == 1 &&
                Into.Steps[0].Name == Name)
              spots(E.paths(SlotKind::From), Call, Inner, Row, Out);
        }
    }
}

void Engine::fieldSpots(const Value &Instance, llvm::StringRef Name,
                        llvm::SmallVectorImpl<Spot> &Out) {
  ClassRef C{Instance.Ref, Instance.Index};
  ContextId Inner =
      Instance.Node ? Contexts.push(Instance.Ctx, Instance.Node) : 0;
  for (NodeRef Store : storesOn(C, Name, !Instance.Node)) {
    if (Instance.Node && !isOwnStore(Store) &&
        !mayBeObject(Instance,
                     {Store.Module, P.graph(Store).operand(Store.Id, 0)}))
      continue;
    // Code outside of the class is not entered from where the object is made.
    auto F = P.enclosingFunction(Store);
    bool Method = F && classOfMethod(*F);
    Out.push_back({{Store.Module, P.graph(Store).operand(Store.Id, 1)},
                   Method ? Inner : 0,
                   0});
  }
  for (ClassRef Up : basesOf(C)) {
    const Summary &S = P.graph(Up.Module);
    llvm::SmallVector<NodeId, 4> Defs;
    P.bindings(Up.Module, P.classOf(Up).Scope, Name, Defs);
    for (NodeId D : Defs) {
      NodeKind K = S.node(D).Kind;
      if (K == NodeKind::Field)
        dataclassField(Instance, Up, Name, Out);
      else if (K != NodeKind::Function)
        Out.push_back({{Up.Module, D}, 0, 0});
    }
    if (!Defs.empty())
      break;
  }
  if (Out.empty())
    rowFields(Instance, Name, Inner, Out);
  // A field of the library's data class that C derives from.
  if (Out.empty() && parsedField(Instance, Name, Out))
    return;
  if (Out.empty() && Instance.Node && libraryBase(C)) {
    // What a library's constructor keeps under the argument's name.
    for (const ApiTarget &T : resolveCall(Instance.Node, Instance.Ctx).Rows)
      if (T.ThroughClass)
        namedArgument(Instance.Node, Instance.Ctx, T, Name, Out);
  }
}

} // namespace modeltidy
