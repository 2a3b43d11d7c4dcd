//===- gguf.h - what the header of a GGUF file says -------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A GGUF file begins with key-value pairs; those under `general.` name its
// license and the models that it was made from.
// https://github.com/ggml-org/ggml/blob/master/docs/gguf.md, versions 2 and 3.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_DISCOVER_GGUF_H
#define MODEL_TIDY_SCANNER_DISCOVER_GGUF_H

#include "scanner/discover/file_reader.h"
#include <optional>
#include <string>
#include <vector>

namespace modeltidy {

struct GgufHeader {
  std::string Name;
  /// general.license, .license.name and .license.link: tags, names, addresses.
  std::vector<std::string> Licenses;
  /// general.base_model.N: the Hub id of its address, else "owner/name", else
  /// the name; in order, at most 8.
  std::vector<std::string> Bases;
  /// A tokenizer and no tensor, here or in other parts: no weights.
  bool IsVocabulary = false;
};

/// Reads the keys of a file up to the last under `general.`: writers put these
/// first, but need not. Arrays of numbers are passed over by their size, those
/// of texts by the size of each; no more than 16 MiB are read, which the
/// vocabularies of today fit in. Nothing where it is no GGUF; what is malformed
/// ends the reading.
llvm::Expected<std::optional<GgufHeader>> readGgufHeader(const FileSource &From,
                                                         llvm::StringRef Path);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_DISCOVER_GGUF_H
