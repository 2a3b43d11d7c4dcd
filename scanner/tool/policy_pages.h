//===- policy_pages.h - runs that print a policy ----------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_POLICY_PAGES_H
#define MODEL_TIDY_SCANNER_TOOL_POLICY_PAGES_H

#include "scanner/catalog/yaml.h"
#include "scanner/tool/options.h"

namespace modeltidy {

/// --dump-config, --verify-config and --explain-config: the exit status, or
/// nothing where none of them was asked for. Mistakes go to standard error.
std::optional<int> runPolicyPage(const Options &Asked, llvm::raw_ostream &OS);

/// Each as a line of standard error, by place.
void printMistakes(yaml::Problems Mistakes);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_POLICY_PAGES_H
