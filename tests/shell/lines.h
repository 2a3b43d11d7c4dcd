//===-- lines.h - A script's command lines and variables as text *- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_TESTS_SHELL_LINES_H
#define MODEL_TIDY_TESTS_SHELL_LINES_H

#include "scanner/frontends/shell/shell.h"
#include <string>
#include <vector>

namespace modeltidy {

class Lines {
public:
  explicit Lines(llvm::StringRef Text);

  const Summary &summary() const { return S; }
  /// Each Call as "line: value", in the order of the nodes.
  std::vector<std::string> calls() const;
  /// The last Call's value, without "Call(" and ")".
  std::string last() const;
  /// The exit binding of a variable of the script ("x") or of a function
  /// ("f.x"); all bindings of it from inner scopes, "; " between them. "-"
  /// where there is none.
  std::string exit(llvm::StringRef Path) const;
  std::string nonlocal(llvm::StringRef Path) const;

private:
  std::string bindings(llvm::StringRef Path, uint32_t Flag) const;
  SummaryBlock Block;
  Summary S;
};

} // namespace modeltidy

#endif // MODEL_TIDY_TESTS_SHELL_LINES_H
