//===- line_hash.h - fingerprints as code scanning computes them -*- C++
//-*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_REPORT_LINE_HASH_H
#define MODEL_TIDY_SCANNER_REPORT_LINE_HASH_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <map>
#include <string>

namespace modeltidy {

/// primaryLocationLineHash of the lines asked for (1-based; the file's other
/// lines are hashed on the way). A line that the file does not have is absent
/// from the answer. Bytes are UTF-8; what is not counts as U+FFFD. O(size).
std::map<uint32_t, std::string> lineHashes(llvm::StringRef Bytes,
                                           llvm::ArrayRef<uint32_t> Lines);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_REPORT_LINE_HASH_H
