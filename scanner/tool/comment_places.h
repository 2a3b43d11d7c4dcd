//===- comment_places.h - where a suppression can stand ---------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A comment at the wrong place is no comment: in a block of YAML text it is a
// part of the command, and behind CMD [...] of a Dockerfile it ends the list.
// So a place only counts where the file reads as before with it
// (comment_trial.h). Of what programs do that the front ends do not show, two
// rules: a Makefile keeps the blanks in front of a comment in a variable's
// value, and a Dockerfile has no comment behind an instruction. In both it
// stands on a line of its own.
//
//   swift sft \              # NOLINTBEGIN above the command and NOLINTEND
//     --model X \            # below it, where neither the line nor the one
//     --dataset Y            # above can have a comment
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_COMMENT_PLACES_H
#define MODEL_TIDY_SCANNER_TOOL_COMMENT_PLACES_H

#include "checks/check.h"
#include <compare>
#include <optional>
#include <string>
#include <vector>

namespace modeltidy {

struct CommentPlace {
  /// In the order in which they come in at one place: the end of a pair before
  /// what speaks of the next line.
  enum class Form : uint8_t { Around, Behind, Above };

  Form How = Form::Behind;
  uint32_t At = 0;    ///< where the comment comes in
  uint32_t Below = 0; ///< of Around, where the closing one does
  std::string Indent; ///< of lines of their own
  std::string Break;  ///< the file's line break
  bool Open = false;  ///< the closing one comes behind a line without its end

  friend auto operator<=>(const CommentPlace &, const CommentPlace &) = default;
};

/// Where comments for findings at these places can stand together, parallel to
/// For; nothing where one would change what the file does. Bytes are those of
/// the file at Path.
std::vector<std::optional<CommentPlace>>
commentPlaces(llvm::ArrayRef<Place> For, llvm::StringRef Path,
              llvm::StringRef Bytes, llvm::StringRef Reason);

/// The comments there for a list of checks, separated by commas.
std::vector<Edit> commentsAt(const CommentPlace &At, uint32_t File,
                             llvm::StringRef Sign, llvm::StringRef Names,
                             llvm::StringRef Reason);

/// Which edits are comments, parallel to them, so that the edited file means
/// what it did.
std::vector<bool> areOnlyComments(llvm::StringRef Path, llvm::StringRef Bytes,
                                  llvm::ArrayRef<Edit> Edits);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_COMMENT_PLACES_H
