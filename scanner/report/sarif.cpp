//===- sarif.cpp - SARIF 2.1.0 for code scanning --------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   run ─ tool.driver.rules   every check, sorted: the same in every run
//       ├ results             one for each diagnostic
//       │   ├ locations[0]    the anchor; the only one that is shown
//       │   ├ codeFlows       one for each flow, every step
//       │   ├ relatedLocations  the steps again, linked from the message
//       │   └ fingerprints    ours, without lines; partial: code scanning's
//       └ invocations[0]      what was skipped or cut, as notifications
//
// Regions are one line long: an alert shows in a review only where all its
// lines were edited. Columns count UTF-16 code units, which is SARIF's default.
// The limits are those of code scanning, which drops or rejects what is above.
//
//===----------------------------------------------------------------------===//

#include "checks/registry/all_checks.h"
#include "checks/words.h"
#include "scanner/report/check_page.h"
#include "scanner/report/line_hash.h"
#include "scanner/report/report.h"
#include "scanner/report/source_lines.h"
#include "scanner/report/utf16.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

namespace modeltidy {

using llvm::StringRef;
using Json = nlohmann::ordered_json;

namespace {

constexpr size_t MaxResults = 5000; // more are cut off by the reader
constexpr size_t MaxFlowSteps = 1000;
constexpr size_t MaxRelated = 100;
constexpr size_t MaxNotifications = 500; // keeps the file small
/// Of the whole run. A step is some 350 bytes and packs tenfold, and a packed
/// file may have 10 MB.
constexpr size_t MaxAllSteps = 200000;
constexpr const char *SourceRoot = "%SRCROOT%";

/// Strings come from files that may hold any bytes.
Json text(StringRef S) { return validUtf8(S); }
Json message(StringRef S) { return {{"text", text(S)}}; }

/// A relative URI: what is not unreserved is percent-encoded.
std::string uriOf(StringRef Path) {
  std::string Out;
  for (char C : Path) {
    if (llvm::isAlnum(C) || StringRef("-._~/").contains(C)) {
      Out += C;
      continue;
    }
    Out += '%';
    Out += llvm::hexdigit(uint8_t(C) >> 4);
    Out += llvm::hexdigit(uint8_t(C) & 15);
  }
  return Out;
}

/// In a message a bracket begins a link unless it is escaped.
std::string escaped(StringRef S) {
  std::string Out;
  for (char C : S) {
    if (C == '[' || C == ']' || C == '\\')
      Out += '\\';
    Out += C;
  }
  return Out;
}

class SarifWriter {
public:
  SarifWriter(const Report &From, FileText Text, const SarifOptions &Asked)
      : R(From), How(Asked), Graph(From.Found.Graph), Lines(Text) {
    for (const Diagnostic &D : R.Diagnostics)
      Findings.push_back(&D);
    if (How.WithSuppressed)
      for (const Diagnostic &D : R.Suppressed)
        Findings.push_back(&D);
  }

  Json document() {
    return {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
            {"version", "2.1.0"},
            {"runs", Json::array({run()})}};
  }

private:
  Json run() {
    hashLines();
    Json Run;
    Run["tool"]["driver"] = driver();
    Run["originalUriBaseIds"][SourceRoot] = {
        {"description", message("the root of the checkout")}};
    if (!R.Remote.empty())
      Run["versionControlProvenance"] = Json::array({provenance()});
    Run["automationDetails"]["id"] = "model-tidy/";
    Run["columnKind"] = "utf16CodeUnits";
    Run["results"] = results();
    Run["invocations"] = Json::array({invocation()});
    return Run;
  }

  Json driver() const {
    Json Rules = Json::array();
    for (const Check *C : allChecks())
      Rules.push_back(rule(*C));
    Json Out = {{"name", "model-tidy"},
                {"version", R.Version},
                {"semanticVersion", R.Version}};
    if (!R.Homepage.empty())
      Out["informationUri"] = R.Homepage;
    Out["rules"] = std::move(Rules);
    return Out;
  }

