#include "scanner/frontends/python/syntax.h"

namespace modeltidy::python {

/// Walks the tree once, keeps what the graph reads, notes NOLINT comments and
/// errors. The open nodes are an explicit stack: depth is the input's choice.
class SyntaxTree::Flattener {
public:
  Flattener(SyntaxTree &Out, SummaryBuilder &Builder, ErrorLog &Errors)
      : Out(Out), Builder(Builder), Errors(Errors), Symbols(symbolTable()),
        Interned(Symbols.size(), 0) {}

  void run(TSNode Root) {
    TSTreeCursor Cursor = ts_tree_cursor_new(Root);
    bool More = true;
    while (More) {
      TSNode Node = ts_tree_cursor_current_node(&Cursor);
      bool Kept = visit(Node);
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
  bool visit(TSNode Node) {
    TSSymbol Symbol = ts_node_symbol(Node);
    Sym Kind = Symbol < Symbols.size() ? Symbols[Symbol] : Sym::Error;
    if (Kind == Sym::Ignored || ts_node_is_missing(Node))
      return visitToken(Node);
    uint32_t Begin = ts_node_start_byte(Node), End = ts_node_end_byte(Node);
    Descend = true;
    switch (Kind) {
    case Sym::Comment:
      if (llvm::StringRef Words = Out.Text.slice(Begin, End);
          Words.contains("NOLINT"))
        Builder.addComment(Begin, End, Words);
      return false;
    case Sym::Operator:
    case Sym::Keyword:
      return visitOperator(Kind, Symbol, Begin, End);
    case Sym::Error:
      noteError(Begin, End, "syntax error");
      break;
    case Sym::Identifier:
      Descend = false;
      open(Kind, Begin, End, Builder.intern(Out.Text.slice(Begin, End)));
      return true;
    case Sym::DottedName:
      Descend = false;
      open(Kind, Begin, End,
           Builder.intern(Out.Text.slice(Begin, End).split('.').first.rtrim()));
      return true;
    case Sym::RelativeImport:
    case Sym::StringStart:
    case Sym::StringContent:
    case Sym::StringEnd:
    case Sym::Integer:
    case Sym::Float:
      Descend = false;
      break;
    default:
      break;
    }
    open(Kind, Begin, End, 0);
    return true;
  }

  bool visitToken(TSNode Node) {
    if (Out.Nodes.empty() || !ts_node_is_missing(Node))
      return false;
    uint32_t At = ts_node_start_byte(Node);
    noteError(At, At,
              "syntax error: missing " + std::string(ts_node_type(Node)));
    return false;
  }

  bool visitOperator(Sym Kind, TSSymbol Symbol, uint32_t Begin, uint32_t End) {
    switch (Out.Nodes[Open.back()].Kind) {
    case Sym::Binary:
    case Sym::Boolean:
    case Sym::Comparison:
    case Sym::Unary:
    case Sym::AugmentedAssignment:
    case Sym::SplatPattern:
    case Sym::FunctionDef: // async
    case Sym::Yield:       // from
      break;
    default:
      return false;
    }
    if (Interned[Symbol] == 0)
      Interned[Symbol] = Builder.intern(symbolName(Symbol));
    Descend = false;
    open(Kind, Begin, End, Interned[Symbol]);
    return true;
  }

  void open(Sym Kind, uint32_t Begin, uint32_t End, uint32_t Name) {
    Open.push_back(Out.size());
    Out.Nodes.push_back({Kind, Begin, End, 0, Name});
  }

  void close() {
    Out.Nodes[Open.back()].Next = Out.size();
    Open.pop_back();
  }

  void noteError(uint32_t Begin, uint32_t End, llvm::StringRef What) {
    Out.HasErrors = true;
    Errors.note(Begin, End, What);
  }

  SyntaxTree &Out;
  SummaryBuilder &Builder;
  ErrorLog &Errors;
  llvm::ArrayRef<Sym> Symbols;
  std::vector<StringId> Interned; // by TSSymbol, operators only
  std::vector<SyntaxId> Open;
  bool Descend = true;
};

SyntaxTree::SyntaxTree(llvm::StringRef Text, const TSTree &Tree,
                       SummaryBuilder &Builder, ErrorLog &Errors)
    : Text(Text) {
  Nodes.reserve(Text.size() / 6 + 16);
  Flattener(*this, Builder, Errors).run(ts_tree_root_node(&Tree));
}

SyntaxId SyntaxTree::child(SyntaxId I, unsigned N) const {
  for (SyntaxId C : children(I))
    if (N-- == 0)
      return C;
  return 0;
}

SyntaxId SyntaxTree::childOf(SyntaxId I, Sym Kind) const {
  for (SyntaxId C : children(I))
    if (Nodes[C].Kind == Kind)
      return C;
  return 0;
}

SyntaxId SyntaxTree::lastChild(SyntaxId I) const {
  SyntaxId Last = 0;
  for (SyntaxId C : children(I))
    Last = C;
  return Last;
}

} // namespace modeltidy::python
