//===- graph.h - from the flat syntax tree to the value graph -------------===//
//
// Graph walks one scope at a time, the module first: a definition met on the
// way queues its body, so that one environment is enough and definitions do
// not nest on the stack. eval() returns the node that an expression's value is,
// exec() runs a statement over the environment.
//
// Left-nested chains (a + b + c, a.b().c()) are walked iteratively; all other
// nesting recurs and is capped by MaxPythonNesting. The parts:
//
//   graph.cpp             scopes, variables, the queue, exit bindings
//   graph_expression.cpp  literals, operators, comprehensions
//   graph_call.cpp        calls and the new versions that they make
//   graph_assign.cpp      targets, unpacking, stores, del
//   graph_statement.cpp   the dispatcher and the simple statements
//   graph_flow.cpp        if, loops, try, with       graph_match.cpp  match
//   graph_alias.cpp       names of parts of variables
//   graph_loop.cpp        what a loop's body changes of what is iterated
//   graph_define.cpp      functions, classes, parameters, imports
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_FRONTENDS_PYTHON_GRAPH_H
#define MODEL_TIDY_SCANNER_FRONTENDS_PYTHON_GRAPH_H

#include "scanner/frontends/common/ssa.h"
#include "scanner/frontends/python/literals.h"
#include "scanner/frontends/python/scopes.h"
#include "llvm/ADT/DenseMap.h"
#include <optional>

namespace modeltidy::python {

using namespace ssa;

class Graph {
public:
  Graph(SummaryBuilder &Builder, SyntaxTree &Tree, ScopeTable &Scopes,
        NameTable &Names, ErrorLog &Errors)
      : Builder(Builder), Tree(Tree), Scopes(Scopes), Names(Names),
        Errors(Errors), Env(Builder), CondName(Builder.intern("cond")) {}

  void run();

private:
  using Operands = llvm::SmallVector<Operand, 6>;

  /// A definition whose body is still to be walked.
  struct Body {
    SyntaxId At; // FunctionDef, Lambda or ClassDef; 0: the module
    ScopeForm Form;
    uint32_t Scope; // index in Scopes
    uint32_t Owner; // function or class index
  };
  /// What a name means in the scope being walked; found once a scope.
  struct Meaning {
    uint32_t Stamp;
    SlotId Slot;
    bool Local, IsGlobal;
    uint32_t Owner; // index in Scopes, where not Local
    bool Noted;     // in Readers
  };
  /// A version that an assignment replaced while inner scopes could read it.
  struct Replaced {
    uint64_t Variable; // see variableKey
    NodeId Value;
    uint32_t End; // of the assignment
  };
  static constexpr unsigned MaxEarlierVersions = 16; // of a variable
  static uint64_t variableKey(uint32_t SummaryScope, StringId Name) {
    return uint64_t(SummaryScope) << 32 | Name;
  }
  static constexpr SlotId NoSlot = ~0u;

  // graph.cpp
  void runBody(const Body &B);
  void runFunction(const Body &B);
  void finishScope(const Body &B, bool Exits);
  void bindExit(SlotId S, NodeId Value);
  void noteReader(StringId Name, Meaning &M);
  void noteReplaced(SyntaxId Target, SyntaxId Statement);
  void bindEarlierVersions();
  bool isTypedDict(NodeId Value) const;
  bool isBuiltin(NodeId Callee, llvm::StringRef Name) const;
  void addConfigRoot();
  Meaning &meaning(StringId Name);
  SlotId slotOf(StringId Name);
  NodeId read(StringId Name, Span At);
  void bind(StringId Name, NodeId Value);
  NodeId add(NodeKind Kind, SyntaxId At, StringId Name = 0,
             llvm::ArrayRef<Operand> Ops = {}, uint32_t Aux = 0) {
    return Builder.add(Kind, Tree[At].Begin, Tree[At].End, ScopeId, Name, Ops,
                       Aux);
  }
  NodeId add1(NodeKind Kind, SyntaxId At, NodeId Value, StringId Name = 0) {
    return add(Kind, At, Name, Operand{0, Value});
  }
  Span spanOf(SyntaxId I) const { return {Tree[I].Begin, Tree[I].End}; }
  /// False, with an error noted, where nesting is too deep.
  bool enter(SyntaxId I);
  void recover(SyntaxId I);
  void recoverParts(SyntaxId I);
  void recoverErrors(SyntaxId I);

