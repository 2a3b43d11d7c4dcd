//===- syntax.h - a C++ file's syntax tree, flat ----------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One pass of a tree cursor turns tree-sitter's tree into an array in preorder,
// without punctuation; a child is found by the role it plays. A node's first
// child is at I + 1, its next sibling at Next. The pass also notes every place
// where a variable may change, in order, so that a loop knows what its body
// changes before the body is walked.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_CPP_SYNTAX_H
#define MODEL_TIDY_SCANNER_FRONTENDS_CPP_SYNTAX_H

#include "scanner/frontends/common/parser.h"
#include "scanner/frontends/cpp/symbols.h"
#include <vector>

namespace modeltidy::cpp {

using SyntaxId = uint32_t; // index in SyntaxTree; 0 is the file, also "none"

struct Syntax {
  Sym Kind;
  Role Part;
  uint32_t Begin, End; // bytes
  SyntaxId Next;       // the first node behind this subtree
  StringId Name;       // of names and operators
};

/// A place where a variable may get a new version.
struct Change {
  SyntaxId At;
  StringId Name;
};

class SyntaxTree {
public:
  SyntaxTree(llvm::StringRef Text, const TSTree &Tree, SummaryBuilder &Builder,
             ErrorLog &Errors);

  llvm::StringRef text(SyntaxId I) const {
    return Text.slice(Nodes[I].Begin, Nodes[I].End);
  }
  const Syntax &operator[](SyntaxId I) const { return Nodes[I]; }
  SyntaxId size() const { return static_cast<SyntaxId>(Nodes.size()); }

  /// The first child with that role or of that kind, 0 where there is none.
  SyntaxId part(SyntaxId I, Role Part) const;
  SyntaxId childOf(SyntaxId I, Sym Kind) const;
  /// The N-th child, 0 where there is none.
  SyntaxId child(SyntaxId I, unsigned N = 0) const;

  class ChildIterator {
  public:
    ChildIterator(const SyntaxTree &T, SyntaxId At) : T(T), At(At) {}
    SyntaxId operator*() const { return At; }
    ChildIterator &operator++() {
      At = T[At].Next;
      return *this;
    }
    // A node that was moved may point behind the end.
    bool operator!=(const ChildIterator &O) const { return At < O.At; }

  private:
    const SyntaxTree &T;
    SyntaxId At;
  };
  struct ChildRange {
    ChildIterator First, Last;
    ChildIterator begin() const { return First; }
    ChildIterator end() const { return Last; }
  };
  /// All children, errors too:  for (SyntaxId C : Tree.children(I))
  ChildRange children(SyntaxId I) const {
    return {{*this, I + 1}, {*this, Nodes[I].Next}};
  }

  /// The places within a subtree where a variable may change.
  llvm::ArrayRef<Change> changes(SyntaxId I) const;
  /// The variable at the root of `x.a[i]`, `&x`, `*x`, `(x)`; 0: none.
  SyntaxId rootOf(SyntaxId I) const;

private:
  class Flattener;
  void findVexing();
  bool isVexed(SyntaxId Parameters) const;
  void takeForValue(SyntaxId Declarator);
  void findChanges();
  void noteChange(SyntaxId I);
  llvm::StringRef Text;
  std::vector<Syntax> Nodes;
  std::vector<Change> Changes;
};

} // namespace modeltidy::cpp

#endif // MODEL_TIDY_SCANNER_FRONTENDS_CPP_SYNTAX_H
