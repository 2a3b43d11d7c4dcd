//===- name_index.h - which files a quoted name may mean --------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_NAME_INDEX_H
#define MODEL_TIDY_SCANNER_TOOL_NAME_INDEX_H

#include "scanner/discover/word_set.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <utility>

namespace modeltidy {

/// Files by the hashes of the names under which commands, calls and configs
/// name them: the last component ("train.py"), and for Python files the dotted
/// names of two components and more that end in it ("tools.train", for -m).
class NameIndex {
public:
  void add(llvm::StringRef Path, uint32_t File);
  /// Once, after the last add().
  void build();
  /// Calls Found for each file that one of these names may mean.
  void find(const WordSet &Names,
            llvm::function_ref<void(uint32_t)> Found) const;

private:
  std::vector<std::pair<uint64_t, uint32_t>> Entries; // sorted once built
  WordQuery Known;
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_NAME_INDEX_H
