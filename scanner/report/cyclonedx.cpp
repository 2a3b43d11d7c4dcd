//===- cyclonedx.cpp - an ML-BOM in CycloneDX 1.6 -------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// https://cyclonedx.org/docs/1.6/json/: models and data sets are components, a
// model that is trained here has its base as an ancestor, and each training is
// a workflow of the formulation whose inputs are what flows into it.
//
//===----------------------------------------------------------------------===//

#include "scanner/report/cyclonedx.h"
#include "checks/bom.h"
#include "checks/card.h"
#include "checks/duties.h"
#include "checks/merges.h"
#include "checks/words.h"
#include "scanner/report/utf16.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SHA256.h"
#include <map>
#include <nlohmann/json.hpp>
#include <set>

namespace modeltidy {

namespace {

using Json = nlohmann::ordered_json;

Json text(StringRef S) { return validUtf8(S); }

std::string hexOf(StringRef Text) {
  auto Hash = llvm::SHA256::hash(
      {reinterpret_cast<const uint8_t *>(Text.data()), Text.size()});
  return llvm::toHex(llvm::ArrayRef(Hash).take_front(16), /*LowerCase=*/true);
}

/// A name-based UUID (RFC 9562, version 8) over the document's own content.
std::string serialOf(StringRef Content) {
  std::string Hex = hexOf(Content);
  Hex[12] = '8';
  Hex[16] = "89ab"[unsigned(Hex[16]) % 4];
  return "urn:uuid:" + Hex.substr(0, 8) + "-" + Hex.substr(8, 4) + "-" +
         Hex.substr(12, 4) + "-" + Hex.substr(16, 4) + "-" + Hex.substr(20, 12);
}

Json property(StringRef Name, StringRef Value) {
  return {{"name", ("model-tidy:" + Name).str()}, {"value", text(Value)}};
}

class BomWriter {
public:
  explicit BomWriter(const Report &From)
      : R(From), Graph(From.Found.Graph), Known(*From.Found.Around.Known),
        Merges(mergesOf(From.Found)), Releases(modelReleases(From.Found)) {}

  Json document() {
    Json Components = models();
    for (Json &Data : datasets())
      Components.push_back(std::move(Data));
    Json Out;
    Out["$schema"] = "http://cyclonedx.org/schema/bom-1.6.schema.json";
    Out["bomFormat"] = "CycloneDX";
    Out["specVersion"] = "1.6";
    Out["serialNumber"] = "";
    Out["version"] = 1;
    Out["metadata"] = metadata();
    Out["components"] = std::move(Components);
    Out["dependencies"] = dependencies();
    if (!Graph.Trainings.empty() || !Merges.empty())
      Out["formulation"] =
          Json::array({{{"bom-ref", "formula"}, {"workflows", workflows()}}});
    Out["serialNumber"] = serialOf(Out.dump());
    return Out;
  }

private:
  Json metadata() const {
    Json Tool = {{"type", "application"},
                 {"name", "model-tidy"},
                 {"version", text(R.Version)}};
    return {{"timestamp", R.Today + "T00:00:00Z"},
            {"tools", {{"components", Json::array({std::move(Tool)})}}}};
  }

  static std::string modelRef(StringRef Id) { return "model:" + Id.lower(); }
  static std::string dataRef(StringRef Id) { return "data:" + Id.str(); }

  static Json license(const LicenseTerms &L) {
    bool IsSpdx = !L.Id.starts_with("LicenseRef-");
    Json Out = {{IsSpdx ? "id" : "name", text(IsSpdx ? L.Id : L.Name)}};
    if (L.Url.starts_with("https://"))
      Out["url"] = text(L.Url);
    return {{"license", std::move(Out)}};
  }

  Json licensesOf(const ModelUse &M) const {
    Json Out = Json::array();
    std::set<StringRef> Said;
    SourceTerms Terms = termsOfModel(Known, M.Id, M.Through, M.Provider);
    for (const GoverningText &T : Terms.Texts)
      if (T.Terms && Said.insert(T.Terms->Id).second)
        Out.push_back(license(*T.Terms));
    return Out;
  }

  /// "owner/name" is group and name.
  static void addName(Json &Out, StringRef Id) {
    auto [Owner, Name] = Id.split('/');
    if (!Name.empty() && !Name.contains('/') && !Owner.empty()) {
      Out["group"] = text(Owner);
      Out["name"] = text(Name);
    } else {
      Out["name"] = text(Id);
    }
  }

