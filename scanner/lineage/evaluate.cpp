//===- evaluate.cpp - what an expression may be ---------------------------===//
//
// eval() is a memoized, depth-capped recursion. A node asked for while its own
// answer is under way (recursion in the program) answers with what an earlier
// pass found for it. Answers that depended on such a gap are provisional: they
// serve the question in hand and are computed once more for the next one, with
// those values as the seed, and then kept. So nothing is computed more than
// MaxPasses times, and the cost stays linear in what is asked.
//===----------------------------------------------------------------------===//
#include "scanner/lineage/conditions.h"
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
      noteAnswer(Shared.Values, S, Known);
      restOn(M.On);
      return M.Values;
    }
    noteUnsettled();
    // In progress: of the pass before, if any.
    if (M.St == State::InProgress || M.Epoch == Epoch) {
      restOn(M.On);
      CycleLow = std::min(CycleLow, M.Depth);
      return M.Values;
    }
  }
  noteUnsettled();
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

/// The constant keys of a mapping, as texts that stand where their values do.
/// (Other keys are nodes, to which expand() leads.)
void Engine::evalNames(const Spot &Mapping, ValueSet &Out) {
  const Summary &G = P.graph(Mapping.Node);
  for (const Operand &O : G.operands(P.node(Mapping.Node)))
    if (O.Name != 0)
      addValue(Out, Value{ValueKind::String,
                          false,
                          0,
                          0,
                          Names.text(G.string(O.Name)),
                          0,
                          {Mapping.Node.Module, O.Value},
                          0});
}

void Engine::evalParts(const Spot &S, ValueSet &Out) {
  llvm::SmallVector<Spot, 8> Whole;
  project(S, Whole);
  for (const Spot &B : Whole)
    if (asksNames(B))
      evalNames(B, Out);
    else
      addAll(Out, eval(B));
}

/// Does os.walk() give the names in folders that a node is a part of?
static bool isOfWalk(const Summary &S, NodeId Id) {
  if (S.node(Id).Kind != NodeKind::Item ||
      S.node(S.operand(Id, 0)).Kind != NodeKind::Elem)
    return false;
  NodeId Walk = S.operand(S.operand(Id, 0), 0);
  return S.node(Walk).Kind == NodeKind::Call &&
         lastName(S, S.operand(Walk, 0)) == "walk";
}

/// Is a node a call of os.listdir(), or of what leaves its names as they are?
static bool mayListNames(const Summary &S, NodeId Id) {
  constexpr llvm::StringLiteral Callees[] = {
      "listdir", "sorted", "list", "reversed", "natsorted", "tqdm", "set"};
  return S.node(Id).Kind == NodeKind::Call &&
         llvm::is_contained(Callees, lastName(S, S.operand(Id, 0)));
}

/// Is a value a table whose keys are gone through?
bool Engine::isMapping(const Value &V) const {
  return V.Kind == ValueKind::Container && V.Node &&
         P.node(V.Node).Kind == NodeKind::Dict;
}

/// One element of an iterable: of a mapping a key, of the names in a folder
/// whichever there is. What an iterable is as a whole is asked where that may
/// matter alone: most loops are over data that nothing is known of.
void Engine::evalElement(NodeRef N, ContextId C, ValueSet &Out) {
  const Summary &S = P.graph(N);
  NodeRef Of{N.Module, S.operand(N.Id, 0)};
  if (evalSplitElement(Of, C, Out))
    return;
  bool Walk = isOfWalk(S, Of.Id);
  if (!Walk)
    evalParts({Of, C, Names.prepend({Part::Item, 0}, 0)}, Out);
  auto MayBeEntry = [](const Value &V) { // of {"org/model": 0.03}
    return V.Kind == ValueKind::Number || V.Kind == ValueKind::Bool ||
           V.Kind == ValueKind::Null || V.Kind == ValueKind::Container;
  };
  if (llvm::any_of(Out, MayBeEntry) &&
      llvm::any_of(eval(Of, C), [&](const Value &V) { return isMapping(V); })) {
    Out.clear();
    evalParts({Of, C, Names.prepend({Part::Names, 0}, 0)}, Out);
    return;
  }
  if (!Out.empty() || (!Walk && !mayListNames(S, Of.Id)))
    return;
  auto IsListing = [&](const Value &V) {
    return V.Kind == ValueKind::Api && Names.str(V.Text) == "os.names";
  };
  if (llvm::any_of(eval(Of, C), IsListing))
    addValue(Out, Value{ValueKind::String, false, 0, 0,
                        Names.text(everyName(std::to_string(N.Module) + "." +
                                             std::to_string(N.Id))),
                        0, N, 0});
}

void Engine::evaluate(NodeRef N, ContextId C, ValueSet &Out) {
  const Summary &S = P.graph(N);
  const Node &Nd = S.node(N.Id);
  Value V;
  V.Node = N;
  V.Ctx = C;
  switch (Nd.Kind) {
  case NodeKind::String:
    // OmegaConf: whoever runs the program has to give it.
    if (S.frontEnd() == FrontEnd::Config && S.string(Nd.Name) == "???")
      return;
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
    if (Nd.Kind == NodeKind::Dict && S.frontEnd() == FrontEnd::Config &&
        namingMapping(N, C))
      evalMade(N, C, Out);
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
    if (C != 0)
      return evalParsedField(N, C, Out);
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
  case NodeKind::Elem:
    evalElement(N, C, Out);
    return;
  case NodeKind::Call:
    evalCall(N, C, Out);
    return;
  default:
    return;
  }
}

/// Of `Learner = DPO if args.algo == "dpo" else SFT`, the launch in hand may
/// take one only. (Of other values, what is not taken is told too.)
bool Engine::isUntakenCode(NodeRef End, ContextId C,
                           llvm::ArrayRef<Value> Values) {
  if (!Under || llvm::none_of(Values, [](const Value &V) {
        return V.Kind == ValueKind::Class || V.Kind == ValueKind::Function;
      }))
    return false;
  restOnAnything();
  return isSkippedByOptions(*this, End, C);
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
      for (const Operand &O : S.operands(Nd)) {
        if (O.Name == 0)
          Follow(O.Value);
        if (S.frontEnd() == FrontEnd::Shell && isGiven({N.Module, O.Value}))
          break; // ${X:-default}
      }
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
  for (NodeId Id : Ends) {
    NodeRef End{N.Module, Id};
    llvm::ArrayRef<Value> Values = eval(End, C);
    if (Ends.size() == 1 || !isUntakenCode(End, C, Values))
      addAll(Out, Values);
  }
}

} // namespace modeltidy
