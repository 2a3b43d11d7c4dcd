//===- embedded.h - the shell within other files ----------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// shellOfDockerfile and shellOfWorkflow give a text for summarizeShell, as long
// as its input and with newlines at the same places: every byte of shell stands
// at its own offset, everything else is blank. Where an escape of the outer
// language goes away ("\"a\""), the rest of that word or line moves by a byte
// or two within its line.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_SHELL_EMBEDDED_H
#define MODEL_TIDY_SCANNER_FRONTENDS_SHELL_EMBEDDED_H

#include "scanner/frontends/shell/placed_script.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace modeltidy {

/// The variables, then each rule as a function make:TARGET that calls those of
/// its prerequisites; its recipe without @, - and +. X := a b is X="a b", X +=
/// a is X+=" a", $(X) is ${X}, $(shell cmd) is $(cmd), $$x is $x, $@ and $< are
/// the rule's own, `include f` is `source f`; a - or . in a name is a _. Text
/// is put in, so the length is another one.
PlacedScript scriptOfMakefile(llvm::StringRef Text);

/// RUN (also with a here-document), CMD and ENTRYPOINT, as shell or as a JSON
/// list; ENV and ARG as assignments.
std::string shellOfDockerfile(llvm::StringRef Text);

/// The values of run, script, before_script, after_script, setup, command,
/// commands and cmd in YAML: block scalars, one-line values, lists of
/// commands. A list below `command` is one command's words, those of an `args`
/// behind it too. ${{ a.b }}, {{ a.b }} and ${a.b} are variables of the
/// environment, named with _ for what no name may hold.
std::string shellOfWorkflow(llvm::StringRef Text);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_FRONTENDS_SHELL_EMBEDDED_H
