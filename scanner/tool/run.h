//===- run.h - one run of the program ---------------------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_RUN_H
#define MODEL_TIDY_SCANNER_TOOL_RUN_H

namespace modeltidy {

/// What main() does; returns the exit status.
int run(int Argc, const char *const *Argv);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_RUN_H
