//===- selection.cpp - which files are worth a parse ----------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/selection.h"
#include "scanner/discover/base_name.h"
#include "scanner/discover/include_paths.h"
#include "scanner/tool/interest.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include <utility>

namespace modeltidy {

using llvm::StringRef;

namespace {

std::vector<StringRef> pathsOf(llvm::ArrayRef<Candidate> Files) {
  std::vector<StringRef> Paths;
  Paths.reserve(Files.size());
  for (const Candidate &F : Files)
    Paths.push_back(F.Path);
  return Paths;
}

StringRef folderOf(StringRef Path) {
  size_t Slash = Path.rfind('/');
  return Slash == StringRef::npos ? StringRef() : Path.take_front(Slash);
}

} // namespace

Selection::Selection(std::vector<Candidate> Candidates,
                     llvm::ArrayRef<FileFacts> FactsOf)
    : Files(std::move(Candidates)), Facts(FactsOf), Imports(Files.size()),
      ImportedBy(Files.size()), States(Files.size(), No) {
  ModuleFiles Modules(pathsOf(Files));
  for (uint32_t I = 0; I != Files.size(); ++I) {
    if (Files[I].Why != Interest::None)
      Named.add(Files[I].Path, I);
    llvm::SmallVector<uint32_t> Found;
    if (fileKindOfName(Files[I].Path) == FileKind::Cxx)
      continue;
    for (const std::string &Name : Facts[I].Imports)
      Modules.find(I, Name, Found);
    llvm::sort(Found);
    Found.erase(llvm::unique(Found), Found.end());
    Imports[I].assign(Found.begin(), Found.end());
    for (uint32_t Imported : Found)
      ImportedBy[Imported].push_back(I);
  }
  Named.build();
  findIncludes();
}

/// C++ files import what they include. A header and the source of its name are
/// one: each imports the other.
void Selection::findIncludes() {
  IncludePaths Paths;
  std::vector<uint32_t> Cxx;
  for (uint32_t I = 0; I != Files.size(); ++I)
    if (fileKindOfName(Files[I].Path) == FileKind::Cxx) {
      Paths.add(Files[I].Path, I);
      Cxx.push_back(I);
    }
  findBuildFiles(Cxx);
  for (uint32_t I : Cxx) {
    llvm::SmallVector<uint32_t> Found;
    for (const std::string &Include : Facts[I].Imports)
      if (auto To = Paths.find(Files[I].Path, Include))
        Found.push_back(*To);
    Paths.partners(Files[I].Path, Found);
    llvm::sort(Found);
    Found.erase(llvm::unique(Found), Found.end());
    Imports[I].assign(Found.begin(), Found.end());
    for (uint32_t Included : Found)
      ImportedBy[Included].push_back(I);
  }
}

/// C++ files and the build files of their folder and of those around it, which
/// may name no file of theirs: file(GLOB SRCS *.cpp), $(wildcard *.cpp).
void Selection::findBuildFiles(llvm::ArrayRef<uint32_t> Cxx) {
  llvm::StringMap<llvm::SmallVector<uint32_t, 1>> ByFolder;
  for (uint32_t I = 0; I != Files.size(); ++I) {
    FileKind Kind = fileKindOfName(Files[I].Path);
    if (Kind == FileKind::CMake || Kind == FileKind::Makefile)
      ByFolder[folderOf(Files[I].Path)].push_back(I);
  }
  if (ByFolder.empty())
    return;
  for (uint32_t I : Cxx)
    for (StringRef Folder = Files[I].Path; !Folder.empty();) {
      Folder = folderOf(Folder);
      if (auto It = ByFolder.find(Folder); It != ByFolder.end())
        llvm::append_range(BuiltBy[I], It->second);
    }
}

void Selection::choose(uint32_t File, State As) {
  if (States[File] >= As || Files[File].Why == Interest::None)
    return;
  if (States[File] == No)
    New.push_back(File);
  if (As == Active)
    ScriptNames.push_back(baseName(Files[File].Path));
  States[File] = As;
  Work.push_back(File);
}

/// What a chosen file imports, names, or is imported by.
void Selection::follow(uint32_t File) {
  for (uint32_t I : Imports[File])
    choose(I, Support);
  Named.find(Facts[File].Strings, [&](uint32_t I) { choose(I, Support); });
  if (States[File] != Active)
    return;
  for (uint32_t I : ImportedBy[File])
    choose(I, Active);
  if (auto It = BuiltBy.find(File); It != BuiltBy.end())
    for (uint32_t I : It->second)
      choose(I, Support);
}

void Selection::spread() {
  while (!Work.empty()) {
    while (!Work.empty()) {
      uint32_t File = Work.back();
      Work.pop_back();
      follow(File);
    }
    if (!ScriptNames.empty())
      chooseQuoting(WordQuery::of(std::exchange(ScriptNames, {})));
  }
}

void Selection::chooseQuoting(const WordQuery &Names) {
  for (uint32_t I = 0; I != Files.size(); ++I)
    if (States[I] != Active && Names.matchesAny(Facts[I].Strings))
      choose(I, Active);
}

void Selection::addAll() {
  for (uint32_t I = 0; I != Files.size(); ++I)
    choose(I, Active);
}

/// subprocess.run(["axolotl", "train", …]), os.system("axolotl train c.yml")
/// hold no other word of ours.
static bool startsPrograms(const FileFacts &Facts) {
  auto Imports = [&](StringRef Module) {
    return llvm::is_contained(Facts.Imports, Module);
  };
  auto Calls = [&](StringRef Name) { return Facts.mentions(Name); };
  return Imports("subprocess") ||
         (Imports("asyncio") && (Calls("create_subprocess_shell") ||
                                 Calls("create_subprocess_exec"))) ||
         (Imports("os") &&
          llvm::any_of(llvm::ArrayRef<StringRef>{"system", "popen", "execvp",
                                                 "execlp", "spawnvp"},
                       Calls));
}

void Selection::addSeeds(const WordQuery &ApiWords,
                         const WordQuery &LaunchWords,
                         const WordQuery &CxxWords, const WordQuery &ToolWords,
                         const WordQuery &CompoundWords) {
  for (uint32_t I = 0; I != Files.size(); ++I) {
    Interest Why = Files[I].Why;
    bool HasWords = Why == Interest::Code || Why == Interest::Script;
    FileKind Kind = fileKindOfName(Files[I].Path);
    bool Cxx = Kind == FileKind::Cxx;
    if (Cxx && isVendored(Files[I].Path))
      continue; // chosen where own code hangs on it
    bool Launches =
        (Why == Interest::Script &&
         (Facts[I].mentionsAny(LaunchWords) ||
          (Kind != FileKind::Markdown && Facts[I].mentionsAny(ToolWords)))) ||
        ((Why == Interest::Script || Kind == FileKind::Notebook) &&
         CompoundWords.matchesAny(Facts[I].Strings));
    bool Starts = Why == Interest::Code && !Cxx && startsPrograms(Facts[I]) &&
                  (CompoundWords.matchesAny(Facts[I].Strings) ||
                   ToolWords.matchesAny(Facts[I].Strings) ||
                   LaunchWords.matchesAny(Facts[I].Strings));
    if (HasWords && Facts[I].mentionsAny(Cxx ? CxxWords : ApiWords))
      choose(I, Active);
    else if (Why == Interest::Config || Launches || Starts)
      choose(I, Support); // what else names it says nothing
  }
  spread();
}

void Selection::addSuppressing(llvm::function_ref<bool(StringRef)> IsOurs) {
  for (uint32_t I = 0; I != Files.size(); ++I)
    if (llvm::any_of(Facts[I].Suppressions, IsOurs))
      choose(I, Support); // it says nothing of what else names the file
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
