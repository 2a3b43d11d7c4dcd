//===- verdict.h - terms applied to a flow ----------------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// judge() is the verdict table of docs/architecture.md: what the terms of one
// source say about one target, under one policy.
//
//   SourceTerms From = termsOfModel(Known, "gpt-4o", Channel::ProviderApi,
//                                   "openai");
//   TargetInfo To = targetOf(Known, "mistralai/Mistral-7B-v0.1");
//   Judgment J = judge(From, To, {EdgeKind::Text}, Rules);
//
// Several texts may govern one source. Each gets its own verdict (a Clause),
// the strictest decides, and all stand in the result. Nothing here reads the
// lineage, a file or a clock. All functions are pure: any thread may call
// them. Results borrow from the Catalog, which must outlive them.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_CHECKS_VERDICT_H
#define MODEL_TIDY_CHECKS_VERDICT_H

#include "checks/policy.h"
#include "scanner/catalog/catalog.h"
#include "scanner/lineage/lineage.h"

#include <string>
#include <vector>

namespace modeltidy {

/// Worse is greater. Conditional is above unclear: a duty that is known and not
/// met outranks a question.
enum class Verdict : uint8_t { Permitted, Unclear, Conditional, Prohibited };

/// "permitted", "unclear", "conditional", "prohibited".
StringRef verdictName(Verdict V);

/// One text that reaches a source's outputs, with the rule that applies on the
/// day they were generated.
struct GoverningText {
  const LicenseTerms *Terms = nullptr; ///< null: a data set's own license
  OutputRule Rule = OutputRule::Unspecified;
  ArrayRef<Duty> Duties;
  std::string Why; ///< "license of the weights", "terms of the reseller", ...
  /// What was in force on that day; null: the text has no versions, or the day
  /// is not known.
  const TermsVersion *Version = nullptr;
  /// The day lies before all that is known: this is the first text that is.
  bool Later = false;
};

/// Where data come from, and under which texts.
struct SourceTerms {
  const Catalog *Known = nullptr;
  std::string Model;            ///< the id as written, or the generator's name
  const Family *Of = nullptr;   ///< null: the catalog does not know it
  const Dataset *Via = nullptr; ///< the published data set between, if any
  std::string Provider;         ///< whose service it was called through
  /// The terms of that service, or of the reseller; null: not known.
  const LicenseTerms *Server = nullptr;
  std::string NotServedBy; ///< the service whose client asked for it, and
                           ///< which does not offer it
  std::vector<GoverningText> Texts;
  /// Texts that are named and decide nothing (they bind others).
  std::vector<GoverningText> NamedOnly;
  std::string GeneratedOn; ///< ISO date, as far as it is known; or empty
  bool ReleasedByMaker = false;
  bool PartlyUnknown = false; ///< a generator beside this one is not known
};

/// The terms of a model's outputs. Provider is the API row's ("openai",
/// "together"), empty for weights. GeneratedOn is an ISO date or empty (today's
/// terms). A service's texts that were not in force on that day are left out;
/// where none was, the first one that is known stands in and is marked Later.
SourceTerms termsOfModel(const Catalog &Known, StringRef Id, Channel Through,
                         StringRef Provider = {}, StringRef GeneratedOn = {});

/// The terms of what one generator wrote into a published data set: the
/// generator's and the data set's own.
SourceTerms termsOfDataset(const Catalog &Known, const Dataset &D,
                           const Generator &By);

/// What a training makes.
struct TargetInfo {
  std::string Id;             ///< as written; empty: the code does not say
  const Family *Of = nullptr; ///< of its base model; null: not known
  ModelKind Makes = ModelKind::Unknown;
  bool Service = false; ///< a provider's own fine-tuning service
  std::string Provider; ///< whose
  std::string File;     ///< of the training, for the policy's Targets
};

TargetInfo targetOf(const Catalog &Known, StringRef Id,
                    ModelKind Makes = ModelKind::Unknown);

/// How the source's outputs reach the training.
struct FlowNature {
  EdgeKind Kind = EdgeKind::Text; ///< the weakest on the path
  bool DutiesMet = false;  ///< what conditional texts ask for is in place
  bool ByNameOnly = false; ///< the data set is guessed from its name
};

/// What one text says about this flow.
struct Clause {
  const LicenseTerms *Terms = nullptr; ///< null: a data set's own license
  std::string Name;                    ///< of the text
  std::string Section;                 ///< "s.1.b.v", or empty
  Verdict Decision = Verdict::Unclear;
  std::string Says; ///< of outputs, in that version
  OutputRule Rule = OutputRule::Unspecified;
  std::string Text; ///< what it says, a lower-case fact that names the section
  std::string Source,
      Read;        ///< where it stands (a URL if known), day of reading
  std::string Why; ///< why it governs
  const TermsVersion *Version = nullptr; ///< as in GoverningText
  bool Later = false;                    ///< as in GoverningText
};

/// A duty not known to be met.
struct OwedDuty {
  const LicenseTerms *Terms = nullptr;
  Duty What;
  std::string Text; ///< "the published model's name begins with 'Llama'"
};

struct Judgment {
  Verdict Decision = Verdict::Unclear;
  bool Restricted = false;     ///< some text is known to restrict such training
  std::string Reason;          ///< a lower-case fact: why this verdict
  std::vector<Clause> Clauses; ///< the deciding one first; named-only ones last
  std::vector<OwedDuty> Duties;
  std::vector<std::string> WaysOut; ///< each a thing to do, most useful first
  bool AtMostLikely = false;        ///< a record that was used is not verified
  std::string Doubt;                ///< then: which and why
};

Judgment judge(const SourceTerms &From, const TargetInfo &To,
               const FlowNature &How, const Policy &Rules);

/// A duty in words: "a copy of the Gemma Terms of Use goes along".
std::string dutyText(const Duty &D, StringRef LicenseName);

/// Families fit for a role ("generate", "embed", "judge", ...) whose terms
/// leave outputs free, by name. At most Count; 0: all.
std::vector<const Family *> suggestionsFor(const Catalog &Known, StringRef Role,
                                           size_t Count = 0);

} // namespace modeltidy

#endif // MODEL_TIDY_CHECKS_VERDICT_H
