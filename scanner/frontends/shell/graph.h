//===- graph.h - from a script's flat tree to the value graph ---*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Graph walks the script, then the body of each function that it met (they
// wait in a queue). evalWord() returns the node that a word's text is; exec()
// runs a statement over the environment (common/ssa.h) and returns the Call of
// the last command in it, which a pipe or a $(…) around it takes up.
//
//   graph.cpp          scopes, variables, the queue, exit bindings
//   graph_word.cpp     words, quoting, here-documents
//   graph_variable.cpp ${…}, positional parameters, assignments
//   graph_command.cpp  command lines, redirections, pipes
//   graph_builtin.cpp  programs of the shell itself, scripts in quotes
//   graph_flow.cpp     if, case, loops, && and ||, subshells
//   graph_option.cpp   loops over the script's own options
//   graph_recover.cpp  what did not parse, line by line
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_SHELL_GRAPH_H
#define MODEL_TIDY_SCANNER_FRONTENDS_SHELL_GRAPH_H

#include "scanner/frontends/common/ssa.h"
#include "scanner/frontends/shell/pieces.h"
#include "scanner/frontends/shell/syntax.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include <deque>

namespace modeltidy::shell {

using namespace ssa;

class Graph {
public:
  Graph(SummaryBuilder &Builder, ErrorLog &Errors)
      : Builder(Builder), Errors(Errors), Env(Builder) {}

  /// Walks all scripts of the file, "\f" between them.
  void run(llvm::StringRef Text);

private:
  using Operands = llvm::SmallVector<Operand, 8>;
  using Ids = llvm::SmallVector<SyntaxId, 16>;

  /// A function whose body is still to be walked.
  struct Body {
    const Script *In;
    SyntaxId At;
    uint32_t Function, Scope;
  };

  // graph.cpp
  void defineNames(const Script &S);
  void execFunction(SyntaxId I);
  llvm::SmallVector<NodeId, 10> makeParams(SyntaxId I, uint32_t Scope);
  void runFunction(const Body &B);
  void noteEffects(const Script &Script, SyntaxId Function);
  void applyEffects(StringId Function, Span At);
  void beginParameters(llvm::ArrayRef<Binder> Binders, Span At);
  void finishScope(Span At, bool Exits);
  SlotId slotOf(StringId Name);
  bool isLocal(StringId Name) const;
  NodeId read(llvm::StringRef Name, Span At);
  void bind(llvm::StringRef Name, NodeId Value);
  Span spanOf(SyntaxId I) const {
    return {S->place((*S)[I].Begin), S->place((*S)[I].End)};
  }
  NodeId add(NodeKind Kind, Span At, llvm::StringRef Name = "",
             llvm::ArrayRef<Operand> Ops = {}, uint32_t Aux = 0,
             uint8_t Flags = 0);
  NodeId add1(NodeKind Kind, Span At, NodeId Value, uint32_t Aux = 0) {
    return add(Kind, At, "", Operand{0, Value}, Aux);
  }
  bool enter(SyntaxId I);

  // graph_word.cpp
  NodeId evalWord(SyntaxId I, bool Splits);
  bool isAllWords(SyntaxId I) const;
  void appendPart(SyntaxId I, Quoting Around, Pieces &Out);
  void appendRange(uint32_t Begin, uint32_t End, SyntaxId Parent, Quoting Mode,
                   Pieces &Out);
  NodeId evalPart(SyntaxId I);
  NodeId evalParts(SyntaxId I);
  NodeId evalDocument(SyntaxId HereDoc);
  NodeId evalBraces(SyntaxId I);
  NodeId evalNames(SyntaxId I);
  bool mayHoldBlanks(NodeId Value);
  bool isArray(NodeId Value);
  NodeId changed(SyntaxId I, NodeId Value, llvm::StringRef Operator);

  // graph_variable.cpp
  NodeId evalExpansion(SyntaxId I);
  NodeId evalOperator(SyntaxId I, llvm::StringRef Name, NodeId Value,
                      uint32_t From);
  NodeId readItem(SyntaxId I, SyntaxId Index, NodeId Array);
  NodeId readParameter(llvm::StringRef Name, Span At);
  NodeId evalTest(SyntaxId I);
  void assign(SyntaxId I);
  NodeId appended(SyntaxId I, NodeId Old, NodeId More);
  NodeId evalArray(SyntaxId I);
  NodeId evalIndex(SyntaxId Subscript);
  void execDeclaration(SyntaxId I);

