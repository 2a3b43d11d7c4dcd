//===- harness_test.cpp - tests of the harness itself ---------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/end_to_end/compare.h"
#include "tests/end_to_end/sandbox.h"
#include <gmock/gmock.h>

using namespace modeltidy::e2e;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

constexpr char Check[] = "license-output-training";

/// A fixture with one flow from gpt-4 at a.py:1 to train.py:3.
Expectations oneFlow(const std::string &Options = "verdict=prohibited") {
  Expectations Want;
  readMarks({"a.py", 1}, "M = 'gpt-4'  # source: gpt-4", Want);
  readMarks({"train.py", 3},
            "t = T(  # expect: license-output-training from=gpt-4 " + Options,
            Want);
  finishMarks(Want);
  return Want;
}

Report oneFound(const std::string &Verdict = "prohibited") {
  Report Got;
  Got.Flows.push_back({{"a.py", 1},
                       {"train.py", 3},
                       "gpt-4",
                       Verdict,
                       "certain",
                       Check,
                       {{"train.py", 3}}});
  Got.Diagnostics.push_back(
      {{"train.py", 3}, Check, "error", "output of 'gpt-4' trains 'x'"});
  return Got;
}

TEST(ExpectationsTest, TakesMarksOutOfALine) {
  Expectations Out;
  EXPECT_EQ(readMarks({"a.py", 7}, "x = 1  # note  # source: a/b, gpt-4", Out),
            "x = 1  # note");
  EXPECT_EQ(readMarks({"a.py", 8}, "x = 2  # a comment", Out),
            "x = 2  # a comment");
  ASSERT_EQ(Out.Sources.size(), 2u);
  EXPECT_EQ(Out.Sources[0].Model, "a/b");
  EXPECT_EQ(Out.Sources[1].At.str(), "a.py:7");
}

TEST(ExpectationsTest, ReadsSeveralMarksOfALine) {
  Expectations Out;
  readMarks({"t.py", 1},
            "T(  # expect: c from=a,b@x.py verdict=unclear severity=note "
            "# expect: c from=d verdict=permitted confidence=likely",
            Out);
  ASSERT_THAT(Out.Mistakes, IsEmpty());
  ASSERT_EQ(Out.Expected.size(), 3u);
  EXPECT_EQ(Out.Expected[0].Severity, "note");
  EXPECT_EQ(Out.Expected[1].Model, "b");
  EXPECT_EQ(Out.Expected[1].OnlyFile, "x.py");
  EXPECT_EQ(Out.Expected[2].Severity, "");
  EXPECT_EQ(Out.Expected[2].Confidence, "likely");
}

TEST(ExpectationsTest, NamesMistakes) {
  Expectations Out;
  readMarks({"t.py", 1}, "# expect: c from=a verdict=bad", Out);
  readMarks({"t.py", 2}, "# expect: c verdict=unclear", Out);
  readMarks({"t.py", 3}, "# expect: c form=a verdict=unclear", Out);
  readMarks({"t.py", 4}, "# known-miss: c from=a", Out);
  readMarks({"t.py", 5}, "# expect: c from=a verdict=unclear", Out);
  finishMarks(Out);
  EXPECT_THAT(Out.Mistakes,
              ElementsAre("t.py:1: unknown verdict 'bad'",
                          "t.py:2: an expectation needs from= and verdict=",
                          "t.py:3: unknown key 'form'",
                          "t.py:4: a known error needs a reason",
                          "t.py:5: no '# source: a' marks where it stands"));
}

TEST(CompareTest, AcceptsWhatIsExpected) {
  EXPECT_THAT(compare(oneFlow(), oneFound()), IsEmpty());
}

TEST(CompareTest, NamesWhatIsMissing) {
  EXPECT_THAT(
      compare(oneFlow(), Report()),
      ElementsAre(HasSubstr("train.py:3: expected a prohibited flow from "
                            "'gpt-4' (a.py:1)"),
                  "train.py:3: expected a error [license-output-training]"));
}

TEST(CompareTest, ShowsWhatWasFoundInstead) {
  std::vector<std::string> Texts = compare(oneFlow(), oneFound("unclear"));
  ASSERT_EQ(Texts.size(), 2u);
  EXPECT_THAT(Texts[0], HasSubstr("found instead: certain unclear flow"));
  EXPECT_THAT(Texts[1], HasSubstr("unexpected certain unclear flow"));
}

TEST(CompareTest, NamesWhatIsUnexpected) {
  EXPECT_THAT(compare(Expectations(), oneFound()),
              ElementsAre(HasSubstr("unexpected certain prohibited flow"),
                          HasSubstr("unexpected error: output of")));
}

TEST(CompareTest, HoldsConfidenceSeverityAndMessage) {
  Report Got = oneFound();
  Got.Diagnostics[0].Severity = "warning";
  Got.Diagnostics[0].Message = "some model trains another";
  EXPECT_THAT(compare(oneFlow("verdict=prohibited confidence=likely"), Got),
              ElementsAre(HasSubstr("expected confidence 'likely'"),
                          HasSubstr("expected a error, found a warning"),
                          HasSubstr("does not name 'gpt-4'")));
}

TEST(CompareTest, KnownErrorsHoldOnlyWhileTheyAreTrue) {
  Expectations Miss, Fp;
  readMarks({"train.py", 3},
            "T()  # known-miss: license-output-training from=gpt-4 why", Miss);
  readMarks({"train.py", 3}, "T()  # known-fp: license-output-training why",
            Fp);
  EXPECT_THAT(compare(Miss, Report()), IsEmpty());
  EXPECT_THAT(compare(Miss, oneFound()),
              ElementsAre(HasSubstr("now found: make it an expect")));
  EXPECT_THAT(compare(Fp, oneFound()), IsEmpty());
  EXPECT_THAT(compare(Fp, Report()),
              ElementsAre(HasSubstr("no longer reported")));
}

TEST(ReportTest, NamesBreachesOfTheContract) {
  EXPECT_THAT(readReport("not json", ".").Mistakes,
              ElementsAre(HasSubstr("the report is not JSON")));
  EXPECT_THAT(readReport("{}", ".").Mistakes,
              testing::Contains("the report has no list 'flows'"));
}

/// Every mark of every fixture is well-formed and meets its counterpart.
TEST(FixturesTest, HaveNoMistakes) {
  std::vector<std::string> Names = fixtureNames();
  EXPECT_GE(Names.size(), 60u);
  for (const std::string &Name : Names) {
    TempFolder Copy;
    for (const std::string &Mistake : copyFixture(Name, Copy.path()).Mistakes)
      ADD_FAILURE() << "fixtures/" << Name << "/" << Mistake;
    EXPECT_FALSE(std::filesystem::is_empty(Copy.path())) << Name;
  }
}

TEST(FixturesTest, CopiesKeepTheirLinesAndLoseTheirMarks) {
  TempFolder Copy;
  copyFixture("llama2_output_trains_mistral", Copy.path());
  std::filesystem::path Original =
      std::filesystem::path(MODEL_TIDY_SOURCE_DIR) /
      "fixtures/llama2_output_trains_mistral";
  for (const char *Name : {"generate.py", "train.py", "paths.py"}) {
    std::string Before = readFile(Original / Name);
    std::string After = readFile(Copy.path() / Name);
    EXPECT_EQ(std::count(Before.begin(), Before.end(), '\n'),
              std::count(After.begin(), After.end(), '\n'));
    EXPECT_THAT(After, testing::Not(HasSubstr("# source:")));
    EXPECT_THAT(After, testing::Not(HasSubstr("# expect:")));
  }
}

} // namespace