  // graph_expression.cpp
  NodeId eval(SyntaxId I);
  NodeId evalChain(SyntaxId I);
  NodeId evalLink(SyntaxId I, NodeId First);
  NodeId evalLeaf(SyntaxId I);
  NodeId evalString(SyntaxId I);
  std::optional<StringId> constantString(SyntaxId I);
  void appendString(SyntaxId I, llvm::SmallVectorImpl<char> &Text,
                    SyntaxId &From, Operands &Pieces);
  void flushPiece(SyntaxId From, llvm::SmallVectorImpl<char> &Text,
                  Operands &Pieces);
  NodeId evalSequence(NodeKind Kind, SyntaxId I);
  NodeId evalDict(SyntaxId I);
  NodeId evalPair(SyntaxId I);
  NodeId evalSubscript(SyntaxId I, NodeId Object);
  NodeId evalSlicePart(SyntaxId I);
  NodeId evalCompare(SyntaxId I);
  NodeId evalChoice(SyntaxId I);
  NodeId evalYield(SyntaxId I);
  NodeId evalType(SyntaxId I);
  NodeId evalOpaque(SyntaxId I);
  NodeId evalComprehension(SyntaxId I);
  using SavedNames = llvm::SmallVector<std::pair<StringId, Meaning>, 4>;
  void bindComprehension(SyntaxId Target, SavedNames &Saved);
  void restoreNames(SavedNames &Saved, bool Captured);

  // graph_call.cpp
  NodeId evalCall(SyntaxId I, NodeId Callee);
  bool storeNamedAttribute(SyntaxId I, const Operands &Ops);
  bool isDisplayOfDict(const Operands &Ops) const;
  void addArgument(SyntaxId A, Operands &Ops);
  NodeId versionToChange(SyntaxId Object, SyntaxId Root, NodeId Value);
  void changeReceiver(SyntaxId I, NodeId Callee, NodeId Call);
  void changeArguments(SyntaxId Arguments, NodeId Call);
  NodeId callBuiltin(SyntaxId I, llvm::StringRef Name);

  // graph_assign.cpp
  void assign(SyntaxId I);
  void assignAugmented(SyntaxId I);
  void assignTo(SyntaxId Target, NodeId Value);
  void unpack(SyntaxId Target, NodeId Value);
  bool unpackLiteral(SyntaxId Target, NodeId Value, unsigned Count);
  NodeId latest(SyntaxId Variable, NodeId Seen);
  void store(SyntaxId Target, NodeId Value);
  NodeId storeDefault(SyntaxId I, NodeId &Node, NodeId Value);
  void storeBack(SyntaxId I, NodeId Node, NodeId Value);
  void remove(SyntaxId Target);
  NodeId itemKey(SyntaxId Subscript);
  NodeId addItem(SyntaxId At, NodeId Object, llvm::StringRef Index);

  // graph_statement.cpp
  void exec(SyntaxId I);
  void execSimple(SyntaxId I);
  void execBlock(SyntaxId Block);
  void execClause(SyntaxId Clause);
  void execExpression(SyntaxId I);
  void execReturn(SyntaxId I);

  // graph_flow.cpp
  struct LoopPhi {
    SlotId Slot;
    NodeId Phi, Base; // Base: the version before the loop
  };
  using LoopPhis = llvm::SmallVector<LoopPhi, 16>;
  NodeId evalTest(SyntaxId Clause);
  void execIf(SyntaxId I);
  void execFor(SyntaxId I);
  void execWhile(SyntaxId I);
  void openLoop(SyntaxId First, SyntaxId Last, SyntaxId At, LoopPhis &Phis);
  void closeLoop(const LoopPhis &Phis, size_t Mark);
  void leaveLoop(SyntaxId I, size_t Mark);
  void execTry(SyntaxId I);
  void execHandlers(SyntaxId I, llvm::ArrayRef<SlotValue> Entry);
  void execHandler(SyntaxId I);
  void execFinally(SyntaxId I, llvm::ArrayRef<SlotValue> Entry);
  void execWith(SyntaxId I);
  void execWithItem(SyntaxId Item, SyntaxId Body);

