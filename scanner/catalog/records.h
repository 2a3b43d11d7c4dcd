//===- records.h - What the catalog knows, as values ------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Plain records of license terms, model families, data sets and use domains.
// The built-in ones are constants in the binary; those that a user adds point
// into the Records that loaded them. Either way all text and lists are
// borrowed: copy a record freely, keep its owner alive.
//
// Dates are ISO text as far as they are known: a year, a year and month, or a
// day. Empty text and empty lists mean "not said".
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_CATALOG_RECORDS_H
#define MODEL_TIDY_SCANNER_CATALOG_RECORDS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>

namespace modeltidy {

using llvm::ArrayRef;
using llvm::StringRef;

/// What a text says about training a model on outputs.
enum class OutputRule : uint8_t {
  Unspecified,
  Permitted,
  Conditional,
  NoncommercialOnly,
  CompetingModelsOnly,
  SameFamilyOnly,
  Prohibited
};

enum class TermsKind : uint8_t { OpenSource, Weights, ProviderTerms, Policy };
enum class CommercialUse : uint8_t { Yes, Threshold, No };

/// How well a record is known: its text was read, somebody reliable quotes it,
/// or it is recalled. Anything but Verified caps a flow at `likely`.
enum class Sureness : uint8_t { Memory, SecondarySource, Verified };

/// How well a list of banned uses is known.
enum class UsesSureness : uint8_t {
  NotRead,
  NoneKnown,
  Memory,
  SecondarySource,
  NoneInText,
  Verified
};

/// A duty that attaches to a model trained on outputs.
enum class DutyKind : uint8_t {
  NameBeginsWith,       ///< Text: the prefix
  Credit,               ///< Text: the credit; " | " between alternatives
  Notice,               ///< Text: what the notice says
  CarryLicense,         ///< a copy of the license goes along
  CarryUseRestrictions, ///< the use limits bind whoever comes next
  ShareAlike,           ///< the same license, where the model is adapted work
  NoSharing,            ///< adapted work may not be shared
  AcceptableUse,        ///< only purposes that the use policy allows
  UpstreamTerms         ///< a reseller points to the model's own terms
};

struct Duty {
  DutyKind Kind = DutyKind::CarryLicense;
  StringRef Text;
  bool Always = false; ///< else once the model is distributed or offered
};

/// Targets that a text takes out of its output rule.
enum class ExceptedTarget : uint8_t {
  Classifier,
  Embedder,
  Reranker,
  RewardModel,
  OwnFineTuningService
};

struct OutputException {
  ArrayRef<ExceptedTarget> Targets;
  StringRef Unless; ///< what ends the exception ("distributed"); may be empty
};

/// A rule of its own for outputs of one modality ("image").
struct ModalityRule {
  StringRef Modality;
  OutputRule Training = OutputRule::Unspecified;
};

struct RevenueThreshold {
  int64_t Amount = 0; ///< 0: none
  StringRef Currency, Period, Effect;
};

struct TerritoryExclusion {
  StringRef Territory; ///< ISO 3166 alpha-2, EU or UK
  ArrayRef<StringRef> Modalities;
  StringRef Section, Who;
};

struct ProhibitedUse {
  StringRef Domain;    ///< of the closed list of use domains
  bool Banned = false; ///< else only in the way that Note names
  StringRef Section, Note;
};

/// One dated version of a text. Training differs from the record's own rule
/// only where HasTraining is set; with it the record's further rules (also,
/// modalities) are not of this version. Empty Name, Says, Section and Source
/// are the record's.
struct TermsVersion {
  StringRef From, Until;
  bool HasTraining = false;
  OutputRule Training = OutputRule::Unspecified;
  StringRef Name, Says, Section, Source;
  StringRef Change;
  Sureness Confidence = Sureness::Memory;
};

/// Where a record is written down, for messages and `--explain`.
struct RecordPlace {
  StringRef File; ///< relative to the repository, or as the user gave it
  uint32_t Line = 0;
};

struct LicenseTerms {
  StringRef Id; ///< SPDX id or LicenseRef-...
  StringRef Name, Version;
  TermsKind Kind = TermsKind::Weights;
  ArrayRef<StringRef> HubTags; ///< values of `license:` on model cards
  /// Words that a file with this text has, all of them; blanks and case do not
  /// count. The longest decide where two texts quote each other.
  ArrayRef<StringRef> TextMarks;

  OutputRule OutputTraining = OutputRule::Unspecified;
  ArrayRef<OutputRule> OutputTrainingAlso;
  StringRef Says;    ///< what the text says of outputs, a clause without period
  StringRef Section; ///< where it says so
  StringRef SameFamily;
  bool OutputsMakeDerivatives = false;
  ArrayRef<ModalityRule> Modalities;
  ArrayRef<OutputException> Exceptions;
  ArrayRef<Duty> OutputDuties;

  StringRef DerivativeNaming, DerivativeAttribution, DerivativeOther;
  StringRef DerivativeSection; ///< where it says what derivatives owe
  bool CarryLicense = false;
  bool CarryUseRestrictions = false;

  CommercialUse Commercial = CommercialUse::Yes;
  int64_t MonthlyActiveUsers = 0; ///< 0: no threshold
  int64_t DailyActiveUsers = 0;
  StringRef UsersCounted;
  bool UsersFrozen = false;      ///< one month fixed by the release date
  bool UsersDisplayOnly = false; ///< above it a display duty, nothing more
  RevenueThreshold Revenue;
  StringRef Registration; ///< what commercial use must ask for first

