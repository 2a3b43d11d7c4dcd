//===- file_memory.h - files that the last run knew -------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Between the stages and the cache: what of a file need not be opened, read,
// looked at or parsed again, and what need not be linked again. A run gives the
// same with it and without.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_FILE_MEMORY_H
#define MODEL_TIDY_SCANNER_TOOL_FILE_MEMORY_H

#include "scanner/cache/scan_cache.h"
#include "scanner/discover/discover.h"
#include "scanner/tool/linked_result.h"
#include "scanner/tool/options.h"
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
  bool Held = false; // the cache has an entry of this very content
  std::optional<CachedFile> Known;
  std::optional<ContentHash> Content; // once it is known
  bool Raced = false;                 // changed while the run went on
  bool Parsed = false;                // in this run
};

/// The build: whatever changes a front end changes the program's own file.
/// Empty where it cannot be told.
std::string buildStamp();

/// What tells a tree from others.
std::string treeName(llvm::StringRef Root,
                     llvm::ArrayRef<std::string> Requested);

/// Nanoseconds of the file system's clock.
int64_t nowNs();

class FileMemory {
public:
  /// Root and Requested tell the tree, as in Discovery.
  FileMemory(const Options &Asked, llvm::StringRef Root,
             llvm::ArrayRef<std::string> Requested);

  /// For the discovery: what the head of an unchanged file says.
  std::optional<HeadFacts> knownHead(const SourceFile &File) const;
  /// Does the entry of a file hold unread? Any thread may ask, as of the
  /// others, each for its own file.
  bool recall(FileWork &W) const;
  /// Notes the text that was read.
  void noteText(FileWork &W) const;
  /// The facts of a file whose content the cache knows. False where it does not
  /// after all: the entry is damaged.
  bool recallFacts(FileWork &W, FileFacts &Facts) const;
  /// Instead of a parse. After it the parts are the file's.
  bool recallParts(FileWork &W) const;

  /// What was linked from these very files under these rules.
  std::optional<LinkedResult> recallResult(llvm::ArrayRef<FileWork> Files,
                                           llvm::StringRef Rules) const;
  /// Notes what this run learned of the files. Facts are parallel to them,
  /// empty where the result was recalled.
  void noteFiles(std::vector<FileWork> &Files, std::vector<FileFacts> &Facts,
                 llvm::StringRef Rules);
  void noteResult(const LinkedResult &Result);

  /// What Clang said of a file when its text, flags and helper had that key;
  /// any thread. To be noted or kept once noteFiles() was called, which keeps
  /// all of them where nothing is compiled.
  std::optional<CachedFile> compiled(llvm::StringRef Path,
                                     const ContentHash &Of) const;
  void noteCompiled(llvm::StringRef Path, const CachedFile &Answer);
  void keepCompiled(llvm::StringRef Path);
  void keepAllCompiled();
  /// From here on nothing is noted: for a look at files that are not on disk.
  void leaveAsItIs() { ReadOnly = true; }
  /// Writes what was noted. A folder that cannot be written costs time, no
  /// answer.
  void save();
  unsigned damaged() const { return Cache ? Cache->damaged() : 0; }

private:
  std::optional<ContentHash> keyOf(llvm::ArrayRef<FileWork> Files,
                                   llvm::StringRef Rules) const;
  void noteFile(FileWork &W, FileFacts &Facts);
  std::unique_ptr<ScanCache> Cache; // none with --no-cache
  std::optional<ContentHash> Key;   // of the noted files
  bool Noted = false, ReadOnly = false;
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_FILE_MEMORY_H
