//===- policy_records.cpp - a policy's models, data sets, licenses --------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Licenses are the catalog's records as they are. Models and Datasets have a
// short form of their own, and the catalog's (family:, id:) as well.
//
//===----------------------------------------------------------------------===//

#include "checks/policy_file.h"
#include "scanner/catalog/example_check.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <re2/re2.h>
#include <set>

namespace modeltidy {

using yaml::Fields;
using yaml::Node;
using yaml::Problems;

namespace {

constexpr StringRef Declared = "declared in the policy";

const LicenseTerms *licenseOf(StringRef Id, const Records &Mine) {
  for (const LicenseTerms &L : Mine.Licenses)
    if (L.Id.equals_insensitive(Id))
      return &L;
  return Catalog::builtIn().licenseByHubTag(Id);
}

std::string nearestLicense(StringRef Id, const Records &Mine) {
  std::vector<StringRef> Ids;
  Ids.reserve(Mine.Licenses.size() + Catalog::builtIn().licenses().size());
  for (const LicenseTerms &L : Mine.Licenses)
    Ids.push_back(L.Id);
  for (const LicenseTerms &L : Catalog::builtIn().licenses())
    Ids.push_back(L.Id);
  return yaml::didYouMean(Id, Ids);
}

/// Before all built-in families, in the order written.
int32_t nextOrder(const Records &Mine) {
  constexpr int32_t First = -1000000;
  return First + static_cast<int32_t>(Mine.Families.size());
}

void addModel(Node Row, Records &Into, Problems &Out) {
  size_t Before = Out.size();
  Fields F(Row, "a model", Out);
  Family M;
  M.At = {Into.keep(Row.file()), Row.begin().Line};
  StringRef Pattern = F.requireText("Pattern");
  StringRef License = F.requireText("License");
  StringRef Base = F.text("Base");
  F.finish();
  const LicenseTerms *Terms = licenseOf(License, Into);
  if (!License.empty() && !Terms)
    yaml::report(Out, F.get("License"),
                 "unknown license '" + License + "'" +
                     nearestLicense(License, Into));
  re2::RE2::Options Quiet(re2::RE2::Quiet);
  re2::RE2 Compiled(re2::StringPiece(Pattern.data(), Pattern.size()), Quiet);
  if (!Compiled.ok())
    yaml::report(Out, F.get("Pattern"),
                 "'" + Pattern + "' is no RE2: " + Compiled.error());
  if (Out.size() != Before)
    return;
  M.Name = Into.keep("policy: " + Pattern.str());
  M.Order = nextOrder(Into);
  M.License = Into.keep(Terms->Id);
  M.Provider = "vendor:policy";
  M.Patterns = Into.keep(std::vector<StringRef>{Into.keep(Pattern)});
  if (const Family *Of = Catalog::builtIn().resolveModel(Base)) {
    M.Lineage = Of->Lineage;
    M.LineageStrict = Of->LineageStrict;
    M.Modality = Of->Modality;
  }
  M.Confidence = Sureness::Verified;
  M.Source = Declared;
  Into.Families.push_back(M);
}

/// A year, a year and month, or a day.
StringRef dateOf(Fields &F, StringRef Key, Problems &Out) {
  StringRef Text = F.text(Key);
  if (!Text.empty() && !isCalendarDate(Text))
    yaml::report(Out, F.get(Key),
                 "'" + Text +
                     "' is no date; write YYYY-MM-DD, YYYY-MM or YYYY");
  return Text;
}

/// A list, or one text that stands for a list of itself.
std::vector<Node> itemsOf(Node List) {
  if (List.isSequence())
    return List.items();
  return List && !List.isNull() ? std::vector<Node>{List} : std::vector<Node>();
}

void addDataset(Node Row, Records &Into, Problems &Out) {
  size_t Before = Out.size();
  Fields F(Row, "a data set", Out);
  Dataset D;
  D.At = {Into.keep(Row.file()), Row.begin().Line};
  D.Id = Into.keep(F.requireText("Id"));
  auto Texts = [&](StringRef Key) {
    std::vector<StringRef> List;
    for (StringRef Text : F.texts(Key))
      List.push_back(Into.keep(Text));
    return Into.keep(List);
  };
  D.Aliases = Texts("Aliases");
  D.Generators = Texts("Generators");
  D.Content =
      D.Generators.empty() ? DataContent::Human : DataContent::ModelGenerated;
  D.License = Into.keep(F.text("License", "not said"));
  if (const LicenseTerms *Terms = licenseOf(D.License, Into))
    D.LicenseIds = Into.keep(std::vector<StringRef>{Into.keep(Terms->Id)});
  D.GeneratedOn = Into.keep(dateOf(F, "GeneratedOn", Out));
  D.Confidence = Sureness::Verified;
  D.Source = Declared;
  F.finish();
  if (Out.size() == Before)
    Into.Datasets.push_back(D);
}

template <class T> std::vector<T> copyOf(ArrayRef<T> List) {
  return std::vector<T>(List.begin(), List.end());
}

/// What Mine may name.
Records builtInNames() {
  const Catalog &Known = Catalog::builtIn();
  Records Base;
  Base.Licenses = copyOf(Known.licenses());
  Base.UseDomains = copyOf(Known.useDomains());
  return Base;
}

/// The mistakes in records, each with the record that it is in.
struct BadRecords {
  Problems Found;
  std::vector<RecordPlace> Of;

