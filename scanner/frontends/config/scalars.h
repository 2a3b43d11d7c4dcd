//===- scalars.h - what a bare word stands for ------------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_CONFIG_SCALARS_H
#define MODEL_TIDY_SCANNER_FRONTENDS_CONFIG_SCALARS_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

namespace modeltidy::config {

/// Decimal, hexadecimal, octal and binary integers and decimal fractions, with
/// a sign, an exponent, and `_` between digits: what YAML, JSON and TOML take.
bool isNumber(llvm::StringRef Word);

/// Reads exactly Count hexadecimal digits from the head of Text.
bool readHex(llvm::StringRef Text, unsigned Count, uint32_t &Code);

/// Appends a code point; U+FFFD for what is none.
void appendUtf8(uint32_t Code, llvm::SmallVectorImpl<char> &Out);

} // namespace modeltidy::config

#endif // MODEL_TIDY_SCANNER_FRONTENDS_CONFIG_SCALARS_H
