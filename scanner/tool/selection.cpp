//===- selection.cpp - which files are worth a parse ----------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/selection.h"
#include "llvm/ADT/STLExtras.h"
#include <utility>

namespace modeltidy {

using llvm::StringRef;

Selection::Selection(std::vector<StringRef> FilePaths,
                     llvm::ArrayRef<FileFacts> FileFactsOf)
    : Paths(std::move(FilePaths)), Facts(FileFactsOf), Imports(Paths.size()),
      ImportedBy(Paths.size()), States(Paths.size(), No) {
  ModuleFiles Modules(Paths);
  for (uint32_t I = 0; I != Paths.size(); ++I) {
    llvm::SmallVector<uint32_t> Found;
    for (const std::string &Name : Facts[I].Imports)
      Modules.find(I, Name, Found);
    llvm::sort(Found);
    Found.erase(llvm::unique(Found), Found.end());
    Imports[I].assign(Found.begin(), Found.end());
    for (uint32_t Imported : Found)
      ImportedBy[Imported].push_back(I);
  }
}

void Selection::choose(uint32_t File, State As) {
  if (States[File] >= As)
    return;
  if (States[File] == No)
    New.push_back(File);
  if (As == Active)
    ScriptNames.push_back(Paths[File].substr(Paths[File].rfind('/') + 1));
  States[File] = As;
  Work.push_back(File);
}

void Selection::spread() {
  while (!Work.empty()) {
    while (!Work.empty()) {
      uint32_t File = Work.back();
      Work.pop_back();
      for (uint32_t I : Imports[File])
        choose(I, Support);
      if (States[File] == Active)
        for (uint32_t I : ImportedBy[File])
          choose(I, Active);
    }
    if (!ScriptNames.empty())
      chooseQuoting(WordQuery::of(std::exchange(ScriptNames, {})));
  }
}

void Selection::chooseQuoting(const WordQuery &Names) {
  for (uint32_t I = 0; I != Paths.size(); ++I)
    if (States[I] != Active && Names.matchesAny(Facts[I].Strings))
      choose(I, Active);
}

void Selection::addAll() {
  for (uint32_t I = 0; I != Paths.size(); ++I)
    choose(I, Active);
}

void Selection::addSeeds(const WordQuery &ApiWords) {
  for (uint32_t I = 0; I != Paths.size(); ++I)
    if (Facts[I].mentionsAny(ApiWords))
      choose(I, Active);
  spread();
}

void Selection::addQuoting(llvm::ArrayRef<std::string> FileNames) {
  std::vector<StringRef> Names(FileNames.begin(), FileNames.end());
  chooseQuoting(WordQuery::of(Names));
  spread();
}

std::vector<uint32_t> Selection::takeNew() {
  llvm::sort(New);
  return std::exchange(New, {});
}

} // namespace modeltidy
