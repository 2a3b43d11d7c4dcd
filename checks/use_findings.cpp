//===- use_findings.cpp - one diagnostic for a model's uses ---------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/use_findings.h"
#include "llvm/ADT/STLExtras.h"
#include <map>

namespace modeltidy {

namespace {

/// A model that a hundred files use needs no list of them.
constexpr size_t MaxUseNotes = 10;

/// Tokenizers count: one constant often names the model for both.
bool counts(const ModelUse &M) { return M.Known && M.Part != Role::Eval; }

void addNotes(Diagnostic &D, const Draft &Said) {
  for (const std::string &Text : Said.Terms)
    D.Notes.push_back({D.Where, Text, NoteKind::Terms});
  for (const std::string &Way : Said.WaysOut)
    addWayOut(D, Way);
}

} // namespace

const SourceTerms &UseTerms::operator*() {
  if (Terms)
    return *Terms;
  Terms = termsOfModel(Known, Use.Id, Use.Through, Use.Provider);
  if (!Terms->Of && Terms->Texts.empty() && Use.Provider.empty())
    if (auto Local = termsOfWeights(Known, Weights, Use.Id))
      Terms = std::move(Local);
  return *Terms;
}

std::string termsNote(const LicenseTerms &Terms, StringRef Section,
                      StringRef Says) {
  StringRef Source = Terms.Url.empty() ? Terms.Source : Terms.Url;
  return ("the " + Terms.Name + (Section.empty() ? "" : " ") + Section + ": " +
          Says + " (" + Source + (Terms.Read.empty() ? "" : ", read ") +
          Terms.Read + ")")
      .str();
}

/// Does one half of an id say that the reader puts his own there?
static bool saysYours(StringRef Part) {
  std::string Lower = Part.lower();
  std::replace(Lower.begin(), Lower.end(), '_', '-');
  StringRef Word = Lower;
  if (Word.size() >= 3 && Word.find_first_not_of('x') == StringRef::npos)
    return true; // xxx
  Word.consume_front("hf-");
  bool Yours = Word.consume_front("your");
  if (Yours && (Word.empty() || Word.starts_with("-")))
    return true;
  static constexpr StringRef Standing[] = {
      "username", "user",      "org",       "organization",
      "org-name", "owner",     "namespace", "model-name",
      "model-id", "repo-name", "my-org",    "my-name"};
  return llvm::is_contained(Standing, Word);
}

bool isHubId(StringRef Id) {
  auto [Owner, Name] = Id.split('/');
  return !saysYours(Owner) && !saysYours(Name) && !Owner.empty() &&
         !Name.empty() && !Name.contains('/') &&
         Id.find_first_of(" \\{}<>$:~") == StringRef::npos &&
         !Owner.contains('*') && Name != "*" && Owner.front() != '.' &&
         !Name.ends_with(".json") && !Name.ends_with_insensitive(".gguf");
}

bool isPublishedHere(const Subject &Found, StringRef Id) {
  return llvm::any_of(Found.Graph.Publications,
                      [&](const Publication &P) { return P.Id == Id; });
}

bool isGranted(const Policy &Rules, const ModelUse &Use, UseTerms &Terms,
               const std::string &Grant) {
  return !Rules.Agreements.empty() &&
         findAgreement(Rules, Use.Id,
                       Terms->Of ? Terms->Of->Name.str() : std::string(),
                       Grant);
}

Diagnostic findingAt(const Subject &Found, const Check &Rule, Severity Level,
                     const Place &Where, std::string Message,
                     const std::string &About) {
  Diagnostic D;
  D.Rule = &Rule;
  D.Level = Level;
  D.Where = Where;
  D.Message = std::move(Message);
  if (!About.empty())
    D.About = {About};
  D.Identity = Found.inCheckout(Where.File) + "\n" + D.Message;
  return D;
}

void addWayOut(Diagnostic &D, StringRef Way) {
  D.Notes.push_back(
      {D.Where, ("to resolve it: " + Way).str(), NoteKind::WayOut});
}

void reportUses(const Subject &Found, const Check &Rule, JudgeUse Judge,
                std::vector<Diagnostic> &Out) {
  std::map<std::string, size_t> First; // index into Out
  std::vector<LocalWeights> Here = localWeights(Found);
  for (const ModelUse &M : Found.Graph.Models) {
    if (!counts(M))
      continue;
    UseTerms Terms(*Found.Around.Known, M, Here);
    std::optional<Draft> Said = Judge(M, Terms, Found.rulesAt(M.Where));
    if (!Said)
      continue;
    auto [At, New] = First.try_emplace(StringRef(M.Id).lower(), Out.size());
    if (New) {
      Out.push_back(
          findingAt(Found, Rule, Said->Level, M.Where, Said->Message, M.Id));
      std::string Lapsed =
          lapsedAgreement(Found.rulesAt(M.Where), M.Id,
                          Terms->Of ? Terms->Of->Name.str() : "", "");
      if (!Lapsed.empty())
        Said->Terms.push_back(std::move(Lapsed));
      addNotes(Out.back(), *Said);
    } else if (Out[At->second].Notes.size() < MaxUseNotes) {
      Out[At->second].Notes.push_back(
          {M.Where, "'" + M.Id + "' is used here too", NoteKind::Step});
    }
  }
}

} // namespace modeltidy
