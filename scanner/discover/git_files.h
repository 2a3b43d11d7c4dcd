//===- git_files.h - what git lists in a checkout ----------------*- C++
//-*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_DISCOVER_GIT_FILES_H
#define MODEL_TIDY_SCANNER_DISCOVER_GIT_FILES_H

#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace modeltidy {

struct GitListing {
  /// Tracked, and untracked but not ignored, relative to the folder asked for;
  /// sorted, unique. Submodules and nested checkouts are names of folders.
  std::vector<std::string> Paths;
  /// Folders that git could not open, relative to the folder asked for.
  std::vector<std::string> Unreadable;
  /// Why git could not be used, for people; empty when it was.
  std::string Failure;
};

/// The nearest folder at or above Folder (absolute) that holds ".git".
std::optional<std::string> enclosingCheckout(llvm::StringRef Folder);

/// Asks git for the files below Folder (absolute, in Checkout). The
/// repository's configuration is hostile: nothing in it can make git run a
/// program. One child process; may be called from any thread.
GitListing listGitFiles(llvm::StringRef Checkout, llvm::StringRef Folder);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_DISCOVER_GIT_FILES_H
