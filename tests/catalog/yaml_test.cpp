//===- yaml_test.cpp - the YAML reader and its limits -------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/catalog/yaml.h"

#include "llvm/ADT/StringExtras.h"

#include <gtest/gtest.h>

using namespace modeltidy;
using llvm::StringRef;

namespace {

std::string problems(const yaml::Problems &Found) {
  std::string Out;
  for (const yaml::Problem &P : Found)
    Out += P.str() + "\n";
  return Out;
}

std::string problemsOf(StringRef Text, const yaml::Limits &Caps = {}) {
  yaml::Problems Found;
  (void)yaml::parse(Text, "f.yaml", Found, Caps);
  return problems(Found);
}

TEST(Yaml, ReadsScalarsSequencesAndMappings) {
  yaml::Problems Found;
  yaml::Document Doc =
      yaml::parse("a: 1\nb: [x, 'y']\nc: {d: true}\ne:\n", "f.yaml", Found);
  yaml::Node Root = Doc.root();
  EXPECT_EQ(problems(Found), "");
  ASSERT_TRUE(Root.isMapping());
  EXPECT_EQ(Root.size(), 4u);
  EXPECT_EQ(Root["a"].asInteger(), 1);
  EXPECT_EQ(Root["b"].item(0).text(), "x");
  EXPECT_TRUE(Root["b"].item(1).isQuoted());
  EXPECT_EQ(Root["c"]["d"].asBool(), true);
  EXPECT_TRUE(Root["e"].isNull());
  EXPECT_FALSE(Root["missing"]["deeper"]);
}

TEST(Yaml, MarksCountLinesFromOneAndOffsetsInBytes) {
  yaml::Problems Found;
  StringRef Text = "a: \xC3\xA9\nb:   x\n";
  yaml::Document Doc = yaml::parse(Text, "f.yaml", Found);
  yaml::Node B = Doc.root()["b"];
  EXPECT_EQ(B.begin().Line, 2u);
  EXPECT_EQ(B.begin().Column, 6u);
  EXPECT_EQ(Text.slice(B.begin().Offset, B.end().Offset), "x");
  yaml::Node A = Doc.root()["a"];
  EXPECT_EQ(Text.slice(A.begin().Offset, A.end().Offset), "\xC3\xA9");
}

TEST(Yaml, OffsetsHoldOverLongTextsAndByteOrderMarks) {
  std::string Text = "\xEF\xBB\xBF";
  for (int I = 0; I < 300; ++I)
    Text +=
        "k" + std::to_string(I) + ": '\xE2\x82\xAC" + std::to_string(I) + "'\n";
  yaml::Problems Found;
  yaml::Document Doc = yaml::parse(Text, "f.yaml", Found);
  ASSERT_EQ(Doc.root().size(), 300u);
  for (auto [Key, Value] : Doc.root().entries())
    EXPECT_EQ(StringRef(Text).slice(Value.begin().Offset, Value.end().Offset),
              ("'" + Value.text() + "'").str());
}

TEST(Yaml, AliasesShareTheirTarget) {
  yaml::Problems Found;
  yaml::Document Doc = yaml::parse("a: &x {k: v}\nb: *x\n", "f.yaml", Found);
  EXPECT_EQ(Doc.root()["b"]["k"].text(), "v");
}

TEST(Yaml, QuotedWordsAreNoNumbersOrTruths) {
  yaml::Problems Found;
  yaml::Document Doc =
      yaml::parse("[ '1', 'true', '', 700_000, 0.5, no ]", "f.yaml", Found);
  yaml::Node Root = Doc.root();
  EXPECT_FALSE(Root.item(0).asInteger());
  EXPECT_FALSE(Root.item(1).asBool());
  EXPECT_FALSE(Root.item(2).isNull());
  EXPECT_EQ(Root.item(3).asInteger(), 700000);
  EXPECT_EQ(Root.item(4).asNumber(), 0.5);
  EXPECT_EQ(Root.item(5).asBool(), false);
}

TEST(Yaml, SyntaxErrorsNameTheirPlace) {
  EXPECT_EQ(problemsOf("a: [1, 2\nb: 3\n"),
            "f.yaml:2:2: not valid YAML: did not find expected ',' or ']' "
            "(while parsing a flow sequence that began at line 1)\n");
  EXPECT_EQ(problemsOf("ok: 1\nbad: \xFF\n"),
            "f.yaml:2:6: cannot be read as YAML: invalid leading UTF-8 "
            "octet\n");
}

TEST(Yaml, DuplicateKeysAreReportedAndTheFirstWins) {
  yaml::Problems Found;
  yaml::Document Doc = yaml::parse("a: 1\nb: 2\na: 3\n", "f.yaml", Found);
  EXPECT_EQ(problems(Found),
            "f.yaml:3:1: duplicate key 'a', first at line 1\n");
  EXPECT_EQ(Doc.root()["a"].asInteger(), 1);
}

TEST(Yaml, DeepNestingHitsTheCap) {
  EXPECT_EQ(problemsOf(std::string(100000, '[')),
            "f.yaml:1:65: nested more than 64 deep\n");
}

TEST(Yaml, AliasBombsHitTheCap) {
  std::string Text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int I = 1; I < 12; ++I) {
    std::string Old = "*a" + std::to_string(I - 1);
    Text += "a" + std::to_string(I) + ": &a" + std::to_string(I) + " [" + Old;
    for (int J = 0; J < 9; ++J)
      Text += ", " + Old;
    Text += "]\n";
  }
  EXPECT_NE(problemsOf(Text).find("aliases expand this to more than"),
            std::string::npos);
}

