//===- resolve_call.cpp - what a call may call, and who calls a function --===//
#include "scanner/lineage/engine.h"
#include "llvm/Support/Regex.h"
#include <algorithm>

namespace modeltidy {

const CallTargets &Engine::resolveCall(NodeRef Call, ContextId C) {
  static const CallTargets Nothing;
  if (Depth == 0)
    ++Epoch;
  Spot K{Call, C, 0};
  TargetAnswer *Known = Targets.lookup(K);
  if (!Known)
    Known = takeOver(Shared.Targets, Targets, K);
  if (Known) {
    TargetAnswer &M = *Known;
    if (M.St == State::Done) {
      noteAnswer(Shared.Targets, K, Known);
      restOn(M.On);
      return *M.Targets;
    }
    if (M.St == State::InProgress || M.Epoch == Epoch) {
      noteUnsettled();
      restOn(M.On);
      CycleLow = std::min(CycleLow, M.Depth);
      return M.Targets ? *M.Targets : Nothing;
    }
  }
  noteUnsettled();
  if (Depth >= MaxDepth) {
    Exhausted = true;
    ++Cuts;
    restOnAnything();
    return Nothing;
  }
  spend(8);
  if (!Known)
    Known = Targets[K] = new (Arena) TargetAnswer;
  TargetAnswer &M = *Known;
  uint8_t Pass = M.Passes = static_cast<uint8_t>(M.Passes + 1);
  M.St = State::InProgress;
  M.Depth = Depth;
  uint32_t SavedLow = CycleLow;
  CycleLow = UINT32_MAX;
  uint64_t CutsBefore = Cuts;
  RestFrame Frame = beginRest(M.On);
  uint32_t MyDepth = Depth++;
  CallTargets T;
  NodeRef Callee{Call.Module, P.graph(Call).operand(Call.Id, 0)};
  if (P.node(Call).Kind != NodeKind::Call) {
    configRows(Call, T);
    resolveNamed(Call, C, T);
  } else if (runsProgram(Call)) {
    commandRows(Call, C, T);
  } else if (auto F = Shared.Sourced.function(Call)) {
    T.Functions.push_back({*F, false, {}, false});
  } else {
    for (const Value &V : eval(Callee, C))
      resolveValue(V, Call, C, T);
    resolveNamed(Call, C, T);
    if (!T.known())
      addAnyMethods(Call, C, T);
    if (!T.known())
      resolveWrapped(Call, C, T);
    resolveHandedOver(Call, C, T);
    if (T.does(EffectKind::Runs))
      startedRows(Call, C, T);
  }
  --Depth;
  bool Starved = Work > WorkLimit;
  bool Partial = Starved || (CycleLow < MyDepth && Pass < MaxPasses) ||
                 (Cuts != CutsBefore && Pass < MaxCutPasses);
  M.Targets = &Nothing; // as for most calls
  if (T.known() || T.External) {
    TargetStore.push_back(std::move(T));
    M.Targets = &TargetStore.back();
  }
  M.St = Partial ? State::Provisional : State::Done;
  M.Depth = Partial ? std::min(CycleLow, MyDepth) : MyDepth;
  M.Epoch = Epoch;
  M.Passes = Starved ? 0 : M.Passes;
  endRest(Frame, {&M.On, K, nullptr, &M});
  CycleLow = Partial ? std::min(SavedLow, CycleLow) : SavedLow;
  return *M.Targets;
}

void Engine::addRows(llvm::ArrayRef<const Callable *> Rows, ApiTarget Proto,
                     NodeRef Call, ContextId C, CallTargets &T) {
  for (const Callable *Row : Rows) {
    Proto.Row = Row;
    if (std::any_of(T.Rows.begin(), T.Rows.end(),
                    [&](const ApiTarget &Have) { return Have.Row == Row; }))
      continue;
    if (holds(*Row, Call, C, Proto))
      T.Rows.push_back(Proto);
  }
}

static bool addFunction(CallTargets &T, const UserTarget &U) {
  for (const UserTarget &Have : T.Functions)
    if (Have.F == U.F && Have.Bound == U.Bound && Have.BoundBy == U.BoundBy)
      return false;
  T.Functions.push_back(U);
  return true;
}

void Engine::resolveClass(const Value &V, NodeRef Call, ContextId C,
                          CallTargets &T) {
  ClassRef Cl{V.Ref, V.Index};
  if (std::find(T.Classes.begin(), T.Classes.end(), Cl) == T.Classes.end())
    T.Classes.push_back(Cl);
  if (TextId Type = libraryBase(Cl)) {
    llvm::SmallVector<const Callable *, 4> Rows;
    Api.init(Names.str(Type), Rows);
    ApiTarget Proto{nullptr, true, Type, {}, true};
    addRows(Rows, Proto, Call, C, T);
  }
}

/// Binding: a target with where else the arguments stand, or null.
void Engine::resolveValue(const Value &V, NodeRef Call, ContextId C,
                          CallTargets &T, const ApiTarget *Binding) {
  llvm::SmallVector<const Callable *, 4> Rows;
  NodeRef Callee{Call.Module, P.graph(Call).operand(Call.Id, 0)};
  switch (V.Kind) {
  case ValueKind::Function:
    addFunction(T, {{V.Ref, V.Index}, V.Bound, {}, false});
    return;
  case ValueKind::Class:
    resolveClass(V, Call, C, T);
    return;
  case ValueKind::Super: // super(...) used as a value: not a call of it
    return;
  case ValueKind::Instance: {
    ClassRef Cl{V.Ref, V.Index};
    for (llvm::StringRef Name : {"__call__", "forward"})
      if (auto F = method(Cl, Name)) {
        addFunction(T, {*F, true, {}, false});
        return;
      }
    if (TextId Type = libraryBase(Cl)) {
      Api.call(Names.str(Type), Rows);
      addRows(Rows, {nullptr, false, Type, Callee, false}, Call, C, T);
    }
    return;
  }
  case ValueKind::Api:
    Api.call(Names.str(V.Text), Rows);
    addRows(Rows, {nullptr, false, V.Text, Callee, false}, Call, C, T);
    if (Rows.empty())
      T.External = V.Text;
    return;
  case ValueKind::ApiMember:
    return resolveMember(V, Call, C, T, Binding);
  case ValueKind::External: {
    llvm::StringRef Name = Names.str(V.Text);
    Api.functions(Name, Rows);
    if (!Rows.empty()) {
      // A class method's receiver is its type.
      TextId Type = 0;
      llvm::StringRef Front = Name.rsplit('.').first;
      if (Api.isType(Front))
        Type = Names.text(Front);
      ApiTarget Proto{nullptr, false, Type, {}, false};
      Proto.bindBy(Binding);
      addRows(Rows, Proto, Call, C, T);
    } else if (Api.isType(Name)) {
      Api.init(Name, Rows);
      if (Rows.empty()) {
        T.External = V.Text;
        return;
      }
      addRows(Rows, {nullptr, true, V.Text, {}, false}, Call, C, T);
      if (T.Rows.empty())
        T.External = V.Text;
    }
    if (T.Rows.empty())
      T.External = V.Text;
    return;
  }
  case ValueKind::Partial:
    return resolvePartial(V, Call, C, T);
  default:
    return;
  }
}

/// A method of a library's object. Its receiver is the expression before the
/// dotted member where it is called by name; where it came as a value, what
/// made the object.
void Engine::resolveMember(const Value &V, NodeRef Call, ContextId C,
                           CallTargets &T, const ApiTarget *Binding) {
  llvm::StringRef Member = Names.str(V.Member);
  llvm::SmallVector<const Callable *, 4> Rows;
  bool Init = Member == "__init__";
  if (Init)
    Api.init(Names.str(V.Text), Rows);
  else
    Api.methods(Names.str(V.Text), Member, Rows);
  const Summary &S = P.graph(Call);
  NodeRef Base{Call.Module, S.operand(Call.Id, 0)};
  bool ByName = P.node(Base).Kind == NodeKind::Attr &&
                !(Binding && Binding->Bound == Call);
  for (size_t Dots = Member.count('.') + 1; Dots > 0; --Dots)
    if (P.node(Base).Kind == NodeKind::Attr)
      Base.Id = S.operand(Base.Id, 0);
  ApiTarget Proto{nullptr, Init, V.Text, ByName ? Base : NodeRef(), false};
  if (!ByName && V.Node) {
    Proto.Object = V.Node;
    Proto.ObjectCtx = V.Ctx;
  }
  Proto.bindBy(Binding);
  addRows(Rows, Proto, Call, C, T);
  if (Rows.empty())
    T.External = Names.text((Names.str(V.Text) + "." + Member).str());
}

void Engine::resolvePartial(const Value &V, NodeRef Call, ContextId C,
                            CallTargets &T) {
  const CallTargets &Made = resolveCall(V.Node, V.Ctx);
  ApiTarget Binding{nullptr, false, 0, {}, false};
  Binding.Bound = V.Node;
  Binding.BoundCtx = V.Ctx;
  for (const ApiTarget &Row : Made.Rows) {
    const Effect *E = Row.Row->effect(EffectKind::Binds);
    if (!E)
      continue;
    llvm::SmallVector<Spot, 2> Fns;
    spots(E->paths(SlotKind::Function), V.Node, V.Ctx, Row, Fns);
    for (const Spot &S : Fns)
      for (const Value &F : eval(S)) {
        if (F.Kind == ValueKind::Function)
          addFunction(T, {{F.Ref, F.Index}, F.Bound, V, true});
        else if (F.Kind != ValueKind::Partial)
          resolveValue(F, Call, C, T, &Binding);
      }
  }
}

/// submit(client.create, model=…), map(json.loads, lines): a library's function
/// that another calls in place of this call, with the arguments behind it.
void Engine::resolveHandedOver(NodeRef Call, ContextId C, CallTargets &T) {
  ApiTarget Binding{nullptr, false, 0, {}, false};
  Binding.Bound = Call;
  Binding.BoundCtx = C;
  CallTargets Called;
  for (const ApiTarget &Row : T.Rows) {
    const Effect *E = Row.Row->effect(EffectKind::Calls);
    auto Given = E ? E->paths(SlotKind::Args) : llvm::ArrayRef<AccessPath>();
    bool Behind = Given.size() == 1 && Given[0].Root == PathRoot::Rest;
    // map(json.loads, lines): element by element, of results as of arguments.
    bool Each = !Given.empty() && Given[0].Root == PathRoot::ArgIndex &&
                Given[0].Steps.size() == 1 &&
                Given[0].Steps[0].Kind == SelectorKind::Item;
    if (!Behind && !Each)
      continue;
    Binding.BoundSkip = static_cast<int>(Given[0].Index);
    llvm::SmallVector<Spot, 2> Functions;
    spots(E->paths(SlotKind::Function), Call, C, Row, Functions);
    for (const Spot &F : Functions)
      for (const Value &V : eval(F))
        if (V.Kind == ValueKind::ApiMember || V.Kind == ValueKind::External)
          resolveValue(V, Call, C, Called, &Binding);
  }
  llvm::append_range(T.Rows, Called.Rows);
}

/// fast(model.generate)(…): what a function that nothing is known of makes of
/// another is called in its place.
void Engine::resolveWrapped(NodeRef Call, ContextId C, CallTargets &T) {
  NodeRef Wrapper{Call.Module, P.graph(Call).operand(Call.Id, 0)};
  if (P.node(Wrapper).Kind != NodeKind::Call || resolveCall(Wrapper, C).known())
    return;
  for (const Operand &O :
       P.graph(Wrapper).operands(P.node(Wrapper)).drop_front())
    for (const Value &V : eval({Wrapper.Module, O.Value}, C))
      if (V.Kind == ValueKind::Function || V.Kind == ValueKind::ApiMember ||
          V.Kind == ValueKind::Partial)
        resolveValue(V, Call, C, T);
}

/// Does the module import one of these libraries, or a module of the repository
/// that it imports, or that imports it? A loop that calls `loss.backward()`
/// need not name torch itself.
bool Engine::importsAny(uint32_t M, llvm::ArrayRef<llvm::StringRef> Wanted) {
  if (Wanted.empty())
    return true;
  auto Has = [&](uint32_t Which) {
    return llvm::any_of(Wanted, [&](llvm::StringRef W) {
      return Shared.Imports[Which].count(W) != 0;
    });
  };
  return Has(M) || llvm::any_of(Shared.Neighbors[M], Has);
}

void Engine::addAnyMethods(NodeRef Call, ContextId C, CallTargets &T) {
  const Summary &S = P.graph(Call);
  NodeRef Callee{Call.Module, S.operand(Call.Id, 0)};
  if (S.node(Callee.Id).Kind != NodeKind::Attr)
    return;
  std::string Name = S.name(Callee.Id).str();
  NodeRef Object{Call.Module, S.operand(Callee.Id, 0)};
  NodeRef At = Callee;
  // The longest dotted tail that has rows wins: chat.completions.create.
  llvm::SmallVector<const AnyMethod *, 4> Rows;
  for (unsigned Depth2 = 0; Depth2 < 4; ++Depth2) {
    llvm::SmallVector<const AnyMethod *, 4> Found;
    Api.anyMethods(Name, Found);
    if (!Found.empty()) {
      Rows = Found;
      Object = {Call.Module, S.operand(At.Id, 0)};
    }
    NodeId Up = S.operand(At.Id, 0);
    if (S.node(Up).Kind != NodeKind::Attr)
      break;
    At.Id = Up;
    Name = (S.name(Up) + "." + Name).str();
  }
  ApiTarget Proto{nullptr, false, 0, Object, false};
  for (const AnyMethod *Any : Rows)
    if (importsAny(Call.Module, Any->Requires))
      addRows({&Any->Body}, Proto, Call, C, T);
}

/// Calls that may enter F as far as names tell.
CallerCandidates Engine::candidatesFor(FunctionRef F) {
  CallerCandidates Out;
  llvm::StringRef Name = P.graph(F.Module).string(P.function(F).Name);
  auto Add = [&](std::vector<NodeRef> &To, llvm::ArrayRef<NodeRef> Calls) {
    To.insert(To.end(), Calls.begin(), Calls.end());
  };
  auto AddNamed = [&](llvm::StringRef N) {
    Add(Out.Named, P.callsNamed(N));
    for (const std::string &Alias : P.aliasesOf(N))
      Add(Out.Named, P.callsNamed(Alias));
  };
  if (!Name.empty())
    AddNamed(Name);
  Add(Out.Named, Shared.Sourced.callers(F));
  auto Owner = classOfMethod(F);
  if (Owner && Name == "__init__") {
    std::vector<ClassRef> Family{*Owner};
    for (size_t I = 0; I < Family.size() && I < 64; ++I) {
      llvm::StringRef ClassName =
          P.graph(Family[I].Module).string(P.classOf(Family[I]).Name);
      AddNamed(ClassName);
      AddNamed("cls");
      for (ClassRef Sub : P.classesExtending(ClassName))
        if (std::find(Family.begin(), Family.end(), Sub) == Family.end())
          Family.push_back(Sub);
    }
  }
  auto IsForeignTest = [&](NodeRef Call) {
    return Shared.InTests[Call.Module] && !Shared.InTests[F.Module];
  };
  std::erase_if(Out.Named, IsForeignTest);
  std::sort(Out.Named.begin(), Out.Named.end());
  Out.Named.erase(std::unique(Out.Named.begin(), Out.Named.end()),
                  Out.Named.end());
  // Passed as a value: to a library that calls back, or to a variable.
  Add(Out.Passing, P.callsPassing(F));
  if (!Name.empty())
    Add(Out.Passing, P.callsPassing(Name));
  std::erase_if(Out.Passing, IsForeignTest);
  return Out;
}

/// Does a call enter F?
bool Engine::enters(NodeRef Call, FunctionRef F) {
  spend(2);
  if (starved()) // what was found is not kept: no need to go on
    return false;
  const CallTargets &T = resolveCall(Call, 0);
  if (llvm::any_of(T.Functions, [&](const UserTarget &U) { return U.F == F; }))
    return true;
  return P.graph(F.Module).string(P.function(F).Name) == "__init__" &&
         classOfMethod(F) && llvm::any_of(T.Classes, [&](ClassRef Cl) {
           return method(Cl, "__init__") == F;
         });
}

/// Does a call hand F to a library that calls it back?
bool Engine::handsOver(NodeRef Call, FunctionRef F) {
  for (const ApiTarget &Row : resolveCall(Call, 0).Rows)
    if (const Effect *E = Row.Row->effect(EffectKind::Calls)) {
      llvm::SmallVector<Spot, 2> Fns;
      spots(E->paths(SlotKind::Function), Call, 0, Row, Fns);
      for (const Spot &At : Fns)
        for (const Value &V : eval(At))
          if (V.Kind == ValueKind::Function && V.Ref == F.Module &&
              V.Index == F.Index)
            return true;
    }
  return false;
}

/// Modules that import one, by itself or from the package that offers it.
std::vector<uint32_t> Engine::importersOf(uint32_t Module) {
  auto IsPackage = [&](uint32_t M) {
    return llvm::StringRef(P.module(M).Path).ends_with("__init__.py");
  };
  std::vector<uint32_t> Out;
  for (uint32_t M : Shared.Neighbors[Module]) {
    Out.push_back(M);
    if (IsPackage(M))
      llvm::append_range(Out, Shared.Neighbors[M]);
  }
  llvm::sort(Out);
  Out.erase(llvm::unique(Out), Out.end());
  llvm::erase(Out, Module);
  return Out;
}

void Engine::findCallers(FunctionRef F, std::vector<NodeRef> &Out) {
  llvm::StringRef Name = P.graph(F.Module).string(P.function(F).Name);
  CallerCandidates May = candidatesFor(F);
  spend(May.Named.size());
  for (NodeRef Call : May.Named)
    if (enters(Call, F))
      Out.push_back(Call);
  for (NodeRef Call : May.Passing) {
    spend(2);
    if (!starved() && handsOver(Call, F))
      Out.push_back(Call);
  }
  // args.run(args), where set_defaults(run=F)
  for (NodeRef Call : May.Passing) {
    const Summary &S = P.graph(Call);
    if (!llvm::is_contained(Shared.DeclaringNames,
                            lastName(S, S.operand(Call.Id, 0))))
      continue;
    for (const Operand &O : S.operands(S.node(Call.Id)))
      if (O.Name != 0)
        for (NodeRef By : P.callsNamed(S.string(O.Name)))
          if (enters(By, F))
            Out.push_back(By);
  }
  bool IsCall = Name == "__call__" || Name == "forward";
  if (!Out.empty() && May.Passing.empty() && !IsCall)
    return;
  for (NodeRef Call :
       May.Passing.empty() ? P.indirectCallsIn(F.Module) : P.indirectCalls())
    if (enters(Call, F))
      Out.push_back(Call);
  if (!IsCall)
    return;
  // An instance is called where its class is imported.
  if (May.Passing.empty())
    for (uint32_t M : importersOf(F.Module))
      for (NodeRef Call : P.indirectCallsIn(M))
        if (enters(Call, F))
          Out.push_back(Call);
  // instance(...): calls whose callee is some variable or attribute.
  const Summary &G = P.graph(F.Module);
  for (NodeId Id = 1; Id < G.nodes().size(); ++Id)
    if (G.node(Id).Kind == NodeKind::Call && enters({F.Module, Id}, F))
      Out.push_back({F.Module, Id});
}

/// Of what calls F at all, what does so under this launch.
void Engine::findLaunchedCallers(FunctionRef F, std::vector<NodeRef> &Out) {
  Shared.Plain->resetWork();
  std::vector<uint32_t> Modules;
  for (NodeRef Call : Shared.Plain->callersOf(F)) {
    Modules.push_back(Call.Module);
    if (runs(Call.Module) && (enters(Call, F) || handsOver(Call, F)))
      Out.push_back(Call);
  }
  restOn(Shared.Needs.modules(std::move(Modules)));
}

llvm::ArrayRef<NodeRef> Engine::callersOf(FunctionRef F) {
  if (Depth == 0)
    ++Epoch;
  CallersAnswer *&Slot = Callers[F.key()];
  if (Slot && (Slot->St != State::Provisional || Slot->Epoch == Epoch)) {
    restOn(Slot->On);
    // Inside its own answer: what is known so far.
    if (Slot->St != State::Done) {
      noteUnsettled();
      CycleLow = std::min(CycleLow, Slot->Depth);
    }
    note({KnownFact::Callers, F.key(), 0, Slot->Calls});
    return Slot->Calls;
  }
  noteUnsettled();
  if (starved())
    return {}; // looking would be for nothing
  if (!Slot)
    Slot = new (Arena) CallersAnswer;
  CallersAnswer &M = *Slot; // the map may grow
  M.St = State::InProgress;
  M.Depth = Depth;
  uint32_t SavedLow = CycleLow;
  CycleLow = UINT32_MAX;
  RestFrame Frame = beginRest(M.On);
  uint32_t MyDepth = Depth++;
  std::vector<NodeRef> Out;
  if (Under)
    findLaunchedCallers(F, Out);
  else
    findCallers(F, Out);
  --Depth;
  llvm::sort(Out);
  Out.erase(llvm::unique(Out), Out.end());
  bool Partial = starved();
  M.Calls = keep(llvm::ArrayRef<NodeRef>(Out));
  M.St = Partial ? State::Provisional : State::Done;
  M.Depth = Partial ? std::min(CycleLow, MyDepth) : MyDepth;
  M.Epoch = starved() ? 0 : Epoch;
  endRest(Frame, {&M.On});
  CycleLow = std::min(SavedLow, CycleLow < MyDepth ? CycleLow : SavedLow);
  return M.Calls;
}

void Engine::functionsAt(const Spot &S,
                         llvm::SmallVectorImpl<UserTarget> &Out) {
  CallTargets T;
  for (const Value &V : eval(S)) {
    if (V.Kind == ValueKind::Function)
      addFunction(T, {{V.Ref, V.Index}, V.Bound, {}, false});
    else if (V.Kind == ValueKind::Partial || V.Kind == ValueKind::Instance)
      resolveValue(V, V.Node ? V.Node : S.Node, V.Ctx, T);
  }
  Out.append(T.Functions.begin(), T.Functions.end());
}

} // namespace modeltidy
