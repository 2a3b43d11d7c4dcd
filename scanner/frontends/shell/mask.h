//===- mask.h - a text that keeps its places while it changes ---*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_SHELL_MASK_H
#define MODEL_TIDY_SCANNER_FRONTENDS_SHELL_MASK_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace modeltidy::shell {

/// A line without its end; bytes of the whole text.
struct TextLine {
  size_t Begin, End;
  llvm::StringRef in(llvm::StringRef Text) const {
    return Text.slice(Begin, End);
  }
};

std::vector<TextLine> linesOf(llvm::StringRef Text);

/// Blanks, with the newlines of Text.
std::string blankOf(llvm::StringRef Text);

/// Whether a line is continued on the next one.
bool isContinued(llvm::StringRef Line);

/// Number of blanks that a line begins with.
size_t indentOf(llvm::StringRef Line);

/// Rewrites shell text to the same length. A byte that goes away is made up
/// for by a blank at the end of its word.
class Rewriter {
public:
  explicit Rewriter(size_t Size) { Out.reserve(Size); }
  void put(char C);
  void put(llvm::StringRef Text) {
    for (char C : Text)
      put(C);
  }
  /// A byte goes away.
  void drop() { ++Missing; }
  /// A backslash and what it escapes; a continuation ends the word.
  void putEscape(char Escaped);
  std::string take();

private:
  void flush();
  std::string Out;
  size_t Missing = 0;
  char Quote = 0;
};

} // namespace modeltidy::shell

#endif // MODEL_TIDY_SCANNER_FRONTENDS_SHELL_MASK_H
