//===-- syntax.cpp --------------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/shell/syntax.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include <algorithm>

namespace modeltidy::shell {

/// Walks the tree once, keeps what the graph reads, notes NOLINT comments and
/// errors. The open nodes are an explicit stack: depth is the input's choice.
class Script::Flattener {
public:
  Flattener(Script &Out, SummaryBuilder &Builder, ErrorLog *Errors)
      : Out(Out), Builder(Builder), Errors(Errors), Symbols(symbolTable()),
        Roles(roleTable()) {}

  void run(TSNode Root) {
    TSTreeCursor Cursor = ts_tree_cursor_new(Root);
    bool More = true;
    while (More) {
      bool Kept = visit(Cursor);
      if (Kept && ts_tree_cursor_goto_first_child(&Cursor))
        continue;
      if (Kept)
        close();
      while (!(More = ts_tree_cursor_goto_next_sibling(&Cursor))) {
        if (!ts_tree_cursor_goto_parent(&Cursor))
          break;
        close();
      }
    }
    ts_tree_cursor_delete(&Cursor);
  }

private:
  /// Whether the node opens an entry.
  bool visit(const TSTreeCursor &Cursor) {
    TSNode Node = ts_tree_cursor_current_node(&Cursor);
    TSSymbol Symbol = ts_node_symbol(Node);
    Sym Kind = Symbol < Symbols.size() ? Symbols[Symbol] : Sym::Error;
    uint32_t Begin = ts_node_start_byte(Node), End = ts_node_end_byte(Node);
    if (ts_node_is_missing(Node)) {
      noteError(Begin, Begin,
                "syntax error: missing " + std::string(ts_node_type(Node)));
      return false;
    }
    TSFieldId Field = ts_tree_cursor_current_field_id(&Cursor);
    Role Part = Field < Roles.size() ? Roles[Field] : Role::None;
    if (Kind == Sym::Ignored && Part == Role::Argument)
      Kind = Sym::Other; // `[ a == b ]` read as a command, a bare $
    if (Kind == Sym::Comment)
      visitComment(Begin, End);
    else if (Kind == Sym::Error)
      noteError(Begin, End, "syntax error");
    if (Kind == Sym::Comment || Kind == Sym::Ignored)
      return false;
    // Of "$X $Y" the grammar gives the blank to the second.
    if (isExpansion(Kind))
      Begin +=
          uint32_t(Out.text().slice(Begin, End).take_while(isBlank).size());
    Open.push_back(Out.size());
    Out.Nodes.push_back({Kind, Part, Begin, End, 0});
    return true;
  }

  static bool isBlank(char C) { return C == ' ' || C == '\t' || C == '\n'; }

  static bool isExpansion(Sym Kind) {
    return Kind == Sym::SimpleExpansion || Kind == Sym::Expansion ||
           Kind == Sym::Substitution || Kind == Sym::Arithmetic;
  }

  void visitComment(uint32_t Begin, uint32_t End) {
    llvm::StringRef Words = Out.text().slice(Begin, End);
    if (Words.contains("NOLINT"))
      Builder.addComment(Out.place(Begin), Out.place(End), Words);
  }

  void close() {
    Out.Nodes[Open.back()].Next = Out.size();
    Open.pop_back();
  }

  void noteError(uint32_t Begin, uint32_t End, llvm::StringRef What) {
    Out.HasErrors = true;
    if (Errors)
      Errors->note(Out.place(Begin), Out.place(End), What);
  }

  Script &Out;
  SummaryBuilder &Builder;
  ErrorLog *Errors;
  llvm::ArrayRef<Sym> Symbols;
  llvm::ArrayRef<Role> Roles;
  std::vector<SyntaxId> Open;
};

Script::Script(ScriptText Given, SummaryBuilder &Builder, ErrorLog *Errors)
    : Source(std::move(Given)) {
  // A callback stands for 100 steps: sound scripts take less than one step a
  // byte; the limit is 12, as for Python.
  TreePtr Tree =
      parseTree(tree_sitter_bash(), text(), 10000 + text().size() / 8);
  if (Tree) {
    Nodes.reserve(text().size() / 6 + 16);
    Flattener(*this, Builder, Errors).run(ts_tree_root_node(Tree.get()));
    findBinders(Builder);
  } else if (Errors) {
    Errors->note(place(0), place(static_cast<uint32_t>(text().size())),
                 "the parser's work limit was reached: not analyzed");
  }
  if (Nodes.empty())
    Nodes.push_back({Sym::Program, Role::None, 0, 0, 1});
}

SyntaxId Script::childOf(SyntaxId I, Sym Kind) const {
  for (SyntaxId C : children(I))
    if (Nodes[C].Kind == Kind)
      return C;
  return 0;
}

SyntaxId Script::childOf(SyntaxId I, Role Part) const {
  for (SyntaxId C : children(I))
    if (Nodes[C].Part == Part)
      return C;
  return 0;
}

static bool isNameChar(char C) { return llvm::isAlnum(C) || C == '_'; }

size_t nameLength(llvm::StringRef Text) {
  if (Text.empty() || llvm::isDigit(Text[0]))
    return 0;
  return Text.take_while(isNameChar).size();
}

bool bindsWords(llvm::StringRef Program) {
  return llvm::StringSwitch<bool>(Program)
      .Cases("read", "readarray", "mapfile", "getopts", "printf", true)
      .Default(false);
}

void Script::findBinders(SummaryBuilder &Builder) {
  auto Add = [&](SyntaxId At, llvm::StringRef Word) {
    if (size_t Length = nameLength(Word))
      Binders.push_back({At, Builder.intern(Word.take_front(Length))});
  };
  for (SyntaxId I = 0; I < size(); ++I) {
    switch (Nodes[I].Kind) {
    case Sym::Assignment:
      Add(I, text(I));
      break;
    case Sym::Expansion: // ${X:=d}
      if (text(I)
              .drop_front(2)
              .drop_while(isNameChar)
              .ltrim(':')
              .starts_with("="))
        Add(I, text(I).drop_front(2));
      break;
    case Sym::For:
    case Sym::Declaration:
    case Sym::Unset:
      for (SyntaxId C : children(I))
        if (Nodes[C].Kind == Sym::VariableName)
          Add(I, text(C));
      break;
    case Sym::Command:
      if (text(I).starts_with("shift"))
        Binders.push_back({I, Builder.intern("@")});
      if (SyntaxId Name = childOf(I, Sym::CommandName);
          Name != 0 && bindsWords(text(Name)))
        for (SyntaxId C : children(I))
          if (Nodes[C].Kind == Sym::Word)
            Add(I, text(C));
      break;
    default:
      break;
    }
  }
}

llvm::ArrayRef<Binder> Script::binders(SyntaxId I) const {
  auto Before = [](const Binder &B, SyntaxId At) { return B.At < At; };
  auto First = std::lower_bound(Binders.begin(), Binders.end(), I, Before);
  auto Last = std::lower_bound(First, Binders.end(), Nodes[I].Next, Before);
  return llvm::ArrayRef(Binders).slice(First - Binders.begin(), Last - First);
}

} // namespace modeltidy::shell
