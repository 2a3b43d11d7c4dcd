//===- graph.cpp - the lineage as nodes and edges -----------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/report/graph.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <map>
#include <tuple>

namespace modeltidy {

using llvm::StringRef;

namespace {

/// The name of the file or data set that a step reads or writes: what stands
/// quoted behind "written to" or "read from"; empty for other steps.
StringRef artifactOf(StringRef What) {
  if (!What.consume_front("written to '") && !What.consume_front("read from '"))
    return {};
  return What.take_front(What.rfind('\''));
}

class GraphMaker {
public:
  explicit GraphMaker(const Report &From) : R(From), Graph(From.Found.Graph) {}

  LineageGraph make() {
    for (uint32_t I = 0; I != R.Found.Flows.size(); ++I)
      if (R.shows(I))
        addFlow(I);
    return std::move(Out);
  }

private:
  uint32_t node(GraphPart Part, std::string Key, GraphNode Fresh) {
    auto [At, New] =
        Nodes.try_emplace({Part, std::move(Key)}, uint32_t(Out.Nodes.size()));
    if (New) {
      Fresh.Part = Part;
      Out.Nodes.push_back(std::move(Fresh));
    }
    return At->second;
  }

  uint32_t sourceNode(const JudgedFlow &J, const Flow &F) {
    const Place &Where = F.FromDataset ? Graph.Datasets[F.Source].Where
                                       : Graph.Models[F.Source].Where;
    return node(GraphPart::Model, J.Model, {{}, J.Model, J.License, Where});
  }

  /// Paths of one name in two folders are two artifacts: flows share one only
  /// where they share the place that writes or that reads it.
  uint32_t dataNode(const std::string &Name, llvm::ArrayRef<Place> Uses) {
    uint32_t At = uint32_t(Out.Nodes.size());
    for (const Place &P : Uses)
      if (auto Known = Data.find({Name, P.File, P.Begin}); Known != Data.end())
        At = Known->second;
    if (At == Out.Nodes.size())
      Out.Nodes.push_back({GraphPart::Data, Name, "", Uses.front()});
    for (const Place &P : Uses)
      Data.try_emplace({Name, P.File, P.Begin}, At);
    return At;
  }

  /// The artifacts of a flow in their order: writing and reading one are two
  /// steps in a row.
  std::vector<std::pair<std::string, std::vector<Place>>>
  artifactsOf(const Flow &F) const {
    std::vector<std::pair<std::string, std::vector<Place>>> Found;
    for (const Step &S : F.Steps) {
      StringRef Name = artifactOf(S.What);
      if (Name.empty())
        continue;
      if (Found.empty() || Found.back().first != Name)
        Found.emplace_back(Name.str(), std::vector<Place>());
      Found.back().second.push_back(S.Where);
    }
    return Found;
  }

  uint32_t trainingNode(uint32_t Sink) {
    const Training &T = Graph.Trainings[Sink];
    std::vector<std::string> Targets;
    Targets.reserve(T.Targets.size());
    for (uint32_t M : T.Targets)
      Targets.push_back(Graph.Models[M].Id);
    std::string Label = llvm::join(Targets, ", ");
    return node(
        GraphPart::Training, llvm::utostr(Sink),
        {{}, Label.empty() ? "an unnamed model" : Label, T.Api, T.Where});
  }

  void edge(uint32_t From, uint32_t To, uint32_t Flow, bool Released = false) {
    if (From == To)
      return;
    auto [At, New] = Edges.try_emplace({From, To}, uint32_t(Out.Edges.size()));
    if (New)
      Out.Edges.push_back({From, To, Verdict::Permitted, Released, {}});
    GraphEdge &E = Out.Edges[At->second];
    E.Worst = std::max(E.Worst, R.Found.Flows[Flow].Decision);
    if (!llvm::is_contained(E.Flows, Flow))
      E.Flows.push_back(Flow);
  }

  void addFlow(uint32_t I) {
    const JudgedFlow &J = R.Found.Flows[I];
    const Flow &F = Graph.Flows[J.Flow];
    uint32_t At = sourceNode(J, F);
    auto Go = [&](uint32_t To) {
      edge(At, To, I);
      At = To;
    };
    if (F.FromDataset) {
      const DatasetUse &D = Graph.Datasets[F.Source];
      Go(node(GraphPart::Data, D.Id, {{}, D.Id, "", D.Where}));
    }
    for (const auto &[Name, Uses] : artifactsOf(F))
      Go(dataNode(Name, Uses));
    Go(trainingNode(F.Sink));
    for (uint32_t Release : J.Releases) {
      const Publication &P = Graph.Publications[Release];
      uint32_t To =
          node(GraphPart::Publication, P.Id,
               {{}, P.Id.empty() ? "a release" : P.Id, P.License, P.Where});
      edge(At, To, I, /*Released=*/true);
    }
  }

  const Report &R;
  const Lineage &Graph;
  LineageGraph Out;
  std::map<std::pair<GraphPart, std::string>, uint32_t> Nodes;
  std::map<std::tuple<std::string, uint32_t, uint32_t>, uint32_t> Data;
  std::map<std::pair<uint32_t, uint32_t>, uint32_t> Edges;
};

} // namespace

StringRef graphPartName(GraphPart P) {
  static constexpr StringRef Names[] = {"model", "data", "training",
                                        "publication"};
  static_assert(std::size(Names) == unsigned(GraphPart::Publication) + 1);
  return Names[unsigned(P)];
}

LineageGraph graphOf(const Report &R) { return GraphMaker(R).make(); }

} // namespace modeltidy
