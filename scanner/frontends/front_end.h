//===- front_end.h - what every front end makes of a file -------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A file gives one or more parts: a Markdown page holds shell and Python, a
// workflow is a config with scripts in it. Every part's byte offsets are those
// of the file itself, so that places need no translation.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_FRONT_END_H
#define MODEL_TIDY_SCANNER_FRONTENDS_FRONT_END_H

#include "scanner/discover/file_kind.h"
#include "scanner/summary/summary_builder.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace modeltidy {

struct SummaryPart {
  SummaryBlock Block;
  /// Stands in a document or a comment: run by whoever follows it.
  bool Documented = false;
  /// Of a file that a script writes its path, from where the script stands; ""
  /// for what the file itself is.
  std::string Path = {};
};

/// All parts of one file, in order. Name is its path or base name (a workflow
/// is told by it); Text is the whole file. Empty for kinds without a front end.
std::vector<SummaryPart> summarizeFile(FileKind Kind, llvm::StringRef Name,
                                       llvm::StringRef Text);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_FRONTENDS_FRONT_END_H