  Json provenance() const {
    Json Out = {{"repositoryUri", R.Remote}, {"revisionId", R.Commit}};
    if (!R.Branch.empty())
      Out["branch"] = text(R.Branch);
    Out["mappedTo"]["uriBaseId"] = SourceRoot;
    return Out;
  }

  /// "license-output-training" as "LicenseOutputTraining".
  static std::string pascalCase(StringRef Id) {
    std::string Out;
    bool Up = true;
    for (char C : Id) {
      if (C != '-')
        Out += Up ? llvm::toUpper(C) : C;
      Up = C == '-';
    }
    return Out;
  }

  Json rule(const Check &C) const {
    std::string Page = checkPage(C);
    StringRef Level = severityName(C.Level);
    Json Rule = {{"id", C.Id.str()}, {"name", pascalCase(C.Id)}};
    Rule["shortDescription"] = message((C.Summary + ".").str());
    Rule["fullDescription"] = message((C.Summary + ".").str());
    if (std::string Address = pageAddress(R, C); !Address.empty())
      Rule["helpUri"] = Address;
    Rule["help"] = {{"text", Page}, {"markdown", Page}};
    Rule["defaultConfiguration"]["level"] = Level.str();
    Rule["properties"] = {
        {"precision", "high"},
        {"problem.severity",
         C.Level == Severity::Note ? "recommendation" : Level.str()},
        {"tags", {"license", "machine-learning", "provenance"}}};
    if (How.SecuritySeverity)
      Rule["properties"]["security-severity"] = securitySeverity(C.Level).str();
    return Rule;
  }

  /// Between 0.0 and 10.0, as text: high, medium, low.
  static StringRef securitySeverity(Severity Level) {
    static constexpr StringRef Scores[] = {"2.0", "5.0", "8.0"};
    return Scores[unsigned(Level)];
  }

  /// From 0 to 100: the level decides, then the license's risk.
  static int rankOf(Severity Level, std::optional<Risk> Of) {
    return 10 + 30 * int(Level) + (Of ? 10 * (1 + int(*Of)) : 0);
  }

  Json results() {
    Json Out = Json::array();
    for (const Diagnostic *D : shown())
      Out.push_back(result(*D));
    return Out;
  }

  /// All diagnostics in their order; where they are too many, the worst ones.
  std::vector<const Diagnostic *> shown() const {
    std::vector<const Diagnostic *> Out = Findings;
    auto Worse = [](const Diagnostic *A, const Diagnostic *B) {
      return std::tie(A->Suppressed, B->Level) <
             std::tie(B->Suppressed, A->Level);
    };
    if (Out.size() > MaxResults) {
      std::stable_sort(Out.begin(), Out.end(), Worse);
      Out.resize(MaxResults);
    }
    return Out;
  }

  Json result(const Diagnostic &D) {
    Json Out = {{"ruleId", D.Rule->Id.str()},
                {"ruleIndex", ruleIndex(*D.Rule)}};
    Out["level"] = severityName(D.Level).str();
    std::optional<Risk> Of = riskOf(R, D);
    Out["rank"] = rankOf(D.Level, Of);
    Out["message"]["text"] = messageText(D);
    Out["locations"] = Json::array({location(D.Where)});
    addFlows(Out, D);
    addRelated(Out, D);
    Out["fingerprints"] = {{"modelTidy/v1", D.Fingerprint}};
    auto At = Hashes.find({D.Where.File, D.Where.Line});
    if (At != Hashes.end())
      Out["partialFingerprints"] = {
          {"primaryLocationLineHash", distinct(D, At->second)}};
    addProperties(Out, D, Of);
    if (D.Suppressed)
      Out["suppressions"] =
          Json::array({{{"kind", D.ByPolicy ? "external" : "inSource"},
                        {"status", "accepted"},
                        {"justification", text(D.Justification)}}});
    return Out;
  }

