//===- verdict_words.cpp - a verdict in words -----------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/verdict_words.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy {

using llvm::Twine;

namespace {

/// "Outputs may not..." within a sentence; names keep their capitals.
std::string asClause(StringRef Text) {
  std::string Out = Text.rtrim('.').str();
  StringRef First = StringRef(Out).take_until([](char C) { return C == ' '; });
  bool Name = llvm::any_of(First.drop_front(First.empty() ? 0 : 1),
                           [](char C) { return llvm::isUpper(C); });
  if (!Out.empty() && !Name)
    Out[0] = llvm::toLower(Out[0]);
  return Out;
}

std::string nameOf(const TargetInfo &To) {
  bool Phrase = To.Id.find(' ') != std::string::npos; // "another model"
  if (!To.Id.empty())
    return Phrase ? To.Id : "'" + To.Id + "'";
  return To.Of ? To.Of->Name.str() : "a model that the code does not name";
}

StringRef kindName(ModelKind Kind) {
  switch (Kind) {
  case ModelKind::Classifier:
    return "a classifier";
  case ModelKind::Embedder:
    return "an embedding model";
  case ModelKind::Reranker:
    return "a reranker";
  case ModelKind::Reward:
    return "a reward model";
  case ModelKind::Encoder:
    return "an encoder";
  default:
    return "no generative model";
  }
}

/// "the Llama 2 Community License (s.1.b.v)"
std::string cited(const Clause &C) {
  std::string Out =
      StringRef(C.Name).starts_with_insensitive("the ") ? "" : "the ";
  return Out + C.Name + (C.Section.empty() ? "" : " (" + C.Section + ")");
}

} // namespace

std::string dutyText(const Duty &D, StringRef LicenseName) {
  switch (D.Kind) {
  case DutyKind::NameBeginsWith:
    return ("the published model's name begins with '" + D.Text + "'").str();
  case DutyKind::Credit: {
    llvm::SmallVector<StringRef, 2> Credits;
    D.Text.split(Credits, " | ");
    return "the documentation shows '" + llvm::join(Credits, "' or '") + "'";
  }
  case DutyKind::Notice:
    return ("a notice says '" + D.Text + "'").str();
  case DutyKind::CarryLicense:
    return ("a copy of the " + LicenseName + " goes along").str();
  case DutyKind::CarryUseRestrictions:
    return ("the use restrictions of the " + LicenseName +
            " bind whoever gets the model")
        .str();
  case DutyKind::ShareAlike:
    return ("the model is shared under the " + LicenseName +
            " where it counts as adapted work")
        .str();
  case DutyKind::NoSharing:
    return ("the model is not shared where it counts as adapted work");
  case DutyKind::AcceptableUse:
    return ("the purpose is one that the use policy of the " + LicenseName +
            " allows")
        .str();
  case DutyKind::UpstreamTerms:
    return "the terms of the model behind the service are kept";
  }
  return {};
}

StringRef saysOf(const GoverningText &Text) {
  if (!Text.Version)
    return Text.Terms->Says;
  if (!Text.Version->Says.empty())
    return Text.Version->Says;
  return Text.Version->HasTraining ? Text.Version->Change : Text.Terms->Says;
}

namespace {

/// ", in force from 2023-03-14 to 2024-01-30, when the outputs were made
/// (2023-05)"; empty for today's text.
std::string whenInForce(const GoverningText &Text, const SourceTerms &From) {
  if (From.GeneratedOn.empty() || (!Text.Version && !Text.Later))
    return {};
  if (Text.Later)
    return ", which came into force after the outputs were made (" +
           From.GeneratedOn + "); no older text is known";
  const TermsVersion &V = *Text.Version;
  std::string Since = ", in force " + ("since " + V.From).str();
  if (!V.Until.empty())
    Since = (", in force from " + V.From + " to " + V.Until).str();
  return Since + ", when the outputs were made (" + From.GeneratedOn + ")";
}

} // namespace

Clause clauseOf(const GoverningText &Text, const SourceTerms &From,
                Verdict Decision) {
  Clause C;
  C.Terms = Text.Terms;
  C.Version = Text.Version;
  C.Later = Text.Later;
  C.Decision = Decision;
  C.Why = Text.Why;
  if (!Text.Terms) {
    C.Name = ("license of the data set '" + From.Via->Id + "'").str();
    C.Text = ("'" + From.Via->License + "' allows no commercial use").str();
    C.Source = From.Via->Source.str();
    C.Read = From.Via->Read.str();
    return C;
  }
  const LicenseTerms &L = *Text.Terms;
  const TermsVersion None;
  const TermsVersion &V = Text.Version ? *Text.Version : None;
  C.Name = (V.Name.empty() ? L.Name : V.Name).str();
  C.Says = saysOf(Text).str();
  C.Rule = Text.Rule;
  C.Section = (V.Says.empty() ? L.Section : V.Section).str();
  C.Text = cited(C) + whenInForce(Text, From) + ": " + asClause(C.Says);
  StringRef Place = L.Url.empty() ? L.Source : L.Url;
  C.Source = (V.Source.empty() ? Place : V.Source).str();
  C.Read = L.Read.str();
  return C;
}