  ArrayRef<TerritoryExclusion> Territories;
  StringRef TerritoryNote;
  bool AcceptableUsePolicy = false;
  bool AttributionRequired = false;
  bool OsiApproved = false;
  bool PassThrough = false; ///< a reseller: the model's own terms decide
  ArrayRef<StringRef> Incorporates;

  UsesSureness UsesConfidence = UsesSureness::NotRead;
  StringRef UsesSource;
  ArrayRef<ProhibitedUse> ProhibitedUses;

  StringRef ValidFrom, ValidUntil, ValidScope, SupersededBy, ValidNote;
  ArrayRef<TermsVersion> History, UsagePolicyHistory;

  StringRef Source, Url, Read;
  Sureness Confidence = Sureness::Memory;
  StringRef Basis, Note, ArticlesDiffer;
  RecordPlace At;
};

enum class FamilyKind : uint8_t { Weights, Api, Host };

/// A further text that governs a family.
struct AlsoGoverned {
  StringRef License;
  bool ReachesOutputs = false; ///< else it is named and decides nothing
  StringRef Until;             ///< only outputs generated up to this day
  StringRef Why;
};

struct Family {
  StringRef Name;
  int32_t Order = 0; ///< the first match over all families wins
  FamilyKind Kind = FamilyKind::Weights;
  StringRef License;
  ArrayRef<AlsoGoverned> Also;
  StringRef Provider; ///< hub[:owner], api:<provider>, host:<host>, vendor:<..>
  StringRef
      Modality; ///< text, multimodal, embedding, encoder, ...; hosts: none
  StringRef Lineage, LineageStrict; ///< roots for the same-family test
  ArrayRef<Duty> OutputDuties;      ///< beyond those of the license
  bool ReleasedByMaker = false;     ///< its outputs come only as data that the
                                ///< maker releases: the data's license decides
  ArrayRef<StringRef> SuggestedFor; ///< roles that it is a good way out for
  ArrayRef<StringRef> Names;        ///< whole ids, tried after all patterns
  ArrayRef<StringRef> Patterns;     ///< RE2, any case, anywhere in the id
  ArrayRef<StringRef> Examples, NonExamples;
  Sureness Confidence = Sureness::Memory;
  StringRef ReadAgain; ///< the first day on which it counts as out of date
  StringRef Source, Read, Note, ArticlesDiffer;
  RecordPlace At;

  /// The name after "api:" or "host:" ("openai", "together"), else empty.
  StringRef service() const;
};

enum class DataContent : uint8_t { Human, LabelsOnly, Partly, ModelGenerated };

/// A column or a split whose generators differ from the data set's.
struct DatasetPart {
  StringRef Name;
  ArrayRef<StringRef> Generators;
};

struct Dataset {
  StringRef Id;
  ArrayRef<StringRef> Aliases;   ///< Hub ids, file names, short names
  ArrayRef<StringRef> NameMarks; ///< words that tell its copies by name only
  DataContent Content = DataContent::Human;
  ArrayRef<StringRef> Generators; ///< model ids
  ArrayRef<DatasetPart> Columns, Splits;
  StringRef License; ///< as published, free text
  ArrayRef<StringRef> LicenseIds;
  bool Noncommercial = false;
  bool ReleasedByMaker = false; ///< by the generators' own maker
  StringRef GeneratedOn;
  StringRef Source, Read;
  Sureness Confidence = Sureness::Memory;
  StringRef Note;
  RecordPlace At;
};

struct UseDomain {
  StringRef Name, Meaning;
};

/// A service that models are called through.
struct ModelService {
  StringRef Name;
  ArrayRef<StringRef> Aliases; ///< what libraries call it
  ArrayRef<StringRef> Serves;  ///< providers of families; empty: anybody's
  StringRef Source, Read;
  Sureness Confidence = Sureness::Memory;
  RecordPlace At;
};

/// Words in the name of data by which it says that a model wrote it:
/// `gpt4_answers.json`.
struct GeneratorName {
  StringRef Model;            ///< an id that a family knows
  ArrayRef<StringRef> Marks;  ///< words joined by hyphens: gpt4, gpt-4
  ArrayRef<StringRef> Beside; ///< one of these stands there too
  bool Amount = false;        ///< or a number of rows (20k)
  ArrayRef<StringRef> Unless; ///< and none of these
  ArrayRef<StringRef> Examples, NonExamples;
  StringRef Source, Read;
  RecordPlace At;
};

/// The words that records and messages use for the closed lists.
StringRef word(OutputRule R);
StringRef word(TermsKind K);
StringRef word(CommercialUse U);
StringRef word(Sureness S);
StringRef word(UsesSureness S);
StringRef word(DutyKind K);
StringRef word(ExceptedTarget T);
StringRef word(FamilyKind K);
StringRef word(DataContent C);

/// The territories that a text or a policy may name.
ArrayRef<StringRef> territoryCodes();

/// A year, a year and month, or a day of the calendar: "2026", "2026-11",
/// "2026-11-21".
bool isCalendarDate(StringRef Text);

/// All words of a closed list, in the order of its values.
template <class Enum> ArrayRef<StringRef> words();

/// True when Date lies in [From, Until]; a bound given as a year or a month
/// covers all of it, an empty bound is open. An empty Date lies in no range.
bool dateWithin(StringRef Date, StringRef From, StringRef Until);

enum class Risk : uint8_t { Low, Medium, Higher };
StringRef word(Risk R);

/// A rough tier for people who choose a model (requirement R9): what the text
/// bars or limits, nothing about the model.
Risk riskOf(const LicenseTerms &Terms);

} // namespace modeltidy

#endif
