//===- include_paths.h - which file an #include means -----------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Without a compiler's search path an include is told by path alone: below the
// including file's folder or one above it, else the nearest file whose path
// ends so. A header's definitions are in the source of the same name.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_DISCOVER_INCLUDE_PATHS_H
#define MODEL_TIDY_SCANNER_DISCOVER_INCLUDE_PATHS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include <optional>
#include <vector>

namespace modeltidy {

class IncludePaths {
public:
  /// Paths relative to the root, which must outlive this; Id is the caller's.
  void add(llvm::StringRef Path, uint32_t Id);

  /// The file that Include, as written in file From, means.
  std::optional<uint32_t> find(llvm::StringRef From,
                               llvm::StringRef Include) const;
  /// Appends the files of the same name but another ending: x.cpp of x.h, in
  /// the same folder or, where there is none, one that has no closer header.
  void partners(llvm::StringRef Path,
                llvm::SmallVectorImpl<uint32_t> &Out) const;

private:
  struct File {
    llvm::StringRef Path;
    uint32_t Id;
  };
  llvm::StringMap<std::vector<File>> ByName, ByStem;
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_DISCOVER_INCLUDE_PATHS_H
