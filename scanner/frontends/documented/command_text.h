//===- command_text.h - a document with all but its commands blanked -*- C++
//-*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Masking: the text keeps its length and its line ends, everything but the
// commands becomes blank, and so the shell front end's places are right.
//
//     Then train:                  ...........
//       $ python train.py \        ........python train.py \.
//           --lr 1e-5              ............--lr 1e-5
//
// Kept commands are mended where documents differ from scripts, byte for byte:
// a backslash goes to the line's end past blanks and carriage returns,
// a doubled one (as in a docstring) is one, and a placeholder `<model name>`,
// which a shell takes for redirections, becomes the variable `$model_name_`.
// A block whose quotes do not close ends at the one that is left open.
//
// Documents forget backslashes, and show options without the program. Where
// they are to be joined, an option's line goes on with the command before it:
// the line end between them becomes a blank, and so the lines of the masked
// text are no longer the document's (joined()).
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_DOCUMENTED_COMMAND_TEXT_H
#define MODEL_TIDY_SCANNER_FRONTENDS_DOCUMENTED_COMMAND_TEXT_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace modeltidy {

/// A line's content, without the prefix of a quotation or comment and without
/// the line end: byte offsets into the whole text, half-open.
struct LineRange {
  size_t Begin, End;
};

/// Text with every byte but '\n' blanked.
std::string blankText(llvm::StringRef Text);

/// Cuts Text.slice(Begin, End) into lines.
std::vector<LineRange> linesOf(llvm::StringRef Text, size_t Begin, size_t End);

class CommandText {
public:
  /// Whole must outlive this. Lines are joined where MayJoin.
  explicit CommandText(llvm::StringRef Whole, bool MayJoin = false)
      : Text(Whole), MayJoin(MayJoin) {}

  /// All lines of a shell block; where it shows prompts, those lines alone.
  void addBlock(llvm::ArrayRef<LineRange> Lines);
  /// The commands among lines of prose, with what they continue on; in fences
  /// that are marked as shell, all lines.
  void addProse(llvm::ArrayRef<LineRange> Lines);
  /// Lines of options alone, for the program that stands before them.
  void addOptions(LineRange Program, llvm::ArrayRef<LineRange> Lines);

  /// No command was added.
  bool empty() const { return Commands == 0; }
  const std::string &masked() const { return Masked; }
  /// Line ends were blanked: the lines are those of the whole text.
  bool joined() const { return Joined; }

private:
  llvm::StringRef line(LineRange L) const { return Text.slice(L.Begin, L.End); }
  size_t addCommand(llvm::ArrayRef<LineRange> Lines, size_t Offset);
  void keep(LineRange Line, size_t Offset);
  void blank(LineRange Line);
  void keepBalanced(llvm::ArrayRef<LineRange> Lines);
  bool goesOn(LineRange Line) const;
  bool isForgotten(LineRange Line, LineRange Next) const;
  void join(size_t Begin, size_t End);
  void joinOptions(llvm::ArrayRef<LineRange> Lines);

  llvm::StringRef Text;
  bool MayJoin, Joined = false;
  std::string Masked; // empty until something is kept
  size_t Commands = 0;
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_FRONTENDS_DOCUMENTED_COMMAND_TEXT_H
