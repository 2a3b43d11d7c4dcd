//===- repair_test.cpp - fixes of what licenses and records ask for -----===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/end_to_end/sandbox.h"
#include <cstdlib>
#include <filesystem>
#include <gmock/gmock.h>

using namespace modeltidy::e2e;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

namespace {

constexpr char Train[] = R"py(from datasets import load_dataset
from transformers import AutoModelForCausalLM, Trainer, TrainingArguments

model = AutoModelForCausalLM.from_pretrained("meta-llama/Llama-3.1-8B")
data = load_dataset("squad", split="train")
trainer = Trainer(model=model, args=TrainingArguments("out"), train_dataset=data)
trainer.train()
model.push_to_hub("acme/chat-8b")  # was "acme/chat-8b-old"
)py";

/// The license's own sentence (s.1.b.iii), then what is to be shown (s.1.b.i).
constexpr char Credit[] =
    "Llama 3.1 is licensed under the Llama 3.1 Community License, Copyright © "
    "Meta Platforms, Inc. All Rights Reserved.\nBuilt with Llama.\n";

class RepairTest : public testing::Test {
protected:
  ToolRun run(std::vector<std::string> Args) {
    Args.insert(Args.end(), {"--today=2026-11-21", "--no-cache",
                             "--checks=" + Checks, Repo.path().string()});
    return runTool(Args);
  }
  std::string text(const std::string &File) {
    return readFile(Repo.path() / File);
  }
  /// The finding is gone, and the same fix has nothing left to do.
  void expectConverged(const std::string &Fix) {
    ToolRun Again = run({Fix});
    EXPECT_THAT(Again.Out, Not(HasSubstr("[" + Checks.substr(3) + "]")));
    EXPECT_THAT(Again.Err, Not(HasSubstr("edited")));
    EXPECT_THAT(Again.Err, Not(HasSubstr("made")));
  }
  /// What clang-apply-replacements makes of --export-fixes; false where it is
  /// not installed.
  bool applyExported(std::vector<std::string> Args) {
    TempFolder Fixes;
    Args.push_back("--export-fixes=" + (Fixes.path() / "f.yaml").string());
    Exported = run(Args);
    if (std::system("command -v clang-apply-replacements-19 >/dev/null") != 0)
      return false;
    std::string Apply =
        "clang-apply-replacements-19 '" + Fixes.path().string() + "'";
    EXPECT_EQ(std::system(Apply.c_str()), 0);
    return true;
  }

  TempFolder Repo;
  std::string Checks;
  ToolRun Exported;
};

class BomRepairTest : public RepairTest {
protected:
  void SetUp() override {
    Checks = "-*,lbom-drift";
    Repo.add("train.py", Train);
    Repo.add("chat.py", "from transformers import pipeline\n"
                        "p = pipeline(model='mistralai/Mistral-7B-v0.1')\n"
                        "p('Why?')\n");
  }
};

TEST_F(BomRepairTest, AddsWhatTheRecordLacksAndKeepsItsComments) {
  const std::string Ours = "# by hand\nmodels:\n"
                           "  # the chat\n"
                           "  - id: mistralai/Mistral-7B-v0.1  # ours\n"
                           "    license: Apache-2.0\n";
  Repo.add("ai-license-bom.yaml", Ours + "reviewers: [ann]  # all of them\n");
  ToolRun First = run({"--fix"});
  EXPECT_THAT(First.Err, HasSubstr("edited ai-license-bom.yaml"));
  std::string Now = text("ai-license-bom.yaml");
  EXPECT_THAT(Now, AllOf(StartsWith(Ours),
                         HasSubstr("  - id: 'meta-llama/Llama-3.1-8B'\n"
                                   "    license: LicenseRef-llama-3.1"),
                         HasSubstr("\nreviewers: [ann]  # all of them\n")));
  expectConverged("--fix");
  EXPECT_EQ(text("ai-license-bom.yaml"), Now);
}

