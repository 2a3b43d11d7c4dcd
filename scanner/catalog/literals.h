//===- literals.h - What an id must hold for a pattern to match -*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Compiling an RE2 costs some 20 microseconds and the catalog has hundreds, so
// a pattern is compiled only for an id that holds what the pattern cannot
// match without. For `(^|/)llama-(2|3)-chat` that is "llama-" and "-chat".
//
// Build time, or once per pattern of a user's catalog.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_CATALOG_LITERALS_H
#define MODEL_TIDY_SCANNER_CATALOG_LITERALS_H

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace modeltidy {

/// In lower case, two bytes at least each. An id that the pattern matches
/// holds every text of All and, where Any is not empty, one of Any. Both empty:
/// any id may match.
struct Literals {
  std::vector<std::string> All, Any;
};

/// Pattern must be a valid RE2; else the result is empty.
Literals requiredLiterals(llvm::StringRef Pattern);

} // namespace modeltidy

#endif
