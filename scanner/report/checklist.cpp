//===- checklist.cpp - the production checklist -------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/report/checklist.h"
#include "checks/bom.h"
#include "checks/registry/all_checks.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace modeltidy {

using llvm::StringRef;

namespace {

/// What a check needs to be told before its silence means anything.
struct Need {
  bool (*Met)(const Subject &);
  StringRef Missing;
};

constexpr Need Nothing{[](const Subject &) { return true; }, ""};
constexpr Need Commercial{
    [](const Subject &S) { return S.rules().Org.Commercial.has_value(); },
    "the policy does not say whether the use is commercial"};
constexpr Need Territories{
    [](const Subject &S) { return !S.rules().Org.Territories.empty(); },
    "the policy names no territories"};
constexpr Need Domains{
    [](const Subject &S) { return !S.rules().Org.UseDomains.empty(); },
    "the policy names no domains of use"};
constexpr Need Users{
    [](const Subject &S) { return !S.rules().Org.MonthlyActiveUsers.empty(); },
    "the policy counts no monthly active users"};
constexpr Need Europe{
    [](const Subject &S) { return S.rules().Org.DeploysInEU.has_value(); },
    "the policy does not say whether models are deployed in the EU"};
constexpr Need Record{[](const Subject &S) { return readBom(S).HasModels; },
                      "there is no license record; --format=lbom writes one"};
constexpr Need Digests{
    [](const Subject &S) {
      return llvm::any_of(readBom(S).Entries,
                          [](const BomEntry &E) { return !E.Digest.empty(); });
    },
    "the license record holds no digests of license texts"};
constexpr Need APerson{[](const Subject &) { return false; },
                       "only a person can tell"};

struct Item {
  StringRef Phase, Text;
  StringRef Checks; ///< ids, separated by spaces
  const Need &Needs = Nothing;
};

constexpr Item Items[] = {
    {"Choosing models", "the license of every model is known",
     "license-unknown"},
    {"Choosing models", "no model for research only is used commercially",
     "license-noncommercial", Commercial},
    {"Choosing models", "the models may be used where they are used",
     "license-territory", Territories},
    {"Choosing models", "the domains of use are not barred",
     "license-use-restriction", Domains},
    {"Building", "no output trains a model against its terms",
     "license-output-training"},
    {"Building", "conditions on outputs are met", "license-output-conditions"},
    {"Building", "merged models have licenses that agree",
     "license-merge-conflict"},
    {"Building", "models are pinned to a revision",
     "provenance-unpinned-revision"},
    {"Releasing", "attribution and license texts go along",
     "license-attribution"},
    {"Releasing", "derivatives keep their parents' terms",
     "license-propagation"},
    {"Releasing", "data sets keep their generators' terms",
     "license-dataset-release"},
    {"Releasing", "published models have a card", "provenance-model-card"},
    {"Releasing", "the EU AI Act's duties are met",
     "eu-ai-act-high-risk eu-ai-act-open-source-exemption "
     "eu-ai-act-systemic-risk eu-ai-act-technical-documentation "
     "eu-ai-act-training-summary",
     Europe},
    {"Operating", "users stay below the licenses' thresholds",
     "license-mau-threshold", Users},
    {"Operating", "the bill of materials agrees with the code", "lbom-drift",
     Record},
    {"Operating", "licenses were reviewed lately", "lbom-stale-review", Record},
    {"Operating", "license texts are as recorded", "lbom-license-changed",
     Digests},
    {"Operating", "somebody answers for complaints and withdrawals", "",
     APerson},
};

bool isOpen(StringRef Id, const Report &R) {
  return R.IsOpen ? R.IsOpen(Id)
                  : llvm::any_of(R.Diagnostics, [&](const Diagnostic &D) {
                      return D.Rule->Id == Id;
                    });
}

ChecklistItem judged(const Item &I, const Report &R) {
  ChecklistItem Out{I.Phase, I.Text, ItemState::Met, ""};
  llvm::SmallVector<StringRef> Ids;
  I.Checks.split(Ids, ' ', -1, /*KeepEmpty=*/false);
  if (llvm::any_of(Ids, [&](StringRef Id) { return isOpen(Id, R); })) {
    Out.State = ItemState::Open;
  } else if (!I.Needs.Met(R.Found)) {
    Out.State = ItemState::NotCheckable;
    Out.Why = I.Needs.Missing;
  } else if (llvm::any_of(Ids, [&](StringRef Id) {
               return !findCheck(Id) || (R.Ran && !R.Ran(Id));
             })) {
    Out.State = ItemState::NotCheckable;
    Out.Why = "its check did not run";
  }
  return Out;
}

} // namespace

StringRef itemStateName(ItemState S) {
  static constexpr StringRef Names[] = {"met", "open", "not checkable"};
  return Names[unsigned(S)];
}

std::vector<ChecklistItem> checklistOf(const Report &R) {
  std::vector<ChecklistItem> Out;
  Out.reserve(std::size(Items));
  for (const Item &I : Items)
    Out.push_back(judged(I, R));
  return Out;
}

} // namespace modeltidy
