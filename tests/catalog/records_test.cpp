//===- records_test.cpp - records from YAML to constants ----------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/catalog/example_check.h"
#include "scanner/catalog/table_writer.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace modeltidy;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

std::vector<std::string> mistakes(StringRef Text) {
  Records All;
  yaml::Problems Found;
  All.read(Text, "x.yaml", Found);
  crossCheck(All, Records(), Found);
  std::vector<std::string> Out;
  for (const yaml::Problem &P : Found)
    Out.push_back(P.str());
  return Out;
}

constexpr const char *License = R"(schema: 1
license: LicenseRef-x
name: X
version: '1'
kind: weights
outputs: {training: permitted, says: nothing}
commercial_use: yes
prohibited_uses: {confidence: none-in-text}
source: text
read: '2026-11-21'
confidence: memory
)";

constexpr const char *Family = R"(  - family: X
    order: 1
    kind: weights
    license: LicenseRef-x
    provider: hub
    modality: text
    lineage: x
    lineage_strict: x
    patterns: ['x-[0-9]']
    confidence: memory
    source: s
    read: '2026-11-21'
)";

TEST(Records, AGoodLicenseHasNoMistakes) {
  EXPECT_THAT(mistakes(License), ElementsAre());
}

TEST(Records, AnUnknownWordIsReportedAtItsLine) {
  std::string Text = License;
  Text.replace(Text.find("permitted"), 9, "permited");
  EXPECT_THAT(mistakes(Text),
              ElementsAre("x.yaml:6:21: unknown 'training': 'permited'; did "
                          "you mean 'permitted'?; this record of "
                          "'LicenseRef-x' is left out, and an older one "
                          "counts"));
}

TEST(Records, AMissingKeyIsReported) {
  std::string Text = License;
  Text.erase(Text.find("name: X\n"), 8);
  EXPECT_THAT(mistakes(Text),
              ElementsAre(HasSubstr("x.yaml:1:1: a license record needs "
                                    "'name'")));
}

TEST(Records, AConditionNeedsItsDuties) {
  std::string Text = License;
  Text.replace(Text.find("permitted"), 9, "conditional");
  EXPECT_THAT(
      mistakes(Text),
      ElementsAre("x.yaml:6:21: 'LicenseRef-x' is conditional: name its "
                  "output duties"));
}

TEST(Records, DatesHaveAShape) {
  std::string Text = License;
  Text.replace(Text.find("'2026-11-21'"), 12, "'21.11.2026'");
  EXPECT_THAT(mistakes(Text), ElementsAre(HasSubstr("must be a date like")));
}

TEST(Records, WhatContradictsItselfIsReported) {
  std::string Text = License;
  Text += "thresholds: {monthly_active_users: 5}\n";
  EXPECT_THAT(mistakes(Text),
              ElementsAre(HasSubstr("'commercial_use' must be threshold")));
  Text = License;
  Text += "validity: {from: '2026-01-01', until: '2025-12'}\n";
  EXPECT_THAT(mistakes(Text),
              ElementsAre(HasSubstr("'until' 2025-12 is before")));
  Text = License;
  Text += "validity: {from: '2026-03-01', until: '2026'}\n";
  EXPECT_THAT(mistakes(Text), ElementsAre());
}

TEST(Records, FamiliesNameKnownLicenses) {
  EXPECT_THAT(mistakes("schema: 1\nfamilies:\n" + std::string(Family)),
              ElementsAre("x.yaml:6:14: unknown license 'LicenseRef-x'"));
}

TEST(Records, ExclusionsNameTerritories) {
  std::string Text = License;
  Text += "territory: {exclusions: [{territory: UE}]}\n";
  EXPECT_THAT(mistakes(Text),
              testing::Contains(HasSubstr("unknown territory 'UE'")));
}

TEST(Records, GeneratorNamesAreWords) {
  std::string Text = "schema: 1\ngenerator_names:\n"
                     "- {model: a, marks: [gpt_4], source: s, read: "
                     "'2026-11-22'}\n";
  EXPECT_THAT(mistakes(Text),
              ElementsAre(HasSubstr("must be words joined by hyphens")));
}

TEST(Records, ServicesNameProvidersOfFamilies) {
  std::string Text = "schema: 1\nservices:\n"
                     "- {service: a, aliases: [b], serves: ['hub:nobody'], "
                     "source: s, read: '2026-11-22', confidence: memory}\n"
                     "- {service: B, source: s, read: '2026-11-22', "
                     "confidence: memory}\n";
  EXPECT_THAT(mistakes(Text),
              ElementsAre(HasSubstr("no family has the provider 'hub:nobody'"),
                          HasSubstr("service 'B' stands also at x.yaml:3")));
}

TEST(Records, OrdersAndNamesAreUnique) {
  std::string Text = "schema: 1\nfamilies:\n" + std::string(Family) + Family;
  EXPECT_THAT(mistakes(Text), testing::Contains(HasSubstr("order 1 is taken")));
  EXPECT_THAT(mistakes(Text),
              testing::Contains(HasSubstr("'X' stands also at x.yaml:3")));
}

TEST(Records, PatternsAreRe2) {
  std::string Text = "schema: 1\nfamilies:\n" + std::string(Family);
  Text.replace(Text.find("x-[0-9]"), 7, "x(?=y) ");
  EXPECT_THAT(mistakes(Text), testing::Contains(HasSubstr("is no RE2")));
}