  Json model(const ModelUse &M) const {
    Json Out = {{"type", "machine-learning-model"},
                {"bom-ref", text(modelRef(M.Id))}};
    addName(Out, M.Id);
    if (Json Licenses = licensesOf(M); !Licenses.empty())
      Out["licenses"] = std::move(Licenses);
    const Family *F = Known.resolveModel(M.Id);
    Json Card = {{"modelParameters", parameters(M, F)}};
    if (Json Considerations = considerations(M); !Considerations.empty())
      Card["considerations"] = std::move(Considerations);
    Out["modelCard"] = std::move(Card);
    Json Properties =
        Json::array({property("channel", channelName(M.Through)),
                     property("role", roleName(M.Part)),
                     property("found-at", Graph.Files[M.Where.File] + ":" +
                                              llvm::utostr(M.Where.Line))});
    if (F)
      Properties.push_back(property("family", F->Name));
    if (const LicenseTerms *L = licenseOfUse(R.Found, M))
      Properties.push_back(property("risk", word(riskOf(*L))));
    Out["properties"] = std::move(Properties);
    addAncestors(Out, M.Bases);
    return Out;
  }

  /// The models that one was made from.
  static void addAncestors(Json &Out, ArrayRef<std::string> Ids) {
    Json Ancestors = Json::array();
    for (const std::string &Id : Ids) {
      Json Base = {{"type", "machine-learning-model"}};
      addName(Base, Id);
      Ancestors.push_back(std::move(Base));
    }
    if (!Ancestors.empty())
      Out["pedigree"] = {{"ancestors", std::move(Ancestors)}};
  }

  Json parameters(const ModelUse &M, const Family *F) const {
    Json Out = Json::object();
    if (M.Kind != ModelKind::Unknown)
      Out["task"] = modelKindName(M.Kind).str();
    if (F)
      Out["architectureFamily"] =
          text(F->Lineage.empty() ? F->Name : F->Lineage);
    addDatasets(dataOfCheckpoint(M), Out);
    return Out;
  }

  static void addDatasets(const std::set<std::string> &Refs, Json &Out) {
    Json Data = Json::array();
    for (const std::string &Ref : Refs)
      Data.push_back({{"ref", text(Ref)}});
    if (!Data.empty())
      Out["datasets"] = std::move(Data);
  }

  /// Use limits of the license, for whoever reads the model card.
  Json considerations(const ModelUse &M) const {
    Json Out = Json::object();
    if (const LicenseTerms *L = licenseOfUse(R.Found, M)) {
      Json Limits = Json::array();
      if (!L->Says.empty())
        Limits.push_back(text(L->Says));
      if (L->Commercial == CommercialUse::No)
        Limits.push_back("no commercial use");
      if (!Limits.empty())
        Out["technicalLimitations"] = std::move(Limits);
    }
    return Out;
  }

  /// References of the data sets that a training reads, but for prompts.
  std::set<std::string> dataOf(uint32_t Sink) const {
    std::set<std::string> Out;
    for (const Flow &F : Graph.Flows)
      if (F.FromDataset && F.Sink == Sink && F.Kind != EdgeKind::Prompt)
        Out.insert(dataRef(Graph.Datasets[F.Source].Id));
    for (const DatasetUse &D : Graph.Datasets)
      if (D.Purpose == "train" && !D.Id.empty() &&
          D.Where.File == Graph.Trainings[Sink].Where.File)
        Out.insert(dataRef(D.Id));
    return Out;
  }

  /// Of a model that is made here: what its trainings read. What others made
  /// was trained elsewhere.
  std::set<std::string> dataOfCheckpoint(const ModelUse &M) const {
    std::set<std::string> Out;
    for (uint32_t I = 0; I != Graph.Trainings.size(); ++I)
      if (llvm::any_of(Graph.Trainings[I].Targets, [&](uint32_t Target) {
            return llvm::is_contained(M.Bases, Graph.Models[Target].Id);
          }))
        Out.merge(dataOf(I));
    return Out;
  }

  std::set<std::string> dataOfRelease(const Publication &P) const {
    std::set<std::string> Out;
    for (uint32_t I = 0; I != Graph.Trainings.size(); ++I)
      for (uint32_t Release : publicationsOf(Graph, Graph.Trainings[I]))
        if (Graph.Publications[Release].Id == P.Id)
          Out.merge(dataOf(I));
    return Out;
  }

