//===- bom.cpp - the license bill of materials ----------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/bom.h"
#include "checks/card.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

namespace modeltidy {

namespace {

uint32_t endOf(yaml::Node Value) {
  uint32_t End = Value.isScalar() ? Value.end().Offset : Value.begin().Offset;
  for (yaml::Node Item : Value.items())
    End = std::max(End, endOf(Item)); // depth is capped by the reader
  for (auto [Key, Inner] : Value.entries())
    End = std::max({End, Key.end().Offset, endOf(Inner)});
  return End;
}

BomEntry readEntry(yaml::Node Row, uint32_t File) {
  BomEntry E;
  E.Where = placeOf(File, Row.begin());
  E.Column = Row.begin().Column;
  E.EndOffset = endOf(Row);
  auto Read = [&](StringRef Key, std::string &Text, Place *At) {
    yaml::Node Value = Row[Key];
    if (!Value.isScalar() || Value.isNull())
      return;
    Text = Value.text().str();
    if (At)
      *At = placeOf(File, Value.begin());
  };
  Read("id", E.Id, nullptr);
  Read("license", E.License, &E.LicenseAt);
  Read("last_reviewed", E.LastReviewed, &E.ReviewedAt);
  Read("digest", E.Digest, &E.DigestAt);
  Read("revision", E.Revision, &E.RevisionAt);
  return E;
}

} // namespace

BomFile readBomText(const Document &D) {
  BomFile Out;
  Out.At = &D;
  yaml::Document Doc = yaml::parse(D.Text, D.Path, Out.Problems);
  yaml::Node List = Doc.root()["models"];
  Out.HasModels = List.isSequence() || (List && List.isNull());
  Out.ListAt = List.begin().Offset;
  for (yaml::Node Row : List.items())
    if (Row.isMapping())
      Out.Entries.push_back(readEntry(Row, D.File));
  return Out;
}

BomFile readBom(const Subject &Found) {
  for (const Document &D : Found.Around.Documents)
    if (D.Kind == DocumentKind::Bom)
      return readBomText(D);
  return {};
}

void forEachEntry(const BomFile &Bom,
                  llvm::function_ref<void(const BomEntry &)> Do) {
  for (const BomEntry &E : Bom.Entries)
    if (!E.Id.empty())
      Do(E);
}

bool isOf(const BomEntry &E, StringRef Id) {
  return Id.equals_insensitive(E.Id);
}

/// `models/Mistral-7B-v0.1` is that of "mistralai/Mistral-7B-v0.1".
static bool isFolderOf(StringRef Folder, StringRef Id) {
  StringRef Last = Folder.substr(Folder.rfind('/') + 1);
  return !Last.empty() && Last.equals_insensitive(Id.substr(Id.rfind('/') + 1));
}

const Document *licenseBeside(const Subject &Found, StringRef Id) {
  for (const Document &D : Found.Around.Documents)
    if (D.Kind == DocumentKind::License && isFolderOf(folderOf(D.Path), Id))
      return &D;
  return nullptr;
}

std::string pinnedRevision(const Subject &Found, StringRef Id) {
  std::string Out;
  for (const Load &L : Found.Graph.Loads) {
    if (L.OfDataset || L.Revision.empty() ||
        !Id.equals_insensitive(Found.Graph.Models[L.Use].Id))
      continue;
    if (!Out.empty() && Out != L.Revision)
      return {};
    Out = L.Revision;
  }
  return Out;
}

std::vector<const ModelUse *> recordedUses(const Subject &Found) {
  std::vector<const ModelUse *> Out;
  std::set<std::string> Seen;
  for (const ModelUse &M : Found.Graph.Models)
    if (M.Known && Found.Around.Known->resolveModel(M.Id) &&
        Seen.insert(StringRef(M.Id).lower()).second)
      Out.push_back(&M);
  return Out;
}

const LicenseTerms *licenseOfUse(const Subject &Found, const ModelUse &M) {
  SourceTerms T =
      termsOfModel(*Found.Around.Known, M.Id, M.Through, M.Provider);
  return T.Texts.empty() ? nullptr : T.Texts.front().Terms;
}

} // namespace modeltidy
