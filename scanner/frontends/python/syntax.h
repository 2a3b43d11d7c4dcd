//===- syntax.h - the syntax tree, flat -----------------------------------===//
//
// One pass of a tree cursor turns tree-sitter's tree into an array in preorder.
// Punctuation is gone, so that children are found by place:
//
//   f(x, k=1)   0 Call        next 6
//               1 Identifier f
//               2 ArgumentList next 6
//               3 Identifier x
//               4 KeywordArgument next 7 ...
//
// A node's first child is at I + 1, its next sibling at Next. All later passes
// (names, scopes, graph) run over this array; the tree itself is freed.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_FRONTENDS_PYTHON_SYNTAX_H
#define MODEL_TIDY_SCANNER_FRONTENDS_PYTHON_SYNTAX_H

#include "scanner/frontends/common/parser.h"
#include "scanner/frontends/python/symbols.h"
#include "scanner/summary/summary_builder.h"
#include <vector>

namespace modeltidy::python {

using SyntaxId = uint32_t; // index in SyntaxTree; 0 is the module, also "none"

struct Syntax {
  Sym Kind;
  uint32_t Begin, End; // bytes
  SyntaxId Next;       // the first node behind this subtree
  uint32_t Name;       // StringId of an Identifier or Operator, of a
                       // DottedName's first part; the scope index of a
                       // definition or comprehension (scopes.h)
};

class SyntaxTree {
public:
  SyntaxTree(llvm::StringRef Text, const TSTree &Tree, SummaryBuilder &Builder,
             ErrorLog &Errors);

  llvm::StringRef text(SyntaxId I) const {
    return Text.slice(Nodes[I].Begin, Nodes[I].End);
  }
  const Syntax &operator[](SyntaxId I) const { return Nodes[I]; }
  Syntax &operator[](SyntaxId I) { return Nodes[I]; }
  /// The text of an identifier or operator; 0 for anything else (a part that
  /// is missing).
  StringId name(SyntaxId I) const {
    Sym Kind = Nodes[I].Kind;
    return Kind == Sym::Identifier || Kind == Sym::Operator ? Nodes[I].Name : 0;
  }
  SyntaxId size() const { return static_cast<SyntaxId>(Nodes.size()); }
  bool hasErrors() const { return HasErrors; }

  /// The N-th child that is no error, 0 where there is none.
  SyntaxId child(SyntaxId I, unsigned N = 0) const;
  /// The first child of that kind, 0 where there is none.
  SyntaxId childOf(SyntaxId I, Sym Kind) const;
  SyntaxId lastChild(SyntaxId I) const;

  /// Children that are no errors:  for (SyntaxId C : Tree.children(I))
  class ChildIterator {
  public:
    ChildIterator(const SyntaxTree &T, SyntaxId At, SyntaxId End)
        : T(T), At(At), End(End) {
      skipErrors();
    }
    SyntaxId operator*() const { return At; }
    ChildIterator &operator++() {
      At = T[At].Next;
      skipErrors();
      return *this;
    }
    bool operator!=(const ChildIterator &O) const { return At != O.At; }

  private:
    void skipErrors() {
      while (At < End && T[At].Kind == Sym::Error)
        At = T[At].Next;
    }
    const SyntaxTree &T;
    SyntaxId At, End;
  };
  struct ChildRange {
    const SyntaxTree &T;
    SyntaxId First, Last;
    ChildIterator begin() const { return {T, First, Last}; }
    ChildIterator end() const { return {T, Last, Last}; }
  };
  ChildRange children(SyntaxId I) const {
    return {*this, I + 1, Nodes[I].Next};
  }

private:
  class Flattener;
  llvm::StringRef Text;
  std::vector<Syntax> Nodes;
  bool HasErrors = false;
};

} // namespace modeltidy::python

#endif
