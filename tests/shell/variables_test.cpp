//===-- variables_test.cpp -----------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Assignments, scopes, functions.
//
//===----------------------------------------------------------------------===//

#include "scanner/summary/dump.h"
#include "tests/shell/lines.h"
#include <gmock/gmock.h>

namespace modeltidy {
namespace {

using testing::ElementsAre;

struct ExitRow {
  const char *Source, *Path, *Value;
};

void expectExits(std::initializer_list<ExitRow> Rows) {
  for (const ExitRow &R : Rows)
    EXPECT_EQ(Lines(R.Source).exit(R.Path), R.Value) << R.Source;
}

TEST(ShellVariables, Assignments) {
  expectExits({
      {"X=1", "X", "\"1\""},
      {"X=", "X", "\"\""},
      {"X=a\nX+=\" --b $Y\"", "X",
       R"(Binary +("a", Template(" --b ", Global Y)))"},
      {"export X=a Y=b", "Y", "\"b\""},
      {"declare -r X=$Y", "X", "Global Y"},
      {"X=a; export X", "X", "\"a\""},
      {"X=$(cmd a)", "X", R"(Call("cmd", "a"))"},
      {"X=a; unset X", "X", "-"},
      {"read -r X Y", "Y", R"(Opaque(Call("read", "-r", "X", "Y")))"},
      {"read -r -d '' X <<EOF\na b\nEOF", "X", R"("a b\n")"},
      {"read -r X <<EOF\na b\nEOF", "X",
       R"(Opaque(Call("read", "-r", "X", <<="a b\n")))"},
      {"printf -v X a", "X", R"(Opaque(Call("printf", "-v", "X", "a")))"},
      {"printf X", "X", "-"},
      {"X=a cmd", "X", "-"},
      {"(X=a); b=$(X=c; d)", "X", "-"},
  });
}

TEST(ShellVariables, AssignmentsEndWithTheirLine) {
  Lines M("X=1 Y=2\ntrain a\nZ=3 \\\ntrain b\n");
  EXPECT_EQ(M.exit("Y"), "\"2\"");
  EXPECT_THAT(M.calls(), ElementsAre(R"(2: Call("train", "a"))",
                                     R"(4: Call("train", "b", env:Z="3"))"));
}

TEST(ShellVariables, APlaceholderDoesNotTakeTheNextLine) {
  Lines M(
      "ROOT=<your root>\nX=\"$A/b\"\nY=1\npython a.py --m <model>\nnext b\n");
  EXPECT_EQ(M.exit("X"), R"(Template(Global A, "/b"))");
  EXPECT_EQ(M.exit("Y"), "\"1\"");
  EXPECT_EQ(M.last(), R"("next", "b")");
}

TEST(ShellVariables, Functions) {
  Lines M("f() {\n  local m=$1\n  OUT=$m/x\n  g \"$2\" $Z\n}\nZ=1\nf a b\n"
          "train $OUT\n");
  EXPECT_THAT(M.calls(),
              ElementsAre(R"(7: Call(Function f, "a", "b"))",
                          R"(8: Call("train", Splat/3(Global OUT)))",
                          R"(4: Call("g", Param 2, Splat/3(Global Z)))"));
  EXPECT_EQ(M.exit("f.m"), "Param 1");
  EXPECT_EQ(M.exit("OUT"), "-");
  EXPECT_EQ(M.nonlocal("OUT"), R"(Template(Param 1, "/x"))");
  const Function &F = M.summary().functions()[0];
  EXPECT_EQ(M.summary().list(F.Params).size(), 2u);
}

TEST(ShellVariables, AFunctionsWordsAreNoProgram) {
  Lines M("run() { python \"$@\"; }\nmain() { run a.py; }\nmain\n");
  EXPECT_THAT(M.calls(), ElementsAre("3: Call(Function main)",
                                     R"(1: Call("python", Splat/1(Param @)))",
                                     R"(2: Call(Global run, "a.py"))"));
  for (const Node &N : M.summary().nodes()) {
    bool Command = M.summary().lineOf(N.Begin) == 1;
    if (N.Kind == NodeKind::Call) {
      EXPECT_EQ((N.Flags & FlagCommand) != 0, Command);
    }
  }
}

TEST(ShellVariables, ShiftedParameters) {
  Lines M("A=$1; shift\nB=$1\nc \"$@\"\n");
  EXPECT_EQ(M.exit("A"), "Global 1");
  EXPECT_EQ(M.exit("B"), "Global 2");
  EXPECT_EQ(M.last(), R"("c", Splat/1(Slice(Global @)))");
}

TEST(ShellVariables, OptionsOfAScript) {
  Lines Words("M=d\nwhile [ $# -gt 0 ]; do\n  case $1 in -m|--model) M=$2; "
              "shift;; --out) shift; O=$1;; --in=*) I=\"${1#*=}\";; *) R=$2;; "
              "esac\n  shift\ndone");
  EXPECT_EQ(Words.exit("M"), R"(Global -m --model("d"))");
  EXPECT_EQ(Words.exit("O"), "Global --out");
  EXPECT_EQ(Words.exit("I"), "Global --in");
  EXPECT_EQ(Words.exit("R").find("Global -"), std::string::npos);
  Lines Letters("while getopts 'm:v' opt; do case $opt in m) M=$OPTARG;; v) "
                "V=1;; esac; done");
  EXPECT_EQ(Letters.exit("M"), "Global -m");
  EXPECT_EQ(Letters.exit("V").find("Global -"), std::string::npos);
  // A function has words of its own.
  Lines Inner("f() { while [ $# -gt 0 ]; do case $1 in -m) M=$2;; esac; shift; "
              "done; }");
  EXPECT_EQ(Inner.nonlocal("f.M").find("Global -"), std::string::npos);
}

TEST(ShellVariables, WhatAFunctionSetsAndPrints) {
  Lines M(
      "M=a\nL=b\nsetup() { M=$1; local L=2; }\nsetup org/m\n"
      "name() { echo log >&2; echo \"out/$1\"; printf '%s' \"$2\"; x=$(echo "
      "in); }\n");
  EXPECT_EQ(M.exit("M"), R"(Phi("a", Global M))");
  EXPECT_EQ(M.exit("L"), R"("b")");
  EXPECT_EQ(M.nonlocal("M"), "Param 1");
  const Function &Name = M.summary().functions()[1];
  std::vector<std::string> Printed;
  for (NodeId Id : M.summary().list(Name.Returns))
    Printed.push_back(dumpValue(M.summary(), Id));
  EXPECT_THAT(Printed, ElementsAre(R"(Template("out/", Param 1))", "Param 2"));
}

TEST(ShellVariables, AllParametersBehindNumberedOnes) {
  Lines M("f() { c \"$1\" \"$@\"; }");
  EXPECT_EQ(M.last(),
            R"("c", Param 1, Splat/1(List(Param 1, Splat/1(Param @))))");
}

} // namespace
} // namespace modeltidy