TEST_F(BomRepairTest, FillsAnEmptyRecord) {
  for (const char *Empty :
       {"models: []  # none yet\n", "models:\n", "models: [ ]",
        "# {old}\n---\nnote: \"a{b\"\nbox: {a: 1}\nmodels: []\n"}) {
    Repo.add("ai-license-bom.yaml", Empty);
    run({"--fix"});
    EXPECT_THAT(text("ai-license-bom.yaml"),
                AllOf(HasSubstr("- id: 'mistralai/Mistral-7B-v0.1'\n"),
                      HasSubstr("- id: 'meta-llama/Llama-3.1-8B'\n")));
    expectConverged("--fix");
  }
}

TEST_F(BomRepairTest, KeepsTheLineBreaksOfARecord) {
  for (const char *Ours :
       {"models: []\r\n", "models:\r\n", "models:\r\n  - id: x\r\n",
        "models:\r\n  - id: x\r\n    license: MIT"}) {
    Repo.add("ai-license-bom.yaml", Ours);
    EXPECT_THAT(run({"--fix"}).Err, HasSubstr("edited")) << Ours;
    std::string Now = text("ai-license-bom.yaml");
    EXPECT_THAT(Now, HasSubstr("- id: 'meta-llama/Llama-3.1-8B'\r\n"));
    for (size_t At = Now.find('\n'); At != std::string::npos;
         At = Now.find('\n', At + 1))
      EXPECT_EQ(Now[At - 1], '\r') << Now.substr(0, At);
    EXPECT_THAT(run({"--fix"}).Err, Not(HasSubstr("edited"))) << Ours;
  }
}

TEST_F(BomRepairTest, AddsToARecordInBrackets) {
  Repo.add("ai-license-bom.yaml", "models: [{id: x, license: MIT}]\n");
  run({"--fix"});
  EXPECT_THAT(text("ai-license-bom.yaml"),
              AllOf(StartsWith("models: [{id: x, license: MIT}, {id: "),
                    HasSubstr("{id: 'meta-llama/Llama-3.1-8B', ")));
  const std::string Now = text("ai-license-bom.yaml");
  run({"--fix"});
  EXPECT_EQ(text("ai-license-bom.yaml"), Now);
}

TEST_F(BomRepairTest, LeavesARecordThatItCannotAddTo) {
  for (const std::string Text :
       {"models: none, as yet\n", "{\"models\": []}\n", "{models: []}\n",
        "{\n  models: []\n}\n", "# ours\n--- !!map {\n  models: []\n}\n"}) {
    Repo.add("ai-license-bom.yaml", Text);
    EXPECT_THAT(run({"--fix"}).Err, Not(HasSubstr("edited")));
    EXPECT_EQ(text("ai-license-bom.yaml"), Text);
  }
}

TEST_F(BomRepairTest, LeavesARecordInJson) {
  Repo.add(".model-tidy.yaml", "Bom: ai-license-bom.json\n");
  const std::string Text = "{\"models\": [{\"id\": \"x\"}]}\n";
  Repo.add("ai-license-bom.json", Text);
  EXPECT_THAT(run({"--fix"}).Err, Not(HasSubstr("edited")));
  EXPECT_EQ(text("ai-license-bom.json"), Text);
}

TEST_F(BomRepairTest, IsExportedAsOneInsertion) {
  Repo.add("ai-license-bom.yaml", "models: []\n");
  if (!applyExported({}))
    GTEST_SKIP() << "clang-apply-replacements-19 is not installed";
  std::string Applied = text("ai-license-bom.yaml");
  Repo.add("ai-license-bom.yaml", "models: []\n");
  run({"--fix"});
  EXPECT_EQ(Applied, text("ai-license-bom.yaml"));
}

class CardRepairTest : public RepairTest {
protected:
  void SetUp() override {
    Checks = "-*,license-propagation";
    Repo.add("model/model.safetensors", "weights");
  }
  void card(const std::string &Bases, const std::string &License) {
    Repo.add("model/README.md", "---\nbase_model: " + Bases +
                                    "\nlicense: " + License +
                                    "\ndatasets: [squad]\n---\nmit: prose\n");
  }
};

TEST_F(CardRepairTest, CorrectsALicenseThatIsTooLax) {
  card("meta-llama/Llama-2-7b-hf", "\"mit\"  # by hand");
  run({"--fix"});
  EXPECT_THAT(text("model/README.md"),
              AllOf(HasSubstr("\nlicense: llama2  # by hand\n"),
                    HasSubstr("\nmit: prose\n")));
  expectConverged("--fix");
}

