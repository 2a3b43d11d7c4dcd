//===- together_test.cpp - all fixtures in one run ------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The fixtures side by side in one folder, as one large repository: whatever
// the number of threads and the order of the files, the bytes are the same;
// and no flow crosses from one fixture to another, though many of them write
// and read files of the same names.
//
//===----------------------------------------------------------------------===//

#include "tests/end_to_end/report.h"
#include "tests/end_to_end/sandbox.h"
#include <gmock/gmock.h>

using namespace modeltidy::e2e;

namespace {

class TogetherTest : public testing::Test {
protected:
  void SetUp() override {
    for (const std::string &Name : fixtureNames())
      copyFixture(Name, All.path() / Name);
  }

  ToolRun scan(const std::string &Format, std::vector<std::string> Options) {
    std::vector<std::string> Args = jsonArgs(All.path());
    Args[1] = "--format=" + Format;
    Args.insert(Args.begin(), Options.begin(), Options.end());
    // tests/cxx_programs has the order of what Clang says.
    Args.insert(Args.begin(), "--no-clang");
    ToolRun Run = runTool(Args);
    // Below another root, what only a root's policy may say is a mistake.
    EXPECT_EQ(Run.Status, 2) << Run.Failure << Run.Err;
    return Run;
  }

  TempFolder All;
};

/// The first place where two texts differ, or "" where they are equal.
std::string firstDifference(const std::string &A, const std::string &B) {
  size_t At = 0;
  while (At < A.size() && At < B.size() && A[At] == B[At])
    ++At;
  if (At == A.size() && At == B.size())
    return {};
  size_t From = A.rfind('\n', At);
  From = From == std::string::npos ? 0 : From + 1;
  return "at byte " + std::to_string(At) + "\n  " + A.substr(From, 200) +
         "\n  " + B.substr(From, 200);
}

class FormatTest : public TogetherTest,
                   public testing::WithParamInterface<const char *> {};

TEST_P(FormatTest, SameBytesWhateverTheThreadsAndTheOrder) {
  ToolRun Base = scan(GetParam(), {"-j1"});
  ASSERT_FALSE(Base.Out.empty());
  for (std::vector<std::string> Options : {std::vector<std::string>{"-j2"},
                                           {"-j1", "--shuffle=1"},
                                           {"-j2", "--shuffle=7"},
                                           {"-j4", "--shuffle=20261121"}}) {
    ToolRun Other = scan(GetParam(), Options);
    EXPECT_EQ(firstDifference(Base.Out, Other.Out), "")
        << Options.front() << " " << Options.back();
    EXPECT_EQ(Base.Err, Other.Err) << Options.front() << " " << Options.back();
  }
}

INSTANTIATE_TEST_SUITE_P(Formats, FormatTest,
                         testing::Values("json", "text", "sarif"),
                         [](const auto &Info) {
                           return std::string(Info.param);
                         });

TEST_F(TogetherTest, NoFlowCrossesFromOneFixtureToAnother) {
  auto folder = [](const Where &At) {
    return At.File.substr(0, At.File.find('/'));
  };
  Report Got = readReport(scan("json", {}).Out, All.path());
  EXPECT_THAT(Got.Mistakes, testing::IsEmpty());
  EXPECT_GE(Got.Flows.size(), 60u);
  for (const FoundFlow &Flow : Got.Flows)
    EXPECT_EQ(folder(Flow.Source), folder(Flow.Sink)) << Flow.str();
}

} // namespace
