//===- verdict_terms.cpp - which texts govern a source --------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A model's outputs are under the license of its weights, under the terms of
// the service that it is called through, or both; further texts count where
// the record says that they reach outputs. A reseller that points to the
// model's own terms (pass_through) adds no rule of its own.
//
//===----------------------------------------------------------------------===//

#include "checks/verdict.h"
#include "llvm/ADT/STLExtras.h"

namespace modeltidy {

namespace {

OutputRule ruleOn(const LicenseTerms &Terms, StringRef Date) {
  for (const TermsVersion &V : Terms.History)
    if (V.HasTraining && dateWithin(Date, V.From, V.Until))
      return V.Training;
  return Terms.OutputTraining;
}

class Collector {
public:
  Collector(const Catalog &Known, StringRef GeneratedOn)
      : Known(Known), Date(GeneratedOn) {
    To.Known = &Known;
  }

  void family(const Family &F);
  void text(const LicenseTerms *Terms, StringRef Why,
            ArrayRef<Duty> MoreDuties = {});
  void named(const LicenseTerms *Terms, StringRef Why);
  void host(const Family &Host);
  void dataset(const Dataset &D);

  SourceTerms To;

private:
  bool has(const LicenseTerms *Terms) const {
    return llvm::any_of(
        To.Texts, [&](const GoverningText &T) { return T.Terms == Terms; });
  }
  bool reaches(const AlsoGoverned &A) const {
    return A.ReachesOutputs &&
           (A.Until.empty() || dateWithin(Date, "", A.Until));
  }

  const Catalog &Known;
  StringRef Date;
};

void Collector::text(const LicenseTerms *Terms, StringRef Why,
                     ArrayRef<Duty> MoreDuties) {
  if (!Terms || has(Terms))
    return;
  OutputRule Rule = ruleOn(*Terms, Date);
  ArrayRef<Duty> Duties = Terms->OutputDuties;
  if (!MoreDuties.empty()) {
    Duties = MoreDuties;
    if (Rule == OutputRule::Permitted)
      Rule = OutputRule::Conditional;
  }
  To.Texts.push_back({Terms, Rule, Duties, Why.str()});
}

void Collector::named(const LicenseTerms *Terms, StringRef Why) {
  if (Terms && !has(Terms))
    To.NamedOnly.push_back({Terms, Terms->OutputTraining, {}, Why.str()});
}

void Collector::family(const Family &F) {
  To.Of = &F;
  To.ReleasedByMaker = F.ReleasedByMaker;
  text(Known.license(F.License),
       F.Kind == FamilyKind::Api ? "terms of the service"
                                 : "license of the weights",
       F.OutputDuties);
  for (const AlsoGoverned &A : F.Also)
    if (reaches(A))
      text(Known.license(A.License), A.Why);
    else
      named(Known.license(A.License), A.Why);
}

void Collector::host(const Family &Host) {
  const LicenseTerms *Terms = Known.license(Host.License);
  // A local runner is no party: `ollama/llama2` is under Llama 2's license.
  if (Host.service() == "local" || !Terms)
    return;
  if (Terms->PassThrough && Terms->OutputTraining == OutputRule::Conditional)
    named(Terms, "the reseller leaves outputs to the model's own terms");
  else
    text(Terms, "terms of the reseller");
}

/// Content licenses say nothing on training, and whether their share-alike
/// reaches a model is unsettled: of those only a bar on commercial use counts.
void Collector::dataset(const Dataset &D) {
  To.Via = &D;
  for (StringRef Id :
       D.LicenseIds.empty() ? ArrayRef<StringRef>(D.License) : D.LicenseIds) {
    const LicenseTerms *Terms = Known.license(Id);
    if (!Terms)
      continue;
    bool Counts = Terms->Kind != TermsKind::OpenSource ||
                  Terms->OutputTraining == OutputRule::NoncommercialOnly;
    if (Counts)
      text(Terms, "license of the data set");
    else
      named(Terms, "license of the data set");
  }
  if (D.Noncommercial)
    To.Texts.push_back({nullptr,
                        OutputRule::NoncommercialOnly,
                        {},
                        "license of the data set"});
}

} // namespace

SourceTerms termsOfModel(const Catalog &Known, StringRef Id, Channel Through,
                         StringRef Provider, StringRef GeneratedOn) {
  Collector C(Known, GeneratedOn);
  C.To.Model = Id.str();
  bool Weights = Through == Channel::Weights;
  if (const Family *F = Known.resolveModel(Id, Weights)) {
    C.family(*F);
    if (F->Kind == FamilyKind::Api)
      C.To.Provider = F->service().str();
  }
  if (Weights)
    return std::move(C.To);
  if (!Provider.empty()) {
    C.To.Provider = Provider.str();
    C.text(Known.providerTerms(Provider), "terms of the service");
    if (const Family *Host = Known.host(Provider))
      C.host(*Host);
  }
  for (const Family *Host : Known.hostsOf(Id))
    C.host(*Host);
  return std::move(C.To);
}

SourceTerms termsOfDataset(const Catalog &Known, const Dataset &D,
                           const Generator &By) {
  Collector C(Known, D.GeneratedOn);
  C.To.Model = By.Name.str();
  if (By.Model)
    C.family(*By.Model);
  C.To.ReleasedByMaker |= D.ReleasedByMaker;
  // Whoever makes the model and releases its outputs licenses them by that.
  if (C.To.ReleasedByMaker)
    C.To.Texts.clear();
  if (By.Model)
    C.To.Provider = By.Model->service().str();
  C.To.PartlyUnknown = llvm::is_contained(D.Generators, "unknown");
  C.dataset(D);
  return std::move(C.To);
}

namespace {

/// The column of the verdict table that a base model suggests.
ModelKind kindByModality(StringRef Modality) {
  if (Modality == "embedding")
    return ModelKind::Embedder;
  if (Modality == "encoder" || Modality == "vision")
    return ModelKind::Encoder;
  if (Modality == "image-generation")
    return ModelKind::Image;
  return Modality.empty() ? ModelKind::Unknown : ModelKind::Generative;
}

} // namespace

TargetInfo targetOf(const Catalog &Known, StringRef Id, ModelKind Makes) {
  TargetInfo To;
  To.Id = Id.str();
  To.Of = Known.resolveModel(Id);
  To.Makes = Makes;
  if (To.Of && Makes == ModelKind::Unknown)
    To.Makes = kindByModality(To.Of->Modality);
  return To;
}

std::vector<const Family *> suggestionsFor(const Catalog &Known, StringRef Role,
                                           size_t Count) {
  std::vector<const Family *> Out;
  for (const Family &F : Known.families())
    if (llvm::is_contained(F.SuggestedFor, Role) &&
        (Count == 0 || Out.size() < Count))
      Out.push_back(&F);
  return Out;
}

} // namespace modeltidy
