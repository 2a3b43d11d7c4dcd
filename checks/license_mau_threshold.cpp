//===- license_mau_threshold.cpp - thresholds of monthly users ----------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/policy_words.h"
#include "checks/use_findings.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>
#include <cmath>
#include <limits>

namespace modeltidy {

extern const Check license_mau_threshold;

namespace {

int64_t usersOf(const Organization &Org) {
  int64_t Sum = 0;
  for (const ProductUsers &U : Org.MonthlyActiveUsers)
    if (__builtin_add_overflow(Sum, U.Users, &Sum))
      return std::numeric_limits<int64_t>::max();
  return Sum;
}

/// The greatest share of the threshold that is to be reported and is reached;
/// 1 is the threshold itself. 0: none.
double reachedShare(int64_t Users, int64_t Threshold, const Policy &Rules) {
  double Reached = Users > Threshold ? 1 : 0; // "greater than"
  for (const std::string &Text :
       optionOf(Rules, license_mau_threshold, "AlertAt")) {
    double Share = 0;
    if (!StringRef(Text).getAsDouble(Share) && Share > 0 && Share < 1 &&
        double(Users) >= Share * double(Threshold))
      Reached = std::max(Reached, Share);
  }
  return Reached;
}

/// "2024-07-23": "June 2024"; empty where the day has no month.
std::string monthBefore(StringRef Day) {
  constexpr StringRef Names[] = {
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  int Year = 0, Month = 0;
  auto [YearText, Rest] = Day.split('-');
  if (YearText.getAsInteger(10, Year) ||
      Rest.take_front(2).getAsInteger(10, Month) || Month < 1 || Month > 12)
    return {};
  if (--Month == 0) {
    Month = 12;
    --Year;
  }
  return (Names[size_t(Month) - 1] + " " + llvm::Twine(Year)).str();
}

std::string countedAs(const LicenseTerms &L) {
  std::string Month = monthBefore(L.ValidFrom);
  if (L.UsersFrozen)
    return "the text counts one month, that before the model's release" +
           (Month.empty() ? "" : " (" + Month + ")") +
           "; the sum is compared whatever the month";
  return L.UsersCounted.empty() ? "" : ("it counts " + L.UsersCounted).str();
}

/// "the sum of chat (50000000) and search of Acme Labs (660000000)"
std::string summed(const Organization &Org) {
  std::string Out;
  for (const ProductUsers &U : Org.MonthlyActiveUsers)
    Out += (Out.empty() ? "" : ", ") +
           (U.Product.empty() ? std::string("a product") : U.Product) +
           (U.Affiliate.empty() ? "" : " of " + U.Affiliate) + " (" +
           std::to_string(U.Users) + ")";
  return "the policy's sum: " + Out;
}

Draft draft(const ModelUse &M, const LicenseTerms &L, const Organization &Org,
            int64_t Users, double Share) {
  bool Reached = Share >= 1;
  Draft D;
  D.Level =
      Reached && !L.UsersDisplayOnly ? Severity::Error : Severity::Warning;
  D.Message = ("'" + M.Id + "' is used by an organization with " +
               llvm::Twine(Users) + " monthly users, " +
               (Reached ? "over the threshold of "
                        : llvm::Twine(std::lround(Share * 100)) +
                              "% or more of the threshold of ") +
               llvm::Twine(L.MonthlyActiveUsers) + " in the " + L.Name)
                  .str();
  D.Terms.push_back(termsNote(
      L, "",
      L.UsersDisplayOnly ? "above the threshold the product must show a credit"
                         : "above the threshold a license must be asked for"));
  if (std::string Counted = countedAs(L); !Counted.empty())
    D.Terms.push_back(Counted);
  D.Terms.push_back(summed(Org));
  StringRef Credit = L.DerivativeAttribution.split('\'').second;
  Credit = Credit.contains('\'') ? Credit.split('\'').first : "";
  if (L.UsersDisplayOnly)
    D.WaysOut.push_back(Credit.empty()
                            ? "show the credit in the product's interface"
                            : ("show '" + Credit + "' in the interface").str());
  D.WaysOut.push_back("ask the licensor, and record the answer in the policy "
                      "(Agreements: mau)");
  return D;
}

/// Whole US dollars a year.
int64_t annual(const RevenueThreshold &R) {
  return R.Period == "month" ? R.Amount * 12 : R.Amount;
}

/// Limits of revenue and of daily users. What follows differs from text to
/// text, so it is said and not judged.
std::optional<Draft> judgeScale(const ModelUse &M, UseTerms &Terms,
                                const Policy &Rules) {
  for (const GoverningText &Text : Terms->Texts) {
    const LicenseTerms *L = Text.Terms;
    if (!L || isGranted(Rules, M, Terms, "mau"))
      continue;
    const RevenueThreshold &R = L->Revenue;
    bool Earns =
        R.Amount && R.Currency == "USD" && Rules.Org.AnnualRevenue > annual(R);
    bool Serves =
        L->DailyActiveUsers && Rules.Org.DailyActiveUsers > L->DailyActiveUsers;
    if (!Earns && !Serves)
      continue;
    Draft D;
    std::string Limit =
        Earns ? (llvm::Twine(R.Amount) + " " + R.Currency + " of revenue a " +
                 R.Period)
                    .str()
              : std::to_string(L->DailyActiveUsers) + " daily users";
    D.Message = "'" + M.Id + "' is used by an organization over the limit of " +
                Limit + " in the " + L->Name.str();
    D.Terms = {
        termsNote(*L, "",
                  Earns && !R.Effect.empty()
                      ? R.Effect
                      : "above the limit a license must be asked for"),
        "the policy says " +
            (Earns ? "AnnualRevenue: " + std::to_string(Rules.Org.AnnualRevenue)
                   : "DailyActiveUsers: " +
                         std::to_string(Rules.Org.DailyActiveUsers))};
    D.WaysOut = {"ask the licensor, and record the answer in the policy "
                 "(Agreements: mau)"};
    return D;
  }
  return std::nullopt;
}

std::optional<Draft> judge(const ModelUse &M, UseTerms &Terms,
                           const Policy &Rules) {
  int64_t Users = usersOf(Rules.Org);
  for (const GoverningText &Text : Terms->Texts) {
    const LicenseTerms *L = Text.Terms;
    if (!Users || !L || !L->MonthlyActiveUsers)
      continue;
    double Share = reachedShare(Users, L->MonthlyActiveUsers, Rules);
    if (Share > 0 && !isGranted(Rules, M, Terms, "mau"))
      return draft(M, *L, Rules.Org, Users, Share);
  }
  return judgeScale(M, Terms, Rules);
}

void run(const Subject &Found, std::vector<Diagnostic> &Out) {
  reportUses(Found, license_mau_threshold, judge, Out);
}

constexpr CheckOption Options[] = {
    {"AlertAt", "0.8",
     "shares of the threshold that are reported before it is reached",
     /*IsNumber=*/true,
     /*Most=*/1}};

} // namespace

constinit const Check license_mau_threshold{
    .Id = "license-mau-threshold",
    .Summary = "The organization has nearly as many monthly users as a "
               "model license allows, or more",
    .Doc = R"md(
## What it finds

Uses of models whose license has a threshold of monthly active users, where the
sum of `Organization: MonthlyActiveUsers` (all products, all affiliates) comes
near it or is above it.

The same for limits of revenue (`AnnualRevenue`, in US dollars) and of daily users
(`DailyActiveUsers`).

- error: the threshold of monthly users is reached.
- warning: a share of it is (80% by default), or beyond it only a credit is owed; a
  limit of revenue or daily users is passed.

## Why it matters

Growth ends the license without anybody changing a line, and affiliates count:
two products that are each below the threshold can be above it together.

## What it cannot see

Numbers that the policy does not have. Where the text means one month of the past
(the note says so), organizations that were small then may be safe for good: an
agreement with the grant `mau` and that reason records it. Of revenue and daily users
it is only said that the limit is passed (a warning): texts differ in whom they mean.
)md",
    .Bad = R"py(
#--- .model-tidy.yaml
Organization:
  MonthlyActiveUsers:
    - {Product: chat, Users: 50000000}
    - {Product: search, Affiliate: Acme Labs, Users: 660000000}
#--- chat.py
from transformers import pipeline

chat = pipeline("text-generation", model="meta-llama/Llama-3.1-8B-Instruct")
print(chat("Why is the sky blue?")[0]["generated_text"])
)py",
    .Good = R"py(
#--- .model-tidy.yaml
Organization:
  MonthlyActiveUsers:
    - {Product: chat, Users: 50000000}
    - {Product: search, Affiliate: Acme Labs, Users: 60000000}
#--- chat.py
from transformers import pipeline

chat = pipeline("text-generation", model="meta-llama/Llama-3.1-8B-Instruct")
print(chat("Why is the sky blue?")[0]["generated_text"])
)py",
    .Level = Severity::Error,
    .Run = run,
    .Options = Options,
};

} // namespace modeltidy
