//===- base_name.h - the last part of a path --------------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_DISCOVER_BASE_NAME_H
#define MODEL_TIDY_SCANNER_DISCOVER_BASE_NAME_H

#include "llvm/ADT/StringRef.h"

namespace modeltidy {

/// "b.c" of "a/b.c".
inline llvm::StringRef baseName(llvm::StringRef Path) {
  return Path.substr(Path.rfind('/') + 1); // npos + 1 is 0
}

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_DISCOVER_BASE_NAME_H
