//===- comment_trial.h - comments that change nothing else ------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A place for a comment only counts where the file's front end reads it as one
// and everything else in the file as before. Comments are tried together, one
// parse for all, and in halves where they do not fit.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_COMMENT_TRIAL_H
#define MODEL_TIDY_SCANNER_TOOL_COMMENT_TRIAL_H

#include "checks/check.h"
#include "scanner/discover/file_kind.h"
#include "scanner/frontends/notebook/cells.h"
#include <set>
#include <string>
#include <vector>

namespace modeltidy {

/// A line of a Makefile above which no comment can stand, half-open.
struct ClosedLine {
  size_t Begin, End;
  bool ToRecipe; ///< to those alone that begin with a tab
};

/// A file that comments are tried in. What was accepted stays in the file.
class CommentTrial {
public:
  /// Both must outlive this.
  CommentTrial(llvm::StringRef File, llvm::StringRef Text);

  /// Which of these insertions are comments beside those that were accepted
  /// before, so that the file means what it did.
  std::vector<bool> accept(llvm::ArrayRef<Edit> Asked);

  const FileKind Kind;

private:
  struct Outcome {
    bool SameMeaning;
    std::vector<bool> IsComment; ///< parallel to what was asked
  };

  /// May no comment stand there, whatever the front end says?
  bool isClosed(const Edit &E) const;
  Outcome read(llvm::ArrayRef<const Edit *> Asked) const;
  void take(llvm::ArrayRef<const Edit *> Asked, std::set<const Edit *> &Fit);
  void tryAll(llvm::ArrayRef<const Edit *> Asked, std::set<const Edit *> &Fit);
  void tryComments(llvm::ArrayRef<const Edit *> Asked,
                   std::set<const Edit *> &Fit);
  void halve(llvm::ArrayRef<const Edit *> Asked, std::set<const Edit *> &Fit);

  llvm::StringRef Path, Bytes;
  std::string Meaning;
  std::vector<Edit> Taken;
  std::vector<ClosedLine> Closed; ///< of a Makefile
  notebook::Notebook Book;        ///< of a notebook
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_COMMENT_TRIAL_H