  /// Code scanning keeps one alert for each rule and hash: of several findings
  /// of a rule on one line the later ones get a number of their own.
  std::string distinct(const Diagnostic &D, const std::string &Hash) {
    size_t Before = Told[{D.Rule->Id, D.Where.File, D.Where.Line}]++;
    return Before ? Hash + "-" + llvm::utostr(Before + 1) : Hash;
  }

  static size_t ruleIndex(const Check &C) {
    llvm::ArrayRef<const Check *> All = allChecks();
    return std::find(All.begin(), All.end(), &C) - All.begin();
  }

  /// The fact, then each step as a link to its related location, then terms
  /// and ways out. Only the first sentence shows where space is short.
  std::string messageText(const Diagnostic &D) const {
    std::string Steps, Rest;
    size_t Id = 0;
    for (const Note &N : D.Notes) {
      bool IsStep = N.Kind == NoteKind::Step;
      std::string Said = escaped(
          validUtf8(IsStep ? withCell(R, N.Message, N.Where) : N.Message));
      if (!IsStep)
        Rest += "\n" + Said + ".";
      else if (++Id <= MaxRelated)
        Steps += (Steps.empty() ? " Steps: [" : "; [") + Said + "](" +
                 llvm::utostr(Id) + ")";
    }
    if (!Steps.empty())
      Steps += ".";
    return escaped(validUtf8(withCell(R, D.Message, D.Where))) + "." + Steps +
           Rest;
  }

  void addRelated(Json &Out, const Diagnostic &D) {
    Json Related = Json::array();
    for (const Note &N : D.Notes) {
      if (N.Kind != NoteKind::Step)
        continue;
      if (Related.size() == MaxRelated) {
        ++RelatedCut;
        continue;
      }
      Json At = {{"id", Related.size() + 1}};
      At.update(location(N.Where));
      At["message"] = message(N.Message);
      Related.push_back(std::move(At));
    }
    if (!Related.empty())
      Out["relatedLocations"] = std::move(Related);
  }

  void addFlows(Json &Out, const Diagnostic &D) {
    size_t Left = std::min(MaxFlowSteps, StepsLeft);
    Json Flows = Json::array();
    for (uint32_t I : D.Flows) {
      const Flow &F = Graph.Flows[R.Found.Flows[I].Flow];
      if (F.Steps.size() > Left)
        ++FlowsCut;
      if (F.Steps.empty() || F.Steps.size() > Left)
        continue;
      Left -= F.Steps.size();
      StepsLeft -= F.Steps.size();
      Json Thread;
      Thread["locations"] = threadSteps(F);
      Json CodeFlow;
      CodeFlow["message"] =
          message("from '" + R.Found.Flows[I].Model + "' to the training");
      CodeFlow["threadFlows"] = Json::array({std::move(Thread)});
      Flows.push_back(std::move(CodeFlow));
    }
    if (!Flows.empty())
      Out["codeFlows"] = std::move(Flows);
  }

  Json threadSteps(const Flow &F) {
    Json Out = Json::array();
    for (const Step &S : F.Steps) {
      Json At = location(S.Where);
      At["message"] = message(S.What);
      Out.push_back({{"location", std::move(At)}});
    }
    return Out;
  }

  void addProperties(Json &Out, const Diagnostic &D,
                     std::optional<Risk> Of) const {
    if (Of)
      Out["properties"]["risk"] = word(*Of).str();
    if (D.Flows.empty())
      return;
    Json Models = Json::array();
    Confidence Surest = Confidence::Possible;
    for (uint32_t I : D.Flows) {
      const JudgedFlow &F = R.Found.Flows[I];
      Models.push_back({{"model", text(F.Model)},
                        {"license", text(F.License)},
                        {"verdict", verdictName(F.Decision).str()}});
      Surest = std::min(Surest, F.Sure);
    }
    Out["properties"]["confidence"] = confidenceName(Surest).str();
    Out["properties"]["sources"] = std::move(Models);
  }

