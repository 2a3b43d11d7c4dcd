//===- conditions.cpp - which branches a call or a command line decides ---===//
#include "scanner/lineage/conditions.h"
#include "scanner/lineage/path_pattern.h"

namespace modeltidy {

namespace {

/// A constant, as far as conditions ask for it.
struct Known {
  enum { Nothing, Flag, Number, Text } Kind;
  bool On = false;
  double Value = 0;
  std::string Words = {};
};
/// All that an expression may be; none: open.
using Alternatives = llvm::SmallVector<Known, 2>;

constexpr unsigned MaxDepth = 8;

Known ofText(llvm::StringRef Text) {
  return {Known::Text, false, 0, Text.str()};
}

bool isNo(llvm::StringRef Word) {
  return Word.equals_insensitive("false") || Word.equals_insensitive("no") ||
         Word.equals_insensitive("off") || Word == "0";
}

std::optional<double> numberOf(const Known &K) {
  double Value = 0;
  if (K.Kind == Known::Number)
    return K.Value;
  if (K.Kind == Known::Text && !llvm::StringRef(K.Words).getAsDouble(Value))
    return Value;
  return std::nullopt;
}

Truth opposite(Truth T) {
  return T == Truth::Open ? T : T == Truth::No ? Truth::Yes : Truth::No;
}
Truth truth(bool B) { return B ? Truth::Yes : Truth::No; }

class Decider {
public:
  Decider(Engine &E, bool AskOptions)
      : E(E), P(E.program()), AskOptions(AskOptions) {}
  Truth of(NodeRef N, ContextId C, unsigned Depth);

private:
  bool constant(const Value &V, Alternatives &Out);
  bool alternatives(NodeRef N, ContextId C, Alternatives &Out, unsigned Depth);
  bool argument(NodeRef Param, ContextId C, Alternatives &Out, unsigned Depth);
  bool isCalledBy(FunctionRef F, ContextId C);
  bool holdsOptions(const Value &V);
  bool option(NodeRef N, ContextId C, Alternatives &Out);
  bool notGiven(const Value &Option, llvm::ArrayRef<Value> All,
                Alternatives &Out);
  bool members(NodeRef N, Alternatives &Out);
  Truth compare(NodeRef N, ContextId C, unsigned Depth);

