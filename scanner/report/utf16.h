//===- utf16.h - bytes to UTF-16 code units ---------------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_REPORT_UTF16_H
#define MODEL_TIDY_SCANNER_REPORT_UTF16_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <string>

namespace modeltidy {

/// Takes one character off the front of Bytes (not empty). An ill-formed
/// sequence gives U+FFFD once for its longest well-formed start, as browsers
/// and Node do.
uint32_t takeCodePoint(llvm::StringRef &Bytes);

inline unsigned utf16Units(uint32_t CodePoint) {
  return CodePoint >= 0x10000 ? 2 : 1;
}

/// 1-based column in UTF-16 code units for a 1-based column in bytes of Line.
/// A column beyond the line is its end.
uint32_t utf16Column(llvm::StringRef Line, uint32_t ByteColumn);

/// Text as valid UTF-8: ill-formed parts become U+FFFD.
std::string validUtf8(llvm::StringRef Text);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_REPORT_UTF16_H
