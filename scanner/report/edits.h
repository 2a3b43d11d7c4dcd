//===- edits.h - where an edit's bytes are ----------------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A check sees places, not text: some of its edits say what to look for there.
// Here they become byte ranges.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_REPORT_EDITS_H
#define MODEL_TIDY_SCANNER_REPORT_EDITS_H

#include "scanner/report/report.h"
#include <utility>

namespace modeltidy {

/// The edits with EditForm::Bytes. Those are left out whose text is not where
/// it should be, or stands there twice, and those in files whose text cannot be
/// edited so (a notebook's cells are JSON strings).
std::vector<Edit> resolveEdits(llvm::ArrayRef<Edit> Edits,
                               llvm::ArrayRef<std::string> Files,
                               FileText Text);

/// Edits with EditForm::Bytes that rename an id of the hub, Rename.Old,
/// wherever a file spells it: the tokenizer beside the model, the script that
/// serves it, a page. A name without an organization may be any word: none.
std::vector<Edit> spellings(const Edit &Rename,
                            llvm::ArrayRef<std::string> Files, FileText Text);

/// What begins a comment in a file of that name (of a page: in its code); empty
/// where none can stand, or where the bytes are not the program's text.
llvm::StringRef commentSign(llvm::StringRef Path);

/// Bytes of the line that holds Offset, without its end.
/// Whether an offset of a Python text stands within a string: between the
/// braces of an f-string there is code, but before Python 3.12 no comment and
/// none of the string's own quotes.
bool isInString(llvm::StringRef Text, size_t At);

std::pair<size_t, size_t> lineAround(llvm::StringRef Bytes, size_t Offset);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_REPORT_EDITS_H
