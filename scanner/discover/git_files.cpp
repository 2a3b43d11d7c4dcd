//===- git_files.cpp - what git lists in a checkout -----------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/discover/git_files.h"
#include "scanner/discover/git_run.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <algorithm>

using namespace llvm;

namespace modeltidy {

std::optional<std::string> enclosingCheckout(StringRef Folder) {
  for (StringRef At = Folder; !At.empty(); At = sys::path::parent_path(At)) {
    SmallString<256> Git(At);
    sys::path::append(Git, ".git");
    if (sys::fs::exists(Git))
      return At.str();
  }
  return std::nullopt;
}

static std::vector<std::string> splitPaths(StringRef Stdout) {
  std::vector<std::string> Paths;
  Paths.reserve(Stdout.count('\0'));
  while (!Stdout.empty()) {
    auto [Path, Rest] = Stdout.split('\0');
    Stdout = Rest;
    Path.consume_back("/"); // a nested checkout
    bool Leaves = Path.starts_with("/") || Path.starts_with("../");
    if (!Path.empty() && !Leaves && !Path.contains("/../"))
      Paths.push_back(Path.str());
  }
  std::sort(Paths.begin(), Paths.end());
  Paths.erase(std::unique(Paths.begin(), Paths.end()), Paths.end());
  return Paths;
}

// "warning: could not open directory 'a/b/': Permission denied", relative to
// the checkout; Prefix is where the folder asked for lies in it.
static std::vector<std::string> unreadableFolders(StringRef Stderr,
                                                  StringRef Prefix) {
  std::vector<std::string> Folders;
  while (!Stderr.empty()) {
    auto [Line, Rest] = Stderr.split('\n');
    Stderr = Rest;
    if (!Line.consume_front("warning: could not open directory '"))
      continue;
    StringRef Folder = Line.take_front(Line.rfind('\''));
    Folder.consume_back("/");
    if (Folder.consume_front(Prefix))
      Folders.push_back(Folder.str());
  }
  return Folders;
}

GitListing listGitFiles(StringRef Checkout, StringRef Folder) {
  GitRun Run = runGit(
      Folder, {"ls-files", "-z", "--cached", "--others", "--exclude-standard"});
  GitListing Listing;
  if (!Run.ok()) {
    Listing.Failure = Run.failure("ls-files");
    return Listing;
  }
  Listing.Paths = splitPaths(Run.Out);
  StringRef Prefix = Folder.drop_front(Checkout.size()).ltrim('/');
  Listing.Unreadable =
      unreadableFolders(Run.Err, Prefix.empty() ? "" : (Prefix + "/").str());
  return Listing;
}

} // namespace modeltidy
