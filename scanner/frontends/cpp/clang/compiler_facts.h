//===- compiler_facts.h - what Clang knows of a file ------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Part of the helper program alone: it links Clang, model-tidy does not.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_CPP_CLANG_COMPILER_FACTS_H
#define MODEL_TIDY_SCANNER_FRONTENDS_CPP_CLANG_COMPILER_FACTS_H

#include "scanner/frontends/cpp/clang/bounded_compiler.h"
#include "scanner/frontends/cpp/cpp.h"
#include <vector>

namespace modeltidy {

struct CompiledFile {
  CompilerFacts Facts;
  Compilation Is; // its errors are headers that are not there, most often
};

/// Parses Text as the file Path with these flags. Headers that do not resolve
/// are errors that end nothing; errors are counted and printed nowhere.
CompiledFile compile(llvm::StringRef Path, llvm::StringRef Text,
                     std::vector<std::string> Flags);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_FRONTENDS_CPP_CLANG_COMPILER_FACTS_H
