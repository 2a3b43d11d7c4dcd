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

/// One recipe of a repository.
struct Merge {
  const Document *At = nullptr;
  std::string Method; ///< "slerp"; of a mixture of experts its gates
  /// Ids of the models that go in, each where it is named, in that order.
  std::vector<std::pair<std::string, Place>> Models;
};

/// Does a text hold a word that recipes have? Cheap, and errs on one side.
bool mayMerge(llvm::StringRef Text);

/// In the order of the documents. What cannot be read merges nothing.
std::vector<Merge> mergesOf(const Subject &Found);

} // namespace modeltidy

#endif // MODEL_TIDY_CHECKS_MERGES_H
