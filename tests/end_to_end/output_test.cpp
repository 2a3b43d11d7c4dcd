//===- output_test.cpp - what people and other programs read --------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/end_to_end/sandbox.h"
#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

using namespace modeltidy::e2e;
using nlohmann::json;
using testing::HasSubstr;

namespace {

std::vector<std::string> lines(const std::string &Text) {
  std::vector<std::string> Result;
  for (size_t Begin = 0; Begin < Text.size();) {
    size_t End = std::min(Text.find('\n', Begin), Text.size());
    Result.push_back(Text.substr(Begin, End - Begin));
    Begin = End + 1;
  }
  return Result;
}

/// The words of a golden line, separated by `|`: the first ends in a place
/// ("train.py:22"), each of them stands in one line of the output.
bool matches(const std::string &Line, const std::string &Golden) {
  size_t Begin = 0;
  for (bool More = true; More;) {
    size_t End = Golden.find('|', Begin);
    More = End != std::string::npos;
    llvm::StringRef Word =
        llvm::StringRef(Golden).slice(Begin, More ? End : Golden.size()).trim();
    if (!llvm::StringRef(Line).contains(Word))
      return false;
    Begin = End + 1;
  }
  return true;
}

class OutputTest : public testing::Test {
protected:
  /// A copy of the fixture, and the tool's run over it.
  ToolRun scan(const std::string &Fixture, std::vector<std::string> Args) {
    copyFixture(Fixture, Copy.path());
    Args.insert(Args.begin(), "--today=2026-11-21");
    Args.push_back(Copy.path());
    return runTool(Args);
  }
  TempFolder Copy;
};

/// One trace for each kind of link. Every line of the golden file is met, in
/// order; other lines may stand between. Files are reviewed by people: change
/// them by hand.
class TraceTest : public OutputTest,
                  public testing::WithParamInterface<const char *> {};

TEST_P(TraceTest, TextTellsTheWholeFlow) {
  ToolRun Run = scan(GetParam(), {"--checks=-*,license-output-training"});
  EXPECT_EQ(Run.Status, 1) << Run.Err;
  std::vector<std::string> Found = lines(Run.Out);
  auto At = Found.begin();
  for (const std::string &Golden : lines(readFile(
           std::string(MODEL_TIDY_SOURCE_DIR "/tests/end_to_end/golden/") +
           GetParam() + ".txt"))) {
    if (Golden.empty() || Golden[0] == '#')
      continue;
    auto Met = std::find_if(At, Found.end(), [&](const std::string &Line) {
      return matches(Line, Golden);
    });
    ASSERT_NE(Met, Found.end()) << "no line has: " << Golden << "\nin\n"
                                << Run.Out;
    At = std::next(Met);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Golden, TraceTest,
    testing::Values("llama2_output_trains_mistral", "one_function_does_both",
                    "constants_module_reexported", "shell_names_file_and_base",
                    "options_gathered_in_a_text",
                    "axolotl_config_trains_on_alpaca",
                    "alpaca_dataset_trains_pythia",
                    "notebook_cells_generate_and_train",
                    "sourced_settings_name_the_teacher",
                    "here_documents_generate_and_train",
                    "config_groups_chosen_on_the_command_line",
                    "installed_programs_generate_and_train",
                    "code_reads_base_and_data_from_a_config"),
    [](const auto &Each) { return std::string(Each.param); });

/// Two reports of one step: GitHub keeps one file for all.
TEST_F(OutputTest, AStepsSummaryIsAppendedToAndNoOtherFile) {
  TempFolder Reports;
  const auto Summary = Reports.path() / "summary.md";
  const auto Other = Reports.path() / "other.md";
  Reports.add("summary.md", "before\n");
  Reports.add("other.md", "before\n");
  setenv("GITHUB_STEP_SUMMARY", Summary.c_str(), 1);
  scan("llama2_output_trains_mistral", {"--also=markdown:" + Summary.string(),
                                        "--also=markdown:" + Other.string()});
  unsetenv("GITHUB_STEP_SUMMARY");
  EXPECT_EQ(readFile(Summary), "before\n" + readFile(Other));
  EXPECT_THAT(readFile(Other), HasSubstr("Llama-2-7b-chat-hf"));
}

/// The source line stands below an error, a caret below its column.
TEST_F(OutputTest, TextShowsTheSourceLineAndACaret) {
  ToolRun Run = scan("llama2_output_trains_mistral", {});
  std::vector<std::string> Found = lines(Run.Out);
  auto IsError = [](const std::string &Line) {
    return Line.find(" error: ") != std::string::npos;
  };
  auto Error = std::find_if(Found.begin(), Found.end(), IsError);
  ASSERT_GE(std::distance(Error, Found.end()), 3);
  EXPECT_THAT(Error[1], HasSubstr("trainer = SFTTrainer("));
  EXPECT_THAT(Error[2], HasSubstr("^"));
  EXPECT_EQ(Error[1].find("SFTTrainer("), Error[2].find('^'));
}

TEST_F(OutputTest, TextEndsWithCounts) {
  ToolRun Run = scan("llama2_output_trains_mistral", {});
  std::string All = Run.Out + Run.Err;
  EXPECT_THAT(lines(All).back(), HasSubstr("3 files"));
}

/// Stages, then checks with their shares, the slowest first; only checks that
/// ran.
TEST_F(OutputTest, CheckProfileTellsTheTimeOfEachCheck) {
  ToolRun Run =
      scan("llama2_output_trains_mistral",
           {"--enable-check-profile", "--checks=-*,license-output-*"});
  EXPECT_THAT(Run.Err, HasSubstr(" ms  link\n"));
  EXPECT_THAT(Run.Err, HasSubstr(" ms  check\n"));
  EXPECT_THAT(Run.Err, HasSubstr(" ms  report\n"));
  EXPECT_THAT(Run.Err, HasSubstr("%  license-output-training\n"));
  EXPECT_THAT(Run.Err, testing::Not(HasSubstr("%  license-territory")));
  EXPECT_THAT(Run.Err,
              testing::ContainsRegex("100.0%  [0-9]+ checks together"));
  std::vector<double> Times;
  for (const std::string &Line : lines(Run.Err))
    if (double Ms = 0;
        Line.find("%  ") != std::string::npos &&
        !llvm::StringRef(Line).ltrim().split(' ').first.getAsDouble(Ms))
      Times.push_back(Ms);
  ASSERT_GE(Times.size(), 3u); // two checks and the sum
  EXPECT_TRUE(std::is_sorted(Times.rbegin() + 1, Times.rend()));
  EXPECT_THAT(scan("llama2_output_trains_mistral", {}).Err,
              testing::Not(HasSubstr(" ms  ")));
}

TEST_F(OutputTest, QuietAndCleanRunsPrintNothingToStdout) {
  ToolRun Run = scan("the_version_that_was_reviewed", {"--quiet"});
  EXPECT_EQ(Run.Status, 0) << Run.Err;
  EXPECT_EQ(Run.Out, "");
}

TEST_F(OutputTest, NoColorOrProgressWithoutATerminal) {
  ToolRun Run = scan("llama2_output_trains_mistral", {});
  std::string All = Run.Out + Run.Err;
  EXPECT_EQ(All.find('\033'), std::string::npos);
  EXPECT_EQ(All.find('\r'), std::string::npos);
}

TEST_F(OutputTest, OutputOptionWritesTheFile) {
  TempFolder Reports;
  std::string File = Reports.path() / "report.json";
  ToolRun Run = scan("llama2_output_trains_mistral",
                     {"--format=json", "--output=" + File});
  EXPECT_EQ(Run.Status, 1) << Run.Err;
  EXPECT_EQ(Run.Out, "");
  json Whole = json::parse(readFile(File), nullptr, false);
  ASSERT_FALSE(Whole.is_discarded());
  EXPECT_TRUE(Whole.contains("flows"));
}

TEST_F(OutputTest, SarifHasTheFlowStepByStep) {
  ToolRun Run = scan("llama2_output_trains_mistral",
                     {"--checks=-*,license-output-training", "--format=sarif"});
  EXPECT_EQ(Run.Status, 1) << Run.Err;
  json Whole = json::parse(Run.Out, nullptr, false);
  ASSERT_FALSE(Whole.is_discarded());
  EXPECT_EQ(Whole.value("version", ""), "2.1.0");
  ASSERT_EQ(Whole["runs"].size(), 1u);
  const json &Results = Whole["runs"][0]["results"];
  ASSERT_EQ(Results.size(), 1u);
  const json &Result = Results[0];
  EXPECT_EQ(Result.value("ruleId", ""), "license-output-training");
  EXPECT_EQ(Result.value("level", ""), "error");
  EXPECT_FALSE(Result["relatedLocations"].empty());
  const json &Steps = Result["codeFlows"][0]["threadFlows"][0]["locations"];
  ASSERT_GE(Steps.size(), 4u);
  auto uri = [](const json &Step) {
    return Step["location"]["physicalLocation"]["artifactLocation"].value("uri",
                                                                          "");
  };
  EXPECT_EQ(uri(Steps.front()), "generate.py");
  EXPECT_EQ(uri(Steps.back()), "train.py");
}

TEST_F(OutputTest, StatusIsZeroWithoutErrors) {
  EXPECT_EQ(scan("llama2_output_trains_llama2", {}).Status, 0);
}

TEST_F(OutputTest, StatusIsZeroWithWarningsAlone) {
  std::string Checks = "--checks=-*,license-output-*";
  EXPECT_EQ(scan("gemma_output_trains_t5", {Checks}).Status, 0);
}

TEST_F(OutputTest, WarningsAsErrorsMakeTheStatusOne) {
  ToolRun Run = scan("gemma_output_trains_t5",
                     {"--checks=-*,license-output-*",
                      "--warnings-as-errors=license-output-conditions"});
  EXPECT_EQ(Run.Status, 1) << Run.Out;
}

TEST_F(OutputTest, ChecksCanBeSwitchedOff) {
  ToolRun Run =
      scan("llama2_output_trains_mistral", {"--checks=-license-output-*"});
  EXPECT_EQ(Run.Out.find("license-output-training"), std::string::npos);
}

TEST_F(OutputTest, BadUsageIsStatusTwo) {
  ToolRun Run = scan("llama2_output_trains_mistral", {"--formt=json"});
  EXPECT_EQ(Run.Status, 2);
  EXPECT_THAT(Run.Err, HasSubstr("formt"));
  EXPECT_EQ(scan("llama2_output_trains_mistral", {"--format=jsn"}).Status, 2);
}

TEST_F(OutputTest, TraceTellsWhatAValueIs) {
  copyFixture("llama2_output_trains_mistral", Copy.path());
  std::string File = Copy.path() / "train.py";
  ToolRun Run = runTool({"--trace=" + File + ":22", Copy.path()});
  ASSERT_GE(Run.Status, 0) << Run.Failure;
  EXPECT_THAT(Run.Out + Run.Err, HasSubstr("meta-llama/Llama-2-7b-chat-hf"));
}

TEST(CommandTest, ListsAndExplainsTheChecks) {
  EXPECT_THAT(runTool({"--list-checks"}).Out,
              HasSubstr("license-output-training"));
  EXPECT_THAT(runTool({"--explain=license-output-training"}).Out,
              HasSubstr("What it finds"));
  ToolRun Version = runTool({"--version"});
  EXPECT_EQ(Version.Status, 0);
  EXPECT_THAT(Version.Out, HasSubstr("model-tidy"));
  EXPECT_EQ(runTool({"--help"}).Status, 0);
}

} // namespace
