//===- write_file.h - a file with the given bytes ---------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_WRITE_FILE_H
#define MODEL_TIDY_SCANNER_TOOL_WRITE_FILE_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace modeltidy {

/// Writes a file anew. Empty, or what is wrong: "cannot write 'x': ...".
std::string writeFile(llvm::StringRef Path, llvm::StringRef Bytes);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_WRITE_FILE_H