  // graph_command.cpp
  /// The parts of one simple command, in the order of the text.
  struct Line {
    Ids Assignments, Words;
    Operands Named; // what redirections give
    SyntaxId Document = 0;
    bool ToErrors = false;  // >&2
    SyntaxId Piped = 0;     // the pipeline behind a here-document's mark
    SyntaxId Following = 0; // the statement behind its && or ||
  };
  NodeId exec(SyntaxId I);
  NodeId execStatement(SyntaxId I);
  NodeId execChildren(SyntaxId I);
  NodeId wholeDocument(llvm::StringRef Program, const Line &L);
  NodeId execCommand(SyntaxId I);
  NodeId execLine(Line &L);
  NodeId execWords(const Line &L);
  void fillPlaceholders(llvm::StringRef Program, Operands &Ops);
  NodeId evalEnvironment(SyntaxId Assignment);
  NodeId execRedirected(SyntaxId I);
  NodeId execPipeline(SyntaxId I, NodeId Input);
  void collect(SyntaxId Command, Line &L);
  void collectRedirect(SyntaxId I, Line &L);
  void collectDocument(SyntaxId I, Line &L);
  bool isAssignment(SyntaxId I, const Line &L) const;
  bool isCut(SyntaxId Before, SyntaxId After) const;
  void addNamed(NodeId Call, llvm::ArrayRef<Operand> Named);

  // graph_builtin.cpp
  void execBuiltin(llvm::StringRef Program, const Line &L, NodeId Call);
  void execInner(const Line &L, llvm::ArrayRef<Operand> Values);
  void execShift(const Line &L);
  void noteOutput(llvm::StringRef Program, llvm::ArrayRef<Operand> Ops);
  void execDocument(SyntaxId HereDoc);
  void execScript(SyntaxId Word, llvm::StringRef Prefix);
  NodeId execText(ScriptText Text);
  ScriptText innerScript(uint32_t Begin, uint32_t End,
                         llvm::StringRef Escaped) const;

  // graph_flow.cpp
  struct LoopPhi {
    SlotId Slot;
    NodeId Phi, Base; // Base: the version before the loop
  };
  using LoopPhis = llvm::SmallVector<LoopPhi, 16>;
  NodeId execList(SyntaxId I);
  NodeId execIf(SyntaxId I);
  NodeId execCase(SyntaxId I);
  NodeId execFor(SyntaxId I);
  NodeId execWhile(SyntaxId I);
  NodeId execSubshell(SyntaxId I);
  NodeId execCondition(SyntaxId Clause);
  NodeId execClause(SyntaxId Clause, NodeId Cond);
  NodeId evalLoopWords(SyntaxId I);
  NodeId wordsOf(NodeId Splat, Span At);
  NodeId execLoopBody(SyntaxId I, SyntaxId Block, NodeId Over, size_t Mark,
                      const LoopPhis &Phis, bool Ends);
  void openLoop(SyntaxId I, LoopPhis &Phis);
  void closeLoop(const LoopPhis &Phis, size_t Mark);
  std::string optionsOf(SyntaxId Item) const;
  NodeId optionValue(llvm::StringRef Parameter, Span At);
  void closeOptions(Span At, const LoopPhis &Phis);
  void leaveLoop(SyntaxId I, size_t Mark);

  // graph_recover.cpp
  NodeId recover(SyntaxId I);

  SummaryBuilder &Builder;
  ErrorLog &Errors;
  Environment Env;

  std::deque<Script> Scripts; // stable addresses
  const Script *S = nullptr;  // the one being walked
  std::deque<Body> Queue;
  uint32_t ScopeId = 0;
  bool InFunction = false;
  llvm::DenseSet<StringId> Functions; // names of this file's functions
  llvm::DenseSet<StringId> Locals;    // of the function being walked
  llvm::DenseMap<StringId, SlotId> Slots;
  llvm::SmallVector<NodeId, 10> Params; // "1"..."9" of the function
  NodeId AllParam = 0;                  // "@" of the function
  /// The words by which a version of "@" is shifted, where that is known.
  llvm::DenseMap<NodeId, unsigned> Shifts;
  /// What a function of the file assigns outside of itself.
  llvm::DenseMap<StringId, llvm::SmallVector<StringId, 4>> Effects;
  llvm::SmallVector<NodeId, 4> Output; // what the function prints
  unsigned Captured = 0; // levels of $(…) and | that take output away
  unsigned Depth = 0, ScriptDepth = 0, LoopDepth = 0;
  bool Recovering = false;
  std::string Options;       // that the case item being walked stands for
  unsigned ShiftsInLoop = 0; // since the words of this turn began
  bool Getopts = false;      // the loop asks getopts for the next letter

  /// Leaves a level of nesting at the end of a block.
  struct Nested {
    unsigned &Depth;
    ~Nested() { --Depth; }
  };
};

constexpr uint32_t SplatWords = 1, SplatBlanks = 3; // Aux of Splat

/// Where a here-document's text names a parameter, $1 to $9; npos: nowhere.
size_t parameterIn(llvm::StringRef Text);

/// Whether a declaration's variables end with the function (local, declare).
bool isLocalDeclaration(llvm::StringRef Text);

} // namespace modeltidy::shell

#endif // MODEL_TIDY_SCANNER_FRONTENDS_SHELL_GRAPH_H
