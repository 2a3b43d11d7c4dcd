//===- cpp.h - one C++ or CUDA file becomes a module summary ----*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// summarizeCpp reads any bytes without a preprocessor, headers or types: the
// base layer, which answers on every machine. Both sides of an #if are read;
// what does not parse stands in errors(), and the sound statements around it
// are in the graph. How C++ looks in the graph: docs/summary.md.
//
// No state outlives a call: safe to call from many threads. Time is linear in
// the text; nesting, errors and the parser's work are capped, and each cap that
// is hit is an entry in errors().
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_CPP_CPP_H
#define MODEL_TIDY_SCANNER_FRONTENDS_CPP_CPP_H

#include "scanner/summary/summary_builder.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include <string>
#include <vector>

namespace modeltidy {

/// Texts beyond this become an empty summary with one error.
constexpr size_t MaxCppBytes = size_t(1) << 26;

/// Expressions and statements nested deeper than this become Opaque. Clang
/// itself stops at 256 brackets.
constexpr unsigned MaxCppNesting = 256;

/// Errors kept for one file; one more says that there were further ones.
constexpr unsigned MaxCppErrors = 100;

SummaryBlock summarizeCpp(llvm::StringRef Text);

/// What a compiler knows of a file and its text does not say, by the byte
/// offset at which a name begins.
struct CompilerFacts {
  /// A function, type or variable of elsewhere by its qualified name, `using`,
  /// typedefs and template arguments resolved.
  llvm::DenseMap<uint32_t, std::string> Names;
  /// What a macro's expansion is a literal of.
  llvm::DenseMap<uint32_t, std::string> Texts;
  /// Macros of other files that this one uses, as they stand behind #define.
  std::vector<std::string> Macros;
  /// A field, where `this->` is not written.
  llvm::DenseSet<uint32_t> Fields;
  /// The definition in this file that overload resolution chose, by where its
  /// name stands.
  llvm::DenseMap<uint32_t, uint32_t> Overloads;
};

/// The same graph with these facts put in.
SummaryBlock summarizeCpp(llvm::StringRef Text, const CompilerFacts &Known);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_FRONTENDS_CPP_CPP_H
