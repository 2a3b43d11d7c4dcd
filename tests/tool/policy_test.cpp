//===- policy_test.cpp - what a policy file changes -----------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/registry/all_checks.h"
#include "checks/registry/check_globs.h"
#include "scanner/tool/scan.h"
#include <gmock/gmock.h>

using namespace modeltidy;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

constexpr char Train[] = R"py(
from datasets import Dataset
from openai import OpenAI
from trl import SFTTrainer

client = OpenAI()
reply = client.chat.completions.create(
    model="gpt-4o", messages=[{"role": "user", "content": "Why?"}])
rows = Dataset.from_list([{"text": reply.choices[0].message.content}])
SFTTrainer(model="mistralai/Mistral-7B-v0.1", train_dataset=rows).train()
)py";

/// "file:line severity check: message" of every finding.
class PolicyTest : public testing::Test {
protected:
  PolicyTest() {
    Asked.Today = "2026-11-21";
    Asked.Jobs = 1;
    add("train.py", Train);
  }
  void add(llvm::StringRef Path, llvm::StringRef Text) {
    Files[Path.str()] = Text.str();
  }
  void policy(llvm::StringRef Text) { add(".model-tidy.yaml", Text); }

  llvm::Expected<Scan> scanned() {
    auto Source = std::make_unique<MemorySource>();
    for (const auto &[Path, Text] : Files)
      Source->add(Path, Text);
    return scanSource(std::move(Source), Asked);
  }

  /// The notes of all findings, and the messages of those that are notes.
  std::vector<std::string> notes() {
    llvm::Expected<Scan> S = scanned();
    if (!S)
      return {llvm::toString(S.takeError())};
    std::vector<std::string> Out;
    for (const Diagnostic &D :
         runChecks(S->subject(), CheckGlobs("*"), CheckGlobs(""))) {
      if (D.Level == Severity::Note)
        Out.push_back(D.Rule->Id.str() + ": " + D.Message);
      for (const auto &N : D.Notes)
        Out.push_back(N.Message);
    }
    return Out;
  }

  std::vector<std::string> found() {
    llvm::Expected<Scan> S = scanned();
    if (!S)
      return {llvm::toString(S.takeError())};
    std::vector<std::string> Out;
    for (const Diagnostic &D :
         runChecks(S->subject(), CheckGlobs("*"), CheckGlobs("")))
      if (D.Level != Severity::Note)
        Out.push_back(S->Graph.Files[D.Where.File] + ":" +
                      std::to_string(D.Where.Line) + " " +
                      severityName(D.Level).str() + " " + D.Rule->Id.str() +
                      ": " + D.Message);
    return Out;
  }

  std::map<std::string, std::string> Files;
  Options Asked;
};

constexpr char Finding[] = "train.py:10 error license-output-training";

TEST_F(PolicyTest, WithoutOneCompetitionIsAssumed) {
  EXPECT_THAT(found(), ElementsAre(HasSubstr(Finding)));
}

TEST_F(PolicyTest, WhatDoesNotCompeteIsPermitted) {
  policy("Organization: {CompetingModels: declared-not}\n");
  EXPECT_THAT(found(), IsEmpty());
  policy("Targets: [{Path: '*.py', Competes: no}]\n");
  EXPECT_THAT(found(), IsEmpty());
  policy("Targets: [{Path: 'other/*.py', Competes: no}]\n");
  EXPECT_THAT(found(), ElementsAre(HasSubstr(Finding)));
}

TEST_F(PolicyTest, AgreementsHoldThroughTheirLastDay) {
  policy(
      "Agreements:\n"
      "  - {Model: 'gpt-*', Grants: [output-training], Until: 2026-11-21}\n");
  EXPECT_THAT(found(), IsEmpty());
  policy(
      "Agreements:\n"
      "  - {Model: 'gpt-*', Grants: [output-training], Until: 2026-11-20}\n");
  EXPECT_THAT(found(), ElementsAre(HasSubstr(Finding)));
}

