//===- merges.cpp - recipes that merge models -----------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/merges.h"
#include "checks/card.h"

namespace modeltidy {

namespace {

/// Ids of the models that a merge recipe names, with their lines.
void addModels(yaml::Node At, uint32_t File, unsigned Depth,
               std::vector<std::pair<std::string, Place>> &Out) {
  constexpr unsigned MaxDepth = 12; // recipes nest four deep
  if (Depth == MaxDepth)
    return;
  for (yaml::Node Item : At.items())
    addModels(Item, File, Depth + 1, Out);
  for (auto [Key, Value] : At.entries()) {
    bool Names = Key.text() == "model" || Key.text() == "base_model" ||
                 Key.text() == "source_model";
    if (Names && Value.isScalar())
      Out.emplace_back(Value.text().str(), placeOf(File, Value.begin()));
    else
      addModels(Value, File, Depth + 1, Out);
  }
}

} // namespace

bool mayMerge(StringRef Text) {
  return Text.contains("merge_method") || Text.contains("gate_mode");
}

std::vector<Merge> mergesOf(const Subject &Found) {
  std::vector<Merge> Out;
  for (const Document &D : Found.Around.Documents) {
    if (D.Kind != DocumentKind::Recipe)
      continue;
    yaml::Problems Ignored; // a recipe that cannot be read merges nothing
    yaml::Document Doc = yaml::parse(D.Text, D.Path, Ignored);
    yaml::Node Method = Doc.root()["merge_method"];
    yaml::Node Gates = Doc.root()["gate_mode"];
    if (!Method && !Gates)
      continue;
    Merge &M = Out.emplace_back();
    M.At = &D;
    M.Method = (Method ? Method : Gates).text().str();
    addModels(Doc.root(), D.File, 0, M.Models);
  }
  return Out;
}

} // namespace modeltidy
