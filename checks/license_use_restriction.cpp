//===- license_use_restriction.cpp - uses that a license bars -----------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/use_findings.h"
#include "llvm/ADT/STLExtras.h"

namespace modeltidy {

extern const Check license_use_restriction;

namespace {

/// The first banned use of the policy's domains, else the first that is barred
/// under conditions.
const ProhibitedUse *barred(const LicenseTerms &L, const ModelUse &M,
                            UseTerms &Terms, const Policy &Rules) {
  const ProhibitedUse *Found = nullptr;
  for (const ProhibitedUse &U : L.ProhibitedUses)
    if (llvm::is_contained(Rules.Org.UseDomains, U.Domain.str()) &&
        (!Found || (U.Banned && !Found->Banned)) &&
        !isGranted(Rules, M, Terms, ("use:" + U.Domain).str()))
      Found = &U;
  return Found;
}

Draft draft(const ModelUse &M, const LicenseTerms &L, const ProhibitedUse &U) {
  Draft D;
  D.Level = U.Banned ? Severity::Error : Severity::Warning;
  D.Message = ("'" + M.Id + "' is used for " + U.Domain + ", which the " +
               L.Name + (U.Banned ? " bars" : " bars in some forms"))
                  .str();
  D.Terms = {termsNote(L, U.Section, U.Note.empty() ? U.Domain : U.Note)};
  D.WaysOut = {
      ("keep to what the text allows, get permission, and record it in "
       "the policy (Agreements: use:" +
       U.Domain + ")")
          .str(),
      "use a model without use restrictions (--suggest-for=generate "
      "lists some)"};
  return D;
}

std::optional<Draft> judge(const ModelUse &M, UseTerms &Terms,
                           const Policy &Rules) {
  if (Rules.Org.UseDomains.empty())
    return std::nullopt;
  std::optional<Draft> Worst;
  for (const GoverningText &Text : Terms->Texts) {
    const ProhibitedUse *U =
        Text.Terms ? barred(*Text.Terms, M, Terms, Rules) : nullptr;
    if (U && (!Worst || (U->Banned && Worst->Level != Severity::Error)))
      Worst = draft(M, *Text.Terms, *U);
  }
  return Worst;
}

void run(const Subject &Found, std::vector<Diagnostic> &Out) {
  reportUses(Found, license_use_restriction, judge, Out);
}

} // namespace

constinit const Check license_use_restriction{
    .Id = "license-use-restriction",
    .Summary = "A model is used in a domain that its license or use policy "
               "bars",
    .Doc = R"md(
## What it finds

Uses of models whose license, use policy or service terms bar a domain that the
policy names under `Organization: UseDomains` (`checks/use_domains.yaml` has the
closed list). RAIL licenses list them in Attachment A, others in an acceptable
use policy.

- error: the domain is off limits.
- warning: it is barred in the way that the note names (decisions without a
  human, without consent, without a professional).

## Why it matters

These limits bind every user of every derivative, whatever it is worth, and a
breach ends the license.

## What it cannot see

What the program does: only the declared domains count, and without them the
check is quiet. A use policy that nobody read for the catalog is no clearance;
`--explain=<model>` says so.
)md",
    .Bad = R"py(
#--- .model-tidy.yaml
Organization: {UseDomains: [military]}
#--- chat.py
from transformers import pipeline

chat = pipeline("text-generation", model="meta-llama/Llama-3.1-8B-Instruct")
print(chat("Why is the sky blue?")[0]["generated_text"])
)py",
    .Good = R"py(
#--- .model-tidy.yaml
Organization: {UseDomains: [military]}
#--- chat.py
from transformers import pipeline

chat = pipeline("text-generation", model="Qwen/Qwen2.5-7B-Instruct")
print(chat("Why is the sky blue?")[0]["generated_text"])
)py",
    .Level = Severity::Error,
    .Run = run,
};

} // namespace modeltidy
