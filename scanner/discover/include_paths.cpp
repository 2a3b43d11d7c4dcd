//===- include_paths.cpp - which file an #include means -------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/discover/include_paths.h"
#include "scanner/discover/base_name.h"

namespace modeltidy {

using llvm::StringRef;

namespace {

/// Files of one name that are looked at; generated trees have thousands.
constexpr size_t MaxSameName = 64;

StringRef stemOf(StringRef Path) {
  return baseName(Path).take_front(baseName(Path).rfind('.'));
}

/// Length of the common leading folders of two paths.
size_t commonFolders(StringRef A, StringRef B) {
  size_t Same = 0;
  for (size_t I = 0; I < A.size() && I < B.size() && A[I] == B[I]; ++I)
    if (A[I] == '/')
      Same = I + 1;
  return Same;
}

} // namespace

void IncludePaths::add(StringRef Path, uint32_t Id) {
  ByName[baseName(Path)].push_back({Path, Id});
  ByStem[stemOf(Path)].push_back({Path, Id});
}

std::optional<uint32_t> IncludePaths::find(StringRef From,
                                           StringRef Include) const {
  while (Include.consume_front("./") || Include.consume_front("../"))
    ;
  auto It = ByName.find(baseName(Include));
  if (It == ByName.end() || Include.empty())
    return std::nullopt;
  std::optional<uint32_t> Best;
  size_t BestScore = 0;
  for (const File &F : llvm::ArrayRef(It->second).take_front(MaxSameName)) {
    StringRef Front = F.Path;
    if (!Front.consume_back(Include) || F.Path == From ||
        (!Front.empty() && Front.back() != '/'))
      continue;
    // Nearest first; of equals the one with the shorter path.
    size_t Score = (commonFolders(F.Path, From) + 1) * 4096 -
                   std::min<size_t>(F.Path.size(), 4000);
    if (!Best || Score > BestScore) {
      Best = F.Id;
      BestScore = Score;
    }
  }
  return Best;
}

void IncludePaths::partners(StringRef Path,
                            llvm::SmallVectorImpl<uint32_t> &Out) const {
  auto It = ByStem.find(stemOf(Path));
  if (It == ByStem.end())
    return;
  llvm::ArrayRef<File> Same =
      llvm::ArrayRef(It->second).take_front(MaxSameName);
  StringRef Folder = Path.drop_back(baseName(Path).size());
  size_t Before = Out.size();
  for (const File &F : Same)
    if (F.Path != Path && F.Path.starts_with(Folder) &&
        F.Path.size() == Folder.size() + baseName(F.Path).size())
      Out.push_back(F.Id);
  // include/x.h and src/x.cpp: the only two of that name.
  if (Out.size() == Before && Same.size() == 2)
    for (const File &F : Same)
      if (F.Path != Path)
        Out.push_back(F.Id);
}

} // namespace modeltidy
