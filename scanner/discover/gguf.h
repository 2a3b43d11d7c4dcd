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

#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace modeltidy {

/// What is read of a file: the `general.` keys stand first, in the first KiB;
/// behind them come vocabularies of megabytes.
constexpr uint64_t GgufHeadBytes = 64u << 10;

struct GgufHeader {
  std::string Name, License;
  /// general.base_model.N: the Hub id of its address, else "owner/name", else
  /// the name; in order, at most 8.
  std::vector<std::string> Bases;
};

/// Reads the beginning of a file. Nothing where it is no GGUF; what does not
/// fit into Head, or is malformed, ends the reading.
std::optional<GgufHeader> readGgufHeader(llvm::StringRef Head);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_DISCOVER_GGUF_H
