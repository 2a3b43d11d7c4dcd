//===- json.cpp - the lineage contract ------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/words.h"
#include "scanner/report/report.h"
#include "scanner/report/utf16.h"
#include "llvm/ADT/StringSet.h"
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <vector>

namespace modeltidy {

using llvm::StringRef;
using Json = nlohmann::ordered_json;

namespace {

/// Strings come from files that may hold any bytes; JSON is UTF-8.
Json text(StringRef S) { return validUtf8(S); }

Json textOrNull(StringRef S) { return S.empty() ? Json() : text(S); }

Json texts(llvm::ArrayRef<std::string> Strings) {
  Json Out = Json::array();
  for (const std::string &S : Strings)
    Out.push_back(text(S));
  return Out;
}

class JsonWriter {
public:
  explicit JsonWriter(const Report &From) : R(From), Graph(From.Found.Graph) {}

  Json document() const {
    Json Out;
    Out["tool"] = {{"name", "model-tidy"}, {"version", R.Version}};
    Out["today"] = R.Today;
    Out["models"] = models();
    Out["datasets"] = datasets();
    Out["generations"] = generations();
    Out["trainings"] = trainings();
    Out["publications"] = publications();
    Out["flows"] = flows();
    Out["diagnostics"] = diagnostics(R.Diagnostics);
    Out["suppressed"] = diagnostics(R.Suppressed);
    Out["baseline"] = {{"known", R.InBaseline}, {"stale", stale()}};
    Out["limits"] = limits();
    Out["files"] = counts();
    return Out;
  }

private:
  void addPlace(Json &Out, const Place &P) const {
    Out["file"] = text(Graph.Files[P.File]);
    Out["line"] = P.Line;
    if (std::optional<CellPlace> At = R.CellOf ? R.CellOf(P) : std::nullopt) {
      Out["cell"] = At->Cell;
      Out["cell_line"] = At->Line;
    }
  }

  /// Their ids, each once: one model may be named in several places.
  Json ids(llvm::ArrayRef<uint32_t> Models) const {
    Json Out = Json::array();
    llvm::StringSet<> Seen;
    for (uint32_t I : Models)
      if (Seen.insert(Graph.Models[I].Id).second)
        Out.push_back(text(Graph.Models[I].Id));
    return Out;
  }

  Json model(const ModelUse &M, const KnownModel &Known) const {
    Json Row = {{"id", text(M.Id)}};
    Row["family"] = textOrNull(Known.Family);
    Row["license"] = textOrNull(Known.License);
    Row["channel"] = channelName(M.Through).str();
    addPlace(Row, M.Where);
    Row["role"] = roleName(M.Part).str();
    return Row;
  }

  /// Uses, then ids of known models whose role the code does not tell.
  Json models() const {
    Json Out = Json::array();
    for (size_t I = 0; I != Graph.Models.size(); ++I)
      Out.push_back(model(Graph.Models[I], R.Found.Names.Models[I]));
    for (const auto &[I, Known] : R.Found.Names.Mentions)
      Out.push_back(model(Graph.Mentions[I], Known));
    return Out;
  }

  Json datasets() const {
    Json Out = Json::array();
    for (size_t I = 0; I != Graph.Datasets.size(); ++I) {
      const DatasetUse &D = Graph.Datasets[I];
      Json Row = {{"id", text(D.Id)}};
      addPlace(Row, D.Where);
      Row["role"] = text(D.Purpose);
      Row["split"] = textOrNull(D.Split);
      Row["generators"] = texts(R.Found.Names.Datasets[I].Generators);
      Out.push_back(std::move(Row));
    }
    return Out;
  }

  Json generations() const {
    Json Out = Json::array();
    for (const Generation &G : Graph.Generations) {
      Json Row;
      addPlace(Row, G.Where);
      Row["models"] = ids(G.Models);
      Row["kind"] = edgeKindName(G.Kind).str();
      Out.push_back(std::move(Row));
    }
    return Out;
  }

  Json trainings() const {
    Json Out = Json::array();
    for (const Training &T : Graph.Trainings) {
      Json Row;
      addPlace(Row, T.Where);
      Row["api"] = text(T.Api);
      Row["method"] = textOrNull(T.Method);
      Row["targets"] = ids(T.Targets);
      Row["makes"] = modelKindName(T.Makes).str();
      Out.push_back(std::move(Row));
    }
    return Out;
  }

  Json publications() const {
    Json Out = Json::array();
    for (const Publication &P : Graph.Publications) {
      Json Row = {{"id", text(P.Id)}};
      addPlace(Row, P.Where);
      Row["license"] = textOrNull(P.License);
      Row["what"] = text(P.What);
      if (P.Private)
        Row["private"] = true;
      Out.push_back(std::move(Row));
    }
    return Out;
  }

