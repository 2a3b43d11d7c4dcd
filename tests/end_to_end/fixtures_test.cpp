//===- fixtures_test.cpp - every fixture says what must be found ----------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One test for each folder of fixtures/: the copy without its marks is scanned
// and the report compared with the marks, both ways. Run one by hand with
//   fixtures_test --gtest_filter='*/llama2_output_trains_mistral'
//
//===----------------------------------------------------------------------===//

#include "tests/end_to_end/compare.h"
#include "tests/end_to_end/sandbox.h"
#include "llvm/ADT/STLExtras.h"
#include <gmock/gmock.h>

using namespace modeltidy::e2e;

namespace {

class FixtureTest : public testing::TestWithParam<std::string> {};

/// Scans fixtures/NAME, with Prepend before every Python file.
void scanAndCompare(const std::string &Name, const std::string &Prepend,
                    const std::vector<std::string> &More = {}) {
  TempFolder Copy;
  Expectations Want = copyFixture(Name, Copy.path(), Prepend);
  std::vector<std::string> Args = jsonArgs(Copy.path());
  if (std::filesystem::exists(Copy.path() / ".model-tidy.yaml"))
    Args.erase(Args.begin()); // its policy says which checks run
  Args.insert(Args.end(), More.begin(), More.end());
  ToolRun Run = runTool(Args);
  ASSERT_GE(Run.Status, 0) << Run.Failure << "\n" << Run.Err;
  for (const std::string &Difference :
       compare(Want, readReport(Run.Out, Copy.path())))
    ADD_FAILURE() << "fixtures/" << Name << "/" << Difference;
  bool HasError = llvm::any_of(Want.Expected, [](const FlowMark &Mark) {
    return Mark.Severity == "error";
  });
  bool BadPolicy = llvm::any_of(Want.Expected, [](const FlowMark &Mark) {
    return Mark.Check == "config-error";
  });
  if (Want.KnownFps.empty() && Want.KnownMisses.empty()) {
    EXPECT_EQ(Run.Status, BadPolicy ? 2 : HasError ? 1 : 0) << Run.Err;
  }
}

TEST_P(FixtureTest, SaysWhatIsFound) { scanAndCompare(GetParam(), ""); }

/// The twin: comments that name models, every line further down, and C++ read
/// by its names alone, but for stories that only the compiler's flags, or the
/// headers that it reads, tell.
TEST_P(FixtureTest, FindsTheSameWithCommentsAdded) {
  std::vector<std::string> More;
  llvm::StringRef Name = GetParam();
  if (!Name.starts_with("cpp_flags_") && !Name.starts_with("cpp_clang_"))
    More.push_back("--no-clang");
  scanAndCompare(GetParam(),
                 "# gpt-4 and meta-llama/Llama-2-7b-chat-hf are\n"
                 "# named here, and SFTTrainer(train_dataset=x).\n"
                 "\n",
                 More);
}

std::string nameOf(const testing::TestParamInfo<std::string> &Info) {
  return Info.param;
}

INSTANTIATE_TEST_SUITE_P(Fixtures, FixtureTest,
                         testing::ValuesIn(fixtureNames()), nameOf);

} // namespace
