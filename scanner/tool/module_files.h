//===- module_files.h - which file an import means --------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_MODULE_FILES_H
#define MODEL_TIDY_SCANNER_TOOL_MODULE_FILES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <vector>

namespace modeltidy {

/// Resolves the imports of files that are not parsed yet, by path alone. It
/// follows the linker's rule (the importing file's folder, those above it, then
/// the nearest source root elsewhere); where that leaves a choice, all files
/// that could be meant are named.
class ModuleFiles {
public:
  /// Paths relative to the root, which must outlive this. Only Python files can
  /// be imported; what the others are does not matter.
  explicit ModuleFiles(std::vector<llvm::StringRef> FilePaths);

  /// Appends the indices of the files that Dotted ("a.b", "..x"), imported by
  /// file From, may mean; never From itself.
  void find(uint32_t From, llvm::StringRef Dotted,
            llvm::SmallVectorImpl<uint32_t> &Out) const;

private:
  bool at(uint32_t From, llvm::StringRef Module,
          llvm::SmallVectorImpl<uint32_t> &Out) const;

  std::vector<llvm::StringRef> Paths;
  llvm::StringMap<uint32_t> ByModule;            // "a/b" for a/b.py
  llvm::StringMap<std::vector<uint32_t>> ByLast; // "b" for a/b.py
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_MODULE_FILES_H
