//===- cxx_answers.h - what Clang said of a file, kept ----------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An answer of model-tidy-cxx rests on the file's text, its flags, the helper,
// on each header that was opened and on each folder that was looked into for a
// header and had none. It serves again while all of these are the same, by
// their bytes and names: a header that is edited, or one that appears where it
// would be found first, makes it anew.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_CXX_ANSWERS_H
#define MODEL_TIDY_SCANNER_TOOL_CXX_ANSWERS_H

#include "scanner/cache/cached_file.h"
#include "llvm/ADT/StringMap.h"
#include <mutex>

namespace modeltidy {

/// What the helper wrote.
struct CxxAnswer {
  unsigned Errors = 0;
  std::vector<std::string> Headers, Folders; ///< sorted paths
  SummaryBlock Block;
};

/// Nothing where the bytes are not what the helper writes.
std::optional<CxxAnswer> parseAnswer(llvm::StringRef Bytes);

/// Hashes of headers and folders, each looked at once in a run. Any thread.
class HeaderHashes {
public:
  ContentHash file(llvm::StringRef Path);
  /// Of the names in it, whatever their order.
  ContentHash folder(llvm::StringRef Path);

private:
  ContentHash known(llvm::StringMap<ContentHash> &Of, llvm::StringRef Path,
                    ContentHash (*Make)(llvm::StringRef));
  std::mutex Guard;
  llvm::StringMap<ContentHash> Files, Folders;
};

/// The answer as an entry of the cache, and back: nothing where a header or a
/// folder is another by now. Key: the text, the flags and the helper.
CachedFile keepAnswer(const CxxAnswer &Answer, const ContentHash &Key,
                      HeaderHashes &Now);
std::optional<CxxAnswer> recallAnswer(CachedFile Entry, HeaderHashes &Now);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_CXX_ANSWERS_H
