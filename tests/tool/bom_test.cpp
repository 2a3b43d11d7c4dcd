//===- bom_test.cpp - the records that a run writes -----------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/report/cyclonedx.h"
#include "scanner/report/explain.h"
#include "scanner/report/lbom.h"
#include "scanner/tool/scan.h"
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

using namespace modeltidy;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

namespace {

constexpr char Chat[] = R"py(
from transformers import pipeline
chat = pipeline("text-generation", model="meta-llama/Llama-3.1-8B-Instruct")
small = pipeline("text-generation", model="mistralai/Mistral-7B-v0.1")
)py";

constexpr char Train[] = R"py(
from datasets import load_dataset
from transformers import AutoModelForCausalLM
from trl import SFTTrainer
model = AutoModelForCausalLM.from_pretrained("mistralai/Mistral-7B-v0.1")
data = load_dataset("tatsu-lab/alpaca", split="train")
SFTTrainer(model=model, train_dataset=data).train()
model.push_to_hub("acme/chat")
)py";

class BomTest : public testing::Test {
protected:
  Scan scanned(const std::map<std::string, std::string> &Files) {
    auto Source = std::make_unique<MemorySource>();
    for (const auto &[Path, Text] : Files)
      Source->add(Path, Text);
    Options Asked;
    Asked.Today = "2026-11-21";
    llvm::Expected<Scan> S = scanSource(std::move(Source), Asked);
    EXPECT_TRUE(bool(S));
    return std::move(*S);
  }

  std::string lbom(const std::map<std::string, std::string> &Files,
                   size_t *Left = nullptr) {
    Scan S = scanned(Files);
    std::string Out;
    llvm::raw_string_ostream OS(Out);
    writeLbom(S.subject(), OS, Left);
    return Out;
  }

  nlohmann::json cyclone(const std::map<std::string, std::string> &Files) {
    Scan S = scanned(Files);
    std::vector<bool> Shown(S.Flows.size(), true);
    Subject Found = S.subject();
    Report R{Found, {}, S.Limits, S.Counts, "2026-11-21", "1", {}, &Shown};
    std::string Out;
    llvm::raw_string_ostream OS(Out);
    writeCycloneDx(R, OS);
    return nlohmann::json::parse(Out);
  }
};

TEST_F(BomTest, ANewRecordHasEveryModelOnce) {
  std::string Text = lbom({{"a.py", Chat}, {"b.py", Chat}});
  EXPECT_THAT(Text, HasSubstr("  - id: 'mistralai/Mistral-7B-v0.1'\n"
                              "    license: Apache-2.0\n"));
  EXPECT_THAT(Text, HasSubstr("    mau_threshold: 700000000\n"));
  EXPECT_THAT(Text, HasSubstr("found_at: ['a.py:4', 'b.py:4']"));
  EXPECT_EQ(StringRef(Text).count("- id:"), 2u);
}

TEST_F(BomTest, TheVersionAndTheLicenseTextAreRecorded) {
  std::string Code =
      "from transformers import AutoModelForCausalLM as M\n"
      "a = M.from_pretrained('mistralai/Mistral-7B-v0.1', revision='0a1b')\n"
      "b = M.from_pretrained('Qwen/Qwen2.5-7B')\n"
      "c = M.from_pretrained('models/Mistral-7B-v0.1')\n";
  std::string Text = lbom({{"a.py", Code},
                           {"models/Mistral-7B-v0.1/LICENSE", "Apache"},
                           {"models/Mistral-7B-v0.1/model.safetensors", "x"}});
  EXPECT_THAT(Text, HasSubstr("    digest: sha256:" + sha256Of("Apache") +
                              "\n    revision: '0a1b'\n"));
  EXPECT_EQ(StringRef(Text).count("revision:"), 1u);
}

TEST_F(BomTest, WhatPeopleWroteStaysByteForByte) {
  std::string Mine = "# ours\nowner: legal   # not ours to touch\nmodels:\n"
                     "- id: mistralai/Mistral-7B-v0.1   # fine\n"
                     "  license: Apache-2.0\n"
                     "  deployed_in: [chat]  # and search\n"
                     "# the end\n";
  std::string Text = lbom({{"a.py", Chat}, {"ai-license-bom.yaml", Mine}});
  size_t At = Mine.find("# the end");
  EXPECT_THAT(Text, StartsWith(Mine.substr(0, At) +
                               "- id: 'meta-llama/Llama-3.1-8B-Instruct'\n"));
  EXPECT_TRUE(StringRef(Text).ends_with("\n# the end\n"));
  std::string Again = lbom({{"a.py", Chat}, {"ai-license-bom.yaml", Text}});
  EXPECT_EQ(Again, Text);
}

