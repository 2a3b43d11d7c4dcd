//===- flow_findings.cpp - one diagnostic for the flows at an anchor ------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/flow_findings.h"
#include "checks/flow_message.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <map>
#include <set>
#include <tuple>

namespace modeltidy {

using llvm::StringRef;

namespace {

/// A training that many data sets feed has thousands of steps; a reader takes
/// in some dozens, and the JSON report has them all.
constexpr size_t MaxStepNotes = 100;

/// Appends notes that were not said yet.
class NoteWriter {
public:
  explicit NoteWriter(Diagnostic &Target) : D(Target) {}

  void add(const Place &Where, std::string Message, NoteKind Kind) {
    if (!Message.empty() &&
        Said.insert({Where.File, Where.Begin, Message}).second)
      D.Notes.push_back({Where, std::move(Message), Kind});
  }

  bool said(const Place &Where, const std::string &Message) const {
    return Said.count({Where.File, Where.Begin, Message}) != 0;
  }

private:
  Diagnostic &D;
  std::set<std::tuple<uint32_t, uint32_t, std::string>> Said;
};

std::string termsText(const TermsNote &T) {
  std::string Text = T.Text;
  if (!T.Source.empty())
    Text += " (" + T.Source + (T.Read.empty() ? "" : ", read " + T.Read) + ")";
  return Text;
}

void addSteps(const Subject &Found, Diagnostic &D, NoteWriter &Notes) {
  size_t Left = 0;
  for (uint32_t I : D.Flows)
    for (const Step &S : Found.Graph.Flows[Found.Flows[I].Flow].Steps) {
      if (D.Notes.size() == MaxStepNotes)
        Left += !Notes.said(S.Where, S.What);
      else
        Notes.add(S.Where, S.What, NoteKind::Step);
    }
  if (Left)
    Notes.add(D.Where,
              llvm::utostr(Left) +
                  (Left == 1 ? " more step is" : " more steps are") +
                  " left out here; --format=json has all",
              NoteKind::Doubt);
}

/// Duties fall due with a release: it is the last step of their flows.
void addReleases(const Subject &Found, Diagnostic &D, NoteWriter &Notes) {
  for (uint32_t I : D.Flows) {
    const JudgedFlow &F = Found.Flows[I];
    if (F.Decision != Verdict::Conditional)
      continue;
    for (uint32_t Release : F.Releases) {
      const Publication &P = Found.Graph.Publications[Release];
      Notes.add(P.Where,
                P.Id.empty() ? "published here"
                             : "published as '" + P.Id + "' here",
                NoteKind::Step);
    }
  }
}

void addNotes(const Subject &Found, Diagnostic &D) {
  NoteWriter Notes(D);
  addSteps(Found, D, Notes);
  addReleases(Found, D, Notes);
  for (uint32_t I : D.Flows) {
    const JudgedFlow &F = Found.Flows[I];
    Notes.add(D.Where, F.Reason, NoteKind::Terms);
    for (const TermsNote &T : F.Terms)
      Notes.add(D.Where, termsText(T), NoteKind::Terms);
  }
  for (uint32_t I : D.Flows)
    if (const JudgedFlow &F = Found.Flows[I]; !F.Doubt.empty())
      Notes.add(D.Where, "this is likely, not certain: " + F.Doubt,
                NoteKind::Doubt);
  for (uint32_t I : D.Flows)
    Notes.add(D.Where,
              lapsedAgreement(Found.rulesAt(D.Where), Found.Flows[I].Model,
                              Found.Flows[I].Family, ""),
              NoteKind::Terms);
  for (uint32_t I : D.Flows)
    for (const std::string &Way : Found.Flows[I].WaysOut)
      Notes.add(D.Where, "to resolve it: " + Way, NoteKind::WayOut);
}

/// Who trains what, under which terms and where, without any line.
std::string identityOf(const Subject &Found, const Diagnostic &D) {
  const Lineage &Graph = Found.Graph;
  std::set<std::string> Sources, Targets;
  std::string Api;
  for (uint32_t I : D.Flows) {
    const JudgedFlow &F = Found.Flows[I];
    Sources.insert(F.Model + " " + F.License + " " + F.Clause);
    const Training &T = Graph.Trainings[Graph.Flows[F.Flow].Sink];
    Api = T.Api;
    for (uint32_t Model : T.Targets)
      Targets.insert(Graph.Models[Model].Id);
  }
  return Found.inCheckout(D.Where.File) + "\n" + Api + "\n" +
         llvm::join(Targets, "\t") + "\n" + llvm::join(Sources, "\t");
}

} // namespace

Severity severityOf(const JudgedFlow &F) {
  switch (F.Decision) {
  case Verdict::Prohibited:
    return Severity::Error;
  case Verdict::Conditional:
    return Severity::Warning;
  case Verdict::Unclear:
    return F.Restricted ? Severity::Warning : Severity::Note;
  case Verdict::Permitted:
    break;
  }
  return Severity::Note;
}

StringRef checkOf(const JudgedFlow &F) {
  return F.Decision == Verdict::Conditional ? "license-output-conditions"
                                            : "license-output-training";
}

void reportFlows(const Subject &Found, const Check &Rule,
                 std::vector<Diagnostic> &Out) {
  std::map<std::tuple<uint32_t, uint32_t>, std::vector<uint32_t>> Anchors;
  for (uint32_t I = 0; I != Found.Flows.size(); ++I) {
    if (Found.Flows[I].Decision == Verdict::Permitted ||
        checkOf(Found.Flows[I]) != Rule.Id)
      continue;
    const Flow &F = Found.Graph.Flows[Found.Flows[I].Flow];
    const Place &P = Found.Graph.Trainings[F.Sink].Where;
    Anchors[{P.File, P.Begin}].push_back(I);
  }
  for (auto &[Anchor, Flows] : Anchors) {
    llvm::sort(Flows, [&](uint32_t A, uint32_t B) {
      return std::tuple(severityOf(Found.Flows[B]), A) <
             std::tuple(severityOf(Found.Flows[A]), B);
    });
    Diagnostic D;
    D.Rule = &Rule;
    D.Level = severityOf(Found.Flows[Flows.front()]);
    const Flow &First = Found.Graph.Flows[Found.Flows[Flows.front()].Flow];
    D.Where = Found.Graph.Trainings[First.Sink].Where;
    D.Message = flowMessage(Found, Flows);
    D.Flows = Flows;
    for (uint32_t I : Flows)
      D.About.push_back(Found.Flows[I].Model);
    D.Identity = identityOf(Found, D);
    addNotes(Found, D);
    Out.push_back(std::move(D));
  }
}

} // namespace modeltidy