TEST_F(CardRepairTest, LeavesTwoBasesThatAskForDifferentLicenses) {
  card("[meta-llama/Llama-2-7b-hf, google/gemma-2b]", "mit");
  EXPECT_THAT(run({"--fix"}).Out, HasSubstr("[license-propagation]"));
  EXPECT_THAT(text("model/README.md"), HasSubstr("\nlicense: mit\n"));
}

TEST_F(CardRepairTest, IsExported) {
  card("meta-llama/Llama-2-7b-hf", "mit");
  if (!applyExported({}))
    GTEST_SKIP() << "clang-apply-replacements-19 is not installed";
  EXPECT_THAT(text("model/README.md"), HasSubstr("\nlicense: llama2\n"));
}

class AttributionRepairTest : public RepairTest {
protected:
  void SetUp() override {
    Checks = "-*,license-attribution";
    Repo.add("train.py", Train);
  }
};

TEST_F(AttributionRepairTest, TheSafeFixMakesTheNoticeAndKeepsTheName) {
  ToolRun First = run({"--fix"});
  EXPECT_THAT(First.Err, HasSubstr("made NOTICE"));
  EXPECT_EQ(text("NOTICE"), Credit);
  EXPECT_EQ(text("train.py"), Train);
  ToolRun Again = run({"--fix"});
  EXPECT_THAT(Again.Err, Not(HasSubstr("NOTICE")));
  EXPECT_THAT(Again.Out, AllOf(HasSubstr("a name that begins with 'Llama'"),
                               Not(HasSubstr("the credit"))));
}

/// Llama 2 asks for no credit, but for its sentence in a Notice file.
TEST_F(AttributionRepairTest, EachVersionHasItsOwnSentence) {
  const std::pair<const char *, const char *> Cases[] = {
      {"meta-llama/Llama-2-7b-hf",
       "Llama 2 is licensed under the LLAMA 2 Community License, Copyright (c) "
       "Meta Platforms, Inc. All Rights Reserved.\n"},
      {"meta-llama/Meta-Llama-3-8B",
       "Meta Llama 3 is licensed under the Meta Llama 3 Community License, "
       "Copyright © Meta Platforms, Inc. All Rights Reserved.\n"
       "Built with Meta Llama 3.\n"},
      {"meta-llama/Llama-3.3-70B-Instruct",
       "Llama 3.3 is licensed under the Llama 3.3 Community License, Copyright "
       "© Meta Platforms, Inc. All Rights Reserved.\nBuilt with Llama.\n"},
  };
  const std::string Old = "meta-llama/Llama-3.1-8B";
  for (auto [Model, Notice] : Cases) {
    std::string Code = Train;
    Repo.add("train.py", Code.replace(Code.find(Old), Old.size(), Model));
    std::filesystem::remove(Repo.path() / "NOTICE");
    run({"--fix"});
    EXPECT_EQ(text("NOTICE"), Notice) << Model;
    EXPECT_THAT(run({"--fix"}).Err, Not(HasSubstr("NOTICE"))) << Model;
  }
}

TEST_F(AttributionRepairTest, ANoticeIsAddedTo) {
  Repo.add("NOTICE", "Ours");
  EXPECT_THAT(run({"--fix"}).Err, HasSubstr("edited NOTICE"));
  EXPECT_EQ(text("NOTICE"), std::string("Ours\n") + Credit);
}

TEST_F(AttributionRepairTest, ANoticeKeepsItsLineBreaks) {
  Repo.add("NOTICE", "Ours\r\n");
  run({"--fix"});
  std::string Lines = Credit;
  for (size_t At = 0; (At = Lines.find('\n', At)) != std::string::npos; At += 2)
    Lines.replace(At, 1, "\r\n");
  EXPECT_EQ(text("NOTICE"), "Ours\r\n" + Lines);
  EXPECT_THAT(run({"--fix"}).Err, Not(HasSubstr("NOTICE")));
}

