//===- command_lines.h - which lines of prose are commands ------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_DOCUMENTED_COMMAND_LINES_H
#define MODEL_TIDY_SCANNER_FRONTENDS_DOCUMENTED_COMMAND_LINES_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace modeltidy {

/// Bytes before the command that a line of prose may hold: blanks, a prompt
/// ("$ "), a list's mark, a word and a colon ("Usage: "), a backtick.
size_t commandOffset(llvm::StringRef Line);

/// Does this text, without what commandOffset() says, start a command? It does
/// where its first word starts programs and what follows looks like arguments:
///     CUDA_VISIBLE_DEVICES=0 python train.py --lr 1e-5     yes
///     torchrun \                                           yes
///     python is a language                                 no
bool looksLikeCommand(llvm::StringRef Text);

/// "--lr 1e-5": what no command begins with.
bool looksLikeOption(llvm::StringRef Text);

/// NAME=value, export NAME=value: for the commands that follow.
bool looksLikeAssignment(llvm::StringRef Text);

/// "$ ", the prompt of a console; 0, or the bytes up to the command.
size_t promptLength(llvm::StringRef Line);

/// The language that a fence names first: "bash" for "{.bash} title=x"; lower
/// case, "" where it names none.
std::string fenceLanguage(llvm::StringRef Info);

/// bash, sh, console... but not "", which says nothing.
bool isShellLanguage(llvm::StringRef Language);

/// Which quote is open at the end of what was fed, by the rules of a shell.
class QuoteState {
public:
  void feed(llvm::StringRef Line);
  bool open() const { return Quote != 0; }

private:
  char Quote = 0;
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_FRONTENDS_DOCUMENTED_COMMAND_LINES_H
