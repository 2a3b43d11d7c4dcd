//===- linked_result.h - what parsing and linking gave ----------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_LINKED_RESULT_H
#define MODEL_TIDY_SCANNER_TOOL_LINKED_RESULT_H

#include "checks/check.h"
#include "scanner/discover/discover.h"
#include <optional>

namespace modeltidy {

/// All that later stages know of the files' contents: what a run over the same
/// files needs not find out again.
struct LinkedResult {
  Lineage Graph;
  std::vector<SourceComment> Comments;
  std::vector<ScanLimit> Notes; ///< added to the discovery's limits
  uint64_t Parsed = 0;          ///< files
};

std::string encode(const LinkedResult &Result);
/// Nothing where the bytes are not what encode() gives.
std::optional<LinkedResult> decodeResult(llvm::StringRef Bytes);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_LINKED_RESULT_H