/// A link in somebody's repository must not lead an edit out of it.
TEST_F(AttributionRepairTest, ALinkThatLeadsNowhereIsNotFollowed) {
  TempFolder Outside;
  std::filesystem::create_symlink(Outside.path() / "made",
                                  Repo.path() / "NOTICE");
  ToolRun First = run({"--fix"});
  EXPECT_EQ(First.Status, 2);
  EXPECT_THAT(First.Err, HasSubstr("nothing is changed"));
  EXPECT_FALSE(std::filesystem::exists(Outside.path() / "made"));
}

TEST_F(BomRepairTest, ARecordOutsideOfTheRepositoryIsLeftAlone) {
  TempFolder Outside;
  Outside.add("bom.yaml", "models: []\n");
  std::filesystem::create_symlink(Outside.path() / "bom.yaml",
                                  Repo.path() / "ai-license-bom.yaml");
  ToolRun First = run({"--fix"});
  EXPECT_EQ(First.Status, 2);
  EXPECT_THAT(First.Err, HasSubstr("lies outside of the checkout; nothing is "
                                   "changed"));
  EXPECT_EQ(readFile(Outside.path() / "bom.yaml"), "models: []\n");
}

TEST_F(AttributionRepairTest, AFileThatWasNotReadIsLeftAlone) {
  Repo.add("NOTICE", std::string(2 << 20, 'x'));
  ToolRun First = run({"--fix"});
  EXPECT_EQ(First.Status, 2);
  EXPECT_THAT(First.Err, HasSubstr("nothing is changed"));
  EXPECT_EQ(text("NOTICE").size(), size_t(2 << 20));
}

TEST_F(AttributionRepairTest, TheUnsafeFixRenamesWhatIsPublished) {
  run({"--fix-unsafe"});
  EXPECT_THAT(text("train.py"),
              HasSubstr("push_to_hub(\"acme/Llama-chat-8b\")  # was "
                        "\"acme/chat-8b-old\"\n"));
  EXPECT_EQ(text("NOTICE"), Credit);
  expectConverged("--fix-unsafe");
}

TEST_F(AttributionRepairTest, AnIdThatStandsElsewhereIsRenamedThere) {
  std::string Text = Train;
  const std::string Id = "\"acme/chat-8b\"";
  Text.replace(Text.find(Id), Id.size(), "HUB_ID");
  Repo.add("train.py", "HUB_ID = \"acme/chat-8b\"\n" + Text);
  run({"--fix-unsafe"});
  EXPECT_THAT(text("train.py"),
              StartsWith("HUB_ID = \"acme/Llama-chat-8b\"\n"));
  expectConverged("--fix-unsafe");
}

TEST_F(AttributionRepairTest, EverySpellingIsRenamed) {
  Repo.add("train.py",
           std::string(Train) + "tokenizer.push_to_hub(\"acme/chat-8b\")\n");
  Repo.add("serve.py", "from transformers import pipeline\n\n"
                       "chat = pipeline(model=\"acme/chat-8b\")\n"
                       "older = pipeline(model=\"acme/chat-8b-old\")\n");
  Repo.add("README.md", "See [it](https://huggingface.co/acme/chat-8b), or "
                        "ask acme/chat-8b.\n");
  run({"--fix-unsafe"});
  EXPECT_THAT(text("train.py"),
              HasSubstr("tokenizer.push_to_hub(\"acme/Llama-chat-8b\")"));
  EXPECT_THAT(text("serve.py"),
              AllOf(HasSubstr("(model=\"acme/Llama-chat-8b\")"),
                    HasSubstr("(model=\"acme/chat-8b-old\")")));
  EXPECT_EQ(text("README.md"),
            "See [it](https://huggingface.co/acme/Llama-chat-8b), or "
            "ask acme/Llama-chat-8b.\n");
  expectConverged("--fix-unsafe");
}

TEST_F(AttributionRepairTest, WhatMakesAFileIsNamedAndNotExported) {
  bool Applied = applyExported({"--fix-unsafe"});
  EXPECT_THAT(Exported.Err, HasSubstr("'NOTICE' is to be made"));
  EXPECT_THAT(text("NOTICE"), IsEmpty());
  if (!Applied)
    GTEST_SKIP() << "clang-apply-replacements-19 is not installed";
  EXPECT_THAT(text("train.py"), HasSubstr("\"acme/Llama-chat-8b\""));
}

