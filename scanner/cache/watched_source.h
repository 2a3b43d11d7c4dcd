//===- watched_source.h - what a run looks at on disk ---------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Notes every question that a run asks a file source, with a hash of the
// answer, so that a later run can ask the same again before it repeats what
// came of them. Unasked go texts of files whose status the later run compares
// anyway.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_CACHE_WATCHED_SOURCE_H
#define MODEL_TIDY_SCANNER_CACHE_WATCHED_SOURCE_H

#include "scanner/cache/cached_file.h"
#include "llvm/ADT/StringMap.h"
#include <map>
#include <mutex>

namespace modeltidy {

struct SourceQuestion {
  enum Kind : uint8_t { Status, List, Read, Resolve } Of = Status;
  std::string Path;
  uint64_t Offset = 0, MaxBytes = 0; ///< of Read
  friend auto operator<=>(const SourceQuestion &,
                          const SourceQuestion &) = default;
};

/// What the source says, failures too.
ContentHash answerOf(const FileSource &Source, const SourceQuestion &Asked);

class WatchedSource : public FileSource {
public:
  /// More of them cost more than they spare.
  static constexpr size_t MaxQuestions = 20'000;

  explicit WatchedSource(std::unique_ptr<FileSource> Of)
      : Inner(std::move(Of)) {}

  /// The text of this file is told by its status. Before any question.
  void trust(llvm::StringRef Path, const FileStatus &Status) {
    Trusted[Path] = Status;
  }

  /// All that was asked and answered. Nothing where the same question had two
  /// answers, or where there were too many.
  std::optional<std::map<SourceQuestion, ContentHash>> questions() const;

  llvm::Expected<FileStatus> status(llvm::StringRef Path) const override;
  llvm::Expected<std::vector<FolderEntry>>
  list(llvm::StringRef Folder) const override;
  llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>>
  readAt(llvm::StringRef Path, uint64_t Offset,
         uint64_t MaxBytes) const override;
  LinkTarget resolve(llvm::StringRef Path) const override;

private:
  void note(SourceQuestion Asked, const ContentHash &Answer) const;
  bool isTrusted(llvm::StringRef Path) const;

  std::unique_ptr<FileSource> Inner;
  llvm::StringMap<FileStatus> Trusted;
  mutable std::mutex Lock; // files are read on all processors
  mutable std::map<SourceQuestion, ContentHash> Noted;
  mutable bool Unsteady = false;
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_CACHE_WATCHED_SOURCE_H
