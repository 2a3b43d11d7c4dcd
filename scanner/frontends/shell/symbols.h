//===- symbols.h - bash's node types, as a dense enum -----------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// tree-sitter's symbol and field ids change with the grammar's version; the
// names do not. They are looked up once.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_SHELL_SYMBOLS_H
#define MODEL_TIDY_SCANNER_FRONTENDS_SHELL_SYMBOLS_H

#include "tree_sitter/api.h"
#include "llvm/ADT/ArrayRef.h"
#include <cstdint>

namespace modeltidy::shell {

// clang-format off
#define MODEL_TIDY_SHELL_SYMBOLS(X)                                            \
  X(Program, "program") X(Command, "command")                                  \
  X(CommandName, "command_name") X(Assignment, "variable_assignment")          \
  X(Assignments, "variable_assignments") X(Declaration, "declaration_command") \
  X(Unset, "unset_command") X(Pipeline, "pipeline") X(List, "list")            \
  X(Negated, "negated_command") X(Subshell, "subshell")                        \
  X(Compound, "compound_statement") X(DoGroup, "do_group")                     \
  X(If, "if_statement") X(Elif, "elif_clause") X(Else, "else_clause")          \
  X(For, "for_statement") X(CStyleFor, "c_style_for_statement")                \
  X(While, "while_statement") X(Case, "case_statement")                        \
  X(CaseItem, "case_item") X(Function, "function_definition")                  \
  X(Test, "test_command") X(Redirected, "redirected_statement")                \
  X(FileRedirect, "file_redirect") X(HereDoc, "heredoc_redirect")              \
  X(HereString, "herestring_redirect") X(HereStart, "heredoc_start")           \
  X(HereBody, "heredoc_body") X(HereEnd, "heredoc_end")                        \
  X(Descriptor, "file_descriptor")                                             \
  X(Word, "word") X(Number, "number") X(String, "string")                      \
  X(RawString, "raw_string") X(AnsiString, "ansi_c_string")                    \
  X(TranslatedString, "translated_string") X(Concatenation, "concatenation")   \
  X(Expansion, "expansion") X(SimpleExpansion, "simple_expansion")             \
  X(Substitution, "command_substitution") X(Process, "process_substitution")   \
  X(Arithmetic, "arithmetic_expansion") X(Brace, "brace_expression")           \
  X(Array, "array") X(Subscript, "subscript")                                  \
  X(VariableName, "variable_name") X(SpecialName, "special_variable_name")     \
  X(Binary, "binary_expression")                                               \
  X(Unary, "unary_expression")
// clang-format on

enum class Sym : uint8_t {
  Ignored, // punctuation, and parts of tokens
  Comment, // read for NOLINT, never kept
  Then,    // ends a condition
  Error,
  Other, // a named node that needs no name here
#define X(Id, Name) Id,
  MODEL_TIDY_SHELL_SYMBOLS(X)
#undef X
};

/// The fields that say what a child is for.
enum class Role : uint8_t {
  None,
  Argument,
  Body,
  Condition,
  Name,
  Right,
  Value
};

extern "C" const TSLanguage *tree_sitter_bash(void);

/// Sym of every TSSymbol, Role of every TSFieldId, indexed by them.
llvm::ArrayRef<Sym> symbolTable();
llvm::ArrayRef<Role> roleTable();

} // namespace modeltidy::shell

#endif // MODEL_TIDY_SCANNER_FRONTENDS_SHELL_SYMBOLS_H
