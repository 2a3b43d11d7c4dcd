//===- evaluate_attribute.cpp - what an attribute may be ------------------===//
#include "scanner/lineage/engine.h"
#include "scanner/lineage/path_pattern.h"

namespace modeltidy {

/// merge(config, from_cli()): what the launch in hand gives counts alone.
bool Engine::overridden(NodeRef Object, llvm::StringRef Name, ContextId C,
                        ValueSet &Out) {
  constexpr unsigned MaxNames = 6; // config.a.b.c
  if (!Under)
    return false;
  const Summary &G = P.graph(Object);
  std::string Dotted = Name.str();
  for (unsigned I = 0; Object.Id && I < MaxNames; ++I) {
    llvm::ArrayRef<Value> Owners = eval(Object, C);
    bool Parsed = llvm::any_of(
        Owners, [](const Value &V) { return V.Kind == ValueKind::Namespace; });
    bool Document =
        llvm::any_of(Owners, [&](const Value &V) { return isDocument(V); });
    if (!Document)
      return false;
    if (Parsed) {
      restOnOption(Dotted);
      return givenOption({Dotted}, Out);
    }
    if (G.node(Object.Id).Kind != NodeKind::Attr)
      return false;
    Dotted = (P.name(Object) + "." + Dotted).str();
    Object.Id = G.operand(Object.Id, 0);
  }
  return false;
}

void Engine::evalAttr(NodeRef N, ContextId C, ValueSet &Out) {
  const Summary &S = P.graph(N);
  llvm::StringRef Name = S.string(S.node(N.Id).Name);
  NodeRef Obj{N.Module, S.operand(N.Id, 0)};
  bool Document = false;
  if (overridden(Obj, Name, C, Out))
    return;
  for (const Value &Base : eval(Obj, C)) {
    Document |= isDocument(Base);
    evalAttrOf(Base, Name, N, C, Out);
  }
  // What was stored under that name, here or by the object's methods, hides a
  // library's member. Most attributes are methods that nobody stores.
  llvm::ArrayRef<Value> Stored;
  if (Document || P.isStoredName(Name) ||
      Shared.StoringMethods.contains(Name) || isFilledByParser(Obj, C))
    Stored =
        eval(Spot{Obj, C, Names.prepend({Part::Attr, Names.text(Name)}, 0)});
  if (Stored.empty())
    return typeInherited(Out);
  llvm::erase_if(Out,
                 [](const Value &V) { return V.Kind == ValueKind::ApiMember; });
  addAll(Out, Stored);
}

/// C++: parse(argc, argv, params) changed the object before.
bool Engine::isFilledByParser(NodeRef Object, ContextId C) {
  constexpr unsigned MaxCalls = 16;
  const Summary &S = P.graph(Object);
  if (S.frontEnd() != FrontEnd::Cxx)
    return false;
  NodeRef At = Object;
  for (unsigned I = 0; I < MaxCalls; ++I) {
    if (S.node(At.Id).Kind != NodeKind::AfterCall)
      return false;
    for (const ApiTarget &T :
         resolveCall({At.Module, S.operand(At.Id, 1)}, C).Rows)
      if (T.Row->effect(EffectKind::Parses))
        return true;
    At.Id = S.operand(At.Id, 0);
  }
  return false;
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
    if (Base.Text && Api.isModelled(Public)) {
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
        if (Value Ns;
            std::optional<llvm::StringRef> Option = declaredBy(Base, *A, Ns)) {
          evalOption(Ns, *Option, Out);
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

} // namespace modeltidy
