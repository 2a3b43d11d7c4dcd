//===- names.h - The parts of model and data-set names ----------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_CATALOG_NAMES_H
#define MODEL_TIDY_SCANNER_CATALOG_NAMES_H

#include "llvm/ADT/StringRef.h"

#include <string>

namespace modeltidy {

/// The name in lower case, with '/' for '\', and without what is no part of a
/// Hub id: `https://huggingface.co/`, `hf://datasets/`, `/resolve/main/...`,
/// a trailing slash.
std::string bareName(llvm::StringRef Name);

/// A path on this machine rather than an id: it begins with `/`, `./`, `../`,
/// `~` or a drive.
bool looksLocal(llvm::StringRef Name);

/// "-alpaca-messages-2k-" for "Alpaca_Messages.2k": words in lower case between
/// hyphens.
std::string wordsOf(llvm::StringRef Name);

/// The last N parts of a path (all of it when there are fewer).
llvm::StringRef lastParts(llvm::StringRef Path, unsigned N);

} // namespace modeltidy

#endif
