//===-- written_test.cpp - programs and files that a script holds ---------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/shell/shell.h"
#include "scanner/frontends/written/script_parts.h"
#include "scanner/frontends/written/written_texts.h"
#include "gtest/gtest.h"

namespace modeltidy {
namespace {

using Strings = std::vector<std::string>;

std::vector<WrittenText> found(llvm::StringRef Script) {
  SummaryBlock Block = summarizeShell(Script);
  return writtenTexts(llvm::cantFail(Summary::create(Block.bytes())), Script);
}

/// "path: text" of each.
Strings shown(llvm::StringRef Script) {
  Strings Out;
  for (const WrittenText &W : found(Script))
    Out.push_back(W.Path + ": " + W.Text);
  return Out;
}

TEST(WrittenTest, PythonRunsFromADocumentAndFromAWord) {
  EXPECT_EQ(shown("python - <<'E'\nx = '$y'\nE\n"), Strings{": x = '$y'\n"});
  EXPECT_EQ(shown("env A=b python3.10 -u -c 'import a; a.b()'\n"),
            Strings{": import a; a.b()"});
  EXPECT_EQ(shown("accelerate launch train.py <<E\nyes\nE\n"), Strings{});
  EXPECT_EQ(shown("python train.py <<E\nyes\nE\n"), Strings{});
  EXPECT_EQ(shown("ruby -c 'puts 1'\n"), Strings{});
}

TEST(WrittenTest, FilesThatCatTeeAndEchoWrite) {
  EXPECT_EQ(shown("cat > a/b.yaml <<E\nk: v\nE\n"),
            Strings{"a/b.yaml: k: v\n"});
  EXPECT_EQ(shown("cat <<E >> b.sh\nls\nE\n"), Strings{"b.sh: ls\n"});
  EXPECT_EQ(shown("sudo tee -a c.toml <<E\nk = 1\nE\n"),
            Strings{"c.toml: k = 1\n"});
  EXPECT_EQ(shown("echo 'import a\na.b()' > d.py\n"),
            Strings{"d.py: import a\na.b()"});
  EXPECT_EQ(shown("echo done > log.txt\ncat notes.txt > copy.txt\n"),
            Strings{});
}

TEST(WrittenTest, VariablesWithOneConstantArePutIn) {
  EXPECT_EQ(shown("B=${1:-org/base}\ncat > a.yaml <<E\nm: $B, $C, \\$D\nE\n"),
            Strings{"a.yaml: m: org/base, ${C}, $D\n"});
  EXPECT_EQ(shown("cat > a.yaml <<'E'\nm: $B\nE\n"),
            Strings{"a.yaml: m: $B\n"});
}

TEST(WrittenTest, OneTextForEachCallAndEachWordOfALoop) {
  EXPECT_EQ(shown("f() { cat > $2.yaml <<E\nm: $1\nE\n}\nf a x\nf b y\n"),
            (Strings{"x.yaml: m: a\n", "y.yaml: m: b\n"}));
  EXPECT_EQ(shown("for m in a b; do\ncat > $m.yaml <<E\nm: $m\nE\ndone\n"),
            (Strings{"a.yaml: m: a\n", "b.yaml: m: b\n"}));
}

TEST(WrittenTest, AFolderThatIsNotKnownGoes) {
  EXPECT_EQ(shown("cat > $OUT/a.yaml <<E\nk: v\nE\n"),
            Strings{"a.yaml: k: v\n"});
  EXPECT_EQ(shown("cat > $OUT.yaml <<E\nk: v\nE\n"), Strings{});
}

TEST(WrittenTest, IndentationThatAllLinesShareGoes) {
  EXPECT_EQ(shown("python - <<E\n    if x:\n        y\nE\n"),
            Strings{": if x:\n    y\n"});
}

TEST(WrittenTest, EachByteStandsWhereItIsWritten) {
  llvm::StringRef Script = "B=base\npython -c \"f('$B', \\\"x\\\")\"\n";
  std::vector<WrittenText> All = found(Script);
  ASSERT_EQ(All.size(), 1u);
  EXPECT_EQ(All[0].Text, "f('base', \"x\")");
  ASSERT_EQ(All[0].Offsets.size(), All[0].Text.size());
  for (size_t I = 0; I < All[0].Text.size(); ++I)
    EXPECT_EQ(Script[All[0].Offsets[I]], All[0].Text[I]) << I;
  EXPECT_EQ(All[0].Offsets[3], Script.find("base")); // where B is set
}

TEST(WrittenTest, PartsHaveTheirPathsAndLines) {
  std::vector<SummaryPart> Parts =
      summarizeScript("ls\ncat > run.sh <<'A'\ncat > c.yaml <<B\nk: v\nB\nA\n");
  ASSERT_EQ(Parts.size(), 3u);
  EXPECT_EQ(Parts[1].Path, "run.sh");
  EXPECT_EQ(Parts[2].Path, "c.yaml");
  Summary Config = llvm::cantFail(Summary::create(Parts[2].Block.bytes()));
  EXPECT_EQ(Config.frontEnd(), FrontEnd::Config);
  NodeId Value = Config.operandNamed(Config.roots()[0], "k");
  EXPECT_EQ(Config.lineOf(Config.node(Value).Begin), 4u);
}

TEST(WrittenTest, ScriptsThatWriteThemselvesEnd) {
  std::string Script = "f() { cat > $1.sh <<E\n$1\nE\nf \"$1$1\"; }\nf a\n";
  EXPECT_LE(found(Script).size(), MaxWrittenVariants);
  std::string Many;
  for (unsigned I = 0; I < 2 * MaxWrittenTexts; ++I)
    Many += "python -c 'x" + std::to_string(I) + "'\n";
  EXPECT_EQ(found(Many).size(), MaxWrittenTexts);
}

} // namespace
} // namespace modeltidy
