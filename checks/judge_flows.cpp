//===- judge_flows.cpp - the terms applied to every flow ------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A flow of the lineage has a source (a model use, or the mention of a data
// set) and a sink. A data set stands for each of its generators, so one flow
// may be judged several times; and the lineage may hold several flows from one
// source use into one sink, on paths of different kinds. What is left is one
// judged flow for each (source use, model, sink): the strictest, of those the
// surest, of those the shortest.
//
//===----------------------------------------------------------------------===//

#include "checks/check.h"
#include "checks/duties.h"
#include "checks/verdict_words.h"
#include "checks/weights.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <tuple>

namespace modeltidy {

namespace {

/// The terms of models. Most uses of a repository are of a few models, and
/// looking up one takes some hundred patterns.
class ModelTerms {
public:
  ModelTerms(const Catalog &From, ArrayRef<Document> Documents)
      : Known(From), Here(localWeights(From, Documents)) {}

  const SourceTerms &of(const ModelUse &M, StringRef GeneratedOn = {}) {
    auto [At, New] = Found.try_emplace(
        Key{M.Id, M.Known, M.Through, M.Provider, GeneratedOn.str()});
    if (New) {
      // What stands for an id that the code does not tell must match no
      // pattern; whose service it is asked through may be known all the same.
      At->second = termsOfModel(Known, M.Known ? StringRef(M.Id) : StringRef(),
                                M.Through, M.Provider, GeneratedOn);
      bool Nothing = !At->second.Of && At->second.Texts.empty() && M.Known;
      if (Nothing && M.Provider.empty())
        if (auto Local = termsOfWeights(Known, Here, M.Id, GeneratedOn))
          At->second = std::move(*Local);
      At->second.Model = M.Id;
    }
    return At->second;
  }

private:
  using Key = std::tuple<std::string, bool, Channel, std::string, std::string>;
  const Catalog &Known;
  std::vector<LocalWeights> Here;
  std::map<Key, SourceTerms> Found;
};

const Dataset *findDataset(const Catalog &Known, const DatasetUse &D) {
  return Known.findDataset(D.Id, D.IsFile ? DatasetMention::Path
                                          : DatasetMention::Named);
}

/// Told by its name alone; see Catalog::guessDataset().
const Dataset *guessDataset(const Catalog &Known, const DatasetUse &D) {
  return Known.guessDataset(D.Id, D.IsFile ? DatasetMention::Path
                                           : DatasetMention::HubId);
}

/// Data that say in their name which model wrote them.
const GeneratorName *guessGenerator(const Catalog &Known, const DatasetUse &D) {
  if (D.MadeHere)
    return nullptr;
  return Known.guessGenerator(D.Id, D.IsFile ? DatasetMention::Path
                                             : DatasetMention::HubId);
}

/// One model that a flow may come from.
struct Origin {
  SourceTerms Terms;
  bool ByNameOnly = false; ///< the data set is guessed from its name
};

/// The part of a data set that is used, by the record's names: a configuration
/// or a split; "train[:10%]" is a part of "train".
StringRef partName(const Dataset &D, const DatasetUse &Use) {
  for (const DatasetPart &Part : D.Splits)
    if (Part.Name == StringRef(Use.Config))
      return Part.Name;
  return StringRef(Use.Split).take_until([](char C) { return C == '['; });
}

/// A file or data set of the repository, where a record says when it was
/// generated.
struct DatedPlace {
  Place Where;
  StringRef On;
};

std::vector<DatedPlace> datedPlaces(const Lineage &Graph,
                                    const Catalog &Known) {
  std::vector<DatedPlace> Out;
  for (const DatasetUse &Use : Graph.Datasets) {
    const Dataset *D = Use.MadeHere ? findDataset(Known, Use) : nullptr;
    if (D && !D->GeneratedOn.empty())
      Out.push_back({Use.Where, D->GeneratedOn});
  }
  return Out;
}

/// When the data on a flow's way were generated; or empty.
StringRef generatedOn(ArrayRef<DatedPlace> Dated, const Flow &F) {
  for (const DatedPlace &At : Dated)
    if (llvm::any_of(F.Steps, [&](const Step &S) {
          return S.Where.File == At.Where.File && S.Where.Line == At.Where.Line;
        }))
      return At.On;
  return {};
}

/// The last part of a path or an id as one spelling of it: "feedback-set".
std::string plainName(StringRef Name) {
  StringRef Last = Name.rtrim('/');
  Last = Last.substr(Last.rfind('/') + 1);
  for (StringRef End : {".gz", ".json", ".jsonl", ".parquet", ".csv"})
    Last.consume_back(End);
  std::string Out = Last.lower();
  std::replace(Out.begin(), Out.end(), '_', '-');
  return Out;
}

/// The known data sets of the hub that the repository names, by their names
/// without the owner. Of two with one name none is told.
using NamedHere = std::map<std::string, const Dataset *>;

NamedHere namedHere(const Lineage &Graph, const Catalog &Known) {
  constexpr size_t TellingBytes = 8;
  NamedHere Out;
  for (const DatasetUse &Use : Graph.Datasets) {
    const Dataset *D = Use.IsFile ? nullptr : findDataset(Known, Use);
    std::string Name = plainName(Use.Id);
    if (!D || !StringRef(Use.Id).contains('/') || Name.size() < TellingBytes)
      continue;
    auto [At, New] = Out.try_emplace(std::move(Name), D);
    if (!New && At->second != D)
      At->second = nullptr;
  }
  return Out;
}

/// A path that is called as a data set which the repository loads elsewhere:
/// `/data/feedback-set` beside load_dataset("acme/Feedback-Set").
const Dataset *copyOf(const NamedHere &Names, const DatasetUse &Use) {
  auto At = Use.IsFile ? Names.find(plainName(Use.Id)) : Names.end();
  return At == Names.end() ? nullptr : At->second;
}

/// What tells of data beside their own names.
struct Around {
  std::vector<DatedPlace> Dated;
  NamedHere Names;
};

/// What a flow may come from, each with its terms.
std::vector<Origin> originsOf(const Lineage &Graph, const Catalog &Known,
                              ModelTerms &Terms, const Around &Here,
                              const Flow &F) {
  if (!F.FromDataset)
    return {{Terms.of(Graph.Models[F.Source], generatedOn(Here.Dated, F))}};
  const DatasetUse &Use = Graph.Datasets[F.Source];
  const Dataset *D = findDataset(Known, Use);
  bool ByNameOnly = !D && !Use.MadeHere;
  if (ByNameOnly)
    D = copyOf(Here.Names, Use);
  if (ByNameOnly && !D)
    D = guessDataset(Known, Use);
  if (const GeneratorName *G = D ? nullptr : guessGenerator(Known, Use))
    return {{termsOfModel(Known, G->Model, Channel::Unknown), true}};
  if (!D || D->Content == DataContent::Human)
    return {};
  std::vector<Origin> Out;
  for (const Generator &G : Known.generatorsOf(*D, partName(*D, Use)))
    Out.push_back({termsOfDataset(Known, *D, G), ByNameOnly});
  return Out;
}

/// What a training makes of one model.
struct Target {
  TargetInfo Info;
  const ModelUse *Use = nullptr; ///< null: the code does not say
};

std::vector<Target> targetsOf(const Lineage &Graph, const Catalog &Known,
                              const Training &T, const Policy &Rules) {
  std::vector<Target> Out;
  const TargetRule *Declared = findTarget(Rules, Graph.Files[T.Where.File]);
  std::string Base = Declared ? Declared->Base : "";
  for (uint32_t I : T.Targets) {
    const ModelUse &M = Graph.Models[I];
    ModelKind Makes = T.Makes == ModelKind::Unknown ? M.Kind : T.Makes;
    Out.push_back({targetOf(Known, M.Known ? M.Id : Base, Makes), &M});
  }
  if (Out.empty())
    Out.push_back({targetOf(Known, Base, T.Makes)});
  for (Target &To : Out) {
    To.Info.Service = T.Service;
    To.Info.Provider = T.Provider;
    To.Info.File = Graph.Files[T.Where.File];
  }
  return Out;
}

/// Is the target the model that the flow comes from? Ids that the code does not
/// tell ("CLI --model") are the same only where they stand in one place.
bool isSource(const Target &To, const SourceTerms &From, const ModelUse *Use) {
  if (!To.Use)
    return false;
  if (To.Use->Known && (!Use || Use->Known))
    return StringRef(To.Use->Id).equals_insensitive(From.Model);
  return Use && To.Use->Where.File == Use->Where.File &&
         To.Use->Where.Begin == Use->Where.Begin;
}

std::string joined(StringRef A, StringRef B) {
  return (A + (A.empty() || B.empty() ? "" : "; ") + B).str();
}

/// "s.1.b.v: not to improve other language models". Only the text's first part:
/// what follows a semicolon are exceptions, which the notes have.
std::string clauseOf(const Clause &C) {
  StringRef Says = StringRef(C.Says).split(';').first;
  return (C.Section + (C.Section.empty() || Says.empty() ? "" : ": ") + Says)
      .str();
}

void addClauses(JudgedFlow &Out, const Judgment &J) {
  if (!J.Clauses.empty()) {
    const Clause &First = J.Clauses.front();
    Out.License = First.Terms ? First.Terms->Id.str() : "";
    Out.LicenseName = First.Name;
    Out.Clause = clauseOf(First);
  }
  for (const Clause &C : J.Clauses)
    Out.Terms.push_back({C.Text, C.Source, C.Read});
}

/// Nobody knows whether a model competes but whoever trains it, and a model
/// that is not named may be any.
std::string assumedOf(const Judgment &J, ArrayRef<Target> Targets,
                      const Policy &Rules) {
  if (J.Decision != Verdict::Prohibited || J.Clauses.empty())
    return {};
  const TargetInfo &To = Targets.front().Info;
  std::string Out;
  if (To.Id.empty())
    Out = "taken for another generative model";
  if (J.Clauses.front().Rule != OutputRule::CompetingModelsOnly)
    return Out;
  const TargetRule *Declared = findTarget(Rules, To.File);
  if (Declared && Declared->Competes)
    return Out;
  return Out + (Out.empty() ? "" : " and ") + "assumed to compete";
}

/// Judges the flows of one lineage under one policy.
class FlowJudge {
public:
  FlowJudge(const Lineage &From, const Catalog &With, const PolicyTree &By,
            ArrayRef<Document> Beside)
      : Graph(From), Known(With), Rules(By), Documents(Beside) {
    Targets.reserve(Graph.Trainings.size());
    ReleasesOf.reserve(Graph.Trainings.size());
    for (const Training &T : Graph.Trainings) {
      Targets.push_back(targetsOf(Graph, Known, T, rulesOf(T)));
      ReleasesOf.push_back(publicationsOf(Graph, T));
    }
  }

