//===- load_license.cpp - One license record ------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/catalog/record_reader.h"
#include "llvm/ADT/STLExtras.h"

namespace modeltidy {

Duty readDuty(RecordReader &R) {
  Duty D;
  D.Kind = R.needChoice<DutyKind>("duty");
  D.Text = R.text("text");
  constexpr StringRef When[] = {"distributed", "always"};
  D.Always = R.F.choice("when", When).value_or(0) == 1;
  return D;
}

namespace {

OutputException readException(RecordReader &R) {
  OutputException E;
  E.Targets = R.choices<ExceptedTarget>("targets");
  E.Unless = R.text("unless");
  return E;
}

ArrayRef<ModalityRule> readModalities(RecordReader &R) {
  std::vector<ModalityRule> List;
  for (auto [Key, Value] : R.F.get("modalities").entries()) {
    RecordReader One(R.F.get("modalities"), "modalities", R.Into, R.Out);
    List.push_back({R.Into.keep(Key.text()),
                    One.choice(Key.text(), OutputRule::Unspecified)});
  }
  return R.Into.keep(List);
}

void readOutputs(RecordReader &R, LicenseTerms &L) {
  L.OutputTraining = R.needChoice<OutputRule>("training");
  R.Into.Marks.add(R.Record, "training", word(L.OutputTraining),
                   R.F.get("training").begin());
  L.OutputTrainingAlso = R.choices<OutputRule>("also");
  L.Says = R.need("says");
  L.Section = R.text("section");
  L.SameFamily = R.text("same_family");
  L.OutputsMakeDerivatives = R.flag("make_derivatives");
  L.Modalities = readModalities(R);
  L.Exceptions =
      R.each<OutputException>("exceptions", "an exception", readException);
  L.OutputDuties = R.each<Duty>("duties", "a duty", readDuty);
}

void readDerivatives(RecordReader &R, LicenseTerms &L) {
  L.DerivativeNaming = R.text("naming");
  L.DerivativeAttribution = R.text("attribution");
  L.CarryLicense = R.flag("carry_license");
  L.CarryUseRestrictions = R.flag("carry_use_restrictions");
  L.DerivativeOther = R.text("other");
  L.DerivativeSection = R.text("section");
}

void readRevenue(RecordReader &R, RevenueThreshold &Revenue) {
  R.F.require("amount");
  Revenue.Amount = R.count("amount");
  Revenue.Currency = R.need("currency");
  Revenue.Period = R.need("period");
  Revenue.Effect = R.text("effect");
}

void readThresholds(RecordReader &R, LicenseTerms &L) {
  L.MonthlyActiveUsers = R.count("monthly_active_users");
  L.DailyActiveUsers = R.count("daily_active_users");
  L.UsersCounted = R.text("counts");
  L.UsersFrozen = R.flag("frozen");
  L.UsersDisplayOnly = R.flag("display_only");
  R.within("revenue", "a revenue threshold",
           [&](RecordReader &In) { readRevenue(In, L.Revenue); });
}

TerritoryExclusion readTerritory(RecordReader &R) {
  TerritoryExclusion T;
  T.Territory = R.need("territory");
  if (!T.Territory.empty() &&
      !llvm::is_contained(territoryCodes(), T.Territory))
    yaml::report(R.Out, R.F.get("territory"),
                 "unknown territory '" + T.Territory + "'" +
                     yaml::hintAmong(T.Territory, territoryCodes()));
  T.Modalities = R.texts("modalities");
  T.Section = R.text("section");
  T.Who = R.text("who");
  return T;
}

ProhibitedUse readUse(RecordReader &R) {
  constexpr StringRef Strengths[] = {"conditional", "banned"};
  ProhibitedUse U;
  U.Domain = R.need("domain");
  R.F.require("strength");
  U.Banned = R.F.choice("strength", Strengths).value_or(0) == 1;
  U.Section = R.text("section");
  U.Note = R.text("note");
  return U;
}

/// Days, months and years are compared as far as both tell.
void checkOrder(RecordReader &R, StringRef From, StringRef Until) {
  size_t Known = std::min(From.size(), Until.size());
  if (Until.take_front(Known) < From.take_front(Known))
    yaml::report(R.Out, R.F.get("until"),
                 "'until' " + Until + " is before 'from' " + From);
}

TermsVersion readVersion(RecordReader &R) {
  TermsVersion V;
  V.From = R.date("from");
  V.Until = R.date("until");
  checkOrder(R, V.From, V.Until);
  V.HasTraining = static_cast<bool>(R.F.get("training"));
  V.Training = R.choice("training", OutputRule::Unspecified);
  V.Name = R.text("name");
  V.Says = R.text("says");
  V.Section = R.text("section");
  V.Source = R.text("source");
  V.Change = R.need("change");
  V.Confidence = R.needChoice<Sureness>("confidence");
  return V;
}

void readValidity(RecordReader &R, LicenseTerms &L) {
  L.ValidFrom = R.date("from");
  L.ValidUntil = R.date("until");
  checkOrder(R, L.ValidFrom, L.ValidUntil);
  L.ValidScope = R.text("scope");
  L.SupersededBy = R.text("superseded_by");
  L.ValidNote = R.text("note");
}

void readUses(RecordReader &R, LicenseTerms &L) {
  L.UsesConfidence = R.needChoice<UsesSureness>("confidence");
  L.UsesSource = R.text("source");
  L.ProhibitedUses = R.each<ProhibitedUse>("uses", "a prohibited use", readUse);
}

void readSource(RecordReader &R, LicenseTerms &L) {
  L.Source = R.need("source");
  L.Url = R.text("url");
  L.Read = R.date("read");
  R.F.require("read");
  L.Confidence = R.needChoice<Sureness>("confidence");
  L.Basis = R.text("basis");
  L.Note = R.text("note");
  L.ArticlesDiffer = R.text("articles_differ");
}

void readHeader(RecordReader &R, LicenseTerms &L) {
  R.F.get("schema");
  L.At = R.place();
  L.Id = R.need("license");
  L.Name = R.need("name");
  L.Version = R.text("version");
  L.Kind = R.needChoice<TermsKind>("kind");
  L.HubTags = R.texts("hub_tags");
  L.TextMarks = R.texts("text_marks");
  L.Commercial = R.needChoice<CommercialUse>("commercial_use");
  L.Registration = R.text("registration");
  L.AcceptableUsePolicy = R.flag("acceptable_use_policy");
  L.AttributionRequired = R.flag("attribution_required");
  L.OsiApproved = R.flag("osi_approved");
  L.PassThrough = R.flag("pass_through");
  L.Incorporates = R.texts("incorporates");
}

void readTerritories(RecordReader &R, LicenseTerms &L) {
  L.Territories = R.each<TerritoryExclusion>(
      "exclusions", "a territory exclusion", readTerritory);
  L.TerritoryNote = R.text("note");
}

} // namespace

void Records::addLicense(yaml::Node Record, yaml::Problems &Out) {
  size_t Before = Out.size();
  RecordReader R(Record, "a license record", *this, Out);
  LicenseTerms L;
  readHeader(R, L);
  R.F.require("outputs");
  auto Into = [&](auto Read) {
    return [&L, Read](RecordReader &In) { Read(In, L); };
  };
  R.within("outputs", "outputs", Into(readOutputs));
  R.within("derivatives", "derivatives", Into(readDerivatives));
  R.within("thresholds", "thresholds", Into(readThresholds));
  if (L.MonthlyActiveUsers && L.Commercial != CommercialUse::Threshold &&
      !L.UsersDisplayOnly)
    yaml::report(Out, R.F.get("commercial_use"),
                 "'commercial_use' must be threshold where 'thresholds' has "
                 "monthly_active_users");
  R.within("territory", "territory", Into(readTerritories));
  R.within("validity", "validity", Into(readValidity));
  R.within("prohibited_uses", "prohibited_uses", Into(readUses));
  L.History = R.each<TermsVersion>("history", "a version", readVersion);
  L.UsagePolicyHistory =
      R.each<TermsVersion>("usage_policy_history", "a version", readVersion);
  readSource(R, L);
  R.finish();
  if (isSound(Before, L.Id, Out))
    Licenses.push_back(L);
  else
    LeftOut.push_back(L.Id);
}

} // namespace modeltidy
