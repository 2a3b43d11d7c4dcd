//===- card.cpp - what a card's front matter says -------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/card.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy {

namespace {

constexpr StringRef Fence = "---";

std::vector<std::string> textsOf(yaml::Node Value) {
  std::vector<std::string> Out;
  if (Value.isScalar() && !Value.isNull())
    Out.push_back(Value.text().str());
  for (yaml::Node Item : Value.items())
    if (Item.isScalar())
      Out.push_back(Item.text().str());
  return Out;
}

/// The text between the fences; empty where there is none.
StringRef frontMatter(StringRef Text) {
  Text.consume_front("\xEF\xBB\xBF");
  auto [First, Rest] = Text.split('\n');
  if (First.rtrim() != Fence)
    return {};
  return Rest.take_front(("\n" + Rest).str().find("\n---"));
}

void addBases(const Subject &Found, const Publication &P, Release &R) {
  const Lineage &Graph = Found.Graph;
  R.Bases = P.Models;
  for (const Training &T : Graph.Trainings)
    if (T.Where.File == R.Where.File)
      for (uint32_t I : T.Targets)
        if (Graph.Models[I].Known &&
            !llvm::is_contained(R.Bases, Graph.Models[I].Id))
          R.Bases.push_back(Graph.Models[I].Id);
}

void useCard(Release &R) {
  if (!R.Of)
    return;
  for (const std::string &Base : R.Of->Bases)
    if (!llvm::is_contained(R.Bases, Base))
      R.Bases.push_back(Base);
  if (R.License.empty() && !R.Of->License.empty()) {
    R.License = R.Of->License;
    R.Licenses = R.Of->Licenses;
    R.LicenseAt = R.Of->LicenseAt;
  }
}

bool hasAny(yaml::Node Root, ArrayRef<StringRef> Keys) {
  return llvm::any_of(
      Keys, [&](StringRef Key) { return static_cast<bool>(Root[Key]); });
}

/// By the keys that the Hub, and generators of web sites, give a meaning.
CardKind kindOf(yaml::Node Root) {
  if (hasAny(Root, {"base_model", "model-index", "pipeline_tag", "model_name",
                    "library_name", "inference"}))
    return CardKind::Model;
  if (hasAny(Root,
             {"task_categories", "task_ids", "dataset_info", "size_categories",
              "annotations_creators", "source_datasets", "language_creators",
              "pretty_name", "configs"}))
    return CardKind::Data;
  if (hasAny(Root, {"sdk", "app_file", "colorFrom"}))
    return CardKind::Space;
  if (hasAny(Root, {"license", "datasets"}))
    return CardKind::Any;
  bool OfSite = hasAny(Root, {"layout", "permalink", "sidebar_position",
                              "sidebar_label", "slug", "nav_order", "weight"});
  return !OfSite && hasAny(Root, {"tags", "language", "metrics"})
             ? CardKind::Any
             : CardKind::Page;
}

/// May it be the card of a model, or of a data set?
bool mayBeOf(CardKind Kind, bool Data) {
  return Kind == CardKind::Any ||
         Kind == (Data ? CardKind::Data : CardKind::Model);
}

/// The licenses, in the order written; their place.
void readLicense(yaml::Node Root, const Document &D, uint32_t Skipped,
                 Card &C) {
  yaml::Node License = Root["license"];
  C.Licenses = textsOf(License);
  if (C.Licenses.empty())
    return;
  C.LicenseAt = placeOf(D.File, License.begin(), 1, Skipped);
  for (std::string &Each : C.Licenses)
    if (Each == "other")
      Each = Root["license_name"].text().str();
    else if (License.isScalar() && !Each.empty())
      C.LicenseEnd = Skipped + License.end().Offset;
  llvm::erase_if(C.Licenses, [](const auto &Each) { return Each.empty(); });
  if (!C.Licenses.empty())
    C.License = C.Licenses.front();
}

} // namespace

Place placeOf(uint32_t File, yaml::Mark At, uint32_t Lines, uint32_t Bytes) {
  Place P;
  P.File = File;
  P.Begin = At.Offset + Bytes;
  P.End = P.Begin + 1;
  P.Line = P.EndLine = At.Line + Lines;
  P.Column = At.Column;
  P.EndColumn = At.Column + 1;
  return P;
}

Place headOf(const Document &D) { return placeOf(D.File, {1, 1, 0}); }

std::optional<Card> readCard(const Document &D) {
  StringRef Text = D.Text, Head = frontMatter(Text);
  if (D.Kind != DocumentKind::Card || Head.empty())
    return std::nullopt;
  yaml::Problems Ignored; // a card is prose; what is no YAML is no front matter
  yaml::Document Doc = yaml::parse(Head, D.Path, Ignored);
  yaml::Node Root = Doc.root();
  if (!Root.isMapping())
    return std::nullopt;
  Card C;
  C.At = &D;
  C.LicenseAt = headOf(D);
  readLicense(Root, D, uint32_t(Head.data() - Text.data()), C);
  C.Bases = textsOf(Root["base_model"]);
  C.Datasets = textsOf(Root["datasets"]);
  C.Kind = kindOf(Root);
  return C;
}