TEST_F(BomTest, ListsInBracketsGrowInBrackets) {
  std::string Mine = "models: [ # ours\n"
                     "  {id: other/model, license: MIT,\n"
                     "   deployed_in: [a,\n    b]}  # fine\n"
                     "] # the end\n";
  std::string Text = lbom({{"a.py", Chat}, {"ai-license-bom.yaml", Mine}});
  size_t At = Mine.find("  # fine");
  EXPECT_THAT(Text, StartsWith(Mine.substr(0, At) +
                               ", {id: 'meta-llama/Llama-3.1-8B-Instruct', "));
  EXPECT_TRUE(StringRef(Text).ends_with("]}" + Mine.substr(At)));
  EXPECT_EQ(lbom({{"a.py", Chat}, {"ai-license-bom.yaml", Text}}), Text);
}

TEST_F(BomTest, AnEntryThatEndsInALongListIsNotCut) {
  std::string Mine = "models:\n"
                     "  - id: other/model\n"
                     "    license: MIT\n"
                     "    deployed_in: [\n      a, # first\n      b\n    ]\n";
  std::string Text = lbom({{"a.py", Chat}, {"ai-license-bom.yaml", Mine}});
  EXPECT_THAT(Text, StartsWith(Mine + "  - id: 'meta-llama/"));
}

TEST_F(BomTest, NobodyHasReviewedANewEntry) {
  EXPECT_THAT(lbom({{"a.py", Chat}}),
              AllOf(HasSubstr("    last_reviewed: null\n"),
                    Not(HasSubstr("last_reviewed: 2"))));
}

TEST_F(BomTest, AFormThatCannotBeAddedToIsLeftAlone) {
  std::string Mine = "models: {other/model: MIT}\n";
  size_t Left = 0;
  EXPECT_EQ(lbom({{"a.py", Chat}, {"ai-license-bom.yaml", Mine}}, &Left), Mine);
  EXPECT_EQ(Left, 2u);
  for (std::string Other : {"- id: gpt-4o\n  license: x\n", "{}\n", "hello\n",
                            "a: 1\n...\n", "models: !!seq []\n"}) {
    Left = 0;
    EXPECT_EQ(lbom({{"a.py", Chat}, {"ai-license-bom.yaml", Other}}, &Left),
              Other);
    EXPECT_EQ(Left, 2u);
  }
}

TEST_F(BomTest, AnEmptyListGrowsBehindItsComment) {
  for (std::string Empty : {" []  # none yet", "   # none yet", " ~ # none yet",
                            " null # none yet", " \t[ ] # none yet"}) {
    std::string Text =
        lbom({{"a.py", Chat},
              {"ai-license-bom.yaml", "models:" + Empty + "\nowner: legal\n"}});
    EXPECT_THAT(StringRef(Text).split('\n').second.str(),
                StartsWith("  - id: '"))
        << Text;
    EXPECT_THAT(Text, StartsWith("models:"));
    EXPECT_THAT(StringRef(Text).split('\n').first.str(),
                HasSubstr("# none yet"));
    EXPECT_TRUE(StringRef(Text).ends_with("\nowner: legal\n")) << Text;
  }
}

TEST_F(BomTest, AnEntryThatEndsInATextOfSeveralLinesIsNotCut) {
  std::string Mine = "models:\n  - id: gpt-4o\n    license: x\n    notes: |\n"
                     "      one\n      two\n";
  std::string Text =
      lbom({{"a.py", Chat}, {"ai-license-bom.yaml", Mine + "owner: legal\n"}});
  EXPECT_THAT(Text, StartsWith(Mine + "  - id: '"));
  EXPECT_TRUE(StringRef(Text).ends_with("\nowner: legal\n"));
}

TEST_F(BomTest, CycloneDxNamesModelsDataAndLineage) {
  nlohmann::json Bom = cyclone({{"train.py", Train}});
  EXPECT_EQ(Bom["specVersion"], "1.6");
  EXPECT_EQ(Bom["metadata"]["timestamp"], "2026-11-21T00:00:00Z");
  std::string Text = Bom.dump();
  EXPECT_THAT(Text, HasSubstr("\"group\":\"mistralai\""));
  EXPECT_THAT(Text, HasSubstr("{\"license\":{\"id\":\"Apache-2.0\""));
  EXPECT_THAT(Text, HasSubstr("\"bom-ref\":\"data:tatsu-lab/alpaca\""));
  EXPECT_THAT(Text, HasSubstr("\"ancestors\":[{"));
  EXPECT_EQ(Bom["formulation"][0]["workflows"].size(), 1u);
  EXPECT_EQ(cyclone({{"train.py", Train}}), Bom);
}