void addDuties(const GoverningText &Text, OutputRule Rule, Judgment &J) {
  if (Rule == OutputRule::NoncommercialOnly) {
    std::string Of = Text.Terms ? (" (" + Text.Terms->Name + ")").str() : "";
    J.Duties.push_back({Text.Terms, Duty(), "no commercial use is made" + Of});
    return;
  }
  for (const Duty &D : Text.Duties)
    J.Duties.push_back({Text.Terms, D, dutyText(D, Text.Terms->Name)});
}

namespace {

std::string unclearTarget(const TargetInfo &To, const std::string &Text) {
  return Text + " speaks of models that write, and " + nameOf(To) +
         " becomes " + kindName(To.Makes).str() +
         ": whether it reaches that is unclear";
}

std::string competitionReason(Ground Because, const std::string &Text,
                              const TargetInfo &To) {
  switch (Because) {
  case Ground::OwnService:
    return Text + " leaves the provider's own fine-tuning service out, and " +
           nameOf(To) + " is trained there";
  case Ground::DeclaredNotCompeting:
    return Text + " bars competing models only, and the policy declares that " +
           nameOf(To) + " does not compete";
  case Ground::DeclaredCompeting:
    return Text + " bars competing models, and the policy declares that " +
           nameOf(To) + " competes";
  case Ground::Excepted:
    return Text + " leaves out " + kindName(To.Makes).str();
  case Ground::ExceptedUnless:
    return Text + " leaves out " + kindName(To.Makes).str() +
           " only if it is not distributed, which the code does not say";
  default:
    return Text + " bars competing models; that " + nameOf(To) +
           " competes is assumed, because no policy says otherwise";
  }
}

std::string commercialReason(Ground Because, const std::string &Text) {
  if (Because == Ground::Commercial)
    return Text +
           " allows no commercial use, and the policy says that the use is "
           "commercial";
  if (Because == Ground::Noncommercial)
    return Text +
           " allows noncommercial use, and the policy says that the use is "
           "not commercial";
  return Text +
         " allows no commercial use, and no policy says whether the use is "
         "commercial";
}

std::string unknownReason(const SourceTerms &From) {
  return "the terms of '" + From.Model + "' are not known to the catalog";
}

std::string plainReason(const Judgment &J, const std::string &Text) {
  switch (J.Decision) {
  case Verdict::Permitted:
    return Text + " leaves training on outputs free";
  case Verdict::Conditional:
    return Text + " allows training on outputs under conditions";
  case Verdict::Prohibited:
    return Text + " bars training any model on outputs";
  case Verdict::Unclear:
    break;
  }
  return Text + " does not settle training on outputs";
}

} // namespace

std::string reasonFor(Ground Because, const Judgment &J,
                      const SourceTerms &From, const TargetInfo &To,
                      const Agreement *Bought) {
  std::string Text = J.Clauses.empty() ? "" : cited(J.Clauses.front());
  switch (Because) {
  case Ground::Plain:
    return plainReason(J, Text);
  case Ground::Silent:
    return Text + " is not known to say whether outputs may train a model";
  case Ground::SameFamily:
    return Text + " excepts its own family, and " + nameOf(To) +
           " is of the lineage '" + To.Of->LineageStrict.str() + "' as well";
  case Ground::OtherFamily:
    return Text + " bars improving models outside its own family, and " +
           nameOf(To) +
           (To.Of ? " is of the lineage '" + To.Of->LineageStrict.str() + "'"
                  : " is not known to be of it");
  case Ground::TargetUnknown:
    if (J.Clauses.front().Rule == OutputRule::CompetingModelsOnly)
      return Text + " bars competing models; the code does not say which "
                    "model is trained, so it is taken for a generative one, "
                    "and that it competes is assumed, because no policy says "
                    "otherwise";
    return Text +
           " bars improving other models; the code does not say which model "
           "is trained, so it is taken for another generative one";
  case Ground::NotGenerative:
    return unclearTarget(To, Text);
  case Ground::CommercialUnknown:
  case Ground::Commercial:
  case Ground::Noncommercial:
    return commercialReason(Because, Text);
  case Ground::Indirect:
    return "outputs of '" + From.Model +
           "' only select, score or prompt the data; whether " + Text +
           " reaches that is unclear";
  case Ground::NameOnly:
    if (!From.Via)
      return "only its name says that the data set holds output of '" +
             From.Model + "'; whether " + Text + " governs it is unclear";
    return "only its name says that the data set comes from '" +
           From.Via->Id.str() + "'; whether " + Text + " governs it is unclear";
  case Ground::PartlyUnknown:
    return "a model that nobody names wrote a part of '" + From.Via->Id.str() +
           "'";
  case Ground::NotKnownThen:
    return "what the terms said of outputs made in " + From.GeneratedOn +
           " is not known; the first text that is, " + Text +
           ", leaves training on outputs free";
  case Ground::Released:
    return "whoever makes '" + From.Model + "' released these outputs as data";
  case Ground::Agreed:
    return "an agreement grants output-training" +
           (Bought->Reference.empty() ? "" : " (" + Bought->Reference + ")");
  case Ground::Unknown:
    return unknownReason(From);
  default:
    return competitionReason(Because, Text, To);
  }
}

