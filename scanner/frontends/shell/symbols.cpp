//===-- symbols.cpp -------------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/shell/symbols.h"
#include "llvm/ADT/StringMap.h"
#include <vector>

namespace modeltidy::shell {

namespace {

std::vector<Sym> buildSymbols() {
  llvm::StringMap<Sym> Named;
#define X(Id, Name) Named[Name] = Sym::Id;
  MODEL_TIDY_SHELL_SYMBOLS(X)
#undef X
  Named["comment"] = Sym::Comment;
  // Their text is read from the node around them.
  Named["string_content"] = Named["heredoc_content"] = Sym::Ignored;
  const TSLanguage *Language = tree_sitter_bash();
  std::vector<Sym> Table(ts_language_symbol_count(Language), Sym::Ignored);
  for (size_t I = 0; I < Table.size(); ++I) {
    auto Symbol = static_cast<TSSymbol>(I);
    const char *Text = ts_language_symbol_name(Language, Symbol);
    llvm::StringRef Name = Text ? llvm::StringRef(Text) : llvm::StringRef();
    if (ts_language_symbol_type(Language, Symbol) == TSSymbolTypeRegular) {
      auto It = Named.find(Name);
      Table[I] = It == Named.end() ? Sym::Other : It->second;
    } else if (Name == "then") {
      Table[I] = Sym::Then;
    }
  }
  return Table;
}

std::vector<Role> buildRoles() {
  llvm::StringMap<Role> Named = {
      {"argument", Role::Argument},   {"body", Role::Body},
      {"condition", Role::Condition}, {"name", Role::Name},
      {"variable", Role::Name},       {"right", Role::Right},
      {"value", Role::Value}};
  const TSLanguage *Language = tree_sitter_bash();
  std::vector<Role> Table(ts_language_field_count(Language) + 1, Role::None);
  for (size_t I = 1; I < Table.size(); ++I)
    if (const char *Name =
            ts_language_field_name_for_id(Language, static_cast<TSFieldId>(I)))
      Table[I] = Named.lookup(Name);
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

} // namespace modeltidy::shell