  JudgedFlow judged(uint32_t Index, const Origin &From);

private:
  bool isShownHere(const OwedDuty &D);
  Judgment worst(const Flow &F, const Origin &From,
                 ArrayRef<uint32_t> Releases);
  Judgment withDuties(const Flow &F, const Origin &From, const TargetInfo &To,
                      ArrayRef<uint32_t> Releases);

  const Policy &rulesOf(const Training &T) const {
    return Rules.of(Graph.Files[T.Where.File]);
  }
  const Policy &rulesOf(const Flow &F) const {
    return rulesOf(Graph.Trainings[F.Sink]);
  }

  const Lineage &Graph;
  const Catalog &Known;
  const PolicyTree &Rules;
  ArrayRef<Document> Documents;
  std::vector<std::vector<Target>> Targets;      // by training
  std::vector<std::vector<uint32_t>> ReleasesOf; // likewise
  using Owed = std::tuple<DutyKind, std::string, const LicenseTerms *>;
  std::map<Owed, bool> Shown; // all documents are searched for each
};

/// What the licensor has waived by contract need not be shown.
bool isAgreed(const Policy &Rules, const SourceTerms &From, DutyKind Kind) {
  StringRef Grant;
  if (Kind == DutyKind::NameBeginsWith)
    Grant = "naming";
  else if (Kind == DutyKind::Credit || Kind == DutyKind::Notice)
    Grant = "attribution";
  return !Grant.empty() &&
         findAgreement(Rules, From.Model, From.Of ? From.Of->Name.str() : "",
                       Grant.str());
}

bool FlowJudge::isShownHere(const OwedDuty &D) {
  auto [At, New] =
      Shown.try_emplace(Owed{D.What.Kind, D.What.Text.str(), D.Terms});
  if (New)
    At->second = isShown(Documents, Known, D);
  return At->second;
}

/// Where the repository meets every duty that is owed, nothing is left to ask.
Judgment FlowJudge::withDuties(const Flow &F, const Origin &From,
                               const TargetInfo &To,
                               ArrayRef<uint32_t> Releases) {
  FlowNature How;
  How.Kind = F.Kind;
  How.ByNameOnly = From.ByNameOnly;
  Judgment J = judge(From.Terms, To, How, rulesOf(F));
  size_t Owed = J.Duties.size();
  const TargetRule *Declared = findTarget(rulesOf(F), To.File);
  StringRef PublishedAs = Declared ? StringRef(Declared->PublishedAs) : "";
  llvm::erase_if(J.Duties, [&](const OwedDuty &D) {
    bool Met = isMet(Graph, Releases, PublishedAs, D.What) || isShownHere(D) ||
               isAgreed(rulesOf(F), From.Terms, D.What.Kind);
    if (Met)
      llvm::erase(J.WaysOut, wayToMeet(D));
    return Met;
  });
  How.DutiesMet = Owed && J.Duties.empty();
  return How.DutiesMet ? judge(From.Terms, To, How, rulesOf(F)) : J;
}

/// The strictest judgment over the targets other than the source itself.
Judgment FlowJudge::worst(const Flow &F, const Origin &From,
                          ArrayRef<uint32_t> Releases) {
  const ModelUse *Use = F.FromDataset ? nullptr : &Graph.Models[F.Source];
  Judgment Worst;
  bool Found = false;
  for (const Target &To : Targets[F.Sink]) {
    if (isSource(To, From.Terms, Use))
      continue;
    Judgment J = withDuties(F, From, To.Info, Releases);
    if (!Found || J.Decision > Worst.Decision)
      Worst = std::move(J);
    Found = true;
  }
  if (!Found) {
    Worst.Decision = Verdict::Permitted;
    Worst.Reason = "a model may be trained on its own output";
  }
  return Worst;
}

JudgedFlow FlowJudge::judged(uint32_t Index, const Origin &From) {
  const Flow &F = Graph.Flows[Index];
  JudgedFlow Out;
  Out.Releases = ReleasesOf[F.Sink];
  Judgment J = worst(F, From, Out.Releases);
  Out.Flow = Index;
  const SourceTerms &Terms = From.Terms;
  Out.Model = Terms.Model;
  Out.Family = Terms.Of ? Terms.Of->Name.str() : "";
  Out.Decision = J.Decision;
  Out.Restricted = J.Restricted;
  Out.Reason = J.Reason;
  Out.Assumed = assumedOf(J, Targets[F.Sink], rulesOf(F));
  addClauses(Out, J);
  for (const OwedDuty &D : J.Duties)
    Out.Duties.push_back(D.Text);
  Out.WaysOut = J.WaysOut;
  bool Unnamed = !F.FromDataset && J.Decision == Verdict::Permitted &&
                 Graph.Models[F.Source].Through == Channel::Reseller &&
                 Graph.Models[F.Source].Provider.empty();
  if (Unnamed && !J.AtMostLikely) {
    J.AtMostLikely = true;
    J.Doubt = "the terms of the service that is asked are not known";
  }
  bool Doubted = J.AtMostLikely || From.ByNameOnly;
  Out.Sure =
      std::max(F.Sure, Doubted ? Confidence::Likely : Confidence::Certain);
  Out.Doubt = joined(F.Doubt, From.ByNameOnly
                                  ? "the data set is known by its name alone"
                                  : J.Doubt);
  return Out;
}

/// Who trains what: sink, kind of source, source use, model.
using FlowKey = std::tuple<uint32_t, bool, uint32_t, std::string>;

bool isBetter(const Lineage &Graph, const JudgedFlow &A, const JudgedFlow &B) {
  auto Rank = [&](const JudgedFlow &J) {
    return std::tuple(-int(J.Decision), J.Sure,
                      Graph.Flows[J.Flow].Steps.size(), J.Flow);
  };
  return Rank(A) < Rank(B);
}

} // namespace

std::vector<JudgedFlow> judgeFlows(const Lineage &Graph, const Catalog &Known,
                                   const PolicyTree &Rules,
                                   ArrayRef<Document> Documents) {
  FlowJudge Judge(Graph, Known, Rules, Documents);
  ModelTerms Terms(Known, Documents);
  Around Here{datedPlaces(Graph, Known), namedHere(Graph, Known)};
  std::map<FlowKey, JudgedFlow> Best;
  for (uint32_t I = 0; I != Graph.Flows.size(); ++I) {
    const Flow &F = Graph.Flows[I];
    for (const Origin &From : originsOf(Graph, Known, Terms, Here, F)) {
      JudgedFlow J = Judge.judged(I, From);
      FlowKey Key{F.Sink, F.FromDataset, F.Source, J.Model};
      auto [At, New] = Best.try_emplace(Key, J);
      if (!New && isBetter(Graph, J, At->second))
        At->second = std::move(J);
    }
  }
  std::vector<JudgedFlow> Out;
  Out.reserve(Best.size());
  for (auto &[Key, J] : Best)
    Out.push_back(std::move(J));
  return Out;
}

Identities identify(const Lineage &Graph, const Catalog &Known,
                    ArrayRef<Document> Documents) {
  Identities Out;
  ModelTerms Terms(Known, Documents);
  Out.Models.reserve(Graph.Models.size());
  for (const ModelUse &M : Graph.Models) {
    const SourceTerms &T = Terms.of(M);
    const LicenseTerms *L = T.Texts.empty() ? nullptr : T.Texts.front().Terms;
    Out.Models.push_back({T.Of ? T.Of->Name.str() : "", L ? L->Id.str() : ""});
  }
  for (uint32_t I = 0; I != Graph.Mentions.size(); ++I) {
    const SourceTerms &T = Terms.of(Graph.Mentions[I]);
    const LicenseTerms *L = T.Texts.empty() ? nullptr : T.Texts.front().Terms;
    if (T.Of)
      Out.Mentions.push_back({I, {T.Of->Name.str(), L ? L->Id.str() : ""}});
  }
  for (const DatasetUse &Use : Graph.Datasets) {
    KnownDataset &Row = Out.Datasets.emplace_back();
    const Dataset *D = findDataset(Known, Use);
    Row.Known = D != nullptr;
    if (!D && !Use.MadeHere)
      D = guessDataset(Known, Use);
    if (D) {
      Row.Record = D->Id.str();
      for (const Generator &G : Known.generatorsOf(*D, partName(*D, Use)))
        Row.Generators.push_back(G.Name.str());
    } else if (const GeneratorName *G = guessGenerator(Known, Use)) {
      Row.Generators.push_back(G->Model.str());
    }
  }
  return Out;
}

} // namespace modeltidy
