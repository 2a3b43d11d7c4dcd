//===- report_memory.cpp - reports that the last run wrote ----------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/report_memory.h"
#include "scanner/cache/byte_stream.h"
#include "scanner/cache/scan_cache.h"
#include "scanner/discover/git_changes.h"
#include "scanner/tool/cxx_stage.h"
#include "scanner/tool/file_memory.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Process.h"

namespace modeltidy {

using llvm::StringRef;

namespace {

bool isStandardOutput(StringRef Output) {
  return Output.empty() || Output == "-";
}

/// A pipe or a terminal may ask for another text than a file.
bool isPlainPlace(const std::string &Output) {
  llvm::sys::fs::file_status Status;
  return isStandardOutput(Output) || llvm::sys::fs::status(Output, Status) ||
         llvm::sys::fs::is_regular_file(Status);
}

/// Runs that look at more than the key tells (commits, lines, caches of others)
/// or that do more than to report are computed.
bool isPlainRun(const Options &A) {
  bool LooksAtChanges = !A.DiffRevision.empty() || A.LineFilter;
  bool DoesMore = A.wantsEdits() || !A.NewBaseline.empty();
  bool TellsOfItself = A.Stats || A.CheckProfile || !A.TraceFile.empty() ||
                       !A.TermsSince.empty() || A.Shuffle;
  bool ReadsWords = llvm::any_of(A.Words, [](const std::string &Word) {
    return StringRef(Word).starts_with("@"); // more words, in a file
  });
  return !A.CacheFolder.empty() && !LooksAtChanges && !DoesMore &&
         !TellsOfItself && !ReadsWords && isPlainPlace(A.Output) &&
         llvm::all_of(A.Also,
                      [](const auto &To) { return isPlainPlace(To.second); });
}

/// What the command line asks for, whatever the tree.
std::string wordsOf(const Options &Asked) {
  return llvm::join(Asked.Words, "\n") + "\n" +
         llvm::utostr(unsigned(Asked.Format));
}

void tellRun(ByteWriter &Out, const Options &Asked) {
  llvm::SmallString<256> Here, Real;
  if (!llvm::sys::fs::current_path(Here))
    (void)llvm::sys::fs::real_path(Here, Real);
  Out.bytes(wordsOf(Asked));
  Out.bytes(Asked.Today);
  Out.bytes(Real);
  Out.number(llvm::sys::Process::StandardOutIsDisplayed() &&
             llvm::sys::Process::StandardOutHasColors());
  Out.number(hasCxxHelper());
}

void tellFiles(ByteWriter &Out, const Discovery &Found) {
  Out.bytes(Found.Root);
  Out.number(Found.FromGit);
  for (const std::string &Path : Found.Requested)
    Out.bytes(Path);
  Out.number(Found.Files.size());
  for (const SourceFile &F : Found.Files) {
    Out.bytes(F.Path);
    for (uint64_t N :
         {uint64_t(F.Kind), uint64_t(F.HeadOnly), uint64_t(F.Requested),
          uint64_t(F.Status.Type), F.Status.Size, uint64_t(F.Status.MTimeNs),
          F.Status.Inode, uint64_t(F.Status.Permissions)})
      Out.number(N);
  }
  for (const Skip &S : Found.Skipped) {
    Out.bytes(S.Path);
    Out.number(uint64_t(S.Reason));
    Out.bytes(S.Text);
  }
  Out.number(Found.Skipped.size());
  for (const PathAlias &A : Found.Aliases) {
    Out.bytes(A.Path);
    Out.bytes(A.Target);
  }
  Out.number(Found.Aliases.size());
  Out.number(Found.Limits.size());
  for (const ScanLimit &L : Found.Limits) {
    Out.bytes(L.Path);
    Out.bytes(L.What);
  }
}

void tellPolicies(ByteWriter &Out, const Policies &Rules) {
  Out.bytes(Rules.Texts);
  Out.bytes(Rules.ApiTexts);
  for (const yaml::Problems *List : {&Rules.Mistakes, &Rules.Unmatched}) {
    Out.number(List->size());
    for (const yaml::Problem &P : *List) {
      Out.bytes(P.str());
      Out.number(P.At.Offset);
    }
  }
}

template <typename BufferT> void tellText(ByteWriter &Out, BufferT Text) {
  Out.number(static_cast<bool>(Text));
  if (Text)
    Out.bytes((*Text)->getBuffer());
}

/// What lies outside of the scanned root, or in no file of it.
ContentHash outsideOf(const Scan &S, const Options &Asked) {
  constexpr uint64_t MaxBytes = 16u << 20;
  ByteWriter Out;
  if (!Asked.BaselineFile.empty())
    tellText(Out, llvm::MemoryBuffer::getFile(Asked.BaselineFile));
  StringRef Bom = S.Rules.Tree.root().Bom;
  if (Bom.starts_with("../") || Bom.starts_with("/")) {
    auto Text = readNamedByPolicy(*S.Source, S.Found.Root, Bom, MaxBytes);
    std::string Why;
    if (!Text)
      Why = llvm::toString(Text.takeError());
    Out.bytes(Why);
    if (Why.empty())
      Out.bytes((*Text)->getBuffer());
  }
  auto IsSarif = [](const auto &A) { return A.first == OutputFormat::Sarif; };
  if (Asked.Format == OutputFormat::Sarif ||
      llvm::any_of(Asked.Also, IsSarif)) {
    GitHead Head = gitHead(S.Found.Root);
    for (StringRef Text : {Head.Commit, Head.Branch, Head.Remote})
      Out.bytes(Text);
  }
  return ContentHash::of(Out.done());
}

} // namespace

ReportMemory::ReportMemory(const Options &Run)
    : Asked(Run), Began(nowNs()), Fits(isPlainRun(Run)) {
  if (Fits)
    Stamp = buildStamp();
}

std::optional<ContentHash> ReportMemory::keyOf(const Scan &S) const {
  // What changed in files that arguments name is asked of git.
  if (!Fits || Stamp.empty() ||
      llvm::any_of(S.Found.Requested, [&](const std::string &Path) {
        return S.Found.find(Path) != nullptr;
      }))
    return std::nullopt;
  ByteWriter Told;
  tellRun(Told, Asked);
  Told.bytes(S.Prefix);
  tellFiles(Told, S.Found);
  tellPolicies(Told, S.Rules);
  Told.number(Outside.Low);
  Told.number(Outside.High);
  return ContentHash::of(Told.done());
}

/// Does the disk answer as it did?
bool ReportMemory::holds(const Scan &S) const {
  return llvm::all_of(Found->Questions, [&](const auto &Q) {
    return answerOf(*S.Source, Q.first) == Q.second;
  });
}

bool ReportMemory::recall(Scan &S) {
  if (Fits)
    Outside = outsideOf(S, Asked);
  std::optional<ContentHash> Now = keyOf(S);
  if (!Now)
    return false;
  Key = *Now;
  Cache.emplace(Asked.CacheFolder, treeName(S.Found.Root, S.Found.Requested),
                wordsOf(Asked), Stamp);
  bool Damaged = false;
  Found = Cache->load(Key, Damaged);
  S.DamagedReports = Damaged;
  if (Found && Found->Reports.size() == Asked.Also.size() + 1 && holds(S))
    return true;
  Found.reset();
  watch(S);
  return false;
}

/// The key tells the text of a file by its status, but for those that were
/// changed so lately that a later change might leave that as it is.
void ReportMemory::watch(Scan &S) {
  auto Source = std::make_unique<WatchedSource>(std::move(S.Source));
  for (const SourceFile &F : S.Found.Files)
    if (F.Status.MTimeNs <= Began - ScanCache::RacyNs && F.Status.Inode != 0)
      Source->trust(F.Path, F.Status);
  Watched = Source.get();
  S.Source = std::move(Source);
}

void ReportMemory::keep(const Scan &S, KeptReport Printed) {
  auto Questions = Watched->questions();
  if (!Questions || S.AskedClang) // whose headers lie anywhere
    return;
  Printed.Questions = std::move(*Questions);
  Printed.Key = Key;
  if (outsideOf(S, Asked) == Outside)
    Cache->save(Printed);
}

} // namespace modeltidy
