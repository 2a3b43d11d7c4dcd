//===- provenance_model_card.cpp - models whose making is untold ----------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/card.h"
#include "checks/use_findings.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy {

extern const Check provenance_model_card;

namespace {

std::vector<std::string> missingIn(const Card &C) {
  std::vector<std::string> Out;
  if (C.Bases.empty())
    Out.emplace_back("base_model");
  if (C.License.empty())
    Out.emplace_back("license");
  if (C.Datasets.empty())
    Out.emplace_back("datasets");
  return Out;
}

/// One note for all models without a card: some libraries write cards of their
/// own, and what a repository lacks is said once.
void addWithout(const Subject &Found, const Release &R,
                std::optional<Diagnostic> &First) {
  constexpr size_t MaxNotes = 10;
  std::string What =
      (R.Id.empty() ? "a model" : "'" + R.Id + "'") + " is published";
  if (!First) {
    First = findingAt(Found, provenance_model_card, Severity::Note, R.Where,
                      What + ", and no card in the repository says what it was "
                             "made from",
                      R.Id);
    addWayOut(*First, "put a README.md with base_model, license and datasets "
                      "beside the code or into what is uploaded");
  } else if (First->Notes.size() < MaxNotes)
    First->Notes.push_back({R.Where, What + " here too", NoteKind::Step});
}

void run(const Subject &Found, std::vector<Diagnostic> &Out) {
  std::optional<Diagnostic> Without;
  for (const Release &R : modelReleases(Found)) {
    if (!R.Of && !R.Bases.empty())
      addWithout(Found, R, Without);
    if (!R.Of || R.Bases.empty())
      continue;
    std::string Name = R.Id.empty() ? "this model" : "'" + R.Id + "'";
    std::vector<std::string> Missing = missingIn(*R.Of);
    if (Missing.empty())
      continue;
    Out.push_back(findingAt(Found, provenance_model_card, Severity::Warning,
                            headOf(*R.Of->At),
                            "the card of " + Name + " does not name its " +
                                llvm::join(Missing, ", "),
                            R.Id));
    addWayOut(Out.back(), "add " + llvm::join(Missing, ", ") +
                              " to the card's front matter");
  }
  if (Without)
    Out.push_back(std::move(*Without));
}

} // namespace

constinit const Check provenance_model_card{
    .Id = "provenance-model-card",
    .Summary = "A released model has no card that names its base, license "
               "and data",
    .Doc = R"md(
## What it finds

Cards of models in the repository whose front matter lacks `base_model`,
`license` or `datasets`, and models that the code trains and publishes without
any card in the repository. Cards of data sets and Spaces, and pages of a web site with
front matter of their own, are no card of a model.

- warning: a card lacks one of them.
- note: there is no card here (some libraries write one on the hub).

## Why it matters

A year later nobody remembers the base and the data, and every question about
licenses ends there. The three keys answer most of them.

## What it cannot see

Cards on the hub, and those that code makes or writes while it runs; whether what a card says is true, or its prose complete. Method,
date and limits of use stand in prose, and no key of a card asks for them.
)md",
    .Bad = R"py(
#--- models/chat/README.md
---
base_model: mistralai/Mistral-7B-v0.1
license: apache-2.0
---
# Chat
#--- models/chat/model.safetensors
weights
#--- train.py
print("trained elsewhere")
)py",
    .Good = R"py(
#--- models/chat/README.md
---
base_model: mistralai/Mistral-7B-v0.1
license: apache-2.0
datasets: [squad]
---
# Chat
#--- models/chat/model.safetensors
weights
#--- train.py
print("trained elsewhere")
)py",
    .Level = Severity::Warning,
    .Run = run,
};

} // namespace modeltidy
