//===- syntax.h - a script's syntax tree, flat ------------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One pass of a tree cursor turns tree-sitter's tree into an array in preorder
// without punctuation. A node's first child is at I + 1, its next sibling at
// Next. A file may give several trees: the script in `bash -c "…"` and the
// lines of a part that did not parse get trees of their own, whose text is a
// copy, so that each byte keeps its offset in the file (Script::place).
//
// The pass also notes every place where a variable may be bound, in order, so
// that a loop knows what its body changes before the body is walked.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_SHELL_SYNTAX_H
#define MODEL_TIDY_SCANNER_FRONTENDS_SHELL_SYNTAX_H

#include "scanner/frontends/common/parser.h"
#include "scanner/frontends/shell/symbols.h"
#include <string>
#include <vector>

namespace modeltidy::shell {

using SyntaxId = uint32_t; // index in a Script; 0 is the program, also "none"

struct Syntax {
  Sym Kind;
  Role Part;
  uint32_t Begin, End; // bytes of the script's own text
  SyntaxId Next;       // the first node behind this subtree
};

/// A piece of text and where its bytes stand in the file.
struct ScriptText {
  std::string Text;
  uint32_t Base = 0;             // the first byte's offset, and with no
  std::vector<uint32_t> Offsets; // entries here, the others follow it
};

/// A place where a variable, or "@" (shift), may get a new version.
struct Binder {
  SyntaxId At;
  StringId Name;
};

class Script {
public:
  /// Parses the text. Where the parser's budget ends, an error is noted and
  /// the tree is empty. Errors may be null: nothing is noted.
  Script(ScriptText Given, SummaryBuilder &Builder, ErrorLog *Errors);

  llvm::StringRef text() const { return Source.Text; }
  llvm::StringRef text(SyntaxId I) const {
    return text().slice(Nodes[I].Begin, Nodes[I].End);
  }
  /// The file's offset of the text's byte At.
  uint32_t place(uint32_t At) const {
    if (Source.Offsets.empty())
      return Source.Base + At;
    return At < Source.Offsets.size() ? Source.Offsets[At]
                                      : Source.Offsets.back() + 1;
  }
  const Syntax &operator[](SyntaxId I) const { return Nodes[I]; }
  SyntaxId size() const { return static_cast<SyntaxId>(Nodes.size()); }
  bool hasErrors() const { return HasErrors; }

  /// The first child of that kind or with that part, 0 where there is none.
  SyntaxId childOf(SyntaxId I, Sym Kind) const;
  SyntaxId childOf(SyntaxId I, Role Part) const;

  class ChildIterator {
  public:
    ChildIterator(const Script &S, SyntaxId At) : S(S), At(At) {}
    SyntaxId operator*() const { return At; }
    ChildIterator &operator++() {
      At = S[At].Next;
      return *this;
    }
    bool operator!=(const ChildIterator &O) const { return At != O.At; }

  private:
    const Script &S;
    SyntaxId At;
  };
  struct ChildRange {
    ChildIterator First, Last;
    ChildIterator begin() const { return First; }
    ChildIterator end() const { return Last; }
  };
  /// All children, errors too:  for (SyntaxId C : S.children(I))
  ChildRange children(SyntaxId I) const {
    return {{*this, I + 1}, {*this, Nodes[I].Next}};
  }

  /// The places within a subtree that may bind a variable.
  llvm::ArrayRef<Binder> binders(SyntaxId I) const;

private:
  class Flattener;
  void findBinders(SummaryBuilder &Builder);
  ScriptText Source;
  std::vector<Syntax> Nodes;
  std::vector<Binder> Binders;
  bool HasErrors = false;
};

/// Length of the variable's name that Text begins with, 0 where it does not.
size_t nameLength(llvm::StringRef Text);

/// Programs that bind the variables which their words name (read, getopts).
bool bindsWords(llvm::StringRef Program);

} // namespace modeltidy::shell

#endif // MODEL_TIDY_SCANNER_FRONTENDS_SHELL_SYNTAX_H