  Json models() {
    Json Out = Json::array();
    for (const ModelUse &M : Graph.Models)
      if (M.Known && Refs.insert(modelRef(M.Id)).second)
        Out.push_back(model(M));
    for (const Publication &P : Graph.Publications)
      if (P.What == "model" && !P.Id.empty() &&
          Refs.insert(modelRef(P.Id)).second)
        Out.push_back(published(P));
    for (const Merge &M : Merges)
      addMerge(M, Out);
    return Out;
  }

  static std::string mergeRef(const Merge &M) { return "merge:" + M.Name; }

  /// What a recipe makes, and models in it that nothing else names.
  void addMerge(const Merge &M, Json &Out) {
    std::vector<std::string> Ids;
    for (const auto &[Id, Where] : M.Models) {
      if (!llvm::is_contained(Ids, Id))
        Ids.push_back(Id);
      ModelUse Use;
      Use.Id = Id;
      Use.Where = Where;
      if (Refs.insert(modelRef(Id)).second)
        Out.push_back(model(Use));
    }
    Json Row = {{"type", "machine-learning-model"},
                {"bom-ref", text(mergeRef(M))},
                {"name", text(M.Name)}};
    addAncestors(Row, Ids);
    if (!M.Method.empty())
      Row["properties"] = Json::array({property("merge-method", M.Method)});
    Refs.insert(mergeRef(M));
    Out.push_back(std::move(Row));
  }

  /// Ids of the models that a publication was made from.
  std::vector<std::string> basesOf(const Publication &P) const {
    std::vector<std::string> Out = P.Models;
    for (const Training &T : Graph.Trainings)
      for (uint32_t I : T.Targets)
        if (T.Where.File == P.Where.File && Graph.Models[I].Known &&
            !llvm::is_contained(Out, Graph.Models[I].Id))
          Out.push_back(Graph.Models[I].Id);
    return Out;
  }

  /// A model that this repository makes: its bases are its ancestors.
  Json published(const Publication &P) const {
    Json Out = {{"type", "machine-learning-model"},
                {"bom-ref", text(modelRef(P.Id))}};
    addName(Out, P.Id);
    const LicenseTerms *L = licenseDeclared(Known, P.License);
    for (const Release &Each : Releases)
      if (!L && Each.Id == P.Id)
        L = licenseDeclared(Known, Each.License);
    if (L)
      Out["licenses"] = Json::array({license(*L)});
    Json Parameters = Json::object();
    addDatasets(dataOfRelease(P), Parameters);
    Out["modelCard"] = {{"modelParameters", std::move(Parameters)}};
    addAncestors(Out, basesOf(P));
    return Out;
  }

  Json datasets() {
    Json Out = Json::array();
    for (size_t I = 0; I != Graph.Datasets.size(); ++I) {
      const DatasetUse &D = Graph.Datasets[I];
      if (D.Id.empty() || !Refs.insert(dataRef(D.Id)).second)
        continue;
      Json Row = {{"type", "data"}, {"bom-ref", text(dataRef(D.Id))}};
      addName(Row, D.Id);
      const Dataset *Record = Known.findDataset(
          D.Id, D.IsFile ? DatasetMention::Path : DatasetMention::Named);
      Json Data = {{"type", "dataset"}, {"name", text(D.Id)}};
      if (Record && !Record->License.empty())
        Data["description"] = text(("license: " + Record->License).str());
      Row["data"] = Json::array({std::move(Data)});
      Json Made = Json::array();
      for (const std::string &G : R.Found.Names.Datasets[I].Generators)
        Made.push_back(property("generator", G));
      if (!Made.empty())
        Row["properties"] = std::move(Made);
      Out.push_back(std::move(Row));
    }
    return Out;
  }

  /// A model depends on what it was made from.
  Json dependencies() const {
    std::map<std::string, std::set<std::string>> On;
    auto Add = [&](const std::string &Ref, const std::string &Base) {
      if (Refs.count(Ref) && Refs.count(modelRef(Base)) &&
          modelRef(Base) != Ref)
        On[Ref].insert(modelRef(Base));
    };
    for (const Publication &P : Graph.Publications)
      if (P.What == "model" && !P.Id.empty())
        for (const std::string &Base : basesOf(P))
          Add(modelRef(P.Id), Base);
    for (const ModelUse &M : Graph.Models)
      for (const std::string &Base : M.Bases)
        Add(modelRef(M.Id), Base);
    for (const Merge &M : Merges)
      for (const auto &[Id, Where] : M.Models)
        Add(mergeRef(M), Id);
    Json Out = Json::array();
    for (const auto &[Ref, Deps] : On) {
      Json List = Json::array();
      for (const std::string &Dep : Deps)
        List.push_back(text(Dep));
      Out.push_back({{"ref", text(Ref)}, {"dependsOn", std::move(List)}});
    }
    return Out;
  }