TEST_F(AttributionRepairTest, SafeFixesAloneAreExportedWithoutTheOption) {
  applyExported({});
  EXPECT_EQ(text("train.py"), Train);
}

/// The hub's id is what is published, not the folder of the checkpoints.
TEST_F(AttributionRepairTest, TheHubIdIsTheNameNotTheFolder) {
  std::string Text = Train;
  auto Swap = [&](const std::string &From, const std::string &To) {
    Text.replace(Text.find(From), From.size(), To);
  };
  Swap("Arguments(\"out\")",
       "Arguments(\"out\", hub_model_id=\"acme/chat-8b\")");
  Swap("model.push_to_hub(\"acme/chat-8b\")  # was \"acme/chat-8b-old\"",
       "trainer.push_to_hub()");
  Repo.add("train.py", Text);
  run({"--fix-unsafe"});
  EXPECT_THAT(text("train.py"),
              HasSubstr("hub_model_id=\"acme/Llama-chat-8b\""));
  expectConverged("--fix-unsafe");
}

constexpr char Commit[] = "0e9e39f249a16976918f6564b8830bc894c89659";

/// The Hub cache is a folder of the test's own.
class PinRepairTest : public RepairTest {
protected:
  void SetUp() override {
    Checks = "-*,provenance-unpinned-revision";
    setenv("HF_HUB_CACHE", Cache.path().c_str(), 1);
    Repo.add("load.py", Load);
  }
  void TearDown() override { unsetenv("HF_HUB_CACHE"); }

  /// Both calls of Load with the commit in their own form.
  std::string pinned(const std::string &To) {
    return std::string(Head) +
           "one = A.from_pretrained(\"allenai/OLMo-7B\", "
           "revision=\"" +
           To + "\")\n" +
           "two = A.from_pretrained(\n    \"allenai/OLMo-7B\",  # a, (b\n"
           "    device_map={\"\": 0},  # last\n    revision=\"" +
           To + "\",\n)\n" +
           "three = A.from_pretrained(\"allenai/OLMo-7B\", revision=\"" + To +
           "\")\n";
  }

  static constexpr char Head[] =
      "from transformers import AutoModelForCausalLM as A\n";
  static constexpr char Load[] =
      "from transformers import AutoModelForCausalLM as A\n"
      "one = A.from_pretrained(\"allenai/OLMo-7B\")\n"
      "two = A.from_pretrained(\n    \"allenai/OLMo-7B\",  # a, (b\n"
      "    device_map={\"\": 0},  # last\n)\n"
      "three = A.from_pretrained(\"allenai/OLMo-7B\", revision=\"main\")\n";
  TempFolder Cache;
};

TEST_F(PinRepairTest, TakesTheCommitThatTheRecordWasWrittenFor) {
  Repo.add("ai-license-bom.yaml", std::string("models:\n"
                                              "  - id: allenai/OLMo-7B\n"
                                              "    revision: ") +
                                      Commit + "\n");
  run({"--fix"});
  EXPECT_EQ(text("load.py"), pinned(Commit));
  expectConverged("--fix");
}

TEST_F(PinRepairTest, TakesTheCommitOfALock) {
  Repo.add("olmo.dvc", std::string("deps:\n- path: .\n  repo:\n"
                                   "    url: https://huggingface.co/"
                                   "allenai/OLMo-7B\n    rev_lock: ") +
                           Commit + "\n");
  run({"--fix"});
  EXPECT_EQ(text("load.py"), pinned(Commit));
  expectConverged("--fix");
}

TEST_F(PinRepairTest, TakesTheCommitOfTheHubCache) {
  Cache.add("models--allenai--OLMo-7B/refs/main", Commit);
  std::string Report = run({}).Out;
  run({"--fix"});
  EXPECT_EQ(text("load.py"), pinned(Commit));
  expectConverged("--fix");
  // What lies on this machine alone is in no report.
  EXPECT_THAT(Report, Not(HasSubstr(Commit)));
}

