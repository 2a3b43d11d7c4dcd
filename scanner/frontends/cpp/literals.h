//===- literals.h - the text of C++ string literals -------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_CPP_LITERALS_H
#define MODEL_TIDY_SCANNER_FRONTENDS_CPP_LITERALS_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace modeltidy::cpp {

/// The text of a literal as written, prefix and quotes included ("…", u8"…",
/// R"d(…)d", 'c'): escapes resolved, malformed ones kept.
std::string literalText(llvm::StringRef Literal);

struct JsonText {
  std::string Key, Value;
  size_t At; // of the value, in bytes
};

/// The texts of a JSON object: of `{"model": "m", "n": 1, "text": "` the first
/// alone, since the last may go on behind the literal.
/// A mark of graph_text.cpp where a value begins is a text too.
std::vector<JsonText> jsonTexts(llvm::StringRef Text);

} // namespace modeltidy::cpp

#endif // MODEL_TIDY_SCANNER_FRONTENDS_CPP_LITERALS_H
