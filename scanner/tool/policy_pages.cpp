//===- policy_pages.cpp - runs that print a policy ------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/policy_pages.h"
#include "checks/registry/all_checks.h"
#include "scanner/discover/roots.h"
#include "scanner/tool/policy_stage.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <tuple>

namespace modeltidy {

using llvm::raw_ostream;
using llvm::StringRef;

namespace {

/// Which file, or the command line, has the last word on a check.
std::string askedBy(StringRef Id, const FolderPolicy &P, const Options &Asked) {
  CheckGlobs FromLine(Asked.CheckList);
  if (FromLine.contains(Id))
    return "the command line";
  if (CheckGlobs(P.Rules.Checks).contains(Id) && !P.Files.empty())
    return llvm::join(P.Files, ", ");
  return "the defaults";
}

void explainConfig(const FolderPolicy &P, const Options &Asked,
                   raw_ostream &OS) {
  for (const Check *C : allChecks())
    if (C->Always || P.Enabled.contains(C->Id))
      OS << "'" << C->Id << "' is enabled by " << askedBy(C->Id, P, Asked)
         << ".\n";
}

/// The path whose policy is asked for, relative to the root.
std::string firstPath(const Roots &Where) {
  StringRef Path = Where.Requested.front();
  return Path == "." ? "x" : (Path + (Path.contains('.') ? "" : "/x")).str();
}

} // namespace

void printMistakes(yaml::Problems Mistakes) {
  llvm::stable_sort(Mistakes, [](const auto &A, const auto &B) {
    return std::tie(A.File, A.At.Line, A.At.Column) <
           std::tie(B.File, B.At.Line, B.At.Column);
  });
  for (const yaml::Problem &P : Mistakes)
    llvm::errs() << P.File << ':' << P.At.Line << ':' << P.At.Column
                 << ": error: " << P.Text << " [config-error]\n";
}

std::optional<int> runPolicyPage(const Options &Asked, raw_ostream &OS) {
  if (!Asked.DumpConfig && !Asked.VerifyConfig && !Asked.ExplainConfig)
    return std::nullopt;
  llvm::Expected<Roots> Where = findRoots(Asked.Paths);
  if (!Where) {
    llvm::errs() << "model-tidy: " << llvm::toString(Where.takeError()) << '\n';
    return ExitBadUsage;
  }
  std::unique_ptr<FileSource> Source = makeDiskSource(Where->Root);
  yaml::Problems Mistakes;
  std::vector<PolicyFile> Above =
      readRootPolicies(*Source, Where->Root, Asked, Mistakes);
  DiscoverOptions How;
  How.Paths = Asked.Paths;
  How.Exclude = excludedBy(Above);
  llvm::Expected<Discovery> Found = discover(How);
  if (!Found) {
    llvm::errs() << "model-tidy: " << llvm::toString(Found.takeError()) << '\n';
    return ExitBadUsage;
  }
  Policies Read = readPolicies(*Source, *Found, std::move(Above), Asked,
                               std::move(Mistakes));
  printMistakes(Read.Mistakes);
  const FolderPolicy &P = Read.Tree.at(firstPath(*Where));
  if (Asked.DumpConfig)
    OS << dumpPolicy(P.Rules);
  if (Asked.ExplainConfig)
    explainConfig(P, Asked, OS);
  if (Asked.VerifyConfig)
    for (const yaml::Problem &U : Read.Unmatched)
      llvm::errs() << U.File << ':' << U.At.Line << ':' << U.At.Column
                   << ": note: " << U.Text << '\n';
  if (Asked.VerifyConfig && Read.Mistakes.empty())
    OS << "No mistakes in the policy.\n";
  return Read.Mistakes.empty() ? ExitClean : ExitBadUsage;
}

} // namespace modeltidy
