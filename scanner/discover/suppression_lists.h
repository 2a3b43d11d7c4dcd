//===- suppression_lists.h - what NOLINT comments may name ------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A suppression may outlive all that made its file worth a parse. Its list is
// found without knowing what is a comment, so that such a file is parsed too.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_DISCOVER_SUPPRESSION_LISTS_H
#define MODEL_TIDY_SCANNER_DISCOVER_SUPPRESSION_LISTS_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace modeltidy {

/// The lists behind NOLINT, NOLINTNEXTLINE, NOLINTBEGIN and NOLINTEND, as
/// written between the brackets; sorted, each once.
std::vector<std::string> suppressionLists(llvm::StringRef Text);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_DISCOVER_SUPPRESSION_LISTS_H
