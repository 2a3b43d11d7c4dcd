//===- tokens.h - where a token of C++ ends ---------------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_CPP_TOKENS_H
#define MODEL_TIDY_SCANNER_FRONTENDS_CPP_TOKENS_H

#include "llvm/ADT/StringRef.h"

namespace modeltidy::cpp {

enum class TokenKind { Name, Number, Text, Comment, Other };

struct Token {
  TokenKind Kind;
  size_t End; // behind its last byte, greater than where it begins
};

/// The token that begins at At, which lies inside of Text. What is not
/// terminated ends with its line, comments and raw texts with the file.
Token tokenAt(llvm::StringRef Text, size_t At);

/// The end of the line that At is on, lines joined by a backslash; the newline
/// itself does not belong to it. Comments may hold newlines.
size_t endOfDirective(llvm::StringRef Text, size_t At);

} // namespace modeltidy::cpp

#endif // MODEL_TIDY_SCANNER_FRONTENDS_CPP_TOKENS_H
