//===- verdict.cpp - the verdict table ------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Rows are what a text says of outputs, columns what the training makes:
//
//                        same strict   another      classifier, embedder,
//                        lineage       generative   reranker, reward model
//   permitted            permitted     permitted    permitted
//   same-family-only     permitted     prohibited   unclear
//   competing-models     by the provider's own service permitted; else
//                        prohibited where competition is assumed or declared,
//                        unclear for the last column
//   prohibited           prohibited    prohibited   prohibited
//   conditional          conditional until the duties are met
//   noncommercial-only   by the policy; conditional where it says nothing
//   unspecified          unclear
//
// Held by tests/checks/verdict_test.cpp.
//
//===----------------------------------------------------------------------===//

#include "checks/verdict.h"
#include "checks/verdict_words.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>

namespace modeltidy {

StringRef verdictName(Verdict V) {
  constexpr StringRef Names[] = {"permitted", "unclear", "conditional",
                                 "prohibited"};
  return Names[static_cast<size_t>(V)];
}

bool makesOutputs(ModelKind Kind) {
  switch (Kind) {
  case ModelKind::Unknown:
  case ModelKind::Generative:
  case ModelKind::Image:
  case ModelKind::Audio:
    return true;
  case ModelKind::Classifier:
  case ModelKind::Embedder:
  case ModelKind::Reranker:
  case ModelKind::Reward:
  case ModelKind::Tokenizer:
  case ModelKind::Encoder:
    return false;
  }
  return true;
}

namespace {

class Judge {
public:
  Judge(const SourceTerms &From, const TargetInfo &To, const FlowNature &How,
        const Policy &Rules)
      : From(From), To(To), How(How), Rules(Rules),
        Target(findTarget(Rules, To.File)) {}

  Ruling rule(OutputRule Rule, const LicenseTerms *Terms) const;
  OutputRule ruleOf(const GoverningText &Text) const;

private:
  Ruling sameFamilyOnly() const;
  Ruling competingOnly(const LicenseTerms *Terms) const;
  Ruling noncommercialOnly() const;
  bool ownService() const {
    return To.Service && !To.Provider.empty() && To.Provider == From.Provider;
  }
  bool notCompeting() const {
    if (Target && Target->Competes)
      return !*Target->Competes;
    return Rules.Org.Competing == CompetingModels::DeclaredNot;
  }

