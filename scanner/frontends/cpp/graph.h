//===- graph.h - from the flat C++ syntax tree to the value graph ---------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Graph walks one scope at a time, the file first: a function met on the way
// queues its body, so that one environment is enough and definitions do not
// nest on the stack. eval() returns the node that an expression's value is,
// exec() runs a statement over the environment. Left-nested chains are walked
// iteratively; all other nesting recurs and is capped by MaxCppNesting.
//
//   graph.cpp             scopes, variables, the queue, names
//   graph_declare.cpp     variables, their types and initial values
//   graph_define.cpp      functions, classes, namespaces, macros, includes
//   graph_expression.cpp  literals, operators, initializer lists, lambdas
//   graph_call.cpp        calls, streams, and the new versions that they make
//   graph_option.cpp      options of the command line
//   graph_template.cpp    what templates are given
//   graph_statement.cpp   the dispatcher      graph_flow.cpp  branches, loops
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_CPP_GRAPH_H
#define MODEL_TIDY_SCANNER_FRONTENDS_CPP_GRAPH_H

#include "scanner/frontends/common/ssa.h"
#include "scanner/frontends/cpp/cpp.h"
#include "scanner/frontends/cpp/known_names.h"
#include "scanner/frontends/cpp/syntax.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include <optional>

namespace modeltidy::cpp {

using namespace ssa;

class Graph {
public:
  Graph(SummaryBuilder &Builder, SyntaxTree &Tree, ErrorLog &Errors,
        const CompilerFacts &Known)
      : Builder(Builder), Tree(Tree), Errors(Errors), Known(Known),
        Env(Builder) {}

  void run();

private:
  using Operands = llvm::SmallVector<Operand, 6>;

  /// A function whose body is still to be walked.
  struct Body {
    SyntaxId At; // FunctionDef or Lambda; 0: the file
    uint32_t Scope, Owner;
    uint32_t Class; // 1 + index in Classes whose members it sees
  };
  /// What stands behind a name in the scope being walked.
  struct Variable {
    SlotId Slot;
    uint32_t Owner; // the summary's scope that owns it
  };
  struct ClassInfo {
    uint32_t Index = 0, Scope = 0;
    llvm::DenseSet<StringId> Fields, Methods;
    llvm::DenseMap<StringId, std::string> Types; // of fields that are objects
    bool IsHere = false; // else its fields are what its methods tell
    llvm::DenseSet<StringId> Assigned; // by methods that do not declare it
    llvm::SmallVector<StringId, 2> Template; // names of its parameters
  };
  /// Of each function scope, for the lambdas inside it.
  struct ScopeInfo {
    uint32_t Parent; // the enclosing function's scope, 0: none
    llvm::DenseSet<StringId> Declared;
    llvm::SmallVector<StringId, 2> Template; // names of its parameters
  };

  // graph.cpp
  void runBody(const Body &B);
  void runFunction(const Body &B);
  void finishScope(const Body &B, bool Exits);
  void bindOnce(uint32_t Scope, StringId Name, NodeId Value);
  Variable *find(StringId Name);
  Variable &outer(StringId Name, NodeId Base, uint32_t Owner);
  NodeId read(StringId Name, Span At);
  NodeId readThis(Span At);
  NodeId global(llvm::StringRef Name, Span At) {
    return Builder.add(NodeKind::Global, At.Begin, At.End, ScopeId,
                       Builder.intern(Name));
  }
  bool isVariable(StringId Name);
  bool isField(StringId Name) const;
  bool isFieldAt(SyntaxId I) const;
  void resolveOverloads();
  bool isMethod(StringId Name) const;
  void declareName(StringId Name, NodeId Value);
  void bind(StringId Name, NodeId Value, Span At);
  void assignTo(SyntaxId Target, NodeId Value);
  void storeBack(SyntaxId Target, NodeId Value);
  NodeId add(NodeKind Kind, Span At, llvm::StringRef Name = "",
             llvm::ArrayRef<Operand> Ops = {}, uint32_t Aux = 0) {
    return Builder.add(Kind, At.Begin, At.End, ScopeId, Builder.intern(Name),
                       Ops, Aux);
  }
  NodeId add1(NodeKind Kind, Span At, NodeId Value, llvm::StringRef Name = "") {
    return add(Kind, At, Name, Operand{0, Value});
  }
  Span spanOf(SyntaxId I) const { return {Tree[I].Begin, Tree[I].End}; }
  NodeId opaque(SyntaxId I) { return add(NodeKind::Opaque, spanOf(I)); }
  bool enter(SyntaxId I);
  std::string nameOf(SyntaxId I) const;
  std::string aliased(llvm::StringRef Name) const;

