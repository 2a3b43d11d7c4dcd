//===- written_texts.h - programs and files that a script holds -*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   python - <<EOF … EOF         Python, run where it stands
//   python -c "…"                the same
//   cat > conf/a.yaml <<EOF …    a file that the script writes
//   echo '…' > train.py          the same, where it has several lines
//
// Variables that the script sets to a constant are put into the text; of a
// default (${1:-x}) that, of a loop each word, of a function's parameters those
// of each call. What is not known stays as it is written: ${NAME}.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_WRITTEN_WRITTEN_TEXTS_H
#define MODEL_TIDY_SCANNER_FRONTENDS_WRITTEN_WRITTEN_TEXTS_H

#include "scanner/summary/summary.h"
#include <string>
#include <vector>

namespace modeltidy {

struct WrittenText {
  std::string Path; ///< relative to where the script runs; "": Python that runs
  std::string Text;
  /// For each byte of Text where it stands in the script's file; what a
  /// variable gives stands where the variable is set.
  std::vector<uint32_t> Offsets;
};

/// Texts of one script, and bytes of all of them together; the rest is left
/// out.
constexpr size_t MaxWrittenTexts = 200;
constexpr size_t MaxWrittenBytes = size_t(4) << 20;

/// Calls of a function, or words of a loop, that one text is written out for.
constexpr unsigned MaxWrittenVariants = 8;

/// The texts that a script's summary holds, in the script's order. File: the
/// text of the file that the summary's places mean.
std::vector<WrittenText> writtenTexts(const Summary &Script,
                                      llvm::StringRef File);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_FRONTENDS_WRITTEN_WRITTEN_TEXTS_H
