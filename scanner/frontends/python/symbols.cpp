#include "scanner/frontends/python/symbols.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include <vector>

namespace modeltidy::python {

namespace {

constexpr llvm::StringLiteral Operators[] = {
    "+",  "-",  "*",   "/",  "@",   "%",   "//",     "**",     "|",  "&",
    "^",  "<<", ">>",  "~",  "and", "or",  "not in", "is not", "in", "is",
    "<",  "<=", "==",  "!=", ">=",  ">",   "<>",     "+=",     "-=", "*=",
    "/=", "@=", "//=", "%=", "**=", ">>=", "<<=",    "&=",     "^=", "|="};

Sym tokenSym(llvm::StringRef Name) {
  if (Name == "async" || Name == "from")
    return Sym::Keyword;
  return llvm::is_contained(Operators, Name) ? Sym::Operator : Sym::Ignored;
}

std::vector<Sym> buildTable() {
  llvm::StringMap<Sym> Named;
#define X(Id, Name) Named[Name] = Sym::Id;
  MODEL_TIDY_PYTHON_SYMBOLS(X)
#undef X
  Named["comment"] = Sym::Comment;
  // Parts of tokens: their text is read from the token itself.
  for (const char *Name :
       {"line_continuation", "escape_sequence", "escape_interpolation",
        "type_conversion", "format_specifier", "import_prefix"})
    Named[Name] = Sym::Ignored;
  const TSLanguage *Language = tree_sitter_python();
  std::vector<Sym> Table(ts_language_symbol_count(Language), Sym::Ignored);
  for (size_t I = 0; I < Table.size(); ++I) {
    auto Symbol = static_cast<TSSymbol>(I);
    llvm::StringRef Name = symbolName(Symbol);
    if (ts_language_symbol_type(Language, Symbol) == TSSymbolTypeRegular) {
      auto It = Named.find(Name);
      Table[I] = It == Named.end() ? Sym::Other : It->second;
    } else {
      Table[I] = tokenSym(Name);
    }
  }
  return Table;
}

} // namespace

bool isStatement(Sym Kind) {
  switch (Kind) {
  case Sym::ExpressionStatement:
  case Sym::Import:
  case Sym::ImportFrom:
  case Sym::FutureImport:
  case Sym::Print:
  case Sym::Exec:
  case Sym::Assert:
  case Sym::Return:
  case Sym::Delete:
  case Sym::Raise:
  case Sym::GlobalStatement:
  case Sym::Nonlocal:
  case Sym::TypeAlias:
  case Sym::If:
  case Sym::Match:
  case Sym::For:
  case Sym::While:
  case Sym::Try:
  case Sym::With:
  case Sym::FunctionDef:
  case Sym::ClassDef:
  case Sym::Decorated:
    return true;
  default:
    return false;
  }
}

llvm::ArrayRef<Sym> symbolTable() {
  static const std::vector<Sym> Table = buildTable();
  return Table;
}

llvm::StringRef symbolName(TSSymbol Symbol) {
  const char *Name = ts_language_symbol_name(tree_sitter_python(), Symbol);
  return Name ? llvm::StringRef(Name) : llvm::StringRef();
}

} // namespace modeltidy::python