  /// The first mistake in a record, if any, says then what becomes of it.
  bool has(const RecordPlace &At, StringRef Id) {
    for (size_t I = 0; I != Of.size(); ++I)
      if (Of[I].File == At.File && Of[I].Line == At.Line) {
        Found[I].Text += leftOutNote(Id);
        return true;
      }
    return false;
  }
};

} // namespace

void PolicyFile::addRecords(Records &Into, Problems &Out) const {
  Node Root = Doc.root();
  for (Node Row : Root["Licenses"].items())
    Into.addLicense(Row, Out);
  for (Node Row : Root["Models"].items())
    if (Row["family"])
      Into.addFamily(Row, Out);
    else
      addModel(Row, Into, Out);
  for (Node Row : Root["Datasets"].items())
    if (Row["id"])
      Into.addDataset(Row, Out);
    else
      addDataset(Row, Into, Out);
}

void PolicyFile::checkGenerators(const Catalog &Known, Problems &Out) const {
  Node Rows = Doc.root()["Datasets"];
  if (!Rows)
    return;
  std::vector<StringRef> Names = {"unknown"};
  for (const Family &F : Known.families())
    Names.insert(Names.end(), F.Examples.begin(), F.Examples.end());
  for (Node Row : Rows.items())
    for (StringRef Key : {"Generators", "generators"})
      for (Node Name : itemsOf(Row[Key]))
        if (Name.isScalar() && Name.text() != "unknown" &&
            !Known.resolveModel(Name.text()))
          yaml::report(Out, Name,
                       "the model '" + Name.text() +
                           "' is not known: name it and its license in "
                           "'Models', or write unknown" +
                           yaml::didYouMean(Name.text(), Names));
}

std::unique_ptr<Catalog> layOverBuiltIn(Records Mine, Problems &Out) {
  // What is left out may be what another record names.
  for (bool Again = true; Again;) {
    BadRecords Bad;
    crossCheck(Mine, builtInNames(), Bad.Found, &Bad.Of);
    Again = !Bad.Found.empty();
    size_t Before =
        Mine.Licenses.size() + Mine.Families.size() + Mine.Datasets.size();
    llvm::erase_if(Mine.Licenses,
                   [&](const auto &R) { return Bad.has(R.At, R.Id); });
    llvm::erase_if(Mine.Families,
                   [&](const auto &R) { return Bad.has(R.At, R.Name); });
    llvm::erase_if(Mine.Datasets,
                   [&](const auto &R) { return Bad.has(R.At, R.Id); });
    Again &= Before !=
             Mine.Licenses.size() + Mine.Families.size() + Mine.Datasets.size();
    Out.insert(Out.end(), Bad.Found.begin(), Bad.Found.end());
  }
  if (Mine.Licenses.empty() && Mine.Families.empty() && Mine.Datasets.empty())
    return nullptr;
  std::set<std::string> Files;
  for (const Family &F : Mine.Families)
    if (!F.Examples.empty() || !F.NonExamples.empty())
      Files.insert(F.At.File.str());
  RecordMarks Marks = Files.empty() ? RecordMarks() : Mine.Marks;
  std::unique_ptr<Catalog> All = Catalog::overBuiltIn(std::move(Mine));
  if (All)
    checkFamiliesOf(*All, Marks, Files, Out);
  return All;
}

} // namespace modeltidy
