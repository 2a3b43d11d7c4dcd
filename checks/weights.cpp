//===- weights.cpp - weights that lie in the repository -------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/weights.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <map>

namespace modeltidy {

namespace {

/// What a config beside weights says they were made from; empty: nothing.
std::string parentIn(const Document &D) {
  yaml::Problems Ignored; // JSON that cannot be read says nothing
  yaml::Document Doc = yaml::parse(D.Text, D.Path, Ignored);
  for (StringRef Key : {"base_model_name_or_path", "_name_or_path"})
    if (yaml::Node At = Doc.root()[Key]; At.isScalar() && !At.isNull())
      return At.text().str();
  return {};
}

/// The first whose license is known: the bases that the card names, those of
/// configs, the folder's name, the file's name.
void findBase(const Catalog &Known, LocalWeights &W,
              ArrayRef<std::string> Parents) {
  std::vector<std::string> Bases;
  if (W.Of)
    Bases = W.Of->Bases;
  Bases.insert(Bases.end(), Parents.begin(), Parents.end());
  W.Base = W.Folder;
  for (const std::string &Base : Bases)
    if (const LicenseTerms *L = licenseOfBase(Known, Base); L && !W.Owed) {
      W.Base = Base;
      W.Owed = L;
    }
  for (const std::string &Name : {W.Folder, W.File->Path})
    if (!W.Owed)
      W.Owed = licenseOfBase(Known, "./" + Name);
}

void addDocument(const Catalog &Known, const Document &D, LocalWeights &W) {
  if (D.Kind == DocumentKind::Card && !W.Of)
    if (std::optional<Card> C = readCard(D);
        C && (C->Kind == CardKind::Model || C->Kind == CardKind::Any))
      W.Of = std::move(C);
  if (D.Kind != DocumentKind::License || W.Shown)
    return;
  W.LicenseFile = &D;
  W.Shown = Known.licenseOfText(D.Text);
}

/// Of `llama2`, or of `other` and a name or an address.
const LicenseTerms *licenseInHeader(const Catalog &Known, const Document &D) {
  for (StringRef Text : llvm::split(D.Text, '\n')) {
    if (!Text.consume_front("license ") || Text == "other")
      continue; // the name or the address tells
    if (const LicenseTerms *L = licenseDeclared(Known, Text))
      return L;
    for (const LicenseTerms &L : Known.licenses())
      if (!L.Url.empty() && L.Url == Text)
        return &L;
  }
  return nullptr;
}

/// The root's license and cards are those of the code: of weights there only
/// what a header declares counts.
bool areInRoot(const LocalWeights &W) { return W.Folder.empty(); }

void addFile(const Catalog &Known, const Document &D,
             std::map<StringRef, LocalWeights> &ByFolder) {
  StringRef Folder = folderOf(D.Path);
  const LicenseTerms *Declared = licenseInHeader(Known, D);
  if (Folder.empty() && !Declared)
    return;
  LocalWeights &W = ByFolder[Folder];
  W.Folder = Folder.str();
  if (!W.File)
    W.File = &D;
  if (!D.Text.empty())
    W.Declared.push_back({&D, Declared});
}

void addText(const LicenseTerms *L, StringRef Why, SourceTerms &To) {
  bool Has = llvm::any_of(To.Texts,
                          [&](const GoverningText &T) { return T.Terms == L; });
  if (L && !Has)
    To.Texts.push_back(
        {L, L->OutputTraining, L->OutputDuties, Why.str(), nullptr, false});
}

} // namespace

std::vector<LocalWeights> localWeights(const Catalog &Known,
                                       ArrayRef<Document> Documents) {
  std::map<StringRef, LocalWeights> ByFolder;
  std::map<StringRef, std::vector<std::string>> Parents;
  for (const Document &D : Documents)
    if (D.Kind == DocumentKind::Weights)
      addFile(Known, D, ByFolder);
  for (const Document &D : Documents)
    if (auto At = ByFolder.find(folderOf(D.Path));
        At != ByFolder.end() && !areInRoot(At->second)) {
      addDocument(Known, D, At->second);
      std::string Parent = D.Kind == DocumentKind::Parent ? parentIn(D) : "";
      if (!Parent.empty())
        Parents[At->first].push_back(Parent);
    }
  std::vector<LocalWeights> Out;
  for (auto &[Folder, W] : ByFolder) {
    if (!areInRoot(W))
      findBase(Known, W, Parents[Folder]);
    Out.push_back(std::move(W));
  }
  return Out;
}

std::vector<LocalWeights> localWeights(const Subject &Found) {
  return localWeights(*Found.Around.Known, Found.Around.Documents);
}

std::optional<SourceTerms> termsOfWeights(const Catalog &Known,
                                          ArrayRef<LocalWeights> Here,
                                          StringRef Id, StringRef GeneratedOn) {
  StringRef Path = Id.rtrim('/');
  Path.consume_front("./");
  const auto *W = llvm::find_if(Here, [&](const LocalWeights &Each) {
    if (areInRoot(Each))
      return llvm::any_of(Each.Declared, [&](const auto &Header) {
        return Path == Header.first->Path;
      });
    return Path == Each.Folder || folderOf(Path) == Each.Folder;
  });
  if (W == Here.end())
    return std::nullopt;
  SourceTerms Out;
  if (W->Owed)
    Out = termsOfModel(Known,
                       W->Base == W->Folder ? "./" + W->File->Path : W->Base,
                       Channel::Weights, {}, GeneratedOn);
  Out.Known = &Known;
  Out.Model = Id.str();
  for (auto [File, License] : W->Declared) // of a folder: of all in it
    if (Path == W->Folder || Path == File->Path)
      addText(License, "header of the weights", Out);
  addText(W->Shown, "license file beside the weights", Out);
  if (W->Of)
    for (const std::string &License : W->Of->Licenses)
      addText(licenseDeclared(Known, License), "card of the weights", Out);
  return Out;
}

} // namespace modeltidy
