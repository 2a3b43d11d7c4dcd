//===- evaluate_name.cpp - what a parameter, variable or import may be ----===//
#include "scanner/lineage/dvc_values.h"
#include "scanner/lineage/engine.h"
#include "llvm/ADT/StringSet.h"

namespace modeltidy {

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
  if (llvm::SmallVector<ClassRef, 2> Filled; givesBelow(S.name(N.Id))) {
    annotatedClasses({N.Module, Ann}, Filled);
    for (ClassRef Cl : Filled)
      addValue(Out, Value{ValueKind::Instance, false, Cl.Module, Cl.Index, 0, 0,
                          N, C});
  }
  if (!Out.empty())
    return;
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
    if (Name.starts_with("-"))
      return evalScriptOption(N, C, Out);
    if (Under && Under->Target == N.Module) {
      if (const WordTexts *Set = Under->variable(Name))
        return givenWords(*Set, Out);
      wordAt(Name, Out);
      // What the script's own code reads before it sets it.
      if (Nd.Scope == 0 && environment(Names.text(Name), Out))
        return;
    }
    llvm::SmallVector<NodeRef, 4> Bound;
    scriptBindings(N, Bound);
    for (NodeRef D : Bound)
      addAll(Out, eval(D, 0));
    if (Bound.empty() && Under && Under->Target == N.Module)
      environment(Names.text(Name), Out);
    llvm::SmallVector<DvcValue, 4> Values;
    if (Out.empty() && Bound.empty()) {
      llvm::SmallVector<NodeRef, 3> Chosen;
      for (ContextId Run = C; Run != 0; Run = Contexts.parent(Run))
        Chosen.push_back(Contexts.site(Run));
      dvcValues(P, Shared.Scripts, N, Chosen, Values);
    }
    for (const DvcValue &V : Values)
      if (V.Key.empty())
        addAll(Out, eval(V.Node, 0));
      else
        givenWords(WordText{V.Key.str(), V.Node}, Out);
    if (Out.empty() && Bound.empty())
      if (NodeRef Link = Shared.Linked.namedAfter(Name))
        addAll(Out, eval(Link, 0));
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
  if (T.found() && !Qualified.starts_with(".") && Api.isModelled(Qualified)) {
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

} // namespace modeltidy
