//===- flow_findings_test.cpp - one diagnostic for each anchor ------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/flow_findings.h"
#include "tests/report/sample.h"
#include <gmock/gmock.h>

using namespace modeltidy;
using sample::Sample;
using testing::HasSubstr;

namespace {

JudgedFlow judged(Verdict V, bool Restricted, llvm::StringRef Model) {
  JudgedFlow J;
  J.Model = Model.str();
  J.Decision = V;
  J.Restricted = Restricted;
  if (Restricted)
    J.LicenseName = "Some License";
  return J;
}

TEST(Severity, FollowsVerdictAndWhatIsKnown) {
  EXPECT_EQ(severityOf(judged(Verdict::Prohibited, true, "a")),
            Severity::Error);
  EXPECT_EQ(severityOf(judged(Verdict::Conditional, true, "a")),
            Severity::Warning);
  EXPECT_EQ(severityOf(judged(Verdict::Unclear, true, "a")), Severity::Warning);
  EXPECT_EQ(severityOf(judged(Verdict::Unclear, false, "a")), Severity::Note);
}

TEST(FlowFindings, OneDiagnosticNamesEverySource) {
  Sample S;
  S.Flows.push_back(judged(Verdict::Prohibited, true, "acme/second"));
  S.Flows.push_back(judged(Verdict::Unclear, false, "acme/unknown"));
  S.Flows.push_back(judged(Verdict::Unclear, true, "acme/third"));
  auto Found = S.check();
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_EQ(Found[0].Level, Severity::Error);
  EXPECT_EQ(
      Found[0].Message,
      "output of 'acme/closed' (Closed License s.2: no training [at all]) and "
      "'acme/second' (Some License) trains 'acme/open'; so does output of "
      "'acme/third' (Some License), and whether the terms allow it is unclear; "
      "so does output of 'acme/unknown', and under what terms is not known");
  EXPECT_EQ(Found[0].Flows.size(), 4u);
}

TEST(FlowFindings, SharedTermsAreSaidOnce) {
  Sample S;
  for (const char *Model : {"acme/b", "acme/c"}) {
    S.Flows.push_back(S.Flows[0]);
    S.Flows.back().Model = Model;
  }
  EXPECT_THAT(S.check()[0].Message,
              HasSubstr("'acme/closed', 'acme/b' and 'acme/c' (Closed"));
}

TEST(FlowFindings, PermittedFlowsAreQuiet) {
  Sample S;
  S.Flows[0].Decision = Verdict::Permitted;
  EXPECT_TRUE(S.check().empty());
}

TEST(FlowFindings, ConditionsAreAnotherCheck) {
  Sample S;
  S.Flows.push_back(judged(Verdict::Conditional, true, "acme/third"));
  S.Flows.back().Duties = {"name begins with 'Acme'", "notice"};
  auto Found = S.check();
  ASSERT_EQ(Found.size(), 2u);
  EXPECT_EQ(Found[0].Rule->Id, "license-output-conditions");
  EXPECT_EQ(Found[0].Level, Severity::Warning);
  EXPECT_THAT(Found[0].Message,
              HasSubstr("before this is met: name begins with 'Acme'; notice"));
  EXPECT_EQ(Found[1].Rule->Id, "license-output-training");
}

TEST(FlowFindings, ReleaseIsTheLastStepOfADuty) {
  Sample S;
  S.Flows[0].Decision = Verdict::Conditional;
  S.Flows[0].Releases = {0};
  Publication P;
  P.Id = "acme/released";
  P.Where = S.Graph.Trainings[0].Where;
  S.Graph.Publications = {P};
  auto Notes = S.check()[0].Notes;
  EXPECT_EQ(Notes[4].Message, "trains 'acme/open' here");
  EXPECT_EQ(Notes[5].Message, "published as 'acme/released' here");
  EXPECT_EQ(Notes[5].Kind, NoteKind::Step);
}

TEST(FlowFindings, NotesTellTheStoryInOrder) {
  auto Notes = Sample().check()[0].Notes;
  ASSERT_EQ(Notes.size(), 7u);
  EXPECT_EQ(Notes[0].Message, "'acme/closed' is loaded here");
  EXPECT_EQ(Notes[4].Message, "trains 'acme/open' here");
  EXPECT_EQ(Notes[5].Kind, NoteKind::Terms);
  EXPECT_THAT(Notes[5].Message, HasSubstr("read 2026-11-21"));
  EXPECT_EQ(Notes[6].Kind, NoteKind::WayOut);
}

TEST(FlowFindings, StepsOfSharedPathsAreSaidOnce) {
  Sample S;
  S.Flows.push_back(S.Flows[0]); // another generator of the same data set
  S.Flows.back().Model = "acme/b";
  EXPECT_EQ(S.check()[0].Notes.size(), Sample().check()[0].Notes.size());
}

TEST(FlowFindings, DataSetIsNamedBesideItsGenerator) {
  Sample S;
  DatasetUse D;
  D.Id = "acme/data";
  S.Graph.Datasets = {D};
  S.Names.Datasets.resize(1);
  S.Graph.Flows[0].FromDataset = true;
  EXPECT_THAT(S.check()[0].Message,
              HasSubstr("'acme/closed' in data set 'acme/data'"));
}

TEST(FlowFindings, DataSetOfTwoNamesIsNamedOnce) {
  Sample S;
  DatasetUse D, File;
  D.Id = "acme/data";
  File.Id = "data_v1.json";
  S.Graph.Datasets = {D, File};
  S.Names.Datasets = {{true, "acme/data", {}}, {true, "acme/data", {}}};
  S.Graph.Flows[0].FromDataset = true;
  S.Graph.Flows.push_back(S.Graph.Flows[0]);
  S.Graph.Flows.back().Source = 1;
  S.Flows.push_back(S.Flows[0]);
  S.Flows.back().Flow = S.Graph.Flows.size() - 1;
  EXPECT_THAT(S.check()[0].Message, Not(HasSubstr("data_v1.json")));
  S.Names.Datasets[1].Record = "acme/other";
  EXPECT_THAT(S.check()[0].Message, HasSubstr("data_v1.json"));
}

TEST(FlowFindings, WhatIsAssumedOfTheTargetIsSaid) {
  Sample S;
  S.Flows[0].Assumed = "assumed to compete";
  EXPECT_THAT(S.check()[0].Message,
              testing::EndsWith("trains 'acme/open', which is assumed to "
                                "compete"));
}

TEST(FlowFindings, UnnamedTargetIsSaid) {
  Sample S;
  S.Graph.Trainings[0].Targets.clear();
  EXPECT_THAT(S.check()[0].Message,
              HasSubstr("trains a model that the code does not name"));
}

TEST(FlowFindings, DoubtIsSaid) {
  Sample S;
  S.Flows[0].Sure = Confidence::Likely;
  S.Flows[0].Doubt = "origin not verified";
  EXPECT_THAT(S.text(),
              HasSubstr("this is likely, not certain: origin not verified"));
}

TEST(FlowFindings, MoreStepsThanAnyoneReadsAreCut) {
  Sample S;
  for (unsigned I = 0; I != 500; ++I) {
    Step Extra = S.Graph.Flows[0].Steps[1];
    Extra.What = "step " + std::to_string(I);
    S.Graph.Flows[0].Steps.push_back(Extra);
  }
  auto Notes = S.check()[0].Notes;
  EXPECT_LT(Notes.size(), 110u);
  EXPECT_THAT(S.text(),
              testing::ContainsRegex("40[0-9] more steps are left out here"));
}

TEST(RunChecks, GlobsAndErrors) {
  Sample S;
  EXPECT_TRUE(S.check("*,-license-output-training").empty());
  S.Flows[0].Decision = Verdict::Conditional;
  auto Found = S.check("*", "license-output-*");
  EXPECT_EQ(Found[0].Level, Severity::Error);
  EXPECT_TRUE(Found[0].AsError);
  EXPECT_FALSE(S.check("*", "license-output-training")[0].AsError);
}

TEST(Fingerprint, DoesNotMoveWithTheLines) {
  Sample Before, After;
  for (std::string Name : {"gen.py", "sub dir/train.py"})
    After.Files[Name] = "# a new first line\n" + After.Files[Name];
  for (Training &T : After.Graph.Trainings) {
    T.Where.Begin += 19;
    T.Where.Line += 1;
  }
  EXPECT_EQ(Before.check()[0].Fingerprint, After.check()[0].Fingerprint);
}

TEST(Fingerprint, TellsFindingsApart) {
  Sample A, B;
  B.Flows[0].Model = "acme/other";
  EXPECT_NE(A.check()[0].Fingerprint, B.check()[0].Fingerprint);

  Sample Twice;
  Twice.Graph.Trainings.push_back(Twice.Graph.Trainings[0]);
  Twice.Graph.Trainings[1].Where.Begin += 1;
  Twice.Graph.Flows.push_back(Twice.Graph.Flows[0]);
  Twice.Graph.Flows[1].Sink = 1;
  Twice.Flows.push_back(Twice.Flows[0]);
  Twice.Flows[1].Flow = 1;
  auto Found = Twice.check();
  ASSERT_EQ(Found.size(), 2u);
  EXPECT_NE(Found[0].Fingerprint, Found[1].Fingerprint);
}

} // namespace
