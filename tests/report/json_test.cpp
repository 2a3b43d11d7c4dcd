//===- json_test.cpp - the lineage contract -------------------------------===//
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
using testing::ElementsAre;

namespace {

TEST(Json, HasEveryKeyOfTheContract) {
  json J = json::parse(Sample().json());
  for (const char *Key : {"models", "datasets", "generations", "trainings",
                          "publications", "flows", "diagnostics", "limits"})
    EXPECT_TRUE(J.at(Key).is_array()) << Key;
  for (const char *Key :
       {"id", "family", "license", "channel", "file", "line", "role"})
    EXPECT_TRUE(J["models"][0].contains(Key)) << Key;
  for (const char *Key :
       {"source", "steps", "sink", "verdict", "confidence", "check"})
    EXPECT_TRUE(J["flows"][0].contains(Key)) << Key;
  for (const char *Key :
       {"check", "severity", "file", "line", "column", "message", "notes"})
    EXPECT_TRUE(J["diagnostics"][0].contains(Key)) << Key;
}

TEST(Json, FlowHasItsPlaces) {
  json Flow = json::parse(Sample().json())["flows"][0];
  EXPECT_EQ(Flow["source"]["model"], "acme/closed");
  EXPECT_EQ(Flow["source"]["file"], "gen.py");
  EXPECT_EQ(Flow["source"]["line"], 2);
  EXPECT_EQ(Flow["sink"]["file"], "sub dir/train.py");
  EXPECT_EQ(Flow["sink"]["line"], 3);
  EXPECT_THAT(Flow["sink"]["targets"], ElementsAre("acme/open"));
  EXPECT_EQ(Flow["steps"].size(), 5u);
  EXPECT_EQ(Flow["steps"][2]["what"], "written to 'out.jsonl'");
  EXPECT_EQ(Flow["verdict"], "prohibited");
  EXPECT_EQ(Flow["confidence"], "certain");
  EXPECT_EQ(Flow["check"], "license-output-training");
}

TEST(Json, PermittedFlowsAreEvidence) {
  Sample S;
  S.Flows[0].Decision = Verdict::Permitted;
  json J = json::parse(S.json());
  EXPECT_EQ(J["flows"][0]["verdict"], "permitted");
  EXPECT_EQ(J["flows"][0]["check"], "license-output-training");
  EXPECT_TRUE(J["diagnostics"].empty());
}

TEST(Json, DataSetFlowStandsAtTheMention) {
  Sample S;
  DatasetUse D;
  D.Id = "acme/data";
  D.Where = S.at("sub dir/train.py", "\"out.jsonl\"");
  S.Graph.Datasets = {D};
  S.Graph.Flows[0].FromDataset = true;
  S.Names.Datasets = {{true, "", {"acme/closed", "acme/other"}}};
  json J = json::parse(S.json());
  EXPECT_EQ(J["flows"][0]["source"]["file"], "sub dir/train.py");
  EXPECT_EQ(J["flows"][0]["source"]["dataset"], "acme/data");
  EXPECT_THAT(J["datasets"][0]["generators"],
              ElementsAre("acme/closed", "acme/other"));
}

TEST(Json, AnyBytesGiveValidJson) {
  Sample S;
  S.Graph.Models[0].Id = "bad\xFF\xFE\x01id";
  S.Flows[0].Model = S.Graph.Models[0].Id;
  EXPECT_FALSE(json::parse(S.json(), nullptr, false).is_discarded());
  EXPECT_FALSE(json::parse(S.sarif(), nullptr, false).is_discarded());
}

TEST(Json, LimitsNameFileAndLine) {
  json Limits = json::parse(Sample().json())["limits"];
  EXPECT_EQ(Limits[0]["file"], "big file.json");
  EXPECT_FALSE(Limits[0].contains("line"));
  EXPECT_EQ(Limits[1]["line"], 3);
}

} // namespace