  // graph_declare.cpp
  void declare(SyntaxId I);
  void declareOne(SyntaxId Declarator, SyntaxId Type, SyntaxId Statement);
  void declareWith(SyntaxId Declarator, NodeId Value);
  NodeId initialValue(llvm::StringRef Type, SyntaxId Value, SyntaxId At,
                      bool IsPointer);
  NodeId construct(llvm::StringRef Type, Operands Arguments, SyntaxId At);
  NodeId emptyValue(llvm::StringRef Type, SyntaxId At, bool IsPointer);
  std::string typeName(SyntaxId Type) const;
  SyntaxId innermost(SyntaxId Declarator) const;
  void unpack(SyntaxId Binding, NodeId Value);

  // graph_define.cpp
  NodeId makeFunction(SyntaxId I, StringId Name, uint32_t ClassIndex);
  void makeParams(SyntaxId Declarator, uint32_t Scope,
                  llvm::SmallVectorImpl<NodeId> &Out);
  void defineFunction(SyntaxId I);
  uint32_t classNamed(llvm::StringRef Name, SyntaxId At);
  void defineClass(SyntaxId I);
  void defineMember(SyntaxId I, uint32_t Class);
  void addField(SyntaxId I, uint32_t Class);
  void addBase(SyntaxId I, llvm::SmallVectorImpl<NodeId> &Bases);
  void bindParams(const Body &B);
  void initializeFields(SyntaxId I);
  std::string fieldType(StringId Name) const;
  bool isCopy(llvm::StringRef Type, llvm::ArrayRef<Operand> Given) const;
  void noteFields(SyntaxId I, ClassInfo &Of);
  void include(SyntaxId I);
  void define(SyntaxId I);
  void addAlias(SyntaxId I);
  void useNamespace(SyntaxId I);
  void defineEnum(SyntaxId I);

  // graph_expression.cpp
  NodeId eval(SyntaxId I);
  NodeId evalChain(SyntaxId I);
  NodeId evalLink(SyntaxId I, NodeId First);
  NodeId evalLeaf(SyntaxId I);
  NodeId evalWrapped(SyntaxId I);
  NodeId evalName(SyntaxId I);
  NodeId evalStrings(SyntaxId I);
  NodeId evalInitList(SyntaxId I, NodeId Callee = 0);
  bool isPairList(SyntaxId I) const;
  NodeId evalPairs(SyntaxId I);
  NodeId evalAssign(SyntaxId I);
  NodeId evalSubscript(SyntaxId I, NodeId Object);
  NodeId evalConditional(SyntaxId I);
  NodeId evalLambda(SyntaxId I);
  NodeId evalParts(SyntaxId I);

  // graph_call.cpp
  NodeId evalCall(SyntaxId I);
  NodeId evalMethod(SyntaxId I, SyntaxId Callee, NodeId Object);
  NodeId evalNamed(SyntaxId I, SyntaxId Callee);
  NodeId shapedCall(SyntaxId I, CallShape Shape, llvm::StringRef Name,
                    SyntaxId Callee);
  void addArguments(SyntaxId I, Operands &Ops);
  NodeId finishCall(SyntaxId I, llvm::ArrayRef<Operand> Ops,
                    llvm::StringRef Name);
  void changeArguments(SyntaxId I, NodeId Call);
  void changeGiven(SyntaxId List, NodeId Object);
  void changeArgument(SyntaxId A, NodeId Call, uint32_t Place);
  void holdPointers(SyntaxId Arguments);
  NodeId pathMethod(SyntaxId I, llvm::StringRef Method, NodeId Object);
  bool execStream(SyntaxId I);
  std::string templateType(SyntaxId Callee) const;

  // graph_text.cpp
  struct TextPieces {
    void add(llvm::StringRef Constant);
    void add(NodeId Value);
    Span placeOf(size_t Byte, const SummaryBuilder &In, Span Whole) const;
    std::string Text; // pieces that are no constants are marks in it
    llvm::SmallVector<std::pair<size_t, NodeId>, 8> Starts;
    llvm::SmallVector<NodeId, 8> Holes;
  };
  NodeId textNode(SyntaxId I, llvm::StringRef Text);
  llvm::StringRef constantText(NodeId N) const;
  bool takePieces(NodeId N, TextPieces &Into) const;
  NodeId keysOf(const TextPieces &Of, Span At);
  NodeId withKeys(NodeId Text);
  NodeId formatKeys(llvm::ArrayRef<Operand> Ops, Span At);
  Operands printfKeys(NodeId Format, llvm::ArrayRef<Operand> Given);
  NodeId printfText(SyntaxId I, llvm::ArrayRef<Operand> Ops, size_t Format);

  // graph_template.cpp
  void openTemplate(SyntaxId I);
  void addTemplateParams(SyntaxId I, uint32_t Scope,
                         llvm::SmallVectorImpl<NodeId> &Out);
  void addTemplateFields(llvm::ArrayRef<StringId> Names, SyntaxId I,
                         uint32_t Class);
  NodeId classTemplateName(StringId Name, Span At);
  NodeId templateMember(SyntaxId I);
  NodeId typeNode(llvm::StringRef Type, Span At);
  void addTemplateArguments(SyntaxId Callee, Operands &Ops);
  void tellTemplate(NodeId Object, SyntaxId Type);

