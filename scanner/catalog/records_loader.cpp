//===- records_loader.cpp - Files of records ------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/catalog/records_loader.h"

#include "scanner/catalog/record_reader.h"

namespace modeltidy {

Records::Records()
    : Memory(std::make_unique<llvm::BumpPtrAllocator>()),
      Strings(std::make_unique<llvm::StringSet<>>()) {}
Records::~Records() = default;
Records::Records(Records &&) noexcept = default;
Records &Records::operator=(Records &&) noexcept = default;

StringRef Records::keep(StringRef Text) {
  return Text.empty() ? StringRef() : Strings->insert(Text).first->getKey();
}

yaml::Mark RecordMarks::find(RecordPlace Record, StringRef Key,
                             StringRef Text) const {
  for (const Row &R : Rows)
    if (R.Record.Line == Record.Line && R.Record.File == Record.File &&
        R.Key == Key && R.Text == Text)
      return R.At;
  return {Record.Line, 1, 0};
}

/// What one record's reading found wrong ends by saying that it is left out.
bool Records::isSound(size_t MistakesBefore, StringRef Id,
                      yaml::Problems &Out) {
  if (Out.size() == MistakesBefore)
    return true;
  Out.back().Text += leftOutNote(Id);
  return false;
}

std::string leftOutNote(StringRef Id) {
  return "; this record" + (Id.empty() ? "" : (" of '" + Id + "'").str()) +
         " is left out, and an older one counts";
}

namespace {

/// False: nothing in the file is of a form that this program knows.
bool checkSchema(yaml::Fields &F, yaml::Problems &Out) {
  yaml::Node Version = F.require("schema");
  if (!Version || Version.asInteger() == 1)
    return true;
  yaml::report(Out, Version,
               "schema '" + Version.text() +
                   "' is not known; this is 1, so the file is left out");
  return false;
}

void readUseDomains(yaml::Node List, Records &Into, yaml::Problems &Out) {
  for (yaml::Node Item : List.items()) {
    RecordReader R(Item, "a use domain", Into, Out);
    Into.UseDomains.push_back({R.need("domain"), R.need("meaning")});
    R.finish();
  }
}

void readServices(yaml::Node List, Records &Into, yaml::Problems &Out) {
  for (yaml::Node Item : List.items()) {
    RecordReader R(Item, "a service", Into, Out);
    ModelService S;
    S.At = R.place();
    S.Name = R.need("service");
    S.Aliases = R.texts("aliases");
    S.Serves = R.texts("serves");
    S.Source = R.need("source");
    R.F.require("read");
    S.Read = R.date("read");
    S.Confidence = R.needChoice<Sureness>("confidence");
    R.finish();
    Into.Services.push_back(S);
  }
}

void readGeneratorNames(yaml::Node List, Records &Into, yaml::Problems &Out) {
  for (yaml::Node Item : List.items()) {
    RecordReader R(Item, "a generator's name", Into, Out);
    GeneratorName G;
    G.At = R.place();
    G.Model = R.need("model");
    G.Marks = R.texts("marks");
    G.Beside = R.texts("beside");
    G.Amount = R.flag("amount");
    G.Unless = R.texts("unless");
    G.Examples = R.texts("examples");
    G.NonExamples = R.texts("non_examples");
    G.Source = R.need("source");
    R.F.require("read");
    G.Read = R.date("read");
    R.finish();
    Into.GeneratorNames.push_back(G);
  }
}

} // namespace

void Records::read(StringRef Text, StringRef Path, yaml::Problems &Out) {
  yaml::Document Doc = yaml::parse(Text, Path, Out);
  yaml::Node Root = Doc.root();
  if (!Root)
    return;
  yaml::Fields F(Root, "a catalog file", Out);
  if (!Root.isMapping())
    return;
  if (!checkSchema(F, Out))
    return;
  if (Root["license"])
    return addLicense(Root, Out);
  for (yaml::Node Item : F.get("licenses").items())
    addLicense(Item, Out);
  for (yaml::Node Item : F.get("families").items())
    addFamily(Item, Out);
  for (yaml::Node Item : F.get("datasets").items())
    addDataset(Item, Out);
  readUseDomains(F.get("use_domains"), *this, Out);
  readServices(F.get("services"), *this, Out);
  readGeneratorNames(F.get("generator_names"), *this, Out);
  F.get("license");
  F.finish();
}

} // namespace modeltidy