TEST_F(PolicyTest, WhatIsOverIsSaid) {
  policy("Agreements:\n  - {Model: 'gpt-*', Grants: [output-training], "
         "Reference: contract 1, Until: 2026-11-20}\n");
  EXPECT_THAT(notes(), Contains("the agreement 'contract 1' ended on "
                                "2026-11-20"));
  policy("Suppressions:\n  - {Check: license-output-training, Reason: ticket "
         "81, Until: 2026-01-01}\n");
  EXPECT_THAT(notes(), Contains("the policy's suppression of this ended on "
                                "2026-01-01 (ticket 81)"));
  policy("Agreements:\n  - {Model: 'claude-*', Grants: [output-training], "
         "Reference: contract 1, Until: 2026-11-20}\n");
  EXPECT_THAT(notes(), testing::Not(Contains(HasSubstr("ended on"))));
}

TEST_F(PolicyTest, SuppressionsNeedEveryPartToMatch) {
  policy("Suppressions:\n  - {Check: license-output-training, Path: train.py, "
         "Model: gpt-4o, Reason: ticket 81}\n");
  EXPECT_THAT(found(), IsEmpty());
  policy("Suppressions:\n  - {Check: license-output-training, Path: train.py, "
         "Model: gpt-5, Reason: ticket 81}\n");
  EXPECT_THAT(found(), ElementsAre(HasSubstr(Finding)));
  policy("Suppressions:\n  - {Check: license-output-training, Reason: ticket, "
         "Until: 2026-01-01}\n");
  EXPECT_THAT(found(), ElementsAre(HasSubstr(Finding)));
}

