//===- evaluate.cpp - what an expression may be ---------------------------===//
//
// eval() is a memoized, depth-capped recursion. A node asked for while its own
// answer is under way (recursion in the program) answers with what an earlier
// pass found for it. Answers that depended on such a gap are provisional: they
// serve the question in hand and are computed once more for the next one, with
// those values as the seed, and then kept. So nothing is computed more than
// MaxPasses times, and the cost stays linear in what is asked.
//===----------------------------------------------------------------------===//
#include "scanner/lineage/engine.h"
#include "scanner/lineage/path_pattern.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringSet.h"

namespace modeltidy {

Engine::Engine(const Program &P, const ApiIndex &Api, EngineShared &Shared,
               const Launch *Under)
    : P(P), Api(Api), Shared(Shared), Under(Under), Names(Shared.Names),
      Contexts(Shared.Contexts) {
  if (!Under)
    Shared.Plain = this;
}

void Engine::resetWork() {
  uint64_t Total = totalWork() += Work;
  Work = 0;
  WorkLimit = spent()                  ? 0
              : Total < MaxTotalWork   ? MaxWork
              : Total < MaxThriftyWork ? ThriftyWork
                                       : LeastWork;
}

llvm::ArrayRef<Value> Engine::eval(NodeRef N, ContextId C) {
  return eval(Spot{N, C, 0});
}

llvm::ArrayRef<Value> Engine::eval(const Spot &S) {
  if (!S.Node)
    return {};
  if (Depth == 0)
    ++Epoch;
  ValueAnswer *Known = Memos.lookup(S);
  if (!Known)
    Known = takeOver(Shared.Values, Memos, S);
  if (Known) {
    ValueAnswer &M = *Known;
    if (M.St == State::Done) {
      restOn(M.On);
      return M.Values;
    }
    // In progress: of the pass before, if any.
    if (M.St == State::InProgress || M.Epoch == Epoch) {
      restOn(M.On);
      CycleLow = std::min(CycleLow, M.Depth);
      return M.Values;
    }
  }
  if (Depth >= MaxDepth || ++Work > WorkLimit) {
    Exhausted = true; // said in the limits
    Cuts += Depth >= MaxDepth;
    restOnAnything();
    return {};
  }
  if (!Known)
    Known = Memos[S] = new (Arena) ValueAnswer;
  ValueAnswer &M = *Known;
  uint8_t Pass = M.Passes = static_cast<uint8_t>(M.Passes + 1);
  M.St = State::InProgress;
  M.Depth = Depth;
  uint32_t SavedLow = CycleLow;
  CycleLow = UINT32_MAX;
  uint64_t CutsBefore = Cuts;
  RestFrame Frame = beginRest(M.On);
  uint32_t MyDepth = Depth++;
  ValueSet Out;
  if (S.Path == 0)
    evaluate(S.Node, S.Ctx, Out);
  else
    evalParts(S, Out);
  --Depth;
  // An answer cut short by the work limit serves this question only.
  bool Starved = Work > WorkLimit;
  bool Partial = Starved || (CycleLow < MyDepth && Pass < MaxPasses) ||
                 (Cuts != CutsBefore && Pass < MaxCutPasses);
  M.Values = keep(llvm::ArrayRef<Value>(Out));
  M.St = Partial ? State::Provisional : State::Done;
  M.Depth = Partial ? std::min(CycleLow, MyDepth) : MyDepth;
  M.Epoch = Epoch;
  M.Passes = Starved ? 0 : M.Passes;
  endRest(Frame, {&M.On, S, &M});
  CycleLow = Partial ? std::min(SavedLow, CycleLow) : SavedLow;
  return M.Values;
}

static void addAll(ValueSet &Out, llvm::ArrayRef<Value> Values) {
  for (const Value &V : Values)
    if (!addValue(Out, V))
      return;
}

/// The path without its last step.
static PathId frontOf(Interner &Names, PathId Path) {
  llvm::SmallVector<Part, 6> Steps;
  for (; Names.hasHead(Path); Path = Names.tail(Path))
    Steps.push_back(Names.head(Path));
  PathId Front = 0;
  for (const Part &Step : llvm::reverse(llvm::ArrayRef(Steps).drop_back()))
    Front = Names.prepend(Step, Front);
  return Front;
}

/// The keys of mappings, as texts that stand where their values do.
void Engine::evalNames(const Spot &S, ValueSet &Out) {
  for (const Value &V : eval(S)) {
    if (V.Kind != ValueKind::Container || P.node(V.Node).Kind != NodeKind::Dict)
      continue;
    for (const Operand &O : P.graph(V.Node).operands(P.node(V.Node)))
      if (O.Name != 0)
        addValue(Out, Value{ValueKind::String,
                            false,
                            0,
                            0,
                            Names.text(P.graph(V.Node).string(O.Name)),
                            0,
                            {V.Node.Module, O.Value},
                            0});
  }
}

void Engine::evalParts(const Spot &S, ValueSet &Out) {
  PathId Last = S.Path;
  while (Names.hasHead(Names.tail(Last)))
    Last = Names.tail(Last);
  if (Names.head(Last).What == Part::Names)
    return evalNames({S.Node, S.Ctx, frontOf(Names, S.Path)}, Out);
  llvm::SmallVector<Spot, 8> Whole;
  project(S, Whole);
  for (const Spot &B : Whole)
    addAll(Out, eval(B));
}

void Engine::evaluate(NodeRef N, ContextId C, ValueSet &Out) {
  const Summary &S = P.graph(N);
  const Node &Nd = S.node(N.Id);
  Value V;
  V.Node = N;
  V.Ctx = C;
  switch (Nd.Kind) {
  case NodeKind::String:
    V.Kind = ValueKind::String;
    V.Ctx = 0;
    V.Text = Names.text(S.string(Nd.Name));
    addValue(Out, V);
    return;
  case NodeKind::Number:
  case NodeKind::Bool:
    V.Kind = Nd.Kind == NodeKind::Number ? ValueKind::Number : ValueKind::Bool;
    V.Ctx = 0;
    V.Text = Nd.Kind == NodeKind::Number ? Names.text(S.string(Nd.Name))
                                         : Names.text(Nd.Aux ? "1" : "0");
    addValue(Out, V);
    return;
  case NodeKind::Null:
    V.Kind = ValueKind::Null;
    V.Ctx = 0;
    addValue(Out, V);
    return;
  case NodeKind::List:
  case NodeKind::Tuple:
  case NodeKind::Set:
  case NodeKind::Dict:
  case NodeKind::Comprehension:
    V.Kind = ValueKind::Container;
    addValue(Out, V);
    return;
  case NodeKind::Function:
  case NodeKind::Class:
    V.Kind =
        Nd.Kind == NodeKind::Function ? ValueKind::Function : ValueKind::Class;
    V.Ref = N.Module;
    V.Index = Nd.Aux;
    V.Node = {};
    V.Ctx = 0;
    addValue(Out, V);
    return;
  case NodeKind::Template:
  case NodeKind::Binary:
    foldText(N, C, Out);
    return;
  case NodeKind::Phi:
  case NodeKind::Slice:
  case NodeKind::Await:
  case NodeKind::Enter:
  case NodeKind::AfterCall:
  case NodeKind::SetItem:
  case NodeKind::DelItem:
  case NodeKind::SetAttr:
  case NodeKind::Splat:
    evalBases(N, C, Out);
    return;
  case NodeKind::Param:
    evalParam(N, C, Out);
    return;
  case NodeKind::Field:
    addAll(Out, eval({N.Module, S.operandNamed(N.Id, "default")}, 0));
    return;
  case NodeKind::Free:
  case NodeKind::Global:
    evalGlobal(N, C, Out);
    return;
  case NodeKind::Import:
    evalImport(N.Module, S.string(Nd.Name), Out);
    return;
  case NodeKind::ImportFrom:
    evalImportFrom(N, Out);
    return;
  case NodeKind::Attr:
    evalAttr(N, C, Out);
    return;
  case NodeKind::Item:
    evalItem(N, C, Out);
    return;
  case NodeKind::Elem: {
    Spot E{
        {N.Module, S.operand(N.Id, 0)}, C, Names.prepend({Part::Item, 0}, 0)};
    evalParts(E, Out);
    return;
  }
  case NodeKind::Call:
    evalCall(N, C, Out);
    return;
  default:
    return;
  }
}

/// Versions, joins and wrappers of one object: collect what they wrap without
/// recursion, so that loops cost nothing.
void Engine::evalBases(NodeRef N, ContextId C, ValueSet &Out) {
  const Summary &S = P.graph(N);
  llvm::SmallVector<NodeId, 16> Stack{N.Id};
  llvm::SmallDenseSet<NodeId, 16> Seen{N.Id};
  llvm::SmallVector<NodeId, 8> Ends;
  while (!Stack.empty()) {
    NodeId Id = Stack.pop_back_val();
    const Node &Nd = S.node(Id);
    auto Follow = [&](NodeId Next) {
      if (Next && Seen.insert(Next).second)
        Stack.push_back(Next);
    };
    switch (Nd.Kind) {
    case NodeKind::Phi:
      for (const Operand &O : S.operands(Nd))
        if (O.Name == 0)
          Follow(O.Value);
      break;
    case NodeKind::Slice:
    case NodeKind::Await:
    case NodeKind::Enter:
    case NodeKind::AfterCall:
    case NodeKind::SetItem:
    case NodeKind::DelItem:
    case NodeKind::SetAttr:
    case NodeKind::Splat:
      Follow(S.operand(Id, 0));
      break;
    default:
      Ends.push_back(Id);
    }
  }
  std::sort(Ends.begin(), Ends.end());
  for (NodeId Id : Ends)
    addAll(Out, eval({N.Module, Id}, C));
}

void Engine::evalParam(NodeRef N, ContextId C, ValueSet &Out) {
  const Summary &S = P.graph(N);
  auto F = P.enclosingFunction(N);
  if (!F)
    return;
  llvm::SmallVector<Edge, 8> From;
  parameterSpots(N, C, From);
  for (const Edge &E : From)
    addAll(Out, eval(E.To));
  const Function &Fn = P.function(*F);
  bool First = Fn.Params.Count && S.list(Fn.Params)[0] == N.Id;
  auto Owner = classOfMethod(*F);
  if (Owner && First) {
    bool IsClass = false, IsStatic = false;
    for (NodeId D : S.list(Fn.Decorators)) {
      IsClass |= lastName(S, D) == "classmethod";
      IsStatic |= lastName(S, D) == "staticmethod";
    }
    IsClass |= S.string(Fn.Name) == "__new__";
    if (IsStatic)
      return;
    ValueSet Kept;
    for (Value V : Out) {
      if (IsClass && V.Kind == ValueKind::Instance)
        V = Value{ValueKind::Class, false, V.Ref, V.Index, 0, 0, {}, 0};
      if (V.Kind == ValueKind::Instance || V.Kind == ValueKind::Class)
        if (derives({V.Ref, V.Index}, *Owner))
          addValue(Kept, V);
    }
    Out = Kept;
    if (Out.empty())
      Out.push_back(Value{IsClass ? ValueKind::Class : ValueKind::Instance,
                          false,
                          Owner->Module,
                          Owner->Index,
                          0,
                          0,
                          {},
                          0});
    return;
  }
  if (!Out.empty())
    return;
  // An annotation names the type where no caller is known.
  NodeId Ann = S.operandNamed(N.Id, "annotation");
  for (const Value &V : eval({N.Module, Ann}, 0)) {
    if (V.Kind == ValueKind::Class)
      addValue(Out,
               Value{ValueKind::Instance, false, V.Ref, V.Index, 0, 0, {}, 0});
    else if (V.Kind == ValueKind::External && Api.isType(Names.str(V.Text)))
      addValue(Out, Value{ValueKind::Api, false, 0, 0, V.Text, 0, {}, 0});
  }
}

ContextId Engine::contextOfScope(NodeRef N, ContextId C, uint32_t Want) {
  const Summary &S = P.graph(N);
  for (; C != 0; C = Contexts.parent(C)) {
    NodeRef Site = Contexts.site(C);
    // The decorator that made a closure is the frame that the closure sees.
    if (Shared.Decorated.definition(Site) &&
        llvm::any_of(resolveCall(Site, 0).Functions, [&](const UserTarget &U) {
          return U.F.Module == N.Module && P.function(U.F).Scope == Want;
        }))
      return C;
    if (Site.Module != N.Module)
      continue;
    // The calling frame stands in the wanted scope, or inside it.
    for (uint32_t Sc = S.node(Site.Id).Scope;; Sc = S.scopes()[Sc].Parent) {
      if (Sc == Want)
        return Contexts.parent(C);
      if (Sc == 0)
        break;
    }
  }
  return 0;
}

void Engine::evalGlobal(NodeRef N, ContextId C, ValueSet &Out) {
  const Summary &S = P.graph(N);
  const Node &Nd = S.node(N.Id);
  llvm::StringRef Name = S.string(Nd.Name);
  if (S.frontEnd() == FrontEnd::Config) {
    llvm::SmallVector<NodeRef, 2> Found;
    otherDocuments(N, Found);
    for (NodeRef D : Found)
      addAll(Out, eval(D, 0));
    return;
  }
  if (Nd.Kind == NodeKind::Global && S.frontEnd() == FrontEnd::Shell) {
    restOnAnything();
    if (Under && Under->Target == N.Module)
      wordAt(Name, Out);
    llvm::SmallVector<NodeRef, 4> Bound;
    scriptBindings(N, Bound);
    for (NodeRef D : Bound)
      addAll(Out, eval(D, 0));
    if (Bound.empty() && Under && Under->Target == N.Module)
      environment(Names.text(Name), Out);
    return;
  }
  if (Nd.Kind == NodeKind::Global && S.frontEnd() == FrontEnd::Cxx) {
    evalCxxName(N.Module, Name, Out);
    return;
  }
  if (Nd.Kind == NodeKind::Global) {
    evalModuleName(N.Module, Name, Out);
    return;
  }
  llvm::SmallVector<NodeId, 4> Defs;
  P.bindings(N.Module, Nd.Aux, Name, Defs);
  ContextId Outer = contextOfScope(N, C, Nd.Aux);
  for (NodeId D : Defs)
    if (D != N.Id)
      addAll(Out, eval({N.Module, D}, Outer));
}

/// A script's variable: what the script binds, else what one that it sources
/// does, or one that sources it.
void Engine::scriptBindings(NodeRef N,
                            llvm::SmallVectorImpl<NodeRef> &Out) const {
  llvm::SmallVector<NodeId, 4> Own;
  P.bindings(N.Module, 0, P.name(N), Own);
  for (NodeId D : Own)
    Out.push_back({N.Module, D});
  if (Own.empty())
    Shared.Sourced.bindings(N.Module, P.name(N), Out);
}

/// Python's builtin functions, which an unknown star import does not hide.
static bool isBuiltin(llvm::StringRef Name) {
  static const llvm::StringSet<> Names = {
      "abs",    "all",       "any",        "bool",    "bytes",   "callable",
      "dict",   "enumerate", "eval",       "exec",    "filter",  "float",
      "format", "frozenset", "getattr",    "globals", "hasattr", "hash",
      "input",  "int",       "isinstance", "iter",    "len",     "list",
      "locals", "map",       "max",        "min",     "next",    "object",
      "open",   "ord",       "print",      "range",   "repr",    "reversed",
      "round",  "set",       "setattr",    "slice",   "sorted",  "str",
      "sum",    "super",     "tuple",      "type",    "vars",    "zip"};
  return Names.contains(Name);
}

void Engine::evalModuleName(uint32_t M, llvm::StringRef Name, ValueSet &Out,
                            unsigned StarDepth) {
  llvm::SmallVector<NodeId, 4> Defs;
  P.bindings(M, 0, Name, Defs);
  for (NodeId D : Defs)
    addAll(Out, eval({M, D}, 0));
  if (!Defs.empty())
    return;
  llvm::SmallVector<NodeId, 4> Stars;
  P.starImports(M, Stars);
  constexpr unsigned MaxStarDepth = 6;
  for (NodeId Star : Stars) {
    llvm::StringRef From = P.name({M, Star});
    ImportTarget T = P.import(M, From);
    if (T.Module && StarDepth < MaxStarDepth)
      evalModuleName(*T.Module, Name, Out, StarDepth + 1);
    else if (!T.found() && StarDepth < MaxStarDepth && !isBuiltin(Name))
      evalExternalAttr((From + "." + Name).str(), Out);
    if (!Out.empty())
      return;
  }
  if (StarDepth == 0 && Out.empty()) {
    if (Name == "__file__") {
      Value V{ValueKind::String,
              false,
              0,
              0,
              Names.text(P.module(M).Path),
              0,
              {},
              0};
      addValue(Out, V);
      return;
    }
    evalExternalAttr(("builtins." + Name).str(), Out);
  }
}

void Engine::evalExternalAttr(llvm::StringRef Qualified, ValueSet &Out) {
  if (const ValueModel *V = Api.value(Qualified)) {
    if (!V->Registry.empty())
      addValue(Out, Value{ValueKind::Namespace,
                          false,
                          0,
                          0,
                          Names.text(V->Registry),
                          0,
                          {},
                          0});
    else
      addValue(
          Out,
          Value{ValueKind::Api, false, 0, 0, Names.text(V->Type), 0, {}, 0});
    return;
  }
  addValue(
      Out,
      Value{ValueKind::External, false, 0, 0, Names.text(Qualified), 0, {}, 0});
}

void Engine::evalImport(uint32_t From, llvm::StringRef Dotted, ValueSet &Out) {
  ImportTarget T = P.import(From, Dotted);
  if (T.Module) {
    // A package keeps the name it was imported by; a lone file of a library's
    // name is no library.
    bool Package =
        llvm::StringRef(P.module(*T.Module).Path).ends_with("__init__.py");
    TextId Name = Package ? Names.text(Dotted) : 0;
    addValue(Out,
             Value{ValueKind::Module, false, *T.Module, 0, Name, 0, {}, 0});
  } else if (!T.Folder.empty())
    addValue(Out, Value{ValueKind::Folder,
                        false,
                        0,
                        0,
                        Names.text(T.Folder),
                        Names.text(Dotted),
                        {},
                        0});
  else
    addValue(
        Out,
        Value{ValueKind::External, false, 0, 0, Names.text(Dotted), 0, {}, 0});
}

static bool modelled(const ApiIndex &Api, llvm::StringRef Qualified) {
  llvm::SmallVector<const Callable *, 4> Rows;
  Api.functions(Qualified, Rows);
  return !Rows.empty() || Api.isType(Qualified) || Api.value(Qualified);
}

void Engine::evalImportFrom(NodeRef N, ValueSet &Out) {
  const Summary &S = P.graph(N);
  llvm::StringRef From = S.string(S.node(N.Id).Name);
  llvm::StringRef Name = lastName(S, N.Id);
  std::string Qualified = (From + "." + Name).str();
  ImportTarget T = P.import(N.Module, From);
  evalMember(T, Qualified, Name, Out);
}

void Engine::evalMember(const ImportTarget &T, llvm::StringRef Qualified,
                        llvm::StringRef Name, ValueSet &Out) {
  std::string Folder = T.Folder;
  // Knowledge of a library beats its own source, should that be the repository.
  if (T.found() && !Qualified.starts_with(".") && modelled(Api, Qualified)) {
    evalExternalAttr(Qualified, Out);
    return;
  }
  if (T.Module) {
    llvm::SmallVector<NodeId, 4> Defs;
    P.bindings(*T.Module, 0, Name, Defs);
    llvm::SmallVector<NodeId, 4> Stars;
    P.starImports(*T.Module, Stars);
    if (!Defs.empty() || !Stars.empty()) {
      evalModuleName(*T.Module, Name, Out, 1);
      if (!Out.empty())
        return;
    }
    llvm::StringRef Path = P.module(*T.Module).Path;
    if (!Path.ends_with("__init__.py"))
      return;
    Folder = P.module(*T.Module).Folder;
  }
  if (T.found()) {
    ImportTarget Sub = P.member(Folder, Name);
    if (Sub.Module)
      addValue(Out,
               Value{ValueKind::Module, false, *Sub.Module, 0, 0, 0, {}, 0});
    else if (!Sub.Folder.empty())
      addValue(Out, Value{ValueKind::Folder,
                          false,
                          0,
                          0,
                          Names.text(Sub.Folder),
                          Names.text(Qualified),
                          {},
                          0});
    if (!Out.empty())
      return;
  }
  evalExternalAttr(Qualified, Out);
}

void Engine::evalAttr(NodeRef N, ContextId C, ValueSet &Out) {
  const Summary &S = P.graph(N);
  llvm::StringRef Name = S.string(S.node(N.Id).Name);
  NodeRef Obj{N.Module, S.operand(N.Id, 0)};
  bool Document = false;
  for (const Value &Base : eval(Obj, C)) {
    Document |= isDocument(Base);
    evalAttrOf(Base, Name, N, C, Out);
  }
  // What was stored under that name, here or by the object's methods, hides a
  // library's member. Most attributes are methods that nobody stores.
  llvm::ArrayRef<Value> Stored;
  if (Document || P.isStoredName(Name) || Shared.StoringMethods.contains(Name))
    Stored =
        eval(Spot{Obj, C, Names.prepend({Part::Attr, Names.text(Name)}, 0)});
  if (Stored.empty())
    return typeInherited(Out);
  llvm::erase_if(Out,
                 [](const Value &V) { return V.Kind == ValueKind::ApiMember; });
  addAll(Out, Stored);
}

/// Attributes that a class of the repository has from a library's: objects of
/// the types that the library's rows tell.
void Engine::typeInherited(ValueSet &Of) {
  for (Value &V : Of) {
    if (V.Kind != ValueKind::ApiMember)
      continue;
    const AttributeModel *A =
        Api.attribute(Names.str(V.Text), Names.str(V.Member));
    if (!A || A->Type.empty())
      continue;
    V.Kind = ValueKind::Api;
    V.Text = Names.text(A->Type);
    V.Member = 0;
  }
}

/// What the body of a class, or of a base, gives a name that is no method.
bool Engine::evalClassField(ClassRef C, llvm::StringRef Name, ValueSet &Out) {
  for (ClassRef Up : basesOf(C)) {
    llvm::SmallVector<NodeId, 4> Defs;
    P.bindings(Up.Module, P.classOf(Up).Scope, Name, Defs);
    for (NodeId D : Defs)
      addAll(Out, eval({Up.Module, D}, 0));
    if (!Defs.empty())
      return !Out.empty();
  }
  return false;
}

/// The name of a function or class, as a text.
Value Engine::ownName(const Value &Of) {
  const Summary &S = P.graph(Of.Ref);
  bool IsClass = Of.Kind == ValueKind::Class;
  NodeId Defined =
      IsClass ? S.classes()[Of.Index].Node : S.functions()[Of.Index].Node;
  StringId Name =
      IsClass ? S.classes()[Of.Index].Name : S.functions()[Of.Index].Name;
  return {ValueKind::String, false, 0, 0, Names.text(S.string(Name)), 0,
          {Of.Ref, Defined}, 0};
}

void Engine::evalAttrOf(const Value &Base, llvm::StringRef Name, NodeRef Site,
                        ContextId C, ValueSet &Out) {
  if (hasUnknownPart(Name))
    return evalComputedAttr(Base, Name, Site, C, Out);
  switch (Base.Kind) {
  case ValueKind::Function:
    if (Name == "__name__")
      addValue(Out, ownName(Base));
    return;
  case ValueKind::String: {
    std::optional<std::string> Part = pathAttribute(Names.str(Base.Text), Name);
    if (Part)
      addValue(Out, Value{ValueKind::String, false, 0, 0, Names.text(*Part), 0,
                          Base.Node, 0});
    else if (Name == "value") // of an enumerator
      addValue(Out, Base);
    return;
  }
  case ValueKind::Container: // a mapping of a config, read as an object
    if (Base.Node && P.graph(Base.Node).frontEnd() == FrontEnd::Config)
      evalParts({Base.Node, Base.Ctx,
                 Names.prepend({Part::Attr, Names.text(Name)}, 0)},
                Out);
    return;
  case ValueKind::Module: {
    ImportTarget T{Base.Ref, ""};
    std::string Dotted = P.module(Base.Ref).Dotted + "." + Name.str();
    // A library's public name, in the library's own repository: its rows.
    std::string Public = (Names.str(Base.Text) + "." + Name).str();
    if (Base.Text && modelled(Api, Public)) {
      evalExternalAttr(Public, Out);
      return;
    }
    evalMember(T, Dotted, Name, Out);
    return;
  }
  case ValueKind::Folder: {
    std::string Qualified = (Names.str(Base.Member) + "." + Name).str();
    evalMember({std::nullopt, Names.str(Base.Text).str()}, Qualified, Name,
               Out);
    return;
  }
  case ValueKind::External:
    evalExternalAttr((Names.str(Base.Text) + "." + Name).str(), Out);
    return;
  case ValueKind::Class:
  case ValueKind::Instance:
  case ValueKind::Super: {
    ClassRef Owner{Base.Ref, Base.Index};
    std::optional<FunctionRef> F;
    if (Base.Kind == ValueKind::Super) {
      for (ClassRef B : basesOf(Owner))
        if (!F && !(B == Owner))
          F = method(B, Name);
    } else {
      F = method(Owner, Name);
    }
    if (!F && Base.Kind == ValueKind::Class && evalClassField(Owner, Name, Out))
      return;
    if (Base.Kind == ValueKind::Class && Name == "__name__") {
      addValue(Out, ownName(Base));
      return;
    }
    if (!F) {
      if (TextId Type = libraryBase(Owner)) {
        if (llvm::SmallVector<Spot, 2> Given; parsedField(Base, Name, Given)) {
          for (const Spot &S : Given)
            addAll(Out, eval(S));
          return;
        }
        Value V{ValueKind::ApiMember, false,     0,       0, Type,
                Names.text(Name),     Base.Node, Base.Ctx};
        V.Ref = Base.Ref;
        V.Index = Base.Index;
        addValue(Out, V);
      }
      return;
    }
    const Summary &G = P.graph(F->Module);
    const Function &Fn = P.function(*F);
    bool Static = false, Property = false, ClassMethod = false;
    for (NodeId D : G.list(Fn.Decorators)) {
      llvm::StringRef Deco = lastName(G, D);
      Static |= Deco == "staticmethod";
      ClassMethod |= Deco == "classmethod";
      Property |= Deco == "property" || Deco == "cached_property";
    }
    if (Property && Base.Kind == ValueKind::Instance) {
      ContextId Inner = Contexts.push(C, Site);
      for (NodeId R : G.list(Fn.Returns))
        addAll(Out, eval({F->Module, R}, Inner));
      return;
    }
    Value V{ValueKind::Function, false, F->Module, F->Index, 0, 0, {}, 0};
    V.Bound = !Static && (Base.Kind != ValueKind::Class || ClassMethod);
    addValue(Out, V);
    return;
  }
  case ValueKind::Api:
  case ValueKind::ApiMember: {
    llvm::StringRef Type = Names.str(Base.Text);
    if (llvm::SmallVector<Spot, 2> Given; parsedField(Base, Name, Given)) {
      for (const Spot &S : Given)
        addAll(Out, eval(S));
      return;
    }
    if (Base.Kind == ValueKind::Api)
      if (const AttributeModel *A = Api.attribute(Type, Name)) {
        if (!A->Type.empty()) {
          Value V = Base;
          V.Text = Names.text(A->Type);
          addValue(Out, V);
          return;
        }
        // `is:` a path at the call that made the object.
        llvm::SmallVector<Spot, 4> Spots;
        apiAttribute(Base, Name, Spots);
        for (const Spot &S : Spots)
          addAll(Out, eval(S));
        return;
      }
    Value V = Base;
    V.Kind = ValueKind::ApiMember;
    std::string Member = Names.str(Base.Member).str();
    V.Member =
        Names.text(Member.empty() ? Name.str() : Member + "." + Name.str());
    addValue(Out, V);
    return;
  }
  case ValueKind::Namespace:
    evalOption(Base, Name, Out);
    return;
  default:
    return;
  }
}

/// The option Name of a parsed namespace: its declared default, and the fact
/// that the command line may say otherwise.
void Engine::evalOption(const Value &Ns, llvm::StringRef Name, ValueSet &Out) {
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
  std::optional<unsigned> Position; // of an argument without a dash
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
        llvm::SmallVector<Spot, 4> NameSpots;
        spots(E->paths(SlotKind::Name), Call, 0, Row, NameSpots);
        bool Match = false;
        llvm::SmallVector<llvm::StringRef, 4> Mine; // all its spellings
        for (const Spot &S : NameSpots)
          for (const Value &V : eval(S))
            if (V.Kind == ValueKind::String) {
              std::string Option = Names.str(V.Text).ltrim('-').str();
              std::replace(Option.begin(), Option.end(), '-', '_');
              Match |= Option == Name;
              if (Option == Name && Names.str(V.Text).starts_with("--"))
                Spelled = V.Text;
              Mine.push_back(Names.str(V.Text));
            }
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
            if (V.Kind != ValueKind::Null)
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
  if (Under && !givenOption(Spellings, Out) && Position) {
    WordTexts Given;
    Under->Line.positional(*Position, Given);
    givenWords(Given, Out);
  }
  if (!Out.empty())
    return;
  addAll(Out, Defaults);
  addValue(Out, Value{ValueKind::Option, false, 0, 0, Spelled, 0, Declared, 0});
}

void Engine::givenWords(llvm::ArrayRef<WordText> Texts, ValueSet &Out) {
  for (const WordText &T : Texts)
    addValue(Out, Value{ValueKind::String, false, 0, 0, Names.text(T.Pattern),
                        0, T.Where, 0});
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
  bool Instances = false;
  unsigned Position = 0;
  for (const Value &Base : eval(Obj, C)) {
    if (Under && Base.Kind == ValueKind::External && Keys.size() == 1 &&
        Names.str(Base.Text) == "sys.argv") {
      restOnAnything();
      wordAt(Names.str(Keys[0]), Out);
      continue;
    }
    if (Under && Keys.size() == 1 && isEnvironment(Base) &&
        environment(Keys[0], Out))
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

void Engine::evalCall(NodeRef N, ContextId C, ValueSet &Out) {
  if (runsProgram(N))
    return; // what a program prints is not known
  if (evalLanguageCall(N, C, Out) || foldCall(N, C, Out) ||
      evalImportCall(N, C, Out))
    return;
  const CallTargets &T = resolveCall(N, C);
  for (const UserTarget &U : T.Functions) {
    const Summary &G = P.graph(U.F.Module);
    const Function &Fn = P.function(U.F);
    ContextId Inner = Contexts.push(C, N);
    for (NodeId R : G.list(Fn.Returns))
      addAll(Out, eval({U.F.Module, R}, Inner));
    if (Fn.Flags & FunctionGenerator) {
      Value V{ValueKind::Container, false, 0, 0, 0, 0, N, C};
      addValue(Out, V);
      for (NodeId Y : G.list(Fn.Yields)) // @contextmanager
        for (NodeId D : G.list(Fn.Decorators))
          if (lastName(G, D).ends_with("contextmanager"))
            addAll(Out, eval({U.F.Module, Y}, Inner));
    }
  }
  for (ClassRef Cl : T.Classes)
    addValue(Out, Value{ValueKind::Instance, false, Cl.Module, Cl.Index, 0, 0,
                        N, C});
  for (const ApiTarget &Row : T.Rows)
    if (!Row.ThroughClass && !Row.Started)
      evalRow(Row, N, C, Out);
  if (!T.known() && T.External)
    addValue(Out, Value{ValueKind::Api, false, 0, 0, T.External, 0, N, C});
}

void Engine::evalRow(const ApiTarget &T, NodeRef N, ContextId C,
                     ValueSet &Out) {
  const Callable &Row = *T.Row;
  auto AddSpots = [&](llvm::ArrayRef<AccessPath> Paths) {
    llvm::SmallVector<Spot, 4> Spots;
    spots(Paths, N, C, T, Spots);
    for (const Spot &S : Spots)
      addAll(Out, eval(S));
  };
  auto AddApi = [&](TextId Type) {
    addValue(Out, Value{ValueKind::Api, false, 0, 0, Type, 0, N, C});
  };
  if (Row.Returns == "self")
    addAll(Out, eval(T.Object, C));
  else if (!Row.Returns.empty())
    AddApi(Names.text(Row.Returns));
  else if (T.IsInit)
    AddApi(T.Type);
  else if (Row.effect(EffectKind::Loads))
    AddApi(T.Type ? T.Type : Names.text("model"));
  AddSpots(Row.ReturnsPath);
  if (const Effect *Read = Row.effect(EffectKind::Environment)) {
    llvm::SmallVector<Spot, 2> Variables;
    spots(Read->paths(SlotKind::Name), N, C, T, Variables);
    bool Given = false;
    for (const Spot &S : Variables)
      Given |= environment(S, Out);
    if (Given)
      return; // the default is for where it is not
  }
  for (const Effect &E : Row.Effects) {
    switch (E.Kind) {
    case EffectKind::Parses: {
      if (!E.word(SlotKind::Registry).empty())
        addValue(Out, Value{ValueKind::Namespace, false, 0, 0,
                            Names.text(E.word(SlotKind::Registry)), 0, N, C});
      llvm::SmallVector<Spot, 4> Classes;
      spots(E.paths(SlotKind::Classes), N, C, T, Classes);
      for (const Spot &S : Classes) {
        llvm::SmallVector<Value, 4> Found;
        for (const Value &V : eval(S))
          Found.push_back(V);
        Spot Each = S;
        if (S.Path == 0)
          Each.Path = Names.prepend({Part::Item, 0}, 0);
        for (const Value &V : eval(Each))
          Found.push_back(V);
        for (const Value &V : Found)
          if (V.Kind == ValueKind::Class)
            addValue(Out, Value{ValueKind::Instance, false, V.Ref, V.Index, 0,
                                0, N, C});
          else if (V.Kind == ValueKind::External)
            addValue(Out, Value{ValueKind::Api, false, 0, 0, V.Text, 0, N, C});
      }
      break;
    }
    case EffectKind::Instantiates: {
      llvm::SmallVector<Spot, 4> Classes;
      spots(E.paths(SlotKind::From), N, C, T, Classes);
      for (const Spot &S : Classes)
        for (const Value &V : eval(S)) {
          if (V.Kind == ValueKind::Class)
            addValue(Out, Value{ValueKind::Instance, false, V.Ref, V.Index, 0,
                                0, N, C});
          if (V.Kind == ValueKind::Function) {
            const Summary &G = P.graph(V.Ref);
            for (NodeId R : G.list(P.function({V.Ref, V.Index}).Returns))
              addAll(Out, eval({V.Ref, R}, Contexts.push(C, N)));
          }
        }
      break;
    }
    case EffectKind::Composes:
      addAll(Out, eval(composed(N, C, T, E).primary(), 0));
      break;
    case EffectKind::Reads: {
      llvm::SmallVector<NodeRef, 2> Roots;
      readDocuments(N, C, T, E, Roots);
      for (NodeRef Root : Roots)
        addAll(Out, eval(Root, 0));
      break;
    }
    case EffectKind::Binds:
      addValue(Out, Value{ValueKind::Partial, false, 0, 0, 0, 0, N, C});
      break;
    case EffectKind::Passes:
      if (Row.Returns.empty() && !T.IsInit && E.word(SlotKind::As).empty())
        AddSpots(E.paths(SlotKind::From));
      break;
    case EffectKind::Calls: {
      auto Result = E.paths(SlotKind::ResultPath);
      bool Whole = Result.empty() ||
                   (Result.size() == 1 && Result[0].Root == PathRoot::Result &&
                    Result[0].Steps.empty());
      llvm::SmallVector<Spot, 2> Fns;
      if (Whole && Row.Returns.empty())
        spots(E.paths(SlotKind::Function), N, C, T, Fns);
      for (const Spot &S : Fns)
        for (const Value &V : eval(S))
          if (V.Kind == ValueKind::Function) {
            const Summary &G = P.graph(V.Ref);
            for (NodeId R : G.list(P.function({V.Ref, V.Index}).Returns))
              addAll(Out, eval({V.Ref, R}, Contexts.push(C, N)));
          }
      break;
    }
    default:
      break;
    }
  }
}

/// Calls whose meaning is Python's own: getattr, globals, super, vars, dict.
bool Engine::evalLanguageCall(NodeRef N, ContextId C, ValueSet &Out) {
  const Summary &S = P.graph(N);
  auto Ops = S.operands(S.node(N.Id));
  if (Ops.empty() || S.node(Ops[0].Value).Kind != NodeKind::Global)
    return false;
  if (S.frontEnd() == FrontEnd::Cxx)
    return false;
  llvm::StringRef Name = S.name(Ops[0].Value);
  llvm::SmallVector<NodeId, 4> Shadow;
  P.bindings(N.Module, 0, Name, Shadow);
  if (!Shadow.empty())
    return false;
  auto Arg = [&](size_t I) {
    return NodeRef{N.Module, I < Ops.size() ? Ops[I].Value : 0};
  };
  if (Name == "getattr") {
    for (const Value &Attr : eval(Arg(2), C))
      if (Attr.Kind == ValueKind::String) {
        llvm::StringRef Member = Names.str(Attr.Text);
        for (const Value &Base : eval(Arg(1), C))
          evalAttrOf(Base, Member, N, C, Out);
        evalParts({Arg(1), C, Names.prepend({Part::Attr, Attr.Text}, 0)}, Out);
      }
    addAll(Out, eval(Arg(3), C));
    return true;
  }
  if (Name == "globals" || Name == "locals") {
    addValue(Out, Value{ValueKind::Module, false, N.Module, 0, 0, 0, {}, 0});
    return true;
  }
  if (Name == "vars" && Ops.size() > 1) {
    addAll(Out, eval(Arg(1), C));
    return true;
  }
  if (Name == "dict") {
    addValue(Out, Value{ValueKind::Container, false, 0, 0, 0, 0, N, C});
    return true;
  }
  if (Name == "super") {
    // The class in whose body the method stands.
    uint32_t Sc = S.node(N.Id).Scope;
    while (Sc != 0 && S.scopes()[Sc].Kind != ScopeKind::Class)
      Sc = S.scopes()[Sc].Parent;
    if (Sc != 0)
      addValue(Out, Value{ValueKind::Super,
                          false,
                          N.Module,
                          S.scopes()[Sc].Owner,
                          0,
                          0,
                          {},
                          0});
    return true;
  }
  return false;
}

} // namespace modeltidy
