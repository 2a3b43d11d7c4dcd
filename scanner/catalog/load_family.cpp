//===- load_family.cpp - One model family ---------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/catalog/record_reader.h"

namespace modeltidy {

namespace {

AlsoGoverned readAlso(RecordReader &R) {
  AlsoGoverned A;
  A.License = R.need("license");
  R.F.require("reaches_outputs");
  A.ReachesOutputs = R.flag("reaches_outputs");
  A.Until = R.date("until");
  A.Why = R.text("why");
  return A;
}

void readMatching(RecordReader &R, Family &Fam) {
  R.F.require("order");
  Fam.Order = static_cast<int32_t>(R.F.integer("order").value_or(0));
  R.Into.Marks.add(R.Record, "order", {}, R.F.get("order").begin());
  Fam.Names = R.texts("names");
  Fam.Patterns = R.texts("patterns");
  Fam.Examples = R.texts("examples");
  Fam.NonExamples = R.texts("non_examples");
  if (Fam.Names.empty() && Fam.Patterns.empty())
    yaml::report(R.Out, R.F.node(), "a family needs 'patterns' or 'names'");
}

} // namespace

void Records::addFamily(yaml::Node Record, yaml::Problems &Out) {
  size_t Before = Out.size();
  RecordReader R(Record, "a model family", *this, Out);
  Family Fam;
  Fam.At = R.place();
  Fam.Name = R.need("family");
  Fam.Kind = R.needChoice<FamilyKind>("kind");
  Fam.License = R.need("license");
  Fam.Also =
      R.each<AlsoGoverned>("also_governed_by", "a further text", readAlso);
  Fam.Provider = R.need("provider");
  Fam.Modality = R.text("modality");
  Fam.Lineage = R.text("lineage");
  Fam.LineageStrict = R.text("lineage_strict");
  if (Fam.Kind != FamilyKind::Host && Fam.LineageStrict.empty())
    yaml::report(Out, Record, "a family needs 'lineage_strict'");
  Fam.OutputDuties = R.each<Duty>("output_duties", "a duty", readDuty);
  Fam.ReleasedByMaker = R.flag("released_by_maker");
  Fam.SuggestedFor = R.texts("suggested_for");
  readMatching(R, Fam);
  Fam.Confidence = R.needChoice<Sureness>("confidence");
  Fam.Source = R.need("source");
  R.F.require("read");
  Fam.Read = R.date("read");
  Fam.ReadAgain = R.date("read_again");
  Fam.Note = R.text("note");
  Fam.ArticlesDiffer = R.text("articles_differ");
  R.finish();
  if (isSound(Before, Fam.Name, Out))
    Families.push_back(Fam);
}

} // namespace modeltidy
