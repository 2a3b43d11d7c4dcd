//===- license_merge_conflict.cpp - merges under licenses that collide ----===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/card.h"
#include "checks/merges.h"
#include "checks/use_findings.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"

namespace modeltidy {

extern const Check license_merge_conflict;

namespace {

/// Texts that bind every copy, each in its own way.
bool binds(const LicenseTerms &L) {
  return L.Kind == TermsKind::Weights &&
         (L.CarryLicense || L.CarryUseRestrictions ||
          L.Commercial == CommercialUse::No);
}

/// What it asks of every derivative, as the record has it.
std::string asks(const LicenseTerms &L) {
  std::vector<std::string> Parts;
  if (L.Commercial == CommercialUse::No)
    Parts.emplace_back("derivatives stay noncommercial");
  if (L.CarryLicense)
    Parts.emplace_back("a copy of the license goes along with derivatives");
  if (L.CarryUseRestrictions)
    Parts.emplace_back("its use restrictions bind whoever gets one");
  if (!L.DerivativeNaming.empty())
    Parts.push_back("their name: " + L.DerivativeNaming.str());
  return llvm::join(Parts, "; ");
}

void check(const Subject &Found, const Merge &M, std::vector<Diagnostic> &Out) {
  const LicenseTerms *First = nullptr;
  std::string FirstId;
  for (const auto &[Id, Where] : M.Models) {
    const LicenseTerms *L = licenseOfBase(Found, Id);
    if (!L || !binds(*L) || L == First)
      continue;
    if (!First) {
      First = L;
      FirstId = Id;
      continue;
    }
    Diagnostic F = findingAt(
        Found, license_merge_conflict, Severity::Warning, Where,
        ("'" + llvm::Twine(Id) + "' (" + L->Name + ") is merged with '" +
         FirstId + "' (" + First->Name +
         "): the merge is under both, and each asks to be the license of "
         "every derivative")
            .str(),
        Id);
    F.Notes.push_back({Where, termsNote(*L, L->DerivativeSection, asks(*L)),
                       NoteKind::Terms});
    F.Notes.push_back(
        {Where, termsNote(*First, First->DerivativeSection, asks(*First)),
         NoteKind::Terms});
    F.Notes.push_back({Where,
                       "to resolve it: merge models of one family, or with "
                       "models under an open-source license",
                       NoteKind::WayOut});
    Out.push_back(std::move(F));
    return;
  }
}

void run(const Subject &Found, std::vector<Diagnostic> &Out) {
  for (const Merge &M : mergesOf(Found))
    check(Found, M, Out);
}

} // namespace

constinit const Check license_merge_conflict{
    .Id = "license-merge-conflict",
    .Summary = "Models under licenses that cannot both be kept are merged",
    .Doc = R"md(
## What it finds

Merge recipes (YAML with `merge_method` or `gate_mode`, as mergekit reads it) that
name models under two different licenses which both go along with every
derivative, or one that bars commercial use beside another such. In code the
same of mergekit's `MergeConfiguration`, of a recipe that stands in a text, of
`load_state_dict()` with weights that come from several loaded models, and of
peft's `add_weighted_adapter`.

- warning, at the second of the two; in code where they are merged.

## Why it matters

A merge derives from all of its parents. Where one license asks for a name and
another for use limits, both are owed; where one bars what the other grants,
nothing may be released.

## What it cannot see

Weights that are changed in place (`p.data.add_(q.data)`) or mixed by another
program, and recipes above 64 KiB. Parents that the catalog does not know, or
that are local paths, are taken for free.
)md",
    .Bad = R"py(
#--- merge.yaml
merge_method: slerp
base_model: meta-llama/Llama-2-7b-hf
slices:
  - sources:
      - {model: meta-llama/Llama-2-7b-hf, layer_range: [0, 32]}
      - {model: google/gemma-7b, layer_range: [0, 32]}
)py",
    .Good = R"py(
#--- merge.yaml
merge_method: slerp
base_model: meta-llama/Llama-2-7b-hf
slices:
  - sources:
      - {model: meta-llama/Llama-2-7b-hf, layer_range: [0, 32]}
      - {model: mistralai/Mistral-7B-v0.1, layer_range: [0, 32]}
)py",
    .Level = Severity::Warning,
    .Run = run,
};

} // namespace modeltidy
