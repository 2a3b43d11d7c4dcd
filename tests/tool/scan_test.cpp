//===- scan_test.cpp - the stages in a row, in memory ---------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/findings.h"
#include "scanner/tool/scan.h"
#include <gmock/gmock.h>

using namespace modeltidy;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

namespace {

constexpr char Generate[] = R"py(
import json
from transformers import pipeline
ask = pipeline("text-generation", model="meta-llama/Llama-2-7b-chat-hf")
rows = [{"text": ask("Why?")[0]["generated_text"]}]
json.dump(rows, open("rows.json", "w"))
)py";

constexpr char Clean[] = R"py(
import json
rows = json.load(open("rows.json"))
json.dump([r for r in rows if r["text"]], open("clean.json", "w"))
)py";

constexpr char Train[] = R"py(
from datasets import load_dataset
from trl import SFTTrainer
data = load_dataset("json", data_files="clean.json")
SFTTrainer(model="mistralai/Mistral-7B-v0.1", train_dataset=data).train()
)py";

class ScanTest : public testing::Test {
protected:
  Scan scanAll() {
    Asked.Today = "2026-11-21";
    llvm::Expected<Scan> S = scanSource(std::move(Files), Asked);
    EXPECT_TRUE(bool(S));
    return std::move(*S);
  }

  std::unique_ptr<MemorySource> Files = std::make_unique<MemorySource>();
  Options Asked;
};

TEST_F(ScanTest, FollowsDataThroughAFileWithoutApiWords) {
  Files->add("a/generate.py", Generate);
  Files->add("a/clean.py", Clean);
  Files->add("a/train.py", Train);
  Files->add("a/unrelated.py", "print('hello')\n");
  Scan S = scanAll();
  EXPECT_EQ(S.Counts.Seen, 4u);
  EXPECT_EQ(S.Counts.Parsed, 3u);
  ASSERT_THAT(S.Flows, SizeIs(1));
  EXPECT_EQ(S.Flows[0].Decision, Verdict::Prohibited);
  EXPECT_THAT(S.Limits, IsEmpty());
  EXPECT_THAT(S.Troubles, IsEmpty());
}

TEST_F(ScanTest, WhatCannotBeReadIsSaid) {
  Files->add("bad.py", "import openai\n");
  Files->fail("bad.py", "the disk is on fire");
  Scan S = scanAll();
  ASSERT_THAT(S.Troubles, SizeIs(1));
  EXPECT_EQ(S.Troubles[0].File, "bad.py");
  EXPECT_THAT(S.Troubles[0].What, HasSubstr("the disk is on fire"));
}

TEST_F(ScanTest, WhatDoesNotParseIsSaidOnceAndTheRestIsUsed) {
  Files->add("half.py", std::string(Generate) + "def (:\n)))\nx = = 3\n");
  Scan S = scanAll();
  EXPECT_THAT(S.Troubles, SizeIs(1));
  EXPECT_THAT(S.Graph.Generations, SizeIs(1));
}

TEST_F(ScanTest, VendoredFoldersAreLeftOutWithoutTrouble) {
  Files->add("node_modules/x/a.py", "import openai\n");
  Files->add("b.py", "x = 1\n");
  Scan S = scanAll();
  EXPECT_THAT(S.Limits, SizeIs(1));
  EXPECT_THAT(S.Troubles, IsEmpty());
}

TEST_F(ScanTest, FlowsThatTouchNoRequestedFileAreLeftOut) {
  auto Renamed = [](std::string Text) {
    for (size_t At = 0; (At = Text.find(".json", At)) != std::string::npos;)
      At = Text.replace(At, 5, "_b.json").find(".json", At) + 5;
    return Text;
  };
  for (auto [Name, Text] :
       {std::pair("generate.py", Generate), std::pair("clean.py", Clean),
        std::pair("train.py", Train)}) {
    Files->add(std::string("one/") + Name, Text);
    Files->add(std::string("two/") + Name, Renamed(Text));
  }
  Asked.Paths = {"one/train.py"};
  Scan S = scanAll();
  ASSERT_THAT(S.Flows, SizeIs(2));
  Asked.Checks = CheckGlobs("license-output-training");
  llvm::Expected<Findings> Found = findingsOf(S, Asked);
  ASSERT_TRUE(bool(Found));
  ASSERT_THAT(Found->Shown, SizeIs(1));
  EXPECT_EQ(S.Graph.Files[Found->Shown[0].Where.File], "one/train.py");
  EXPECT_NE(Found->FlowShown[0], Found->FlowShown[1]);
}

bool says(const std::vector<Limit> &Limits, llvm::StringRef File,
          llvm::StringRef What) {
  return llvm::any_of(Limits, [&](const Limit &L) {
    return L.File == File && llvm::StringRef(L.What).contains(What);
  });
}

TEST_F(ScanTest, FilesCountAsParsedWhereTheyGiveAPart) {
  Files->add("conf.yaml", "a: 1\n");
  Files->add("README.md", "# python.py\n\nNothing to run.\n");
  Files->add("use.md", "```bash\npython conf.py\n```\n");
  Files->add("unread.jsonl", "{\"a\": 1}\n");
  Scan S = scanAll();
  EXPECT_EQ(S.Counts.Seen, 4u);
  EXPECT_EQ(S.Counts.Parsed, 2u);
  EXPECT_THAT(S.Limits, IsEmpty());
}

TEST_F(ScanTest, DataIsNotParsedAndThatIsSaid) {
  Files->add("big.yaml", std::string(2 << 20, '#'));
  Files->add("use.py", "import openai\nx = open('rows.jsonl')\n");
  std::string Rows;
  while (Rows.size() < (1 << 20))
    Rows += "{\"text\": \"a row of some length\"}\n";
  Files->add("rows.jsonl", Rows);
  for (int I = 0; I != 300; ++I)
    Files->add("rows/" + std::to_string(I) + ".json", "{}");
  Scan S = scanAll();
  EXPECT_EQ(S.Counts.Parsed, 2u); // use.py and the head of rows.jsonl
  EXPECT_TRUE(says(S.Limits, "big.yaml", "taken for data"));
  EXPECT_TRUE(says(S.Limits, "rows.jsonl", "first 64 KiB"));
  EXPECT_TRUE(says(S.Limits, "rows/", "300 JSON files"));
  EXPECT_THAT(S.Troubles, IsEmpty());
}

} // namespace
