//===- cached_file.h - what a run learned about one file ---------*- C++
//-*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_CACHE_CACHED_FILE_H
#define MODEL_TIDY_SCANNER_CACHE_CACHED_FILE_H

#include "scanner/discover/file_reader.h"
#include "scanner/discover/prefilter.h"
#include "scanner/frontends/front_end.h"
#include <optional>
#include <string>
#include <vector>

namespace modeltidy {

/// Tells a file's text from another's: 128 bits that are no secret.
struct ContentHash {
  uint64_t Low = 0, High = 0;
  static ContentHash of(llvm::StringRef Text);
  friend bool operator==(const ContentHash &, const ContentHash &) = default;
};

/// Size, modification time and inode are the same.
bool sameFile(const FileStatus &A, const FileStatus &B);

/// What reading, the prefilter and the front end gave for one file.
struct CachedFile {
  FileStatus Status;
  ContentHash Content;
  FileKind Kind = FileKind::Other;
  /// The caller's: why the file is looked at, before and after its text was
  /// seen.
  uint8_t WhyBefore = 0, WhyAfter = 0;
  bool Truncated = false;
  std::vector<std::string> Limits; ///< what reading cost
  FileFacts Facts;
  bool Parsed = false;
  std::vector<SummaryPart> Parts; ///< when Parsed
};

std::string encode(const CachedFile &File);
/// Nothing where the bytes are not what encode() gives; every index of a
/// summary is checked.
std::optional<CachedFile> decode(llvm::StringRef Bytes);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_CACHE_CACHED_FILE_H
