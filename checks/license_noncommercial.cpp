//===- license_noncommercial.cpp - noncommercial models in commercial use -===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/use_findings.h"

namespace modeltidy {

extern const Check license_noncommercial;

namespace {

Draft unregistered(const ModelUse &M, const LicenseTerms &L) {
  Draft D;
  D.Message = ("'" + M.Id + "' is in commercial use, and no registration " +
               "under the " + L.Name + " is on record")
                  .str();
  D.Terms = {"the policy says that the use is commercial",
             termsNote(L, "", L.Registration)};
  D.WaysOut = {"register with the licensor, and record it in the policy "
               "(Agreements: commercial-use)"};
  return D;
}

std::optional<Draft> judge(const ModelUse &M, UseTerms &Terms,
                           const Policy &Rules) {
  if (!Rules.Org.Commercial.value_or(false))
    return std::nullopt;
  for (const GoverningText &Text : Terms->Texts) {
    const LicenseTerms *L = Text.Terms;
    bool Barred = L && L->Commercial == CommercialUse::No;
    bool Asks = L && !L->Registration.empty();
    if ((!Barred && !Asks) || isGranted(Rules, M, Terms, "commercial-use"))
      continue;
    if (!Barred)
      return unregistered(M, *L);
    Draft D;
    D.Level = Severity::Error;
    D.Message = ("'" + M.Id + "' is used, and the " + L->Name +
                 " allows no commercial use")
                    .str();
    D.Terms = {"the policy says that the use is commercial",
               termsNote(*L,
                         L->OutputTraining == OutputRule::NoncommercialOnly
                             ? L->Section
                             : StringRef(),
                         "no commercial use")};
    bool Draws = Terms->Of && Terms->Of->Modality == "image-generation";
    D.WaysOut = {std::string("use a model whose license allows commercial use "
                             "(--suggest-for=") +
                     (Draws ? "generate-image" : "generate") + " lists some)",
                 "buy a license and record it in the policy (Agreements: "
                 "commercial-use)"};
    return D;
  }
  return std::nullopt;
}

void run(const Subject &Found, std::vector<Diagnostic> &Out) {
  reportUses(Found, license_noncommercial, judge, Out);
}

} // namespace

constinit const Check license_noncommercial{
    .Id = "license-noncommercial",
    .Summary = "A model whose license allows no commercial use is used, "
               "and the policy says that the use is commercial",
    .Doc = R"md(
## What it finds

Uses of models whose license allows research or noncommercial use only, in
folders whose policy says `Commercial: true`. Weights, services and resellers
count, each with its own texts; the message names the one that bars the use.

- error: the policy makes it certain. Without `Commercial` the check is quiet.
- warning: commercial use asks for a registration, and no agreement with the grant
  `commercial-use` records one.

## Why it matters

A research license is often found out about when the product is built. The
holder may ask for the model, and what was made with it, to be withdrawn.

## What it cannot see

Uses outside this repository; whether a single script is research within a
commercial organization (give its folder a policy of its own). What the terms say
of training on outputs is `license-output-training`.
)md",
    .Bad = R"py(
#--- .model-tidy.yaml
Organization: {Commercial: true}
#--- chat.py
from transformers import pipeline

chat = pipeline("text-generation", model="CohereForAI/c4ai-command-r-v01")
print(chat("Why is the sky blue?")[0]["generated_text"])
)py",
    .Good = R"py(
#--- .model-tidy.yaml
Organization: {Commercial: false}
#--- chat.py
from transformers import pipeline

chat = pipeline("text-generation", model="CohereForAI/c4ai-command-r-v01")
print(chat("Why is the sky blue?")[0]["generated_text"])
)py",
    .Level = Severity::Error,
    .Run = run,
};

} // namespace modeltidy