TEST(Records, HumanDataHasNoGenerators) {
  EXPECT_THAT(mistakes("schema: 1\ndatasets:\n  - {id: a/b, content: human, "
                       "generators: [gpt-4], license: MIT, source: s, read: "
                       "'2026', confidence: memory}\n"),
              ElementsAre(HasSubstr("x.yaml:3:43: 'a/b' is human and has "
                                    "generators")));
}

TEST(Records, AnotherSchemaIsRefused) {
  EXPECT_THAT(mistakes("schema: 2\nfamilies: []\n"),
              ElementsAre("x.yaml:1:9: schema '2' is not known; this is 1, so "
                          "the file is left out"));
}

TEST(Records, DatesWithin) {
  EXPECT_TRUE(dateWithin("2024-07-31", "2024-02-08", "2024-07"));
  EXPECT_FALSE(dateWithin("2024-08-01", "2024-02-08", "2024-07"));
  EXPECT_TRUE(dateWithin("2024-02", "2024-02-08", ""));
  EXPECT_FALSE(dateWithin("2024-01", "2024-02-08", ""));
  EXPECT_FALSE(dateWithin("", "", ""));
}

/// Every YAML file below checks/, as the build reads them.
Records loadTree(yaml::Problems &Found) {
  Records All;
  std::string Root = MODEL_TIDY_SOURCE_DIR "/checks";
  std::error_code Error;
  for (llvm::sys::fs::recursive_directory_iterator It(Root, Error), End;
       It != End && !Error; It.increment(Error))
    if (StringRef(It->path()).ends_with(".yaml")) {
      auto Text = llvm::MemoryBuffer::getFile(It->path());
      StringRef Path = StringRef(It->path()).substr(Root.size() - 6);
      All.read((*Text)->getBuffer(), Path, Found);
    }
  return All;
}

TEST(Records, TheConstantsSayWhatTheFilesSay) {
  yaml::Problems Found;
  Records All = loadTree(Found);
  Tables Fresh = buildTables(All);
  const Catalog &C = Catalog::builtIn();
  ASSERT_TRUE(Found.empty());
  ASSERT_EQ(Fresh.Licenses.size(), C.licenses().size());
  ASSERT_EQ(Fresh.Families.size(), C.families().size());
  ASSERT_EQ(Fresh.Datasets.size(), C.datasets().size());
  for (size_t I = 0; I != Fresh.Licenses.size(); ++I)
    EXPECT_EQ(describe(Fresh.Licenses[I]), describe(C.licenses()[I]));
  for (size_t I = 0; I != Fresh.Families.size(); ++I)
    EXPECT_EQ(describe(Fresh.Families[I]), describe(C.families()[I]));
  for (size_t I = 0; I != Fresh.Datasets.size(); ++I)
    EXPECT_EQ(describe(Fresh.Datasets[I]), describe(C.datasets()[I]));
  EXPECT_EQ(writeTables(Fresh), writeTables(BuiltInTables));
}

/// What is laid over the constants takes over what they know of patterns.
TEST(Records, EveryExampleResolvesUnderNewerRecordsToo) {
  yaml::Problems Found;
  Records Newer;
  modeltidy::Family One = *Catalog::builtIn().family("GPT-2");
  One.Name = "Lantern";
  One.Order = -5;
  One.Patterns = Newer.keep(std::vector<StringRef>{"^lantern-(7|13)b"});
  One.Names = One.Examples = One.NonExamples = {};
  Newer.Families.push_back(One);
  auto All = Catalog::overBuiltIn(std::move(Newer));
  checkExamples(*All, Found);
  for (const yaml::Problem &P : Found)
    ADD_FAILURE() << P.str();
  const modeltidy::Family *Mine = All->resolveModel("lantern-7b-chat");
  ASSERT_NE(Mine, nullptr);
  EXPECT_EQ(Mine->Name, "Lantern");
  EXPECT_EQ(All->resolveModel("lantern-70"), nullptr);
}

TEST(Records, EveryExampleResolves) {
  yaml::Problems Found;
  checkExamples(Catalog::builtIn(), Found);
  for (const yaml::Problem &P : Found)
    ADD_FAILURE() << P.str();
}

TEST(Records, DatesAreDaysOfTheCalendar) {
  for (const char *Good : {"2026", "2026-11", "2026-11-21", "2024-02-29"})
    EXPECT_TRUE(isCalendarDate(Good)) << Good;
  for (const char *Bad : {"", "soon", "2026-13", "2026-13-41", "2026-02-30",
                          "2026-1-1", "26-11-21", "2026-11-", "2026-11-2a"})
    EXPECT_FALSE(isCalendarDate(Bad)) << Bad;
}

TEST(Records, ARecordWithMistakesIsLeftOut) {
  Records All;
  yaml::Problems Found;
  All.read(License, "x.yaml", Found);
  EXPECT_EQ(All.Licenses.size(), 1u);
  std::string Broken = License;
  Broken.replace(Broken.find("2026-11-21"), 10, "2026-13-41");
  All.read(Broken, "y.yaml", Found);
  EXPECT_EQ(All.Licenses.size(), 1u);
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_THAT(Found[0].str(),
              HasSubstr("this record of 'LicenseRef-x' is left out"));
}

} // namespace
