//===- verdict_words.h - a verdict in words ---------------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Private to verdict*.cpp.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_CHECKS_VERDICT_WORDS_H
#define MODEL_TIDY_CHECKS_VERDICT_WORDS_H

#include "checks/verdict.h"

namespace modeltidy {

/// Why a text gave its verdict, beyond what it says.
enum class Ground : uint8_t {
  Plain, ///< the text alone says it
  Silent,
  SameFamily,
  OtherFamily,
  TargetUnknown,
  NotGenerative,
  OwnService,
  DeclaredNotCompeting,
  DeclaredCompeting,
  CompetitionAssumed,
  Excepted,
  ExceptedUnless,
  CommercialUnknown,
  Commercial,
  Noncommercial,
  Indirect,
  NameOnly,
  PartlyUnknown,
  NotKnownThen, ///< only a text later than the outputs is known
  Released,
  Agreed,
  Unknown
};

struct Ruling {
  Verdict Decision = Verdict::Unclear;
  Ground Because = Ground::Plain;
};

/// True where the training makes a model that writes, draws or speaks, or may.
bool makesOutputs(ModelKind Kind);

/// What the text that was in force says of outputs. Text has terms.
StringRef saysOf(const GoverningText &Text);
Clause clauseOf(const GoverningText &Text, const SourceTerms &From,
                Verdict Decision);
void addDuties(const GoverningText &Text, OutputRule Rule, Judgment &J);
std::string reasonFor(Ground Because, const Judgment &J,
                      const SourceTerms &From, const TargetInfo &To,
                      const Agreement *Bought);
/// The way out that a duty has in Judgment::WaysOut.
std::string wayToMeet(const OwedDuty &D);
void addWaysOut(Ground Because, Judgment &J, const SourceTerms &From);
void addDoubt(Judgment &J, const SourceTerms &From);

} // namespace modeltidy

#endif // MODEL_TIDY_CHECKS_VERDICT_WORDS_H
