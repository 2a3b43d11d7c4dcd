//===- checklist.cpp - the production checklist -------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/report/checklist.h"
#include "checks/registry/all_checks.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace modeltidy {

using llvm::StringRef;

namespace {

struct Item {
  StringRef Phase, Text;
  StringRef Checks; ///< ids, separated by spaces; "" where nothing can tell
};

constexpr Item Items[] = {
    {"Choosing models", "the license of every model is known",
     "license-unknown"},
    {"Choosing models", "no model for research only is used commercially",
     "license-noncommercial"},
    {"Choosing models", "the models may be used where they are used",
     "license-territory"},
    {"Choosing models", "the domains of use are not barred",
     "license-use-restriction"},
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
    {"Operating", "users stay below the licenses' thresholds",
     "license-mau-threshold"},
    {"Operating", "the bill of materials agrees with the code", "lbom-drift"},
    {"Operating", "licenses were reviewed lately", "lbom-stale-review"},
    {"Operating", "license texts are as recorded", "lbom-license-changed"},
    {"Operating", "somebody answers for complaints and withdrawals", ""},
};

ItemState stateOf(const Item &I, const Report &R) {
  llvm::SmallVector<StringRef> Ids;
  I.Checks.split(Ids, ' ', -1, /*KeepEmpty=*/false);
  ItemState State = Ids.empty() ? ItemState::NotCheckable : ItemState::Met;
  for (StringRef Id : Ids) {
    if (llvm::any_of(R.Diagnostics,
                     [&](const Diagnostic &D) { return D.Rule->Id == Id; }))
      return ItemState::Open;
    if (!findCheck(Id) || (R.Ran && !R.Ran(Id)))
      State = ItemState::NotCheckable;
  }
  return State;
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
    Out.push_back({I.Phase, I.Text, stateOf(I, R)});
  return Out;
}

} // namespace modeltidy