/// A config has a key of its own for it, named by the tool's row.
TEST_F(PinRepairTest, PinsConfigs) {
  Cache.add("models--allenai--OLMo-7B/refs/main", Commit);
  std::filesystem::remove(Repo.path() / "load.py");
  const std::string Data = "datasets:\n  - path: tatsu-lab/alpaca\n"
                           "    type: alpaca\nlearning_rate: 0.1\n";
  const std::string Pin =
      std::string("revision_of_model: \"") + Commit + "\"\n";
  Repo.add("axolotl.yml", "base_model: allenai/OLMo-7B  # ours\n" + Data);
  const std::string Recipe = "learning_rate: 1.0e-5\nnum_train_epochs: 1\n"
                             "dataset_name: tatsu-lab/alpaca\n";
  Repo.add("sft.yaml", Recipe + "model_name_or_path: 'allenai/OLMo-7B'");
  run({"--fix"});
  EXPECT_EQ(text("axolotl.yml"),
            "base_model: allenai/OLMo-7B  # ours\n" + Pin + Data);
  EXPECT_EQ(text("sft.yaml"), Recipe +
                                  "model_name_or_path: 'allenai/OLMo-7B'\n"
                                  "model_revision: \"" +
                                  Commit + "\"");
  expectConverged("--fix");
}

TEST_F(PinRepairTest, LeavesConfigsThatMayHaveARevision) {
  Cache.add("models--allenai--OLMo-7B/refs/main", Commit);
  std::filesystem::remove(Repo.path() / "load.py");
  const std::string Data = "datasets: [{path: tatsu-lab/alpaca, type: alpaca}]"
                           "\nlearning_rate: 0.1\n";
  const std::string Null =
      "base_model: allenai/OLMo-7B\nrevision_of_model:\n" + Data;
  Repo.add("null.yml", Null);
  const std::string OneLine =
      "{base_model: allenai/OLMo-7B, learning_rate: 0.1, datasets: [{path: "
      "tatsu-lab/alpaca, type: alpaca}]}\n";
  Repo.add("line.yml", OneLine);
  EXPECT_THAT(run({"--fix"}).Err, Not(HasSubstr("edited")));
  EXPECT_EQ(text("null.yml"), Null);
  EXPECT_EQ(text("line.yml"), OneLine);
}

TEST_F(PinRepairTest, LeavesCallsThatMayHaveARevision) {
  Cache.add("models--allenai--OLMo-7B/refs/main", Commit);
  std::string Text =
      "import os\nfrom transformers import AutoModelForCausalLM as A\n"
      "a = A.from_pretrained(\"allenai/OLMo-7B\", revision=None)\n"
      "b = A.from_pretrained(\"allenai/OLMo-7B\", revision = \"\")\n"
      "R = os.environ['R']\n"
      "c = A.from_pretrained(\n    \"allenai/OLMo-7B\",\n"
      "    # which\n    revision=R,\n)\n"
      "def load(revision=None, *args, **more):\n"
      "    A.from_pretrained(\"allenai/OLMo-7B\", revision=revision)\n"
      "    A.from_pretrained(\"allenai/OLMo-7B\", *args)\n"
      "    return A.from_pretrained(\"allenai/OLMo-7B\", **more)\n";
  Repo.add("load.py", Text);
  run({"--fix"});
  EXPECT_EQ(text("load.py"), Text);
  // The keyword of another call, and what only looks like it, hinder nothing.
  const std::string Call =
      "A.from_pretrained(\"allenai/OLMo-7B\", code_revision=\"v1\", "
      "token=f(revision=2 ** 3, **{})";
  Repo.add("load.py", Text + Call + ")\n");
  run({"--fix"});
  EXPECT_EQ(text("load.py"),
            Text + Call + ", revision=\"" + std::string(Commit) + "\")\n");
  EXPECT_THAT(run({"--fix"}).Err, Not(HasSubstr("edited")));
}

