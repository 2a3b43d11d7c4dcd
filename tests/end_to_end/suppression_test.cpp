//===- suppression_test.cpp - living with findings ------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/end_to_end/sandbox.h"
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

using namespace modeltidy::e2e;
using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

namespace {

/// A pipeline with one prohibited flow; Comment stands behind the training.
class SuppressionTest : public testing::Test {
protected:
  void write(const std::string &Comment) {
    copyFixture("llama2_output_trains_mistral", Repo.path());
    std::string Text = readFile(Repo.path() / "train.py");
    const std::string Anchor = "trainer = SFTTrainer(";
    size_t At = Text.find(Anchor);
    ASSERT_NE(At, std::string::npos);
    Repo.add("train.py", Text.insert(At + Anchor.size(), "  " + Comment));
  }

  ToolRun scan(std::vector<std::string> Args) {
    Args.insert(Args.begin(), "--today=2026-11-21");
    Args.push_back("--checks=-*,license-output-*,nolint-*");
    Args.push_back(Repo.path());
    return runTool(Args);
  }

  json results(std::vector<std::string> Args) {
    Args.push_back("--format=sarif");
    return json::parse(scan(Args).Out)["runs"][0]["results"];
  }

  TempFolder Repo;
};

TEST_F(SuppressionTest, HidesTheFindingAndCountsIt) {
  write("# NOLINT(license-output-training): ticket 81");
  ToolRun Run = scan({});
  EXPECT_EQ(Run.Status, 0) << Run.Out;
  EXPECT_THAT(Run.Out, Not(HasSubstr("error: ")));
  EXPECT_THAT(Run.Out, HasSubstr("1 suppressed"));
}

TEST_F(SuppressionTest, SarifLeavesItOutUnlessAskedFor) {
  write("# NOLINT(license-output-training): ticket 81");
  EXPECT_TRUE(results({}).empty());
  json All = results({"--with-suppressed"});
  ASSERT_EQ(All.size(), 1u);
  EXPECT_EQ(All[0]["suppressions"][0]["kind"], "inSource");
  EXPECT_EQ(All[0]["suppressions"][0]["justification"], "ticket 81");
}

TEST_F(SuppressionTest, AnotherCheckHidesNothing) {
  write("# NOLINT(license-output-conditions): ticket 81");
  ToolRun Run = scan({});
  EXPECT_EQ(Run.Status, 1);
  EXPECT_THAT(Run.Out, HasSubstr("[license-output-training]"));
  EXPECT_THAT(Run.Out, HasSubstr("[nolint-unused]"));
}

TEST_F(SuppressionTest, AReasonIsAskedFor) {
  write("# NOLINT(license-output-training)");
  ToolRun Run = scan({});
  EXPECT_EQ(Run.Status, 0);
  EXPECT_THAT(Run.Out, HasSubstr("[nolint-reason]"));
}

} // namespace
