//===- python_scan.h - the prefilter's lexer for Python ----------*- C++
//-*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_DISCOVER_PYTHON_SCAN_H
#define MODEL_TIDY_SCANNER_DISCOVER_PYTHON_SCAN_H

#include "scanner/discover/byte_masks.h"
#include "scanner/discover/word_recorder.h"
#include <string>
#include <vector>

namespace modeltidy {

/// Records a string literal's content as FileFacts::Strings describes. Whole is
/// false for a piece of an f-string, which gives its paths only.
void recordString(llvm::StringRef Content, bool Whole, WordRecorder &Strings);

/// One pass over one file. Every member moves At forward; nothing recurses.
class PythonScan {
public:
  PythonScan(llvm::StringRef Source, WordRecorder &WordSink,
             WordRecorder &StringSink, std::vector<std::string> &ImportSink)
      : Text(Source), At(Source.begin()), End(Source.end()), Words(WordSink),
        Strings(StringSink), Imports(ImportSink) {}

  /// Scans to the end; true when the lexer lost its place.
  bool run();

private:
  bool seek();
  bool seekInField();
  void loadBlock(size_t Start);
  unsigned offsetInBlock();
  void word();
  void import(llvm::StringRef Word);
  void crossWord();
  void string(bool IsFString);
  void fStringLiteral(char Quote, bool Triple, bool First);
  void comment();
  void bracket();
  const char *findClose(const char *From, char Quote, bool Triple) const;
  bool atTripleQuote() const;

  llvm::StringRef Text;
  const char *At, *End;
  WordRecorder &Words, &Strings;
  std::vector<std::string> &Imports;
  /// The replacement fields that are open: f-strings nest through them.
  struct Field {
    char Quote;
    bool Triple;
    unsigned Brackets; // open inside the field, the field's own included
  };
  std::vector<Field> Fields;
  bool Lost = false;
  size_t BlockStart = ~size_t(0); ///< offset of the bytes that Block speaks of
  ByteMasks Block;
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_DISCOVER_PYTHON_SCAN_H
