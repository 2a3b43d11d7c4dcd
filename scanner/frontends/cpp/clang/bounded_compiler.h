//===- bounded_compiler.h - Clang over one file, within limits --*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A source is hostile: it may include a device, ten thousand headers or
// itself, and expand or instantiate without end. Whoever goes beyond limits.h
// ends the process; that is why it is one of its own.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_CPP_CLANG_BOUNDED_COMPILER_H
#define MODEL_TIDY_SCANNER_FRONTENDS_CPP_CLANG_BOUNDED_COMPILER_H

#include "clang/AST/ASTContext.h"
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace modeltidy {

/// Caps memory and time of the whole process.
void limitProcess();

/// What became of it.
struct Compilation {
  unsigned Errors = 0;
  /// Headers that were opened, and the folders where one was looked for that
  /// is not there: an equal tree gives an equal answer.
  std::set<std::string> Headers, Folders;
  /// What macros of literals alone stand for, by the offsets of their names in
  /// the file: of a call that does not resolve the tree has no arguments.
  std::map<uint32_t, std::string> MacroTexts;
  /// Other macros of the project's headers that the file uses, as they stand
  /// behind #define.
  std::set<std::string> Macros;
};

/// Parses Text as the file Path with these flags and gives its tree to Use.
/// Only what the file itself declares is in the tree's scope, and functions of
/// headers have no bodies. A header that does not resolve is an error that ends
/// nothing. Errors are counted; none is printed.
Compilation compileBounded(llvm::StringRef Path, llvm::StringRef Text,
                           std::vector<std::string> Flags,
                           const std::function<void(clang::ASTContext &)> &Use);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_FRONTENDS_CPP_CLANG_BOUNDED_COMPILER_H
