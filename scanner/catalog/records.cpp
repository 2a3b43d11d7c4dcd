//===- records.cpp - Words, dates and tiers of records --------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/catalog/records.h"

#include <array>

#include <chrono>

namespace modeltidy {

namespace {

constexpr StringRef RuleWords[] = {"unspecified",
                                   "permitted",
                                   "conditional",
                                   "noncommercial-only",
                                   "competing-models-only",
                                   "same-family-only",
                                   "prohibited"};
constexpr StringRef TermsKindWords[] = {"open-source", "weights",
                                        "provider-terms", "policy"};
constexpr StringRef CommercialWords[] = {"yes", "threshold", "no"};
constexpr StringRef SurenessWords[] = {"memory", "secondary-source",
                                       "verified-from-text"};
constexpr StringRef UsesWords[] = {"not-read",     "none-known",
                                   "memory",       "secondary-source",
                                   "none-in-text", "verified-from-text"};
constexpr StringRef DutyWords[] = {
    "name-begins-with",       "credit",      "notice",     "carry-license",
    "carry-use-restrictions", "share-alike", "no-sharing", "acceptable-use",
    "upstream-terms"};
constexpr StringRef TargetWords[] = {"classifier", "embedder", "reranker",
                                     "reward-model", "own-fine-tuning-service"};
constexpr StringRef FamilyWords[] = {"weights", "api", "host"};
constexpr StringRef ContentWords[] = {"human", "labels-only", "partly",
                                      "model-generated"};

template <class Enum> StringRef at(ArrayRef<StringRef> Words, Enum Value) {
  return Words[static_cast<size_t>(Value)];
}

} // namespace

template <> ArrayRef<StringRef> words<OutputRule>() { return RuleWords; }
template <> ArrayRef<StringRef> words<TermsKind>() { return TermsKindWords; }
template <> ArrayRef<StringRef> words<CommercialUse>() {
  return CommercialWords;
}
template <> ArrayRef<StringRef> words<Sureness>() { return SurenessWords; }
template <> ArrayRef<StringRef> words<UsesSureness>() { return UsesWords; }
template <> ArrayRef<StringRef> words<DutyKind>() { return DutyWords; }
template <> ArrayRef<StringRef> words<ExceptedTarget>() { return TargetWords; }
template <> ArrayRef<StringRef> words<FamilyKind>() { return FamilyWords; }
template <> ArrayRef<StringRef> words<DataContent>() { return ContentWords; }

StringRef word(OutputRule R) { return at(RuleWords, R); }
StringRef word(TermsKind K) { return at(TermsKindWords, K); }
StringRef word(CommercialUse U) { return at(CommercialWords, U); }
StringRef word(Sureness S) { return at(SurenessWords, S); }
StringRef word(UsesSureness S) { return at(UsesWords, S); }
StringRef word(DutyKind K) { return at(DutyWords, K); }
StringRef word(ExceptedTarget T) { return at(TargetWords, T); }
StringRef word(FamilyKind K) { return at(FamilyWords, K); }
StringRef word(DataContent C) { return at(ContentWords, C); }

StringRef word(Risk R) {
  constexpr StringRef Words[] = {"low", "medium", "higher"};
  return at(Words, R);
}

namespace {

// ISO 3166-1 (2024), then what people write beside it.
constexpr StringRef Territories[] = {
    "AD", "AE", "AF", "AG", "AI", "AL", "AM", "AO", "AQ", "AR", "AS", "AT",
    "AU", "AW", "AX", "AZ", "BA", "BB", "BD", "BE", "BF", "BG", "BH", "BI",
    "BJ", "BL", "BM", "BN", "BO", "BQ", "BR", "BS", "BT", "BV", "BW", "BY",
    "BZ", "CA", "CC", "CD", "CF", "CG", "CH", "CI", "CK", "CL", "CM", "CN",
    "CO", "CR", "CU", "CV", "CW", "CX", "CY", "CZ", "DE", "DJ", "DK", "DM",
    "DO", "DZ", "EC", "EE", "EG", "EH", "ER", "ES", "ET", "FI", "FJ", "FK",
    "FM", "FO", "FR", "GA", "GB", "GD", "GE", "GF", "GG", "GH", "GI", "GL",
    "GM", "GN", "GP", "GQ", "GR", "GS", "GT", "GU", "GW", "GY", "HK", "HM",
    "HN", "HR", "HT", "HU", "ID", "IE", "IL", "IM", "IN", "IO", "IQ", "IR",
    "IS", "IT", "JE", "JM", "JO", "JP", "KE", "KG", "KH", "KI", "KM", "KN",
    "KP", "KR", "KW", "KY", "KZ", "LA", "LB", "LC", "LI", "LK", "LR", "LS",
    "LT", "LU", "LV", "LY", "MA", "MC", "MD", "ME", "MF", "MG", "MH", "MK",
    "ML", "MM", "MN", "MO", "MP", "MQ", "MR", "MS", "MT", "MU", "MV", "MW",
    "MX", "MY", "MZ", "NA", "NC", "NE", "NF", "NG", "NI", "NL", "NO", "NP",
    "NR", "NU", "NZ", "OM", "PA", "PE", "PF", "PG", "PH", "PK", "PL", "PM",
    "PN", "PR", "PS", "PT", "PW", "PY", "QA", "RE", "RO", "RS", "RU", "RW",
    "SA", "SB", "SC", "SD", "SE", "SG", "SH", "SI", "SJ", "SK", "SL", "SM",
    "SN", "SO", "SR", "SS", "ST", "SV", "SX", "SY", "SZ", "TC", "TD", "TF",
    "TG", "TH", "TJ", "TK", "TL", "TM", "TN", "TO", "TR", "TT", "TV", "TW",
    "TZ", "UA", "UG", "UM", "US", "UY", "UZ", "VA", "VC", "VE", "VG", "VI",
    "VN", "VU", "WF", "WS", "YE", "YT", "ZA", "ZM", "ZW", "EU", "UK"};

} // namespace

ArrayRef<StringRef> territoryCodes() { return Territories; }

StringRef Family::service() const {
  auto [Where, Service] = Provider.split(':');
  return Where == "api" || Where == "host" ? Service : StringRef();
}

bool isCalendarDate(StringRef Text) {
  auto [Year, Rest] = Text.split('-');
  auto [Month, Day] = Rest.split('-');
  unsigned Y, M = 1, D = 1;
  bool Shaped = Text.size() == 4 || Text.size() == 7 || Text.size() == 10;
  if (!Shaped || Year.size() != 4 || Year.getAsInteger(10, Y) ||
      (Text.size() > 4 && (Month.size() != 2 || Month.getAsInteger(10, M))) ||
      (Text.size() > 7 && (Day.size() != 2 || Day.getAsInteger(10, D))))
    return false;
  using namespace std::chrono;
  return year_month_day(year(int(Y)), month(M), day(D)).ok();
}

bool dateWithin(StringRef Date, StringRef From, StringRef Until) {
  if (Date.empty())
    return false;
  if (!From.empty() && Date < From && !From.starts_with(Date))
    return false;
  // "2024-07" as an end covers 2024-07-31.
  return Until.empty() || Date.take_front(Until.size()) <= Until;
}

Risk riskOf(const LicenseTerms &Terms) {
  switch (Terms.OutputTraining) {
  case OutputRule::Prohibited:
  case OutputRule::SameFamilyOnly:
  case OutputRule::NoncommercialOnly:
  case OutputRule::CompetingModelsOnly:
    return Risk::Higher;
  case OutputRule::Conditional:
  case OutputRule::Unspecified:
    return Terms.Commercial == CommercialUse::No ? Risk::Higher : Risk::Medium;
  case OutputRule::Permitted:
    break;
  }
  if (Terms.Commercial == CommercialUse::No)
    return Risk::Higher;
  bool Limited = Terms.Commercial == CommercialUse::Threshold ||
                 !Terms.ProhibitedUses.empty() || !Terms.Territories.empty();
  return Limited ? Risk::Medium : Risk::Low;
}

} // namespace modeltidy
