//===- symbols.cpp - the C++ grammar's node types and fields --------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/cpp/symbols.h"
#include "llvm/ADT/StringMap.h"
#include <vector>

namespace modeltidy::cpp {

namespace {

/// What the graph never reads: qualifiers, attributes, parts of tokens.
constexpr llvm::StringLiteral Silent[] = {"type_qualifier",
                                          "storage_class_specifier",
                                          "access_specifier",
                                          "virtual_specifier",
                                          "explicit_function_specifier",
                                          "attribute_declaration",
                                          "attribute_specifier",
                                          "alignas_qualifier",
                                          "noexcept",
                                          "throw_specifier",
                                          "ref_qualifier",
                                          "requires_clause",
                                          "string_content",
                                          "escape_sequence",
                                          "character",
                                          "raw_string_delimiter",
                                          "literal_suffix",
                                          "preproc_directive",
                                          "preproc_call",
                                          "preproc_params",
                                          "ms_declspec_modifier",
                                          "ms_call_modifier",
                                          "lambda_default_capture",
                                          "static_assert_declaration",
                                          "concept_definition",
                                          "bitfield_clause",
                                          "default_method_clause",
                                          "delete_method_clause",
                                          "pure_virtual_clause"};

std::vector<Sym> buildSymbols() {
  llvm::StringMap<Sym> Named;
#define X(Id, Name) Named[Name] = Sym::Id;
  MODEL_TIDY_CPP_SYMBOLS(X)
#undef X
  Named["comment"] = Sym::Comment;
  for (llvm::StringRef Name : Silent)
    Named[Name] = Sym::Ignored;
  const TSLanguage *Language = tree_sitter_cpp();
  std::vector<Sym> Table(ts_language_symbol_count(Language), Sym::Ignored);
  for (size_t I = 0; I < Table.size(); ++I) {
    auto Symbol = static_cast<TSSymbol>(I);
    if (ts_language_symbol_type(Language, Symbol) != TSSymbolTypeRegular)
      continue;
    const char *Name = ts_language_symbol_name(Language, Symbol);
    auto It = Named.find(Name ? Name : "");
    Table[I] = It == Named.end() ? Sym::Other : It->second;
  }
  return Table;
}

std::vector<Role> buildRoles() {
  llvm::StringMap<Role> Named;
#define X(Id, Name) Named[Name] = Role::Id;
  MODEL_TIDY_CPP_ROLES(X)
#undef X
  const TSLanguage *Language = tree_sitter_cpp();
  std::vector<Role> Table(ts_language_field_count(Language) + 1, Role::None);
  for (size_t I = 1; I < Table.size(); ++I) {
    const char *Name =
        ts_language_field_name_for_id(Language, static_cast<TSFieldId>(I));
    auto It = Named.find(Name ? Name : "");
    Table[I] = It == Named.end() ? Role::None : It->second;
  }
  return Table;
}

} // namespace

llvm::ArrayRef<Sym> symbolTable() {
  static const std::vector<Sym> Table = buildSymbols();
  return Table;
}

llvm::ArrayRef<Role> roleTable() {
  static const std::vector<Role> Table = buildRoles();
  return Table;
}

} // namespace modeltidy::cpp
