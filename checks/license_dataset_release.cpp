//===- license_dataset_release.cpp - generated data under a laxer license -===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/card.h"
#include "checks/use_findings.h"
#include "llvm/ADT/STLExtras.h"

namespace modeltidy {

extern const Check license_dataset_release;

namespace {

/// A rule that data which is given away under an open license cannot keep.
bool restricts(OutputRule Rule) {
  return Rule == OutputRule::CompetingModelsOnly ||
         Rule == OutputRule::SameFamilyOnly || Rule == OutputRule::Prohibited ||
         Rule == OutputRule::NoncommercialOnly;
}

struct Declared {
  std::string Tag;
  Place Where;
};

Declared licenseOf(const Subject &Found, const Publication &P) {
  if (!P.License.empty())
    return {P.License, P.Where};
  std::optional<Card> C = cardOf(Found, P);
  return C ? Declared{C->License, C->LicenseAt} : Declared{};
}

void check(const Subject &Found, const Publication &P, const Declared &Given,
           const ModelUse &M, std::vector<Diagnostic> &Out) {
  SourceTerms Terms =
      termsOfModel(*Found.Around.Known, M.Id, M.Through, M.Provider);
  for (const GoverningText &Text : Terms.Texts) {
    if (!Text.Terms || !restricts(Text.Rule))
      continue;
    Diagnostic D =
        findingAt(Found, license_dataset_release, Severity::Warning, P.Where,
                  "data set '" + P.Id + "' holds output of '" + M.Id +
                      "' and is released under '" + Given.Tag +
                      "', which is laxer than the " + Text.Terms->Name.str(),
                  M.Id);
    D.Notes.push_back(
        {M.Where, "'" + M.Id + "' generates here", NoteKind::Step});
    D.Notes.push_back(
        {P.Where, termsNote(*Text.Terms, Text.Terms->Section, Text.Terms->Says),
         NoteKind::Terms});
    D.Notes.push_back({P.Where,
                       "to resolve it: say in the card which model wrote the "
                       "data and that its terms hold, under a license of your "
                       "own; or generate with a model whose outputs are free",
                       NoteKind::WayOut});
    Out.push_back(std::move(D));
    return;
  }
}

void run(const Subject &Found, std::vector<Diagnostic> &Out) {
  const Lineage &Graph = Found.Graph;
  for (const Publication &P : Graph.Publications) {
    Declared Given = P.What == "dataset" ? licenseOf(Found, P) : Declared{};
    const LicenseTerms *Free = Found.Around.Known->licenseByHubTag(Given.Tag);
    if (!Free || Free->OutputTraining != OutputRule::Permitted)
      continue;
    std::vector<uint32_t> Seen;
    for (const Generation &G : Graph.Generations)
      for (uint32_t I : G.Models)
        if (G.Where.File == P.Where.File && Graph.Models[I].Known &&
            !llvm::is_contained(Seen, I)) {
          Seen.push_back(I);
          check(Found, P, Given, Graph.Models[I], Out);
        }
  }
}

} // namespace

constinit const Check license_dataset_release{
    .Id = "license-dataset-release",
    .Summary = "Model-made data is released under a laxer license than the "
               "terms of its generator allow",
    .Doc = R"md(
## What it finds

Data sets that are pushed to a hub in a file that generates with a model whose
terms restrict training on its outputs, where the call or the card beside it
declares a license that leaves every use free.

- warning: whoever takes the license at its word trains against the terms.

## Why it matters

The terms bind who generated the data, and often whoever trains on it. A card
that says `apache-2.0` hides them from the next user.

## What it cannot see

Which rows a model wrote: publication and generation are tied by their file. Data
that is released without any license is left out, and so are cards on the hub.
)md",
    .Bad = R"py(
#--- README.md
---
license: apache-2.0
task_categories: [text-generation]
---
# Answers
#--- make.py
from datasets import Dataset
from openai import OpenAI

client = OpenAI()
reply = client.chat.completions.create(
    model="gpt-4o", messages=[{"role": "user", "content": "Why?"}])
rows = Dataset.from_list([{"text": reply.choices[0].message.content}])
rows.push_to_hub("acme/answers")
)py",
    .Good = R"py(
#--- README.md
---
license: other
license_name: see-the-terms-of-the-generator
task_categories: [text-generation]
---
# Answers
#--- make.py
from datasets import Dataset
from openai import OpenAI

client = OpenAI()
reply = client.chat.completions.create(
    model="gpt-4o", messages=[{"role": "user", "content": "Why?"}])
rows = Dataset.from_list([{"text": reply.choices[0].message.content}])
rows.push_to_hub("acme/answers")
)py",
    .Level = Severity::Warning,
    .Run = run,
};

} // namespace modeltidy
