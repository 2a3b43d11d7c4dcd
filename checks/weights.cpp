//===- weights.cpp - weights that lie in the repository -------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/weights.h"
#include <map>

namespace modeltidy {

namespace {

void findBase(const Subject &Found, LocalWeights &W) {
  if (W.Of)
    for (const std::string &Base : W.Of->Bases)
      if (const LicenseTerms *L = licenseOfBase(Found, Base); L && !W.Owed) {
        W.Base = Base;
        W.Owed = L;
      }
  if (W.Owed)
    return;
  W.Base = W.Folder;
  W.Owed = licenseOfBase(Found, "./" + W.Folder);
}

void addDocument(const Subject &Found, const Document &D, LocalWeights &W) {
  if (D.Kind == DocumentKind::Card && !W.Of)
    W.Of = readCard(D);
  if (D.Kind != DocumentKind::License || W.Shown)
    return;
  W.LicenseFile = &D;
  W.Shown = Found.Around.Known->licenseOfText(D.Text);
}

} // namespace

std::vector<LocalWeights> localWeights(const Subject &Found) {
  std::map<StringRef, LocalWeights> ByFolder;
  for (const Document &D : Found.Around.Documents)
    if (StringRef Folder = folderOf(D.Path);
        D.Kind == DocumentKind::Weights && !Folder.empty()) {
      LocalWeights &W = ByFolder[Folder];
      W.Folder = Folder.str();
      if (!W.File)
        W.File = &D;
    }
  for (const Document &D : Found.Around.Documents)
    if (auto At = ByFolder.find(folderOf(D.Path)); At != ByFolder.end())
      addDocument(Found, D, At->second);
  std::vector<LocalWeights> Out;
  for (auto &[Folder, W] : ByFolder) {
    findBase(Found, W);
    Out.push_back(std::move(W));
  }
  return Out;
}

} // namespace modeltidy
