//===- git_changes.h - what changed since a revision ------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_DISCOVER_GIT_CHANGES_H
#define MODEL_TIDY_SCANNER_DISCOVER_GIT_CHANGES_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace modeltidy {

/// Lines First to Last (1-based, both included) of a file as it stands in the
/// work tree are new or edited. Where Last is 0 lines only went away, or all of
/// the file did.
struct ChangedLines {
  std::string Path; ///< relative to the folder asked for
  uint32_t First = 1, Last = UINT32_MAX;
};

/// A file that is not what it was: as it was there, and as it is here. One of
/// the paths is empty where it came or went.
struct ReplacedFile {
  std::string Before, Now; ///< relative to the folder asked for
  std::string Blob;        ///< git's name of the content before
};

struct GitChanges {
  std::vector<ChangedLines> Lines;
  std::vector<ReplacedFile> Files; ///< regular ones; what is ignored is in none
  std::string Failure;             ///< why git could not tell, for people
};

/// What the work tree changes since the point where its commit and Revision
/// part (git's merge base; Revision itself where there is none), staged or not,
/// untracked files included. Lines that only went away touch nothing. Folder is
/// absolute; changes outside of it are left out. Source files that an attribute
/// calls binary (*.ipynb -diff) are told line by line as others are.
GitChanges changesSince(llvm::StringRef Folder, llvm::StringRef Revision);

/// The content that git knows by that name; nothing where it has none.
std::optional<std::string> gitBlob(llvm::StringRef Folder,
                                   llvm::StringRef Blob);

/// The commit that is checked out, 40 or 64 hexadecimal digits; and its branch
/// and the URL of "origin" without any credentials. Empty where git cannot say.
struct GitHead {
  std::string Commit, Branch, Remote;
};
GitHead gitHead(llvm::StringRef Folder);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_DISCOVER_GIT_CHANGES_H
