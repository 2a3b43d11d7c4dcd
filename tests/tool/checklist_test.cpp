//===- checklist_test.cpp - the production checklist --------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/registry/all_checks.h"
#include "scanner/report/checklist.h"
#include "scanner/tool/scan.h"
#include <gtest/gtest.h>
#include <map>
#include <set>

using namespace modeltidy;

namespace {

using Files = std::map<std::string, std::string>;

constexpr char Chat[] = R"py(
from transformers import pipeline
chat = pipeline("text-generation", model="meta-llama/Llama-3.1-8B-Instruct")
)py";

class ChecklistTest : public testing::Test {
protected:
  /// The items by text, with every check but those of Without.
  void look(const Files &Repo, const std::string &Without = "") {
    auto Source = std::make_unique<MemorySource>();
    for (const auto &[Path, Text] : Repo)
      Source->add(Path, Text);
    Options Asked;
    Asked.Today = "2026-11-21";
    Asked.Checks = CheckGlobs(Without.empty() ? "*" : "*,-" + Without);
    llvm::Expected<Scan> S = scanSource(std::move(Source), Asked);
    ASSERT_TRUE(bool(S));
    Subject All = S->subject();
    std::vector<Diagnostic> Found = runChecks(All, Asked.Checks, CheckGlobs());
    Report R{All, Found, S->Limits, S->Counts, Asked.Today, "0"};
    R.Ran = [&](llvm::StringRef Id) { return Asked.Checks.contains(Id); };
    if (Elsewhere)
      R.IsOpen = [](llvm::StringRef) { return true; };
    Items.clear();
    for (const ChecklistItem &I : checklistOf(R))
      Items[I.Text.str()] = I;
  }
  void expect(const std::string &Text, ItemState State,
              const std::string &Why = "") {
    ASSERT_TRUE(Items.count(Text)) << Text;
    EXPECT_EQ(itemStateName(Items[Text].State), itemStateName(State)) << Text;
    EXPECT_EQ(Items[Text].Why, Why) << Text;
  }

  bool Elsewhere = false; ///< what is open is not shown
  std::map<std::string, ChecklistItem> Items;
};

TEST_F(ChecklistTest, HasFourPhases) {
  look({{"chat.py", Chat}});
  std::set<std::string> Phases;
  for (const auto &[Text, I] : Items)
    Phases.insert(I.Phase.str());
  EXPECT_EQ(Phases, (std::set<std::string>{"Building", "Choosing models",
                                           "Operating", "Releasing"}));
}

TEST_F(ChecklistTest, SilenceOfACheckThatWasToldNothingIsNotMet) {
  look({{"chat.py", Chat}});
  expect("users stay below the licenses' thresholds", ItemState::NotCheckable,
         "the policy counts no monthly active users");
  expect("the bill of materials agrees with the code", ItemState::NotCheckable,
         "there is no license record; --format=lbom writes one");
  expect("no output trains a model against its terms", ItemState::Met);
}

TEST_F(ChecklistTest, WhatThePolicySaysIsChecked) {
  look({{"chat.py", Chat},
        {".model-tidy.yaml",
         "Organization:\n  MonthlyActiveUsers: [{Product: a, Users: 10}]\n"}});
  expect("users stay below the licenses' thresholds", ItemState::Met);
  look({{"chat.py", Chat},
        {".model-tidy.yaml", "Organization:\n  MonthlyActiveUsers: [{Product: "
                             "a, Users: 800000000}]\n"}});
  expect("users stay below the licenses' thresholds", ItemState::Open);
}

TEST_F(ChecklistTest, ARecordThatLacksAModelIsOpen) {
  look({{"chat.py", Chat}, {"ai-license-bom.yaml", "models: []\n"}});
  expect("the bill of materials agrees with the code", ItemState::Open);
}

TEST_F(ChecklistTest, ACheckThatDidNotRunTellsNothing) {
  look({{"chat.py", Chat}}, "license-output-training");
  expect("no output trains a model against its terms", ItemState::NotCheckable,
         "its check did not run");
}

TEST_F(ChecklistTest, FindingsThatAFilterHidesStillCount) {
  Elsewhere = true;
  look({{"chat.py", Chat}});
  expect("no output trains a model against its terms", ItemState::Open);
}

} // namespace
