//===- nolint_reason.cpp - suppressions give a reason ---------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/suppressions.h"

namespace modeltidy {

extern const Check nolint_reason;

constinit const Check nolint_reason{
    .Id = "nolint-reason",
    .Summary = "A suppression does not say why",
    .Doc = R"md(
## What it finds

A `NOLINT`, `NOLINTNEXTLINE` or `NOLINTBEGIN` comment that hides a finding or
names one of the checks, without a reason behind it.

## Why it matters

Whoever reads the code next year cannot tell a permission that was obtained from
a finding that somebody was tired of. `NOLINT(license-output-training): written
permission of 2026-05-04, ticket 81` answers that where the question comes up,
and SARIF carries it on as the justification.

## What it cannot see

Whether the reason is a good one.
)md",
    .Bad = R"py(
from datasets import Dataset
from transformers import pipeline
from trl import SFTTrainer

teacher = pipeline("text-generation", model="meta-llama/Llama-2-7b-chat-hf")
answers = [teacher(p)[0]["generated_text"] for p in ["Why is the sky blue?"]]

trainer = SFTTrainer(  # NOLINT(license-output-training)
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
    .Level = Severity::Note,
    .Run = runsAfterAll,
};

} // namespace modeltidy
