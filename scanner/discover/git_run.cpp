//===- git_run.cpp - git, with nothing of the repository run ------------===//
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

#include "scanner/discover/git_run.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Program.h"
#include <memory>
#include <optional>
#include <vector>

using namespace llvm;

namespace modeltidy {

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

std::string GitRun::failure(StringRef Command) const {
  if (!Installed)
    return "git is not installed";
  if (StringRef(Err).contains("dubious ownership"))
    return "git refuses the checkout, which belongs to another user (git "
           "config --global --add safe.directory FOLDER)";
  if (Status == -1)
    return "git could not be started";
  if (Status == -2)
    return "git crashed";
  return ("git " + Command + " failed with status " + Twine(Status)).str();
}

std::string GitRun::failureInFull(StringRef Command) const {
  StringRef Why = StringRef(Err).split('\n').first;
  return failure(Command) + (Why.empty() ? "" : ": ") + Why.str();
}

GitRun runGit(StringRef Folder, ArrayRef<StringRef> Args) {
  GitRun Run;
  std::optional<std::string> Git = findGit();
  if (!Git) {
    Run.Installed = false;
    return Run;
  }
  Capture Stdout, Stderr;
  if (Stdout.bad() || Stderr.bad())
    return Run;
  std::vector<StringRef> All = {*Git,   "-C",
                                Folder, "--no-pager",
                                "-c",   "core.fsmonitor=false",
                                "-c",   "core.hooksPath=/dev/null",
                                "-c",   "safe.bareRepository=explicit",
                                "-c",   "submodule.recurse=false"};
  All.insert(All.end(), Args.begin(), Args.end());
  std::vector<std::string> Env = safeEnvironment();
  std::vector<StringRef> EnvRefs(Env.begin(), Env.end());
  std::optional<StringRef> Redirects[] = {StringRef(""), Stdout.path(),
                                          Stderr.path()};
  Run.Status = sys::ExecuteAndWait(*Git, All, ArrayRef(EnvRefs), Redirects);
  Run.Out = Stdout.take()->getBuffer().str();
  Run.Err = Stderr.take()->getBuffer().str();
  return Run;
}

} // namespace modeltidy
