//===- file_memory.h - files that the last run knew -------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Between the parse stage and the cache: what of a file need not be read,
// looked at or parsed again. A run gives the same with it and without.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_FILE_MEMORY_H
#define MODEL_TIDY_SCANNER_TOOL_FILE_MEMORY_H

#include "scanner/cache/scan_cache.h"
#include "scanner/tool/options.h"
#include "scanner/tool/scan.h"
#include "scanner/tool/selection.h"
#include <memory>

namespace modeltidy {

/// One file on its way.
struct FileWork {
  const SourceFile *File = nullptr;
  Interest Why = Interest::None;
  std::unique_ptr<llvm::MemoryBuffer> Text; // dropped once parsed
  std::vector<std::string> Limits;          // what reading cost
  std::string Unreadable;                   // why, if it is
  bool Truncated = false;                   // only a head was read
  std::vector<SummaryPart> Parts;

  // The cache's part: what it knew, and what is new to it.
  Interest Before = Interest::None;
  std::optional<CachedFile> Known;
  std::optional<ContentHash> Content; // of the text, once it was read
  bool Parsed = false;                // in this run
};

class FileMemory {
public:
  FileMemory(const Options &Asked, const Discovery &Found);

  /// Before a file is read: does its entry hold unread? Then its facts are in
  /// Facts. Any thread may ask, as of the others, each for its own file.
  bool recall(FileWork &W, FileFacts &Facts) const;
  /// After it was read: was the entry made of the same text?
  bool recallText(FileWork &W, FileFacts &Facts) const;
  /// Instead of a parse. After it the parts are the file's.
  bool recallParts(FileWork &W) const;
  /// A text was read that recall() did without.
  void noteText(FileWork &W) const;

  /// Writes what this run learned. Facts are parallel to the files.
  void save(std::vector<FileWork> &Files, std::vector<FileFacts> &Facts);
  unsigned damaged() const { return Cache ? Cache->damaged() : 0; }

private:
  static bool use(FileWork &W, FileFacts &Facts);
  void saveOne(FileWork &W, FileFacts &Facts);
  std::unique_ptr<ScanCache> Cache; // none with --no-cache
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_FILE_MEMORY_H
