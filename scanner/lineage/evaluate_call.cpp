//===- evaluate_call.cpp - what a call may return -------------------------===//
#include "scanner/lineage/conditions.h"
#include "scanner/lineage/path_pattern.h"
#include "llvm/ADT/DenseSet.h"

namespace modeltidy {

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
      if (!isSkippedByCall(*this, {U.F.Module, R}, Inner))
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

/// What a mapping stands for that names a class: {_target_: vllm.LLM, …}.
void Engine::evalMade(NodeRef Mapping, ContextId C, ValueSet &Out) {
  const CallTargets &T = resolveCall(Mapping, C);
  for (ClassRef Cl : T.Classes)
    addValue(Out, Value{ValueKind::Instance, false, Cl.Module, Cl.Index, 0, 0,
                        Mapping, C});
  for (const ApiTarget &Row : T.Rows)
    if (!Row.ThroughClass && Row.Type)
      evalRow(Row, Mapping, C, Out);
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
    addAll(Out, eval(T.receiver(C)));
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
      Given |= environment(N.Module, S, Out);
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
      llvm::SmallVector<ClassRef, 2> Classes;
      madeClasses(E, N, C, T, Classes);
      for (ClassRef Cl : Classes)
        addValue(Out, Value{ValueKind::Instance, false, Cl.Module, Cl.Index, 0,
                            0, N, C});
      llvm::SmallVector<Spot, 4> From;
      spots(E.paths(SlotKind::From), N, C, T, From);
      for (const Spot &S : From)
        for (const Value &V : eval(S)) {
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
