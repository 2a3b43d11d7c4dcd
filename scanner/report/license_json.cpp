//===- license_json.cpp - the catalog's licenses as JSON ------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/report/explain.h"
#include <nlohmann/json.hpp>

namespace modeltidy {

namespace {

using Json = nlohmann::ordered_json;

Json textOrNull(StringRef Text) {
  return Text.empty() ? Json() : Json(Text.str());
}

Json countOrNull(int64_t Count) { return Count ? Json(Count) : Json(); }

Json uses(const LicenseTerms &L) {
  Json Out = Json::array();
  for (const ProhibitedUse &U : L.ProhibitedUses)
    Out.push_back({{"domain", U.Domain.str()},
                   {"strength", U.Banned ? "banned" : "conditional"},
                   {"section", textOrNull(U.Section)},
                   {"note", textOrNull(U.Note)}});
  return Out;
}

Json duties(const LicenseTerms &L) {
  Json Out = Json::array();
  for (const Duty &D : L.OutputDuties)
    Out.push_back({{"duty", word(D.Kind).str()},
                   {"text", textOrNull(D.Text)},
                   {"when", D.Always ? "always" : "distributed"}});
  return Out;
}

Json record(const LicenseTerms &L) {
  Json Territories = Json::array();
  for (const TerritoryExclusion &T : L.Territories)
    Territories.push_back(T.Territory.str());
  return {{"id", L.Id.str()},
          {"name", L.Name.str()},
          {"version", textOrNull(L.Version)},
          {"kind", word(L.Kind).str()},
          {"output_training", word(L.OutputTraining).str()},
          {"says", textOrNull(L.Says)},
          {"section", textOrNull(L.Section)},
          {"output_duties", duties(L)},
          {"commercial_use", word(L.Commercial).str()},
          {"monthly_active_users", countOrNull(L.MonthlyActiveUsers)},
          {"naming", textOrNull(L.DerivativeNaming)},
          {"attribution", textOrNull(L.DerivativeAttribution)},
          {"carry_license", L.CarryLicense},
          {"carry_use_restrictions", L.CarryUseRestrictions},
          {"territories_excluded", std::move(Territories)},
          {"prohibited_uses", uses(L)},
          {"prohibited_uses_confidence", word(L.UsesConfidence).str()},
          {"valid_from", textOrNull(L.ValidFrom)},
          {"valid_until", textOrNull(L.ValidUntil)},
          {"superseded_by", textOrNull(L.SupersededBy)},
          {"risk", word(riskOf(L)).str()},
          {"source", textOrNull(L.Source)},
          {"url", textOrNull(L.Url)},
          {"read", textOrNull(L.Read)},
          {"confidence", word(L.Confidence).str()},
          {"articles_differ", textOrNull(L.ArticlesDiffer)}};
}

} // namespace

std::string licenseJson(const Catalog &Known) {
  Json All = Json::array();
  for (const LicenseTerms &L : Known.licenses())
    All.push_back(record(L));
  return Json{{"licenses", std::move(All)}}.dump(1) + "\n";
}

} // namespace modeltidy
