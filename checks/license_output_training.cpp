//===- license_output_training.cpp - outputs that may not train -----------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/flow_findings.h"

namespace modeltidy {

extern const Check license_output_training;

namespace {

void run(const Subject &Found, std::vector<Diagnostic> &Out) {
  reportFlows(Found, license_output_training, Out);
}

} // namespace

constinit const Check license_output_training{
    .Id = "license-output-training",
    .Summary = "Output of a model whose terms restrict that use trains "
               "another model",
    .Doc = R"md(
## What it finds

A path from a place where a model is named to a training of another model: what
the first one wrote (text, logits, labels, images, audio) becomes data, directly
or through files and published data sets, and that data updates the weights of
the second one. Every step of the path is a note.

- error: the terms of the source prohibit it.
- warning: the terms restrict it, and whether they reach this case is unclear (a
  classifier trained under a clause about competing models, a score or a
  selection instead of text).
- note: the source is known by name only, so nobody can say.

Training a model on its own output is permitted, and evaluating, judging or
serving trains nothing.

## Why it matters

Several model licenses and most providers' terms forbid to improve other models
with the outputs. A model trained against such a term carries the breach with
it: into every release, and into every model that is trained from it.

## What it cannot see

Data that is copied between machines by hand, model ids that only exist at run
time, and data sets whose origin nobody published. `--trace=FILE:LINE` shows how
far the trail of a value goes. Terms are data with a source and a date of
reading; they are not legal advice.
)md",
    .Bad = R"py(
from datasets import Dataset
from transformers import pipeline
from trl import SFTTrainer

teacher = pipeline("text-generation", model="meta-llama/Llama-2-7b-chat-hf")
answers = [teacher(p)[0]["generated_text"] for p in ["Why is the sky blue?"]]

trainer = SFTTrainer(
    model="mistralai/Mistral-7B-v0.1",
    train_dataset=Dataset.from_list([{"text": a} for a in answers]),
)
trainer.train()
)py",
    .Good = R"py(
from datasets import Dataset
from transformers import pipeline
from trl import SFTTrainer

teacher = pipeline("text-generation", model="mistralai/Mixtral-8x7B-Instruct-v0.1")
answers = [teacher(p)[0]["generated_text"] for p in ["Why is the sky blue?"]]

trainer = SFTTrainer(
    model="mistralai/Mistral-7B-v0.1",
    train_dataset=Dataset.from_list([{"text": a} for a in answers]),
)
trainer.train()
)py",
    .Level = Severity::Error,
    .Run = run,
};

} // namespace modeltidy
