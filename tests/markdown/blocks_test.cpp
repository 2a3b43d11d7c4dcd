//===- blocks_test.cpp - which code a Markdown page holds -----------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/markdown/blocks.h"
#include <gmock/gmock.h>

using namespace modeltidy;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

/// "python: x = 1|y = 2" for each block.
std::vector<std::string> blocks(llvm::StringRef Text) {
  static constexpr const char *Names[] = {"matter", "python", "shell", "yaml",
                                          "unmarked"};
  std::vector<std::string> Out;
  for (const MarkdownBlock &Block : markdownBlocks(Text)) {
    std::string Line = std::string(Names[unsigned(Block.Kind)]) + ":";
    for (LineRange L : Block.Lines)
      Line += " " + Text.slice(L.Begin, L.End).str() + "|";
    Out.push_back(Line);
  }
  return Out;
}

TEST(MarkdownBlocks, OfADiffWhatItLeaves) {
  EXPECT_THAT(blocks("```diff\npython a.py \\\n-  --old 1 \\\n+  --new 2 \\\n"
                     "   --same 3\n-  --last 4\n```\n"),
              ElementsAre("unmarked: python a.py \\| \\|   --new 2 \\|"
                          "    --same 3| |"));
}

TEST(MarkdownBlocks, FencesAndTheirLanguages) {
  EXPECT_THAT(blocks("```python\nx = 1\n```\n"
                     "~~~ Bash\nls\n~~~\n"
                     "```{.sh} title=\"a\"\npwd\n```\n"
                     "```yaml\na: 1\n```\n"
                     "```\nplain\n```\n"
                     "```cpp\nint x;\n```\n"),
              ElementsAre("python: x = 1|", "shell: ls|", "shell: pwd|",
                          "yaml: a: 1|", "unmarked: plain|"));
}

TEST(MarkdownBlocks, AFenceClosesByItsOwnKind) {
  EXPECT_THAT(blocks("````bash\n```\n~~~\nx\n`````\nprose\n"),
              ElementsAre("shell: ```| ~~~| x|"));
  EXPECT_THAT(blocks("```bash\n``` python\nx\n```\n"),
              ElementsAre("shell: ``` python| x|"));
}

TEST(MarkdownBlocks, InlineCodeIsNoFence) {
  EXPECT_THAT(blocks("```python x``` and more\ny\n"), IsEmpty());
}

TEST(MarkdownBlocks, ListsAndQuotations) {
  EXPECT_THAT(blocks("1. First:\n\n   ```bash\n   ls\n   ```\n"
                     "- ```sh\n  pwd\n  ```\n"),
              ElementsAre("shell:    ls|", "shell:   pwd|"));
  EXPECT_THAT(blocks("> ```bash\n> ls > a\n>> x\n> ```\n> prose\n"),
              ElementsAre("shell:  ls > a| > x|"));
}

TEST(MarkdownBlocks, AnUnclosedFenceGoesToTheEnd) {
  EXPECT_THAT(blocks("```bash\nls\npwd"), ElementsAre("shell: ls| pwd|"));
  EXPECT_THAT(blocks("```bash"), IsEmpty());
}

TEST(MarkdownBlocks, FrontMatterStandsAtTheStart) {
  EXPECT_THAT(blocks("---\nlicense: mit\n---\ntext\n---\nno: no\n---\n"),
              ElementsAre("matter: license: mit|"));
  EXPECT_THAT(blocks("\xEF\xBB\xBF---\r\na: 1\r\n---\r\n"),
              ElementsAre("matter: a: 1\r|"));
  EXPECT_THAT(blocks("\n---\na: 1\n---\n"), IsEmpty());
  EXPECT_THAT(blocks("---\nnever closed\n"), IsEmpty());
  EXPECT_THAT(blocks("---\n---\n"), IsEmpty());
}

TEST(MarkdownBlocks, IndentedCode) {
  EXPECT_THAT(blocks("text\n\n    a\n    b\n\ntext\n"),
              ElementsAre("unmarked:     a|     b|"));
}

} // namespace
