//===- merges.h - recipes that merge models ---------------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_CHECKS_MERGES_H
#define MODEL_TIDY_CHECKS_MERGES_H

#include "checks/check.h"

namespace modeltidy {

/// One recipe of a repository, or one place in code.
struct Merge {
  std::string Name;   ///< of the recipe its path; of code "merge.py:12"
  std::string Method; ///< "slerp"; of a mixture of experts its gates; may lack
  /// Ids of the models that go in, each where it is named, in that order. Of
  /// code all stand where they are merged.
  std::vector<std::pair<std::string, Place>> Models;
};

/// Recipes in the order of the documents, then code. What cannot be read
/// merges nothing.
std::vector<Merge> mergesOf(const Subject &Found);

} // namespace modeltidy

#endif // MODEL_TIDY_CHECKS_MERGES_H
