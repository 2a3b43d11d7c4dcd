//===- catalog_stale.cpp - terms that were read long ago ----------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/bom.h"
#include "checks/policy_words.h"
#include "checks/use_findings.h"
#include <set>

namespace modeltidy {

extern const Check catalog_stale;

namespace {

/// Records that one sitting writes may be some days apart.
constexpr int MaxLag = 14;

int maxAge(const Policy &Rules) {
  std::vector<std::string> Values =
      optionOf(Rules, catalog_stale, "MaxAgeDays");
  int Days = 0;
  return !Values.empty() && !StringRef(Values[0]).getAsInteger(10, Days) ? Days
                                                                         : 180;
}

/// Why a text may be out of date; empty where it is not.
std::string staleness(const LicenseTerms &L, const Policy &Rules) {
  if (Rules.Today.empty())
    return {};
  if (!L.Read.empty() && daysBetween(L.Read, Rules.Today) > maxAge(Rules))
    return ("the " + L.Name + " was last read on " + L.Read).str();
  bool Ended = L.Kind == TermsKind::ProviderTerms && !L.ValidUntil.empty() &&
               daysBetween(L.ValidUntil, Rules.Today) > 366;
  return Ended ? ("the " + L.Name + " ended on " + L.ValidUntil).str() : "";
}

/// The same of a model's record, which may name the day itself, and whose terms
/// may be known from a time before it was written.
std::string staleness(const Family &F, const LicenseTerms *L,
                      const Policy &Rules) {
  std::string Name = "'" + F.Name.str() + "'";
  if (!Rules.Today.empty() && !F.ReadAgain.empty() &&
      F.ReadAgain <= Rules.Today)
    return "the record of " + Name + " was to be read again on " +
           F.ReadAgain.str();
  bool Older = L && !L->Read.empty() && !F.Read.empty() && L->Read < F.Read &&
               daysBetween(L->Read, F.Read) > MaxLag;
  return Older ? ("the " + L->Name + " was last read on " + L->Read +
                  ", before the record of " + Name + ", which is of " + F.Read)
                     .str()
               : "";
}

/// The same of the record of a model or a data set.
std::string staleness(const std::string &What, StringRef Read,
                      const Policy &Rules) {
  bool Old = !Rules.Today.empty() && !Read.empty() &&
             daysBetween(Read, Rules.Today) > maxAge(Rules);
  return Old ? "the record of " + What + " was last read on " + Read.str() : "";
}

/// One finding a run: whoever renews one record renews all.
class StaleRecords {
public:
  explicit StaleRecords(const Subject &S) : Found(S) {}

  void addTerms(const SourceTerms &Terms, const Place &At) {
    for (const GoverningText &Text : Terms.Texts)
      if (Text.Terms)
        add(staleness(*Text.Terms, Found.rules()), At);
    const LicenseTerms *Own =
        Terms.Of ? Found.Around.Known->license(Terms.Of->License) : nullptr;
    if (Terms.Of)
      add(staleness(*Terms.Of, Own, Found.rules()), At);
    if (Terms.Of)
      add(staleness("'" + Terms.Of->Name.str() + "'", Terms.Of->Read,
                    Found.rules()),
          At);
  }

  /// Somebody reviewed the license after the catalog's text was read.
  void addReviewed(const BomEntry &E) {
    const Catalog &Known = *Found.Around.Known;
    const Family *Of = Known.resolveModel(E.Id);
    const LicenseTerms *L = Of ? Known.license(Of->License) : nullptr;
    if (L && !L->Read.empty() && isPolicyDate(E.LastReviewed) &&
        daysBetween(L->Read, E.LastReviewed) > MaxLag)
      add(("the " + L->Name + " was last read on " + L->Read + ", and '" +
           E.Id + "' was reviewed on " + E.LastReviewed)
              .str(),
          E.ReviewedAt);
  }

  void addDataset(const DatasetUse &Use) {
    const Catalog &Known = *Found.Around.Known;
    const Dataset *Record = Known.findDataset(
        Use.Id, Use.IsFile ? DatasetMention::Path : DatasetMention::Named);
    if (!Record)
      return;
    add(staleness("'" + Record->Id.str() + "'", Record->Read, Found.rules()),
        Use.Where);
    for (const Generator &G : Known.generatorsOf(*Record))
      addTerms(termsOfDataset(Known, *Record, G), Use.Where);
  }

  std::optional<Diagnostic> D;

private:
  void add(const std::string &Why, const Place &At) {
    if (Why.empty() || !Said.insert(Why).second)
      return;
    if (D)
      D->Notes.push_back({At, Why, NoteKind::Terms});
    else
      D = findingAt(Found, catalog_stale, Severity::Note, At,
                    "what was used may be out of date: " + Why, "");
  }

  const Subject &Found;
  std::set<std::string> Said;
};

void run(const Subject &Found, std::vector<Diagnostic> &Out) {
  StaleRecords Stale(Found);
  for (const ModelUse &M : Found.Graph.Models)
    if (M.Known)
      Stale.addTerms(*UseTerms(*Found.Around.Known, M, {}), M.Where);
  for (const DatasetUse &Use : Found.Graph.Datasets)
    Stale.addDataset(Use);
  forEachEntry(readBom(Found),
               [&](const BomEntry &E) { Stale.addReviewed(E); });
  std::optional<Diagnostic> D = std::move(Stale.D);
  if (D)
    addWayOut(*D, "read the text again; a newer record goes into a folder for "
                  "--catalog or into the policy (Licenses)");
  if (D)
    Out.push_back(std::move(*D));
}

constexpr CheckOption Options[] = {
    {"MaxAgeDays", "180", "days after which a record should be read again",
     /*IsNumber=*/true}};

} // namespace

constinit const Check catalog_stale{
    .Id = "catalog-stale",
    .Summary = "Terms that findings rest on were read long ago",
    .Doc = R"md(
## What it finds

Records of license terms, models and data sets that the scan used and that were
read more than 180 days before the run's day (`--today`), and provider terms whose
own end lies more than a year back. Of a data set the terms of its generators count.
A model's record may also say itself when it is out of date: by `read_again`, or because
it was written more than 14 days after its terms were last read (a newer record in
`Models` or `--catalog` over an older text). Entries of the license record whose
`last_reviewed` is later than the day on which the catalog's text was read by more than
that count too. One finding a run; the other records are its notes.

- note: nothing is wrong yet.

## Why it matters

Providers change their terms several times a year. A finding that rests on an old
reading may be wrong in either direction.

## What it cannot see

Whether the terms did change. `--catalog=<folder>` lays newer records over the
built-in ones without a new program.
)md",
    .Bad = R"py(
#--- .model-tidy.yaml
Licenses:
  - license: LicenseRef-acme-1.0
    name: Acme License
    kind: weights
    outputs: {training: permitted, says: nothing on outputs}
    commercial_use: 'yes'
    source: a paper copy
    read: '2025-01-01'
    confidence: verified-from-text
Models: [{Pattern: '^acme/', License: LicenseRef-acme-1.0}]
#--- chat.py
from transformers import pipeline

chat = pipeline("text-generation", model="acme/chat-7b")
print(chat("Why is the sky blue?")[0]["generated_text"])
)py",
    .Good = R"py(
from transformers import pipeline

chat = pipeline("text-generation", model="mistralai/Mistral-7B-v0.1")
print(chat("Why is the sky blue?")[0]["generated_text"])
)py",
    .Level = Severity::Note,
    .Run = run,
    .Options = Options,
};

} // namespace modeltidy
