//===- compare.cpp - expectations against a report ------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/end_to_end/compare.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <tuple>

using namespace llvm;

namespace modeltidy::e2e {

namespace {

class Comparison {
public:
  Comparison(const Expectations &Want, const Report &Got)
      : Want(Want), Got(Got), Explained(Got.Flows.size(), false) {}

  std::vector<std::string> run();

private:
  /// The check and place that a diagnostic stands for.
  using Anchor = std::tuple<Where, std::string>;
  /// What the marks at an anchor ask of its diagnostic.
  struct Wanted {
    std::string Severity;
    std::vector<std::string> Models;
    bool Tolerated = false; // a known false alarm, or a known miss
  };

  void expectFlow(const FlowMark &Mark, const SourceMark &Source);
  void knownMiss(const FlowMark &Mark);
  void knownFp(const FlowMark &Mark);
  void unexpectedFlows();
  void diagnostics();
  std::map<Anchor, Wanted> wantedDiagnostics() const;
  std::string foundInstead(const FlowMark &Mark) const;
  /// Marks every flow at the mark's place, from its model if it names one, as
  /// explained; how many there are.
  unsigned explain(const FlowMark &Mark);
  void say(std::string Text) { Out.push_back(std::move(Text)); }

  const Expectations &Want;
  const Report &Got;
  std::vector<bool> Explained; // by index into Got.Flows
  std::vector<std::string> Out;
};

unsigned rank(StringRef Severity) {
  return Severity == "error" ? 3 : Severity == "warning" ? 2 : 1;
}

std::string Comparison::foundInstead(const FlowMark &Mark) const {
  std::string Text;
  for (const FoundFlow &Flow : Got.Flows)
    if (Flow.Sink == Mark.At || Flow.Model == Mark.Model)
      Text += "\n    found instead: " + Flow.str();
  return Text.empty() ? "\n    found no flow to this place or from this model"
                      : Text;
}

void Comparison::expectFlow(const FlowMark &Mark, const SourceMark &Source) {
  for (auto [Index, Flow] : enumerate(Got.Flows)) {
    if (Explained[Index] || Flow.Sink != Mark.At || Flow.Source != Source.At ||
        Flow.Model != Mark.Model || Flow.Verdict != Mark.Verdict)
      continue;
    Explained[Index] = true;
    if (!Mark.Confidence.empty() && Flow.Confidence != Mark.Confidence)
      say(Mark.At.str() + ": expected confidence '" + Mark.Confidence +
          "'\n    found instead: " + Flow.str());
    if (!Mark.Severity.empty() && Flow.Check != Mark.Check)
      say(Mark.At.str() + ": expected the check " + Mark.Check +
          ", found the flow under " + Flow.Check);
    return;
  }
  say(Mark.At.str() + ": expected a " + Mark.Verdict + " flow from '" +
      Mark.Model + "' (" + Source.At.str() + ")" + foundInstead(Mark));
}

unsigned Comparison::explain(const FlowMark &Mark) {
  unsigned Count = 0;
  for (auto [Index, Flow] : enumerate(Got.Flows)) {
    if (Explained[Index] || Flow.Sink != Mark.At || Flow.Check != Mark.Check ||
        (!Mark.Model.empty() && Flow.Model != Mark.Model) ||
        (!Mark.Verdict.empty() && Flow.Verdict != Mark.Verdict))
      continue;
    Explained[Index] = true;
    ++Count;
  }
  return Count;
}

void Comparison::knownMiss(const FlowMark &Mark) {
  if (explain(Mark))
    say(Mark.At.str() + ": now found: make it an expect (known-miss: " +
        Mark.Check + " " + Mark.Why + ")");
}

void Comparison::knownFp(const FlowMark &Mark) {
  if (!explain(Mark))
    say(Mark.At.str() + ": no longer reported: remove the known-fp (" +
        Mark.Check + " " + Mark.Why + ")");
}

void Comparison::unexpectedFlows() {
  for (auto [Index, Flow] : enumerate(Got.Flows))
    if (!Explained[Index])
      say(Flow.Sink.str() + ": unexpected " + Flow.str());
}

std::map<Comparison::Anchor, Comparison::Wanted>
Comparison::wantedDiagnostics() const {
  std::map<Anchor, Wanted> Result;
  for (const FlowMark &Mark : Want.Expected) {
    if (Mark.Severity.empty())
      continue;
    Wanted &W = Result[{Mark.At, Mark.Check}];
    W.Models.push_back(Mark.Model);
    if (rank(Mark.Severity) > rank(W.Severity) || W.Severity.empty())
      W.Severity = Mark.Severity;
  }
  for (const FlowMark &Mark : Want.KnownFps)
    Result[{Mark.At, Mark.Check}].Tolerated = true;
  for (const FlowMark &Mark : Want.KnownMisses)
    Result[{Mark.At, Mark.Check}].Tolerated = true;
  return Result;
}

void Comparison::diagnostics() {
  std::map<Anchor, Wanted> Wanteds = wantedDiagnostics();
  std::map<Anchor, const FoundDiagnostic *> Founds;
  for (const FoundDiagnostic &Found : Got.Diagnostics) {
    Anchor At{Found.At, Found.Check};
    if (!Founds.emplace(At, &Found).second)
      say(Found.At.str() + ": reported twice: " + Found.Check);
    if (!Wanteds.count(At))
      say(Found.At.str() + ": unexpected " + Found.Severity + ": " +
          Found.Message + " [" + Found.Check + "]");
  }
  for (const auto &[At, W] : Wanteds) {
    auto It = Founds.find(At);
    std::string Place = std::get<0>(At).str() + ": ";
    if (W.Tolerated)
      continue;
    if (It == Founds.end()) {
      say(Place + "expected a " + W.Severity + " [" + std::get<1>(At) + "]");
      continue;
    }
    const FoundDiagnostic &Found = *It->second;
    if (Found.Severity != W.Severity)
      say(Place + "expected a " + W.Severity + ", found a " + Found.Severity +
          ": " + Found.Message);
    for (const std::string &Model : W.Models)
      if (!StringRef(Found.Message).contains(Model))
        say(Place + "the message does not name '" + Model +
            "': " + Found.Message);
  }
}

std::vector<std::string> Comparison::run() {
  Out = Want.Mistakes;
  for (const std::string &Mistake : Got.Mistakes)
    say("contract: " + Mistake);
  for (const FlowMark &Mark : Want.Expected)
    for (const SourceMark &Source : Want.Sources)
      if (Source.Model == Mark.Model &&
          (Mark.OnlyFile.empty() || Mark.OnlyFile == Source.At.File))
        expectFlow(Mark, Source);
  for (const FlowMark &Mark : Want.KnownFps)
    knownFp(Mark);
  for (const FlowMark &Mark : Want.KnownMisses)
    knownMiss(Mark);
  unexpectedFlows();
  diagnostics();
  return std::move(Out);
}

} // namespace

std::vector<std::string> compare(const Expectations &Want, const Report &Got) {
  return Comparison(Want, Got).run();
}

} // namespace modeltidy::e2e
