//===- merge_recipe.cpp - YAML that says how models are merged ------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/catalog/merge_recipe.h"

namespace modeltidy {

static void addModels(yaml::Node At, unsigned Depth, MergeRecipe &Out) {
  constexpr unsigned MaxDepth = 12; // recipes nest four deep
  if (Depth == MaxDepth)
    return;
  for (yaml::Node Item : At.items())
    addModels(Item, Depth + 1, Out);
  for (auto [Key, Value] : At.entries()) {
    bool Names = Key.text() == "model" || Key.text() == "base_model" ||
                 Key.text() == "source_model";
    if (Names && Value.isScalar())
      Out.Models.emplace_back(Value.text().str(), Value.begin());
    else
      addModels(Value, Depth + 1, Out);
  }
}

bool mayMerge(llvm::StringRef Text) {
  return Text.contains("merge_method") || Text.contains("gate_mode");
}

std::optional<MergeRecipe> readMergeRecipe(llvm::StringRef Text,
                                           llvm::StringRef Path) {
  yaml::Problems Ignored; // a recipe that cannot be read merges nothing
  yaml::Document Doc = yaml::parse(Text, Path, Ignored);
  yaml::Node Method = Doc.root()["merge_method"];
  yaml::Node Gates = Doc.root()["gate_mode"];
  if (!Method && !Gates)
    return std::nullopt;
  MergeRecipe Out;
  Out.Method = (Method ? Method : Gates).text().str();
  addModels(Doc.root(), 0, Out);
  return Out;
}

} // namespace modeltidy
