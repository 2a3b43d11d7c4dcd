//===- loads.cpp - at which revision a use is loaded ----------------------===//
#include "scanner/lineage/lineage_builder.h"

namespace modeltidy {

/// None is no version. What a splat may hold is as unknown as a variable.
void LineageBuilder::readRevision(const Spot &At, Load &Into) {
  llvm::ArrayRef<Value> Values = E.eval(At);
  Into.Known &= !Values.empty();
  for (const Value &V : Values) {
    bool Told =
        V.Kind == ValueKind::String && !hasUnknownPart(E.names().str(V.Text));
    if (Told && Into.Revision.empty()) {
      Into.Revision = E.names().str(V.Text).str();
      Into.Pin = place(V.Node ? V.Node : At.Node);
    }
    Into.Known &= Told || V.Kind == ValueKind::Null;
  }
}

/// What a value was before calls got it: they leave a string as it was. Null
/// behind very many.
static NodeRef beforeCalls(const Program &P, NodeRef N) {
  constexpr unsigned MaxCalls = 200;
  for (unsigned I = 0; I != MaxCalls; ++I) {
    const Node &Nd = P.node(N);
    llvm::ArrayRef<Operand> Operands = P.graph(N).operands(Nd);
    if (Nd.Kind != NodeKind::AfterCall || Operands.empty())
      return N;
    N.Id = Operands.front().Value;
  }
  return {};
}

/// The text of a constant: a literal, or a variable that its own scope set to
/// one. Null where anything else may stand for it; what another scope sets, it
/// may set again between two calls.
static NodeRef constantText(const Program &P, NodeRef N) {
  NodeRef Text = beforeCalls(P, N);
  return Text && P.node(Text).Kind == NodeKind::String ? Text : NodeRef();
}

/// Is the text that of a variable which an inner function sets too (`global`,
/// `nonlocal`)?
static bool mayBeSetElsewhere(const Program &P, NodeRef Text) {
  const Summary &S = P.graph(Text);
  for (uint32_t Sc = 0; Sc < S.scopes().size(); ++Sc) {
    llvm::ArrayRef<Binding> All = S.bindings(S.scopes()[Sc]);
    auto IsSetInside = [&](StringId Name) {
      return llvm::any_of(All, [&](const Binding &B) {
        if (B.Name != Name || !(B.Flags & BindingNonLocal))
          return false;
        NodeRef Set = beforeCalls(P, {Text.Module, B.Node});
        if (!Set)
          return true;
        const Node &N = P.node(Set);
        return N.Scope != Sc && N.Kind != NodeKind::Global &&
               N.Kind != NodeKind::Free;
      });
    };
    for (const Binding &B : All)
      if (constantText(P, {Text.Module, B.Node}) == Text && IsSetInside(B.Name))
        return true;
  }
  return false;
}

/// May an argument name another thing that is loaded along? One like
/// tokenizer= may whatever it is, unless it is known to be an object.
bool LineageBuilder::mayLoadMore(NodeRef Argument, llvm::StringRef Key,
                                 llvm::StringRef Id) {
  llvm::ArrayRef<Value> Values = E.eval({Argument, 0, 0});
  auto IsOther = [&](const Value &V) {
    llvm::StringRef Text =
        V.Kind == ValueKind::String ? E.names().str(V.Text) : "";
    return Text.count('/') == 1 && !Text.starts_with("/") && Text != Id;
  };
  auto IsObject = [](const Value &V) { return V.Kind == ValueKind::Api; };
  bool IsCompanion = llvm::any_of(
      llvm::ArrayRef<llvm::StringRef>{"tokenizer", "processor", "extractor"},
      [&](llvm::StringRef Part) { return Key.contains(Part); });
  return llvm::any_of(Values, IsOther) ||
         (IsCompanion && (Values.empty() || !llvm::all_of(Values, IsObject)));
}

/// Does a star import between the text and the call bind names anew? Which
/// ones is unknown.
static bool mayBeImportedAnew(const Program &P, NodeRef Text, NodeRef Call) {
  const Summary &S = P.graph(Call);
  uint32_t From = P.node(Text).Begin, To = P.node(Call).Begin;
  return llvm::any_of(S.scopes(), [&](const Scope &Sc) {
    return llvm::any_of(S.bindings(Sc), [&](const Binding &B) {
      return (B.Flags & BindingStar) && S.node(B.Node).Begin > From &&
             S.node(B.Node).Begin < To;
    });
  });
}

bool LineageBuilder::loadsOnly(NodeRef Call, llvm::StringRef Id) {
  const Program &P = E.program();
  const Summary &S = P.graph(Call);
  if (S.frontEnd() == FrontEnd::Config)
    return true;
  const CallTargets &T = E.resolveCall(Call, 0);
  bool Named = T.Functions.empty() && T.Classes.empty();
  bool Given = false;
  llvm::ArrayRef<Operand> Operands = S.operands(S.node(Call.Id));
  for (const Operand &O : Operands.drop_front(Operands.empty() ? 0 : 1)) {
    NodeRef Text = constantText(P, {Call.Module, O.Value});
    bool IsId = Text && P.name(Text) == Id && !mayBeSetElsewhere(P, Text) &&
                !mayBeImportedAnew(P, Text, Call);
    Given |= IsId;
    Named &= IsId || !mayLoadMore({Call.Module, O.Value}, S.string(O.Name), Id);
  }
  return Named && Given;
}

void LineageBuilder::addLoad(bool OfDataset, uint32_t Use, NodeRef Call,
                             const ApiTarget &Row, const Effect &Eff) {
  if (Eff.paths(SlotKind::Revision).empty() ||
      !Parts.Loaded.emplace(OfDataset, Use, Call.key()).second)
    return;
  Load New;
  New.OfDataset = OfDataset;
  New.Use = Use;
  New.Where = place(Call);
  const AccessPath &First = Eff.paths(SlotKind::Revision).front();
  if (First.Root == PathRoot::ArgName && First.Steps.empty())
    New.Argument = First.Name.str();
  llvm::SmallVector<Spot, 2> Given;
  E.spots(Eff.paths(SlotKind::Revision), Call, 0, Row, Given);
  for (const Spot &At : Given)
    readRevision(At, New);
  // A version is one model's: who gives it to a call that may load another
  // one too breaks that load. So there is no argument for it.
  if (!loadsOnly(Call, OfDataset ? Out.Datasets[Use].Id : Out.Models[Use].Id))
    New.Argument.clear();
  Out.Loads.push_back(std::move(New));
}

} // namespace modeltidy
