//===- sound_reader.h - sound Python, read by hand ------------------------===//
//
// Builds the very syntax tree that tree-sitter's grammar gives, some twenty
// times as fast, for texts without errors and without what is rare (match
// statements, print statements of Python 2, generic functions). It gives up at
// the first thing that it does not know, and tree-sitter reads the file: no
// tree here is a guess. tests/python/sound_reader_test.cpp compares both.
//
// Recursive descent over tokens. Children are linked below drafts, since what a
// node is stands behind its first child (a + b); a last pass puts the drafts in
// preorder.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_FRONTENDS_PYTHON_SOUND_READER_H
#define MODEL_TIDY_SCANNER_FRONTENDS_PYTHON_SOUND_READER_H

#include "scanner/frontends/python/syntax.h"
#include "scanner/frontends/python/tokens.h"
#include "llvm/ADT/SmallVector.h"

namespace modeltidy::python {

class SoundReader {
public:
  explicit SoundReader(llvm::StringRef Text) : Text(Text) {}

  /// False where the text is not for this reader.
  bool read();

  /// After read(): the nodes in preorder; names and NOLINT comments go to the
  /// builder, in order of place.
  std::vector<Syntax> emit(SummaryBuilder &Builder) const;

private:
  using DraftId = uint32_t; // index in Drafts
  struct Draft {
    Sym Kind;
    uint32_t Begin, End;
    DraftId First, Last; // children, 0: none
    DraftId Next;        // sibling
  };
  using Items = llvm::SmallVector<DraftId, 8>;
  /// Expressions and statements within each other; tree-sitter has no limit.
  static constexpr unsigned MaxDepth = 150;

  // sound_reader.cpp
  Tok kind() const { return List.Tokens[At].Kind; }
  Tok kindAhead(size_t N) const {
    return List.Tokens[std::min(At + N, List.Tokens.size() - 1)].Kind;
  }
  llvm::StringRef word() const {
    return Text.slice(List.Tokens[At].Begin, List.Tokens[At].End);
  }
  uint32_t begin() const { return List.Tokens[At].Begin; }
  void advance();
  bool accept(Tok Kind);
  void expect(Tok Kind);
  DraftId fail();
  DraftId open(Sym Kind, uint32_t Begin);
  DraftId openAround(Sym Kind, DraftId First); // its first child
  void append(DraftId Parent, DraftId Child);
  DraftId close(DraftId Id);
  DraftId leaf(Sym Kind);
  DraftId identifier();
  void addComment(size_t I, SummaryBuilder &Builder) const;
  void emitNames(const Draft &D, Syntax &Out, SummaryBuilder &Builder,
                 size_t &Comment) const;

  // sound_expression.cpp
  DraftId expression();
  DraftId binary(unsigned Least);
  DraftId comparison(DraftId Left);
  DraftId operatorLeaf();
  DraftId prefix(unsigned Least);
  DraftId lambda();
  DraftId primary();
  DraftId atom();
  DraftId attribute(DraftId Object);
  DraftId call(DraftId Callee);
  DraftId subscript(DraftId Object);
  DraftId subscriptItem();
  DraftId argument(bool OfPrint);
  DraftId arguments(bool OfPrint);
  DraftId splat(bool Argument);
  DraftId element();
  DraftId list();
  DraftId elements(DraftId Id, Sym Comprehension, Tok Closing);
  DraftId parenthesized();
  DraftId braces();
  DraftId restOfDict(DraftId Id);
  DraftId pairOf(DraftId Key);
  void clauses(DraftId Comprehension);
  DraftId strings();
  DraftId string();
  DraftId yield();
  DraftId expressionList();
  DraftId targets();
  DraftId splatTarget();
  DraftId type();
  DraftId typeOperand();
  DraftId typeParameter();

  // sound_statement.cpp
  void statements(DraftId Parent, Tok Until);
  DraftId compound();
  void simpleLine(DraftId Parent);
  DraftId simple();
  DraftId expressionStatement();
  DraftId assignment(DraftId Left);
  DraftId rightSide();
  DraftId patternOf(const Items &Parts, bool Several);
  bool makePattern(DraftId Id);
  DraftId keywordStatement(Sym Kind);
  DraftId assertStatement();
  DraftId names(Sym Kind);
  DraftId raise();
  DraftId import();
  DraftId importFrom();
  DraftId relativeModule();
  void importList(DraftId Import);
  DraftId dottedName();

  // sound_compound.cpp
  void suite(DraftId Parent);
  void clause(DraftId Parent, Sym Kind, bool Test);
  DraftId ifStatement();
  DraftId whileStatement();
  DraftId forStatement(uint32_t Begin);
  DraftId tryStatement();
  DraftId exceptClause();
  DraftId aliased(DraftId Value);
  DraftId withStatement(uint32_t Begin);
  DraftId withClause();
  unsigned itemsInParens() const;
  DraftId onlyItemInParens();
  DraftId withItem();
  DraftId function(uint32_t Begin, DraftId Async);
  DraftId classDefinition();
  DraftId decorated();
  void parameterList(DraftId Parent, Tok Until, bool Typed);
  DraftId parameter(bool Typed);
  DraftId splatParameter();

  struct Nested {
    unsigned &Depth;
    ~Nested() { --Depth; }
  };
  bool enter() { return ++Depth <= MaxDepth; }

  llvm::StringRef Text;
  TokenList List;
  size_t At = 0;
  uint32_t LastEnd = 0;
  std::vector<Draft> Drafts;
  unsigned Depth = 0;
  bool Sound = true;
};

} // namespace modeltidy::python

#endif
