//===- snippet.h - a source line with its caret -----------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_REPORT_SNIPPET_H
#define MODEL_TIDY_SCANNER_REPORT_SNIPPET_H

#include "scanner/lineage/lineage.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"
#include <string>

namespace modeltidy {

/// Prints Line, the place's first line, and a caret below its column,
/// underlining as far as the place reaches on it:
///
///    20 | trainer = SFTTrainer(
///       |           ^~~~~~~~~~~
///
/// A long line is cut to a window around the caret; what a terminal would obey
/// instead of show is printed as '?'. Prints nothing for an empty line.
void printSnippet(llvm::raw_ostream &OS, llvm::StringRef Line, const Place &At,
                  bool Color);

/// Text with everything replaced that a terminal would obey instead of show.
std::string printable(llvm::StringRef Text);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_REPORT_SNIPPET_H
