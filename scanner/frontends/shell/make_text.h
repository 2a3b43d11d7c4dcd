//===- make_text.h - make's variables as the shell's -------------*- C++
//-*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   $(X)   ${X}          $$x           $x
//   $@     the target    $(shell cmd)  $(cmd)
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_SHELL_MAKE_TEXT_H
#define MODEL_TIDY_SCANNER_FRONTENDS_SHELL_MAKE_TEXT_H

#include "scanner/frontends/shell/placed_script.h"
#include <vector>

namespace modeltidy::shell {

/// What the variables of a rule are in one recipe, as shell text.
struct MakeRuleValues {
  std::string Target;                     // $@
  std::vector<std::string> Prerequisites; // $< and $^
  std::string Stem;                       // $*
};

/// Adds the shell of Text, which stands at At. Without a rule, its variables
/// are ${_}, which nothing binds.
void putMakeText(llvm::StringRef Text, size_t At, const MakeRuleValues *Rule,
                 PlacedScript &Out);

/// The same as a text alone.
std::string makeText(llvm::StringRef Text,
                     const MakeRuleValues *Rule = nullptr);

/// Whether a text names the target ($@, $(@D)) or the stem.
bool namesTarget(llvm::StringRef Text);

bool isMakeName(llvm::StringRef Name);

} // namespace modeltidy::shell

#endif // MODEL_TIDY_SCANNER_FRONTENDS_SHELL_MAKE_TEXT_H
