//===- explain.cpp - what is known of a model, license or data set --------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/report/explain.h"
#include "checks/verdict.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy {

namespace {

/// Collects "key: value" lines; what is empty is left out.
class Page {
public:
  void head(const llvm::Twine &Text) { Out += Text.str() + "\n"; }
  void line(StringRef Key, const llvm::Twine &Value) {
    std::string Text = Value.str();
    if (!Text.empty())
      Out += ("  " + Key + ": " + Text + "\n").str();
  }
  void item(const llvm::Twine &Text) { Out += "  - " + Text.str() + "\n"; }
  void gap() { Out += "\n"; }
  std::string take() { return std::move(Out); }

private:
  std::string Out;
};

std::string joined(ArrayRef<StringRef> Words) {
  return llvm::join(Words.begin(), Words.end(), ", ");
}

std::string outputRule(const LicenseTerms &L) {
  std::string Out = word(L.OutputTraining).str();
  for (OutputRule Also : L.OutputTrainingAlso)
    Out += (", " + word(Also)).str();
  return Out + (L.Section.empty() ? "" : (" (" + L.Section + ")").str()) +
         (L.Says.empty() ? "" : (": " + L.Says).str());
}

std::string commercialRule(const LicenseTerms &L) {
  std::string Out = L.Commercial == CommercialUse::Yes  ? "yes"
                    : L.Commercial == CommercialUse::No ? "no"
                                                        : "up to a threshold";
  if (L.MonthlyActiveUsers)
    Out += "; " + std::to_string(L.MonthlyActiveUsers) +
           " monthly active users" +
           (L.UsersFrozen ? " (counted once, before the release)" : "");
  if (L.DailyActiveUsers)
    Out += "; " + std::to_string(L.DailyActiveUsers) + " daily active users";
  if (L.Revenue.Amount)
    Out += "; revenue of " + std::to_string(L.Revenue.Amount) + " " +
           L.Revenue.Currency.str() + " a " + L.Revenue.Period.str();
  return Out;
}

std::string usesOf(const LicenseTerms &L, bool Banned) {
  std::vector<StringRef> Domains;
  for (const ProhibitedUse &U : L.ProhibitedUses)
    if (U.Banned == Banned && !llvm::is_contained(Domains, U.Domain))
      Domains.push_back(U.Domain);
  return joined(Domains);
}

void addTerms(Page &P, const LicenseTerms &L) {
  P.line("training on outputs", outputRule(L));
  P.line("own family", L.SameFamily);
  for (const Duty &D : L.OutputDuties)
    P.line(D.Always ? "duty of what is trained"
                    : "duty of what is trained and distributed",
           dutyText(D, L.Name));
  P.line("commercial use", commercialRule(L));
  P.line("derivatives' names", L.DerivativeNaming);
  P.line("attribution", L.DerivativeAttribution);
  if (L.CarryLicense)
    P.line("copies", "the license goes along");
  if (L.CarryUseRestrictions)
    P.line("copies", "the use restrictions go along");
  P.line("uses off limits", usesOf(L, true));
  P.line("uses barred in some forms", usesOf(L, false));
  if (L.UsesConfidence == UsesSureness::NotRead)
    P.line("use policy", "not read: no clearance");
  for (const TerritoryExclusion &T : L.Territories)
    P.line("no rights in", T.Territory + (T.Modalities.empty() ? "" : " (") +
                               joined(T.Modalities) +
                               (T.Modalities.empty() ? "" : ")"));
  P.line("territory", L.TerritoryNote);
  P.line("risk", word(riskOf(L)));
  P.line("note", L.Note);
  P.line("published guides differ", L.ArticlesDiffer);
  P.line("source", (L.Url.empty() ? L.Source : L.Url) + ", read " + L.Read +
                       ", " + word(L.Confidence));
}

std::string outputsUnder(const LicenseTerms &L, const Policy &Rules) {
  SourceTerms From;
  TargetInfo To;
  To.Id = "another model";
  To.Makes = ModelKind::Generative;
  From.Model = L.Name.str();
  From.Texts.push_back({&L, L.OutputTraining, L.OutputDuties, "asked"});
  From.Known = &Catalog::builtIn();
  Judgment J = judge(From, To, {}, Rules);
  return verdictName(J.Decision).str() + ": " + J.Reason;
}

void addPolicy(Page &P, const LicenseTerms &L, const Policy &Rules) {
  P.line("output trains another generative model", outputsUnder(L, Rules));
  if (L.Commercial == CommercialUse::No)
    P.line("commercial use", !Rules.Org.Commercial ? "the policy does not say"
                             : *Rules.Org.Commercial
                                 ? "barred, and the policy is commercial"
                                 : "the policy is not commercial");
  int64_t Users = 0;
  for (const ProductUsers &U : Rules.Org.MonthlyActiveUsers)
    Users += U.Users;
  if (L.MonthlyActiveUsers)
    P.line("users", Users == 0 ? "the policy does not say"
                               : llvm::Twine(Users) + " of " +
                                     llvm::Twine(L.MonthlyActiveUsers));
  for (const ProhibitedUse &U : L.ProhibitedUses)
    if (llvm::is_contained(Rules.Org.UseDomains, U.Domain.str()))
      P.line("declared use " + U.Domain.str(),
             (U.Banned ? "off limits" : "barred in some forms") +
                 (U.Note.empty() ? "" : ": " + U.Note));
}

void addAlternatives(Page &P, const Catalog &Known, StringRef Role,
                     const Family *Except) {
  constexpr size_t Enough = 5;
  std::vector<const Family *> Found = suggestionsFor(Known, Role, Enough);
  if (Found.empty())
    return;
  P.gap();
  P.head("Outputs free for training:");
  for (const Family *F : Found)
    if (F != Except && !F->Examples.empty())
      P.item(F->Examples.front() + " (" + F->License + ")");
}

std::string licensePage(const Catalog &Known, const LicenseTerms &L,
                        const Policy &Rules) {
  Page P;
  P.head(L.Id + ": " + L.Name +
         (L.Version.empty() ? "" : " (" + L.Version + ")"));
  P.line("kind", word(L.Kind));
  P.line("valid",
         L.ValidFrom + (L.ValidUntil.empty() ? "" : " to ") + L.ValidUntil);
  P.line("superseded by", L.SupersededBy);
  addTerms(P, L);
  for (const TermsVersion &V : L.History)
    P.line("version", V.From + (V.Until.empty() ? "" : " to ") + V.Until +
                          ": " + V.Change);
  P.gap();
  P.head("Under this policy:");
  addPolicy(P, L, Rules);
  addAlternatives(P, Known, "generate", nullptr);
  return P.take();
}

std::string modelPage(const Catalog &Known, StringRef Id, const Family &F,
                      const Policy &Rules) {
  Page P;
  P.head(Id + ": " + F.Name);
  P.line("kind", word(F.Kind) + (F.Modality.empty() ? "" : ", ") + F.Modality);
  P.line("lineage", F.LineageStrict);
  P.line("record", F.Source + (F.Read.empty() ? "" : ", read ") + F.Read +
                       ", " + word(F.Confidence));
  P.line("note", F.Note);
  SourceTerms Terms = termsOfModel(Known, Id, Channel::Unknown);
  auto Add = [&](const GoverningText &Text, StringRef Reach) {
    if (!Text.Terms)
      return;
    P.gap();
    P.head(Text.Terms->Id + ": " + Text.Terms->Name + ", " + Text.Why + Reach);
    addTerms(P, *Text.Terms);
    P.head("  Under this policy:");
    addPolicy(P, *Text.Terms, Rules);
  };
  for (const GoverningText &Text : Terms.Texts)
    Add(Text, "");
  for (const GoverningText &Text : Terms.NamedOnly)
    Add(Text, " (named; it does not reach outputs)");
  P.gap();
  P.head(F.Kind == FamilyKind::Weights
             ? "Through a provider's service its terms come on top, and the "
               "stricter decides."
             : "Where a reseller offers it, the reseller's terms come on top, "
               "and the stricter decides.");
  addAlternatives(P, Known,
                  F.Modality == "image-generation" ? "generate-image"
                  : F.Modality == "embedding"      ? "embed"
                                                   : "generate",
                  &F);
  return P.take();
}

std::string datasetPage(const Catalog &Known, const Dataset &D) {
  Page P;
  P.head(D.Id + ": data set");
  P.line("also known as", joined(D.Aliases));
  P.line("content", word(D.Content));
  P.line("license", D.License);
  P.line("generated on", D.GeneratedOn);
  for (const Generator &G : Known.generatorsOf(D))
    P.line("generator",
           G.Name + (G.Model ? " (" + G.Model->License + ")" : ""));
  for (const DatasetPart &Part : D.Columns)
    P.line("column " + Part.Name.str(), joined(Part.Generators));
  for (const DatasetPart &Part : D.Splits)
    P.line("split " + Part.Name.str(), joined(Part.Generators));
  P.line("note", D.Note);
  P.line("source", D.Source + (D.Read.empty() ? "" : ", read ") + D.Read +
                       ", " + word(D.Confidence));
  return P.take();
}

} // namespace