  Json location(const Place &P) {
    Json Physical;
    Physical["artifactLocation"] = artifact(Graph.Files[P.File]);
    Physical["region"] = region(P);
    Json Out = {{"physicalLocation", std::move(Physical)}};
    if (std::string Cell = cellWords(R, P); !Cell.empty())
      Out["logicalLocations"] =
          Json::array({{{"fullyQualifiedName", Cell}, {"kind", "cell"}}});
    return Out;
  }

  Json artifact(StringRef File) const {
    return {{"uri", uriOf(R.Found.inCheckout(File))},
            {"uriBaseId", SourceRoot}};
  }

  Json region(const Place &P) {
    StringRef Line = Lines.line(Graph.Files[P.File], P.Line);
    bool OneLine = P.EndLine == P.Line && P.EndColumn > P.Column;
    uint32_t Begin = utf16Column(Line, P.Column);
    uint32_t End =
        utf16Column(Line, OneLine ? P.EndColumn : uint32_t(Line.size()) + 1);
    return {{"startLine", P.Line},
            {"startColumn", Begin},
            {"endLine", P.Line},
            {"endColumn", std::max(End, Begin + 1)}};
  }

  Json invocation() const {
    Json Notes = Json::array();
    for (const Limit &L : R.Limits.take_front(MaxNotifications))
      Notes.push_back(notification(L));
    if (size_t More = R.Limits.size() - Notes.size())
      Notes.push_back(cut(More, "limits"));
    for (const BaselineEntry &E : R.Stale.take_front(MaxNotifications))
      Notes.push_back(stale(E));
    if (R.Stale.size() > MaxNotifications)
      Notes.push_back(cut(R.Stale.size() - MaxNotifications, "stale entries"));
    if (Findings.size() > MaxResults)
      Notes.push_back(cut(Findings.size() - MaxResults, "results"));
    if (FlowsCut)
      Notes.push_back(cut(FlowsCut, "code flows"));
    if (RelatedCut)
      Notes.push_back(cut(RelatedCut, "related locations"));
    return {{"executionSuccessful", true},
            {"toolExecutionNotifications", std::move(Notes)}};
  }

  static Json cut(size_t Count, StringRef What) {
    return {{"level", "warning"},
            {"message", message(llvm::utostr(Count) + " " + What.str() +
                                " are left out of this file")}};
  }

  static Json stale(const BaselineEntry &E) {
    return {{"level", "warning"}, {"message", message(staleText(E))}};
  }

  Json notification(const Limit &L) const {
    Json Out = {{"level", "note"}, {"message", message(L.What)}};
    if (L.File.empty())
      return Out;
    Json Physical;
    Physical["artifactLocation"] = artifact(L.File);
    if (L.Line)
      Physical["region"]["startLine"] = L.Line;
    Out["locations"] =
        Json::array({{{"physicalLocation", std::move(Physical)}}});
    return Out;
  }

  /// One pass over each file that holds an anchor.
  void hashLines() {
    std::map<uint32_t, std::vector<uint32_t>> Wanted;
    for (const Diagnostic *D : Findings)
      Wanted[D->Where.File].push_back(D->Where.Line);
    for (const auto &[File, Numbers] : Wanted) {
      StringRef Bytes = Lines.bytes(Graph.Files[File]);
      if (Bytes.empty())
        continue;
      for (auto &[Number, Hash] : lineHashes(Bytes, Numbers))
        Hashes[{File, Number}] = Hash;
    }
  }

  const Report &R;
  const SarifOptions &How;
  const Lineage &Graph;
  SourceLines Lines;
  std::vector<const Diagnostic *> Findings;
  std::map<std::pair<uint32_t, uint32_t>, std::string> Hashes; // file, line
  std::map<std::tuple<StringRef, uint32_t, uint32_t>, size_t> Told;
  size_t StepsLeft = MaxAllSteps;
  size_t FlowsCut = 0, RelatedCut = 0;
};

} // namespace

void writeSarif(const Report &R, FileText Text, llvm::raw_ostream &OS,
                const SarifOptions &Options) {
  OS << SarifWriter(R, Text, Options).document().dump() << '\n';
}

} // namespace modeltidy
