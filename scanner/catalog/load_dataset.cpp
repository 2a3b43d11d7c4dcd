//===- load_dataset.cpp - One data set ------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/catalog/record_reader.h"

namespace modeltidy {

namespace {

/// `chosen: [gpt-4]`: a mapping of names to generators.
ArrayRef<DatasetPart> readParts(RecordReader &R, StringRef Key) {
  std::vector<DatasetPart> List;
  R.within(Key, Key, [&](RecordReader &In) {
    for (auto [Name, Value] : In.F.node().entries())
      List.push_back(
          {R.Into.keep(Name.text()), In.texts(R.Into.keep(Name.text()))});
  });
  return R.Into.keep(List);
}

void checkGenerators(const Dataset &D, yaml::Node Record, yaml::Problems &Out) {
  yaml::Node Content = Record["content"], Named = Record["generators"];
  bool Made = D.Content == DataContent::ModelGenerated ||
              D.Content == DataContent::Partly;
  if (Made && D.Generators.empty())
    yaml::report(Out, Named ? Named : Content,
                 "'" + D.Id + "' is " + word(D.Content) +
                     ": name its generators (or 'unknown')");
  if (D.Content == DataContent::Human && !D.Generators.empty())
    yaml::report(Out, Named, "'" + D.Id + "' is human and has generators");
}

} // namespace

void Records::addDataset(yaml::Node Record, yaml::Problems &Out) {
  size_t Before = Out.size();
  RecordReader R(Record, "a data set", *this, Out);
  Dataset D;
  D.At = R.place();
  D.Id = R.need("id");
  D.Aliases = R.texts("aliases");
  D.NameMarks = R.texts("name_marks");
  D.Content = R.needChoice<DataContent>("content");
  D.Generators = R.texts("generators");
  D.Columns = readParts(R, "columns");
  D.Splits = readParts(R, "splits");
  D.License = R.need("license");
  D.LicenseIds = R.texts("license_ids");
  D.Noncommercial = R.flag("noncommercial");
  D.ReleasedByMaker = R.flag("released_by_maker");
  D.GeneratedOn = R.date("generated_on");
  D.Source = R.need("source");
  R.F.require("read");
  D.Read = R.date("read");
  D.Confidence = R.needChoice<Sureness>("confidence");
  D.Note = R.text("note");
  checkGenerators(D, Record, Out);
  R.finish();
  if (isSound(Before, D.Id, Out))
    Datasets.push_back(D);
}

} // namespace modeltidy
