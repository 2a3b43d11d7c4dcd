//===- source_texts.h - the bytes that a report quotes ----------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_SOURCE_TEXTS_H
#define MODEL_TIDY_SCANNER_TOOL_SOURCE_TEXTS_H

#include "scanner/discover/file_reader.h"
#include "llvm/ADT/StringMap.h"

namespace modeltidy {

/// Reads each file once, when a renderer first asks. Not thread-safe.
class SourceTexts {
public:
  SourceTexts(const FileSource &From, uint64_t MaxFileBytes)
      : Source(From), MaxBytes(MaxFileBytes) {}

  /// Empty where the file cannot be read any more.
  llvm::StringRef operator()(llvm::StringRef Path);

private:
  const FileSource &Source;
  uint64_t MaxBytes;
  llvm::StringMap<std::unique_ptr<llvm::MemoryBuffer>> Buffers;
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_SOURCE_TEXTS_H
