//===- sort_lineage.cpp - one order for every run -------------------------===//
#include "scanner/lineage/lineage_builder.h"
#include <algorithm>
#include <numeric>
#include <tuple>

namespace modeltidy {

static auto key(const Place &P) { return std::tuple(P.File, P.Begin, P.End); }

/// Sorts Table by Less and returns where each old index went.
template <typename T, typename KeyOf>
static std::vector<uint32_t> sorted(std::vector<T> &Table, KeyOf Key) {
  std::vector<uint32_t> Order(Table.size()), Where(Table.size());
  std::iota(Order.begin(), Order.end(), 0);
  std::sort(Order.begin(), Order.end(), [&](uint32_t A, uint32_t B) {
    auto KA = Key(Table[A]), KB = Key(Table[B]);
    return KA != KB ? KA < KB : A < B;
  });
  std::vector<T> Sorted;
  Sorted.reserve(Table.size());
  for (uint32_t I = 0; I < Order.size(); ++I) {
    Where[Order[I]] = I;
    Sorted.push_back(std::move(Table[Order[I]]));
  }
  Table = std::move(Sorted);
  return Where;
}

void sortLineage(Lineage &L) {
  auto Models = sorted(L.Models, [](const ModelUse &M) {
    return std::tuple(key(M.Where), M.Id);
  });
  auto Datasets = sorted(L.Datasets, [](const DatasetUse &D) {
    return std::tuple(key(D.Where), D.Id);
  });
  for (Load &X : L.Loads)
    X.Use = X.OfDataset ? Datasets[X.Use] : Models[X.Use];
  sorted(L.Loads, [](const Load &X) {
    return std::tuple(key(X.Where), X.OfDataset, X.Use);
  });
  for (Training &T : L.Trainings) {
    for (uint32_t &M : T.Targets)
      M = Models[M];
    std::sort(T.Targets.begin(), T.Targets.end());
  }
  for (Generation &G : L.Generations) {
    for (uint32_t &M : G.Models)
      M = Models[M];
    std::sort(G.Models.begin(), G.Models.end());
  }
  auto Trainings = sorted(L.Trainings, [](const Training &T) {
    return std::tuple(key(T.Where), T.Api, T.Method);
  });
  sorted(L.Generations, [](const Generation &G) { return key(G.Where); });
  for (Publication &P : L.Publications) {
    for (uint32_t &M : P.Writers)
      M = Models[M];
    for (uint32_t &D : P.Sources)
      D = Datasets[D];
    std::sort(P.Writers.begin(), P.Writers.end());
    std::sort(P.Sources.begin(), P.Sources.end());
  }
  sorted(L.Publications,
         [](const Publication &P) { return std::tuple(key(P.Where), P.Id); });
  sorted(L.Merges, [](const ModelMerge &M) {
    return std::tuple(key(M.Where), M.Models);
  });
  for (Flow &F : L.Flows) {
    F.Source = F.FromDataset ? Datasets[F.Source] : Models[F.Source];
    F.Sink = Trainings[F.Sink];
  }
  sorted(L.Flows, [](const Flow &F) {
    return std::tuple(F.Sink, F.FromDataset, F.Source, F.Kind, F.Sure,
                      F.Steps.size());
  });
  sorted(L.Limits,
         [](const Limit &X) { return std::tuple(X.File, X.Line, X.What); });
}

} // namespace modeltidy
