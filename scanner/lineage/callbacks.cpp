//===- callbacks.cpp - parameters of functions that a library calls -------===//
//
//   pool.map(f, xs)                 f's first parameter: an element of xs
//   Thread(target=f, args=(a, b))   its parameters: the parts of the tuple
//   partial(f, a, k=b)              what the bound function gets anyway
//===----------------------------------------------------------------------===//
#include "scanner/lineage/engine.h"

namespace modeltidy {

/// What partial(f, a, k=b) itself gives to a parameter of f.
void Engine::bindPartial(NodeRef Call, ContextId C, FunctionRef F,
                         uint32_t Param, llvm::SmallVectorImpl<Edge> &Out) {
  const Summary &G = P.graph(F.Module);
  llvm::StringRef Name = G.name(G.list(P.function(F).Params)[Param]);
  for (const ApiTarget &T : resolveCall(Call, C).Rows) {
    const Effect *E = T.Row->effect(EffectKind::Binds);
    if (!E)
      continue;
    llvm::SmallVector<Spot, 2> Fns, Given;
    llvm::SmallVector<UserTarget, 2> Bound;
    spots(E->paths(SlotKind::Function), Call, C, T, Fns);
    for (const Spot &At : Fns)
      functionsAt(At, Bound);
    for (const UserTarget &U : Bound)
      if (U.F == F) // its first argument is the function itself
        argument(Call, C, Name, static_cast<int>(Param + 1 - U.Bound), Given);
    for (const Spot &At : Given)
      Out.push_back({At});
  }
}

/// What a partial object gives to a parameter of F; else how many of the first
/// ones it takes. Nothing where it binds another function.
std::optional<unsigned> Engine::boundBefore(const Value &Partial, NodeRef Call,
                                            ContextId C, FunctionRef F,
                                            uint32_t Param,
                                            llvm::SmallVectorImpl<Spot> &Out) {
  CallTargets Inner;
  resolveValue(Partial, Call, C, Inner);
  const Summary &G = P.graph(F.Module);
  llvm::StringRef Name = G.name(G.list(P.function(F).Params)[Param]);
  for (const UserTarget &U : Inner.Functions) {
    if (!(U.F == F))
      continue;
    argument(Partial.Node, Partial.Ctx, Name, static_cast<int>(Param) + 1, Out);
    unsigned Given = U.Bound;
    auto Ops = P.graph(Partial.Node).operands(P.node(Partial.Node));
    for (size_t I = 2; I < Ops.size(); ++I)
      Given += Ops[I].Name == 0;
    return Given;
  }
  return std::nullopt;
}

/// The At-th argument that a row's `calls` gives, or the one of that name.
void Engine::callbackArgument(const Effect &E, NodeRef Call, ContextId C,
                              const ApiTarget &T, size_t At,
                              llvm::StringRef Name,
                              llvm::SmallVectorImpl<Spot> &Out) {
  auto Paths = E.paths(SlotKind::Args);
  bool All = Paths.size() == 1 && (Paths[0].Root == PathRoot::Rest ||
                                   Paths[0].Root == PathRoot::AllArgs);
  if (All) {
    AccessPath One = Paths[0];
    One.Root = PathRoot::ArgIndex;
    One.Index = Paths[0].Index + static_cast<uint32_t>(At);
    spots(One, Call, C, T, Out);
    if (Out.empty())
      argument(Call, C, Name, -1, Out);
    return;
  }
  llvm::SmallVector<Spot, 2> Keywords;
  spots(E.paths(SlotKind::Keywords), Call, C, T, Keywords);
  PathId Named = Names.prepend({Part::Key, Names.text(Name)}, 0);
  for (const Spot &K : Keywords)
    project({K.Node, K.Ctx, append(K.Path, Named)}, Out);
  if (Out.empty() && At < Paths.size())
    spots(Paths[At], Call, C, T, Out);
}

void Engine::bindCallback(NodeRef Call, ContextId C, FunctionRef F,
                          uint32_t Param, llvm::SmallVectorImpl<Edge> &Out) {
  const Summary &G = P.graph(F.Module);
  llvm::StringRef Name = G.name(G.list(P.function(F).Params)[Param]);
  for (const ApiTarget &T : resolveCall(Call, C).Rows)
    for (const Effect &E : T.Row->Effects) {
      if (E.Kind != EffectKind::Calls)
        continue;
      llvm::SmallVector<Spot, 2> Fns;
      spots(E.paths(SlotKind::Function), Call, C, T, Fns);
      for (const Spot &At : Fns)
        for (const Value &V : eval(At)) {
          llvm::SmallVector<Spot, 4> Args;
          std::optional<unsigned> Skip;
          if (V.Kind == ValueKind::Partial)
            Skip = boundBefore(V, Call, C, F, Param, Args);
          else if (V.Kind == ValueKind::Function && V.Ref == F.Module &&
                   V.Index == F.Index)
            Skip = V.Bound;
          if (!Skip)
            continue;
          const Node &Fn = P.node(At.Node);
          if (Args.empty() && Param >= *Skip)
            callbackArgument(E, Call, C, T, Param - *Skip, Name, Args);
          else if (Args.empty() && Fn.Kind == NodeKind::Attr)
            Args.push_back( // the receiver of a bound method
                {{At.Node.Module, P.graph(At.Node).operand(At.Node.Id, 0)},
                 At.Ctx,
                 0});
          for (const Spot &A : Args)
            Out.push_back({A});
        }
    }
}

} // namespace modeltidy
