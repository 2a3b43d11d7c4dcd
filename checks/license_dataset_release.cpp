//===- license_dataset_release.cpp - generated data under a laxer license -===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/card.h"
#include "checks/use_findings.h"
#include <set>

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
  std::vector<std::string> All{}; ///< where a card names several
};

/// Every license that is declared and known leaves each use free.
bool leavesFree(const Catalog &Known, const Declared &Given) {
  const LicenseTerms *First = licenseDeclared(Known, Given.Tag);
  return First && First->OutputTraining == OutputRule::Permitted &&
         llvm::all_of(Given.All, [&](const std::string &Text) {
           const LicenseTerms *L = licenseDeclared(Known, Text);
           return !L || L->OutputTraining == OutputRule::Permitted;
         });
}

Declared licenseOf(const Subject &Found, const Publication &P) {
  if (!P.License.empty())
    return {P.License, P.Where};
  std::optional<Card> C = cardOf(Found, P);
  return C ? Declared{C->License, C->LicenseAt, C->Licenses} : Declared{};
}

/// The first text that the license given away cannot keep; null where none is.
const GoverningText *barredBy(const SourceTerms &Terms) {
  for (const GoverningText &Text : Terms.Texts)
    if (Text.Terms && restricts(Text.Rule))
      return &Text;
  return nullptr;
}

void report(const Subject &Found, const Publication &P, const Declared &Given,
            const std::string &Id, const Place &Where, bool IsData,
            const GoverningText &Text, std::vector<Diagnostic> &Out) {
  std::string What = (IsData ? "rows of '" : "output of '") + Id + "'";
  Diagnostic D = findingAt(
      Found, license_dataset_release, Severity::Warning, P.Where,
      "data set '" + P.Id + "' holds " + What + " and is released under '" +
          Given.Tag + "', which is laxer than the " + Text.Terms->Name.str(),
      Id);
  D.Notes.push_back(
      {Where, "'" + Id + "' " + (IsData ? "is read" : "generates") + " here",
       NoteKind::Step});
  D.Notes.push_back(
      {P.Where, termsNote(*Text.Terms, Text.Terms->Section, Text.Terms->Says),
       NoteKind::Terms});
  D.Notes.push_back({P.Where,
                     "to resolve it: say in the card which model wrote the "
                     "data and that its terms hold, under a license of your "
                     "own; or generate with a model whose outputs are free",
                     NoteKind::WayOut});
  Out.push_back(std::move(D));
}

/// One finding for each model that wrote rows.
void checkWriters(const Subject &Found, const Publication &P,
                  const Declared &Given, std::vector<Diagnostic> &Out) {
  std::set<std::string> Told;
  for (uint32_t I : P.Writers) {
    const ModelUse &M = Found.Graph.Models[I];
    if (!Told.insert(M.Id).second)
      continue;
    SourceTerms Terms =
        termsOfModel(*Found.Around.Known, M.Id, M.Through, M.Provider);
    if (const GoverningText *Text = barredBy(Terms))
      report(Found, P, Given, M.Id, M.Where, /*IsData=*/false, *Text, Out);
  }
}

/// One for each published data set whose rows are passed on.
void checkSources(const Subject &Found, const Publication &P,
                  const Declared &Given, std::vector<Diagnostic> &Out) {
  const Catalog &Known = *Found.Around.Known;
  std::set<std::string> Told;
  for (uint32_t I : P.Sources) {
    const DatasetUse &Use = Found.Graph.Datasets[I];
    const Dataset *D = Known.findDataset(
        Use.Id, Use.IsFile ? DatasetMention::Path : DatasetMention::Named);
    if (!D)
      continue;
    for (const Generator &G : Known.generatorsOf(*D)) {
      SourceTerms Terms = termsOfDataset(Known, *D, G);
      const GoverningText *Text = barredBy(Terms);
      if (Text && Told.insert(Use.Id).second)
        report(Found, P, Given, Use.Id, Use.Where, /*IsData=*/true, *Text, Out);
    }
  }
}

void run(const Subject &Found, std::vector<Diagnostic> &Out) {
  for (const Publication &P : Found.Graph.Publications) {
    bool Released = P.What == "dataset" && !P.Private;
    Declared Given = Released ? licenseOf(Found, P) : Declared{};
    if (!leavesFree(*Found.Around.Known, Given))
      continue;
    checkWriters(Found, P, Given, Out);
    checkSources(Found, P, Given, Out);
  }
}

} // namespace

constinit const Check license_dataset_release{
    .Id = "license-dataset-release",
    .Summary = "Model-made data is released under a laxer license than the "
               "terms of its generator allow",
    .Doc = R"md(
## What it finds

Data sets that are pushed or uploaded to a hub and hold output of a model whose
terms restrict training on it, or rows of a published data set that does, where the
call or the card beside it declares a license that leaves every use free. The rows
are followed to where they come from, through files of the repository too.

- warning: whoever takes the license at its word trains against the terms.

## Why it matters

The terms bind who generated the data, and often whoever trains on it. A card
that says `apache-2.0` hides them from the next user.

## What it cannot see

Data that is released without any license, or that only lies in the repository (also
beside a data card: nothing says that it is released), or whose card stands on the hub.
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
