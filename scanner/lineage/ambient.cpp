//===- ambient.cpp - what a call has without being given it ---------------===//
//
// A library's settings, and the `with` block that is open where a call stands.
//===----------------------------------------------------------------------===//
#include "scanner/lineage/engine.h"
#include "llvm/ADT/STLExtras.h"

namespace modeltidy {

/// What the call of a library that the module imports sets for all that uses
/// it, `dspy.configure(lm=LM)`: in the module itself, else in its program's.
void Engine::settingByCall(llvm::StringRef Name, uint32_t Module,
                           llvm::SmallVectorImpl<Spot> &Out) {
  auto It = Shared.SettingCalls.find(Name);
  if (It == Shared.SettingCalls.end())
    return;
  for (bool Elsewhere : {false, true})
    for (llvm::StringRef Last : It->second) {
      spend(P.callsNamed(Last).size());
      for (NodeRef Set : P.callsNamed(Last)) {
        if ((Set.Module != Module) != Elsewhere || !Out.empty() ||
            (Elsewhere && !P.related(Set.Module, Module)))
          continue;
        for (const ApiTarget &Row : resolveCall(Set, 0).Rows)
          for (const Effect &E : Row.Row->Effects)
            for (const AccessPath &Into : E.paths(SlotKind::Into))
              if (Into.Root == PathRoot::Setting && Into.Name == Name &&
                  Shared.Imports[Module].count(Row.Row->Name.split('.').first))
                spots(E.paths(SlotKind::From), Set, 0, Row, Out);
      }
    }
}

/// setting.NAME: the argument of that name, else what this module assigned to
/// the attribute of the row's library: `openai.api_base = URL`.
void Engine::setting(NodeRef Call, ContextId C, const ApiTarget &T,
                     llvm::StringRef Name, llvm::SmallVectorImpl<Spot> &Out) {
  namedArgument(Call, C, T, Name, Out);
  if (!Out.empty())
    return;
  llvm::StringRef Library = T.Row->Name.split('.').first;
  const Summary &S = P.graph(Call);
  for (NodeId Id : P.storesIn(Call.Module)) {
    if (S.string(S.node(Id).Name) != Name)
      continue;
    llvm::ArrayRef<Value> Owner = eval({Call.Module, S.operand(Id, 0)}, 0);
    if (llvm::any_of(Owner, [&](const Value &V) {
          return V.Kind == ValueKind::External && Names.str(V.Text) == Library;
        }))
      Out.push_back({{Call.Module, S.operand(Id, 1)}, 0, 0});
  }
  if (Out.empty())
    settingByCall(Name, Call.Module, Out);
}

/// What the calls of `with RECEIVER:` give: steps that a library ties to the
/// pipeline that is open where they are made.
void Engine::blockOf(NodeRef Object, ContextId C,
                     llvm::SmallVectorImpl<Spot> &Out) {
  if (!Object)
    return;
  for (const Value &Opened : eval(Object, C)) {
    if (!Opened.Node)
      continue;
    const Summary &S = P.graph(Opened.Node);
    for (const Region &R : S.regions()) {
      if (R.Kind != RegionKind::With || R.Node != Opened.Node.Id)
        continue;
      spend(S.nodes().size());
      for (NodeId Id = 1; Id < S.nodes().size(); ++Id)
        if (const Node &N = S.node(Id);
            N.Kind == NodeKind::Call && N.Begin >= R.Begin && N.End <= R.End)
          Out.push_back({{Opened.Node.Module, Id}, Opened.Ctx, 0});
    }
  }
}

} // namespace modeltidy
