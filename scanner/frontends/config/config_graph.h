//===- config_graph.h - from the tree to the summary's nodes ----*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_CONFIG_CONFIG_GRAPH_H
#define MODEL_TIDY_SCANNER_FRONTENDS_CONFIG_CONFIG_GRAPH_H

#include "scanner/frontends/config/config_tree.h"

namespace modeltidy::config {

/// References that are followed from one to the next, in one path.
constexpr unsigned MaxReferenceHops = 32;

/// Defaults that stand in defaults.
constexpr unsigned MaxDefaultDepth = 4;

/// Where a config of several files puts this one: `# @package a.b` in the
/// comments at the head of Text; "" where it does not say.
llvm::StringRef packageHeader(llvm::StringRef Text);

/// Writes what the roots reach to the tree's builder. Each mapping among the
/// roots gets the package, where there is one, as its key "@package".
void writeGraph(ConfigTree &Tree, llvm::StringRef Package = "");

} // namespace modeltidy::config

#endif // MODEL_TIDY_SCANNER_FRONTENDS_CONFIG_CONFIG_GRAPH_H
