//===- symbols.h - the C++ grammar's node types and fields ------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// tree-sitter's numbers change with the grammar's version; the names do not.
// They are looked up once, and every later step switches over Sym and Role.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_CPP_SYMBOLS_H
#define MODEL_TIDY_SCANNER_FRONTENDS_CPP_SYMBOLS_H

#include "tree_sitter/api.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>

namespace modeltidy::cpp {

// clang-format off
#define MODEL_TIDY_CPP_SYMBOLS(X)                                              \
  X(AbstractArray, "abstract_array_declarator")                                \
  X(AbstractFunction, "abstract_function_declarator")                          \
  X(Alias, "alias_declaration") X(ArgumentList, "argument_list")               \
  X(ArrayDeclarator, "array_declarator") X(Assign, "assignment_expression")    \
  X(Attributed, "attributed_statement")                                        \
  X(BaseClause, "base_class_clause") X(Binary, "binary_expression")            \
  X(Break, "break_statement") X(Call, "call_expression")                       \
  X(Case, "case_statement") X(Cast, "cast_expression")                         \
  X(Catch, "catch_clause") X(Char, "char_literal")                             \
  X(ClassDef, "class_specifier") X(Await, "co_await_expression")               \
  X(CoReturn, "co_return_statement") X(CoYield, "co_yield_statement")          \
  X(Comma, "comma_expression") X(Compound, "compound_literal_expression")      \
  X(Block, "compound_statement") X(Concatenated, "concatenated_string")        \
  X(ConditionClause, "condition_clause")                                       \
  X(Conditional, "conditional_expression") X(Continue, "continue_statement")   \
  X(Declaration, "declaration") X(DeclarationList, "declaration_list")         \
  X(Delete, "delete_expression") X(DependentName, "dependent_name")            \
  X(Do, "do_statement") X(Else, "else_clause") X(Enum, "enum_specifier")       \
  X(Enumerator, "enumerator") X(EnumeratorList, "enumerator_list")             \
  X(ExpressionStatement, "expression_statement")                               \
  X(FieldDeclaration, "field_declaration")                                     \
  X(FieldList, "field_declaration_list") X(FieldDesignator, "field_designator")\
  X(FieldAccess, "field_expression") X(FieldInit, "field_initializer")         \
  X(FieldInitList, "field_initializer_list") X(RangeFor, "for_range_loop")     \
  X(For, "for_statement") X(Friend, "friend_declaration")                      \
  X(FunctionDeclarator, "function_declarator")                                 \
  X(FunctionDef, "function_definition") X(Goto, "goto_statement")              \
  X(If, "if_statement") X(InitDeclarator, "init_declarator")                   \
  X(InitStatement, "init_statement") X(InitList, "initializer_list")           \
  X(InitPair, "initializer_pair") X(Labeled, "labeled_statement")              \
  X(LambdaCaptureInit, "lambda_capture_initializer")                           \
  X(Captures, "lambda_capture_specifier") X(Lambda, "lambda_expression")       \
  X(Linkage, "linkage_specification")                                          \
  X(NamespaceAlias, "namespace_alias_definition")                              \
  X(NamespaceDef, "namespace_definition") X(New, "new_expression")             \
  X(Null, "null") X(OperatorCast, "operator_cast")                             \
  X(OperatorName, "operator_name")                                             \
  X(OptionalParameter, "optional_parameter_declaration")                       \
  X(PackExpansion, "parameter_pack_expansion")                                 \
  X(Parameter, "parameter_declaration") X(ParameterList, "parameter_list")     \
  X(ParenDeclarator, "parenthesized_declarator")                               \
  X(Parenthesized, "parenthesized_expression")                                 \
  X(PointerDeclarator, "pointer_declarator")                                   \
  X(Pointer, "pointer_expression") X(Define, "preproc_def")                    \
  X(DefineFunction, "preproc_function_def") X(PreprocIf, "preproc_if")         \
  X(PreprocIfdef, "preproc_ifdef") X(PreprocElse, "preproc_else")              \
  X(PreprocElif, "preproc_elif") X(PreprocElifdef, "preproc_elifdef")          \
  X(Include, "preproc_include") X(PreprocArg, "preproc_arg")                   \
  X(Qualified, "qualified_identifier") X(RawString, "raw_string_literal")      \
  X(RawContent, "raw_string_content")                                          \
  X(ReferenceDeclarator, "reference_declarator") X(Return, "return_statement") \
  X(Sized, "sized_type_specifier") X(Sizeof, "sizeof_expression")              \
  X(String, "string_literal") X(StructDef, "struct_specifier")                 \
  X(Binding, "structured_binding_declarator")                                  \
  X(SubscriptArgs, "subscript_argument_list")                                  \
  X(Subscript, "subscript_expression") X(Switch, "switch_statement")           \
  X(SystemLib, "system_lib_string") X(TemplateArgs, "template_argument_list")  \
  X(Template, "template_declaration") X(TemplateFunction, "template_function") \
  X(TemplateInstance, "template_instantiation")                                \
  X(TemplateMethod, "template_method") X(TemplateParams,                       \
  "template_parameter_list") X(TemplateType, "template_type")                  \
  X(Throw, "throw_statement") X(TrailingReturn, "trailing_return_type")        \
  X(TranslationUnit, "translation_unit") X(Try, "try_statement")               \
  X(TypeDef, "type_definition") X(TypeDescriptor, "type_descriptor")           \
  X(Unary, "unary_expression") X(Union, "union_specifier")                     \
  X(Update, "update_expression") X(UserLiteral, "user_defined_literal")        \
  X(Using, "using_declaration") X(Variadic, "variadic_parameter_declaration")  \
  X(VariadicDeclarator, "variadic_declarator") X(While, "while_statement")     \
  X(Auto, "placeholder_type_specifier") X(False, "false") X(True, "true")      \
  X(FieldName, "field_identifier") X(Identifier, "identifier")                 \
  X(NamespaceName, "namespace_identifier") X(Number, "number_literal")         \
  X(PrimitiveType, "primitive_type") X(This, "this")                           \
  X(TypeName, "type_identifier") X(Destructor, "destructor_name")              \
  X(NestedNamespace, "nested_namespace_specifier")

#define MODEL_TIDY_CPP_ROLES(X)                                                \
  X(Alternative, "alternative") X(Argument, "argument")                        \
  X(Arguments, "arguments") X(Body, "body") X(Captures, "captures")            \
  X(Condition, "condition") X(Consequence, "consequence")                      \
  X(Declarator, "declarator") X(Default, "default_value")                      \
  X(Designator, "designator") X(Field, "field") X(Function, "function")        \
  X(Indices, "indices") X(Initializer, "initializer") X(Left, "left")          \
  X(Name, "name") X(Operator, "operator") X(Parameters, "parameters")          \
  X(Path, "path") X(Right, "right") X(Scope, "scope") X(Type, "type")          \
  X(Update, "update") X(Value, "value")
// clang-format on

enum class Sym : uint8_t {
  Ignored,  // punctuation, keywords, and what says nothing of values
  Comment,  // read for NOLINT, never kept
  Operator, // kept where it has the field "operator"
  Other,    // a named node that is walked for its parts
  Error,
#define X(Id, Name) Id,
  MODEL_TIDY_CPP_SYMBOLS(X)
#undef X
};

enum class Role : uint8_t {
  None,
#define X(Id, Name) Id,
  MODEL_TIDY_CPP_ROLES(X)
#undef X
};

extern "C" const TSLanguage *tree_sitter_cpp(void);

/// Sym of every TSSymbol of the grammar, and Role of every TSFieldId.
llvm::ArrayRef<Sym> symbolTable();
llvm::ArrayRef<Role> roleTable();

} // namespace modeltidy::cpp

#endif // MODEL_TIDY_SCANNER_FRONTENDS_CPP_SYMBOLS_H