TEST(Yaml, AliasChainsCannotHideDepth) {
  std::string Text = "- &a0 [x]\n";
  for (int I = 1; I < 100; ++I)
    Text += "- &a" + std::to_string(I) + " [*a" + std::to_string(I - 1) + "]\n";
  EXPECT_NE(problemsOf(Text).find("nests more than 64 deep"),
            std::string::npos);
}

TEST(Yaml, AliasesNameSomethingAboveAndNotThemselves) {
  EXPECT_EQ(problemsOf("a: *nothing\n"),
            "f.yaml:1:4: alias '*nothing' names no anchor above it\n");
  EXPECT_EQ(problemsOf("a: &x [*x]\n"),
            "f.yaml:1:8: alias '*x' stands inside the value it names\n");
}

TEST(Yaml, OtherLimits) {
  yaml::Limits Caps;
  Caps.MaxBytes = 10;
  EXPECT_EQ(problemsOf("a: 1234567890", Caps),
            "f.yaml:1:1: the file is 13 bytes long; at most 10 are read\n");
  Caps = {};
  Caps.MaxNodes = 3;
  EXPECT_EQ(problemsOf("[1, 2, 3]", Caps), "f.yaml:1:8: more than 3 values\n");
  Caps = {};
  Caps.MaxScalarBytes = 3;
  EXPECT_EQ(problemsOf("[abcd]", Caps),
            "f.yaml:1:2: a text of 4 bytes; at most 3\n");
}

TEST(Yaml, OneDocumentUnlessAsked) {
  EXPECT_EQ(problemsOf("a: 1\n---\nb: 2\n"),
            "f.yaml:2:1: another document begins here; at most 1 may stand in "
            "a file\n");
  yaml::Limits Caps;
  Caps.MaxDocuments = 2;
  yaml::Problems Found;
  yaml::Document Doc = yaml::parse("a: 1\n---\nb: 2\n", "f.yaml", Found, Caps);
  EXPECT_EQ(Doc.documents(), 2u);
  EXPECT_EQ(Doc.root(1)["b"].asInteger(), 2);
}

TEST(Yaml, EmptyTextHasNoRoot) {
  EXPECT_EQ(problemsOf(""), "");
  yaml::Problems Found;
  EXPECT_FALSE(yaml::parse("# nothing\n", "f.yaml", Found).root());
}

TEST(YamlFields, UnknownKeysNameTheNearestWord) {
  yaml::Problems Found;
  yaml::Document Doc =
      yaml::parse("generate: x\nname: y\n", "apis/a.yaml", Found);
  yaml::Fields F(Doc.root(), "an effect", Found);
  EXPECT_EQ(F.text("generates"), "");
  EXPECT_EQ(F.requireText("name"), "y");
  F.finish();
  EXPECT_EQ(problems(Found), "apis/a.yaml:1:1: unknown key 'generate' in an "
                             "effect; did you mean 'generates'?\n");
}

TEST(YamlFields, WrongShapesAreReportedWhereTheyStand) {
  yaml::Problems Found;
  yaml::Document Doc = yaml::parse(
      "n: many\nb: maybe\nt: [x]\nk: certian\nl: {a: b}\n", "p", Found);
  yaml::Fields F(Doc.root(), "a policy", Found);
  EXPECT_FALSE(F.integer("n"));
  EXPECT_FALSE(F.boolean("b"));
  EXPECT_EQ(F.text("t"), "");
  EXPECT_FALSE(F.choice("k", {"certain", "likely"}));
  EXPECT_TRUE(F.texts("l").empty());
  EXPECT_FALSE(F.require("absent"));
  F.finish();
  EXPECT_EQ(problems(Found),
            "p:1:4: 'n' must be a whole number, not 'many'\n"
            "p:2:4: 'b' must be true or false, not 'maybe'\n"
            "p:3:4: 't' must be a text\n"
            "p:4:4: unknown 'k': 'certian'; did you mean 'certain'?\n"
            "p:5:4: 'l' must list texts\n"
            "p:1:1: a policy needs 'absent'\n");
}

TEST(YamlFields, AnEmptyFileIsNamed) {
  yaml::Problems Found;
  yaml::Document Doc = yaml::parse("", "empty.yaml", Found);
  yaml::Fields F(Doc.root(), "a policy", Found);
  EXPECT_EQ(problems(Found),
            "empty.yaml:1:1: a policy must be a mapping (key: value)\n");
}

TEST(YamlFields, OneValueCountsAsAList) {
  yaml::Problems Found;
  yaml::Document Doc = yaml::parse("a: x\nb: [y, z]\nc:\n", "p", Found);
  yaml::Fields F(Doc.root(), "a record", Found);
  EXPECT_EQ(F.texts("a").size(), 1u);
  EXPECT_EQ(F.texts("b").size(), 2u);
  EXPECT_TRUE(F.list("c").empty());
}

TEST(YamlFields, NearestStaysNear) {
  std::vector<StringRef> Words{"permitted", "prohibited", "conditional"};
  EXPECT_EQ(yaml::nearest("permited", Words), "permitted");
  EXPECT_EQ(yaml::nearest("Permitted", Words), "permitted");
  EXPECT_EQ(yaml::nearest("banana", Words), "");
}

} // namespace