  const SourceTerms &From;
  const TargetInfo &To;
  const FlowNature &How;
  const Policy &Rules;
  const TargetRule *Target;
};

/// A text may have a rule of its own for images or sound.
OutputRule Judge::ruleOf(const GoverningText &Text) const {
  StringRef Modality = How.Kind == EdgeKind::Image   ? "image"
                       : How.Kind == EdgeKind::Audio ? "audio"
                                                     : "";
  bool AsNow = !Text.Version || !Text.Version->HasTraining;
  if (Text.Terms && AsNow)
    for (const ModalityRule &M : Text.Terms->Modalities)
      if (M.Modality == Modality)
        return M.Training;
  return Text.Rule;
}

Ruling Judge::sameFamilyOnly() const {
  if (From.Of && To.Of && sameLineage(*From.Of, *To.Of))
    return {Verdict::Permitted, Ground::SameFamily};
  if (!makesOutputs(To.Makes))
    return {Verdict::Unclear, Ground::NotGenerative};
  if (To.Id.empty() && !To.Of)
    return {Verdict::Prohibited, Ground::TargetUnknown};
  return {Verdict::Prohibited, Ground::OtherFamily};
}

ExceptedTarget exceptionFor(ModelKind Kind) {
  switch (Kind) {
  case ModelKind::Embedder:
  case ModelKind::Encoder:
    return ExceptedTarget::Embedder;
  case ModelKind::Reranker:
    return ExceptedTarget::Reranker;
  case ModelKind::Reward:
    return ExceptedTarget::RewardModel;
  default:
    return ExceptedTarget::Classifier;
  }
}

Ruling Judge::competingOnly(const LicenseTerms *Terms) const {
  if (ownService())
    return {Verdict::Permitted, Ground::OwnService};
  if (notCompeting())
    return {Verdict::Permitted, Ground::DeclaredNotCompeting};
  if (Target && Target->Competes)
    return {Verdict::Prohibited, Ground::DeclaredCompeting};
  if (makesOutputs(To.Makes))
    return {Verdict::Prohibited, To.Id.empty() && !To.Of
                                     ? Ground::TargetUnknown
                                     : Ground::CompetitionAssumed};
  for (const OutputException &E :
       Terms ? Terms->Exceptions : ArrayRef<OutputException>())
    if (llvm::is_contained(E.Targets, exceptionFor(To.Makes)))
      return E.Unless.empty()
                 ? Ruling{Verdict::Permitted, Ground::Excepted}
                 : Ruling{Verdict::Unclear, Ground::ExceptedUnless};
  return {Verdict::Unclear, Ground::NotGenerative};
}

Ruling Judge::noncommercialOnly() const {
  if (!Rules.Org.Commercial)
    return {Verdict::Conditional, Ground::CommercialUnknown};
  return *Rules.Org.Commercial
             ? Ruling{Verdict::Prohibited, Ground::Commercial}
             : Ruling{Verdict::Permitted, Ground::Noncommercial};
}

Ruling Judge::rule(OutputRule Rule, const LicenseTerms *Terms) const {
  switch (Rule) {
  case OutputRule::Permitted:
    return {Verdict::Permitted, Ground::Plain};
  case OutputRule::Prohibited:
    return {Verdict::Prohibited, Ground::Plain};
  case OutputRule::Unspecified:
    return {Verdict::Unclear, Ground::Silent};
  case OutputRule::Conditional:
    return {How.DutiesMet ? Verdict::Permitted : Verdict::Conditional,
            Ground::Plain};
  case OutputRule::SameFamilyOnly:
    return sameFamilyOnly();
  case OutputRule::CompetingModelsOnly:
    return competingOnly(Terms);
  case OutputRule::NoncommercialOnly:
    return noncommercialOnly();
  }
  return {Verdict::Unclear, Ground::Silent};
}

/// A selection, a score or a prompt is not the output itself.
bool reachesIndirectly(const SourceTerms &From, const FlowNature &How) {
  bool OnlyScored = From.Via && From.Via->Content == DataContent::LabelsOnly;
  return OnlyScored || How.Kind == EdgeKind::Selection ||
         How.Kind == EdgeKind::Score || How.Kind == EdgeKind::Prompt;
}

bool restricts(OutputRule Rule) {
  return Rule != OutputRule::Permitted && Rule != OutputRule::Unspecified;
}

void addClauses(const Judge &By, const SourceTerms &From, Judgment &J,
                std::vector<Ruling> &Rulings) {
  for (const GoverningText &Text : From.Texts) {
    std::vector<OutputRule> Each{By.ruleOf(Text)};
    if (Text.Terms && (!Text.Version || !Text.Version->HasTraining))
      Each.insert(Each.end(), Text.Terms->OutputTrainingAlso.begin(),
                  Text.Terms->OutputTrainingAlso.end());
    Ruling Worst = By.rule(Each.front(), Text.Terms);
    for (OutputRule Rule : Each) {
      Ruling R = By.rule(Rule, Text.Terms);
      J.Restricted |= restricts(Rule);
      if (R.Decision > Worst.Decision)
        Worst = R;
      if (R.Decision == Verdict::Conditional)
        addDuties(Text, Rule, J);
    }
    J.Clauses.push_back(clauseOf(Text, From, Worst.Decision));
    Rulings.push_back(Worst);
  }
}

/// The deciding text first; the order of the others stays.
Ruling decide(Judgment &J, const std::vector<Ruling> &Rulings) {
  auto Worst = std::max_element(
      Rulings.begin(), Rulings.end(),
      [](const Ruling &A, const Ruling &B) { return A.Decision < B.Decision; });
  auto At = J.Clauses.begin() + (Worst - Rulings.begin());
  std::rotate(J.Clauses.begin(), At, At + 1);
  J.Decision = Worst->Decision;
  return *Worst;
}

Ruling ruleWithoutTexts(const SourceTerms &From, const Policy &Rules) {
  if (From.ReleasedByMaker)
    return {Verdict::Permitted, Ground::Released};
  bool Bar = Rules.Org.Unknown == UnknownModels::Prohibit;
  return {Bar ? Verdict::Prohibited : Verdict::Unclear, Ground::Unknown};
}

/// What is known only in part is at most unclear; and at least.
Ruling temper(Ruling R, const SourceTerms &From, const FlowNature &How) {
  if (R.Decision == Verdict::Permitted && From.PartlyUnknown)
    return {Verdict::Unclear, Ground::PartlyUnknown};
  // A later text's freedom is not read back into the days before it.
  if (R.Because == Ground::Plain && R.Decision == Verdict::Permitted &&
      llvm::any_of(From.Texts, [](const auto &T) { return T.Later; }))
    return {Verdict::Unclear, Ground::NotKnownThen};
  if (R.Decision <= Verdict::Unclear || R.Because == Ground::Unknown)
    return R;
  if (How.ByNameOnly)
    return {Verdict::Unclear, Ground::NameOnly};
  if (reachesIndirectly(From, How))
    return {Verdict::Unclear, Ground::Indirect};
  return R;
}

} // namespace

Judgment judge(const SourceTerms &From, const TargetInfo &To,
               const FlowNature &How, const Policy &Rules) {
  Judgment J;
  Judge By(From, To, How, Rules);
  std::vector<Ruling> Rulings;
  addClauses(By, From, J, Rulings);
  Ruling R = ruleWithoutTexts(From, Rules);
  if (Rulings.empty())
    J.Decision = R.Decision;
  else
    R = decide(J, Rulings);
  R = temper(R, From, How);
  J.Decision = R.Decision;
  const Agreement *Bought = findAgreement(
      Rules, From.Model, From.Of ? From.Of->Name.str() : "", "output-training");
  if (Bought && J.Decision != Verdict::Permitted) {
    J.Decision = Verdict::Permitted;
    R.Because = Ground::Agreed;
  }
  if (J.Decision != Verdict::Conditional)
    J.Duties.clear();
  for (const GoverningText &Text : From.NamedOnly)
    J.Clauses.push_back(clauseOf(Text, From, Verdict::Permitted));
  J.Reason = reasonFor(R.Because, J, From, To, Bought);
  addWaysOut(R.Because, J, From);
  addDoubt(J, From);
  return J;
}

} // namespace modeltidy