  /// One flow for each source use and sink: the generators of one data set are
  /// one source, of which the strictest decides.
  Json flows() const {
    std::vector<std::vector<const JudgedFlow *>> Groups;
    std::map<std::pair<uint32_t, uint32_t>, size_t> OfDataset;
    for (size_t I = 0; I != R.Found.Flows.size(); ++I) {
      if (!R.shows(I))
        continue;
      const JudgedFlow &J = R.Found.Flows[I];
      const Flow &F = Graph.Flows[J.Flow];
      size_t At = Groups.size();
      if (F.FromDataset)
        At = OfDataset.try_emplace({F.Source, F.Sink}, At).first->second;
      if (At == Groups.size())
        Groups.emplace_back();
      Groups[At].push_back(&J);
    }
    Json Out = Json::array();
    for (auto &Group : Groups) {
      std::stable_sort(Group.begin(), Group.end(),
                       [](const JudgedFlow *A, const JudgedFlow *B) {
                         return A->Decision > B->Decision;
                       });
      Out.push_back(flow(Group));
    }
    return Out;
  }

  Json generators(llvm::ArrayRef<const JudgedFlow *> Group) const {
    Json Out = Json::array();
    for (const JudgedFlow *J : Group)
      Out.push_back({{"model", text(J->Model)},
                     {"family", textOrNull(J->Family)},
                     {"license", textOrNull(J->License)},
                     {"verdict", verdictName(J->Decision).str()},
                     {"confidence", confidenceName(J->Sure).str()},
                     {"check", checkOf(*J).str()},
                     {"reason", text(J->Reason)}});
    return Out;
  }

  /// Group: of one source and sink, the strictest verdict first.
  Json flow(llvm::ArrayRef<const JudgedFlow *> Group) const {
    const JudgedFlow &J = *Group.front();
    const Flow &F = Graph.Flows[J.Flow];
    const Training &Sink = Graph.Trainings[F.Sink];
    std::string Model;
    for (const JudgedFlow *Each : Group)
      if (Each->Decision == J.Decision) // those whose terms decide
        Model += (Model.empty() ? "" : ", ") + Each->Model;
    Json Source = {{"model", text(Model)}};
    addPlace(Source, F.FromDataset ? Graph.Datasets[F.Source].Where
                                   : Graph.Models[F.Source].Where);
    Source["family"] = textOrNull(J.Family);
    Source["license"] = textOrNull(J.License);
    if (F.FromDataset) {
      Source["dataset"] = text(Graph.Datasets[F.Source].Id);
      Source["generators"] = generators(Group);
    }
    Json Row = {{"source", std::move(Source)}, {"steps", steps(F)}};
    addPlace(Row["sink"], Sink.Where);
    Row["sink"]["targets"] = ids(Sink.Targets);
    Row["verdict"] = verdictName(J.Decision).str();
    Row["confidence"] = confidenceName(J.Sure).str();
    Row["check"] = checkOf(J).str();
    Row["kind"] = edgeKindName(F.Kind).str();
    Row["reason"] = text(J.Reason);
    Row["doubt"] = textOrNull(J.Doubt);
    return Row;
  }

  Json steps(const Flow &F) const {
    Json Out = Json::array();
    for (const Step &S : F.Steps) {
      Json Row;
      addPlace(Row, S.Where);
      Row["what"] = text(S.What);
      Out.push_back(std::move(Row));
    }
    return Out;
  }

  Json diagnostics(llvm::ArrayRef<Diagnostic> Findings) const {
    Json Out = Json::array();
    for (const Diagnostic &D : Findings) {
      Json Row = {{"check", D.Rule->Id.str()},
                  {"severity", severityName(D.Level).str()}};
      addPlace(Row, D.Where);
      Row["column"] = D.Where.Column;
      Row["message"] = text(D.Message);
      Row["notes"] = notes(D);
      if (std::optional<Risk> Of = riskOf(R, D))
        Row["risk"] = word(*Of).str();
      Row["fingerprint"] = D.Fingerprint;
      if (D.Suppressed)
        Row["justification"] = textOrNull(D.Justification);
      Out.push_back(std::move(Row));
    }
    return Out;
  }

  Json notes(const Diagnostic &D) const {
    Json Out = Json::array();
    for (const Note &N : D.Notes) {
      Json Row;
      addPlace(Row, N.Where);
      Row["message"] = text(N.Message);
      Out.push_back(std::move(Row));
    }
    return Out;
  }

  Json stale() const {
    Json Out = Json::array();
    for (const BaselineEntry &E : R.Stale)
      Out.push_back({{"check", text(E.Check)},
                     {"file", text(E.File)},
                     {"fingerprint", text(E.Fingerprint)},
                     {"message", text(E.Message)}});
    return Out;
  }

  Json limits() const {
    Json Out = Json::array();
    for (const Limit &L : R.Limits) {
      Json Row = {{"file", text(L.File)}};
      if (L.Line)
        Row["line"] = L.Line;
      Row["what"] = text(L.What);
      Out.push_back(std::move(Row));
    }
    return Out;
  }

  Json counts() const {
    Json Skipped = Json::object();
    for (const auto &[Reason, N] : R.Counts.Skipped)
      if (N)
        Skipped[Reason] = N;
    return {{"seen", R.Counts.Seen},
            {"parsed", R.Counts.Parsed},
            {"skipped", std::move(Skipped)}};
  }

  const Report &R;
  const Lineage &Graph;
};

} // namespace

void writeJson(const Report &R, llvm::raw_ostream &OS) {
  OS << JsonWriter(R).document().dump(1) << '\n';
}

} // namespace modeltidy
