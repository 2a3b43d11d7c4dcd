//===- python_lines.h - where Python's texts and lines end ------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// For languages that hold Python within a frame of their own: enough to cut
// them where the frame's parts end. All of it is linear.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_WRITTEN_PYTHON_LINES_H
#define MODEL_TIDY_SCANNER_FRONTENDS_WRITTEN_PYTHON_LINES_H

#include "llvm/ADT/StringRef.h"
#include <vector>

namespace modeltidy {

/// A piece of code; a text's has its prefix and quotes.
struct PythonToken {
  enum { Literal, Name, Comment, Other } Kind;
  llvm::StringRef Text;
};

/// All bytes of Code, in order.
std::vector<PythonToken> tokensOf(llvm::StringRef Code);

/// A statement's lines with the newline at their end; brackets and texts go
/// on over several. Blank: of blanks or a comment alone.
struct LogicalLine {
  size_t Begin, End, Indent;
  bool Blank;
};

std::vector<LogicalLine> logicalLines(llvm::StringRef Text);

/// The pieces between the commas that stand in no bracket.
std::vector<llvm::StringRef> splitAtCommas(llvm::StringRef Code);

/// What stands before the bracket that closes one opened before Code.
llvm::StringRef insideOfBrackets(llvm::StringRef Code);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_FRONTENDS_WRITTEN_PYTHON_LINES_H
