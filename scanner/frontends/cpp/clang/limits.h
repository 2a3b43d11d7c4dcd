//===- limits.h - how far Clang may go with one file ------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Counts come first, so that equal inputs give equal outputs: each ends the
// helper with a status of its own. Memory and time are for what no count sees,
// and far from what sound code takes. model-tidy says which limit it was.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_CPP_CLANG_LIMITS_H
#define MODEL_TIDY_SCANNER_FRONTENDS_CPP_CLANG_LIMITS_H

#include <cstdint>

namespace modeltidy {

/// Tokens with all headers and macros; <iostream> and <string> take 200,000,
/// the largest libraries 3 million.
constexpr uint64_t MaxTokens = 10'000'000;
/// Templates instantiated, substituted and deduced; a server of 4,000 lines
/// with a JSON library takes more than 500,000.
constexpr uint64_t MaxInstantiations = 1'000'000;
/// Headers that are opened.
constexpr uint64_t MaxHeaders = 4'000;
/// Of one header. Devices and pipes are no headers at all.
constexpr uint64_t MaxHeaderBytes = 16u << 20;
/// Paths that are looked up: includes by folders to look in.
constexpr uint64_t MaxLookups = 400'000;
/// Facts that are kept.
constexpr uint64_t MaxFacts = 200'000;

constexpr uint64_t MaxCompilerMegabytes = 2048;
constexpr unsigned MaxCompilerCpuSeconds = 30, MaxCompilerWallSeconds = 120;

/// Statuses of the helper beside 0, and 2 for wrong use.
enum class CompilerStatus {
  TooManyTokens = 10,
  TooManyInstantiations,
  TooManyHeaders,
  TooManyLookups
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_FRONTENDS_CPP_CLANG_LIMITS_H
