//===- git_files.cpp - what git lists in a checkout
//-------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A repository that came from elsewhere may hold a .git/config that names
// programs. `git ls-files` could run: core.fsmonitor (the index refresh), and a
// remote's transport, when a partial clone lacks the .gitignore that it wants
// to read. Both are switched off, on the command line and in the environment,
// which outrank the repository's file. No hook runs, since nothing is written.
// Git itself is looked up in absolute folders of PATH only, never in the
// scanned one.
//
//===----------------------------------------------------------------------===//

#include "scanner/discover/git_files.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Program.h"
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

static std::optional<std::string> findGit() {
  std::optional<std::string> Path = sys::Process::GetEnv("PATH");
  if (!Path)
    return std::nullopt;
  SmallVector<StringRef, 16> Folders, Absolute;
  StringRef(*Path).split(Folders, sys::EnvPathSeparator, -1, false);
  for (StringRef Folder : Folders)
    if (sys::path::is_absolute(Folder))
      Absolute.push_back(Folder);
  ErrorOr<std::string> Git = sys::findProgramByName("git", Absolute);
  if (Absolute.empty() || !Git)
    return std::nullopt;
  return *Git;
}

// Only what finds the user's own configuration (safe.directory, global
// excludes) passes; GIT_DIR, GIT_INDEX_FILE and the like of a surrounding hook
// do not.
static std::vector<std::string> safeEnvironment() {
  std::vector<std::string> Env = {
      "LC_ALL=C",
      "GIT_OPTIONAL_LOCKS=0",
      "GIT_TERMINAL_PROMPT=0",
      "GIT_ALLOW_PROTOCOL=none",
      "GIT_NO_LAZY_FETCH=1",
      "GIT_SSH_COMMAND=false",
      "GIT_PAGER=cat",
  };
  for (const char *Name : {"PATH", "HOME", "XDG_CONFIG_HOME"})
    if (std::optional<std::string> Value = sys::Process::GetEnv(Name))
      Env.push_back(std::string(Name) + "=" + *Value);
  return Env;
}

// What people need to know, without absolute paths: reports stay the same on
// every machine.
static std::string describeFailure(int Status, StringRef Stderr) {
  if (Stderr.contains("dubious ownership"))
    return "git refuses the checkout, which belongs to another user";
  if (Status == -1)
    return "git could not be started";
  if (Status == -2)
    return "git crashed";
  return "git ls-files failed with status " + std::to_string(Status);
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

namespace {
/// A temporary file that a child writes; gone at the end of the scope.
class Capture {
public:
  Capture() {
    Bad = bool(sys::fs::createTemporaryFile("model-tidy-git", "txt", Path));
  }
  ~Capture() {
    if (!Bad)
      sys::fs::remove(Path);
  }
  Capture(const Capture &) = delete;
  Capture &operator=(const Capture &) = delete;
  bool bad() const { return Bad; }
  StringRef path() const { return Path; }
  std::unique_ptr<MemoryBuffer> take() const {
    auto Buffer = MemoryBuffer::getFile(Path, /*IsText=*/false,
                                        /*RequiresNullTerminator=*/false,
                                        /*IsVolatile=*/true);
    return Buffer ? std::move(*Buffer) : MemoryBuffer::getMemBuffer("");
  }

private:
  SmallString<128> Path;
  bool Bad;
};
} // namespace

static GitListing failed(std::string Why) {
  GitListing Listing;
  Listing.Failure = std::move(Why);
  return Listing;
}

GitListing listGitFiles(StringRef Checkout, StringRef Folder) {
  std::optional<std::string> Git = findGit();
  if (!Git)
    return failed("git is not installed");
  Capture Stdout, Stderr;
  if (Stdout.bad() || Stderr.bad())
    return failed("no temporary file for git's output");
  StringRef Args[] = {*Git,
                      "-C",
                      Folder,
                      "--no-pager",
                      "-c",
                      "core.fsmonitor=false",
                      "-c",
                      "core.hooksPath=/dev/null",
                      "-c",
                      "safe.bareRepository=explicit",
                      "-c",
                      "submodule.recurse=false",
                      "ls-files",
                      "-z",
                      "--cached",
                      "--others",
                      "--exclude-standard"};
  std::vector<std::string> Env = safeEnvironment();
  std::vector<StringRef> EnvRefs(Env.begin(), Env.end());
  std::optional<StringRef> Redirects[] = {StringRef(""), Stdout.path(),
                                          Stderr.path()};
  int Status = sys::ExecuteAndWait(*Git, Args, ArrayRef(EnvRefs), Redirects);
  std::unique_ptr<MemoryBuffer> Errors = Stderr.take();
  if (Status != 0)
    return failed(describeFailure(Status, Errors->getBuffer()));
  GitListing Listing;
  Listing.Paths = splitPaths(Stdout.take()->getBuffer());
  StringRef Prefix = Folder.drop_front(Checkout.size()).ltrim('/');
  Listing.Unreadable = unreadableFolders(
      Errors->getBuffer(), Prefix.empty() ? "" : (Prefix + "/").str());
  return Listing;
}

} // namespace modeltidy
