//===- license_territory.cpp - places that a license leaves out -----------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/policy_words.h"
#include "checks/use_findings.h"
#include "llvm/ADT/STLExtras.h"

namespace modeltidy {

extern const Check license_territory;

namespace {

bool concerns(const TerritoryExclusion &E, const Family *Of) {
  if (E.Modalities.empty() || llvm::is_contained(E.Modalities, "any"))
    return true;
  return Of && llvm::is_contained(E.Modalities, Of->Modality);
}

const TerritoryExclusion *excluded(const LicenseTerms &L, const Family *Of,
                                   const Organization &Org) {
  for (const TerritoryExclusion &E : L.Territories)
    if (concerns(E, Of) &&
        llvm::any_of(Org.Territories, [&](const std::string &T) {
          return liesIn(T, E.Territory);
        }))
      return &E;
  return nullptr;
}

std::optional<Draft> judge(const ModelUse &M, UseTerms &Terms,
                           const Policy &Rules) {
  if (Rules.Org.Territories.empty())
    return std::nullopt;
  for (const GoverningText &Text : Terms->Texts) {
    const LicenseTerms *L = Text.Terms;
    const TerritoryExclusion *E =
        L ? excluded(*L, Terms->Of, Rules.Org) : nullptr;
    if (!E || isGranted(Rules, M, Terms, "territory"))
      continue;
    // Where the text asks for a seat, the policy tells only of use; and whoever
    // calls a service is an end user.
    bool BySeat = E->Who.contains("domiciled");
    if (BySeat && M.Through != Channel::Weights &&
        M.Through != Channel::Unknown)
      continue;
    Draft D;
    D.Level = BySeat ? Severity::Warning : Severity::Error;
    D.Message = ("'" + M.Id + "' is used in " + E->Territory + ", which the " +
                 L->Name + " leaves out" +
                 (BySeat ? " for those who have their seat there" : ""))
                    .str();
    D.Terms = {termsNote(*L, E->Section,
                         ("no rights in " + E->Territory +
                          (E->Who.empty() ? "" : "; it binds ") + E->Who)
                             .str())};
    if (BySeat)
      D.WaysOut.push_back("where the organization has its seat elsewhere, say "
                          "so by a suppression with that reason");
    D.WaysOut.insert(
        D.WaysOut.end(),
        {"use another model there; a folder may have a policy with "
         "Territories of its own",
         "get permission and record it in the policy (Agreements: "
         "territory)"});
    return D;
  }
  return std::nullopt;
}

void run(const Subject &Found, std::vector<Diagnostic> &Out) {
  reportUses(Found, license_territory, judge, Out);
}

} // namespace

constinit const Check license_territory{
    .Id = "license-territory",
    .Summary = "A model is used where its license grants no rights",
    .Doc = R"md(
## What it finds

Uses of models whose license leaves out a territory that the policy names under
`Organization: Territories`. Members of the European Union count as `EU`. Where a
text leaves out multimodal models only, others stay quiet.

- error: the text leaves out everyone there. Without `Territories` the check is quiet.
- warning: the text leaves out those who are domiciled there, which the policy does not
  tell. Models that are called as a service are left out then.

## Why it matters

Some licenses withhold every right from users in the European Union, the United
Kingdom or South Korea. There is no duty that could be met: nothing is licensed.

## What it cannot see

Where a product is offered, other than by the policy. Regions in which a service
is merely not available are not in the texts; `--explain=<license>` names what is
known of them.
)md",
    .Bad = R"py(
#--- .model-tidy.yaml
Organization: {Territories: [US, DE]}
#--- chat.py
from transformers import pipeline

chat = pipeline("text-generation", model="meta-llama/Llama-3.2-11B-Vision-Instruct")
print(chat("Why is the sky blue?")[0]["generated_text"])
)py",
    .Good = R"py(
#--- .model-tidy.yaml
Organization: {Territories: [US, DE]}
#--- chat.py
from transformers import pipeline

chat = pipeline("text-generation", model="meta-llama/Llama-3.2-1B-Instruct")
print(chat("Why is the sky blue?")[0]["generated_text"])
)py",
    .Level = Severity::Error,
    .Run = run,
};

} // namespace modeltidy
