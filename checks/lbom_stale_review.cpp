//===- lbom_stale_review.cpp - reviews that are overdue -----------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/bom.h"
#include "checks/card.h"
#include "checks/policy_words.h"
#include "checks/use_findings.h"

namespace modeltidy {

extern const Check lbom_stale_review;

namespace {

int maxAge(const Policy &Rules) {
  std::vector<std::string> Values =
      optionOf(Rules, lbom_stale_review, "MaxAgeDays");
  int Days = 0;
  return !Values.empty() && !StringRef(Values[0]).getAsInteger(10, Days) ? Days
                                                                         : 90;
}

void run(const Subject &Found, std::vector<Diagnostic> &Out) {
  const Policy &Rules = Found.rules();
  if (Rules.Today.empty())
    return;
  forEachEntry(readBom(Found), [&](const BomEntry &E) {
    bool Dated = isPolicyDate(E.LastReviewed);
    int Age = Dated ? daysBetween(E.LastReviewed, Rules.Today) : 0;
    if (Dated && Age <= maxAge(Rules))
      return;
    Out.push_back(findingAt(
        Found, lbom_stale_review, Severity::Warning,
        Dated ? E.ReviewedAt : E.Where,
        Dated ? "the license of '" + E.Id + "' was last reviewed " +
                    std::to_string(Age) + " days ago, on " + E.LastReviewed
              : "no day says when the license of '" + E.Id +
                    "' was last reviewed (last_reviewed: YYYY-MM-DD)",
        E.Id));
    addWayOut(Out.back(), "read the license again, then write the day into "
                          "last_reviewed");
  });
}

constexpr CheckOption Options[] = {
    {"MaxAgeDays", "90", "days after which an entry is to be reviewed again",
     /*IsNumber=*/true}};

} // namespace

constinit const Check lbom_stale_review{
    .Id = "lbom-stale-review",
    .Summary = "An entry of the license record was not reviewed for a "
               "quarter",
    .Doc = R"md(
## What it finds

Entries of the license record whose `last_reviewed` is more than 90 days before
the run's day, or is missing.

- warning. Without a record the check is quiet.

## Why it matters

Terms change, products grow, and a model that was fit for a prototype is found in
production. A look each quarter keeps the record true.

## What it cannot see

Whether somebody really looked.
)md",
    .Bad = R"py(
#--- ai-license-bom.yaml
models:
  - id: mistralai/Mistral-7B-v0.1
    license: Apache-2.0
    source: https://huggingface.co/mistralai
    commercial_use: true
    restrictions: none
    mau_threshold: null
    last_reviewed: 2026-05-01
    deployed_in: [chat]
#--- chat.py
from transformers import pipeline

chat = pipeline("text-generation", model="mistralai/Mistral-7B-v0.1")
print(chat("Why is the sky blue?")[0]["generated_text"])
)py",
    .Good = R"py(
#--- ai-license-bom.yaml
models:
  - id: mistralai/Mistral-7B-v0.1
    license: Apache-2.0
    source: https://huggingface.co/mistralai
    commercial_use: true
    restrictions: none
    mau_threshold: null
    last_reviewed: 2026-11-01
    deployed_in: [chat]
#--- chat.py
from transformers import pipeline

chat = pipeline("text-generation", model="mistralai/Mistral-7B-v0.1")
print(chat("Why is the sky blue?")[0]["generated_text"])
)py",
    .Level = Severity::Warning,
    .Run = run,
    .Options = Options,
};

} // namespace modeltidy
