//===- lbom_drift.cpp - a license record that the code has left ---------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/bom.h"
#include "checks/card.h"
#include "checks/use_findings.h"
#include "llvm/ADT/STLExtras.h"

namespace modeltidy {

extern const Check lbom_drift;

namespace {

void checkUses(const Subject &Found, const BomFile &Bom,
               std::vector<Diagnostic> &Out) {
  for (const ModelUse *M : recordedUses(Found))
    if (llvm::none_of(Bom.Entries,
                      [&](const BomEntry &E) { return isOf(E, M->Id); })) {
      Out.push_back(findingAt(Found, lbom_drift, Severity::Warning, M->Where,
                              "'" + M->Id +
                                  "' is used and does not stand in '" +
                                  Bom.At->Path + "' (--fix adds it)",
                              M->Id));
      Out.back().Fixes = bomEdits(Found, Bom, *M);
      addWayOut(Out.back(),
                "run --fix, or --format=lbom, and have somebody read "
                "the terms");
    }
}

/// What the entry says of the license against what the catalog knows.
void checkTerms(const Subject &Found, const BomEntry &E, const ModelUse &M,
                std::vector<Diagnostic> &Out) {
  auto Report = [&](const Place &At, const std::string &Text,
                    StringRef WayOut) {
    Out.push_back(
        findingAt(Found, lbom_drift, Severity::Warning, At, Text, E.Id));
    addWayOut(Out.back(), WayOut);
  };
  const LicenseTerms *Ours = licenseOfUse(Found, M);
  const LicenseTerms *Theirs = Found.Around.Known->licenseByHubTag(E.License);
  if (!Ours)
    return;
  if (Theirs && Ours != Theirs)
    return Report(E.LicenseAt,
                  "'" + E.Id + "' is under " + Ours->Id.str() +
                      ", and the record says " + E.License,
                  "write 'license: " + Ours->Id.str() +
                      "', or record what was agreed (Agreements)");
  if (E.Commercial && *E.Commercial && Ours->Commercial == CommercialUse::No)
    Report(E.CommercialAt,
           "the " + Ours->Name.str() + " of '" + E.Id +
               "' allows no commercial use, and the record says that it does",
           "write 'commercial_use: false'");
  if (E.Users && *E.Users > 0 && Ours->MonthlyActiveUsers &&
      *E.Users != Ours->MonthlyActiveUsers)
    Report(E.UsersAt,
           "the " + Ours->Name.str() + " of '" + E.Id + "' draws the line at " +
               std::to_string(Ours->MonthlyActiveUsers) +
               " monthly active users, and the record at " +
               std::to_string(*E.Users),
           "write 'mau_threshold: " + std::to_string(Ours->MonthlyActiveUsers) +
               "'");
}

const ModelUse *useOf(const Subject &Found, const BomEntry &E) {
  for (const ModelUse &M : Found.Graph.Models)
    if (M.Known && isOf(E, M.Id))
      return &M;
  return nullptr;
}

void checkEntry(const Subject &Found, const BomEntry &E,
                std::vector<Diagnostic> &Out) {
  const ModelUse *M = useOf(Found, E);
  // A record above what is scanned speaks of more than that.
  if (!M && Found.Graph.Files[E.Where.File].starts_with("../"))
    return;
  if (!M) {
    Out.push_back(findingAt(Found, lbom_drift, Severity::Warning, E.Where,
                            "'" + E.Id + "' stands here and nothing uses it",
                            E.Id));
    addWayOut(Out.back(), "take the entry out, if no other repository uses it");
    return;
  }
  std::string Pinned = pinnedRevision(Found, E.Id);
  if (!E.Revision.empty() && !Pinned.empty() && Pinned != E.Revision) {
    Out.push_back(findingAt(Found, lbom_drift, Severity::Warning, E.RevisionAt,
                            "'" + E.Id + "' is loaded at " + Pinned +
                                ", and the record was written for " +
                                E.Revision,
                            E.Id));
    addWayOut(Out.back(), "read the license at that version, then write its "
                          "revision here");
  }
  checkTerms(Found, E, *M, Out);
}

void run(const Subject &Found, std::vector<Diagnostic> &Out) {
  BomFile Bom = readBom(Found);
  auto Report = [&](const yaml::Problem &P, const std::string &What,
                    StringRef WayOut) {
    Out.push_back(findingAt(Found, lbom_drift, Severity::Warning,
                            placeOf(Bom.At->File, P.At), What + P.Text, ""));
    addWayOut(Out.back(), WayOut);
  };
  for (const yaml::Problem &P : Bom.Problems)
    Report(P, "the license record cannot be read: ", "mend the YAML here");
  for (const yaml::Problem &P : Bom.Mistakes)
    Report(P, "in the license record, ", "write a value of that kind");
  if (!Bom.HasModels)
    return;
  checkUses(Found, Bom, Out);
  forEachEntry(Bom, [&](const BomEntry &E) { checkEntry(Found, E, Out); });
}

} // namespace

constinit const Check lbom_drift{
    .Id = "lbom-drift",
    .Summary = "The license record does not say what the code uses",
    .Doc = R"md(
## What it finds

Where the repository has a license record (`ai-license-bom.yaml`, or what the
policy's `Bom` names): models in the code that it lacks, entries that nothing
uses, and entries whose license is not the catalog's, or whose `revision` is not
the one that is loaded. `--fix` adds what it lacks and leaves every line that
people wrote.

- warning. Without a record the check is quiet.

## Why it matters

A record that has drifted is worse than none, for people decide by it.

## What it cannot see

Models whose id the code does not tell, and those that the catalog does not know; where
the record lies above the folder that is scanned, entries that nothing uses.
)md",
    .Bad = R"py(
#--- ai-license-bom.yaml
models:
  - id: mistralai/Mistral-7B-v0.3
    license: Apache-2.0
    source: https://huggingface.co/mistralai
    commercial_use: true
    restrictions: none
    mau_threshold: null
    last_reviewed: 2026-11-01
    deployed_in: [chat]
#--- chat.py
from transformers import pipeline

chat = pipeline("text-generation", model="mistralai/Mistral-7B-v0.1")
print(chat("Why is the sky blue?")[0]["generated_text"])
)py",
    .Good = R"py(
#--- ai-license-bom.yaml
models:
  - id: mistralai/Mistral-7B-v0.1
    license: Apache-2.0
    source: https://huggingface.co/mistralai
    commercial_use: true
    restrictions: none
    mau_threshold: null
    last_reviewed: 2026-11-01
    deployed_in: [chat]
#--- chat.py
from transformers import pipeline

chat = pipeline("text-generation", model="mistralai/Mistral-7B-v0.1")
print(chat("Why is the sky blue?")[0]["generated_text"])
)py",
    .Level = Severity::Warning,
    .Run = run,
};

} // namespace modeltidy
