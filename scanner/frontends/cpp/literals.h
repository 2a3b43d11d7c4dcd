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

namespace modeltidy::cpp {

/// The text of a literal as written, prefix and quotes included ("…", u8"…",
/// R"d(…)d", 'c'): escapes resolved, malformed ones kept.
std::string literalText(llvm::StringRef Literal);

} // namespace modeltidy::cpp

#endif // MODEL_TIDY_SCANNER_FRONTENDS_CPP_LITERALS_H
