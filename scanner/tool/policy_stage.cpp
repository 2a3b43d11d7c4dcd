//===- policy_stage.cpp - finding and reading policy files ----------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/policy_stage.h"
#include "scanner/discover/git_files.h"
#include "scanner/discover/roots.h"
#include "scanner/lineage/api_loader.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace modeltidy {

using llvm::StringRef;

namespace {

constexpr StringRef PolicyName = ".model-tidy.yaml";

/// A policy, a catalog file or an API model; generous.
constexpr uint64_t MaxBytes = 16u << 20;

void fail(yaml::Problems &Out, StringRef File, const llvm::Twine &Text) {
  Out.push_back({File.str(), {1, 1, 0}, Text.str()});
}

/// The bytes of a file, null where there is none. What exists and cannot be
/// read is a mistake.
std::unique_ptr<llvm::MemoryBuffer> readIfThere(const FileSource &Source,
                                                StringRef Path, StringRef Name,
                                                yaml::Problems &Out) {
  auto Buffer = Source.read(Path, MaxBytes);
  if (Buffer)
    return std::move(*Buffer);
  std::string Why = llvm::toString(Buffer.takeError());
  auto Status = Source.status(Path);
  if (Status)
    fail(Out, Name, "cannot be read: " + Why);
  else
    llvm::consumeError(Status.takeError());
  return nullptr;
}

/// A file that the command line names.
std::unique_ptr<llvm::MemoryBuffer> readNamed(const std::string &Path,
                                              yaml::Problems &Out) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path, /*IsText=*/false,
                                            /*RequiresNullTerminator=*/false);
  if (Buffer)
    return std::move(*Buffer);
  fail(Out, Path, "cannot be read: " + Buffer.getError().message());
  return nullptr;
}

/// Policies between the checkout's root and the scanned root, from outside in.
void readAbove(StringRef Root, std::vector<PolicyFile> &Files,
               yaml::Problems &Out) {
  std::optional<std::string> Checkout = enclosingCheckout(Root);
  if (!Checkout || *Checkout == Root)
    return;
  StringRef Below = Root;
  Below.consume_front(*Checkout);
  Below = Below.ltrim('/');
  std::string Folder = *Checkout, Up;
  for (size_t I = 0, N = Below.count('/') + 1; I != N; ++I)
    Up += "../";
  while (!Below.empty()) {
    std::string Name = Up + PolicyName.str();
    std::unique_ptr<FileSource> Here = makeDiskSource(Folder);
    if (auto Text = readIfThere(*Here, PolicyName, Name, Out))
      Files.emplace_back(Text->getBuffer(), Name, "", (Below + "/").str(), Out);
    auto [First, Rest] = Below.split('/');
    Folder += ("/" + First).str();
    Below = Rest;
    Up.resize(Up.size() - 3);
  }
}

/// Policies in folders below the root that hold files in scope.
std::vector<PolicyFile> readBelow(const FileSource &Source,
                                  const Discovery &Found, yaml::Problems &Out) {
  std::vector<PolicyFile> Files;
  for (const SourceFile &F : Found.Files) {
    StringRef Path = F.Path;
    if (!Path.ends_with(("/" + PolicyName).str()))
      continue;
    if (auto Text = readIfThere(Source, Path, Path, Out))
      Files.emplace_back(Text->getBuffer(), Path, folderOf(Path), "", Out);
  }
  // "a" before "a/b": the path's order may put a file of a sibling between.
  llvm::stable_sort(Files, [](const PolicyFile &A, const PolicyFile &B) {
    return A.folder() < B.folder();
  });
  return Files;
}

/// What a run went by, so that another can tell whether it has the same.
void addText(std::string &Texts, StringRef Name, StringRef Bytes) {
  Texts += (Name + "\n" + llvm::Twine(Bytes.size()) + "\n").str();
  Texts += Bytes;
}

