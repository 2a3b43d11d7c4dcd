//===- license_output_conditions.cpp - outputs that may train, if ---------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/duties.h"
#include "checks/flow_findings.h"
#include "llvm/ADT/STLExtras.h"

namespace modeltidy {

extern const Check license_output_conditions;

namespace {

/// Names that a license asks for, where the releases can be told.
void offerNames(const Subject &Found, Diagnostic &D) {
  for (uint32_t I : D.Flows) {
    const JudgedFlow &F = Found.Flows[I];
    const LicenseTerms *L = Found.Around.Known->license(F.License);
    for (const Duty &Due : L ? L->OutputDuties : llvm::ArrayRef<Duty>())
      if (Due.Kind == DutyKind::NameBeginsWith)
        for (uint32_t Release : F.Releases) {
          const Publication &P = Found.Graph.Publications[Release];
          llvm::append_range(D.UnsafeFixes,
                             renameEdit(P.Where, P.Id, Due.Text));
        }
  }
}

void run(const Subject &Found, std::vector<Diagnostic> &Out) {
  size_t Before = Out.size();
  reportFlows(Found, license_output_conditions, Out);
  for (Diagnostic &D : llvm::drop_begin(Out, Before))
    offerNames(Found, D);
}

} // namespace

constinit const Check license_output_conditions{
    .Id = "license-output-conditions",
    .Summary = "Output of a model trains another one before the duties that "
               "the terms attach to it are met",
    .Doc = R"md(
## What it finds

The same paths as `license-output-training`, from models whose terms allow the
training and ask for something in return: a name that begins with the source's,
a notice that is shown, use restrictions that are passed on, no commercial use.
The message names the duties that are not met. A name counts as met where what is
published has it, a credit or notice where a card, NOTICE or ATTRIBUTION file
shows it, a license that goes along where a license file has its text. Looked at
are the files in the root, beside the code, in the folder that is uploaded and
beside weights, and cards anywhere. Where the path goes on to a publication, that is
its last step; a publication in another file counts where one file alone trains.

- warning: at least one duty is not met, or cannot be seen to be met.

## Why it matters

These duties fall due with the training or with the release, often years after
the data was made, and by then nobody remembers where the data came from. A name
or a notice costs a line today.

## What it cannot see

Duties that are met outside the repository (on a web site, in a product's
interface, by contract). Say so in the policy, under `Agreements`. Terms are data
with a source and a date of reading; they are not legal advice.
)md",
    .Bad = R"py(
from datasets import Dataset
from transformers import pipeline
from trl import SFTTrainer

teacher = pipeline("text-generation", model="meta-llama/Llama-3.1-8B-Instruct")
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

teacher = pipeline("text-generation", model="Qwen/Qwen2.5-7B-Instruct")
answers = [teacher(p)[0]["generated_text"] for p in ["Why is the sky blue?"]]

trainer = SFTTrainer(
    model="mistralai/Mistral-7B-v0.1",
    train_dataset=Dataset.from_list([{"text": a} for a in answers]),
)
trainer.train()
)py",
    .Level = Severity::Warning,
    .Run = run,
};

} // namespace modeltidy
