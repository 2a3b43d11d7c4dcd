//===- suppression_test.cpp - living with findings ------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/end_to_end/sandbox.h"
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>
#include <set>

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

/// Notebooks may be stored on one line; people see cells and their lines.
TEST_F(SuppressionTest, InANotebookACommentCountsForItsLineOfTheCell) {
  auto Cell = [](std::vector<std::string> Lines) {
    return json{{"cell_type", "code"},
                {"metadata", json::object()},
                {"outputs", json::array()},
                {"execution_count", nullptr},
                {"source", Lines}};
  };
  auto Train = [](const std::string &Behind) {
    return "trl.SFTTrainer('mistralai/Mistral-7B-v0.1', train_dataset=rows)" +
           Behind + "\n";
  };
  const std::string Hidden = "# NOLINT(license-output-training): ticket 81";
  const std::string Below = "# NOLINTNEXTLINE(license-*): ticket 82\n";
  json Book = {
      {"nbformat", 4},
      {"nbformat_minor", 5},
      {"metadata", {{"language_info", {{"name", "python"}}}}},
      {"cells",
       {Cell({"import datasets, trl\n",
              "rows = datasets.load_dataset('tatsu-lab/alpaca')\n"}),
        Cell({Train("  " + Hidden), Train("")}), Cell({Below, Train("")})}}};
  for (int Indent : {-1, 1}) {
    Repo.add("train.ipynb", Book.dump(Indent));
    json Found = results({});
    ASSERT_EQ(Found.size(), 1u) << Indent;
    EXPECT_EQ(
        Found[0]["locations"][0]["logicalLocations"][0]["fullyQualifiedName"],
        "cell 2 line 2");
    EXPECT_EQ(results({"--with-suppressed"}).size(), 3u);
  }
}

TEST_F(SuppressionTest, AnotherCheckHidesNothing) {
  write("# NOLINT(license-output-conditions): ticket 81");
  ToolRun Run = scan({});
  EXPECT_EQ(Run.Status, 1);
  EXPECT_THAT(Run.Out, HasSubstr("[license-output-training]"));
  EXPECT_THAT(Run.Out, HasSubstr("[nolint-unused]"));
}

/// All that made a file worth a parse may be gone; its suppression may not.
TEST_F(SuppressionTest, OfAFileWithoutModelsItIsUnused) {
  const std::string Stale = "NOLINT(license-output-training): ticket 81";
  Repo.add("plain.py", "import json\n\nlimit = 4  # " + Stale + "\n");
  Repo.add("plain.sh", "cd out  # NOLINT(license-output-*): ticket 82\n");
  Repo.add("plain.cpp", "int limit = 4; // " + Stale + "\n");
  Repo.add("misspelled.py",
           "limit = 4  # NOLINT(licence-output-training): x\n");
  Repo.add("theirs.cpp", "int limit = 5; // NOLINT(google-readability): x\n");
  Repo.add("text.py", "limit = '" + Stale + "'\n");
  json Found = results({});
  std::set<std::string> Files;
  for (const json &R : Found) {
    EXPECT_EQ(R["ruleId"], "nolint-unused");
    Files.insert(
        R["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]);
  }
  EXPECT_EQ(Files, (std::set<std::string>{"misspelled.py", "plain.cpp",
                                          "plain.py", "plain.sh"}));
  EXPECT_EQ(Found.size(), 4u);
}

/// A page whose Python trains on a restricted model's answers. Before and
/// Behind stand around the fence.
class PageSuppressionTest : public SuppressionTest {
protected:
  void page(const std::string &Before, const std::string &Behind) {
    Repo.add("README.md",
             "# How it was made\n\n" + Before +
                 "```python\n"
                 "from datasets import load_dataset\n"
                 "from trl import SFTTrainer\n"
                 "rows = load_dataset(\"tatsu-lab/alpaca\", split=\"train\")\n"
                 "SFTTrainer(model=\"EleutherAI/pythia-1b\",\n"
                 "           train_dataset=rows).train()\n"
                 "```\n" +
                 Behind);
  }
  std::string text() { return readFile(Repo.path() / "README.md"); }
};

TEST_F(PageSuppressionTest, HtmlCommentsAroundAFenceCount) {
  page("", "");
  EXPECT_THAT(scan({}).Out, HasSubstr("[license-output-training]"));
  page("<!-- NOLINTBEGIN(license-output-training): ticket 81 -->\n",
       "<!-- NOLINTEND(license-output-training) -->\n");
  ToolRun Run = scan({});
  EXPECT_THAT(Run.Out, HasSubstr("1 suppressed"));
  EXPECT_THAT(Run.Out, Not(HasSubstr("nolint-")));
  // What a fence shows is an example.
  page("```html\n<!-- NOLINTBEGIN(license-output-training): x -->\n```\n",
       "```html\n<!-- NOLINTEND(license-output-training) -->\n```\n");
  EXPECT_THAT(scan({}).Out, HasSubstr("[license-output-training]"));
}

TEST_F(PageSuppressionTest, UnusedOnesAreReportedAndGo) {
  page("", "");
  std::string Bare = text();
  page("<!-- NOLINTBEGIN(license-output-conditions): old -->\n",
       "<!-- NOLINTEND(license-output-conditions) -->\n");
  EXPECT_THAT(scan({}).Out, HasSubstr("README.md:3:1: warning: "));
  scan({"--fix"});
  EXPECT_EQ(text(), Bare);
  EXPECT_THAT(scan({"--fix"}).Err, Not(HasSubstr("edited")));
}

TEST_F(PageSuppressionTest, CommentsAreAddedInTheCode) {
  page("", "");
  scan({"--add-suppressions=ticket 81"});
  EXPECT_THAT(text(), HasSubstr("  # NOLINT(license-output-training): ticket"));
  ToolRun Run = scan({});
  EXPECT_THAT(Run.Out, HasSubstr("1 suppressed"));
}

TEST_F(SuppressionTest, AnUnusedPairGoesWhole) {
  write("");
  Repo.add("train.py", "# NOLINTBEGIN(license-output-conditions): old\n" +
                           readFile(Repo.path() / "train.py") +
                           "# NOLINTEND(license-output-conditions)\n");
  EXPECT_THAT(scan({}).Out, HasSubstr("[nolint-unused]"));
  scan({"--fix"});
  EXPECT_THAT(readFile(Repo.path() / "train.py"), Not(HasSubstr("NOLINT")));
  EXPECT_THAT(scan({"--fix"}).Err, Not(HasSubstr("edited")));
  // One half that says more stays, and so does the other.
  const std::string Talks = "# NOLINTBEGIN(license-output-conditions): old\n"
                            "x = 1\n"
                            "# so far: NOLINTEND(license-output-conditions)\n";
  Repo.add("other.py", "import trl\n" + Talks);
  scan({"--fix"});
  EXPECT_EQ(readFile(Repo.path() / "other.py"), "import trl\n" + Talks);
}

TEST_F(SuppressionTest, AReasonIsAskedFor) {
  write("# NOLINT(license-output-training)");
  ToolRun Run = scan({});
  EXPECT_EQ(Run.Status, 0);
  EXPECT_THAT(Run.Out, HasSubstr("[nolint-reason]"));
}

} // namespace