/// A commit is one model's: where a call may load another one too, that load
/// would fail.
TEST_F(PinRepairTest, LeavesCallsThatMayLoadSomethingElse) {
  Cache.add("models--allenai--OLMo-7B/refs/main", Commit);
  const std::string Text =
      "import argparse, os, sys\n"
      "from transformers import AutoModelForCausalLM as A, pipeline\n"
      "M = 'allenai/OLMo-7B'\n"
      "def load(name):\n    return A.from_pretrained(name)\n"
      "load(M)\nload('gpt2')\n"
      "for m in [M, 'gpt2']:\n    A.from_pretrained(m)\n"
      "p = argparse.ArgumentParser()\np.add_argument('--model', default=M)\n"
      "A.from_pretrained(p.parse_args().model)\n"
      "A.from_pretrained(os.environ.get('X', M))\n"
      "A.from_pretrained(os.environ.get('X', 'allenai/OLMo-7B'))\n"
      "A.from_pretrained(M if sys.argv else 'gpt2')\n"
      "def other(name=M):\n    return A.from_pretrained(name)\n"
      "other()\nother(unknown())\n"
      "N = M\nif sys.argv:\n    N = sys.argv[1]\n"
      "def last():\n    return A.from_pretrained(N)\n"
      "pipeline('text-generation', model=M, "
      "tokenizer='openai-community/gpt2')\n"
      "pipeline('text-generation', model=M, tokenizer=sys.argv[1])\n"
      "B = 'main'\nA.from_pretrained(M, revision=B)\n"
      "A.from_pretrained('gpt2', revision=B)\n"
      "def global_one():\n    return A.from_pretrained(M)\n";
  Repo.add("load.py", Text);
  run({"--fix"});
  EXPECT_EQ(text("load.py"), Text);
  // Beside them a variable that is set above, in the same scope.
  Repo.add("load.py", Text + "A.from_pretrained(M)\ndef one():\n"
                             "    own = 'allenai/OLMo-7B'\n    print(own)\n"
                             "    return A.from_pretrained(own)\n"
                             "M = 'gpt2'\n");
  run({"--fix"});
  const std::string Pin = ", revision=\"" + std::string(Commit) + "\")\n";
  EXPECT_EQ(text("load.py"), Text + "A.from_pretrained(M" + Pin +
                                 "def one():\n    own = 'allenai/OLMo-7B'\n"
                                 "    print(own)\n"
                                 "    return A.from_pretrained(own" +
                                 Pin + "M = 'gpt2'\n");
}

TEST_F(PinRepairTest, LeavesAVariableThatAFunctionSets) {
  Cache.add("models--allenai--OLMo-7B/refs/main", Commit);
  const std::string Text =
      "from transformers import AutoModelForCausalLM as A\n"
      "G = 'allenai/OLMo-7B'\ndef set_g():\n    global G\n    G = 'gpt2'\n"
      "set_g()\nA.from_pretrained(G)\n";
  Repo.add("load.py", Text);
  run({"--fix"});
  EXPECT_EQ(text("load.py"), Text);
}

TEST_F(PinRepairTest, LeavesAVariableThatAnImportMaySet) {
  Cache.add("models--allenai--OLMo-7B/refs/main", Commit);
  Repo.add("conf.py", "G = 'gpt2'\n");
  const std::string Head =
      "from transformers import AutoModelForCausalLM as A\n";
  const std::string Set = "G = 'allenai/OLMo-7B'\n";
  const std::string Star = "from conf import *\n";
  Repo.add("load.py", Head + Set + Star + "A.from_pretrained(G)\n");
  run({"--fix"});
  EXPECT_EQ(text("load.py"), Head + Set + Star + "A.from_pretrained(G)\n");
  Repo.add("load.py", Head + Star + Set + "A.from_pretrained(G)\n");
  run({"--fix"});
  EXPECT_THAT(text("load.py"), HasSubstr("A.from_pretrained(G, revision="));
}

TEST_F(PinRepairTest, SaysWhyACallIsNotPinned) {
  Repo.add("ai-license-bom.yaml",
           std::string("models:\n  - id: allenai/OLMo-7B\n    revision: ") +
               Commit + "\n");
  Repo.add("load.py", "from transformers import AutoModelForCausalLM as A\n"
                      "for m in ['allenai/OLMo-7B', 'gpt2']:\n"
                      "    A.from_pretrained(m)\n");
  EXPECT_THAT(run({"--fix"}).Out,
              HasSubstr("--fix pins no call that may load something else too: "
                        "load.py:3"));
}

