//===- license_unknown.cpp - models that nobody knows -------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/use_findings.h"
#include "checks/weights.h"
#include "llvm/ADT/STLExtras.h"

namespace modeltidy {

extern const Check license_unknown;

namespace {

std::string lookedAt(const Subject &Found) {
  size_t Beside = llvm::count_if(Found.Around.Documents, [](const Document &D) {
    return D.Kind == DocumentKind::License || D.Kind == DocumentKind::Card;
  });
  return "looked at: " + std::to_string(Found.Around.Known->families().size()) +
         " families of the catalog, the policy's Models, " +
         std::to_string(Beside) + " cards and licenses in the repository";
}

/// `models/chat` is shaped like an id of a hub.
bool isFolderHere(const Subject &Found, StringRef Id) {
  return llvm::any_of(Found.Around.Documents, [&](const Document &D) {
    return D.Kind == DocumentKind::Weights && folderOf(D.Path) == Id;
  });
}

/// Where programs put what they train; nobody's name on a hub.
bool isFolderOfRuns(StringRef Id) {
  constexpr StringRef Names[] = {
      "out",    "output",      "outputs", "ckpt",    "ckpts", "checkpoint",
      "models", "checkpoints", "results", "weights", "runs",  "saved_models"};
  return llvm::is_contained(Names, Id.split('/').first);
}

Severity levelAt(const Policy &Rules) {
  return Rules.Org.Unknown == UnknownModels::Prohibit ? Severity::Warning
                                                      : Severity::Note;
}

/// Weights in the repository: card, license file and base are looked at.
void checkWeights(const Subject &Found, const LocalWeights &W,
                  std::vector<Diagnostic> &Out) {
  const Catalog &Known = *Found.Around.Known;
  const LicenseTerms *Declared =
      W.Of ? Known.licenseByHubTag(W.Of->License) : nullptr;
  Place Where = headOf(*W.File);
  if (Declared && W.Shown && !declares(Known, W.Of->Licenses, W.Shown)) {
    Diagnostic D = findingAt(
        Found, license_unknown, Severity::Warning, W.Of->LicenseAt,
        "the card of the weights in '" + W.Folder + "' says '" + W.Of->License +
            "', and the license beside them is the " + W.Shown->Name.str(),
        W.Folder);
    D.Notes.push_back(
        {headOf(*W.LicenseFile), "the license file is here", NoteKind::Step});
    D.Notes.push_back({D.Where,
                       "until one of them is mended, the stricter counts",
                       NoteKind::Terms});
    addWayOut(D, "find out which license the weights came with, and mend the "
                 "card or the file");
    Out.push_back(std::move(D));
  }
  if (Declared || W.Shown || W.Owed || !W.Declared.empty())
    return;
  Diagnostic D =
      findingAt(Found, license_unknown, levelAt(Found.rulesAt(Where)), Where,
                "the license of the weights in '" + W.Folder + "' is not known",
                W.Folder);
  D.Notes.push_back(
      {Where,
       std::string("looked at: ") +
           (W.Of ? "the card beside them" : "no card beside them") + ", " +
           (W.LicenseFile ? "a license file whose text is not recognized"
                          : "no license file") +
           (StringRef(W.File->Path).ends_with_insensitive(".gguf")
                ? ", the header"
                : "") +
           ", the folder's name",
       NoteKind::Terms});
  addWayOut(D, "put the license and a card that names it beside the weights");
  Out.push_back(std::move(D));
}

void run(const Subject &Found, std::vector<Diagnostic> &Out) {
  for (const LocalWeights &W : localWeights(Found))
    checkWeights(Found, W, Out);
  auto Judge = [&](const ModelUse &M, UseTerms &Terms,
                   const Policy &Rules) -> std::optional<Draft> {
    bool Ours = isFolderHere(Found, M.Id) || isPublishedHere(Found, M.Id) ||
                !M.Bases.empty() || isFolderOfRuns(M.Id);
    if (!isHubId(M.Id) || Ours || Terms->Of || !Terms->Texts.empty())
      return std::nullopt;
    Draft D;
    D.Level = levelAt(Rules);
    D.Message = "the license of '" + M.Id + "' is not known";
    D.Terms = {lookedAt(Found),
               "until it is known, treat the model as one that allows neither "
               "commercial use nor training on its outputs"};
    D.WaysOut = {"read the model's card and license, and name it in the policy "
                 "(Models: [{Pattern: ..., License: ...}])"};
    return D;
  };
  reportUses(Found, license_unknown, Judge, Out);
}

} // namespace

constinit const Check license_unknown{
    .Id = "license-unknown",
    .Summary = "A model is used whose license the catalog does not know",
    .Doc = R"md(
## What it finds

Models by an id of a hub (`owner/name`) that neither the catalog nor the policy
knows. Each id is reported once; its other uses are notes. What the repository
itself publishes or trains is not asked for. Of weights in the repository, it looks at the
card and the license file beside them (recognized by its text), at the base that
the card names, at what the header of a GGUF file declares, and at the folder's name. A
vocabulary without tensors (`ggml-vocab-*.gguf`) is no weights.

- warning: the policy says `UnknownModels: prohibit`; or card and license file
  contradict each other.
- note: it does not. Until the license is known, the most restrictive reading is
  the safe one.

## Why it matters

A model without a license is not free: nothing is granted. Fine-tunes of
restricted models are often published without any word of their base.

## What it cannot see

The hub: it asks no network. Local paths (also `out/...`, `checkpoints/...` and
other folders that programs write to), names behind a part that the code does not tell
(`os.path.join(cache, name)`) and names without an owner are left out, for they may be
anything; so are placeholders (`your-org/your-model`). Weights in the root folder, for its license is
that of the code.
)md",
    .Bad = R"py(
#--- .model-tidy.yaml
Organization: {UnknownModels: prohibit}
#--- example.py
from transformers import pipeline

chat = pipeline("text-generation", model="nobody/knows-this-one")
print(chat("Why is the sky blue?")[0]["generated_text"])
)py",
    .Good = R"py(
#--- .model-tidy.yaml
Organization: {UnknownModels: prohibit}
Models: [{Pattern: '^nobody/knows-', License: MIT}]
#--- example.py
from transformers import pipeline

chat = pipeline("text-generation", model="nobody/knows-this-one")
print(chat("Why is the sky blue?")[0]["generated_text"])
)py",
    .Level = Severity::Warning,
    .Run = run,
};

} // namespace modeltidy