void readCatalog(const std::string &Folder, Records &Into, std::string &Texts,
                 yaml::Problems &Out) {
  if (!llvm::sys::fs::is_directory(Folder))
    return fail(Out, Folder, "is no folder of catalog files");
  std::unique_ptr<FileSource> Source = makeDiskSource(Folder);
  std::vector<std::string> Folders = {""};
  // terms/, families/, datasets/: two levels hold any catalog.
  for (size_t I = 0; I != Folders.size(); ++I) {
    std::string Here = Folders[I];
    auto Entries = Source->list(Here);
    if (!Entries) {
      fail(Out, Folder, llvm::toString(Entries.takeError()));
      continue;
    }
    for (const FolderEntry &E : *Entries) {
      std::string Path = Here + (Here.empty() ? "" : "/") + E.Name;
      if (E.Type == EntryType::Folder && Here.empty())
        Folders.push_back(Path);
      if (!StringRef(E.Name).ends_with(".yaml"))
        continue;
      std::string Name = (llvm::Twine(Folder) + "/" + Path).str();
      if (auto Text = readIfThere(*Source, Path, Name, Out)) {
        addText(Texts, Name, Text->getBuffer());
        Into.read(Text->getBuffer(), Name, Out);
      }
    }
  }
}

/// A file that a policy names and that cannot be read is that policy's mistake.
void reportUnread(llvm::ArrayRef<const PolicyFile *> Files, StringRef Path,
                  llvm::Error Why, yaml::Problems &Out) {
  std::string Text = ("ApiModels names '" + Path + "', which cannot be read: " +
                      llvm::toString(std::move(Why)))
                         .str();
  for (const PolicyFile *F : Files)
    if (std::optional<yaml::Mark> At = F->apiModelAt(Path)) {
      Out.push_back({F->file(), *At, Text});
      return;
    }
  fail(Out, Path, Text);
}

/// Libraries that policies describe. Names in messages are those of the files.
void readApis(const FileSource &Source, StringRef Root,
              const std::set<std::string> &Paths,
              llvm::ArrayRef<const PolicyFile *> Files, Policies &Into) {
  if (Paths.empty())
    return;
  Into.Arena = std::make_unique<ApiArena>();
  for (const std::string &Path : Paths) {
    auto Text = readNamedByPolicy(Source, Root, Path, MaxBytes);
    if (Text) {
      llvm::StringRef Bytes = (*Text)->getBuffer();
      Into.Apis.push_back(
          loadApiLibrary(Bytes, Path, *Into.Arena, Into.Mistakes));
      addText(Into.ApiTexts, Path, Bytes);
    } else
      reportUnread(Files, Path, Text.takeError(), Into.Mistakes);
  }
}

} // namespace

std::vector<PolicyFile> readRootPolicies(const FileSource &Source,
                                         StringRef Root, const Options &Asked,
                                         yaml::Problems &Out) {
  std::vector<PolicyFile> Files;
  if (Asked.Config) {
    Files.emplace_back(*Asked.Config, "--config", "", "", Out);
  } else if (!Asked.ConfigFile.empty()) {
    if (auto Text = readNamed(Asked.ConfigFile, Out))
      Files.emplace_back(Text->getBuffer(), Asked.ConfigFile, "", "", Out);
  } else {
    if (!Root.empty())
      readAbove(Root, Files, Out);
    if (auto Text = readIfThere(Source, PolicyName, PolicyName, Out))
      Files.emplace_back(Text->getBuffer(), PolicyName, "", "", Out);
  }
  return Files;
}

llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>>
readNamedByPolicy(const FileSource &Source, StringRef Root, StringRef Path,
                  uint64_t Most) {
  if (!Path.starts_with("../") && !Path.starts_with("/"))
    return Source.read(Path, Most);
  std::optional<std::string> Checkout;
  if (!Root.empty() && !Path.starts_with("/"))
    Checkout = enclosingCheckout(Root);
  if (Checkout) {
    std::unique_ptr<FileSource> Whole = makeDiskSource(*Checkout);
    StringRef Below = Root.drop_front(Checkout->size()).ltrim('/');
    if (std::optional<std::string> At = locateInside(*Whole, Below, Path))
      return Whole->read(*At, Most);
  }
  return llvm::createStringError("no such file in the repository");
}

