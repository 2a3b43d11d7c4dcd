//===-- cpp_module.h - A C++ file's graph as text ---------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_TESTS_CPP_CPP_MODULE_H
#define MODEL_TIDY_TESTS_CPP_CPP_MODULE_H

#include "scanner/frontends/cpp/cpp.h"
#include <string>
#include <vector>

namespace modeltidy {

class CppModule {
public:
  explicit CppModule(llvm::StringRef Text);
  explicit CppModule(SummaryBlock Made);

  const Summary &summary() const { return S; }
  /// What the function Name returns, "; " between several; "-": nothing.
  std::string returned(llvm::StringRef Name) const;
  /// The exit value of a variable: "x" of the file, "f.x" of a function.
  std::string exit(llvm::StringRef Path) const;
  /// Each Call, in order.
  std::vector<std::string> calls() const;

private:
  SummaryBlock Block;
  Summary S;
};

/// What f() returns in `auto f(int x, int y, int z) { Body }`.
std::string returned(llvm::StringRef Body);

} // namespace modeltidy

#endif // MODEL_TIDY_TESTS_CPP_CPP_MODULE_H
