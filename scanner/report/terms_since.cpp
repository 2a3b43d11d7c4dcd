//===- terms_since.cpp - terms that changed since a day -------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/report/terms_since.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <map>

namespace modeltidy {

namespace {

/// The texts in use, by id.
using UsesByTerms = std::map<std::string, ChangedTerms>;

class Collector {
public:
  Collector(const Subject &From, UsesByTerms &Into)
      : Found(From), Known(*From.Around.Known), Out(Into) {}

  void model(const ModelUse &M) {
    if (M.Known)
      texts(termsOfModel(Known, M.Id, M.Through, M.Provider),
            {M.Id, false, Found.Graph.Files[M.Where.File], M.Where.Line});
  }

  void dataset(const DatasetUse &D) {
    const Dataset *Record = Known.findDataset(
        D.Id, D.IsFile ? DatasetMention::Path : DatasetMention::Named);
    if (!Record)
      return;
    TermsUse Use{D.Id, true, Found.Graph.Files[D.Where.File], D.Where.Line};
    for (StringRef Id : Record->LicenseIds)
      text(Known.license(Id), Use);
    for (const Generator &G : Known.generatorsOf(*Record))
      texts(termsOfDataset(Known, *Record, G), Use);
  }

private:
  void texts(const SourceTerms &Of, const TermsUse &Use) {
    for (const auto *Some : {&Of.Texts, &Of.NamedOnly})
      for (const GoverningText &T : *Some)
        text(T.Terms, Use);
  }

  /// A text and what it brings in, which brings in nothing more.
  void text(const LicenseTerms *L, const TermsUse &Use) {
    if (!L)
      return;
    add(*L, Use);
    for (StringRef Id : L->Incorporates)
      if (const LicenseTerms *Part = Known.license(Id))
        add(*Part, Use);
  }

  void add(const LicenseTerms &L, const TermsUse &Use) {
    ChangedTerms &At = Out[L.Id.str()];
    At.Terms = &L;
    if (llvm::none_of(At.Uses, [&](const TermsUse &U) {
          return U.Id == Use.Id && U.OfDataset == Use.OfDataset;
        }))
      At.Uses.push_back(Use);
  }

  const Subject &Found;
  const Catalog &Known;
  UsesByTerms &Out;
};

/// "2026-04" reaches back to no day before, and counts for any day in it.
bool isSince(StringRef Date, StringRef Since) {
  return dateWithin(Date, Since, "");
}

class Changes {
public:
  Changes(const Catalog &From, StringRef Day) : Known(From), Since(Day) {}

  std::vector<TermsChange> of(const LicenseTerms &L) {
    Out.clear();
    start(L);
    versions(L);
    for (const TermsVersion &V : L.UsagePolicyHistory)
      if (isSince(V.From, Since))
        Out.push_back(
            {V.From.str(), "use policy: " + V.Change.str(), {}, V.Confidence});
    end(L);
    std::stable_sort(Out.begin(), Out.end(),
                     [](const TermsChange &A, const TermsChange &B) {
                       return A.Date < B.Date;
                     });
    return std::move(Out);
  }

private:
  /// The text came into force, perhaps in place of another.
  void start(const LicenseTerms &L) {
    if (!isSince(L.ValidFrom, Since))
      return;
    bool Replaces = false;
    for (const LicenseTerms &Old : Known.licenses())
      if (Old.SupersededBy == L.Id) {
        Replaces = true;
        Out.push_back({L.ValidFrom.str(), "replaces the " + Old.Name.str(),
                       changesBetween(Old, L), L.Confidence});
      }
    bool Told = llvm::any_of(L.History, [&](const TermsVersion &V) {
      return V.From == L.ValidFrom;
    });
    if (!Replaces && !Told)
      Out.push_back(
          {L.ValidFrom.str(), "this text came into force", {}, L.Confidence});
  }

  static OutputRule ruleOf(const LicenseTerms &L, const TermsVersion &V) {
    return V.HasTraining ? V.Training : L.OutputTraining;
  }

  void versions(const LicenseTerms &L) {
    for (size_t I = 0; I < L.History.size(); ++I) {
      const TermsVersion &V = L.History[I];
      if (!isSince(V.From, Since))
        continue;
      TermsChange C{V.From.str(), V.Change.str(), {}, V.Confidence};
      if (I > 0 && ruleOf(L, L.History[I - 1]) != ruleOf(L, V))
        C.Provisions.push_back({"training on outputs",
                                word(ruleOf(L, L.History[I - 1])).str(),
                                word(ruleOf(L, V)).str()});
      Out.push_back(std::move(C));
    }
  }

  /// Another text took its place.
  void end(const LicenseTerms &L) {
    const LicenseTerms *New = Known.license(L.SupersededBy);
    StringRef Day =
        New && !New->ValidFrom.empty() ? New->ValidFrom : L.ValidUntil;
    if (!isSince(Day, Since))
      return;
    std::string What = New ? "superseded by the " + New->Name.str()
                           : "no longer used for new releases";
    if (!L.ValidScope.empty())
      What += " (" + L.ValidScope.str() + ")";
    Out.push_back(
        {Day.str(), What,
         New ? changesBetween(L, *New) : std::vector<ProvisionChange>(),
         L.Confidence});
  }

  const Catalog &Known;
  StringRef Since;
  std::vector<TermsChange> Out;
};

std::string newestRead(const Catalog &Known) {
  StringRef Newest;
  for (const LicenseTerms &L : Known.licenses())
    Newest = std::max(Newest, L.Read);
  return Newest.str();
}

std::string digestOf(const TermsReport &R) {
  std::string All;
  for (const ChangedTerms &T : R.Changed)
    for (const TermsChange &C : T.Changes) {
      All += T.Terms->Id.str() + "\n" + C.Date + "\n" + C.What + "\n";
      for (const ProvisionChange &P : C.Provisions)
        All += P.Name.str() + "\n" + P.Before + "\n" + P.After + "\n";
    }
  return "sha256:" + sha256Of(All);
}

} // namespace

TermsReport termsSince(const Subject &Found, StringRef Since) {
  UsesByTerms Used;
  Collector Into(Found, Used);
  for (const ModelUse &M : Found.Graph.Models)
    Into.model(M);
  for (const DatasetUse &D : Found.Graph.Datasets)
    Into.dataset(D);
  TermsReport R;
  R.Since = Since.str();
  R.Today = Found.rules().Today;
  R.CatalogRead = newestRead(*Found.Around.Known);
  R.Looked = Used.size();
  Changes Known(*Found.Around.Known, Since);
  for (auto &[Id, T] : Used) {
    T.Changes = Known.of(*T.Terms);
    if (!T.Changes.empty())
      R.Changed.push_back(std::move(T));
  }
  R.Digest = digestOf(R);
  return R;
}

} // namespace modeltidy
