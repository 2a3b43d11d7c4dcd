//===- roots.h - from path arguments to the scanned root ---------*- C++
//-*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_DISCOVER_ROOTS_H
#define MODEL_TIDY_SCANNER_DISCOVER_ROOTS_H

#include "scanner/discover/ignore.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include <optional>
#include <string>
#include <vector>

namespace modeltidy {

struct Roots {
  std::string Root;                    ///< absolute, links resolved
  std::vector<std::string> Requested;  ///< relative to Root, "." is all of it
  std::vector<std::string> Starts;     ///< the folders to walk, likewise
  std::optional<std::string> Checkout; ///< the git checkout that holds Root
};

/// One folder is its own root. Files, or several arguments, mean the git
/// checkout that holds them all: its other files are context. Outside one the
/// root is their common folder, and nothing but the arguments is scanned.
llvm::Expected<Roots> findRoots(llvm::ArrayRef<std::string> Paths);

/// The ignore rules that reach Root from above it, and .git/info/exclude. Both
/// are absolute; Root lies in Checkout.
IgnoreChainRef ignoreRulesAbove(llvm::StringRef Checkout, llvm::StringRef Root);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_DISCOVER_ROOTS_H
