//===- whole_file.h - files of the cache folder ------------------*- C++
//-*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_CACHE_WHOLE_FILE_H
#define MODEL_TIDY_SCANNER_CACHE_WHOLE_FILE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <string>

namespace modeltidy {

/// The whole cache folder is kept below this; what is oldest goes first.
inline constexpr uint64_t MaxCacheFolderBytes = 2ull << 30;

/// What a tree's files in the cache folder are named after.
std::string cacheFileName(llvm::StringRef Folder, llvm::StringRef Tree,
                          llvm::StringRef Suffix);
inline constexpr llvm::StringLiteral ScanCacheEnding = ".mtcache",
                                     ReportCacheEnding = ".mtreport";

/// Writes a file beside its place and renames it, so that a reader sees a whole
/// one; then brings the folder below its bound. False, and nothing else, where
/// the folder cannot be written.
bool writeWhole(llvm::StringRef Folder, const std::string &File,
                llvm::ArrayRef<llvm::StringRef> Parts);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_CACHE_WHOLE_FILE_H
