//===- import_scan.h - module names of one import statement ------*- C++
//-*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_DISCOVER_IMPORT_SCAN_H
#define MODEL_TIDY_SCANNER_DISCOVER_IMPORT_SCAN_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace modeltidy {

/// True when the word at Offset can start a statement: nothing but blanks stand
/// between it and a line's begin, a ';' or a ':'.
bool startsStatement(llvm::StringRef Text, size_t Offset);

/// Appends the modules of the statement whose keyword ("import", "from") ends
/// at Offset. Text that is no import statement appends nothing.
void scanImport(llvm::StringRef Text, size_t Offset, bool IsFrom,
                std::vector<std::string> &Modules);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_DISCOVER_IMPORT_SCAN_H