  Engine &E;
  const Program &P;
  bool AskOptions;
};

bool Decider::constant(const Value &V, Alternatives &Out) {
  llvm::StringRef Text = E.names().str(V.Text);
  Known K{Known::Nothing};
  if (V.Kind == ValueKind::Bool)
    K = {Known::Flag, Text == "1"};
  else if (V.Kind == ValueKind::Number && !Text.getAsDouble(K.Value))
    K.Kind = Known::Number;
  else if (V.Kind == ValueKind::String && displayPattern(Text) == Text)
    K = ofText(Text);
  else if (V.Kind != ValueKind::Null)
    return false;
  Out.push_back(K);
  return true;
}

/// Does the call of a context itself call a function?
bool Decider::isCalledBy(FunctionRef F, ContextId C) {
  const CallTargets &T =
      E.resolveCall(E.contexts().site(C), E.contexts().parent(C));
  return llvm::any_of(T.Functions,
                      [&](const UserTarget &U) { return U.F == F; });
}

/// The argument that the call of the context gives, or the parameter's default
/// where it gives none.
bool Decider::argument(NodeRef Param, ContextId C, Alternatives &Out,
                       unsigned Depth) {
  auto F = P.enclosingFunction(Param);
  if (C == 0 || !F || P.node(Param).Flags != 0)
    return false;
  llvm::SmallVector<Edge, 4> Edges;
  E.expand({Param, C, 0}, Edges);
  NodeId Default = P.graph(Param).operandNamed(Param.Id, "default");
  bool Given = false;
  for (const Edge &Ed : Edges)
    Given |= Ed.To.Node && Ed.To.Node != NodeRef{Param.Module, Default};
  // What a library passes to a function that it calls back is not known.
  if (!Given && (!Default || !isCalledBy(*F, C)))
    return false;
  for (const Edge &Ed : Edges) {
    if (!Ed.To.Node)
      return false;
    if (Given && Ed.To.Node == NodeRef{Param.Module, Default})
      continue;
    if (Ed.To.Path != 0 || Ed.How != Change::None || Ed.Doubt ||
        !alternatives(Ed.To.Node, Ed.To.Ctx, Out, Depth + 1))
      return false;
  }
  return !Edges.empty();
}

/// What an option is that the command line in hand does not give.
bool Decider::notGiven(const Value &Option, llvm::ArrayRef<Value> All,
                       Alternatives &Out) {
  if (!Option.Node || P.node(Option.Node).Kind != NodeKind::Call)
    return false;
  const Summary &S = P.graph(Option.Node);
  bool Any = false;
  for (const Value &V : All)
    if (V.Kind != ValueKind::Option) {
      if (!constant(V, Out))
        return false;
      Any = true;
    }
  if (Any)
    return true;
  llvm::StringRef Action = S.name(S.operandNamed(Option.Node.Id, "action"));
  NodeId Default = S.operandNamed(Option.Node.Id, "default");
  if (Default && S.node(Default).Kind != NodeKind::Null)
    return false;
  if (Action == "store_true" || Action == "store_false")
    Out.push_back({Known::Flag, Action == "store_false"});
  else if (Action.empty() && S.operandNamed(Option.Node.Id, "action") == 0)
    Out.push_back({Known::Nothing});
  return !Out.empty();
}

/// May a command line hold options that it does not show: "$@", a file?
bool isOpen(const Launch &L) {
  return !L.Configs.empty() || L.Line.namesOptionFile() ||
         llvm::any_of(L.Line.Words, [](const LaunchWord &W) {
           return W.Texts.empty() ||
                  llvm::any_of(W.Texts, [](const WordText &T) {
                    return isAllUnknown(T.Pattern);
                  });
         });
}

/// Parsed arguments, or an object of a data class that is filled from them.
bool Decider::holdsOptions(const Value &V) {
  return V.Kind == ValueKind::Namespace ||
         (V.Kind == ValueKind::Instance && V.Node && E.isParsed(V));
}

/// An attribute of parsed arguments.
bool Decider::option(NodeRef N, ContextId C, Alternatives &Out) {
  const Summary &S = P.graph(N);
  const Launch *L = E.launch();
  if (!L || isOpen(*L))
    return false;
  llvm::ArrayRef<Value> Of = E.eval({N.Module, S.operand(N.Id, 0)}, C);
  if (Of.size() != 1 || !holdsOptions(Of[0]))
    return false;
  ValueSet All(E.eval(N, C));
  const auto *Option = llvm::find_if(
      All, [](const Value &V) { return V.Kind == ValueKind::Option; });
  if (Option == All.end())
    return !All.empty() &&
           llvm::all_of(All, [&](const Value &V) { return constant(V, Out); });
  llvm::StringRef Name = E.names().str(Option->Text).ltrim('-');
  WordTexts Given;
  if (!L->Line.option({Name}, Given))
    return !L->Line.mentions(Name) && notGiven(*Option, All, Out);
  if (!Given.empty() || !Option->Node)
    return false;
  const Summary &At = P.graph(Option->Node);
  llvm::StringRef Action = At.name(At.operandNamed(Option->Node.Id, "action"));
  if (Action == "store_true" || Action == "store_false")
    Out.push_back({Known::Flag, Action == "store_true"});
  return !Out.empty();
}

bool Decider::alternatives(NodeRef N, ContextId C, Alternatives &Out,
                           unsigned Depth) {
  if (!N || Depth > MaxDepth)
    return false;
  const Summary &S = P.graph(N);
  const Node &At = S.node(N.Id);
  switch (At.Kind) {
  case NodeKind::String:
  case NodeKind::Number:
  case NodeKind::Bool:
  case NodeKind::Null: {
    llvm::ArrayRef<Value> Values = E.eval(N, C);
    return Values.size() == 1 && constant(Values[0], Out);
  }
  case NodeKind::Param:
    return argument(N, C, Out, Depth);
  case NodeKind::Attr:
    return AskOptions && option(N, C, Out);
  default:
    return false;
  }
}

std::optional<bool> equal(const Known &A, const Known &B) {
  if (A.Kind == Known::Text && B.Kind == Known::Text)
    return A.Words == B.Words;
  auto X = numberOf(A), Y = numberOf(B);
  if (X && Y)
    return *X == *Y;
  if ((X || Y) && (A.Kind == Known::Text || B.Kind == Known::Text))
    return false; // a number is no word
  if (A.Kind == Known::Nothing || B.Kind == Known::Nothing)
    return A.Kind == B.Kind;
  if (A.Kind == Known::Flag && B.Kind == Known::Flag)
    return A.On == B.On;
  return std::nullopt;
}

std::optional<bool> holds(llvm::StringRef Op, const Known &A, const Known &B) {
  if (Op == "==" || Op == "is")
    return equal(A, B);
  if (Op == "!=" || Op == "is not") {
    auto Same = equal(A, B);
    return Same ? std::optional<bool>(!*Same) : std::nullopt;
  }
  if (Op == "in" || Op == "not in") {
    if (A.Kind != Known::Text || B.Kind != Known::Text)
      return std::nullopt;
    return llvm::StringRef(B.Words).contains(A.Words) == (Op == "in");
  }
  auto X = numberOf(A), Y = numberOf(B);
  if (!X || !Y)
    return std::nullopt;
  return Op == "<"    ? std::optional<bool>(*X < *Y)
         : Op == ">"  ? std::optional<bool>(*X > *Y)
         : Op == "<=" ? std::optional<bool>(*X <= *Y)
         : Op == ">=" ? std::optional<bool>(*X >= *Y)
                      : std::nullopt;
}

/// The Enums of a repository, found once.
const std::vector<ClassRef> &enumsOf(Engine &E) {
  std::optional<std::vector<ClassRef>> &All = E.shared().Enums;
  if (All)
    return *All;
  All.emplace();
  const Program &P = E.program();
  for (uint32_t M = 0; M < P.modules().size(); ++M) {
    const Summary &S = P.graph(M);
    for (uint32_t I = 0; I < S.classes().size(); ++I)
      if (llvm::any_of(S.list(S.classes()[I].Bases), [&](NodeId Base) {
            return lastName(S, Base).ends_with("Enum");
          }))
        All->push_back({M, I});
  }
  return *All;
}

/// The members of an Enum, which an option gives by name or by value. The class
/// is found by its name: to evaluate each right side of an `in` costs too much.
bool Decider::members(NodeRef N, Alternatives &Out) {
  llvm::StringRef Name = lastName(P.graph(N), N.Id);
  std::optional<ClassRef> Only;
  for (ClassRef C : enumsOf(E)) {
    if (P.graph(C.Module).string(P.classOf(C).Name) != Name ||
        !P.related(N.Module, C.Module))
      continue;
    if (Only)
      return false;
    Only = C;
  }
  if (!Only)
    return false;
  const Summary &S = P.graph(Only->Module);
  for (const Binding &B : S.bindings(S.scopes()[P.classOf(*Only).Scope])) {
    Out.push_back(ofText(S.string(B.Name)));
    alternatives({Only->Module, B.Node}, 0, Out, /*Depth=*/0);
  }
  return !Out.empty();
}

Truth Decider::compare(NodeRef N, ContextId C, unsigned Depth) {
  const Summary &S = P.graph(N);
  llvm::StringRef Op = S.name(N.Id);
  NodeRef Left{N.Module, S.operand(N.Id, 0)},
      Right{N.Module, S.operand(N.Id, 1)};
  Alternatives A, B;
  if (S.node(N.Id).Count != 2 || !alternatives(Left, C, A, Depth))
    return Truth::Open;
  const Node &Among = S.node(Right.Id);
  bool IsList = Among.Kind == NodeKind::List || Among.Kind == NodeKind::Tuple ||
                Among.Kind == NodeKind::Set;
  if (IsList) {
    if (Op != "in" && Op != "not in")
      return Truth::Open;
    for (const Operand &O : S.operands(Among))
      if (!alternatives({N.Module, O.Value}, C, B, Depth))
        return Truth::Open;
  } else if ((Op == "in" || Op == "not in") && members(Right, B)) {
    IsList = true;
  } else if (!alternatives(Right, C, B, Depth)) {
    return Truth::Open;
  }
  std::optional<bool> All;
  for (const Known &X : A) {
    std::optional<bool> One;
    for (const Known &Y : B) {
      auto Now = holds(IsList ? "==" : Op, X, Y);
      if (!Now || (One && !IsList && *One != *Now))
        return Truth::Open;
      One = IsList && One ? *One || *Now : *Now;
    }
    if (!One)
      return Truth::Open;
    if (IsList && Op == "not in")
      One = !*One;
    if (All && *All != *One)
      return Truth::Open;
    All = One;
  }
  return All ? truth(*All) : Truth::Open;
}

Truth Decider::of(NodeRef N, ContextId C, unsigned Depth) {
  const Summary &S = P.graph(N);
  const Node &At = S.node(N.Id);
  if (Depth > MaxDepth)
    return Truth::Open;
  if (At.Kind == NodeKind::Compare)
    return compare(N, C, Depth);
  if (At.Kind == NodeKind::Unary && S.name(N.Id) == "not")
    return opposite(of({N.Module, S.operand(N.Id, 0)}, C, Depth + 1));
  if (At.Kind == NodeKind::Binary && S.name(N.Id) == "and") {
    Truth Left = of({N.Module, S.operand(N.Id, 0)}, C, Depth + 1);
    Truth Right = of({N.Module, S.operand(N.Id, 1)}, C, Depth + 1);
    return Left == Truth::No || Right == Truth::No     ? Truth::No
           : Left == Truth::Yes && Right == Truth::Yes ? Truth::Yes
                                                       : Truth::Open;
  }
  Alternatives Values;
  if (!alternatives(N, C, Values, Depth) || Values.empty())
    return Truth::Open;
  std::optional<bool> All;
  for (const Known &K : Values) {
    // A word such as "False" is true to Python, and hardly meant so.
    if (K.Kind == Known::Text && isNo(K.Words))
      return Truth::Open;
    bool On = K.Kind == Known::Flag ? K.On
              : K.Kind == Known::Number
                  ? K.Value != 0
                  : K.Kind == Known::Text && !K.Words.empty();
    if (All && *All != On)
      return Truth::Open;
    All = On;
  }
  return truth(*All);
}

/// Could a condition be decided at all?
bool isSimple(const Summary &S, NodeId Id, unsigned Depth = 0) {
  const Node &N = S.node(Id);
  if (N.Kind == NodeKind::Attr || N.Kind == NodeKind::Param)
    return true;
  if (Depth > 3 || (N.Kind != NodeKind::Compare && N.Kind != NodeKind::Unary &&
                    N.Kind != NodeKind::Binary))
    return false;
  return llvm::any_of(S.operands(N), [&](const Operand &O) {
    return isSimple(S, O.Value, Depth + 1);
  });
}

/// The branches of a module in the order of their beginnings, each with the
/// nearest one around it.
const BranchTable &branchesOf(Engine &E, uint32_t Module) {
  auto &All = E.shared().Branches;
  if (All.empty())
    All.resize(E.program().modules().size());
  if (All[Module])
    return *All[Module];
  BranchTable &Out = All[Module].emplace();
  const Summary &S = E.program().graph(Module);
  if (S.frontEnd() != FrontEnd::Python && S.frontEnd() != FrontEnd::Notebook)
    return Out;
  for (const Region &R : S.regions())
    if ((R.Kind == RegionKind::If || R.Kind == RegionKind::Else) && R.Node &&
        isSimple(S, R.Node))
      Out.push_back({R, BranchIndex::None});
  llvm::sort(Out, [](const BranchIndex &A, const BranchIndex &B) {
    return std::make_pair(A.Of.Begin, B.Of.End) <
           std::make_pair(B.Of.Begin, A.Of.End);
  });
  for (uint32_t I = 1; I < Out.size(); ++I) {
    uint32_t Around = I - 1;
    while (Around != BranchIndex::None && Out[Around].Of.End < Out[I].Of.End)
      Around = Out[Around].Around;
    Out[I].Around = Around;
  }
  return Out;
}

/// Does a branch around the code, itself in no function between, come to what
/// leaves it out?
template <typename Ask>
bool isLeftOutBy(Engine &E, NodeRef Code, const Ask &TruthOf) {
  const BranchTable &All = branchesOf(E, Code.Module);
  const Node &At = E.program().node(Code);
  auto Next = llvm::partition_point(
      All, [&](const BranchIndex &B) { return B.Of.Begin <= At.Begin; });
  for (auto I = static_cast<uint32_t>(Next - All.begin()) - 1;
       I != BranchIndex::None; I = All[I].Around) {
    const Region &Of = All[I].Of;
    // `a if c else b` itself begins where a does.
    if (At.End <= Of.End &&
        TruthOf(NodeRef{Code.Module, Of.Node}) ==
            (Of.Kind == RegionKind::If ? Truth::No : Truth::Yes))
      return true;
  }
  return false;
}

} // namespace

Truth truthOf(Engine &E, NodeRef Condition, ContextId C, bool AskOptions) {
  return Decider(E, AskOptions).of(Condition, C, 0);
}

/// Each condition and context is asked for once.
static Truth
knownTruth(llvm::DenseMap<std::pair<uint64_t, ContextId>, Truth> &In, Engine &E,
           NodeRef Condition, ContextId C, bool AskOptions) {
  auto [It, New] = In.try_emplace({Condition.key(), C}, Truth::Open);
  if (!New)
    return It->second;
  Truth T = truthOf(E, Condition, C, AskOptions);
  In[{Condition.key(), C}] = T; // the table may have grown
  return T;
}

bool isSkippedByCall(Engine &E, NodeRef Code, ContextId C) {
  return C != 0 && isLeftOutBy(E, Code, [&](NodeRef Condition) {
           return knownTruth(E.shared().DecidedByCall, E, Condition, C,
                             /*AskOptions=*/false);
         });
}

bool isSkippedByOptions(Engine &E, NodeRef Code, ContextId C) {
  return isLeftOutBy(E, Code, [&](NodeRef Condition) {
    return truthOf(E, Condition, C, /*AskOptions=*/true);
  });
}

bool Branches::isSkipped(NodeRef Code, ContextId C) {
  for (; Code; Code = E.contexts().site(C), C = E.contexts().parent(C)) {
    if (isLeftOutBy(E, Code, [&](NodeRef Condition) {
          return knownTruth(Known, E, Condition, C, /*AskOptions=*/true);
        }))
      return true;
    if (C == 0)
      return false;
  }
  return false;
}

} // namespace modeltidy