  // graph_alias.cpp
  void noteAlias(SyntaxId Target, SyntaxId Value, NodeId Node);
  NodeId originOf(NodeId Version, unsigned Level = 0);
  bool changesPart(NodeId Value) const;
  void changeAliased(NodeId Version);
  static bool isVersion(NodeKind Kind) {
    return Kind == NodeKind::SetItem || Kind == NodeKind::SetAttr ||
           Kind == NodeKind::DelItem || Kind == NodeKind::AfterCall;
  }

  // graph_loop.cpp
  /// A variable of a loop's target, and what is iterated.
  struct Element {
    NodeId Value; // at the start of the body
    SlotId Slot;
    unsigned Levels; // unpackings between the element and the value
    SyntaxId Source;
  };
  using Elements = llvm::SmallVector<Element, 4>;
  void findElements(SyntaxId Target, SyntaxId Source, Elements &Out);
  void addElements(SyntaxId Target, SyntaxId Source, unsigned Levels,
                   Elements &Out);
  bool mayStore(NodeId N, NodeId Except) const;
  bool isIdleRecursion(NodeId Call) const;
  bool mayChange(NodeId Version, const Element &E) const;
  void findChanges(const Element &E, NodeId First,
                   llvm::SmallVectorImpl<NodeId> &Out) const;
  void changeIterated(llvm::ArrayRef<Element> Elements, NodeId First);
  void storeElement(const Element &E, NodeId Value);

  // graph_match.cpp
  void execMatch(SyntaxId I);
  void bindPattern(SyntaxId P, NodeId Value);
  void bindSequence(SyntaxId P, NodeId Value);
  void bindDict(SyntaxId P, NodeId Value);
  void execCase(SyntaxId I, NodeId Subject);

  // graph_define.cpp
  void define(SyntaxId I, llvm::ArrayRef<NodeId> Decorators);
  NodeId makeClass(SyntaxId I, StringId Name,
                   llvm::ArrayRef<NodeId> Decorators);
  StringId moduleName(SyntaxId I);
  void execDecorated(SyntaxId I);
  NodeId makeFunction(SyntaxId I, StringId Name, SyntaxId Params,
                      llvm::ArrayRef<NodeId> Decorators, uint32_t Flags);
  NodeId makeParam(SyntaxId P, uint32_t Scope, bool &KeywordOnly);
  void bindParams(const Body &B);
  void execImport(SyntaxId I);
  void execImportFrom(SyntaxId I);

  SummaryBuilder &Builder;
  SyntaxTree &Tree;
  ScopeTable &Scopes;
  NameTable &Names;
  ErrorLog &Errors;
  Environment Env;
  StringId CondName;
  uint32_t BlockEnd = 0; // of the statements in hand

  std::vector<Body> Queue;
  std::vector<Meaning> Meanings; // by StringId
  uint32_t MeaningStamp = 0;
  Body Current{};
  uint32_t ScopeId = 0; // the summary's scope being walked
  NodeId BodyFirst = 0; // the first node of the scope being walked
  std::vector<NodeId> Returns, Yields;
  std::vector<Replaced> Earlier;              // in order
  llvm::DenseMap<uint64_t, uint32_t> Readers; // where the first inner scope
                                              // that reads a variable begins
  std::vector<Operand> ModuleExits; // the module's variables and their values
  std::vector<SyntaxId> Chain;      // open links of left-nested expressions
  llvm::DenseMap<NodeId, SyntaxId> Aliases; // values that are parts, and where
  llvm::DenseMap<NodeId, NodeId> Origins;   // of versions; of a loop's Phi
  unsigned Depth = 0, AliasDepth = 0;

  /// Leaves a level of nesting at the end of a block.
  struct Nested {
    unsigned &Depth;
    ~Nested() { --Depth; }
  };
};

} // namespace modeltidy::python

#endif
