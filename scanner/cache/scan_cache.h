//===- scan_cache.h - what the last run of a tree learned --------*- C++
//-*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One file for each tree that was scanned: an entry for every file of the tree,
// what was linked from all of them, then an index by path. A file whose size,
// modification time and inode are those of its entry is not even read; one that
// was touched is read, and its entry serves if its bytes are the same. Entries
// are for one build of the program only (the stamp), so that no answer of
// another front end is used.
//
// Safe under other runs and under kill -9: a cache is written beside its place
// and renamed, so that a reader sees a whole one; of several writers the last
// stays. Whatever is damaged fails its checksum and counts as absent.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_CACHE_SCAN_CACHE_H
#define MODEL_TIDY_SCANNER_CACHE_SCAN_CACHE_H

#include "scanner/cache/cached_file.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MemoryBuffer.h"
#include <atomic>
#include <memory>

namespace modeltidy {

/// The platform's cache folder for this program; empty where it has none.
std::string defaultCacheFolder();

/// What tells whether an entry is of use, known without reading it.
struct FileMark {
  FileStatus Status;
  ContentHash Content;
  FileKind Kind = FileKind::Other;
  uint8_t WhyBefore = 0;
};

class ScanCache {
public:
  /// Larger trees keep the entries of the files that come first.
  static constexpr uint64_t MaxBytes = 512ull << 20;
  /// An entry serves unread when its file was last changed this long before it
  /// was written: later changes may leave the time as it is.
  static constexpr int64_t RacyNs = 2'000'000'000;

  /// Opens the cache of a tree. Tree: what tells it from others (its absolute
  /// path); Stamp: what must be equal for entries to be of use; Now:
  /// nanoseconds of the file system's clock. A cache that is absent or of
  /// another stamp is empty.
  ScanCache(llvm::StringRef Folder, llvm::StringRef Tree, llvm::StringRef Stamp,
            int64_t Now);

  /// The mark of a path's entry, or null; of a file that has not changed since.
  /// Any thread may ask.
  const FileMark *mark(llvm::StringRef Path) const;
  const FileMark *unchangedMark(llvm::StringRef Path,
                                const FileStatus &Now) const;
  /// The entry itself.
  std::optional<CachedFile> entry(llvm::StringRef Path) const;
  /// The entry of a file that has not changed since.
  std::optional<CachedFile> unchanged(llvm::StringRef Path,
                                      const FileStatus &Now) const;
  /// The entry of a path, if it was made of this very text.
  std::optional<CachedFile> sameText(llvm::StringRef Path,
                                     const ContentHash &Content) const;

  /// What was made of all files together, if it was made of what Key tells.
  std::optional<llvm::StringRef> result(const ContentHash &Key) const;

  /// Notes what this run learned: a new entry, or that the old one holds, of a
  /// file that now has this status. One thread.
  void add(llvm::StringRef Path, const CachedFile &File);
  void keep(llvm::StringRef Path, const FileStatus &Now);
  /// The entries whose names begin so, which are of no files, hold.
  void keepAll(llvm::StringRef Prefix);
  void addResult(const ContentHash &Key, llvm::StringRef Bytes);
  /// Writes the noted entries, unless all of them were kept and none is gone.
  /// False, and nothing else, where the folder cannot be written.
  bool save();

  /// Entries, or a whole cache, that were found damaged.
  unsigned damaged() const { return Damaged; }

private:
  struct Entry {
    uint64_t Offset = 0, Size = 0, Checksum = 0;
    FileMark Mark;
  };
  void load();
  bool readIndex(llvm::StringRef Bytes);
  std::optional<llvm::StringRef> bytes(const Entry &E) const;
  void addBytes(llvm::StringRef Path, llvm::StringRef Bytes,
                const FileMark &Mark);

  std::string Folder, File, Stamp;
  int64_t Began, Written = 0;
  std::unique_ptr<llvm::MemoryBuffer> Old;
  llvm::StringMap<Entry> Index;
  mutable std::atomic<unsigned> Damaged = 0;
  // The next cache, while it is made.
  std::string Next;
  std::vector<std::pair<std::string, Entry>> NextIndex;
  bool Changed = false;
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_CACHE_SCAN_CACHE_H