  Json workflows() const {
    Json Out = Json::array();
    for (uint32_t I = 0; I != Graph.Trainings.size(); ++I) {
      const Training &T = Graph.Trainings[I];
      std::string Where =
          Graph.Files[T.Where.File] + ":" + llvm::utostr(T.Where.Line);
      std::string Ref = "training:" + llvm::utostr(I + 1);
      Json Row = {{"bom-ref", Ref},
                  {"uid", text(Where)},
                  {"name", text(T.Api)},
                  {"taskTypes", Json::array({"build"})}};
      Json Inputs = inputs(I);
      if (!Inputs.empty())
        Row["inputs"] = std::move(Inputs);
      Json Outputs = outputs(T);
      if (!Outputs.empty())
        Row["outputs"] = std::move(Outputs);
      Row["properties"] = Json::array({property("found-at", Where)});
      Out.push_back(std::move(Row));
    }
    for (const Merge &M : Merges)
      Out.push_back(mergeWorkflow(M));
    return Out;
  }

  static Json artifact(const std::string &Ref) {
    return {{"resource", {{"ref", text(Ref)}}}, {"type", "artifact"}};
  }

  /// What is published of a training, and what is loaded of it again.
  Json outputs(const Training &T) const {
    std::set<std::string> Made;
    for (uint32_t I : publicationsOf(Graph, T))
      if (const Publication &P = Graph.Publications[I]; !P.Id.empty())
        Made.insert(modelRef(P.Id));
    for (const ModelUse &M : Graph.Models)
      for (uint32_t I : T.Targets)
        if (llvm::is_contained(M.Bases, Graph.Models[I].Id))
          Made.insert(modelRef(M.Id));
    Json Out = Json::array();
    for (const std::string &Ref : Made)
      if (Refs.count(Ref))
        Out.push_back(artifact(Ref));
    return Out;
  }

  Json mergeWorkflow(const Merge &M) const {
    Json Inputs = Json::array();
    std::set<std::string> Said;
    for (const auto &[Id, Where] : M.Models)
      if (Said.insert(modelRef(Id)).second)
        Inputs.push_back({{"resource", {{"ref", text(modelRef(Id))}}}});
    Json Out = {
        {"bom-ref", text("workflow:" + mergeRef(M))},
        {"uid", text(M.Name)},
        {"name", text(M.Method.empty() ? "merge" : "merge: " + M.Method)},
        {"taskTypes", Json::array({"build"})}};
    if (!Inputs.empty())
      Out["inputs"] = std::move(Inputs);
    Out["outputs"] = Json::array({artifact(mergeRef(M))});
    return Out;
  }

  /// Base models, and whatever flows into the training, with its verdict.
  Json inputs(uint32_t Sink) const {
    Json Out = Json::array();
    std::set<std::string> Said;
    auto Add = [&](const std::string &Ref, Json Properties) {
      if (!Refs.count(Ref) || !Said.insert(Ref).second)
        return;
      Json Row = {{"resource", {{"ref", text(Ref)}}}};
      if (!Properties.empty())
        Row["properties"] = std::move(Properties);
      Out.push_back(std::move(Row));
    };
    for (uint32_t I : Graph.Trainings[Sink].Targets)
      Add(modelRef(Graph.Models[I].Id),
          Json::array({property("part", "base model")}));
    const std::set<std::string> DataOnly = dataOf(Sink);
    for (const JudgedFlow &J : R.Found.Flows) {
      const Flow &F = Graph.Flows[J.Flow];
      if (F.Sink != Sink)
        continue;
      Json About = Json::array({property("generator", J.Model),
                                property("verdict", verdictName(J.Decision))});
      Add(F.FromDataset ? dataRef(Graph.Datasets[F.Source].Id)
                        : modelRef(Graph.Models[F.Source].Id),
          std::move(About));
    }
    for (const std::string &Ref : DataOnly) // those without a verdict
      Add(Ref, Json::array());
    return Out;
  }

  const Report &R;
  const Lineage &Graph;
  const Catalog &Known;
  std::vector<Merge> Merges;
  std::vector<Release> Releases;
  std::set<std::string> Refs; ///< of components
};

} // namespace

void writeCycloneDx(const Report &R, llvm::raw_ostream &OS) {
  OS << BomWriter(R).document().dump(1) << '\n';
}

} // namespace modeltidy
