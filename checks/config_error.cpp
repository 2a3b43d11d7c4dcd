//===- config_error.cpp - mistakes in policy files ------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/check.h"

namespace modeltidy {

extern const Check config_error;

namespace {

void run(const Subject &Found, std::vector<Diagnostic> &Out) {
  for (const PolicyMistake &M : Found.Around.Mistakes) {
    Diagnostic D;
    D.Rule = &config_error;
    D.Level = Severity::Error;
    D.Where = M.Where;
    D.Message = M.Text;
    D.Identity = Found.inCheckout(M.Where.File) + "\n" + M.Text;
    D.Notes.push_back({D.Where,
                       "to resolve it: mend this line; what is sound in the "
                       "file applies all the same",
                       NoteKind::WayOut});
    Out.push_back(std::move(D));
  }
}

} // namespace

constinit const Check config_error{
    .Id = "config-error",
    .Summary =
        "A policy file, or a catalog or API model that it names, holds a "
        "mistake",
    .Doc = R"md(
## What it finds

Every mistake in `.model-tidy.yaml`, in the catalogs of `--catalog` and in the
files that `ApiModels` names, at its own line: keys and words that do not exist
(with the nearest that does), values of the wrong kind, patterns that cannot be
read, licenses that nobody knows. What is valid beside a mistake applies, the
scan runs, the report is written.

- error, and exit status 2. It cannot be switched off.

## Why it matters

A policy that is misspelled protects nobody: `Comercial: true` would leave every
noncommercial license unnoticed, in silence.

## What it cannot see

Values that are valid and untrue: a number of users that is out of date, a
territory that was forgotten. `--dump-config` prints what is in force for a file.
)md",
    .Bad = R"py(
#--- .model-tidy.yaml
Organization:
  Comercial: true
)py",
    .Good = R"py(
#--- .model-tidy.yaml
Organization:
  Commercial: true
)py",
    .Level = Severity::Error,
    .Run = run,
    .Always = true,
};

} // namespace modeltidy