std::optional<Card> cardOf(const Subject &Found, const Publication &P) {
  StringRef File = Found.Graph.Files[P.Where.File];
  std::vector<std::string> Folders = publishedFolders(File, P.Path);
  Folders.push_back(folderOf(File).str());
  Folders.emplace_back();
  for (const std::string &Folder : Folders)
    for (const Document &D : Found.Around.Documents)
      if (folderOf(D.Path) == Folder)
        if (std::optional<Card> C = readCard(D);
            C && mayBeOf(C->Kind, P.What == "dataset"))
          return C;
  return std::nullopt;
}

std::string nameOf(const Release &R) {
  return R.Id.empty() ? "the model of this card" : "'" + R.Id + "'";
}

std::vector<Release> modelReleases(const Subject &Found) {
  std::vector<Release> Out;
  std::vector<const Document *> Taken;
  for (const Publication &P : Found.Graph.Publications) {
    if (P.What != "model" || P.Private)
      continue;
    Release R;
    R.Id = P.Id;
    R.Where = R.LicenseAt = P.Where;
    R.License = P.License;
    if (!R.License.empty())
      R.Licenses = {R.License};
    R.Published = true;
    R.Folders = publishedFolders(Found.Graph.Files[P.Where.File], P.Path);
    addBases(Found, P, R);
    R.Of = cardOf(Found, P);
    if (R.Of)
      Taken.push_back(R.Of->At);
    useCard(R);
    // Model, tokenizer and arguments of one trainer name the same release.
    bool Told = !R.Id.empty() && llvm::any_of(Out, [&](const Release &Other) {
      return Other.Id == R.Id && Other.Where.File == R.Where.File &&
             Other.License == R.License;
    });
    if (!Told)
      Out.push_back(std::move(R));
  }
  for (const Document &D : Found.Around.Documents) {
    std::optional<Card> C = readCard(D);
    if (!C || C->Kind != CardKind::Model || C->Bases.empty() ||
        llvm::is_contained(Taken, &D))
      continue;
    Release R;
    R.Where = headOf(D);
    R.Of = std::move(C);
    useCard(R);
    Out.push_back(std::move(R));
  }
  return Out;
}

const LicenseTerms *licenseOfBase(const Subject &Found, const std::string &Id) {
  return licenseOfBase(*Found.Around.Known, Id);
}

const LicenseTerms *licenseOfBase(const Catalog &Known, const std::string &Id) {
  const Family *F = Known.resolveModel(Id, /*WeightsOnly=*/true);
  return F ? Known.license(F->License) : nullptr;
}

const LicenseTerms *licenseDeclared(const Catalog &Known, StringRef Text) {
  if (const LicenseTerms *L = Known.licenseByHubTag(Text))
    return L;
  for (const LicenseTerms &L : Known.licenses())
    if (L.Name.equals_insensitive(Text))
      return &L;
  std::string Tag; // "Apache License, Version 2.0" is apache-2.0
  for (StringRef Word : llvm::split(Text, ' ')) {
    Word = Word.rtrim(',');
    bool Says = !Word.equals_insensitive("the") &&
                !Word.equals_insensitive("license") &&
                !Word.equals_insensitive("version");
    if (Says && !Word.empty())
      Tag += (Tag.empty() ? "" : "-") + Word.str();
  }
  return Tag.empty() ? nullptr : Known.licenseByHubTag(Tag);
}

bool declares(const Catalog &Known, ArrayRef<std::string> Declared,
              const LicenseTerms *L) {
  return llvm::any_of(Declared, [&](const std::string &Text) {
    return licenseDeclared(Known, Text) == L;
  });
}

StringRef hubTagOf(const LicenseTerms &L) {
  return L.HubTags.empty() ? L.Id : L.HubTags.front();
}

std::vector<Edit> licenseEdit(const Card &C, const LicenseTerms &L) {
  if (!C.LicenseEnd)
    return {};
  return {
      {C.LicenseAt.File, C.LicenseAt.Begin, C.LicenseEnd, hubTagOf(L).str()}};
}

bool anyDocumentSays(const Subject &Found, StringRef Text) {
  return llvm::any_of(Found.Around.Documents, [&](const Document &D) {
    bool Speaks =
        D.Kind == DocumentKind::Card || D.Kind == DocumentKind::License ||
        D.Kind == DocumentKind::Notice || D.Kind == DocumentKind::Attribution;
    return Speaks && StringRef(D.Text).contains_insensitive(Text);
  });
}

} // namespace modeltidy
