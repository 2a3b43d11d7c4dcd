//===- computed_names.cpp - names that a program puts together ------------===//
//
//   globals()["load_" + name]()        any function whose name begins so
//   getattr(module, f"{kind}_loader")  likewise
//   importlib.import_module("trl")     an import
//   sys.modules[__name__]              this module
//===----------------------------------------------------------------------===//
#include "scanner/lineage/engine.h"
#include "scanner/lineage/path_pattern.h"

namespace modeltidy {

/// Does a name begin and end as a text known in part does?
static bool fits(llvm::StringRef Name, llvm::StringRef Shown) {
  llvm::StringRef Front = Shown.split('*').first;
  llvm::StringRef Back = Shown.rsplit('*').second;
  return Name.size() > Front.size() + Back.size() && Name.starts_with(Front) &&
         Name.ends_with(Back);
}

/// Functions and classes of a module or a class, chosen by a name of which only
/// a part is known.
void Engine::evalComputedAttr(const Value &Base, llvm::StringRef Pattern,
                              NodeRef Site, ContextId C, ValueSet &Out) {
  constexpr size_t MinKnown = 3; // letters that tell a family of names
  std::string Shown = displayPattern(Pattern);
  if (Shown.size() < MinKnown + 1)
    return;
  bool OfModule = Base.Kind == ValueKind::Module;
  if (!OfModule && Base.Kind != ValueKind::Instance &&
      Base.Kind != ValueKind::Class)
    return;
  uint32_t Sc = OfModule ? 0 : P.classOf({Base.Ref, Base.Index}).Scope;
  const Summary &S = P.graph(Base.Ref);
  for (const Binding &B : S.bindings(S.scopes()[Sc])) {
    NodeKind K = S.node(B.Node).Kind;
    if ((K == NodeKind::Function || K == NodeKind::Class) &&
        fits(S.string(B.Name), Shown))
      evalAttrOf(Base, S.string(B.Name), Site, C, Out);
  }
}

/// importlib.import_module("trl"). False for other calls.
bool Engine::evalImportCall(NodeRef Call, ContextId C, ValueSet &Out) {
  const Summary &S = P.graph(Call);
  llvm::StringRef Name = lastName(S, S.operand(Call.Id, 0));
  if (Name != "import_module" && Name != "__import__")
    return false;
  llvm::SmallVector<Spot, 2> Named;
  argument(Call, C, "name", 0, Named);
  size_t Before = Out.size();
  for (const Spot &N : Named)
    for (const Value &V : eval(N))
      if (V.Kind == ValueKind::String && !hasUnknownPart(Names.str(V.Text)))
        evalImport(Call.Module, Names.str(V.Text), Out);
  return Out.size() > Before;
}

/// sys.modules[__name__]. False for other items.
bool Engine::evalOwnModule(NodeRef Item, ContextId C, ValueSet &Out) {
  const Summary &S = P.graph(Item);
  NodeRef Table{Item.Module, S.operand(Item.Id, 0)};
  NodeId Index = S.operand(Item.Id, 1);
  if (lastName(S, Table.Id) != "modules" || lastName(S, Index) != "__name__")
    return false;
  if (llvm::none_of(eval(Table, C), [&](const Value &V) {
        return V.Kind == ValueKind::External &&
               Names.str(V.Text) == "sys.modules";
      }))
    return false;
  return addValue(Out,
                  Value{ValueKind::Module, false, Item.Module, 0, 0, 0, {}, 0});
}

} // namespace modeltidy
