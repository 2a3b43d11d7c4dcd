//===- check_globs.h - which checks are meant -------------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_CHECKS_REGISTRY_CHECK_GLOBS_H
#define MODEL_TIDY_CHECKS_REGISTRY_CHECK_GLOBS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace modeltidy {

/// A list as clang-tidy's: "*,-license-output-*". Globs are separated by commas
/// (or line ends) and know only '*'; '-' in front takes away; the last glob
/// that matches decides. Empty admits nothing.
class CheckGlobs {
public:
  CheckGlobs() = default;
  explicit CheckGlobs(llvm::StringRef List);

  bool contains(llvm::StringRef Id) const;

  /// What is wrong with the list: "no check matches 'licence-*'; did you mean
  /// 'license-output-training'?" for the first glob that admits none of Ids.
  /// Empty where nothing is.
  std::string mistake(llvm::ArrayRef<llvm::StringRef> Ids) const;

private:
  struct Glob {
    std::string Pattern;
    bool Adds;
  };
  std::vector<Glob> Globs;
};

} // namespace modeltidy

#endif // MODEL_TIDY_CHECKS_REGISTRY_CHECK_GLOBS_H
