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

/// The ids of what an example's repository gives, each once. Notes are not
/// what an example is about.
std::vector<std::string> checksOf(llvm::StringRef Example) {
  auto Files = std::make_unique<MemorySource>();
  for (const ExampleFile &F : exampleFiles(Example))
    Files->add(F.Path, F.Text);
  Options Asked;
  Asked.Jobs = 1;
  Asked.Today = "2026-11-21";
  llvm::Expected<Scan> S = scanSource(std::move(Files), Asked);
  if (!S)
    return {llvm::toString(S.takeError())};
  std::vector<std::string> Ids;
  for (const Diagnostic &D :
       runChecks(S->subject(), CheckGlobs("*"), CheckGlobs("")))
    if (D.Level != Severity::Note || D.Rule->Level == Severity::Note)
      Ids.push_back(D.Rule->Id.str());
  Ids.erase(std::unique(Ids.begin(), Ids.end()), Ids.end());
  return Ids;
}

TEST(Examples, BadOnesAreFound) {
  for (const Check *C : allChecks())
    EXPECT_THAT(checksOf(C->Bad), ElementsAre(C->Id.str()));
}

TEST(Examples, GoodOnesAreQuiet) {
  for (const Check *C : allChecks())
    EXPECT_THAT(checksOf(C->Good), IsEmpty()) << C->Id.str();
}

} // namespace
