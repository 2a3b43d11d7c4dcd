//===- record_fields.h - Every field of every record, once ------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// forEachField(Record, Do) calls Do("Name", Value) for each field in the order
// of declaration. The table writer prints records with it, and a test compares
// the built-in records with freshly loaded ones through it.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_CATALOG_RECORD_FIELDS_H
#define MODEL_TIDY_SCANNER_CATALOG_RECORD_FIELDS_H

#include "scanner/catalog/records.h"

namespace modeltidy {

#define TIDY_FIELD(Name) Do(#Name, R.Name)

template <class F> void forEachField(const Duty &R, F &&Do) {
  TIDY_FIELD(Kind);
  TIDY_FIELD(Text);
  TIDY_FIELD(Always);
}

template <class F> void forEachField(const OutputException &R, F &&Do) {
  TIDY_FIELD(Targets);
  TIDY_FIELD(Unless);
}

template <class F> void forEachField(const ModalityRule &R, F &&Do) {
  TIDY_FIELD(Modality);
  TIDY_FIELD(Training);
}

template <class F> void forEachField(const RevenueThreshold &R, F &&Do) {
  TIDY_FIELD(Amount);
  TIDY_FIELD(Currency);
  TIDY_FIELD(Period);
  TIDY_FIELD(Effect);
}

template <class F> void forEachField(const TerritoryExclusion &R, F &&Do) {
  TIDY_FIELD(Territory);
  TIDY_FIELD(Modalities);
  TIDY_FIELD(Section);
  TIDY_FIELD(Who);
}

template <class F> void forEachField(const ProhibitedUse &R, F &&Do) {
  TIDY_FIELD(Domain);
  TIDY_FIELD(Banned);
  TIDY_FIELD(Section);
  TIDY_FIELD(Note);
}

template <class F> void forEachField(const TermsVersion &R, F &&Do) {
  TIDY_FIELD(From);
  TIDY_FIELD(Until);
  TIDY_FIELD(HasTraining);
  TIDY_FIELD(Training);
  TIDY_FIELD(Name);
  TIDY_FIELD(Says);
  TIDY_FIELD(Section);
  TIDY_FIELD(Source);
  TIDY_FIELD(Change);
  TIDY_FIELD(Confidence);
}

template <class F> void forEachField(const RecordPlace &R, F &&Do) {
  TIDY_FIELD(File);
  TIDY_FIELD(Line);
}

template <class F> void forEachField(const LicenseTerms &R, F &&Do) {
  TIDY_FIELD(Id);
  TIDY_FIELD(Name);
  TIDY_FIELD(Version);
  TIDY_FIELD(Kind);
  TIDY_FIELD(HubTags);
  TIDY_FIELD(TextMarks);
  TIDY_FIELD(OutputTraining);
  TIDY_FIELD(OutputTrainingAlso);
  TIDY_FIELD(Says);
  TIDY_FIELD(Section);
  TIDY_FIELD(SameFamily);
  TIDY_FIELD(OutputsMakeDerivatives);
  TIDY_FIELD(Modalities);
  TIDY_FIELD(Exceptions);
  TIDY_FIELD(OutputDuties);
  TIDY_FIELD(DerivativeNaming);
  TIDY_FIELD(DerivativeAttribution);
  TIDY_FIELD(DerivativeOther);
  TIDY_FIELD(DerivativeSection);
  TIDY_FIELD(CarryLicense);
  TIDY_FIELD(CarryUseRestrictions);
  TIDY_FIELD(Commercial);
  TIDY_FIELD(MonthlyActiveUsers);
  TIDY_FIELD(DailyActiveUsers);
  TIDY_FIELD(UsersCounted);
  TIDY_FIELD(UsersFrozen);
  TIDY_FIELD(UsersDisplayOnly);
  TIDY_FIELD(Revenue);
  TIDY_FIELD(Registration);
  TIDY_FIELD(Territories);
  TIDY_FIELD(TerritoryNote);
  TIDY_FIELD(AcceptableUsePolicy);
  TIDY_FIELD(AttributionRequired);
  TIDY_FIELD(OsiApproved);
  TIDY_FIELD(PassThrough);
  TIDY_FIELD(Incorporates);
  TIDY_FIELD(UsesConfidence);
  TIDY_FIELD(UsesSource);
  TIDY_FIELD(ProhibitedUses);
  TIDY_FIELD(ValidFrom);
  TIDY_FIELD(ValidUntil);
  TIDY_FIELD(ValidScope);
  TIDY_FIELD(SupersededBy);
  TIDY_FIELD(ValidNote);
  TIDY_FIELD(History);
  TIDY_FIELD(UsagePolicyHistory);
  TIDY_FIELD(Source);
  TIDY_FIELD(Url);
  TIDY_FIELD(Read);
  TIDY_FIELD(Confidence);
  TIDY_FIELD(Basis);
  TIDY_FIELD(Note);
  TIDY_FIELD(ArticlesDiffer);
  TIDY_FIELD(At);
}

template <class F> void forEachField(const AlsoGoverned &R, F &&Do) {
  TIDY_FIELD(License);
  TIDY_FIELD(ReachesOutputs);
  TIDY_FIELD(Until);
  TIDY_FIELD(Why);
}

template <class F> void forEachField(const Family &R, F &&Do) {
  TIDY_FIELD(Name);
  TIDY_FIELD(Order);
  TIDY_FIELD(Kind);
  TIDY_FIELD(License);
  TIDY_FIELD(Also);
  TIDY_FIELD(Provider);
  TIDY_FIELD(Modality);
  TIDY_FIELD(Lineage);
  TIDY_FIELD(LineageStrict);
  TIDY_FIELD(OutputDuties);
  TIDY_FIELD(ReleasedByMaker);
  TIDY_FIELD(SuggestedFor);
  TIDY_FIELD(Names);
  TIDY_FIELD(Patterns);
  TIDY_FIELD(Examples);
  TIDY_FIELD(NonExamples);
  TIDY_FIELD(Confidence);
  TIDY_FIELD(ReadAgain);
  TIDY_FIELD(Source);
  TIDY_FIELD(Read);
  TIDY_FIELD(Note);
  TIDY_FIELD(ArticlesDiffer);
  TIDY_FIELD(At);
}

template <class F> void forEachField(const DatasetPart &R, F &&Do) {
  TIDY_FIELD(Name);
  TIDY_FIELD(Generators);
}

template <class F> void forEachField(const Dataset &R, F &&Do) {
  TIDY_FIELD(Id);
  TIDY_FIELD(Aliases);
  TIDY_FIELD(NameMarks);
  TIDY_FIELD(Content);
  TIDY_FIELD(Generators);
  TIDY_FIELD(Columns);
  TIDY_FIELD(Splits);
  TIDY_FIELD(License);
  TIDY_FIELD(LicenseIds);
  TIDY_FIELD(Noncommercial);
  TIDY_FIELD(ReleasedByMaker);
  TIDY_FIELD(GeneratedOn);
  TIDY_FIELD(Source);
  TIDY_FIELD(Read);
  TIDY_FIELD(Confidence);
  TIDY_FIELD(Note);
  TIDY_FIELD(At);
}

template <class F> void forEachField(const UseDomain &R, F &&Do) {
  TIDY_FIELD(Name);
  TIDY_FIELD(Meaning);
}

template <class F> void forEachField(const ModelService &R, F &&Do) {
  TIDY_FIELD(Name);
  TIDY_FIELD(Aliases);
  TIDY_FIELD(Serves);
  TIDY_FIELD(Source);
  TIDY_FIELD(Read);
  TIDY_FIELD(Confidence);
  TIDY_FIELD(At);
}

template <class F> void forEachField(const GeneratorName &R, F &&Do) {
  TIDY_FIELD(Model);
  TIDY_FIELD(Marks);
  TIDY_FIELD(Beside);
  TIDY_FIELD(Amount);
  TIDY_FIELD(Unless);
  TIDY_FIELD(Examples);
  TIDY_FIELD(NonExamples);
  TIDY_FIELD(Source);
  TIDY_FIELD(Read);
  TIDY_FIELD(At);
}

#undef TIDY_FIELD

} // namespace modeltidy

#endif
