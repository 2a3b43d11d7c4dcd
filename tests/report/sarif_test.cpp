//===- sarif_test.cpp - what code scanning asks for -----------------------===//
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
using testing::StartsWith;

namespace {

json runOf(const Sample &S) { return json::parse(S.sarif())["runs"][0]; }

bool hasText(const json &Message) {
  return Message.contains("text") &&
         !Message["text"].get<std::string>().empty();
}

void expectRegion(const json &Location) {
  const json &Region = Location["physicalLocation"]["region"];
  for (const char *Key : {"startLine", "startColumn", "endLine", "endColumn"})
    ASSERT_TRUE(Region.contains(Key) && Region[Key] >= 1) << Key;
  EXPECT_EQ(Region["startLine"], Region["endLine"]);
  EXPECT_LT(Region["startColumn"], Region["endColumn"]);
}

TEST(Sarif, Envelope) {
  std::string Text = Sample().sarif();
  EXPECT_EQ(std::count(Text.begin(), Text.end(), '\n'), 1);
  json J = json::parse(Text);
  EXPECT_EQ(J["version"], "2.1.0");
  EXPECT_EQ(J["$schema"], "https://json.schemastore.org/sarif-2.1.0.json");
  EXPECT_EQ(J["runs"].size(), 1u);
  EXPECT_EQ(J["runs"][0]["automationDetails"]["id"], "model-tidy/");
}

TEST(Sarif, EveryRuleIsComplete) {
  json Rules = runOf(Sample())["tool"]["driver"]["rules"];
  ASSERT_EQ(Rules.size(), allChecks().size());
  for (size_t I = 0; I != Rules.size(); ++I) {
    const json &Rule = Rules[I];
    EXPECT_EQ(Rule["id"], allChecks()[I]->Id.str());
    for (const char *Key : {"shortDescription", "fullDescription"}) {
      ASSERT_TRUE(hasText(Rule[Key]));
      EXPECT_LE(Rule[Key]["text"].get<std::string>().size(), 1024u);
    }
    EXPECT_TRUE(hasText(Rule["help"]));
    EXPECT_TRUE(Rule["help"].contains("markdown"));
    EXPECT_LE(Rule["properties"]["tags"].size(), 10u);
    EXPECT_TRUE(Rule["properties"].contains("precision"));
    EXPECT_TRUE(Rule["properties"].contains("problem.severity"));
    EXPECT_FALSE(Rule["properties"].contains("security-severity"));
  }
}

TEST(Sarif, RulesDoNotDependOnFindings) {
  Sample Clean;
  Clean.Flows.clear();
  EXPECT_EQ(runOf(Clean)["tool"], runOf(Sample())["tool"]);
  EXPECT_TRUE(runOf(Clean)["results"].is_array());
}

TEST(Sarif, ResultTellsTheWholeFlow) {
  json Result = runOf(Sample())["results"][0];
  EXPECT_EQ(Result["ruleId"], "license-output-training");
  json Rules = runOf(Sample())["tool"]["driver"]["rules"];
  EXPECT_EQ(Rules[Result["ruleIndex"].get<size_t>()]["id"], Result["ruleId"]);
  EXPECT_EQ(Result["level"], "error");
  ASSERT_EQ(Result["locations"].size(), 1u);
  expectRegion(Result["locations"][0]);
  EXPECT_EQ(
      Result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
      "sub%20dir/train.py");
  const json &Steps = Result["codeFlows"][0]["threadFlows"][0]["locations"];
  ASSERT_EQ(Steps.size(), 5u);
  for (const json &Step : Steps) {
    expectRegion(Step["location"]);
    EXPECT_TRUE(hasText(Step["location"]["message"]));
  }
}

TEST(Sarif, EveryRelatedLocationIsLinked) {
  json Result = runOf(Sample())["results"][0];
  std::string Message = Result["message"]["text"];
  EXPECT_THAT(Message, StartsWith("output of 'acme/closed' (Closed License "
                                  "s.2: no training \\[at all\\]) trains "
                                  "'acme/open'. "));
  ASSERT_EQ(Result["relatedLocations"].size(), 5u);
  for (const json &Related : Result["relatedLocations"]) {
    expectRegion(Related);
    EXPECT_THAT(Message,
                HasSubstr("[" + Related["message"]["text"].get<std::string>() +
                          "](" + std::to_string(int(Related["id"])) + ")"));
  }
}

TEST(Sarif, ColumnsAreUtf16) {
  json Result = runOf(Sample())["results"][0];
  const json &Region = Result["locations"][0]["physicalLocation"]["region"];
  // label = "Ünïcode 😀"; trainer = Trainer(...: 31 characters stand before,
  // and one of them is two units. In bytes it is column 37.
  EXPECT_EQ(Region["startColumn"], 33);
}

TEST(Sarif, Fingerprints) {
  json Result = runOf(Sample())["results"][0];
  EXPECT_EQ(Result["fingerprints"]["modelTidy/v1"].get<std::string>().size(),
            32u);
  EXPECT_THAT(Result["partialFingerprints"]["primaryLocationLineHash"]
                  .get<std::string>(),
              HasSubstr(":1"));
}

TEST(Sarif, MissingSourceStillGivesAResult) {
  Sample S;
  S.Files.clear();
  json Result = runOf(S)["results"][0];
  expectRegion(Result["locations"][0]);
  EXPECT_FALSE(Result.contains("partialFingerprints"));
}

TEST(Sarif, NamesTheCommitAndItsPaths) {
  json Plain = runOf(Sample());
  EXPECT_FALSE(Plain.contains("versionControlProvenance"));
  Sample S;
  S.Prefix = "ml/";
  S.Remote = "https://git.example/a/b";
  json Run = runOf(S);
  const json &Provenance = Run["versionControlProvenance"][0];
  EXPECT_EQ(Provenance["repositoryUri"], "https://git.example/a/b");
  EXPECT_EQ(Provenance["revisionId"], "0123abcd");
  const json &Artifact =
      Run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
  EXPECT_EQ(Artifact["uri"], "ml/sub%20dir/train.py");
  EXPECT_TRUE(Run["originalUriBaseIds"].contains(Artifact["uriBaseId"]));
}

TEST(Sarif, WhatIsCutIsCounted) {
  Sample S;
  S.Graph.Flows[0].Steps.resize(1001, S.Graph.Flows[0].Steps[0]);
  json Run = runOf(S);
  EXPECT_FALSE(Run["results"][0].contains("codeFlows"));
  json Notes = Run["invocations"][0]["toolExecutionNotifications"];
  EXPECT_EQ(Notes.back()["level"], "warning");
  EXPECT_THAT(Notes.back()["message"]["text"].get<std::string>(),
              HasSubstr("1 code flows"));
}

TEST(Sarif, LimitsAreNotifications) {
  json Notes = runOf(Sample())["invocations"][0]["toolExecutionNotifications"];
  ASSERT_EQ(Notes.size(), 2u);
  EXPECT_TRUE(hasText(Notes[0]["message"]));
  EXPECT_EQ(Notes[1]["locations"][0]["physicalLocation"]["region"]["startLine"],
            3);
}

} // namespace
