//===- provisions.cpp - a license, provision by provision -----------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/report/provisions.h"
#include "checks/verdict.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy {

namespace {

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

std::string territoryRule(const TerritoryExclusion &T) {
  std::string Out = T.Territory.str();
  if (!T.Modalities.empty())
    Out += " (" + joined(T.Modalities) + ")";
  if (!T.Section.empty())
    Out += ", " + T.Section.str();
  return Out + (T.Who.empty() ? "" : (": " + T.Who).str());
}

/// All that a text says under one name.
std::string textOf(ArrayRef<Provision> All, StringRef Name) {
  std::string Out;
  for (const Provision &P : All)
    if (P.Name == Name)
      Out += (Out.empty() ? "" : "; ") + P.Text;
  return Out.empty() ? "-" : Out;
}

} // namespace

std::vector<Provision> provisionsOf(const LicenseTerms &L) {
  std::vector<Provision> Out;
  auto Add = [&](StringRef Name, std::string Text) {
    if (!Text.empty())
      Out.push_back({Name, std::move(Text)});
  };
  Add("training on outputs", outputRule(L));
  Add("own family", L.SameFamily.str());
  for (const Duty &D : L.OutputDuties)
    Add(D.Always ? "duty of what is trained"
                 : "duty of what is trained and distributed",
        dutyText(D, L.Name));
  Add("commercial use", commercialRule(L));
  Add("registration", L.Registration.str());
  Add("derivatives' names", L.DerivativeNaming.str());
  Add("attribution", L.DerivativeAttribution.str());
  Add("copies", L.CarryLicense ? "the license goes along" : "");
  Add("copies", L.CarryUseRestrictions ? "the use restrictions go along" : "");
  Add("uses off limits", usesOf(L, true));
  Add("uses barred in some forms", usesOf(L, false));
  if (L.UsesConfidence == UsesSureness::NotRead)
    Add("use policy", "not read: no clearance");
  for (const TerritoryExclusion &T : L.Territories)
    Add("no rights in", territoryRule(T));
  Add("territory", L.TerritoryNote.str());
  return Out;
}

std::vector<ProvisionChange> changesBetween(const LicenseTerms &Old,
                                            const LicenseTerms &New) {
  std::vector<Provision> Before = provisionsOf(Old), After = provisionsOf(New);
  std::vector<StringRef> Names;
  for (const auto *Side : {&Before, &After})
    for (const Provision &P : *Side)
      if (!llvm::is_contained(Names, P.Name))
        Names.push_back(P.Name);
  std::vector<ProvisionChange> Out;
  for (StringRef Name : Names) {
    std::string Was = textOf(Before, Name), Is = textOf(After, Name);
    if (Was != Is)
      Out.push_back({Name, std::move(Was), std::move(Is)});
  }
  return Out;
}

} // namespace modeltidy
