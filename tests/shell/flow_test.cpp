//===-- flow_test.cpp ----------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Branches, loops, early ends.
//
//===----------------------------------------------------------------------===//

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

TEST(ShellFlow, If) {
  expectExits({
      {"X=0; if [ $A = b ]; then X=1; elif cmd; then X=2; else X=3; fi", "X",
       R"(Phi("1", "2", "3", cond=Compare ==(Global A, "b"), cond=Call("cmd")))"},
      {"X=0; if [ -z \"$A\" ]; then X=1; fi", "X",
       R"(Phi("1", "0", cond=Opaque(Global A)))"},
      {"X=0; if [[ $A == b* ]]; then X=1; exit 1; fi", "X", "\"0\""},
      {"X=0; [ -z \"$A\" ] && X=1", "X",
       R"(Phi("1", "0", cond=Opaque(Global A)))"},
      {"X=0; cmd || exit 1; X=2", "X", "\"2\""},
  });
}

TEST(ShellFlow, Case) {
  expectExits({
      {"M=0; case $A in a|b) M=1;; c) M=2;; esac", "M",
       R"(Phi("1", "2", "0", cond=Global A))"},
      {"M=0; case $A in a) M=1;; *) M=2; cmd ;; esac", "M",
       R"(Phi("1", "2", cond=Global A))"},
      {"M=0; case $A in a) M=1;; *) exit 1;; esac", "M", "\"1\""},
  });
}

TEST(ShellFlow, Loops) {
  expectExits({
      {"for x in a \"$B\" c; do Y=$x; done", "Y",
       R"(Elem(List("a", Global B, "c")))"},
      {"for x; do :; done", "x", "Elem(Global @)"},
      {"X='a b'; for x in $X; do :; done", "x", R"(Elem(List("a", "b")))"},
      {"for x in {1..2}; do :; done", "x", R"(Elem(List("1", "2")))"},
      {"for x in $X; do :; done", "x", "Elem(List(Splat/3(Global X)))"},
      {"X=0\nfor i in 1 2; do Y=$X; X=out_$i; done", "Y",
       R"(Phi("0", Template("out_", Elem(List("1", "2")))))"},
      {"X=0\nwhile read -r l; do X=$l; done", "X",
       R"(Phi("0", Opaque(Call("read", "-r", "l"))))"},
      {"for ((i=0; i<3; i++)); do Y=$i; done", "Y", "Opaque"},
      {"X=0\nwhile true; do X=1; if c; then break; fi; X=2; done", "X",
       "\"1\""},
      {"X=0\nuntil c; do X=1; continue; X=2; done", "X", R"(Phi("0", "1"))"},
  });
}

TEST(ShellFlow, FunctionsEnd) {
  expectExits({
      {"f() { local x=1; if c; then return; fi; x=2; }", "f.x",
       R"(Phi("1", "2"))"},
  });
}

TEST(ShellFlow, Regions) {
  Lines M(
      "for m in a b; do\n  train $m\ndone\nif c; then\n  x\nelse\n  y\nfi\n");
  std::vector<std::pair<RegionKind, uint32_t>> Seen;
  for (const Region &R : M.summary().regions())
    Seen.push_back({R.Kind, M.summary().lineOf(R.End)});
  EXPECT_THAT(Seen, ElementsAre(testing::Pair(RegionKind::Loop, 3u),
                                testing::Pair(RegionKind::If, 5u),
                                testing::Pair(RegionKind::Else, 7u)));
}

} // namespace
} // namespace modeltidy
