//===- cxx_scan.h - the prefilter's lexer for C++ ---------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Tells code, strings (raw ones too) and comments of C, C++ and CUDA apart in
// one linear pass. An #include is an import whose name is the path as written.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_DISCOVER_CXX_SCAN_H
#define MODEL_TIDY_SCANNER_DISCOVER_CXX_SCAN_H

#include "scanner/discover/word_recorder.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace modeltidy {

class CxxScan {
public:
  CxxScan(llvm::StringRef Text, WordRecorder &Words, WordRecorder &Strings,
          std::vector<std::string> &Imports)
      : Text(Text), Words(Words), Strings(Strings), Imports(Imports) {}

  /// Scans to the end; true when a raw string never ends.
  bool run();

private:
  void word();
  void directive();
  void string(char Quote);
  void rawString();
  void comment();
  void record(llvm::StringRef Content);

  llvm::StringRef Text;
  size_t At = 0;
  WordRecorder &Words, &Strings;
  std::vector<std::string> &Imports;
  bool Lost = false;
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_DISCOVER_CXX_SCAN_H
