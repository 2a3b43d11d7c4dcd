//===- graph.h - the lineage as nodes and edges -----------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_REPORT_GRAPH_H
#define MODEL_TIDY_SCANNER_REPORT_GRAPH_H

#include "scanner/report/report.h"

namespace modeltidy {

enum class GraphPart : uint8_t { Model, Data, Training, Publication };

/// "model", "data", "training", "publication".
llvm::StringRef graphPartName(GraphPart P);

struct GraphNode {
  GraphPart Part = GraphPart::Model;
  std::string Label;  ///< an id, a path, a data set, what is trained
  std::string Detail; ///< a model's license; a training's call; or empty
  Place Where;        ///< where it is first named
};

/// One arrow; several flows may share it.
struct GraphEdge {
  uint32_t From = 0, To = 0; ///< indices into LineageGraph::Nodes
  /// Of the flows over it, the strictest: an arrow of a prohibited flow is one.
  Verdict Worst = Verdict::Permitted;
  bool Released = false;       ///< a training to a publication
  std::vector<uint32_t> Flows; ///< indices into Subject::Flows
};

/// models -> data -> trainings -> publications. Nodes are unique by part and
/// label, a training by its place, a file by what writes and reads it; both
/// lists are in the order of the flows.
struct LineageGraph {
  std::vector<GraphNode> Nodes;
  std::vector<GraphEdge> Edges;
};

LineageGraph graphOf(const Report &R);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_REPORT_GRAPH_H
