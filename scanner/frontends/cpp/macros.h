//===- macros.h - a C++ file's own macros written out -----------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A call of a macro that the file defines, or of one that Clang found in a
// header of the project, becomes what it stands for, so that both layers see a
// training or a load inside of it; all that comes of it stands at the
// expansion. Macros that are literals stay: they are variables of the file
// (graph_define.cpp), whose text stands where it is written. Both sides of an
// #if count, of several definitions the first until an #undef. A text before a
// name gets an empty text behind it ("models/" "" NAME), as the grammar wants.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_CPP_MACROS_H
#define MODEL_TIDY_SCANNER_FRONTENDS_CPP_MACROS_H

#include "scanner/frontends/cpp/cpp.h"
#include "scanner/summary/relocate.h"

namespace modeltidy::cpp {

/// Expansions within expansions.
constexpr unsigned MaxMacroDepth = 32;
/// Bytes that expansions may bring to a file, and that are read for them: this
/// and half of the file's own size. Calls behind it stay as they are: tables of
/// kernels, that would make the file twice as large.
constexpr size_t MaxMacroBytes = size_t(1) << 16;

struct ExpandedText {
  std::string Text;
  OffsetMap Map;           // to the file
  bool IsWhole = true;     // false: the limit was reached
  bool HasChanged = false; // false: nothing was expanded, Text is empty
  /// Runs that both texts have, as (file, expanded, length), in order.
  struct Run {
    uint32_t From, To, Length;
  };
  std::vector<Run> Runs;
};

/// Known tells which macros a compiler knows to be a text: they stay.
ExpandedText expandMacros(llvm::StringRef Text, const CompilerFacts &Known);

/// The facts by the offsets of the expanded text; those within calls of macros
/// are left out.
CompilerFacts moveFacts(const CompilerFacts &Known, const ExpandedText &Text);

} // namespace modeltidy::cpp

#endif // MODEL_TIDY_SCANNER_FRONTENDS_CPP_MACROS_H