std::vector<ExcludeRule> excludedBy(llvm::ArrayRef<PolicyFile> Root) {
  std::vector<const PolicyFile *> Files;
  for (const PolicyFile &F : Root)
    Files.push_back(&F);
  PolicyTree Tree(Files, {});
  std::vector<ExcludeRule> Out;
  for (const ExcludePattern &E : Tree.root().Exclude)
    Out.push_back({E.Pattern, E.Above});
  return Out;
}

Policies readPolicies(const FileSource &Source, const Discovery &Found,
                      std::vector<PolicyFile> Root, const Options &Asked,
                      yaml::Problems Before) {
  Policies Out;
  Out.Mistakes = std::move(Before);
  std::vector<PolicyFile> Below;
  if (!Asked.Config && Asked.ConfigFile.empty())
    Below = readBelow(Source, Found, Out.Mistakes);
  Records Mine;
  if (!Asked.CatalogFolder.empty())
    readCatalog(Asked.CatalogFolder, Mine, Out.Texts, Out.Mistakes);
  std::vector<const PolicyFile *> All;
  for (std::vector<PolicyFile> *List : {&Root, &Below})
    for (PolicyFile &F : *List) {
      Policy Scratch;
      F.applyTo(Scratch, Out.Mistakes);
      if (List == &Below)
        F.reportRootKeys(Out.Mistakes);
      F.addRecords(Mine, Out.Mistakes);
      addText(Out.Texts, F.file(), F.text());
      All.push_back(&F);
    }
  Out.Tree = PolicyTree(All, {Asked.Today, Asked.CheckList, Asked.ErrorList});
  Out.Mine = layOverBuiltIn(std::move(Mine), Out.Mistakes);
  for (const PolicyFile *F : All)
    F->checkGenerators(Out.Mine ? *Out.Mine : Catalog::builtIn(), Out.Mistakes);
  bool IsWhole = Found.Requested == std::vector<std::string>{"."};
  std::vector<std::string> Paths;
  Paths.reserve(Found.Files.size());
  for (const SourceFile &F : Found.Files)
    Paths.push_back(F.Path);
  for (const PolicyFile *F : All)
    if (IsWhole)
      llvm::append_range(Out.Unmatched, F->unmatchedGlobs(Paths));
  readApis(Source, Found.Root, Out.Tree.apiModels(), All, Out);
  return Out;
}

llvm::Expected<Policies> readPoliciesOnly(const Options &Asked) {
  llvm::Expected<Roots> Where = findRoots(Asked.Paths);
  if (!Where)
    return Where.takeError();
  std::unique_ptr<FileSource> Source = makeDiskSource(Where->Root);
  yaml::Problems Mistakes;
  std::vector<PolicyFile> Root =
      readRootPolicies(*Source, Where->Root, Asked, Mistakes);
  Discovery None;
  None.Root = Where->Root;
  return readPolicies(*Source, None, std::move(Root), Asked,
                      std::move(Mistakes));
}

uint32_t fileIndex(Lineage &Graph, StringRef Path) {
  auto At = llvm::find(Graph.Files, Path);
  if (At == Graph.Files.end())
    At = Graph.Files.insert(At, Path.str());
  return uint32_t(At - Graph.Files.begin());
}

std::vector<PolicyMistake> placeMistakes(const yaml::Problems &Mistakes,
                                         Lineage &Graph) {
  std::vector<PolicyMistake> Out;
  for (const yaml::Problem &P : Mistakes) {
    Place Where;
    Where.File = fileIndex(Graph, P.File);
    Where.Begin = P.At.Offset;
    Where.End = P.At.Offset + 1;
    Where.Line = Where.EndLine = P.At.Line;
    Where.Column = P.At.Column;
    Where.EndColumn = P.At.Column + 1;
    Out.push_back({Where, P.Text});
  }
  return Out;
}

} // namespace modeltidy
