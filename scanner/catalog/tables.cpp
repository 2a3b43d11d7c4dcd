//===- tables.cpp - Sorted arrays over records ----------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/catalog/tables.h"

#include "scanner/catalog/literals.h"
#include "scanner/catalog/records_loader.h"
#include "scanner/catalog/tables_over.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace modeltidy {

Gram gramAt(StringRef Text, size_t At, size_t Length) {
  Gram Out = static_cast<Gram>(Length);
  for (size_t I = 0; I != Length; ++I)
    Out = Out << 8 | static_cast<unsigned char>(Text[At + I]);
  return Out;
}

namespace {

constexpr size_t LongestGram = 3;

std::set<Gram> gramsOf(StringRef Literal) {
  size_t Length = std::min(LongestGram, Literal.size());
  std::set<Gram> Out;
  for (size_t I = 0; I + Length <= Literal.size(); ++I)
    Out.insert(gramAt(Literal, I, Length));
  return Out;
}

class GramIndex {
public:
  explicit GramIndex(ArrayRef<PatternRow> Patterns) {
    for (const PatternRow &P : Patterns)
      for (ArrayRef<StringRef> List : {P.All, P.Any})
        for (StringRef Literal : List)
          for (Gram G : gramsOf(Literal))
            ++Uses[G];
  }

  /// An id that P matches holds one of these.
  std::set<Gram> keys(const PatternRow &P) {
    std::set<Gram> Out;
    if (P.All.empty()) {
      for (StringRef Literal : P.Any)
        Out.insert(rarest(gramsOf(Literal)));
      return Out;
    }
    std::set<Gram> Choice;
    for (StringRef Literal : P.All)
      for (Gram G : gramsOf(Literal))
        Choice.insert(G);
    Out.insert(rarest(Choice));
    return Out;
  }

private:
  /// Longer grams before shorter ones, then the least used.
  Gram rarest(const std::set<Gram> &Choice) {
    return *std::min_element(Choice.begin(), Choice.end(), [&](Gram A, Gram B) {
      return std::tuple(-(int)(A >> 24), Uses[A], A) <
             std::tuple(-(int)(B >> 24), Uses[B], B);
    });
  }

