//===- lbom_license_changed.cpp - license texts that have changed -------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/bom.h"
#include "checks/card.h"
#include "checks/use_findings.h"
#include "llvm/ADT/STLExtras.h"

namespace modeltidy {

extern const Check lbom_license_changed;

namespace {

void run(const Subject &Found, std::vector<Diagnostic> &Out) {
  forEachEntry(readBom(Found), [&](const BomEntry &E) {
    const Document *License =
        E.Digest.empty() ? nullptr : licenseBeside(Found, E.Id);
    if (!License)
      return;
    std::string Now = "sha256:" + sha256Of(License->Text);
    if (StringRef(E.Digest).equals_insensitive(Now))
      return;
    Diagnostic D =
        findingAt(Found, lbom_license_changed, Severity::Warning, E.DigestAt,
                  "the license of '" + E.Id + "' in '" + License->Path +
                      "' is not the one that was reviewed",
                  E.Id);
    D.Notes.push_back(
        {headOf(*License), "its digest is " + Now, NoteKind::Step});
    D.Notes.push_back({E.DigestAt,
                       "to resolve it: read the text, then record the digest "
                       "and the day (last_reviewed)",
                       NoteKind::WayOut});
    Out.push_back(std::move(D));
  });
}

} // namespace

constinit const Check lbom_license_changed{
    .Id = "lbom-license-changed",
    .Summary = "The license beside local weights is not the one that was "
               "reviewed",
    .Doc = R"md(
## What it finds

Entries of the license record with a `digest` (`sha256:` and 64 hexadecimal
digits) that is not that of the license file beside the model's weights. The
folder is the one whose name is the last part of the model's id.

- warning. Entries without a digest are left alone.

## Why it matters

An update of a model brings its license along, and nobody reads it twice.

## What it cannot see

Licenses that are not in the repository.
)md",
    .Bad = R"py(
#--- ai-license-bom.yaml
models:
  - id: mistralai/Mistral-7B-v0.1
    license: Apache-2.0
    digest: sha256:0000000000000000000000000000000000000000000000000000000000000000
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
#--- models/Mistral-7B-v0.1/LICENSE.txt
Apache License
#--- models/Mistral-7B-v0.1/model.safetensors
weights
)py",
    .Good = R"py(
#--- ai-license-bom.yaml
models:
  - id: mistralai/Mistral-7B-v0.1
    license: Apache-2.0
    digest: sha256:15ef3a45b062d92684bcdd84d53f8e1120101dd6294ab9af94c5338bf5b5065f
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
#--- models/Mistral-7B-v0.1/LICENSE.txt
Apache License
#--- models/Mistral-7B-v0.1/model.safetensors
weights
)py",
    .Level = Severity::Warning,
    .Run = run,
};

} // namespace modeltidy
