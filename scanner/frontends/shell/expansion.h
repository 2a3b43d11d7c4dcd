//===- expansion.h - what ${x##*/} makes of a text --------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_SHELL_EXPANSION_H
#define MODEL_TIDY_SCANNER_FRONTENDS_SHELL_EXPANSION_H

#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>

namespace modeltidy::shell {

/// Applies an operator of a parameter expansion ("##*/", "%.*", "//a/b", ",,").
/// Patterns are literal text with at most one * at an end of theirs; nothing
/// for other patterns and operators.
std::optional<std::string> expandOperator(llvm::StringRef Text,
                                          llvm::StringRef Operator);

} // namespace modeltidy::shell

#endif // MODEL_TIDY_SCANNER_FRONTENDS_SHELL_EXPANSION_H