TEST_F(BomTest, CycloneDxTellsLicenseAndDataOfAReleaseNotOfItsBase) {
  nlohmann::json Bom =
      cyclone({{"train.py", Train},
               {"README.md", "---\nlicense: apache-2.0\n---\n# Chat\n"}});
  nlohmann::json Base, Release;
  for (const nlohmann::json &C : Bom["components"]) {
    if (C["bom-ref"] == "model:mistralai/mistral-7b-v0.1")
      Base = C;
    if (C["bom-ref"] == "model:acme/chat")
      Release = C;
  }
  EXPECT_FALSE(Base["modelCard"]["modelParameters"].contains("datasets"));
  EXPECT_EQ(Release["licenses"][0]["license"]["id"], "Apache-2.0");
  EXPECT_EQ(Release["modelCard"]["modelParameters"]["datasets"][0]["ref"],
            "data:tatsu-lab/alpaca");
  EXPECT_EQ(Bom["formulation"][0]["workflows"].size(), 1u);
}

TEST_F(BomTest, CycloneDxTellsCheckpointsAndMerges) {
  nlohmann::json Bom = cyclone(
      {{"train.py", "from transformers import AutoModelForCausalLM as M\n"
                    "from trl import SFTTrainer\n"
                    "m = M.from_pretrained('mistralai/Mistral-7B-v0.1')\n"
                    "t = SFTTrainer(model=m)\nt.train()\n"
                    "t.save_model('out/sft')\n"},
       {"push.py", "from transformers import AutoModelForCausalLM as M\n"
                   "m = M.from_pretrained('out/sft')\n"
                   "m.push_to_hub('acme/chat')\n"},
       {"merge.yaml", "merge_method: slerp\nmodels:\n"
                      "  - model: mistralai/Mistral-7B-v0.1\n"
                      "  - model: HuggingFaceH4/zephyr-7b-beta\n"}});
  std::map<std::string, nlohmann::json> ByRef;
  for (const auto &C : Bom["components"])
    ByRef[C["bom-ref"]] = C;
  for (const char *Ref : {"model:out/sft", "model:acme/chat"})
    EXPECT_EQ(ByRef[Ref]["pedigree"]["ancestors"][0]["name"], "Mistral-7B-v0.1")
        << Ref;
  EXPECT_EQ(ByRef["merge:merge.yaml"]["pedigree"]["ancestors"].size(), 2u);
  EXPECT_EQ(ByRef.count("model:huggingfaceh4/zephyr-7b-beta"), 1u);
  const nlohmann::json &Flows = Bom["formulation"][0]["workflows"];
  ASSERT_EQ(Flows.size(), 2u);
  EXPECT_THAT(Flows[0]["outputs"].dump(), HasSubstr("model:out/sft"));
  EXPECT_EQ(Flows[1]["inputs"].size(), 2u);
}

TEST(Explain, ModelsLicensesAndDataSets) {
  const Catalog &Known = Catalog::builtIn();
  std::string Text = *explainRecord(Known, Policy(), "deepseek-ai/DeepSeek-R1");
  EXPECT_THAT(Text, AllOf(HasSubstr("MIT"), HasSubstr("permitted")));
  EXPECT_THAT(*explainRecord(Known, Policy(), "gpt-4o"),
              HasSubstr("competing-models-only (s.3.3(e))"));
  EXPECT_THAT(*explainRecord(Known, Policy(), "llama3.1"),
              HasSubstr("published guides differ: "));
  EXPECT_THAT(*explainRecord(Known, Policy(), "tatsu-lab/alpaca"),
              HasSubstr("generator: text-davinci-003"));
  EXPECT_FALSE(explainRecord(Known, Policy(), "nobody/knows-this-one"));
}

TEST(Explain, ThePolicyCounts) {
  Policy Rules;
  Rules.Org.Competing = CompetingModels::DeclaredNot;
  EXPECT_THAT(*explainRecord(Catalog::builtIn(), Rules, "gpt-4o"),
              HasSubstr("generative model: permitted"));
  EXPECT_THAT(*explainRecord(Catalog::builtIn(), Policy(), "gpt-4o"),
              HasSubstr("generative model: prohibited"));
}

TEST(Explain, SuggestionsAreFree) {
  const Catalog &Known = Catalog::builtIn();
  EXPECT_THAT(suggestedRoles(Known), testing::Contains("generate"));
  EXPECT_THAT(suggestionTable(Known, "generate"),
              AllOf(HasSubstr("Apache-2.0"), Not(HasSubstr("LicenseRef-"))));
  EXPECT_EQ(suggestionTable(Known, "nothing"), "");
}

TEST(Explain, ListsEveryLicense) {
  const Catalog &Known = Catalog::builtIn();
  EXPECT_EQ(StringRef(licenseTable(Known)).count('\n'),
            Known.licenses().size() + 2);
  EXPECT_EQ(nlohmann::json::parse(licenseJson(Known))["licenses"].size(),
            Known.licenses().size());
}

} // namespace
