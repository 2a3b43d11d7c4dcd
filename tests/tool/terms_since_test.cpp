//===- terms_since_test.cpp - terms that changed since a day --------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/report/terms_since.h"
#include "scanner/tool/scan.h"
#include <gmock/gmock.h>
#include <list>
#include <nlohmann/json.hpp>

using namespace modeltidy;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

namespace {

constexpr char Uses[] = R"py(
from openai import OpenAI
from transformers import AutoModelForCausalLM
client = OpenAI(base_url="https://api.x.ai/v1")
client.chat.completions.create(model="grok-3", messages=[])
model = AutoModelForCausalLM.from_pretrained("Qwen/Qwen-7B-Chat")
)py";

class TermsSinceTest : public testing::Test {
protected:
  TermsReport since(const char *Day, const std::string &Code = Uses,
                    const std::string &Policy = "") {
    auto Source = std::make_unique<MemorySource>();
    Source->add("gen.py", Code);
    if (!Policy.empty())
      Source->add(".model-tidy.yaml", Policy);
    Options Asked;
    Asked.Today = "2026-11-21";
    llvm::Expected<Scan> S = scanSource(std::move(Source), Asked);
    EXPECT_TRUE(bool(S));
    Kept.push_back(std::move(*S));
    return termsSince(Kept.back().subject(), Day);
  }

private:
  std::list<Scan> Kept; // the reports borrow from the catalogs
};

TEST_F(TermsSinceTest, AnAmendmentIsToldWithTheRuleBeforeAndAfter) {
  std::string Text = termsSinceText(since("2026-08-01"));
  EXPECT_THAT(Text, HasSubstr("  2026-08-14: output may not train any AI "
                              "system unless agreed (verified-from-text)\n"
                              "    training on outputs\n"
                              "      was: competing-models-only\n"
                              "      is:  prohibited\n"));
  EXPECT_THAT(Text, HasSubstr("used by: grok-3 (gen.py:5)"));
  EXPECT_THAT(Text, HasSubstr(", read 2026-11-21"));
}

TEST_F(TermsSinceTest, ATextInPlaceOfAnotherIsComparedByProvision) {
  std::string Text = termsSinceText(since("2024-09-01"));
  EXPECT_THAT(Text, HasSubstr("  2024-09-19: superseded by the Qwen"));
  EXPECT_THAT(Text, HasSubstr("was: same-family-only"));
}

TEST_F(TermsSinceTest, OnlyTheTermsInUseCount) {
  TermsReport R = since("2000-01-01", "from transformers import pipeline\n"
                                      "pipeline(model='gpt2')\n");
  EXPECT_EQ(R.Looked, 1u);
  EXPECT_THAT(termsSinceText(R), Not(HasSubstr("grok")));
}

TEST_F(TermsSinceTest, NothingNewIsSaidToo) {
  std::string Text = termsSinceText(since("2026-11-20"));
  // The catalog's own day grows with its records.
  EXPECT_THAT(Text, AllOf(HasSubstr("changed: 0."),
                          HasSubstr("as the catalog of 2026-")));
}

TEST_F(TermsSinceTest, TheDigestIsOfTheChangesAndNotOfTheUses) {
  std::string Moved = std::string("\n\n") + Uses;
  EXPECT_EQ(since("2026-08-01").Digest, since("2026-08-01", Moved).Digest);
  EXPECT_NE(since("2026-08-01").Digest, since("2026-11-20").Digest);
}

TEST_F(TermsSinceTest, JsonHasTheSameFacts) {
  auto Page = nlohmann::json::parse(termsSinceJson(since("2026-08-01")));
  ASSERT_EQ(Page["changes"].size(), 1u);
  EXPECT_EQ(Page["since"], "2026-08-01");
  const auto &Change = Page["changes"][0];
  EXPECT_EQ(Change["license"], "LicenseRef-xai-enterprise-terms");
  EXPECT_EQ(Change["date"], "2026-08-14");
  EXPECT_EQ(Change["provisions"][0]["before"], "competing-models-only");
  EXPECT_EQ(Change["used_by"][0]["file"], "gen.py");
}

TEST_F(TermsSinceTest, MarkdownCannotBeWrittenByIds) {
  std::string Policy = "Models: [{Pattern: '^a', License: "
                       "LicenseRef-xai-enterprise-terms}]\n";
  std::string Code = "from transformers import pipeline\n"
                     "pipeline(model='a/b|<img src=x>')\n";
  std::string Text = termsSinceMarkdown(since("2026-08-01", Code, Policy));
  EXPECT_THAT(Text, HasSubstr(R"(a/b\|\<img src=x\>)"));
}

} // namespace
