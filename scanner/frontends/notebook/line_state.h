//===- line_state.h - whether a line of Python begins anew ------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_NOTEBOOK_LINE_STATE_H
#define MODEL_TIDY_SCANNER_FRONTENDS_NOTEBOOK_LINE_STATE_H

#include "llvm/ADT/StringRef.h"

namespace modeltidy::notebook {

/// Follows brackets, quotes and backslashes over the lines of a cell: a `%` or
/// `!` is a magic only where a statement may begin.
class LineState {
public:
  /// Line: without its break.
  void feed(llvm::StringRef Line);
  /// The next line begins a statement.
  bool isFresh() const { return isClosed() && !Joined; }
  /// No bracket and no text in three quotes is open.
  bool isClosed() const { return Quote == 0 && Depth == 0; }

private:
  llvm::StringRef afterText(llvm::StringRef Rest);
  llvm::StringRef afterQuote(llvm::StringRef Rest);

  char Quote = 0; // of an open text in three quotes
  unsigned Depth = 0;
  bool Joined = false; // the line ended with a backslash
};

} // namespace modeltidy::notebook

#endif // MODEL_TIDY_SCANNER_FRONTENDS_NOTEBOOK_LINE_STATE_H
