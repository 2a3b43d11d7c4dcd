//===- shell.h - one shell script becomes a module summary ------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// summarizeShell reads any bytes as bash (sh, zsh and ksh scripts are read the
// same way). Commands become Calls with FlagCommand; docs/summary.md, "Shell",
// says what a word, a redirection and a variable become. What does not parse
// stands in errors(); the lines of such a part are then read one by one.
//
// A form feed ends a script: what follows is parsed by itself, in the same
// variables. Texts that mask another language's file put one between the
// scripts of that file, so that an error in one stays there.
//
// No state outlives a call: safe to call from many threads. Time is linear in
// the text, with one factor for the nesting of scripts in quotes.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_SHELL_SHELL_H
#define MODEL_TIDY_SCANNER_FRONTENDS_SHELL_SHELL_H

#include "scanner/summary/summary_builder.h"

namespace modeltidy {

/// Texts beyond this many bytes become an empty summary with one error.
constexpr size_t MaxShellBytes = size_t(1) << 25;

/// Statements and expansions nested deeper than this are left out.
constexpr unsigned MaxShellNesting = 200;

/// Scripts within scripts (`bash -c "bash -c '…'"`) beyond this stay text.
constexpr unsigned MaxShellScripts = 4;

/// Errors kept for one file; one more says that there were further ones.
constexpr unsigned MaxShellErrors = 100;

SummaryBlock summarizeShell(llvm::StringRef Text);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_FRONTENDS_SHELL_SHELL_H
