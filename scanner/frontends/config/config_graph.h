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

/// Writes what the roots reach to the tree's builder.
void writeGraph(ConfigTree &Tree);

} // namespace modeltidy::config

#endif // MODEL_TIDY_SCANNER_FRONTENDS_CONFIG_CONFIG_GRAPH_H
