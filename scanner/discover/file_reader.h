//===- file_reader.h - the only code that touches the disk -------*- C++
//-*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Every stage reads files through a FileSource, so that tests scan repositories
// in memory and inject failures. Paths are relative to the source's root, with
// '/' between components; "" is the root. All members are const and may be
// called from several threads.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_DISCOVER_FILE_READER_H
#define MODEL_TIDY_SCANNER_DISCOVER_FILE_READER_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBuffer.h"
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace modeltidy {

enum class EntryType : uint8_t { Regular, Folder, Link, Special, Unknown };

/// What lstat says; links are not followed.
struct FileStatus {
  EntryType Type = EntryType::Regular;
  uint64_t Size = 0; ///< bytes
  int64_t MTimeNs = 0;
  uint64_t Inode = 0;
  uint32_t Permissions = 0; ///< as chmod's
};

struct FolderEntry {
  std::string Name;
  EntryType Type; ///< Unknown where the file system does not tell
};

/// Where a symbolic link leads.
struct LinkTarget {
  enum Kind : uint8_t { Inside, Outside, Broken } Where;
  std::string Path; ///< when Inside: the real path relative to the root
};

class FileSource {
public:
  virtual ~FileSource();
  virtual llvm::Expected<FileStatus> status(llvm::StringRef Path) const = 0;
  /// The entries without "." and "..", sorted by name.
  virtual llvm::Expected<std::vector<FolderEntry>>
  list(llvm::StringRef Folder) const = 0;
  /// The first MaxBytes bytes of a regular file, without a terminating NUL. The
  /// bytes are a private copy: the file may change or shrink afterwards.
  llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>>
  read(llvm::StringRef Path, uint64_t MaxBytes) const {
    return readAt(Path, 0, MaxBytes);
  }
  /// The same from Offset on; empty behind the end.
  virtual llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>>
  readAt(llvm::StringRef Path, uint64_t Offset, uint64_t MaxBytes) const = 0;
  virtual LinkTarget resolve(llvm::StringRef Path) const = 0;
};

/// Files below the folder Root on this machine.
std::unique_ptr<FileSource> makeDiskSource(llvm::StringRef Root);

/// Files in memory. Fill it before use; not to be changed while it is read.
class MemorySource : public FileSource {
public:
  /// Adds a file, and the folders above it.
  void add(llvm::StringRef Path, llvm::StringRef Bytes);
  /// Adds an empty folder.
  void addFolder(llvm::StringRef Path);
  /// Target is relative to the link's folder, or absolute (outside).
  void addLink(llvm::StringRef Path, llvm::StringRef Target);
  /// Reading or listing Path fails with Message.
  void fail(llvm::StringRef Path, llvm::StringRef Message);

  llvm::Expected<FileStatus> status(llvm::StringRef Path) const override;
  llvm::Expected<std::vector<FolderEntry>>
  list(llvm::StringRef Folder) const override;
  llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>>
  readAt(llvm::StringRef Path, uint64_t Offset,
         uint64_t MaxBytes) const override;
  LinkTarget resolve(llvm::StringRef Path) const override;

private:
  struct Node {
    EntryType Type;
    std::string Bytes; // a link's target
  };
  std::map<std::string, Node> Nodes; // "" is the root
  std::map<std::string, std::string> Failures;
  llvm::Error failure(llvm::StringRef Path) const;
};

/// Normalizes a path that code or a config names ("./a/../b.json") into one
/// relative to the root and follows links. nullopt when it is absolute, leaves
/// the root, or is no regular file: only what this returns may be read on the
/// word of a scanned file.
std::optional<std::string> locateInside(const FileSource &Source,
                                        llvm::StringRef FromFolder,
                                        llvm::StringRef PathAsWritten);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_DISCOVER_FILE_READER_H
