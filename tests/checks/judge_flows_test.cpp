//===- judge_flows_test.cpp - flows, terms and merging --------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/check.h"
#include <gmock/gmock.h>

using namespace modeltidy;
using testing::IsEmpty;
using testing::SizeIs;

namespace {

/// A lineage of one training whose sources the test adds.
class JudgeFlowsTest : public testing::Test {
protected:
  JudgeFlowsTest() {
    Graph.Files = {"train.py"};
    Graph.Trainings.emplace_back();
  }

  uint32_t addModel(llvm::StringRef Id, bool Known = true) {
    ModelUse M;
    M.Id = Id.str();
    M.Known = Known;
    M.Through = Channel::Unknown;
    M.Kind = ModelKind::Generative;
    M.Where.Begin = uint32_t(Graph.Models.size());
    Graph.Models.push_back(M);
    return uint32_t(Graph.Models.size() - 1);
  }
  void setTarget(llvm::StringRef Id) {
    Graph.Trainings[0].Targets = {addModel(Id)};
  }
  Flow &addFlow(uint32_t Source, bool FromDataset = false) {
    Flow F;
    F.Source = Source;
    F.FromDataset = FromDataset;
    F.Steps.resize(2);
    Graph.Flows.push_back(F);
    return Graph.Flows.back();
  }
  uint32_t addDataset(llvm::StringRef Id, bool IsFile = false) {
    DatasetUse D;
    D.Id = Id.str();
    D.IsFile = IsFile;
    Graph.Datasets.push_back(D);
    return uint32_t(Graph.Datasets.size() - 1);
  }
  std::vector<JudgedFlow> judgeAll() const {
    return judgeFlows(Graph, Catalog::builtIn(), Policy());
  }

