//===- weights_stage.cpp - what local weights say of themselves -----------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/weights_stage.h"

namespace modeltidy {

using llvm::StringRef;

namespace {

/// Files that are looked into; a repository's models are few.
constexpr size_t MaxWeights = 200;

StringRef folderAt(StringRef Path) {
  size_t Slash = Path.rfind('/');
  return Slash == StringRef::npos ? StringRef() : Path.take_front(Slash);
}

/// The file as seen from the code's folder, or from the root.
std::optional<std::string> locate(const Scan &S, const ModelUse &M) {
  StringRef Folder = folderAt(S.Graph.Files[M.Where.File]);
  if (auto Path = locateInside(*S.Source, Folder, M.Id))
    return Path;
  return locateInside(*S.Source, "", M.Id);
}

} // namespace

const GgufHeader *ggufHeader(Scan &S, const std::string &Path) {
  auto [At, New] = S.GgufHeaders.try_emplace(Path);
  if (New) {
    auto Header = readGgufHeader(*S.Source, Path);
    if (Header)
      At->second = std::move(*Header);
    else
      S.Graph.Limits.push_back({Path, 0, llvm::toString(Header.takeError())});
  }
  return At->second ? &*At->second : nullptr;
}

void readWeights(Scan &S) {
  size_t Read = 0;
  for (ModelUse &M : S.Graph.Models) {
    if (!StringRef(M.Id).ends_with_insensitive(".gguf") || Read >= MaxWeights)
      continue;
    if (S.Rules.known().resolveModel(M.Id, /*WeightsOnly=*/true))
      continue; // its name tells
    auto Path = locate(S, M);
    if (!Path)
      continue;
    ++Read;
    const GgufHeader *Header = ggufHeader(S, *Path);
    if (!Header)
      continue;
    std::vector<std::string> Named = Header->Bases;
    Named.push_back(Header->Name);
    for (const std::string &Id : Named)
      if (S.Rules.known().resolveModel(Id, /*WeightsOnly=*/true)) {
        M.Id = Id;
        break;
      }
  }
}

} // namespace modeltidy
