//===- lsp.h - the language server ------------------------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_LSP_H
#define MODEL_TIDY_SCANNER_TOOL_LSP_H

#include "scanner/tool/options.h"

namespace modeltidy {

/// Speaks the Language Server Protocol on standard input and output until the
/// editor says exit; returns the exit status. The whole workspace is scanned
/// when a file is opened first and at every save; findings, hover and code
/// actions show that state of the disk.
int serveEditor(const Options &Asked);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_LSP_H