  std::map<Gram, unsigned> Uses;
};

ArrayRef<StringRef> keepAll(Records &R, const std::vector<std::string> &Texts) {
  std::vector<StringRef> Out;
  Out.reserve(Texts.size());
  for (const std::string &Text : Texts)
    Out.push_back(R.keep(Text));
  return R.keep(Out);
}

/// Patterns that other tables hold, each by where its text stands: records that
/// are laid over them share it.
class KnownPatterns {
public:
  explicit KnownPatterns(const Tables &From)
      : From(From), Keys(From.Patterns.size()) {
    for (auto [I, P] : llvm::enumerate(From.Patterns))
      At[P.Text.begin()] = I;
    for (const GramRow &Row : From.Grams)
      Keys[Row.Pattern].push_back(Row.Key);
  }
  const PatternRow *find(StringRef Text) const {
    auto It = At.find(Text.begin());
    return It == At.end() ? nullptr : &From.Patterns[It->second];
  }
  /// The grams under which it was entered.
  ArrayRef<Gram> keys(const PatternRow &Row) const {
    return Keys[static_cast<size_t>(&Row - From.Patterns.begin())];
  }

private:
  const Tables &From;
  llvm::DenseMap<const char *, size_t> At;
  std::vector<std::vector<Gram>> Keys;
};

ArrayRef<PatternRow> patternRows(Records &R, const KnownPatterns &Known) {
  std::vector<PatternRow> Rows;
  for (auto [Index, F] : llvm::enumerate(R.Families))
    for (StringRef Text : F.Patterns) {
      if (const PatternRow *Old = Known.find(Text)) {
        Rows.push_back(
            {Text, static_cast<uint16_t>(Index), Old->All, Old->Any});
        continue;
      }
      Literals Needs = requiredLiterals(Text);
      Rows.push_back({Text, static_cast<uint16_t>(Index), keepAll(R, Needs.All),
                      keepAll(R, Needs.Any)});
    }
  return R.keep(Rows);
}

void indexPatterns(Records &R, const KnownPatterns &Known, Tables &T) {
  T.Patterns = patternRows(R, Known);
  std::vector<PatternRow> Fresh;
  for (const PatternRow &P : T.Patterns)
    if (!Known.find(P.Text))
      Fresh.push_back(P);
  GramIndex Index(Fresh);
  std::vector<GramRow> Rows;
  std::vector<uint16_t> Unfiltered;
  for (auto [I, P] : llvm::enumerate(T.Patterns)) {
    std::vector<Gram> Keys;
    if (const PatternRow *Old = Known.find(P.Text)) {
      Keys = Known.keys(*Old);
    } else {
      std::set<Gram> Own = Index.keys(P);
      Keys.assign(Own.begin(), Own.end());
    }
    for (Gram G : Keys)
      Rows.push_back({G, static_cast<uint16_t>(I)});
    if (Keys.empty())
      Unfiltered.push_back(static_cast<uint16_t>(I));
  }
  llvm::sort(Rows, [](const GramRow &A, const GramRow &B) {
    return std::tie(A.Key, A.Pattern) < std::tie(B.Key, B.Pattern);
  });
  T.Grams = R.keep(Rows);
  T.Unfiltered = R.keep(Unfiltered);
}

DatasetNameKind kindOfName(StringRef Name) {
  if (Name.contains('/'))
    return DatasetNameKind::HubId;
  // An extension begins with a letter: "belle_0.5m" is no file.
  size_t Dot = Name.rfind('.');
  bool File = Dot != StringRef::npos && Dot + 1 < Name.size() &&
              llvm::isAlpha(Name[Dot + 1]);
  return File ? DatasetNameKind::FileName : DatasetNameKind::Short;
}

ArrayRef<NameRow> sortedNames(Records &R, std::vector<NameRow> Rows) {
  llvm::sort(Rows, [](const NameRow &A, const NameRow &B) {
    return std::tie(A.Lower, A.Index) < std::tie(B.Lower, B.Index);
  });
  return R.keep(Rows);
}

ArrayRef<NameRow> familyNames(Records &R) {
  std::vector<NameRow> Rows;
  for (auto [I, F] : llvm::enumerate(R.Families))
    for (StringRef Name : F.Names)
      Rows.push_back({R.keep(Name.lower()), static_cast<uint16_t>(I),
                      DatasetNameKind::HubId});
  return sortedNames(R, std::move(Rows));
}

ArrayRef<NameRow> datasetNames(Records &R) {
  std::vector<NameRow> Rows;
  auto Add = [&](StringRef Name, size_t I) {
    Rows.push_back(
        {R.keep(Name.lower()), static_cast<uint16_t>(I), kindOfName(Name)});
  };
  for (auto [I, D] : llvm::enumerate(R.Datasets)) {
    Add(D.Id, I);
    for (StringRef Alias : D.Aliases)
      Add(Alias, I);
  }
  return sortedNames(R, std::move(Rows));
}

template <class T, class Key> void sortBy(std::vector<T> &List, Key Of) {
  llvm::sort(List, [&](const T &A, const T &B) { return Of(A) < Of(B); });
}

} // namespace

Tables buildTables(Records &All) { return buildTablesOver(All, Tables()); }

Tables buildTablesOver(Records &All, const Tables &Known) {
  sortBy(All.Licenses, [](const LicenseTerms &L) { return L.Id; });
  sortBy(All.Families, [](const Family &F) { return F.Order; });
  sortBy(All.Datasets, [](const Dataset &D) { return D.Id; });
  sortBy(All.UseDomains, [](const UseDomain &D) { return D.Name; });
  sortBy(All.Services, [](const ModelService &S) { return S.Name; });
  sortBy(All.GeneratorNames, [](const GeneratorName &G) { return G.Model; });
  Tables T;
  T.Licenses = All.Licenses;
  T.Families = All.Families;
  T.Datasets = All.Datasets;
  T.UseDomains = All.UseDomains;
  T.Services = All.Services;
  T.GeneratorNames = All.GeneratorNames;
  indexPatterns(All, KnownPatterns(Known), T);
  T.FamilyNames = familyNames(All);
  T.DatasetNames = datasetNames(All);
  return T;
}

} // namespace modeltidy
