//===- eu_ai_act_technical_documentation.cpp - documentation of models ----===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/card.h"
#include "checks/eu_ai_act.h"
#include "checks/use_findings.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy {

extern const Check eu_ai_act_technical_documentation;

using eu_ai_act::deploys;
using eu_ai_act::Source;

namespace {

struct Topic {
  StringRef Name;
  ArrayRef<StringRef> Words; ///< one of them shows it
};

constexpr StringRef Architecture[] = {"architecture", "parameters"};
constexpr StringRef Evaluation[] = {"evaluation", "benchmark", "results"};
constexpr StringRef Compute[] = {"compute", "gpu", "flops", "energy"};
// Annex XI, section 1.
constexpr Topic Topics[] = {{"architecture", Architecture},
                            {"evaluation", Evaluation},
                            {"compute", Compute}};

std::vector<std::string> missing(const Subject &Found) {
  std::vector<std::string> Out;
  for (const Topic &T : Topics) {
    bool Shown = false;
    for (StringRef Word : T.Words)
      Shown |= anyDocumentSays(Found, Word);
    if (!Shown)
      Out.push_back(T.Name.str());
  }
  return Out;
}

/// Released under a free and open-source license, from bases that are.
bool isFree(const Subject &Found, const Release &R) {
  auto Free = [](const LicenseTerms *L) {
    return L && L->Kind == TermsKind::OpenSource;
  };
  return Free(licenseDeclared(*Found.Around.Known, R.License)) &&
         llvm::all_of(R.Bases, [&](const std::string &Base) {
           return Free(licenseOfBase(Found, Base));
         });
}

void run(const Subject &Found, std::vector<Diagnostic> &Out) {
  std::vector<std::string> Missing = missing(Found);
  if (Missing.empty())
    return;
  bool TellsArchitecture = Missing.front() != Topics[0].Name;
  for (const Release &R : modelReleases(Found)) {
    if (R.Bases.empty() || !deploys(Found, R.Where))
      continue;
    bool Free = isFree(Found, R);
    if (Free && TellsArchitecture)
      continue; // Article 53(2)
    Diagnostic D = findingAt(
        Found, eu_ai_act_technical_documentation, Severity::Warning, R.Where,
        nameOf(R) + " is released in the EU without documentation of its " +
            llvm::join(Missing, ", ") + " (Article 53(1)(a))",
        R.Id);
    D.Notes.push_back(
        {R.Where,
         "Article 53(1)(a) and (b), Annexes XI and XII: technical "
         "documentation is drawn up and kept up to date (" +
             Source.str() + ")",
         NoteKind::Terms});
    if (Free)
      D.Notes.push_back(
          {R.Where,
           "Article 53(2) excepts a free and open-source release only where "
           "its weights, architecture and use are made public",
           NoteKind::Terms});
    addWayOut(D, "describe them in the model's card");
    Out.push_back(std::move(D));
  }
}

} // namespace

constinit const Check eu_ai_act_technical_documentation{
    .Id = "eu-ai-act-technical-documentation",
    .Summary = "A model is released in the EU without technical "
               "documentation",
    .Doc = R"md(
## What it finds

Models that the code trains and publishes, or whose card stands in the
repository, in folders whose policy says `DeploysInEU: true`, where no card or
notice speaks of architecture, evaluation and compute.

- warning: Article 53(1)(a) and (b) with Annexes XI and XII ask for it. Article
  53(2) excepts models under a free and open-source license whose weights,
  architecture and use are public, unless they have systemic risk: such a release
  is left alone where its architecture is told. `eu-ai-act-open-source-exemption`
  says where a base's license ends that.

## Why it matters

The documentation must be ready when the AI Office or a downstream provider asks.

## What it cannot see
Documentation outside the repository; what the words that it looks for are about.
Whether the organization is a provider at all: who fine-tunes a model is provider
of the modification only where it is a substantial one. From when a duty applies
stands in Article 113 and in what amends it. Nothing here is legal advice.
)md",
    .Bad = R"py(
#--- .model-tidy.yaml
Organization: {DeploysInEU: true}
#--- train.py
from datasets import load_dataset
from transformers import AutoModelForCausalLM, Trainer, TrainingArguments

model = AutoModelForCausalLM.from_pretrained("mistralai/Mistral-7B-v0.1")
data = load_dataset("squad", split="train")
trainer = Trainer(model=model, args=TrainingArguments("out"), train_dataset=data)
trainer.train()
model.push_to_hub("acme/chat")
#--- README.md
---
base_model: mistralai/Mistral-7B-v0.1
license: apache-2.0
datasets: [squad]
---
# Chat
Training data: SQuAD 1.1.
)py",
    .Good = R"py(
#--- .model-tidy.yaml
Organization: {DeploysInEU: true}
#--- train.py
from datasets import load_dataset
from transformers import AutoModelForCausalLM, Trainer, TrainingArguments

model = AutoModelForCausalLM.from_pretrained("mistralai/Mistral-7B-v0.1")
data = load_dataset("squad", split="train")
trainer = Trainer(model=model, args=TrainingArguments("out"), train_dataset=data)
trainer.train()
model.push_to_hub("acme/chat")
#--- README.md
---
base_model: mistralai/Mistral-7B-v0.1
license: apache-2.0
datasets: [squad]
---
# Chat
Training data: SQuAD 1.1.
How it was made: architecture, evaluation results, compute used.
)py",
    .Level = Severity::Warning,
    .Run = run,
};

} // namespace modeltidy
