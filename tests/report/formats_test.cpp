//===- formats_test.cpp - what other tools are told ---------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/report/sample.h"
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

using namespace modeltidy;
using nlohmann::json;
using sample::Sample;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

namespace {

TEST(Github, OneCommandAFinding) {
  std::string Out = Sample().github();
  EXPECT_THAT(Out, StartsWith("::error file=sub dir/train.py,line=3,endLine=3,"
                              "col=33,endColumn=52,"
                              "title=license-output-training::output of "));
  EXPECT_EQ(std::count(Out.begin(), Out.end(), '\n'), 1);
  EXPECT_THAT(Out, HasSubstr("%0Agen.py:2: 'acme/closed' is loaded here%0A"));
}

TEST(Github, TextsCannotForgeACommand) {
  Sample S;
  S.Flows[0].Model = "50%\r\n::error::forged";
  S.Graph.Files[1] = "a,b:c.py";
  std::string Out = S.github();
  EXPECT_EQ(std::count(Out.begin(), Out.end(), '\n'), 1);
  EXPECT_THAT(Out, StartsWith("::error file=a%2Cb%3Ac.py,line"));
  EXPECT_THAT(Out, HasSubstr("50%25%0D%0A::error::forged"));
}

TEST(Github, TheWorstComeFirstAndTheRestIsCounted) {
  Sample S;
  Training Other = S.Graph.Trainings[0];
  for (uint32_t I = 1; I != 15; ++I) {
    Other.Where.Begin += 1000;
    S.Graph.Trainings.push_back(Other);
    Flow F = S.Graph.Flows[0];
    F.Sink = I;
    S.Graph.Flows.push_back(F);
    JudgedFlow J = S.Flows[0];
    J.Flow = I;
    J.Decision = I == 14 ? Verdict::Prohibited : Verdict::Unclear;
    S.Flows.push_back(J);
  }
  std::string Out = S.github();
  size_t Errors = Out.rfind("::error "), Warnings = Out.find("::warning ");
  EXPECT_LT(Errors, Warnings);
  EXPECT_THAT(Out, HasSubstr("::notice title=model-tidy::3 more findings"));
}

TEST(Github, WithADiffItStandsAtTheChangedStep) {
  LineRanges Changed;
  Changed.add("gen.py", 4, 4);
  Changed.add("train.py", 1, 9);
  EXPECT_THAT(Sample().github(&Changed),
              StartsWith("::error file=gen.py,line=4,"));
  Changed.add("sub dir/train.py", 3, 3);
  EXPECT_THAT(Sample().github(&Changed),
              StartsWith("::error file=sub dir/train.py,line=3,"));
}

TEST(Markdown, HasTheFindingAndTheGraph) {
  std::string Out = Sample().markdown();
  EXPECT_THAT(Out, HasSubstr("```mermaid\nflowchart LR\n"));
  EXPECT_THAT(Out, HasSubstr("n0([\"acme/closed\"])"));
  EXPECT_THAT(Out, HasSubstr("n1[(\"out.jsonl\")]"));
  EXPECT_THAT(Out, HasSubstr("n1 -->|prohibited| n2"));
  EXPECT_THAT(Out, HasSubstr("1. gen.py:3"));
  EXPECT_THAT(Out, HasSubstr("</details>"));
}

TEST(Markdown, TextsAreNoMarkup) {
  Sample S;
  S.Flows[0].Model = "<img src=x> [a](b) `c` \"]\nclick n0";
  std::string Out = S.markdown();
  EXPECT_THAT(Out, Not(HasSubstr("'<img")));
  EXPECT_THAT(Out, Not(HasSubstr(" [a](b)")));
  EXPECT_THAT(Out, Not(HasSubstr("\nclick")));
}

TEST(Markdown, CleanRunsSaySo) {
  Sample S;
  S.Flows.clear();
  EXPECT_THAT(S.markdown(), HasSubstr("Nothing to report."));
  EXPECT_THAT(S.markdown(), Not(HasSubstr("mermaid")));
}

TEST(Gitlab, HasWhatTheWidgetReads) {
  Sample S;
  S.Prefix = "ml/";
  std::string Text = S.gitlab();
  EXPECT_EQ(Text[0], '['); // no byte order mark
  json Row = json::parse(Text)[0];
  EXPECT_EQ(Row["check_name"], "license-output-training");
  EXPECT_EQ(Row["severity"], "critical");
  EXPECT_EQ(Row["location"]["path"], "ml/sub dir/train.py");
  EXPECT_EQ(Row["location"]["lines"]["begin"], 3);
  EXPECT_EQ(Row["fingerprint"].get<std::string>().size(), 32u);
  EXPECT_THAT(Row["description"].get<std::string>(), StartsWith("output of"));
}

TEST(Rdjson, ColumnsCountBytes) {
  json Whole = json::parse(Sample().rdjson());
  EXPECT_EQ(Whole["source"]["name"], "model-tidy");
  const json &Row = Whole["diagnostics"][0];
  EXPECT_EQ(Row["severity"], "ERROR");
  EXPECT_EQ(Row["code"]["value"], "license-output-training");
  const json &Range = Row["location"]["range"];
  EXPECT_EQ(Range["start"]["line"], 3);
  EXPECT_EQ(Range["start"]["column"], 37);
  EXPECT_EQ(Range["end"]["column"], 56);
  EXPECT_EQ(Row["related_locations"].size(), 5u);
}

TEST(LineRanges, FilesAreExactUnlessTheyAreTails) {
  LineRanges Exact;
  Exact.add("b.py", 3, 5);
  EXPECT_TRUE(Exact.touches("b.py", 5, 9));
  EXPECT_FALSE(Exact.touches("b.py", 6, 9));
  EXPECT_FALSE(Exact.touches("a/b.py", 3, 3));
  LineRanges Tails = Exact;
  Tails.matchTails();
  EXPECT_TRUE(Tails.touches("a/b.py", 3, 3));
  EXPECT_FALSE(Tails.touches("ab.py", 3, 3));
}

} // namespace
