//===- expand_attribute.cpp - one step back from an attribute of an object ===//
#include "scanner/lineage/branches.h"
#include "scanner/lineage/path_pattern.h"

namespace modeltidy {

/// (object, .attr NAME …) where the object is of a repository class: the values
/// stored under that name.
bool Engine::expandAttrHead(const Spot &S, llvm::SmallVectorImpl<Edge> &Out) {
  if (!Names.hasHead(S.Path) || Names.head(S.Path).What != Part::Attr)
    return false;
  llvm::StringRef Name = Names.str(Names.head(S.Path).Name);
  PathId Rest = Names.tail(S.Path);
  bool Found = false;
  for (const Value &V : eval(S.Node, S.Ctx)) { // kept in the arena
    if (V.Kind == ValueKind::Module) {
      expandModuleName(V.Ref, Name, Rest, Out, 0);
      Found = true;
      continue;
    }
    if (V.Kind == ValueKind::Class) {
      llvm::SmallVector<NodeId, 4> Defs;
      P.bindings(V.Ref, P.classOf({V.Ref, V.Index}).Scope, Name, Defs);
      for (NodeId D : Defs)
        Out.push_back({{{V.Ref, D}, 0, Rest}});
      // cls.table[name] = f
      for (NodeRef Store : storesOn({V.Ref, V.Index}, Name, true))
        if (!Defs.empty())
          Out.push_back(
              {{{Store.Module, P.graph(Store).operand(Store.Id, 1)}, 0, Rest}});
      Found |= !Defs.empty();
      continue;
    }
    if (V.Kind == ValueKind::Namespace && Rest != 0) {
      size_t Before = Out.size();
      optionParts(V, Name, Rest, Out);
      Found |= Out.size() != Before;
      continue;
    }
    if (V.Kind == ValueKind::Namespace && V.Node &&
        P.graph(S.Node).frontEnd() == FrontEnd::Cxx) {
      ValueSet Values; // an object that a parser fills: params.model
      evalOption(V, Name, Values);
      if (!Values.empty())
        Out.push_back({answered(V.Node, optionPath(Name), Values)});
      Found = true;
      continue;
    }
    const AttributeModel *A = V.Kind == ValueKind::Api && Rest != 0
                                  ? Api.attribute(Names.str(V.Text), Name)
                                  : nullptr;
    if (Value Ns; A != nullptr)
      if (std::optional<llvm::StringRef> Option = declaredBy(V, *A, Ns)) {
        optionParts(Ns, *Option, Rest, Out);
        Found = true;
        continue;
      }
    if (V.Kind == ValueKind::Api) { // an attribute that a row describes
      llvm::SmallVector<Spot, 4> Is;
      if (!parsedField(V, Name, Is))
        apiAttribute(V, Name, Is);
      if (Is.empty() && V.Node) // what its constructor got under that name
        namedArgument(V.Node, V.Ctx, {nullptr, false, V.Text, {}, false}, Name,
                      Is);
      for (const Spot &F : Is)
        Out.push_back({{F.Node, F.Ctx, append(F.Path, Rest)}});
      Found |= !Is.empty();
      continue;
    }
    if (V.Kind != ValueKind::Instance)
      continue;
    Found = true;
    llvm::SmallVector<Spot, 4> Stored;
    fieldSpots(V, Name, Stored);
    for (Spot F : Stored) {
      llvm::SmallVector<Part, 4> Steps;
      for (PathId Q = F.Path; Names.hasHead(Q); Q = Names.tail(Q))
        Steps.push_back(Names.head(Q));
      PathId Whole = Rest;
      for (const Part &Step : llvm::reverse(Steps))
        Whole = Names.prepend(Step, Whole);
      Out.push_back({{F.Node, F.Ctx, Whole}});
    }
    if (auto F = method({V.Ref, V.Index}, Name)) { // a property
      const Summary &G = P.graph(F->Module);
      for (NodeId D : G.list(P.function(*F).Decorators))
        if (lastName(G, D) == "property" || lastName(G, D) == "cached_property")
          for (NodeId R : G.list(P.function(*F).Returns))
            Out.push_back({{{F->Module, R},
                            V.Node ? Contexts.push(V.Ctx, V.Node) : 0,
                            Rest}});
    }
  }
  return Found;
}

/// Where `attribute: {is: …}` of an object's type says that it comes from, seen
/// from the call that made the object.
void Engine::apiAttribute(const Value &V, llvm::StringRef Name,
                          llvm::SmallVectorImpl<Spot> &Out) {
  const AttributeModel *A = Api.attribute(Names.str(V.Text), Name);
  if (!A || !V.Node)
    return;
  for (const AccessPath &Path : A->Is)
    if (Path.Root == PathRoot::SelfField)
      constructorField(V, Path.Name, Out);
}

/// What the call that made a library's object got as Name; its receiver as
/// "self" (p of p.open()).
void Engine::constructorField(const Value &V, llvm::StringRef Name,
                              llvm::SmallVectorImpl<Spot> &Out) {
  if (!V.Node)
    return;
  if (Name != "self") {
    namedArgument(V.Node, V.Ctx, {nullptr, false, V.Text, {}, false}, Name,
                  Out);
    return;
  }
  for (const ApiTarget &Made : resolveCall(V.Node, V.Ctx).Rows)
    if (Made.Object) {
      Out.push_back(Made.receiver(V.Ctx));
      return;
    }
}

} // namespace modeltidy
