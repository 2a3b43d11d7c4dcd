//===- page.cpp - the lineage as one HTML file --------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/words.h"
#include "scanner/report/checklist.h"
#include "scanner/report/formats.h"
#include "scanner/report/graph.h"
#include "scanner/report/page_assets.h"
#include "scanner/report/utf16.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <map>
#include <nlohmann/json.hpp>

namespace modeltidy {

using llvm::StringRef;
using Json = nlohmann::ordered_json;

namespace {

/// More than anyone reads, and what a browser lists without delay.
constexpr size_t MaxFlows = 5000;
constexpr size_t MaxLimits = 1000;

Json text(StringRef S) { return validUtf8(S); }

class PageData {
public:
  explicit PageData(const Report &From) : R(From), Graph(From.Found.Graph) {}

  Json make() {
    size_t Cut = numberFlows();
    Json Out = {{"summary", text(summaryLine(R))}, {"today", R.Today}};
    addGraph(Out);
    Out["flows"] = Json::array();
    for (uint32_t I : Listed)
      Out["flows"].push_back(flow(R.Found.Flows[I]));
    Out["cut"] = Cut;
    Out["findings"] = findings();
    Out["checklist"] = checklist();
    Out["limits"] = limits();
    return Out;
  }

private:
  /// The strictest first; the number of those that are left out.
  size_t numberFlows() {
    for (uint32_t I = 0; I != R.Found.Flows.size(); ++I)
      if (R.shows(I))
        Listed.push_back(I);
    llvm::stable_sort(Listed, [&](uint32_t A, uint32_t B) {
      return R.Found.Flows[A].Decision > R.Found.Flows[B].Decision;
    });
    size_t Cut = Listed.size() - std::min(Listed.size(), MaxFlows);
    Listed.resize(Listed.size() - Cut);
    for (uint32_t I = 0; I != Listed.size(); ++I)
      Numbers[Listed[I]] = I;
    return Cut;
  }

  Json place(const Place &P) const {
    return {{"file", text(Graph.Files[P.File])}, {"line", P.Line}};
  }

  void addGraph(Json &Out) const {
    LineageGraph G = graphOf(R);
    Out["nodes"] = Json::array();
    Out["edges"] = Json::array();
    for (const GraphNode &N : G.Nodes)
      Out["nodes"].push_back({{"part", graphPartName(N.Part).str()},
                              {"label", text(N.Label)},
                              {"detail", text(N.Detail)}});
    for (const GraphEdge &E : G.Edges) {
      Json Flows = Json::array();
      for (uint32_t I : E.Flows)
        if (auto At = Numbers.find(I); At != Numbers.end())
          Flows.push_back(At->second);
      Out["edges"].push_back({{"from", E.From},
                              {"to", E.To},
                              {"verdict", verdictName(E.Worst).str()},
                              {"flows", std::move(Flows)}});
    }
  }

  Json flow(const JudgedFlow &J) const {
    const Flow &F = Graph.Flows[J.Flow];
    const Training &Sink = Graph.Trainings[F.Sink];
    std::vector<std::string> Targets;
    Targets.reserve(Sink.Targets.size());
    for (uint32_t M : Sink.Targets)
      Targets.push_back(Graph.Models[M].Id);
    Json Row = {{"model", text(J.Model)}, {"license", text(J.LicenseName)}};
    Row["dataset"] =
        F.FromDataset ? text(Graph.Datasets[F.Source].Id) : Json("");
    Row["target"] =
        text(Targets.empty() ? "an unnamed model" : llvm::join(Targets, ", "));
    Row["verdict"] = verdictName(J.Decision).str();
    Row["confidence"] = confidenceName(J.Sure).str();
    Row["reason"] = text(J.Reason);
    Row["doubt"] = text(J.Doubt);
    Row["sink"] = place(Sink.Where);
    Row["steps"] = Json::array();
    for (const Step &S : F.Steps) {
      Json Step = place(S.Where);
      Step["what"] = text(withCell(R, S.What, S.Where));
      Row["steps"].push_back(std::move(Step));
    }
    Row["terms"] = Json::array();
    for (const TermsNote &T : J.Terms)
      Row["terms"].push_back({{"text", text(T.Text)},
                              {"source", text(T.Source)},
                              {"read", text(T.Read)}});
    Row["ways"] = Json::array();
    for (const std::string &Way : J.WaysOut)
      Row["ways"].push_back(text(Way));
    return Row;
  }

  Json findings() const {
    Json Out = Json::array();
    for (const Diagnostic *D : worstFirst(R.Diagnostics)) {
      Json Row = place(D->Where);
      Row["check"] = D->Rule->Id.str();
      Row["level"] = severityName(D->Level).str();
      Row["message"] = text(withCell(R, D->Message, D->Where));
      Out.push_back(std::move(Row));
    }
    return Out;
  }

  Json checklist() const {
    Json Out = Json::array();
    for (const ChecklistItem &I : checklistOf(R)) {
      if (Out.empty() || Out.back()["phase"] != I.Phase.str())
        Out.push_back({{"phase", I.Phase.str()}, {"items", Json::array()}});
      Out.back()["items"].push_back({{"text", I.Text.str()},
                                     {"state", itemStateName(I.State).str()},
                                     {"why", I.Why.str()}});
    }
    return Out;
  }

  Json limits() const {
    Json Out = Json::array();
    for (const Limit &L : R.Limits.take_front(MaxLimits))
      Out.push_back({{"file", text(L.File)}, {"what", text(L.What)}});
    if (R.Limits.size() > MaxLimits)
      Out.push_back({{"file", ""},
                     {"what", llvm::utostr(R.Limits.size() - MaxLimits) +
                                  " more; the JSON report has them all"}});
    return Out;
  }

  const Report &R;
  const Lineage &Graph;
  std::vector<uint32_t> Listed;
  std::map<uint32_t, uint32_t> Numbers; // of Subject::Flows: place in Listed
};

/// JSON between <script> tags: no '<' may stand in it.
std::string scriptSafe(StringRef Text) {
  std::string Out;
  for (char C : Text)
    Out += C == '<' ? "\\u003c" : std::string(1, C);
  return Out;
}

} // namespace

void writeHtml(const Report &R, llvm::raw_ostream &OS) {
  std::string Data = scriptSafe(PageData(R).make().dump());
  const std::pair<StringRef, StringRef> Parts[] = {{"@CSS@", pageStyle()},
                                                   {"@DATA@", Data},
                                                   {"@LIBRARY@", pageLibrary()},
                                                   {"@SCRIPT@", pageScript()}};
  StringRef Rest = pageTemplate();
  for (auto [Mark, Bytes] : Parts) {
    auto [Before, After] = Rest.split(Mark);
    OS << Before << Bytes;
    Rest = After;
  }
  OS << Rest;
}

} // namespace modeltidy
