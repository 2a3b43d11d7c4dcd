//===- git_run.h - git, with nothing of the repository run ------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_DISCOVER_GIT_RUN_H
#define MODEL_TIDY_SCANNER_DISCOVER_GIT_RUN_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace modeltidy {

struct GitRun {
  int Status = -1; ///< the exit status; -1: not started, -2: crashed
  std::string Out, Err;
  bool Installed = true;

  bool ok() const { return Installed && Status == 0; }
  /// git ran and gave no reason, as `rev-parse --quiet` does for what is not
  /// there.
  bool saysNothing() const { return Installed && Status > 0 && Err.empty(); }
  /// For people, without absolute paths: "git diff failed with status 128".
  std::string failure(llvm::StringRef Command) const;
  /// The same and git's own first words, which may hold such paths: "...:
  /// fatal: not a git repository". Never for a report.
  std::string failureInFull(llvm::StringRef Command) const;
};

/// Runs git with Args in Folder (absolute). The repository's configuration is
/// hostile: nothing in it can make git run a program, as long as Args write
/// nothing and ask for no filter, textconv or external diff. One child process;
/// may be called from any thread.
GitRun runGit(llvm::StringRef Folder, llvm::ArrayRef<llvm::StringRef> Args);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_DISCOVER_GIT_RUN_H