/// What is loaded later is another finding than the one that is known.
TEST_F(PinRepairTest, ABaselineHoldsItsModelsAlone) {
  TempFolder Kept;
  const std::string File = (Kept.path() / "b.json").string();
  run({"--write-baseline=" + File});
  EXPECT_THAT(run({"--baseline=" + File}).Out,
              Not(HasSubstr("newest version")));
  Repo.add("other.py", Load); // the same model
  EXPECT_THAT(run({"--baseline=" + File}).Out,
              Not(HasSubstr("newest version")));
  Repo.add("new.py", "from transformers import pipeline\n"
                     "p = pipeline('text-generation', model='gpt2')\n");
  ToolRun Run = run({"--baseline=" + File});
  EXPECT_THAT(Run.Out, HasSubstr("newest version"));
  EXPECT_THAT(Run.Out + Run.Err, Not(HasSubstr("stale")));
}

/// One entry stands for all ids: what goes leaves the others known.
TEST_F(PinRepairTest, ABaselineOutlivesWhatIsPinned) {
  TempFolder Kept;
  const std::string File = (Kept.path() / "b.json").string();
  const std::string Pipe = "from transformers import pipeline\n"
                           "p = pipeline('text-generation', model='gpt2'";
  Repo.add("new.py", Pipe + ")\n");
  run({"--write-baseline=" + File});
  Repo.add("new.py", Pipe + ", revision='607a30d')\n");
  ToolRun Run = run({"--baseline=" + File});
  EXPECT_THAT(Run.Out, Not(HasSubstr("newest version")));
  EXPECT_THAT(Run.Out + Run.Err, Not(HasSubstr("stale")));
  for (const auto &Entry : std::filesystem::directory_iterator(Repo.path()))
    if (Entry.path().extension() == ".py")
      std::filesystem::remove(Entry.path());
  Run = run({"--baseline=" + File});
  EXPECT_THAT(Run.Out + Run.Err, HasSubstr("stale"));
}

/// Before Python 3.12 the quotes would end the string; behind a backslash no
/// comma may stand.
TEST_F(PinRepairTest, KeepsTheSyntaxOfTheFile) {
  Cache.add("models--allenai--OLMo-7B/refs/main", Commit);
  const std::string Head =
      "from transformers import AutoModelForCausalLM as A\n"
      "print(f\"{A.from_pretrained('allenai/OLMo-7B')}\")\n"
      "print(f\"\"\"\n{A.from_pretrained('allenai/OLMo-7B')}"
      "\"\"\")  # it's\n"
      "A.from_pretrained('allenai/OLMo-7B', \\\n"
      "    revision=None)\n";
  const std::string Call = "m = A.from_pretrained('allenai/OLMo-7B'";
  Repo.add("load.py", Head + Call + " \\\n)\n");
  run({"--fix"});
  EXPECT_EQ(text("load.py"),
            Head + Call + ", revision=\"" + std::string(Commit) + "\" \\\n)\n");
}

TEST_F(PinRepairTest, PinsDataSetsToo) {
  Cache.add("datasets--rajpurkar--squad/refs/main", Commit);
  Cache.add("models--rajpurkar--squad/refs/main", "nothing");
  Repo.add("load.py", "from datasets import load_dataset\n"
                      "d = load_dataset('rajpurkar/squad', split='train')\n");
  run({"--fix"});
  EXPECT_THAT(text("load.py"),
              HasSubstr("split='train', revision=\"" + std::string(Commit)));
}

TEST_F(PinRepairTest, LeavesWhatNobodyKnows) {
  Cache.add("models--allenai--OLMo-7B/refs/main", "not a commit");
  EXPECT_THAT(run({"--fix"}).Out, HasSubstr("newest version"));
  EXPECT_EQ(text("load.py"), Load);
}

TEST_F(PinRepairTest, IsExported) {
  Cache.add("models--allenai--OLMo-7B/refs/main", Commit);
  if (!applyExported({}))
    GTEST_SKIP() << "clang-apply-replacements-19 is not installed";
  // It takes a comma before a closing bracket away, as it would in C++.
  std::string Wanted = pinned(Commit);
  Wanted.erase(Wanted.find(",\n)\n"), 1);
  EXPECT_EQ(text("load.py"), Wanted);
}

} // namespace