  // graph_option.cpp
  struct OptionNames {
    llvm::SmallVector<std::string, 2> Names;
    bool HoldsValue = false; // "--model=": the value stands in the same word
  };
  void findOptions();
  void findNames(SyntaxId Call);
  void findReader(SyntaxId Declarator);
  OptionNames optionsTested(SyntaxId Condition) const;
  OptionNames optionsOfCase(SyntaxId Case) const;
  NodeId optionValue(const OptionNames &Of, Span At);
  void addLetter(SyntaxId Literal, OptionNames &To) const;
  NodeId testedValue(Span At);
  NodeId argumentValue(SyntaxId I);
  std::string operandNumber(SyntaxId Key) const;
  NodeId optionRead(SyntaxId I, SyntaxId Callee);
  NodeId optionCall(SyntaxId I, llvm::StringRef Name,
                    llvm::ArrayRef<Operand> Ops);
  void bindOption(SyntaxId I, llvm::StringRef Name);
  void findDefault(SyntaxId I);
  SyntaxId declaredBy(SyntaxId I) const;
  void noteDefault(SyntaxId Names, SyntaxId Value);
  static bool readsOption(llvm::StringRef Method);
  bool isOptionWord(SyntaxId I) const;
  NodeId optionOfWords(SyntaxId I);
  static OptionNames splitNames(llvm::StringRef Text);
  bool isArgumentVector(SyntaxId I) const;

  // graph_statement.cpp
  void exec(SyntaxId I);
  void execSimple(SyntaxId I);
  void execParts(SyntaxId I);
  void execBlock(SyntaxId I);
  void execExpression(SyntaxId I);
  void execReturn(SyntaxId I);

  // graph_flow.cpp
  struct LoopPhi {
    SlotId Slot;
    NodeId Phi, Base;
  };
  using LoopPhis = llvm::SmallVector<LoopPhi, 16>;
  NodeId evalTest(SyntaxId I);
  NodeId evalCondition(SyntaxId I);
  void execIf(SyntaxId I);
  void execPreprocIf(SyntaxId I);
  void execSwitch(SyntaxId I);
  void execTry(SyntaxId I);
  void openLoop(SyntaxId I, LoopPhis &Phis);
  void closeLoop(const LoopPhis &Phis, size_t Mark);
  void leaveLoop(SyntaxId I, size_t Mark);
  void execFor(SyntaxId I);
  void execRangeFor(SyntaxId I);
  void execWhile(SyntaxId I);
  void runLoop(SyntaxId I, SyntaxId Block, SyntaxId Condition, SyntaxId Update);

  SummaryBuilder &Builder;
  SyntaxTree &Tree;
  ErrorLog &Errors;
  const CompilerFacts &Known;
  Environment Env;

  std::vector<Body> Queue;
  Body Current{};
  uint32_t ScopeId = 0; // the summary's scope being walked
  llvm::DenseMap<StringId, Variable> Visible;
  std::vector<uint32_t> Owners; // of each slot
  /// What declarations of the open blocks hide.
  llvm::SmallVector<std::pair<StringId, std::optional<Variable>>, 0> Hidden;
  llvm::DenseMap<uint32_t, ScopeInfo> Functions; // by summary scope
  std::vector<ClassInfo> Classes;
  llvm::StringMap<uint32_t> ClassIndex; // 1 + index in Classes
  llvm::StringSet<> Namespaces;
  llvm::StringMap<std::string> Aliases;
  llvm::DenseSet<uint64_t> Bound;  // (scope, name) with an Exit binding
  llvm::DenseSet<SlotId> Builders; // string streams
  llvm::DenseSet<StringId> FileVariables;
  llvm::SmallVector<StringId, 2> Declared; // by the template around here
  llvm::DenseSet<StringId> TemplateNames;  // parameters of all templates
  /// Variables whose address another one keeps: f(handle, &buffer).
  llvm::DenseMap<StringId, llvm::SmallVector<StringId, 2>> Held;
  llvm::SmallVector<OptionNames, 4> Tested;    // options tested around here
  llvm::DenseMap<char, std::string> LongNames; // of getopt's letters
  llvm::StringMap<SyntaxId> OptionDefaults;    // literals, by option
  llvm::StringMap<std::string> OtherNames;     // of "m,model", both ways
  llvm::DenseSet<StringId> Readers; // lambdas that give the next argument
  /// Function nodes by where their names stand, and calls of overloads.
  llvm::DenseMap<uint32_t, NodeId> Definitions;
  std::vector<std::pair<NodeId, uint32_t>> Chosen;
  std::vector<NodeId> Returns;
  std::vector<SyntaxId> Chain; // open links of left-nested expressions
  uint32_t BlockEnd = 0;       // of the innermost block
  unsigned Depth = 0;

  /// Leaves a level of nesting at the end of a block.
  struct Nested {
    unsigned &Depth;
    ~Nested() { --Depth; }
  };
};

} // namespace modeltidy::cpp

#endif // MODEL_TIDY_SCANNER_FRONTENDS_CPP_GRAPH_H
