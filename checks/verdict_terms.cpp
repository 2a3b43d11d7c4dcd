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

OutputRule ruleOf(const LicenseTerms &Terms, const TermsVersion *V) {
  return V && V->HasTraining ? V->Training : Terms.OutputTraining;
}

/// The version in force on a date; of several, where only a month or a year is
/// known, the strictest (the rules are listed from free to barred).
const TermsVersion *versionOn(const LicenseTerms &Terms, StringRef Date) {
  const TermsVersion *Best = nullptr;
  for (const TermsVersion &V : Terms.History)
    if (dateWithin(Date, V.From, V.Until) &&
        (!Best || ruleOf(Terms, &V) > ruleOf(Terms, Best)))
      Best = &V;
  return Best;
}

/// The first day on which a text is known to be in force; empty: always.
StringRef startOf(const LicenseTerms &Terms) {
  StringRef Start = Terms.ValidFrom;
  for (const TermsVersion &V : Terms.History)
    if (Start.empty() || V.From < Start)
      Start = V.From;
  return Start;
}

/// A service's terms hold from a day on. A license of weights came with them:
/// their outputs cannot be older.
bool startsAfter(const LicenseTerms &Terms, StringRef Date) {
  bool Dated =
      Terms.Kind == TermsKind::ProviderTerms || Terms.Kind == TermsKind::Policy;
  StringRef Start = startOf(Terms);
  return Dated && !Date.empty() && !Start.empty() &&
         !dateWithin(Date, Start, "");
}

class Collector {
public:
  Collector(const Catalog &Known, StringRef GeneratedOn)
      : Known(Known), Date(GeneratedOn) {
    To.Known = &Known;
    To.GeneratedOn = GeneratedOn.str();
  }

  void family(const Family &F);
  void text(const LicenseTerms *Terms, StringRef Why,
            ArrayRef<Duty> MoreDuties = {});
  void named(const LicenseTerms *Terms, StringRef Why);
  void host(const Family &Host);
  void server(const LicenseTerms *Terms, StringRef Why);
  void service(StringRef Name);
  void dataset(const Dataset &D);
  void leaveOutLaterTexts();

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
  const TermsVersion *Version = versionOn(*Terms, Date);
  OutputRule Rule = ruleOf(*Terms, Version);
  ArrayRef<Duty> Duties = Terms->OutputDuties;
  if (!MoreDuties.empty()) {
    Duties = MoreDuties;
    if (Rule == OutputRule::Permitted)
      Rule = OutputRule::Conditional;
  }
  To.Texts.push_back(
      {Terms, Rule, Duties, Why.str(), Version, startsAfter(*Terms, Date)});
}

/// What came into force after the outputs were made says nothing of them, where
/// an older text is known; else the first that is known stands in for it.
void Collector::leaveOutLaterTexts() {
  auto IsLater = [](const GoverningText &T) { return T.Later; };
  auto First = To.Texts.end();
  if (llvm::all_of(To.Texts, IsLater))
    First = llvm::min_element(To.Texts, [](const auto &A, const auto &B) {
      return startOf(*A.Terms) < startOf(*B.Terms);
    });
  const LicenseTerms *Keep = First == To.Texts.end() ? nullptr : First->Terms;
  llvm::erase_if(To.Texts, [&](const GoverningText &T) {
    return T.Later && T.Terms != Keep;
  });
}

void Collector::named(const LicenseTerms *Terms, StringRef Why) {
  bool Named = llvm::any_of(
      To.NamedOnly, [&](const GoverningText &T) { return T.Terms == Terms; });
  if (Terms && !Named && !has(Terms) && !startsAfter(*Terms, Date))
    To.NamedOnly.push_back(
        {Terms, Terms->OutputTraining, {}, Why.str(), nullptr, false});
}

void Collector::family(const Family &F) {
  To.Of = &F;
  To.ReleasedByMaker = F.ReleasedByMaker;
  text(Known.license(F.License),
       F.Kind == FamilyKind::Api ? "terms of the service"
                                 : "license of the weights",
       F.OutputDuties);
  for (const AlsoGoverned &A : F.Also) {
    bool Over =
        !Date.empty() && !A.Until.empty() && !dateWithin(Date, "", A.Until);
    if (reaches(A))
      text(Known.license(A.License),
           A.Until.empty() ? A.Why.str()
                           : ("for outputs made until " + A.Until).str());
    else if (!Over)
      named(Known.license(A.License), A.Why);
  }
}

void Collector::host(const Family &Host) {
  const LicenseTerms *Terms = Known.license(Host.License);
  // A local runner is no party: `ollama/llama2` is under Llama 2's license.
  if (Host.service() != "local")
    server(Terms, "terms of the reseller");
}

/// Whoever serves models of others may leave outputs to their terms, which then
/// stand beside its own.
void Collector::server(const LicenseTerms *Terms, StringRef Why) {
  if (Terms)
    To.Server = Terms;
  bool Leaves = Terms && Terms->PassThrough &&
                Terms->OutputTraining == OutputRule::Conditional;
  if (Leaves)
    named(Terms, "the reseller leaves outputs to the model's own terms");
  else
    text(Terms, Why);
}

/// A service's terms bind who calls it. A maker's own client, asked for a model
/// that this maker does not serve, was sent to another server by its
/// environment: the terms are then those of the model alone.
void Collector::service(StringRef Name) {
  if (To.Of && !Known.serves(Name, *To.Of)) {
    To.NotServedBy = Name.str();
    return;
  }
  To.Provider = Name.str();
  // Of a model that is not known, the service's word is all there is.
  const LicenseTerms *Own = Known.providerTerms(Name);
  if (To.Of)
    server(Own, "terms of the service");
  else
    text(Own, "terms of the service");
  if (const Family *Host = Known.host(Name))
    host(*Host);
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
                        "license of the data set",
                        nullptr,
                        false});
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
  if (!Weights && !Provider.empty())
    C.service(Known.serviceNamed(Provider));
  if (!Weights)
    for (const Family *Host : Known.hostsOf(Id))
      C.host(*Host);
  C.leaveOutLaterTexts();
  return std::move(C.To);
}

SourceTerms termsOfDataset(const Catalog &Known, const Dataset &D,
                           const Generator &By) {
  Collector C(Known, D.GeneratedOn);
  C.To.Model = By.Name.str();
  if (By.Model)
    C.family(*By.Model);
  C.leaveOutLaterTexts();
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
