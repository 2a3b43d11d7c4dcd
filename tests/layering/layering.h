//===-- layering.h - Which stage may include which --------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The stages stand in one order. A file may include headers of its own stage
// and of earlier ones, never of a later one; and a check, which sees lineage
// and terms alone, includes neither a parser nor the file system.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_TESTS_LAYERING_LAYERING_H
#define MODEL_TIDY_TESTS_LAYERING_LAYERING_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace modeltidy {

/// The complaints about one source file, in line order, each one line of text
/// that begins with "FILE:LINE: ". Path is relative to the repository's root.
std::vector<std::string> checkIncludes(llvm::StringRef Path,
                                       llvm::StringRef Text);

} // namespace modeltidy

#endif
