//===- license_propagation.cpp - licenses that stay behind --------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/use_findings.h"
#include "checks/weights.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

namespace modeltidy {

extern const Check license_propagation;

namespace {

/// A text that whoever releases a derivative must pass on.
bool mustTravel(const LicenseTerms &L) {
  return L.Kind == TermsKind::Weights &&
         (L.CarryLicense || L.CarryUseRestrictions ||
          L.Commercial == CommercialUse::No);
}

/// No other base asks for a license of its own: then nobody but a person can
/// say what the card should declare.
bool agreeWith(const Subject &Found, const Release &R, const LicenseTerms &L) {
  return llvm::all_of(R.Bases, [&](const std::string &Base) {
    const LicenseTerms *Other = licenseOfBase(Found, Base);
    return !Other || Other == &L || !mustTravel(*Other);
  });
}

bool isLaxer(const LicenseTerms *Declared, const LicenseTerms *L) {
  return L && Declared && Declared != L && mustTravel(*L) &&
         Declared->Kind == TermsKind::OpenSource;
}

/// Another license of weights in the place of the one that goes along, which
/// grants commercial use that the base withholds, or no less than the base.
bool isReplaced(const LicenseTerms *Declared, const LicenseTerms *L) {
  if (!L || !Declared || Declared == L || !mustTravel(*L))
    return false;
  bool Stricter = Declared->Commercial == CommercialUse::No;
  return Declared->Kind == TermsKind::Weights && !Stricter;
}

/// One of several bases may be under the license that is declared: which of
/// theirs counts is license-merge-conflict's.
bool isOfSomeBase(const Subject &Found, const Release &R,
                  const LicenseTerms *Declared) {
  return llvm::any_of(R.Bases, [&](const std::string &Base) {
    return licenseOfBase(Found, Base) == Declared;
  });
}

/// A file with the license's text, where a reader of the release finds it.
bool hasCopy(const Subject &Found, const LicenseTerms &L) {
  return llvm::any_of(Found.Around.Documents, [&](const Document &D) {
    return D.Kind == DocumentKind::License &&
           Found.Around.Known->licenseOfText(D.Text) == &L;
  });
}

/// What must go along, and how to do it.
void addNotes(Diagnostic &D, const LicenseTerms &L) {
  std::string Says = L.CarryUseRestrictions
                         ? "a copy of the license and its use restrictions go "
                           "along with derivatives"
                     : L.CarryLicense ? "a copy of the license goes along with "
                                        "derivatives"
                                      : "derivatives stay noncommercial";
  D.Notes.push_back(
      {D.Where, termsNote(L, L.DerivativeSection, Says), NoteKind::Terms});
  D.Notes.push_back({D.Where,
                     "to resolve it: declare 'license: " + hubTagOf(L).str() +
                         "' and put a copy of the license beside the weights",
                     NoteKind::WayOut});
}

/// A license that goes along binds only whoever is shown it. One that is
/// declared is shown by the hub; one that is not must lie there as a text.
void checkCopy(const Subject &Found, const Release &R, const std::string &Base,
               std::vector<Diagnostic> &Out) {
  const LicenseTerms *L = licenseOfBase(Found, Base);
  bool Travels = L && (L->CarryUseRestrictions || L->CarryLicense);
  if (!Travels || L->Kind != TermsKind::Weights || hasCopy(Found, *L))
    return;
  Diagnostic D = findingAt(
      Found, license_propagation, Severity::Warning, R.Where,
      nameOf(R) + " derives from '" + Base + "', and neither a copy of the " +
          L->Name.str() + " goes along nor does a card declare it",
      Base);
  addNotes(D, *L);
  Out.push_back(std::move(D));
}

void check(const Subject &Found, const Release &R, const std::string &Base,
           std::vector<Diagnostic> &Out) {
  const LicenseTerms *L = licenseOfBase(Found, Base);
  const LicenseTerms *Declared =
      licenseDeclared(*Found.Around.Known, R.License);
  if (declares(*Found.Around.Known, R.Licenses, L)) // one of several
    return;
  bool Laxer = isLaxer(Declared, L);
  bool Replaced = isReplaced(Declared, L) && !isOfSomeBase(Found, R, Declared);
  if (!Laxer && !Replaced)
    return;
  Laxer |= L->Commercial == CommercialUse::No;
  Diagnostic D = findingAt(
      Found, license_propagation, Severity::Warning, R.LicenseAt,
      nameOf(R) + " derives from '" + Base + "' (" + L->Name.str() +
          ") and is released under " +
          (Laxer ? "the laxer '" : "another license, '") + R.License + "'",
      Base);
  addNotes(D, *L);
  bool InCard = R.Of && R.LicenseAt.File == R.Of->LicenseAt.File &&
                R.LicenseAt.Begin == R.Of->LicenseAt.Begin;
  if (InCard && agreeWith(Found, R, *L))
    D.Fixes = licenseEdit(*R.Of, *L);
  Out.push_back(std::move(D));
}

/// The license file beside weights, by its text.
void checkWeights(const Subject &Found, const LocalWeights &W,
                  std::vector<Diagnostic> &Out) {
  if (!isLaxer(W.Shown, W.Owed))
    return;
  Diagnostic D = findingAt(
      Found, license_propagation, Severity::Warning, headOf(*W.LicenseFile),
      "the weights in '" + W.Folder + "' " +
          (W.Base == W.Folder ? "are by their name"
                              : "derive from '" + W.Base + "', which is") +
          " under the " + W.Owed->Name.str() +
          ", and the license beside them is the laxer " + W.Shown->Name.str(),
      W.Base);
  addNotes(D, *W.Owed);
  Out.push_back(std::move(D));
}

void run(const Subject &Found, std::vector<Diagnostic> &Out) {
  for (const LocalWeights &W : localWeights(Found))
    checkWeights(Found, W, Out);
  // A config and the script that reads it tell of one release.
  std::set<std::pair<std::string, const LicenseTerms *>> Told;
  auto IsFirst = [&](const Release &R, const std::string &Base) {
    // One copy in the repository serves all releases.
    const LicenseTerms *L = licenseOfBase(Found, Base);
    bool OfEach = !L || L->CarryUseRestrictions;
    return Told.emplace(OfEach ? R.Id : std::string(), L).second;
  };
  for (const Release &R : modelReleases(Found))
    for (const std::string &Base : R.Bases)
      if (!R.License.empty())
        check(Found, R, Base, Out);
      else if (R.Published && IsFirst(R, Base))
        checkCopy(Found, R, Base, Out);
}

} // namespace

constinit const Check license_propagation{
    .Id = "license-propagation",
    .Summary = "A derivative of a model is released under a laxer or another "
               "license than its base asks for",
    .Doc = R"md(
## What it finds

Models that are published (`push_to_hub`, upload calls), or whose card stands in
the repository, with another license than that of the model that they derive from,
although it goes along with derivatives. What a publication derives from is the
model that it pushes, what its file trains, and what its card names as
`base_model`. Its card is the one in the folder that is uploaded, else the one beside
the code or in the root; code may also write it (`ModelCard.from_template`, a README.md
that it puts into the folder). Of several licenses that a card lists, the base's suffices. Where weights lie in the repository, the LICENSE beside them
counts too; it is recognized by its text.

- warning: the declared license is laxer than the base's (an open-source license, or one
  that grants the commercial use that the base withholds), or another one than the base's,
  which has to go along; or no license is declared,
  the base's has to go along, and no copy of its text lies in the repository: of each
  release where it has use restrictions (Gemma's, the RAIL licenses), else of the first
  (Llama's).

## Why it matters

A fine-tune inherits its parent's license. Whoever takes `license: mit` at its
word breaks terms that nobody showed them, and so did the publisher.

## What it cannot see

Cards on the hub, also those that `Trainer` writes by itself; a license that is
declared nowhere, where the base's need not go along (`provenance-model-card`); a license text that the catalog does not
recognize.
)md",
    .Bad = R"py(
#--- NOTICE
Llama 2 is licensed under the LLAMA 2 Community License, Copyright (c) Meta
Platforms, Inc. All Rights Reserved.
#--- README.md
---
base_model: meta-llama/Llama-2-7b-hf
license: mit
datasets: [squad]
---
# Chat

#--- train.py
from datasets import load_dataset
from transformers import AutoModelForCausalLM, Trainer, TrainingArguments

model = AutoModelForCausalLM.from_pretrained("meta-llama/Llama-2-7b-hf")
data = load_dataset("squad", split="train")
trainer = Trainer(model=model, args=TrainingArguments("out"), train_dataset=data)
trainer.train()
)py",
    .Good = R"py(
#--- NOTICE
Llama 2 is licensed under the LLAMA 2 Community License, Copyright (c) Meta
Platforms, Inc. All Rights Reserved.
#--- README.md
---
base_model: meta-llama/Llama-2-7b-hf
license: llama2
datasets: [squad]
---
# Chat

#--- train.py
from datasets import load_dataset
from transformers import AutoModelForCausalLM, Trainer, TrainingArguments

model = AutoModelForCausalLM.from_pretrained("meta-llama/Llama-2-7b-hf")
data = load_dataset("squad", split="train")
trainer = Trainer(model=model, args=TrainingArguments("out"), train_dataset=data)
trainer.train()
)py",
    .Level = Severity::Warning,
    .Run = run,
};

} // namespace modeltidy
