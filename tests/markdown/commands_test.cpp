//===- commands_test.cpp - the commands of prose and docstrings -----------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/documented/command_lines.h"
#include "scanner/frontends/documented/command_text.h"
#include "scanner/frontends/documented/python_commands.h"
#include <gmock/gmock.h>

using namespace modeltidy;

namespace {

/// Lines that are left, without the blanks around them, "|" between them.
std::string squeeze(llvm::StringRef Masked) {
  std::string Out;
  for (LineRange L : linesOf(Masked, 0, Masked.size()))
    if (llvm::StringRef Line = Masked.slice(L.Begin, L.End).trim(' ');
        !Line.empty())
      Out += (Out.empty() ? "" : "|") + Line.str();
  return Out;
}

std::string prose(llvm::StringRef Text) {
  CommandText Out(Text);
  Out.addProse(linesOf(Text, 0, Text.size()));
  return Out.empty() ? "" : squeeze(Out.masked());
}

std::string block(llvm::StringRef Text) {
  CommandText Out(Text);
  Out.addBlock(linesOf(Text, 0, Text.size()));
  return Out.empty() ? "" : squeeze(Out.masked());
}

TEST(DocumentedCommands, WordsThatStartPrograms) {
  EXPECT_TRUE(looksLikeCommand("python train.py"));
  EXPECT_TRUE(looksLikeCommand("python3.11 -m pkg.train"));
  EXPECT_TRUE(looksLikeCommand("CUDA_VISIBLE_DEVICES=0,1 torchrun x"));
  EXPECT_TRUE(looksLikeCommand("accelerate launch \\"));
  EXPECT_TRUE(looksLikeCommand("./scripts/run.sh 7b"));
  EXPECT_TRUE(looksLikeCommand("p training.py --lora"));
  EXPECT_FALSE(looksLikeCommand("python is a language"));
  EXPECT_FALSE(looksLikeCommand("accelerate your training"));
  EXPECT_FALSE(looksLikeCommand("see train.py for more"));
  EXPECT_FALSE(looksLikeCommand("train.py reads the data"));
  EXPECT_FALSE(looksLikeCommand("use --lr to set it"));
  EXPECT_FALSE(looksLikeCommand(""));
}

std::string joined(llvm::StringRef Text, bool Prose = false) {
  CommandText Out(Text, true);
  auto Lines = linesOf(Text, 0, Text.size());
  Prose ? Out.addProse(Lines) : Out.addBlock(Lines);
  EXPECT_EQ(Out.masked().size(), Text.size());
  return Out.empty() ? "" : squeeze(Out.masked());
}

TEST(DocumentedCommands, OptionsJoinTheCommandAbove) {
  EXPECT_EQ(joined("python a.py --x\n--y 1 \\\n--z\nls\n"),
            "python a.py --x --y 1 \\|--z|ls");
  EXPECT_EQ(joined("python a.py --x\n--y 1\n\n--z\n", true),
            "python a.py --x --y 1");
  EXPECT_EQ(joined("echo a\n--y 1\n"), "echo a|--y 1");
  EXPECT_EQ(joined("python a.py # x\n--y 1\n"), "python a.py # x|--y 1");
  EXPECT_EQ(block("python a.py --x\n--y 1\n"), "python a.py --x|--y 1");
}

TEST(DocumentedCommands, ProseIsBlank) {
  EXPECT_EQ(prose("Don't forget:\n\n  python a.py --x \\\n    --y 1\nThen "
                  "it's done.\n"),
            "python a.py --x \\|--y 1");
  EXPECT_EQ(prose("- Usage: `python a.py --x` does it\n"), "python a.py --x");
  EXPECT_EQ(prose("MODEL=\"m\"\nthe model is x\npython a.py --m $MODEL\n"),
            "MODEL=\"m\"|python a.py --m $MODEL");
  EXPECT_EQ(prose("MODEL=\"m\"\nnothing runs\n"), "");
}

TEST(DocumentedCommands, FencesInProse) {
  EXPECT_EQ(prose("```bash\nfoo bar\n```\nfoo bar\n"), "foo bar");
  EXPECT_EQ(prose("```python\npython a.py --x\n```\n"), "");
  EXPECT_EQ(prose("```\nfoo bar\npython a.py --x\n```\n"), "python a.py --x");
  EXPECT_EQ(prose("```bash\npython a.py --x\n"), "python a.py --x");
}

TEST(DocumentedCommands, Prompts) {
  EXPECT_EQ(block("$ python a.py \\\n>   --x\nIt's done\n$ ls\n"),
            "python a.py \\|--x|ls");
  EXPECT_EQ(block("X=1\npython a.py > out\n"), "X=1|python a.py > out");
}

TEST(DocumentedCommands, PlacesStay) {
  llvm::StringRef Text = "Gr\xC3\xBC\xC3\x9F:\n  $ python a.py\n";
  CommandText Out(Text);
  Out.addProse(linesOf(Text, 0, Text.size()));
  EXPECT_EQ(Out.masked().size(), Text.size());
  EXPECT_EQ(Out.masked().find("python"), Text.find("python"));
}

TEST(DocumentedCommands, AreMended) {
  EXPECT_EQ(block("python a.py \\  \r\n  --x\r\n"), "python a.py    \\|--x");
  EXPECT_EQ(prose("python a.py \\\\\n --x\n"), "python a.py  \\|--x");
  EXPECT_EQ(block("python a.py --m <model id> --d <d>/x\n"),
            "python a.py --m $model_id_ --d $d_/x");
  EXPECT_EQ(block("python a.py <in.txt >out.txt <<EOF\n"),
            "python a.py <in.txt >out.txt <<EOF");
}

TEST(DocumentedCommands, AQuoteThatStaysOpenHurtsNoOther) {
  EXPECT_EQ(prose("python a.py 'x\nprose\npython b.py --x\n"),
            "python b.py --x");
  EXPECT_EQ(block("python a.py --x\npython b.py 'x\nls\n"), "python a.py --x");
  EXPECT_EQ(prose("python -c \"\nprint(1)\n\"\n"), "python -c \"|print(1)|\"");
}

std::string inPython(llvm::StringRef Text) {
  std::string Masked = pythonCommands(Text);
  EXPECT_TRUE(Masked.empty() || Masked.size() == Text.size());
  return squeeze(Masked);
}

TEST(PythonCommands, DocstringsAndLeadingComments) {
  EXPECT_EQ(inPython("# Run:\n#   python a.py \\\n#     --x 1\nimport a\n"),
            "python a.py \\|--x 1");
  EXPECT_EQ(inPython("import a\n\"\"\"\nFull:\n\npython a.py --x 1\n\"\"\"\n"),
            "python a.py --x 1");
  EXPECT_EQ(inPython("r'''Usage: python a.py --x 1'''\n"), "python a.py --x 1");
}

TEST(PythonCommands, NothingElse) {
  EXPECT_EQ(inPython("X = \"\"\"\npython a.py --x\n\"\"\"\n"), "");
  EXPECT_EQ(inPython("def f():\n  \"\"\"\n  python a.py --x\n  \"\"\"\n"), "");
  EXPECT_EQ(inPython("def f(): pass\n# python a.py --x\n"), "");
  EXPECT_EQ(inPython("x = 1 # python a.py --x\n"), "");
  EXPECT_EQ(inPython("'python a.py --x'\n"), "");
  EXPECT_EQ(inPython("\"\"\"never closed\npython a.py --x\n"), "");
}

TEST(PythonCommands, StringsDoNotHideWhatFollows) {
  EXPECT_EQ(inPython("x = 'it\\'s \"\"\" '\ny = \"'''\"\n"
                     "\"\"\"\npython a.py --x\n\"\"\"\n"),
            "python a.py --x");
}

} // namespace