std::optional<std::string> explainRecord(const Catalog &Known,
                                         const Policy &Rules, StringRef Name) {
  if (const LicenseTerms *L = Known.licenseByHubTag(Name))
    return licensePage(Known, *L, Rules);
  if (const Dataset *D = Known.findDataset(Name))
    return datasetPage(Known, *D);
  if (const Family *F = Known.resolveModel(Name))
    return modelPage(Known, Name, *F, Rules);
  return std::nullopt;
}

std::string licenseTable(const Catalog &Known) {
  std::string Out =
      "| license | training on outputs | commercial use | users | "
      "attribution | use limits | territory | risk | read |\n"
      "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n";
  for (const LicenseTerms &L : Known.licenses()) {
    std::vector<std::string> Cells = {
        L.Id.str(),
        word(L.OutputTraining).str(),
        word(L.Commercial).str(),
        L.MonthlyActiveUsers ? std::to_string(L.MonthlyActiveUsers) : "",
        L.AttributionRequired ? "yes" : "",
        L.AcceptableUsePolicy || L.CarryUseRestrictions ? "yes" : "",
        L.Territories.empty() ? "" : L.Territories.front().Territory.str(),
        word(riskOf(L)).str(),
        (L.Read + " " + word(L.Confidence)).str()};
    Out += "| " + llvm::join(Cells, " | ") + " |\n";
  }
  return Out;
}

std::vector<StringRef> suggestedRoles(const Catalog &Known) {
  std::vector<StringRef> Roles;
  for (const Family &F : Known.families())
    for (StringRef Role : F.SuggestedFor)
      if (!llvm::is_contained(Roles, Role))
        Roles.push_back(Role);
  llvm::sort(Roles);
  return Roles;
}

std::string suggestionTable(const Catalog &Known, StringRef Role) {
  std::string Out;
  for (const Family *F : suggestionsFor(Known, Role)) {
    StringRef Id = F->Examples.empty() ? F->Name : F->Examples.front();
    Out += (Id + "\t" + F->License + "\t" + F->Name + "\t" +
            word(F->Confidence) + "\n")
               .str();
  }
  return Out;
}

} // namespace modeltidy
