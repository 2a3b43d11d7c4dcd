//===-- shell.cpp ---------------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/shell/shell.h"
#include "scanner/frontends/shell/graph.h"

namespace modeltidy {

SummaryBlock summarizeShell(llvm::StringRef Text) {
  if (Text.size() > MaxShellBytes) {
    SummaryBuilder Builder(FrontEnd::Shell, "");
    Builder.addError(0, 0, "file too large: not analyzed");
    return Builder.finish();
  }
  SummaryBuilder Builder(FrontEnd::Shell, Text);
  ErrorLog Errors(Builder, MaxShellErrors);
  shell::Graph(Builder, Errors).run(Text);
  return Builder.finish();
}

} // namespace modeltidy
