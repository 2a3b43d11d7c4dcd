//===- eu_ai_act_open_source_exemption.cpp - restricted licenses end the
// exemption -===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/card.h"
#include "checks/eu_ai_act.h"
#include "checks/use_findings.h"

namespace modeltidy {

extern const Check eu_ai_act_open_source_exemption;

using eu_ai_act::deploys;
using eu_ai_act::Source;

namespace {

void run(const Subject &Found, std::vector<Diagnostic> &Out) {
  for (const Release &R : modelReleases(Found))
    for (const std::string &Base : R.Bases) {
      const LicenseTerms *L = licenseOfBase(Found, Base);
      if (!L || L->Kind == TermsKind::OpenSource || !deploys(Found, R.Where))
        continue;
      Diagnostic D = findingAt(
          Found, eu_ai_act_open_source_exemption, Severity::Warning, R.Where,
          nameOf(R) + " is released in the EU, and the " + L->Name.str() +
              " of '" + Base +
              "' is not free and open-source: Article 53(2) does not except it",
          R.Id);
      D.Notes.push_back(
          {R.Where,
           "Article 53(2): the exception is for licenses that allow access, "
           "use, modification and distribution, with public parameters (" +
               Source.str() + ")",
           NoteKind::Terms});
      D.Notes.push_back({R.Where,
                         "to resolve it: meet Article 53(1)(a) and (b), or "
                         "start from a base under an open-source license",
                         NoteKind::WayOut});
      Out.push_back(std::move(D));
      break;
    }
}

} // namespace

constinit const Check eu_ai_act_open_source_exemption{
    .Id = "eu-ai-act-open-source-exemption",
    .Summary = "A restricted license takes the open-source exemption of "
               "the EU AI Act from a released model",
    .Doc = R"md(
## What it finds

Released models, in folders whose policy says `DeploysInEU: true`, that derive
from a base whose license is not free and open-source: use restrictions,
thresholds of users and noncommercial terms end the exemption of Article 53(2).

- warning.

## Why it matters

Teams count on the exemption because the weights are public. Public weights are
not enough: the license must leave use, modification and distribution free.

## What it cannot see

Whether the organization is a provider at all: who fine-tunes a model is provider
of the modification only where it is a substantial one. From when a duty applies
stands in Article 113 and in what amends it. Nothing here is legal advice.
)md",
    .Bad = R"py(
#--- NOTICE
Llama 2 is licensed under the LLAMA 2 Community License, Copyright (c) Meta
Platforms, Inc. All Rights Reserved.
#--- .model-tidy.yaml
Organization: {DeploysInEU: true}
#--- train.py
from datasets import load_dataset
from transformers import AutoModelForCausalLM, Trainer, TrainingArguments

model = AutoModelForCausalLM.from_pretrained("meta-llama/Llama-2-7b-hf")
data = load_dataset("squad", split="train")
trainer = Trainer(model=model, args=TrainingArguments("out"), train_dataset=data)
trainer.train()
#--- README.md
---
base_model: meta-llama/Llama-2-7b-hf
license: llama2
datasets: [squad]
---
# Chat
Training data: SQuAD 1.1.
How it was made: architecture, evaluation results, compute used.
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
