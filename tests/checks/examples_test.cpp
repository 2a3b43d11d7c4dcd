//===- examples_test.cpp - the pages' examples are true -------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/registry/all_checks.h"
#include "checks/registry/check_globs.h"
#include "scanner/tool/scan.h"
#include <gmock/gmock.h>

using namespace modeltidy;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

/// Calls Do for each finding of an example's repository.
template <class Fn> std::string forEachFinding(StringRef Example, Fn Do) {
  auto Files = std::make_unique<MemorySource>();
  for (const ExampleFile &F : exampleFiles(Example))
    Files->add(F.Path, F.Text);
  Options Asked;
  Asked.Jobs = 1;
  Asked.Today = "2026-11-21";
  llvm::Expected<Scan> S = scanSource(std::move(Files), Asked);
  if (!S)
    return llvm::toString(S.takeError());
  for (const Diagnostic &D :
       runChecks(S->subject(), CheckGlobs("*"), CheckGlobs("")))
    Do(D);
  return {};
}

/// The ids of what an example's repository gives, each once. Notes are not
/// what an example is about.
std::vector<std::string> checksOf(StringRef Example) {
  std::vector<std::string> Ids;
  std::string Failure = forEachFinding(Example, [&](const Diagnostic &D) {
    if (D.Level != Severity::Note || D.Rule->Level == Severity::Note)
      Ids.push_back(D.Rule->Id.str());
  });
  if (!Failure.empty())
    return {Failure};
  Ids.erase(std::unique(Ids.begin(), Ids.end()), Ids.end());
  return Ids;
}

TEST(Examples, BadOnesAreFound) {
  for (const Check *C : allChecks())
    EXPECT_THAT(checksOf(C->Bad), ElementsAre(C->Id.str()));
}

TEST(Examples, EveryFindingSaysWhatWouldResolveIt) {
  for (const Check *C : allChecks())
    EXPECT_EQ(forEachFinding(C->Bad,
                             [](const Diagnostic &D) {
                               EXPECT_TRUE(llvm::any_of(
                                   D.Notes,
                                   [](const Note &N) {
                                     return N.Kind == NoteKind::WayOut;
                                   }))
                                   << D.Rule->Id.str() << ": " << D.Message;
                             }),
              "");
}

TEST(Examples, GoodOnesAreQuiet) {
  for (const Check *C : allChecks())
    EXPECT_THAT(checksOf(C->Good), IsEmpty()) << C->Id.str();
}

} // namespace
