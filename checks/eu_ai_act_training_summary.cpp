//===- eu_ai_act_training_summary.cpp - summaries of training content ---===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/card.h"
#include "checks/eu_ai_act.h"
#include "checks/use_findings.h"
#include "llvm/ADT/STLExtras.h"

namespace modeltidy {

extern const Check eu_ai_act_training_summary;

using eu_ai_act::deploys;
using eu_ai_act::Source;

namespace {

bool hasSummary(const Subject &Found) {
  return llvm::any_of(
      ArrayRef<StringRef>{"training data", "training content", "training_data",
                          "data summary"},
      [&](StringRef Words) { return anyDocumentSays(Found, Words); });
}

void run(const Subject &Found, std::vector<Diagnostic> &Out) {
  if (hasSummary(Found))
    return;
  for (const Release &R : modelReleases(Found)) {
    if (R.Bases.empty() || !deploys(Found, R.Where))
      continue;
    Diagnostic D =
        findingAt(Found, eu_ai_act_training_summary, Severity::Warning, R.Where,
                  nameOf(R) + " is released in the EU without a "
                              "summary of its training content "
                              "(Article 53(1)(d))",
                  R.Id);
    D.Notes.push_back(
        {R.Where,
         "Article 53(1)(d): a sufficiently detailed summary of the content "
         "used "
         "for training is made public, by the template of the AI Office (" +
             Source.str() + ")",
         NoteKind::Terms});
    addWayOut(D, "publish the summary and name it in the model's card");
    Out.push_back(std::move(D));
  }
}

} // namespace

constinit const Check eu_ai_act_training_summary{
    .Id = "eu-ai-act-training-summary",
    .Summary = "A model is released in the EU without a public summary of "
               "its training content",
    .Doc = R"md(
## What it finds

Models that the code trains and publishes, or whose card stands in the
repository, in folders whose policy says `DeploysInEU: true`, where no card or
notice speaks of the training data.

- warning: Article 53(1)(d) asks providers of general-purpose models for a public
  summary, and Article 53(2) takes no open-source model out of that.

## Why it matters

The duty stands whatever the license, and it cannot be met afterwards if nobody
wrote down what was used.

## What it cannot see

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
