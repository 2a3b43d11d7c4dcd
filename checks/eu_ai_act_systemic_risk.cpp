//===- eu_ai_act_systemic_risk.cpp - training compute over the presumption ===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/eu_ai_act.h"
#include "checks/use_findings.h"

namespace modeltidy {

extern const Check eu_ai_act_systemic_risk;

using eu_ai_act::Source;

namespace {

// Article 51(2).
constexpr double Presumption = 1e25;

void run(const Subject &Found, std::vector<Diagnostic> &Out) {
  for (const Training &T : Found.Graph.Trainings) {
    const Policy &Rules = Found.rulesAt(T.Where);
    std::vector<std::string> Values =
        optionOf(Rules, eu_ai_act_systemic_risk, "TrainingFlops");
    double Flops = 0;
    if (!Rules.Org.DeploysInEU.value_or(false) || Values.empty() ||
        StringRef(Values[0]).getAsDouble(Flops) || Flops <= Presumption)
      continue;
    Diagnostic D =
        findingAt(Found, eu_ai_act_systemic_risk, Severity::Warning, T.Where,
                  "the declared training compute of " + Values[0] +
                      " FLOPs is above 10^25: the model is presumed to have "
                      "systemic risk "
                      "(Article 51(2))",
                  "");
    D.Notes.push_back({T.Where,
                       "Articles 52 and 55: notify the Commission within two "
                       "weeks; evaluate, "
                       "mitigate, report incidents, secure the model (" +
                           Source.str() + ")",
                       NoteKind::Terms});
    addWayOut(D, "notify the Commission, or mend TrainingFlops in the policy");
    Out.push_back(std::move(D));
    return; // one training stands for the run
  }
}

constexpr CheckOption Options[] = {
    {"TrainingFlops", "",
     "the cumulative training compute in floating-point operations",
     /*IsNumber=*/true}};

} // namespace

constinit const Check eu_ai_act_systemic_risk{
    .Id = "eu-ai-act-systemic-risk",
    .Summary = "The declared training compute is above the EU AI Act's "
               "presumption of systemic risk",
    .Doc = R"md(
## What it finds

Trainings in folders whose policy says `DeploysInEU: true` and declares a
cumulative training compute of more than 10^25 floating-point operations. One
training stands for the run.

- warning: Article 51(2) presumes systemic risk.

## Why it matters

Notification is due within two weeks, and the duties of Article 55 come on top of
those of Article 53; the open-source exemption does not reach them.

## What it cannot see

The compute itself: it is what the policy declares.

Whether the organization is a provider at all: who fine-tunes a model is provider
of the modification only where it is a substantial one. From when a duty applies
stands in Article 113 and in what amends it. Nothing here is legal advice.
)md",
    .Bad = R"py(
#--- .model-tidy.yaml
Organization: {DeploysInEU: true}
CheckOptions: {eu-ai-act-systemic-risk.TrainingFlops: 2e25}
#--- train.py
from datasets import load_dataset
from transformers import AutoModelForCausalLM, Trainer, TrainingArguments

model = AutoModelForCausalLM.from_pretrained("mistralai/Mistral-7B-v0.1")
data = load_dataset("squad", split="train")
trainer = Trainer(model=model, args=TrainingArguments("out"), train_dataset=data)
trainer.train()
)py",
    .Good = R"py(
#--- .model-tidy.yaml
Organization: {DeploysInEU: true}
CheckOptions: {eu-ai-act-systemic-risk.TrainingFlops: 2e23}
#--- train.py
from datasets import load_dataset
from transformers import AutoModelForCausalLM, Trainer, TrainingArguments

model = AutoModelForCausalLM.from_pretrained("mistralai/Mistral-7B-v0.1")
data = load_dataset("squad", split="train")
trainer = Trainer(model=model, args=TrainingArguments("out"), train_dataset=data)
trainer.train()
)py",
    .Level = Severity::Warning,
    .Run = run,
    .Options = Options,
};

} // namespace modeltidy