namespace {

std::string permissiveGenerators(const SourceTerms &From) {
  StringRef Modality = From.Of ? From.Of->Modality : "text";
  std::string Role = "generate";
  if (Modality == "image-generation")
    Role += "-image";
  else if (Modality == "audio")
    Role += "-audio";
  else if (Modality == "embedding")
    Role = "embed";
  std::vector<std::string> Names;
  constexpr size_t Enough = 2;
  for (const Family *F : suggestionsFor(*From.Known, Role, Enough))
    if (F != From.Of && !F->Examples.empty())
      Names.push_back(
          ("'" + F->Examples.front() + "' (" + F->License + ")").str());
  if (Names.empty())
    return {};
  return "generate with a model whose terms leave outputs free, such as " +
         llvm::join(Names, " or ");
}

} // namespace

std::string wayToMeet(const OwedDuty &D) { return "see to it that " + D.Text; }

void addWaysOut(Ground Because, Judgment &J, const SourceTerms &From) {
  std::vector<std::string> &Ways = J.WaysOut;
  if (J.Decision == Verdict::Permitted)
    return;
  if (J.Decision == Verdict::Conditional)
    for (const OwedDuty &D : J.Duties)
      Ways.push_back(wayToMeet(D));
  const LicenseTerms *Terms =
      J.Clauses.empty() ? nullptr : J.Clauses.front().Terms;
  if (Terms && !Terms->SameFamily.empty())
    Ways.push_back(
        ("train a model that the exception covers: " + Terms->SameFamily)
            .str());
  if (Because == Ground::CompetitionAssumed || Because == Ground::TargetUnknown)
    if (J.Clauses.front().Rule == OutputRule::CompetingModelsOnly)
      Ways.push_back("declare in the policy that the target does not compete "
                     "(Targets: Competes: no), if that is so");
  if (Because == Ground::ExceptedUnless) {
    Ways.push_back("keep the model to yourselves, which the terms leave out, "
                   "and say so in a suppression with that reason");
    Ways.push_back("declare in the policy that the target does not compete "
                   "(Targets: Competes: no), if that is so");
  }
  if (Terms)
    for (const OutputException &E : Terms->Exceptions)
      if (Because != Ground::ExceptedUnless &&
          llvm::is_contained(E.Targets, ExceptedTarget::OwnFineTuningService))
        Ways.push_back("train through the provider's own fine-tuning service");
  if (Because == Ground::CommercialUnknown)
    Ways.push_back("say in the policy whether the use is commercial "
                   "(Organization: Commercial)");
  if (Because == Ground::Unknown)
    Ways.push_back("name the model and its license in the policy (Models)");
  if (std::string Other = permissiveGenerators(From); !Other.empty())
    Ways.push_back(Other);
  if (J.Decision == Verdict::Prohibited || Because == Ground::ExceptedUnless ||
      Because == Ground::NotGenerative)
    Ways.push_back("get permission and record it in the policy (Agreements)");
}

/// A flow is never surer than its weakest record.
void addDoubt(Judgment &J, const SourceTerms &From) {
  auto Weak = [&](Sureness S, const Twine &What) {
    if (S == Sureness::Verified || J.AtMostLikely)
      return;
    J.AtMostLikely = true;
    J.Doubt = ("origin not verified: " + What + " is known from " +
               (S == Sureness::Memory ? "memory" : "a secondary source"))
                  .str();
  };
  if (!From.NotServedBy.empty()) {
    J.AtMostLikely = true;
    J.Doubt = "the code does not name the server: '" + From.NotServedBy +
              "', whose client it uses, offers no '" + From.Model + "'";
  }
  bool IsService = !From.Via && !From.Provider.empty() && From.Known;
  if (IsService && !From.Known->providerTerms(From.Provider) &&
      !From.Known->host(From.Provider)) {
    J.AtMostLikely = true;
    J.Doubt = "the terms of the service '" + From.Provider +
              "' are not known to the catalog";
  }
  if (From.Via)
    Weak(From.Via->Confidence, "who made the data set '" + From.Via->Id + "'");
  if (From.Of)
    Weak(From.Of->Confidence, "the license of '" + From.Of->Name + "'");
  if (From.Server)
    Weak(From.Server->Confidence, "the text of the " + From.Server->Name);
  if (J.Clauses.empty() || !J.Clauses.front().Terms)
    return;
  const Clause &First = J.Clauses.front();
  Weak(First.Terms->Confidence, "the text of the " + First.Name);
  if (First.Version)
    Weak(First.Version->Confidence,
         "the text of the " + First.Name + " of " + From.GeneratedOn);
  if (First.Later && !J.AtMostLikely) {
    J.AtMostLikely = true;
    J.Doubt = "the text of the " + First.Name + " of " + From.GeneratedOn +
              " is not known, so a later one is applied";
  }
}

} // namespace modeltidy
