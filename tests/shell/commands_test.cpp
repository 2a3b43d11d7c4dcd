//===-- commands_test.cpp ------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Command lines: words, redirections, pipes, scripts in quotes.
//
//===----------------------------------------------------------------------===//

#include "tests/shell/lines.h"
#include <gmock/gmock.h>

namespace modeltidy {
namespace {

using testing::ElementsAre;

struct LineRow {
  const char *Source, *Call;
};

void expectLast(std::initializer_list<LineRow> Rows) {
  for (const LineRow &R : Rows)
    EXPECT_EQ(Lines(R.Source).last(), R.Call) << R.Source;
}

TEST(ShellCommands, ALaunch) {
  Lines M("#!/bin/bash\n#SBATCH -J x\n"
          "CUDA_VISIBLE_DEVICES=0,1 accelerate launch --num_processes 4 \\\n"
          "    train.py --model_name=\"$M\" \\\n"
          "    --lr 1e-4\n");
  EXPECT_THAT(M.calls(),
              ElementsAre(R"(3: Call("accelerate", "launch", )"
                          R"("--num_processes", "4", "train.py", )"
                          R"(Template("--model_name=", Global M), "--lr", )"
                          R"("1e-4", env:CUDA_VISIBLE_DEVICES="0,1"))"));
  const Node &N = M.summary().nodes().back();
  EXPECT_EQ(N.Flags, FlagCommand | FlagStatement);
  EXPECT_EQ(M.summary().lineOf(N.End), 5u);
}

TEST(ShellCommands, Redirections) {
  expectLast({
      {"a < in > out", R"("a", <="in", >="out")"},
      {"a >> out 2>&1", R"("a", >="out")"},
      {"a 2> err", R"("a")"},
      {"a &> out", R"("a", >="out")"},
      {"a > out --x y", R"("a", "--x", "y", >="out")"},
      {"a <<< \"x $Y\"", R"("a", <=Template("x ", Global Y))"},
      {"a &", R"("a")"},
  });
}

TEST(ShellCommands, HereDocuments) {
  expectLast({
      {"cat <<EOF > f.yaml\nm: $X\n\\$y: \"z\"\nEOF\n",
       R"("cat", <<=Template("m: ", Global X, "\n$y: \"z\"\n"), >="f.yaml")"},
      {"cat > f.yaml <<'EOF'\nm: $X\nEOF\n",
       R"("cat", >="f.yaml", <<="m: $X\n")"},
      {"cat <<EOF | python x.py\nhello\nEOF\n",
       R"("python", "x.py", |=Call("cat", <<="hello\n"))"},
      {"python - <<EOF && next a\nx = 1\nEOF\n", R"("next", "a")"},
  });
}

TEST(ShellCommands, Pipes) {
  expectLast({
      {"a x | b | c > out", R"("c", |=Call("b", |=Call("a", "x")), >="out")"},
      {"a && b || c", R"("c")"},
  });
}

TEST(ShellCommands, ScriptsInQuotes) {
  Lines M("X=m\nsrun bash -c \"python \\\"a b.py\\\" --x $X \\\n  --y \\$Z\"\n"
          "sh -c 'for i in 1 2; do\n  run $i\ndone'\n"
          "sbatch --wrap=\"python t.py\"\n");
  std::vector<std::string> Calls = M.calls();
  ASSERT_EQ(Calls.size(), 6u);
  EXPECT_EQ(
      Calls[1],
      R"(2: Call("python", "a b.py", "--x", "m", "--y", Splat/3(Global Z)))");
  EXPECT_EQ(Calls[3], R"(5: Call("run", Splat/3(Elem(List("1", "2")))))");
  EXPECT_EQ(Calls[5], R"(7: Call("python", "t.py"))");
  EXPECT_EQ(Lines("tmux send-keys \"python a.py --x\" C-m").last(),
            R"("python", "a.py", "--x")");
  EXPECT_EQ(Lines("sbatch <<EOF\npython a.py $X \\$Y\nEOF\n").last(),
            R"("python", "a.py", Splat/3(Global X), Splat/3(Global Y))");
  EXPECT_EQ(Lines("cat <<EOF\npython a.py\nEOF\n").calls().size(), 1u);
  // python -c holds no shell, nor does a script that only a variable holds.
  EXPECT_EQ(Lines("python -c 'import x'").calls().size(), 1u);
  EXPECT_EQ(Lines("bash -c \"$SCRIPT\"").calls().size(), 1u);
}

} // namespace
} // namespace modeltidy