TEST_F(PolicyTest, ChecksAreChosenByFolder) {
  policy("Checks: '-license-output-training'\n");
  EXPECT_THAT(found(), IsEmpty());
  add("strict/.model-tidy.yaml", "Organization: {Name: Acme}\n");
  add("strict/train.py", Train);
  EXPECT_THAT(found(), ElementsAre(HasSubstr("strict/train.py:10 error")));
  add("strict/.model-tidy.yaml", "InheritParentConfig: true\n");
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(PolicyTest, TheCommandLineHasTheLastWord) {
  policy("Checks: '-*'\n");
  Asked.CheckList = "license-*";
  EXPECT_THAT(found(), ElementsAre(HasSubstr(Finding)));
}

TEST_F(PolicyTest, MistakesStandAtTheirLineAndTheRestApplies) {
  policy("Organization:\n"
         "  Comercial: true\n"
         "  CompetingModels: declared-not\n"
         "  Territories: [US, XX]\n"
         "Checks: '-licence-*'\n"
         "CheckOptions: {lbom-stale-review.MaxAge: 3}\n"
         "Agreements: [{Model: x, Grants: [output-trainin], Until: soon}]\n");
  std::vector<std::string> All = found();
  EXPECT_EQ(All.size(), 6u); // and no finding: the declaration applied
  EXPECT_THAT(All, Contains(HasSubstr(
                       ".model-tidy.yaml:2 error config-error: unknown key "
                       "'Comercial' in 'Organization'; did you mean "
                       "'Commercial'?")));
  EXPECT_THAT(All, Contains(HasSubstr(":4 error config-error: unknown "
                                      "territory 'XX'")));
  EXPECT_THAT(All, Contains(HasSubstr(":5 error config-error: no check")));
  EXPECT_THAT(All, Contains(HasSubstr("did you mean 'output-training'?")));
  EXPECT_THAT(All, Contains(HasSubstr("'soon' is no date")));
}

TEST_F(PolicyTest, BrokenYamlIsOneMistakeAndTheScanRuns) {
  policy("Organization: [\n");
  EXPECT_THAT(found(), testing::UnorderedElementsAre(HasSubstr("config-error"),
                                                     HasSubstr(Finding)));
}

TEST_F(PolicyTest, ModelsOfAPolicyAreKnown) {
  Files["train.py"].replace(Files["train.py"].find("gpt-4o"), 6,
                            "acme/internal-1");
  policy("Models: [{Pattern: '^acme/internal-', License: "
         "LicenseRef-anthropic-usage-policy}]\n");
  EXPECT_THAT(found(), ElementsAre(HasSubstr("Anthropic")));
  policy("Models: [{Pattern: '^acme/internal-', License: Apache-2}]\n");
  EXPECT_THAT(found(), Contains(HasSubstr("did you mean 'Apache-2.0'?")));
  policy("Models: [{Pattern: '(', License: Apache-2.0}]\n");
  EXPECT_THAT(found(), Contains(HasSubstr("is no RE2")));
}

TEST_F(PolicyTest, DataSetsOfAPolicyHaveGenerators) {
  add("train.py", R"py(
from datasets import load_dataset
from trl import SFTTrainer
data = load_dataset("acme/synth-v2", split="train")
SFTTrainer(model="mistralai/Mistral-7B-v0.1", train_dataset=data).train()
)py");
  EXPECT_THAT(found(), IsEmpty());
  policy("Datasets: [{Id: acme/synth-v2, Generators: [gpt-4o], "
         "License: proprietary}]\n");
  EXPECT_THAT(found(), ElementsAre(HasSubstr("in data set 'acme/synth-v2'")));
}

TEST_F(PolicyTest, ValuesThatCannotBeAreMistakesAtTheirLine) {
  policy("Datasets:\n"
         "  - Id: acme/a\n"
         "    Generators: [gpt-4o, zzz]\n"
         "  - {Id: acme/b, Generators: [gpt-4p], GeneratedOn: soon}\n"
         "  - {Id: acme/c, Generators: [gpt-4o], GeneratedOn: 2026-13}\n"
         "CheckOptions:\n"
         "  license-mau-threshold.AlertAt: [0.5,\n"
         "    5, -1]\n"
         "  lbom-stale-review.MaxAgeDays: -3\n"
         "Suppressions: [{Check: '*', Reason: ''}]\n"
         "Agreements: [{Model: x, Grants: [zzz]}]\n");
  std::vector<std::string> All = found();
  EXPECT_THAT(All, Contains(HasSubstr(":3 error config-error: the model "
                                      "'zzz' is not known")));
  EXPECT_THAT(All, Contains(HasSubstr(":4 error config-error: 'soon' is no "
                                      "date")));
  EXPECT_THAT(All, Contains(HasSubstr("did you mean 'gpt-4")));
  EXPECT_THAT(All, Contains(HasSubstr(":5 error config-error: '2026-13'")));
  EXPECT_THAT(All, Contains(HasSubstr(":8 error config-error: 'license-mau-"
                                      "threshold.AlertAt' takes numbers from "
                                      "0 to 1, not '5'")));
  EXPECT_THAT(All, Contains(HasSubstr("not '-1'")));
  EXPECT_THAT(All, Contains(HasSubstr(":9 error config-error: 'lbom-stale-")));
  EXPECT_THAT(All, Contains(HasSubstr("'Reason' is empty")));
  EXPECT_THAT(All, Contains(HasSubstr("unknown grant 'zzz'; one of output-"
                                      "training, commercial-use")));
}

TEST_F(PolicyTest, ABrokenRecordIsNotLaidOverASoundOne) {
  std::string Record = "Licenses:\n"
                       "  - license: LicenseRef-openai-services-agreement\n"
                       "    name: Lax\n"
                       "    kind: provider-terms\n"
                       "    outputs: {training: permitted, says: fine}\n"
                       "    commercial_use: 'yes'\n"
                       "    prohibited_uses: {confidence: none-in-text}\n"
                       "    source: s\n"
                       "    read: '2026-11-21'\n"
                       "    confidence: memory\n";
  policy(Record);
  EXPECT_THAT(found(), IsEmpty());
  Record.replace(Record.find("2026-11-21"), 10, "2026-13-41");
  policy(Record);
  EXPECT_THAT(
      found(),
      testing::UnorderedElementsAre(
          HasSubstr(Finding),
          HasSubstr(":9 error config-error: 'read' must be a date like "
                    "2026-11-21, 2026-11 or 2026, not '2026-13-41'; this "
                    "record of 'LicenseRef-openai-services-agreement' is left "
                    "out, and an older one counts")));
}

constexpr char Lantern[] = "Models:\n"
                           "  - family: Lantern\n"
                           "    order: 100\n"
                           "    kind: weights\n"
                           "    license: MIT\n"
                           "    provider: 'vendor:lantern'\n"
                           "    modality: text\n"
                           "    lineage_strict: lantern\n"
                           "    patterns: ['PATTERN']\n"
                           "    examples: ['EXAMPLE']\n"
                           "    non_examples: [gpt-4o]\n"
                           "    source: card\n"
                           "    read: '2026-11-21'\n"
                           "    confidence: verified-from-text\n";

std::string lantern(llvm::StringRef Pattern, llvm::StringRef Example) {
  std::string Out = Lantern;
  Out.replace(Out.find("PATTERN"), 7, Pattern.str());
  Out.replace(Out.find("EXAMPLE"), 7, Example.str());
  return Out;
}

TEST_F(PolicyTest, ExamplesOfAPolicysFamilyMustResolveToIt) {
  policy(lantern("^lantern-", "lantern-7b"));
  EXPECT_THAT(found(), ElementsAre(HasSubstr(Finding)));
  policy(lantern("^lantern-", "lamp-7b"));
  EXPECT_THAT(found(),
              Contains(HasSubstr(":10 error config-error: 'lamp-7b' is "
                                 "an example of 'Lantern'")));
  policy(lantern("^(lantern|gpt)-", "lantern-7b"));
  EXPECT_THAT(found(), Contains(HasSubstr("'gpt-4o' is a non-example of "
                                          "'Lantern' and resolves to it")));
}

TEST_F(PolicyTest, MistakesOfRecordsStandAtTheValueThatIsWrong) {
  std::string Record = lantern("^lantern-", "lantern-7b");
  auto With = [&](llvm::StringRef From, llvm::StringRef To) {
    std::string Out = Record;
    Out.replace(Out.find(From.str()), From.size(), To.str());
    return Out;
  };
  policy(With("^lantern-", "^lantern-("));
  EXPECT_THAT(found(), Contains(HasSubstr(":9 error config-error: pattern "
                                          "'^lantern-(' is no RE2")));
  policy(With("license: MIT", "license: MTI"));
  EXPECT_THAT(found(), Contains(HasSubstr(":5 error config-error: unknown "
                                          "license 'MTI'")));
  policy("Datasets:\n  - id: acme/rows\n    content: human\n"
         "    license: MIT\n    generators:\n      - gpt-4o\n"
         "    source: s\n    read: '2026-11-21'\n    confidence: memory\n");
  EXPECT_THAT(found(), Contains(HasSubstr(":6 error config-error: 'acme/rows' "
                                          "is human")));
}

TEST_F(PolicyTest, GlobsOverPathsAreReadAsPeopleWriteThem) {
  add("src/deep/train.py", Train);
  auto Left = [&](llvm::StringRef Glob) {
    policy(
        ("Suppressions: [{Check: license-output-training, Reason: x, Path: '" +
         Glob + "'}]\n")
            .str());
    return found().size();
  };
  EXPECT_EQ(Left("none.py"), 2u);
  for (const char *All : {"**/train.py", "*.py", "**", "./**/train.py", "/"})
    EXPECT_EQ(Left(All), 0u) << All;
  for (const char *One :
       {"train.py", "/train.py", "./train.py", "src/", "./src/", "src/**",
        "src/**/train.py", "src/**/deep/train.py", "/src/deep/"})
    EXPECT_EQ(Left(One), 1u) << One;
}

TEST_F(PolicyTest, GlobsThatMatchNothingAreSaid) {
  policy("Targets:\n  - {Path: 'trian/*.py', Competes: no}\n");
  llvm::Expected<Scan> S = scanned();
  ASSERT_TRUE(bool(S));
  EXPECT_THAT(S->Limits, Contains(testing::Field(
                             &Limit::What, "no file matches 'trian/*.py' of "
                                           "Targets")));
  policy("Suppressions:\n  - {Check: '*', Path: 'a[', Reason: x}\n");
  EXPECT_THAT(found(), Contains(HasSubstr(":2 error config-error: 'a[' is no "
                                          "glob")));
  policy("Targets:\n  - {Path: '../x.py', Competes: no}\n");
  EXPECT_THAT(found(), Contains(HasSubstr(":2 error config-error: '../x.py' "
                                          "matches no file")));
}

TEST_F(PolicyTest, FilesOfAPolicyLieInTheRepository) {
  policy("ApiModels: [../../etc/x.yaml]\n");
  EXPECT_THAT(found(), Contains(HasSubstr("which cannot be read: no such file "
                                          "in the repository")));
}

TEST_F(PolicyTest, RecordsThatWereReadLongAgoAreNoted) {
  EXPECT_THAT(notes(), testing::Not(Contains(HasSubstr("catalog-stale"))));
  Asked.Today = "2027-07-01";
  EXPECT_THAT(notes(), Contains(HasSubstr("catalog-stale: what was used may be "
                                          "out of date: the OpenAI Services "
                                          "Agreement")));
  EXPECT_THAT(notes(), Contains(HasSubstr("the record of")));
}

TEST_F(PolicyTest, ARecordMaySayWhenItIsOutOfDate) {
  add("use.py", "from transformers import pipeline\n"
                "chat = pipeline('text-generation', model='lantern-7b')\n"
                "print(chat('Why?'))\n");
  policy(lantern("^lantern-", "lantern-7b") + "    read_again: '2026-11-22'\n");
  EXPECT_THAT(notes(), testing::Not(Contains(HasSubstr("catalog-stale"))));
  policy(lantern("^lantern-", "lantern-7b") + "    read_again: '2026-11-21'\n");
  EXPECT_THAT(notes(), Contains(HasSubstr("the record of 'Lantern' was to be "
                                          "read again on 2026-11-21")));
  std::string Newer = lantern("^lantern-", "lantern-7b");
  Newer.replace(Newer.find("2026-11-21"), 10, "2027-01-21");
  Asked.Today = "2027-01-22";
  policy(Newer);
  EXPECT_THAT(notes(), Contains(HasSubstr("before the record of 'Lantern', "
                                          "which is of 2027-01-21")));
}

TEST_F(PolicyTest, TheRecordLiesInTheScannedFolder) {
  policy("Bom: ../ai-license-bom.yaml\n");
  EXPECT_THAT(found(), Contains(HasSubstr(":1 error config-error: 'Bom' must "
                                          "lie in the policy's folder")));
  policy("Bom: records/ai-license-bom.yaml\n");
  EXPECT_THAT(found(), ElementsAre(HasSubstr(Finding)));
}

TEST_F(PolicyTest, APatternThatIsNoneIsShownWhereItStands) {
  policy("Models:\n  - {Pattern: '^acme/(internal-', License: MIT}\n");
  EXPECT_THAT(found(), Contains(HasSubstr(":2 error config-error: "
                                          "'^acme/(internal-' is no RE2")));
}

TEST_F(PolicyTest, ValuesAtTheEdgeAreSound) {
  policy("Datasets: [{Id: acme/a, Generators: [gpt-4o, unknown], "
         "GeneratedOn: 2023-03}]\n"
         "CheckOptions: {license-mau-threshold.AlertAt: [0, 0.5, 1]}\n");
  EXPECT_THAT(found(), ElementsAre(HasSubstr(Finding)));
}

TEST_F(PolicyTest, DataOfAKnownDayIsUnderTheTermsOfThatDay) {
  add("train.py", R"py(
from datasets import load_dataset
from trl import SFTTrainer
data = load_dataset("acme/synth", split="train")
SFTTrainer(model="Qwen/Qwen2.5-7B", train_dataset=data).train()
)py");
  auto Generated = [&](const std::string &By, const std::string &On) {
    policy("Datasets: [{Id: acme/synth, Generators: [" + By +
           "], GeneratedOn: " + On + "}]\n");
    return found();
  };
  EXPECT_THAT(Generated("mistral-large-latest", "2024-02-10"),
              ElementsAre(HasSubstr("compete with Mistral AI")));
  EXPECT_THAT(Generated("mistral-large-latest", "2024-06"), IsEmpty());
  EXPECT_THAT(Generated("gpt-4", "2023-05"),
              ElementsAre(HasSubstr("OpenAI Terms of Use of 2023-03-14")));
  EXPECT_THAT(Generated("gpt-4", "2024-05"),
              ElementsAre(HasSubstr("OpenAI Business Terms")));
  EXPECT_THAT(Generated("gpt-4", "2026-02"),
              ElementsAre(HasSubstr("OpenAI Services Agreement")));
  EXPECT_THAT(Generated("claude-3-opus-20240229", "2024-07"),
              ElementsAre(HasSubstr("Usage Policy of 2024-06-06")));
}

TEST_F(PolicyTest, ApiModelsOfAPolicyAreUsed) {
  add("train.py", R"py(
from datasets import Dataset
from lantern_sdk import Lantern
from trl import SFTTrainer
rows = Dataset.from_list([{"text": Lantern(model="gpt-4o").ask("Why?")}])
SFTTrainer(model="mistralai/Mistral-7B-v0.1", train_dataset=rows).train()
)py");
  EXPECT_THAT(found(), IsEmpty());
  policy("ApiModels: [tools/client.yaml]\n");
  add("tools/client.yaml",
      "schema: 1\nlibrary: lantern_sdk\n"
      "types: [{type: lantern_sdk.Lantern, init: {loads: {model: arg.model}}, "
      "methods: [{name: ask, generates: {result: text}}]}]\n");
  EXPECT_THAT(found(), ElementsAre(HasSubstr("'gpt-4o'")));
  policy("ApiModels: [tools/none.yaml]\n");
  EXPECT_THAT(found(),
              ElementsAre(HasSubstr(
                  ".model-tidy.yaml:1 error config-error: ApiModels names "
                  "'tools/none.yaml'")));
}

TEST_F(PolicyTest, WhatIsExcludedIsNotScanned) {
  policy("Exclude: ['train.py']\n");
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(PolicyTest, RootKeysElsewhereAreMistakes) {
  add("sub/.model-tidy.yaml", "Bom: bom.yaml\n");
  EXPECT_THAT(found(), Contains(HasSubstr("sub/.model-tidy.yaml:1 error "
                                          "config-error: 'Bom' counts")));
}

TEST_F(PolicyTest, HostilePoliciesCostLittle) {
  policy(std::string(200000, '['));
  EXPECT_THAT(found(), Contains(HasSubstr("config-error")));
  policy(std::string("a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n"));
  EXPECT_THAT(found(), Contains(HasSubstr("unknown key 'a' in a policy")));
}

TEST_F(PolicyTest, DumpReadsBackTheSame) {
  yaml::Problems Out;
  PolicyFile File("Checks: '-x*'\nOrganization: {Name: \"Acme's\", Commercial: "
                  "true, Territories: [EU], MonthlyActiveUsers: 7}\n"
                  "Targets: [{Path: 'a/*', Competes: no}]\n"
                  "CheckOptions: {license-mau-threshold.AlertAt: [0.5, 0.9], "
                  "lbom-stale-review.MaxAgeDays: 90}\n"
                  "Models: [{Pattern: '^acme/a, b', License: MIT}]\n",
                  "p", "", "", Out);
  Policy First, Second;
  yaml::Problems Ignored;
  File.applyTo(First, Ignored);
  std::string Text = dumpPolicy(First);
  PolicyFile(Text, "q", "", "", Out).applyTo(Second, Ignored);
  EXPECT_THAT(Out, IsEmpty());
  EXPECT_EQ(dumpPolicy(Second), Text);
  EXPECT_THAT(Text, HasSubstr("Name: 'Acme''s'"));
  EXPECT_THAT(Text, HasSubstr("AlertAt: [0.5, 0.9]\n"));
  EXPECT_THAT(Text, HasSubstr("MaxAgeDays: 90\n"));
  EXPECT_THAT(Text, HasSubstr("'Pattern': '^acme/a, b'"));
}

} // namespace
