//===- scan.cpp - the stages in a row -------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/scan.h"
#include "scanner/discover/roots.h"
#include "scanner/tool/link_stage.h"
#include "scanner/tool/report_memory.h"
#include "scanner/tool/stage_clock.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include <tuple>

namespace modeltidy {

namespace {

/// True where something that was to be analyzed was not; false where leaving it
/// out is the rule.
bool isTrouble(SkipReason Reason) {
  switch (Reason) {
  case SkipReason::TooLarge:
  case SkipReason::Unreadable:
  case SkipReason::LinkBroken:
  case SkipReason::NotRegular:
  case SkipReason::BadName:
  case SkipReason::OverBudget:
    return true;
  default:
    return false;
  }
}

void sortLimits(std::vector<Limit> &Limits) {
  llvm::sort(Limits, [](const Limit &A, const Limit &B) {
    return std::tie(A.File, A.Line, A.What) < std::tie(B.File, B.Line, B.What);
  });
}

void addLimits(Scan &S) {
  for (const Skip &Left : S.Found.Skipped) {
    std::string What = (skipReasonName(Left.Reason) + ": " + Left.Text).str();
    S.Limits.push_back({Left.Path, 0, What});
    if (isTrouble(Left.Reason))
      S.Troubles.push_back(S.Limits.back());
  }
  for (const ScanLimit &L : S.Found.Limits)
    S.Limits.push_back({L.Path, 0, L.What});
  llvm::append_range(S.Limits, S.Graph.Limits);
  llvm::append_range(S.Troubles, S.Graph.Limits);
  for (const yaml::Problem &P : S.Rules.Unmatched)
    for (std::vector<Limit> *Into : {&S.Limits, &S.Troubles})
      Into->push_back({P.File, P.At.Line, P.Text});
  sortLimits(S.Limits);
  sortLimits(S.Troubles);
}

void addCounts(Scan &S) {
  S.Counts.Seen = S.Found.Files.size();
  for (unsigned I = 0; I != NumSkipReasons; ++I)
    S.Counts.Skipped.emplace_back(skipReasonName(SkipReason(I)).str(),
                                  S.Found.SkipCounts[I]);
}

/// Flows that are less sure than asked for go.
void dropFlows(Scan &S, Confidence Least) {
  llvm::erase_if(S.Flows, [&](const JudgedFlow &J) { return J.Sure > Least; });
}

void finish(Scan &S, Confidence Least) {
  addLimits(S);
  addCounts(S);
  dropFlows(S, Least);
}

/// "src/" where the root lies in a checkout's folder src; else empty.
std::string prefixIn(const std::optional<std::string> &Checkout,
                     llvm::StringRef Root) {
  if (!Checkout)
    return {};
  llvm::StringRef Prefix = Root.drop_front(Checkout->size()).ltrim('/');
  return Prefix.empty() ? "" : (Prefix + "/").str();
}

using DiscoverFn =
    llvm::function_ref<llvm::Expected<Discovery>(const DiscoverOptions &)>;

/// Policies decide which files are in scope, and files which policies count.
llvm::Error findFiles(Scan &S, const Options &Asked, llvm::StringRef Root,
                      DiscoverOptions How, DiscoverFn Discover) {
  yaml::Problems Mistakes;
  std::vector<PolicyFile> Above =
      readRootPolicies(*S.Source, Root, Asked, Mistakes);
  How.Exclude = excludedBy(Above);
  llvm::Expected<Discovery> Found = Discover(How);
  if (!Found)
    return Found.takeError();
  S.Found = std::move(*Found);
  S.Rules = readPolicies(*S.Source, S.Found, std::move(Above), Asked,
                         std::move(Mistakes));
  return llvm::Error::success();
}

} // namespace

llvm::Expected<Scan> scan(const Options &Asked, Progress &Shown,
                          ReportMemory *Kept) {
  Scan S;
  std::optional<FileMemory> Memory;
  {
    StageClock Clock(S.Times, "discover");
    Shown.stage("looking for files");
    llvm::Expected<Roots> Where = findRoots(Asked.Paths);
    if (!Where)
      return Where.takeError();
    S.Source = makeDiskSource(Where->Root);
    S.Prefix = prefixIn(Where->Checkout, Where->Root);
    DiscoverOptions How;
    How.Paths = Asked.Paths;
    Memory.emplace(Asked, Where->Root, Where->Requested);
    How.KnownHead = [&](const SourceFile &F) { return Memory->knownHead(F); };
    if (llvm::Error Failed = findFiles(S, Asked, Where->Root, How, discover))
      return std::move(Failed);
    if (Kept && Kept->recall(S))
      return S;
  }
  linkAndJudge(S, *Memory, Asked, Shown);
  finish(S, Asked.Least);
  return S;
}

Scan scanAgain(const Scan &Now, std::unique_ptr<FileSource> Source,
               Discovery Found, const Options &Asked) {
  Scan S;
  S.Source = std::move(Source);
  S.Prefix = Now.Prefix;
  S.Found = std::move(Found);
  yaml::Problems Mistakes;
  std::vector<PolicyFile> Above =
      readRootPolicies(*S.Source, S.Found.Root, Asked, Mistakes);
  S.Rules = readPolicies(*S.Source, S.Found, std::move(Above), Asked,
                         std::move(Mistakes));
  FileMemory Memory(Asked, S.Found.Root, S.Found.Requested);
  Memory.leaveAsItIs();
  Progress Shown(false);
  linkAndJudge(S, Memory, Asked, Shown);
  finish(S, Asked.Least);
  return S;
}

llvm::Expected<Scan> scanSource(std::unique_ptr<FileSource> Source,
                                const Options &Asked) {
  Scan S;
  S.Source = std::move(Source);
  DiscoverOptions How;
  How.Paths = Asked.Paths;
  auto Look = [&](const DiscoverOptions &With) {
    return discoverIn(*S.Source, With);
  };
  if (llvm::Error Failed = findFiles(S, Asked, "", How, Look))
    return std::move(Failed);
  Progress Shown(false);
  FileMemory None(Asked, "", {});
  linkAndJudge(S, None, Asked, Shown);
  finish(S, Asked.Least);
  return S;
}

} // namespace modeltidy
