//===- merge_recipe.h - YAML that says how models are merged ----*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_CATALOG_MERGE_RECIPE_H
#define MODEL_TIDY_SCANNER_CATALOG_MERGE_RECIPE_H

#include "scanner/catalog/yaml.h"

namespace modeltidy {

/// As mergekit reads it.
struct MergeRecipe {
  std::string Method; ///< "slerp"; of a mixture of experts its gates
  /// Ids of the models that go in, each where it is named, in that order.
  std::vector<std::pair<std::string, yaml::Mark>> Models;
};

/// Does a text hold a word that recipes have? Cheap, and errs on one side.
bool mayMerge(llvm::StringRef Text);

/// Nothing where the text is no recipe, or cannot be read.
std::optional<MergeRecipe> readMergeRecipe(llvm::StringRef Text,
                                           llvm::StringRef Path);

} // namespace modeltidy

#endif
