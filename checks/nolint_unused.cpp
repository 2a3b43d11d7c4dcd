//===- nolint_unused.cpp - suppressions of nothing ------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/suppressions.h"

namespace modeltidy {

extern const Check nolint_unused;

constinit const Check nolint_unused{
    .Id = "nolint-unused",
    .Summary = "A suppression hides nothing",
    .Doc = R"md(
## What it finds

- A `NOLINT` comment that names checks, all of which run, and hides no finding.
- A `NOLINTBEGIN` without its `NOLINTEND`, or the other way round; a bracket that
  is not closed.
- A name that is nearly a check's: `NOLINT(licence-output-training)`.

Comments without a list, and those that name other linters' checks alone, are
not ours to judge. `--fix` takes a comment away that names our checks alone.

## Why it matters

A suppression outlives what it was written for. Left in place it hides the next
finding on that line, which nobody looked at.

## What it cannot see

Findings that only another policy, another `--confidence` or another catalog
would bring.
)md",
    .Bad = R"py(
from datasets import Dataset
from transformers import pipeline
from trl import SFTTrainer

teacher = pipeline("text-generation", model="mistralai/Mixtral-8x7B-Instruct-v0.1")
answers = [teacher(p)[0]["generated_text"] for p in ["Why is the sky blue?"]]

trainer = SFTTrainer(  # NOLINT(license-output-training): written permission, ticket 81
    model="mistralai/Mistral-7B-v0.1",
    train_dataset=Dataset.from_list([{"text": a} for a in answers]),
)
trainer.train()
)py",
    .Good = R"py(
from datasets import Dataset
from transformers import pipeline
from trl import SFTTrainer

teacher = pipeline("text-generation", model="meta-llama/Llama-2-7b-chat-hf")
answers = [teacher(p)[0]["generated_text"] for p in ["Why is the sky blue?"]]

trainer = SFTTrainer(  # NOLINT(license-output-training): written permission, ticket 81
    model="mistralai/Mistral-7B-v0.1",
    train_dataset=Dataset.from_list([{"text": a} for a in answers]),
)
trainer.train()
)py",
    .Level = Severity::Warning,
    .Run = runsAfterAll,
};

} // namespace modeltidy
