//===- merges.cpp - where models are merged -------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/merges.h"
#include "checks/card.h"
#include "scanner/catalog/merge_recipe.h"

namespace modeltidy {

static void addRecipe(const Document &D, std::vector<Merge> &Out) {
  std::optional<MergeRecipe> Recipe = readMergeRecipe(D.Text, D.Path);
  if (!Recipe)
    return;
  Merge &M = Out.emplace_back();
  M.Name = D.Path;
  M.Method = std::move(Recipe->Method);
  for (auto &[Id, At] : Recipe->Models)
    M.Models.emplace_back(std::move(Id), placeOf(D.File, At));
}

std::vector<Merge> mergesOf(const Subject &Found) {
  std::vector<Merge> Out;
  for (const Document &D : Found.Around.Documents)
    if (D.Kind == DocumentKind::Recipe)
      addRecipe(D, Out);
  for (const ModelMerge &Code : Found.Graph.Merges) {
    Merge &M = Out.emplace_back();
    M.Name = Found.Graph.Files[Code.Where.File] + ":" +
             std::to_string(Code.Where.Line);
    M.Method = Code.Method;
    for (const std::string &Id : Code.Models)
      M.Models.emplace_back(Id, Code.Where);
  }
  return Out;
}

} // namespace modeltidy
