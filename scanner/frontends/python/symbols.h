//===- symbols.h - the grammar's node types, as a dense enum --------------===//
//
// tree-sitter's symbol ids change with the grammar's version; the names do not.
// They are looked up once, and every later step switches over Sym.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_FRONTENDS_PYTHON_SYMBOLS_H
#define MODEL_TIDY_SCANNER_FRONTENDS_PYTHON_SYMBOLS_H

#include "tree_sitter/api.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>

namespace modeltidy::python {

// clang-format off
#define MODEL_TIDY_PYTHON_SYMBOLS(X)                                           \
  X(Module, "module") X(Block, "block")                                        \
  X(ExpressionStatement, "expression_statement")                               \
  X(Assignment, "assignment") X(AugmentedAssignment, "augmented_assignment")   \
  X(Import, "import_statement") X(ImportFrom, "import_from_statement")         \
  X(FutureImport, "future_import_statement")                                   \
  X(AliasedImport, "aliased_import") X(WildcardImport, "wildcard_import")      \
  X(DottedName, "dotted_name") X(RelativeImport, "relative_import")            \
  X(Print, "print_statement") X(Chevron, "chevron") X(Exec, "exec_statement")  \
  X(Assert, "assert_statement") X(Return, "return_statement")                  \
  X(Delete, "delete_statement") X(Raise, "raise_statement")                    \
  X(Pass, "pass_statement") X(Break, "break_statement")                        \
  X(Continue, "continue_statement") X(GlobalStatement, "global_statement")     \
  X(Nonlocal, "nonlocal_statement") X(TypeAlias, "type_alias_statement")       \
  X(If, "if_statement") X(Elif, "elif_clause") X(Else, "else_clause")          \
  X(Match, "match_statement") X(Case, "case_clause")                           \
  X(For, "for_statement") X(While, "while_statement") X(Try, "try_statement")  \
  X(Except, "except_clause") X(Finally, "finally_clause")                      \
  X(With, "with_statement") X(WithClause, "with_clause")                       \
  X(WithItem, "with_item") X(FunctionDef, "function_definition")               \
  X(ClassDef, "class_definition") X(Decorated, "decorated_definition")         \
  X(Decorator, "decorator") X(Parameters, "parameters")                        \
  X(LambdaParameters, "lambda_parameters")                                     \
  X(TypeParameter, "type_parameter") X(ArgumentList, "argument_list")          \
  X(KeywordArgument, "keyword_argument") X(ExpressionList, "expression_list")  \
  X(DefaultParameter, "default_parameter")                                     \
  X(TypedParameter, "typed_parameter")                                         \
  X(TypedDefaultParameter, "typed_default_parameter")                          \
  X(PositionalSeparator, "positional_separator")                               \
  X(KeywordSeparator, "keyword_separator")                                     \
  X(CasePattern, "case_pattern") X(KeywordPattern, "keyword_pattern")          \
  X(ClassPattern, "class_pattern") X(SplatPattern, "splat_pattern")            \
  X(UnionPattern, "union_pattern") X(DictPattern, "dict_pattern")              \
  X(ComplexPattern, "complex_pattern") X(AsPattern, "as_pattern")              \
  X(AsTarget, "as_pattern_target") X(PatternList, "pattern_list")              \
  X(TuplePattern, "tuple_pattern") X(ListPattern, "list_pattern")              \
  X(ListSplatPattern, "list_splat_pattern")                                    \
  X(DictSplatPattern, "dictionary_splat_pattern")                              \
  X(ListSplat, "list_splat") X(DictSplat, "dictionary_splat")                  \
  X(Identifier, "identifier") X(Integer, "integer") X(Float, "float")          \
  X(True, "true") X(False, "false") X(None, "none") X(Ellipsis, "ellipsis")    \
  X(String, "string") X(ConcatenatedString, "concatenated_string")             \
  X(StringStart, "string_start") X(StringContent, "string_content")            \
  X(StringEnd, "string_end") X(Interpolation, "interpolation")                 \
  X(Await, "await") X(Yield, "yield") X(Lambda, "lambda")                      \
  X(NamedExpression, "named_expression") X(Conditional,                        \
  "conditional_expression") X(Unary, "unary_operator") X(Not, "not_operator")  \
  X(Boolean, "boolean_operator") X(Binary, "binary_operator")                  \
  X(Comparison, "comparison_operator") X(Attribute, "attribute")               \
  X(Subscript, "subscript") X(Slice, "slice") X(Call, "call")                  \
  X(List, "list") X(Set, "set") X(Tuple, "tuple") X(Dictionary, "dictionary")  \
  X(Pair, "pair") X(Parenthesized, "parenthesized_expression")                 \
  X(ListComprehension, "list_comprehension")                                   \
  X(SetComprehension, "set_comprehension")                                     \
  X(DictComprehension, "dictionary_comprehension")                             \
  X(Generator, "generator_expression") X(ForIn, "for_in_clause")               \
  X(IfClause, "if_clause") X(Type, "type") X(GenericType, "generic_type")      \
  X(UnionType, "union_type") X(MemberType, "member_type")                      \
  X(SplatType, "splat_type") X(ConstrainedType, "constrained_type")
// clang-format on

enum class Sym : uint8_t {
  Ignored,  // punctuation and keywords that say nothing more
  Comment,  // read for NOLINT, never kept
  Operator, // kept below operators only
  Keyword,  // "async" and "from": kept where they matter
  Other,    // a named node of a later grammar
  Error,
#define X(Id, Name) Id,
  MODEL_TIDY_PYTHON_SYMBOLS(X)
#undef X
};

extern "C" const TSLanguage *tree_sitter_python(void);

/// Statements with keywords, and expression statements; no bare expressions.
bool isStatement(Sym Kind);

/// Sym of every TSSymbol of the grammar, indexed by it.
llvm::ArrayRef<Sym> symbolTable();

/// The grammar's own word for a symbol (an operator's text).
llvm::StringRef symbolName(TSSymbol Symbol);

} // namespace modeltidy::python

#endif
