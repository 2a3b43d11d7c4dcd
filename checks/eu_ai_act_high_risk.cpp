//===- eu_ai_act_high_risk.cpp - duties of deployers of high-risk systems -===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/eu_ai_act.h"
#include "checks/use_findings.h"
#include "llvm/ADT/STLExtras.h"

namespace modeltidy {

extern const Check eu_ai_act_high_risk;

using eu_ai_act::Source;

namespace {

struct Area {
  StringRef Domain; ///< of the list of use domains
  StringRef Point;  ///< where the regulation names it
};

constexpr Area Areas[] = {{"biometric-identification", "Annex III, point 1"},
                          {"critical-infrastructure", "Annex III, point 2"},
                          {"education", "Annex III, point 3"},
                          {"employment", "Annex III, point 4"},
                          {"credit", "Annex III, point 5(b)"},
                          {"insurance", "Annex III, point 5(c)"},
                          {"law-enforcement", "Annex III, point 6"},
                          {"immigration", "Annex III, point 7"},
                          {"criminal-justice", "Annex III, points 6 and 8"},
                          {"social-scoring",
                           "Article 5(1)(c): prohibited where it leads to "
                           "unjustified detriment"}};

void report(const Subject &Found, const ModelUse &M, const Area &A,
            std::vector<Diagnostic> &Out) {
  Diagnostic D =
      findingAt(Found, eu_ai_act_high_risk, Severity::Warning, M.Where,
                ("models are used for " + A.Domain +
                 " in the EU, a high-risk use (" + A.Point + ")")
                    .str(),
                "");
  D.Notes.push_back(
      {M.Where,
       "Articles 26 and 27: human oversight, input data that fit, logs of six "
       "months, notice to workers and to persons concerned, and for some an "
       "assessment of the impact on fundamental rights (" +
           Source.str() + ")",
       NoteKind::Terms});
  addWayOut(D,
            "meet those duties and keep the proof, or take the domain out of "
            "the policy's UseDomains if it is not served");
  Out.push_back(std::move(D));
}

void run(const Subject &Found, std::vector<Diagnostic> &Out) {
  std::vector<StringRef> Said; // a domain is reported once, at the first use
  for (const ModelUse &M : Found.Graph.Models) {
    const Organization &Org = Found.rulesAt(M.Where).Org;
    if (!Org.DeploysInEU.value_or(false))
      continue;
    for (const Area &A : Areas)
      if (llvm::is_contained(Org.UseDomains, A.Domain.str()) &&
          !llvm::is_contained(Said, A.Domain)) {
        Said.push_back(A.Domain);
        report(Found, M, A, Out);
      }
  }
}

} // namespace

constinit const Check eu_ai_act_high_risk{
    .Id = "eu-ai-act-high-risk",
    .Summary = "Models are used in the EU in an area that the AI Act calls "
               "high-risk",
    .Doc = R"md(
## What it finds

Model uses in folders whose policy says `DeploysInEU: true` and names a use domain
that stands in Annex III of the AI Act. Each domain is reported once, at the
first use.

- warning: Articles 26 and 27 put duties on deployers.

## Why it matters

The duties need records and people, not code: oversight, logs, notices, an impact
assessment. They take months to set up.

## What it cannot see

Whether the exceptions of Article 6(3) hold (narrow procedural tasks, preparatory
work); what else the system does.

Whether the organization is a provider at all: who fine-tunes a model is provider
of the modification only where it is a substantial one. From when a duty applies
stands in Article 113 and in what amends it. Nothing here is legal advice.
)md",
    .Bad = R"py(
#--- .model-tidy.yaml
Organization: {DeploysInEU: true, UseDomains: [education]}
#--- grade.py
from transformers import pipeline

grade = pipeline("text-generation", model="mistralai/Mistral-7B-v0.1")
print(grade("Grade this essay")[0]["generated_text"])
)py",
    .Good = R"py(
#--- .model-tidy.yaml
Organization: {DeploysInEU: true, UseDomains: [undisclosed-ai]}
#--- grade.py
from transformers import pipeline

grade = pipeline("text-generation", model="mistralai/Mistral-7B-v0.1")
print(grade("Grade this essay")[0]["generated_text"])
)py",
    .Level = Severity::Warning,
    .Run = run,
};

} // namespace modeltidy