  Lineage Graph;
};

constexpr char Llama2[] = "meta-llama/Llama-2-7b-chat-hf";
constexpr char Mistral[] = "mistralai/Mistral-7B-v0.1";

TEST_F(JudgeFlowsTest, TheTermsOfTheSourceDecide) {
  setTarget(Mistral);
  addFlow(addModel(Llama2));
  auto Found = judgeAll();
  ASSERT_THAT(Found, SizeIs(1));
  EXPECT_EQ(Found[0].Decision, Verdict::Prohibited);
  EXPECT_TRUE(Found[0].Restricted);
  EXPECT_EQ(Found[0].Model, Llama2);
  EXPECT_EQ(Found[0].LicenseName, "Llama 2 Community License");
  EXPECT_THAT(Found[0].Clause, testing::StartsWith("s.1.b.v: "));
  EXPECT_THAT(Found[0].WaysOut, testing::Not(IsEmpty()));
  ASSERT_THAT(Found[0].Terms, testing::Not(IsEmpty()));
  EXPECT_FALSE(Found[0].Terms[0].Read.empty());
}

TEST_F(JudgeFlowsTest, SelfTrainingIsPermitted) {
  setTarget(Llama2);
  addFlow(0);
  EXPECT_EQ(judgeAll()[0].Decision, Verdict::Permitted);
}

TEST_F(JudgeFlowsTest, PlaceholdersAreTheSameInOnePlaceOnly) {
  Graph.Trainings[0].Targets = {addModel("CLI --model", /*Known=*/false)};
  addFlow(0);
  EXPECT_EQ(judgeAll()[0].Decision, Verdict::Permitted);
  Graph.Flows.clear();
  addFlow(addModel("CLI --model", /*Known=*/false));
  EXPECT_EQ(judgeAll()[0].Decision, Verdict::Unclear);
}

TEST_F(JudgeFlowsTest, OneOfSeveralTargetsIsEnough) {
  Graph.Trainings[0].Targets = {addModel(Llama2), addModel(Mistral)};
  addFlow(addModel(Llama2));
  EXPECT_EQ(judgeAll()[0].Decision, Verdict::Prohibited);
}

TEST_F(JudgeFlowsTest, UnnamedTargetCountsAsAnotherModel) {
  addFlow(addModel(Llama2));
  EXPECT_EQ(judgeAll()[0].Decision, Verdict::Prohibited);
}

TEST_F(JudgeFlowsTest, WhatIsAssumedIsNamed) {
  addFlow(addModel("gpt-4o"));
  EXPECT_EQ(judgeAll()[0].Assumed,
            "taken for another generative model and assumed to compete");
  setTarget(Mistral);
  EXPECT_EQ(judgeAll()[0].Assumed, "assumed to compete");
}

TEST_F(JudgeFlowsTest, UnknownModelsAreUnclear) {
  setTarget(Mistral);
  addFlow(addModel("nobody/knows-this-one"));
  addFlow(addModel("CLI --llama-2-path", /*Known=*/false));
  for (const JudgedFlow &J : judgeAll()) {
    EXPECT_EQ(J.Decision, Verdict::Unclear) << J.Model;
    EXPECT_FALSE(J.Restricted) << J.Model;
  }
}

TEST_F(JudgeFlowsTest, DataSetStandsForEachGenerator) {
  setTarget(Mistral);
  addFlow(addDataset("22-hours/cabrita"), /*FromDataset=*/true);
  auto Found = judgeAll();
  ASSERT_THAT(Found, SizeIs(2));
  EXPECT_EQ(Found[0].Model, "gpt-3.5-turbo");
  EXPECT_EQ(Found[1].Model, "text-davinci-003");
}

TEST_F(JudgeFlowsTest, HumanAndUnknownDataSetsGiveNothing) {
  setTarget(Mistral);
  addFlow(addDataset("squad"), true);
  addFlow(addDataset("nobody/knows-this-one"), true);
  addFlow(addDataset("data/my_file.json", /*IsFile=*/true), true);
  EXPECT_THAT(judgeAll(), IsEmpty());
}

TEST_F(JudgeFlowsTest, OneFlowForEachSourceUseAndSink) {
  setTarget(Mistral);
  uint32_t Source = addModel(Llama2);
  addFlow(Source).Kind = EdgeKind::Score;
  addFlow(Source).Steps.resize(9);
  addFlow(Source).Steps.resize(4);
  addFlow(Source).Sure = Confidence::Likely;
  auto Found = judgeAll();
  ASSERT_THAT(Found, SizeIs(1));
  EXPECT_EQ(Found[0].Decision, Verdict::Prohibited); // not the score's
  EXPECT_EQ(Found[0].Flow, 2u); // certain, and the shortest
}

TEST_F(JudgeFlowsTest, NeverSurerThanTheFlow) {
  setTarget(Mistral);
  Flow &F = addFlow(addModel(Llama2));
  F.Sure = Confidence::Likely;
  F.Doubt = "a part of the path is unknown";
  auto Found = judgeAll();
  EXPECT_EQ(Found[0].Sure, Confidence::Likely);
  EXPECT_THAT(Found[0].Doubt, testing::HasSubstr("a part of the path"));
}

TEST_F(JudgeFlowsTest, DutiesThatTheRepositoryMeetsAreNotOwed) {
  setTarget(Mistral);
  addFlow(addModel("meta-llama/Llama-3.1-8B-Instruct"));
  auto Owed = judgeAll();
  EXPECT_EQ(Owed[0].Decision, Verdict::Conditional);
  EXPECT_THAT(Owed[0].Duties, testing::Not(IsEmpty()));
  Publication P;
  P.What = "model";
  P.Id = "acme/llama-for-notes";
  Graph.Publications = {P};
  EXPECT_EQ(judgeAll()[0].Decision, Verdict::Permitted);
  P.Id = "acme/notes";
  Graph.Publications.push_back(P); // one of two has no such name
  auto Open = judgeAll();
  EXPECT_EQ(Open[0].Decision, Verdict::Conditional);
  EXPECT_THAT(Open[0].Releases, SizeIs(2));
}

TEST_F(JudgeFlowsTest, IdentitiesAreParallel) {
  addModel(Llama2);
  addModel("nobody/knows-this-one");
  addDataset("22-hours/cabrita");
  addDataset("nobody/knows-this-one");
  Identities Names = identify(Graph, Catalog::builtIn());
  ASSERT_THAT(Names.Models, SizeIs(2));
  EXPECT_EQ(Names.Models[0].License, "LicenseRef-llama-2-community");
  EXPECT_EQ(Names.Models[1].Family, "");
  ASSERT_THAT(Names.Datasets, SizeIs(2));
  EXPECT_THAT(Names.Datasets[0].Generators, SizeIs(2));
  EXPECT_FALSE(Names.Datasets[1].Known);
}

TEST_F(JudgeFlowsTest, ACopyToldByItsNameHasGeneratorsAndIsNotKnown) {
  addDataset("someone/alpaca-cleaned-in-frisian");
  addDataset("someone/letters-to-the-editor");
  Identities Names = identify(Graph, Catalog::builtIn());
  EXPECT_FALSE(Names.Datasets[0].Known);
  EXPECT_THAT(Names.Datasets[0].Generators, testing::Not(IsEmpty()));
  EXPECT_THAT(Names.Datasets[1].Generators, IsEmpty());
}

} // namespace
