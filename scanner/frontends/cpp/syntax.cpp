//===- syntax.cpp - a C++ file's syntax tree, flat ------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/cpp/syntax.h"
#include "scanner/frontends/cpp/tokens.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <algorithm>

namespace modeltidy::cpp {

/// Walks the tree once, keeps what the graph reads, notes NOLINT comments and
/// errors. The open nodes are an explicit stack: depth is the input's choice.
class SyntaxTree::Flattener {
public:
  Flattener(SyntaxTree &Out, SummaryBuilder &Builder, ErrorLog &Errors)
      : Out(Out), Builder(Builder), Errors(Errors), Symbols(symbolTable()),
        Roles(roleTable()) {}

  void run(TSNode Root) {
    TSTreeCursor Cursor = ts_tree_cursor_new(Root);
    bool More = true;
    while (More) {
      bool Kept = visit(Cursor);
      if (Kept && Descend && ts_tree_cursor_goto_first_child(&Cursor))
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
  /// Whether the node opens an entry; Descend says whether to look inside.
  bool visit(const TSTreeCursor &Cursor) {
    TSNode Node = ts_tree_cursor_current_node(&Cursor);
    TSSymbol Symbol = ts_node_symbol(Node);
    Sym Kind = Symbol < Symbols.size() ? Symbols[Symbol] : Sym::Error;
    TSFieldId Field = ts_tree_cursor_current_field_id(&Cursor);
    Role Part = Field < Roles.size() ? Roles[Field] : Role::None;
    uint32_t Begin = ts_node_start_byte(Node), End = ts_node_end_byte(Node);
    if (ts_node_is_missing(Node)) {
      Errors.note(Begin, Begin,
                  "syntax error: missing " + std::string(ts_node_type(Node)));
      return false;
    }
    if (Kind == Sym::Comment) {
      addComment(Begin, End);
      return false;
    }
    if (Kind == Sym::PreprocArg)
      addCommentsWithin(Begin, End);
    if (Kind == Sym::Ignored && Part == Role::Operator)
      Kind = Sym::Operator;
    if (Kind == Sym::Ignored)
      return false;
    if (Kind == Sym::Error)
      Errors.note(Begin, End, "syntax error");
    Descend = !isToken(Kind);
    open(Kind, Part, Begin, End);
    return true;
  }

  void addComment(size_t Begin, size_t End) {
    llvm::StringRef Words = Out.Text.slice(Begin, End);
    if (Words.contains("NOLINT"))
      Builder.addComment(static_cast<uint32_t>(Begin),
                         static_cast<uint32_t>(End), Words);
  }

  /// The grammar takes what follows `#define NAME` for one word, `//` too.
  void addCommentsWithin(size_t Begin, size_t End) {
    if (!Out.Text.slice(Begin, End).contains("NOLINT"))
      return;
    for (size_t At = Begin; At < End;) {
      Token T = tokenAt(Out.Text.take_front(End), At);
      if (T.Kind == TokenKind::Comment)
        addComment(At, T.End);
      At = T.End;
    }
  }

  static bool isToken(Sym Kind) {
    switch (Kind) {
    case Sym::Operator:
    case Sym::Identifier:
    case Sym::FieldName:
    case Sym::NamespaceName:
    case Sym::TypeName:
    case Sym::PrimitiveType:
    case Sym::Number:
    case Sym::String:
    case Sym::Char:
    case Sym::PreprocArg:
    case Sym::OperatorName:
    case Sym::This:
      return true;
    default:
      return false;
    }
  }

  static bool isName(Sym Kind) {
    return isToken(Kind) && Kind != Sym::Number && Kind != Sym::String &&
           Kind != Sym::Char && Kind != Sym::PreprocArg;
  }

  void open(Sym Kind, Role Part, uint32_t Begin, uint32_t End) {
    Open.push_back(Out.size());
    StringId Name =
        isName(Kind) ? Builder.intern(Out.Text.slice(Begin, End)) : 0;
    Out.Nodes.push_back({Kind, Part, Begin, End, 0, Name});
  }

  void close() {
    Out.Nodes[Open.back()].Next = Out.size();
    Open.pop_back();
  }

  SyntaxTree &Out;
  SummaryBuilder &Builder;
  ErrorLog &Errors;
  llvm::ArrayRef<Sym> Symbols;
  llvm::ArrayRef<Role> Roles;
  std::vector<SyntaxId> Open;
  bool Descend = false;
};

SyntaxTree::SyntaxTree(llvm::StringRef FileText, const TSTree &Tree,
                       SummaryBuilder &Builder, ErrorLog &Errors)
    : Text(FileText) {
  Flattener(*this, Builder, Errors).run(ts_tree_root_node(&Tree));
  findVexing();
  findChanges();
}

SyntaxId SyntaxTree::part(SyntaxId I, Role Part) const {
  for (SyntaxId C = I + 1; C < Nodes[I].Next; C = Nodes[C].Next)
    if (Nodes[C].Part == Part)
      return C;
  return 0;
}

SyntaxId SyntaxTree::childOf(SyntaxId I, Sym Kind) const {
  for (SyntaxId C = I + 1; C < Nodes[I].Next; C = Nodes[C].Next)
    if (Nodes[C].Kind == Kind)
      return C;
  return 0;
}

SyntaxId SyntaxTree::child(SyntaxId I, unsigned N) const {
  for (SyntaxId C = I + 1; C < Nodes[I].Next; C = Nodes[C].Next)
    if (N-- == 0)
      return C;
  return 0;
}

SyntaxId SyntaxTree::rootOf(SyntaxId I) const {
  // Asked of every link of a chain: a cap keeps hostile chains linear.
  constexpr unsigned MaxLinks = 32;
  for (unsigned Link = 0; I != 0 && Link < MaxLinks; ++Link) {
    switch (Nodes[I].Kind) {
    case Sym::Identifier:
    case Sym::This:
      return I;
    case Sym::FieldAccess:
    case Sym::Subscript:
    case Sym::Pointer:
      I = part(I, Role::Argument);
      break;
    case Sym::Parenthesized:
      I = child(I);
      break;
    case Sym::Call: { // x.data()
      SyntaxId Callee = part(I, Role::Function);
      I = Callee != 0 && Nodes[Callee].Kind == Sym::FieldAccess ? Callee : 0;
      break;
    }
    default:
      return 0;
    }
  }
  return 0;
}

//===-- T x(f(a)); --------------------------------------------------------===//

/// `T out(path(dir), v[2])` parses as a function `out` that takes parameters of
/// the types `path` and `v`. Inside of functions, where all of them may be
/// values, they are: the nodes are made those of expressions.
void SyntaxTree::findVexing() {
  SyntaxId InFunction = 0; // the end of the outermost body
  for (SyntaxId I = 0; I < size(); ++I) {
    if (Nodes[I].Kind == Sym::Block)
      InFunction = std::max(InFunction, Nodes[I].Next);
    if (Nodes[I].Kind != Sym::Declaration || I >= InFunction)
      continue;
    for (SyntaxId D : children(I))
      if (Nodes[D].Kind == Sym::FunctionDeclarator &&
          isVexed(part(D, Role::Parameters)))
        takeForValue(D);
  }
}

/// May these parameters be arguments? Looks at each node once.
bool SyntaxTree::isVexed(SyntaxId Parameters) const {
  if (Parameters == 0 || child(Parameters) == 0)
    return false;
  llvm::SmallVector<SyntaxId, 8> Open{Parameters};
  while (!Open.empty()) {
    for (SyntaxId P : children(Open.pop_back_val())) {
      SyntaxId Type = part(P, Role::Type), D = part(P, Role::Declarator);
      if (Nodes[P].Kind != Sym::Parameter || Type == 0)
        return false;
      Sym Kind = Nodes[Type].Kind;
      bool Named = Kind == Sym::TypeName || Kind == Sym::Qualified;
      if (D == 0 ? !Named : !Named && Kind != Sym::TemplateType)
        return false;
      if (D != 0 && Nodes[D].Kind == Sym::AbstractFunction) {
        if (SyntaxId List = part(D, Role::Parameters))
          Open.push_back(List);
      } else if (D != 0 &&
                 (Nodes[D].Kind != Sym::AbstractArray || child(D) == 0)) {
        return false;
      }
    }
  }
  return true;
}

void SyntaxTree::takeForValue(SyntaxId Declarator) {
  Nodes[Declarator].Kind = Sym::InitDeclarator;
  SyntaxId All = part(Declarator, Role::Parameters);
  Nodes[All].Part = Role::Value;
  llvm::SmallVector<SyntaxId, 8> Open{All};
  while (!Open.empty()) {
    SyntaxId List = Open.pop_back_val();
    Nodes[List].Kind = Sym::ArgumentList;
    for (SyntaxId P : children(List)) {
      SyntaxId Type = part(P, Role::Type), D = part(P, Role::Declarator);
      if (Nodes[Type].Kind == Sym::TypeName)
        Nodes[Type].Kind = Sym::Identifier;
      if (D == 0) {
        bool Plain = Nodes[Type].Kind == Sym::Identifier;
        Nodes[P].Kind = Plain ? Sym::Identifier : Sym::Parenthesized;
        Nodes[P].Name = Nodes[Type].Name;
        Nodes[Type].Part = Role::None;
      } else if (Nodes[D].Kind == Sym::AbstractArray) {
        Nodes[P].Kind = Sym::Subscript;
        Nodes[Type].Part = Role::Argument;
        Nodes[D].Kind = Sym::SubscriptArgs;
        Nodes[D].Part = Role::Indices;
      } else {
        SyntaxId Inner = part(D, Role::Parameters);
        Nodes[P].Kind = Sym::Call;
        Nodes[Type].Part = Role::Function;
        Nodes[Type].Next = Inner; // the declarator is no more
        Nodes[Inner].Part = Role::Arguments;
        Open.push_back(Inner);
      }
    }
  }
}

void SyntaxTree::noteChange(SyntaxId I) {
  if (SyntaxId Root = rootOf(I); Root != 0 && Nodes[Root].Name != 0)
    Changes.push_back({Root, Nodes[Root].Name});
}

/// Assignments, increments, streams, and what calls are given.
void SyntaxTree::findChanges() {
  for (SyntaxId I = 0; I < size(); ++I) {
    switch (Nodes[I].Kind) {
    case Sym::Assign:
    case Sym::Binary: // out << x, in >> x
      for (SyntaxId C : children(I))
        noteChange(C);
      break;
    case Sym::Update:
      noteChange(part(I, Role::Argument));
      break;
    case Sym::Call:
      noteChange(part(I, Role::Function));
      if (SyntaxId Arguments = part(I, Role::Arguments))
        for (SyntaxId C : children(Arguments))
          noteChange(C);
      break;
    default:
      break;
    }
  }
  llvm::sort(Changes,
             [](const Change &A, const Change &B) { return A.At < B.At; });
}

llvm::ArrayRef<Change> SyntaxTree::changes(SyntaxId I) const {
  auto Before = [](const Change &C, SyntaxId At) { return C.At < At; };
  auto First = std::lower_bound(Changes.begin(), Changes.end(), I, Before);
  auto Last = std::lower_bound(First, Changes.end(), Nodes[I].Next, Before);
  return llvm::ArrayRef(Changes).slice(
      static_cast<size_t>(First - Changes.begin()),
      static_cast<size_t>(Last - First));
}

} // namespace modeltidy::cpp
