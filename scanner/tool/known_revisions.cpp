//===- known_revisions.cpp - commits that a load could be pinned to -----===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/known_revisions.h"
#include "scanner/catalog/yaml.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include <set>

namespace modeltidy {

using llvm::StringRef;

namespace {

/// A lock of a thousand outputs has 200 KiB.
constexpr uint64_t MaxLockBytes = 1u << 20;
/// A repository that keeps one .dvc file a model has tens of them.
constexpr size_t MaxLocks = 500;
/// A commit and a line break; a longer file is none.
constexpr uint64_t MaxRefBytes = 256;

bool isCommit(StringRef Text) {
  return Text.size() == 40 && llvm::all_of(Text, llvm::isHexDigit);
}

/// "https://huggingface.co/datasets/org/name.git" as a data set and org/name.
void readUrl(StringRef Url, KnownRevision &Out) {
  if (!Url.consume_front("https://huggingface.co/") &&
      !Url.consume_front("git@hf.co:"))
    return;
  Out.OfDataset = Url.consume_front("datasets/");
  Url.consume_back(".git");
  Out.Id = Url.rtrim('/').str();
}

/// Every `repo` below a node; the reader caps the depth.
void readRepos(yaml::Node At, const std::string &File,
               std::vector<KnownRevision> &Out) {
  yaml::Node Repo = At["repo"];
  KnownRevision Found;
  readUrl(Repo["url"].text(), Found);
  Found.Commit = Repo["rev_lock"].text().str();
  Found.Source = File;
  if (!Found.Id.empty() && isCommit(Found.Commit))
    Out.push_back(std::move(Found));
  for (yaml::Node Item : At.items())
    readRepos(Item, File, Out);
  for (auto [Key, Value] : At.entries())
    readRepos(Value, File, Out);
}

bool isLock(StringRef Path) {
  return Path.ends_with(".dvc") ||
         llvm::sys::path::filename(Path) == "dvc.lock";
}

std::string variable(StringRef Name) {
  return llvm::sys::Process::GetEnv(Name).value_or("");
}

std::string joined(StringRef Folder, const llvm::Twine &A,
                   const llvm::Twine &B = "") {
  llvm::SmallString<256> Path = Folder;
  llvm::sys::path::append(Path, A, B);
  return Path.str().str();
}

/// The folder of the cache; empty where no variable tells it.
std::string hubCache() {
  for (StringRef Name : {"HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"})
    if (std::string Folder = variable(Name); !Folder.empty())
      return Folder;
  if (std::string Home = variable("HF_HOME"); !Home.empty())
    return joined(Home, "hub");
  if (std::string Caches = variable("XDG_CACHE_HOME"); !Caches.empty())
    return joined(Caches, "huggingface", "hub");
  std::string Home = variable("HOME");
  return Home.empty() ? "" : joined(Home, ".cache/huggingface", "hub");
}

/// The commit that `main` stood for at the last download; empty where there was
/// none.
std::string cachedCommit(StringRef Cache, bool OfDataset, StringRef Id) {
  std::string Name = OfDataset ? "datasets" : "models";
  for (StringRef Part : llvm::split(Id, '/'))
    Name += "--" + Part.str();
  std::string Path = joined(joined(Cache, Name), "refs", "main");
  llvm::sys::fs::file_status Status;
  if (llvm::sys::fs::status(Path, Status) ||
      Status.type() != llvm::sys::fs::file_type::regular_file ||
      Status.getSize() > MaxRefBytes)
    return {};
  auto File = llvm::MemoryBuffer::getFile(Path);
  StringRef Commit = File ? (*File)->getBuffer().trim() : "";
  return isCommit(Commit) ? Commit.str() : "";
}

} // namespace

std::vector<KnownRevision> lockedRevisions(const Scan &S) {
  std::vector<KnownRevision> Out;
  size_t Left = MaxLocks;
  for (const SourceFile &F : S.Found.Files) {
    if (!isLock(F.Path) || F.Status.Size > MaxLockBytes || Left == 0)
      continue;
    --Left;
    auto Text = S.Source->read(F.Path, MaxLockBytes);
    if (!Text) {
      llvm::consumeError(Text.takeError()); // the parse stage says so
      continue;
    }
    yaml::Problems Ignored; // what is broken pins nothing
    yaml::Document Doc = yaml::parse((*Text)->getBuffer(), F.Path, Ignored);
    readRepos(Doc.root(), F.Path, Out);
  }
  return Out;
}

std::vector<KnownRevision> cachedRevisions(const Lineage &Graph) {
  std::vector<KnownRevision> Out;
  std::string Cache = hubCache();
  std::set<std::pair<bool, StringRef>> Seen;
  for (const Load &L : Graph.Loads) {
    StringRef Id =
        L.OfDataset ? Graph.Datasets[L.Use].Id : Graph.Models[L.Use].Id;
    bool IsName = !Id.empty() && !Id.contains("..") && Id.count('/') <= 1;
    if (Cache.empty() || !IsName || !Seen.insert({L.OfDataset, Id}).second)
      continue;
    std::string Commit = cachedCommit(Cache, L.OfDataset, Id);
    if (!Commit.empty())
      Out.push_back({L.OfDataset, Id.str(), Commit, "the local Hub cache"});
  }
  return Out;
}

} // namespace modeltidy
