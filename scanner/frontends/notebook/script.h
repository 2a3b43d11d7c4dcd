//===- script.h - the shell script that a notebook's cells make -*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_NOTEBOOK_SCRIPT_H
#define MODEL_TIDY_SCANNER_FRONTENDS_NOTEBOOK_SCRIPT_H

#include "scanner/frontends/notebook/cells.h"

namespace modeltidy::notebook {

/// Writes a script out of pieces of a text whose places are known.
class ScriptWriter {
public:
  /// Words handed to the other functions are slices of Code. Both must outlive
  /// the writer.
  ScriptWriter(llvm::StringRef Code, const OffsetMap &Places)
      : Source(Code), Map(Places) {}

  /// A line that is Head and Words. `{name}` becomes "${name}", and `{a.b()}`
  /// and other expressions "${_}": the shell knows neither. False, and nothing
  /// is written, where a quote is not closed.
  bool command(llvm::StringRef Head, llvm::StringRef Words);
  /// Lines as they stand.
  void copy(llvm::StringRef Words);
  /// `%%writefile Arguments` and the text behind it as a here-document.
  void document(llvm::StringRef Arguments, llvm::StringRef Body);

  MappedText take() { return std::move(Out); }

private:
  size_t place(llvm::StringRef Words) const {
    return Map.at(static_cast<uint32_t>(Words.data() - Source.data()));
  }
  void expand(llvm::StringRef Words);
  size_t expression(llvm::StringRef Rest, char Quote);

  llvm::StringRef Source;
  const OffsetMap &Map;
  MappedText Out;
};

} // namespace modeltidy::notebook

#endif // MODEL_TIDY_SCANNER_FRONTENDS_NOTEBOOK_SCRIPT_H
