//===- parts_test.cpp - what a Markdown page becomes ----------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/markdown/markdown.h"
#include <gmock/gmock.h>

using namespace modeltidy;
using testing::SizeIs;

namespace {

Summary read(const SummaryPart &Part) {
  return llvm::cantFail(Summary::create(Part.Block.bytes()));
}

std::string repeat(llvm::StringRef Piece, size_t Times) {
  std::string Out;
  for (size_t I = 0; I < Times; ++I)
    Out += Piece;
  return Out;
}

/// The line of the first call.
uint32_t callLine(const Summary &S) {
  for (const Node &N : S.nodes())
    if (N.Kind == NodeKind::Call)
      return S.lineOf(N.Begin);
  return 0;
}

TEST(MarkdownParts, EachPythonBlockIsAModule) {
  auto Parts = summarizeMarkdown("# Use\n```python\nx = f(1)\n```\n"
                                 "1. Then\n   ```py\n   if x:\n       g(x)\n"
                                 "   h(x)\n   ```\n");
  ASSERT_THAT(Parts, SizeIs(2));
  EXPECT_EQ(callLine(read(Parts[0])), 3u);
  EXPECT_EQ(callLine(read(Parts[1])), 8u);
  for (const SummaryPart &Part : Parts) {
    EXPECT_TRUE(Part.Documented);
    EXPECT_THAT(read(Part).errors(), SizeIs(0));
    EXPECT_EQ(read(Part).frontEnd(), FrontEnd::Python);
  }
}

TEST(MarkdownParts, OptionsWithoutTheirProgram) {
  auto Parts = summarizeMarkdown("Run `pkg/t.py` with:\n\n```\n--m a/b\n--n 1\n"
                                 "```\n\n```bash\nls\n```\n");
  ASSERT_THAT(Parts, SizeIs(1));
  Summary S = read(Parts[0]);
  std::vector<std::string> Calls;
  for (const Node &N : S.nodes())
    if (N.Kind == NodeKind::Call) {
      std::string Words = std::to_string(S.lineOf(N.Begin)) + ":";
      for (const Operand &O : S.operands(N))
        Words += " " + S.name(O.Value).str() + "@" +
                 std::to_string(S.lineOf(S.node(O.Value).Begin));
      Calls.push_back(Words);
    }
  EXPECT_THAT(Calls, testing::ElementsAre("1: pkg/t.py@1 --m@4 a/b@4 --n@5 1@5",
                                          "9: ls@9"));
  EXPECT_THAT(summarizeMarkdown("`a.py` or `b.py`:\n```\n--m a/b\n```\n"),
              SizeIs(0));
}

TEST(MarkdownParts, CommandsMarkedAsPython) {
  auto Parts = summarizeMarkdown("```python\n\npython t.py \\\n  --m a/b\n"
                                 "```\n```python\n%%time\n!python u.py --x\n"
                                 "f(1)\n```\n");
  ASSERT_THAT(Parts, SizeIs(2));
  EXPECT_EQ(read(Parts[0]).frontEnd(), FrontEnd::Python);
  EXPECT_THAT(read(Parts[0]).errors(), SizeIs(0));
  EXPECT_EQ(callLine(read(Parts[0])), 9u);
  Summary S = read(Parts[1]);
  EXPECT_EQ(S.frontEnd(), FrontEnd::Shell);
  EXPECT_THAT(S.errors(), SizeIs(0));
  size_t Calls = 0;
  for (const Node &N : S.nodes())
    Calls += N.Kind == NodeKind::Call;
  EXPECT_EQ(Calls, 2u);
}

TEST(MarkdownParts, OfASessionWhatWasTyped) {
  auto Parts = summarizeMarkdown("```pycon\n>>> for x in y:\n...     f(x)\n"
                                 "...\nsome output (of it\n>>> g(1)\n```\n");
  ASSERT_THAT(Parts, SizeIs(1));
  EXPECT_THAT(read(Parts[0]).errors(), SizeIs(0));
  EXPECT_EQ(callLine(read(Parts[0])), 3u);
}

TEST(MarkdownParts, FrontMatterIsTheOnlyPartThatIsNoAdvice) {
  auto Parts = summarizeMarkdown("---\nlicense: mit\n---\n- ```yaml\n"
                                 "  base: x\n  ```\n");
  ASSERT_THAT(Parts, SizeIs(2));
  for (const SummaryPart &Part : Parts) {
    Summary S = read(Part);
    EXPECT_EQ(S.frontEnd(), FrontEnd::Config);
    EXPECT_THAT(S.errors(), SizeIs(0));
    ASSERT_THAT(S.roots(), SizeIs(1));
    EXPECT_EQ(S.node(S.roots()[0]).Kind, NodeKind::Dict);
  }
  EXPECT_FALSE(Parts[0].Documented);
  EXPECT_TRUE(Parts[1].Documented);
  Summary S = read(Parts[1]);
  EXPECT_EQ(S.lineOf(S.node(S.operandNamed(S.roots()[0], "base")).Begin), 5u);
}

TEST(MarkdownParts, CommandsAreOnePart) {
  auto Parts = summarizeMarkdown("```bash\nM=a/b\n```\nand\n```\n"
                                 "python t.py --m $M\n```\n"
                                 "```python\nf(1)\n```\n");
  ASSERT_THAT(Parts, SizeIs(2));
  Summary S = read(Parts[1]);
  EXPECT_TRUE(Parts[1].Documented);
  EXPECT_EQ(S.frontEnd(), FrontEnd::Shell);
  EXPECT_EQ(callLine(S), 6u);
}

TEST(FileParts, APythonFileAndTheCommandsThatItShows) {
  auto Parts = summarizeFile(FileKind::Python, "t.py",
                             "\"\"\"Train.\n\npython t.py \\\n  --m a/b\n"
                             "\"\"\"\nf(1)\n");
  ASSERT_THAT(Parts, SizeIs(2));
  EXPECT_FALSE(Parts[0].Documented);
  EXPECT_EQ(callLine(read(Parts[0])), 6u);
  EXPECT_TRUE(Parts[1].Documented);
  EXPECT_EQ(read(Parts[1]).frontEnd(), FrontEnd::Shell);
  EXPECT_EQ(callLine(read(Parts[1])), 3u);
  EXPECT_THAT(summarizeFile(FileKind::Python, "t.py", "\"\"\"Doc.\"\"\"\n"),
              SizeIs(1));
}

TEST(FileParts, AWorkflowIsAConfigWithScripts) {
  auto Parts = summarizeFile(FileKind::Yaml, "ci.yml",
                             "on: push\nsteps:\n- run: python a.py\n");
  ASSERT_THAT(Parts, SizeIs(2));
  EXPECT_EQ(read(Parts[0]).frontEnd(), FrontEnd::Config);
  EXPECT_EQ(read(Parts[1]).frontEnd(), FrontEnd::Shell);
  EXPECT_EQ(callLine(read(Parts[1])), 3u);
  EXPECT_FALSE(Parts[1].Documented);
  EXPECT_THAT(summarizeFile(FileKind::Yaml, "a.yml", "a: 1\n"), SizeIs(1));
}

TEST(FileParts, RecipesAndImages) {
  auto Make =
      summarizeFile(FileKind::Makefile, "Makefile", "all:\n\tpython a.py\n");
  ASSERT_THAT(Make, SizeIs(1));
  EXPECT_EQ(callLine(read(Make[0])), 2u);
  auto Image = summarizeFile(FileKind::Dockerfile, "Dockerfile",
                             "FROM x\n\nRUN python a.py\n");
  ASSERT_THAT(Image, SizeIs(1));
  EXPECT_EQ(callLine(read(Image[0])), 3u);
}

TEST(MarkdownParts, LinkedDatasetsAreAConfig) {
  auto Parts = summarizeMarkdown(
      "See [it](https://huggingface.co/datasets/acme/harbor-talk-9k).\n"
      "https://huggingface.co/datasets/acme/harbor-talk-9k/tree/main\n"
      "https://huggingface.co/datasets/acme https://huggingface.co/acme/b\n");
  ASSERT_THAT(Parts, SizeIs(1));
  EXPECT_TRUE(Parts[0].Documented);
  Summary S = read(Parts[0]);
  ASSERT_EQ(S.roots().size(), 1u);
  NodeId List = S.operandNamed(S.roots()[0], "linked data sets");
  ASSERT_THAT(S.operands(S.node(List)), SizeIs(1));
  EXPECT_EQ(S.name(S.operand(List, 0)), "acme/harbor-talk-9k");
  EXPECT_EQ(S.lineOf(S.node(S.operand(List, 0)).Begin), 1u);
}

TEST(MarkdownParts, ProseAloneIsNothing) {
  EXPECT_THAT(summarizeMarkdown(""), SizeIs(0));
  EXPECT_THAT(summarizeMarkdown("# Title\n\nx = f(1)\n"), SizeIs(0));
  EXPECT_THAT(summarizeMarkdown("```cpp\nint main();\n```\n"), SizeIs(0));
}

TEST(MarkdownParts, LimitsAreSaid) {
  auto Parts = summarizeMarkdown(repeat("```py\nf()\n```\n", 600));
  ASSERT_THAT(Parts, SizeIs(MaxMarkdownBlocks + 1));
  Summary Last = read(Parts.back());
  ASSERT_THAT(Last.errors(), SizeIs(1));
  EXPECT_EQ(Last.lineOf(Last.errors()[0].Begin), 3u * MaxMarkdownBlocks + 2);
}

TEST(MarkdownParts, HostilePages) {
  for (const std::string &Page :
       {repeat("```\n", 200000), repeat("> ", 1000000), repeat("`", 3000000),
        "```py\n" + repeat("(", 200000), repeat("```py\n~~~\n", 50000),
        repeat("    python a.py '\n", 50000), repeat("- ", 500000),
        "---\n" + repeat("a: 1\n", 100000), repeat("python a.py \\\n", 100000)})
    for (const SummaryPart &Part : summarizeMarkdown(Page))
      read(Part);
}

} // namespace
