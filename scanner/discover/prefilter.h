//===- prefilter.h - what a file mentions, without parsing it ---*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A parse costs a hundred times what a look costs. The prefilter lexes a file
// in one pass, tells code, strings and comments apart, and keeps hashed what
// the linker later asks: which identifiers stand in code, which short strings
// and file names, which modules are imported. So "who calls X", "who imports X"
// and "who names this file" are look-ups, and only files that can matter are
// parsed.
//
// It errs on one side: a file may seem to mention what it does not, never the
// reverse. Where the lexer loses its place, the facts are Uncertain and every
// question is answered yes.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_DISCOVER_PREFILTER_H
#define MODEL_TIDY_SCANNER_DISCOVER_PREFILTER_H

#include "scanner/discover/file_kind.h"
#include "scanner/discover/word_recorder.h"
#include <string>
#include <vector>

namespace modeltidy {

/// What one file mentions.
struct FileFacts {
  /// Identifiers outside strings and comments, keywords too, and those in the
  /// replacement fields of f-strings. For files that are not Python: all words.
  WordSet Words;
  /// Contents of string literals of at most MaxStringBytes as written between
  /// the quotes; of strings that hold paths also each path and its last
  /// component: "python src/train.py" gives itself, src/train.py and train.py,
  /// and python as the first word of a command line.
  /// An f-string gives the paths of its literal pieces.
  WordSet Strings;
  /// Modules named by import statements, anywhere in the file, sorted: "a.b",
  /// "..x". `from p import q` gives "p" and "p.q", as q may be a module.
  std::vector<std::string> Imports;
  /// The lists of NOLINT(…), in comments or not: see suppression_lists.h. JSON
  /// and data have no comments, and none here.
  std::vector<std::string> Suppressions;
  /// The lexer lost its place (an unclosed string): all answers are yes.
  bool Uncertain = false;

  /// True when any of the words stands in code.
  bool mentionsAny(const WordQuery &Query) const {
    return Uncertain || Query.matchesAny(Words);
  }
  /// The same for code or strings: getattr(x, "generate"), "pkg.train".
  bool mentionsOrQuotesAny(const WordQuery &Query) const {
    return mentionsAny(Query) || Query.matchesAny(Strings);
  }
  bool mentions(llvm::StringRef Word) const {
    return Uncertain || Words.contains(Word);
  }
  bool quotes(llvm::StringRef String) const {
    return Uncertain || Strings.contains(String);
  }
};

/// Longer strings are prose or data, not names.
inline constexpr size_t MaxStringBytes = 256;

/// Scans files one after the other. Keeps its tables between files, so that a
/// thread should have one and use it for all its files. Not shared.
class Prefilter {
public:
  /// By kind: Python, notebooks, else any text. Of JSON lines and of files of
  /// no known kind, which hold data, nothing is kept.
  FileFacts scan(llvm::StringRef Text, FileKind Kind);
  FileFacts scanPython(llvm::StringRef Text);
  /// Imports: the paths of #include lines as written.
  FileFacts scanCxx(llvm::StringRef Text);
  /// All words of the JSON, outputs too, and the imports of the cells.
  FileFacts scanNotebook(llvm::StringRef Text);
  /// EscapedStrings: in JSON a "\n" separates words.
  FileFacts scanText(llvm::StringRef Text, bool EscapedStrings);

private:
  FileFacts scanByKind(llvm::StringRef Text, FileKind Kind);

  WordRecorder Words, Strings;
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_DISCOVER_PREFILTER_H
