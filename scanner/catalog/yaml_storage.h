//===- yaml_storage.h - The tree behind yaml::Document ----------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Private to yaml*.cpp. All nodes lie in one array, all children in another;
// a mapping's children alternate key and value. An alias is the index of its
// target, so the tree is a graph without cycles, and its memory is bounded by
// the text.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_CATALOG_YAML_STORAGE_H
#define MODEL_TIDY_SCANNER_CATALOG_YAML_STORAGE_H

#include "scanner/catalog/yaml.h"

#include "llvm/Support/Allocator.h"

namespace modeltidy::yaml {

struct Record {
  Kind Shape = Kind::Missing;
  bool Quoted = false;
  uint32_t FirstChild = 0; ///< into Storage::Children
  uint32_t NumChildren = 0;
  llvm::StringRef Text;
  Mark Begin, End;
};

struct Storage {
  std::string File;
  std::vector<Record> Nodes;
  std::vector<uint32_t> Children;
  std::vector<uint32_t> Roots;
  llvm::BumpPtrAllocator Arena;
};

} // namespace modeltidy::yaml

#endif
