//===-- words_test.cpp ---------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a word on a command line is.
//
//===----------------------------------------------------------------------===//

#include "tests/shell/lines.h"
#include <gmock/gmock.h>

namespace modeltidy {
namespace {

struct WordRow {
  const char *Source, *Words;
};

void expectWords(std::initializer_list<WordRow> Rows) {
  for (const WordRow &R : Rows)
    EXPECT_EQ(Lines(R.Source).last(), R.Words) << R.Source;
}

TEST(ShellWords, Quotes) {
  expectWords({
      {"c a 'b c' \"d e\"", R"("c", "a", "b c", "d e")"},
      {"c a\\ b \"a\\\"b\\n\" 'a\\'", R"("c", "a b", "a\"b\\n", "a\\")"},
      {"c --x='1'\"2\"3", R"("c", "--x=123")"},
      {"c $'a\\nb' \"\"", R"("c", "a\nb", "")"},
      {"c a \\\n  b \\\n c", R"("c", "a", "b", "c")"},
      {"c \"a\\\nb\"", R"("c", "ab")"},
      {"c # a", R"("c")"},
  });
}

TEST(ShellWords, ExpansionsSplitUnlessQuoted) {
  expectWords({
      {"c $X \"$X\" ${X} \"${X}\"",
       R"("c", Splat/3(Global X), Global X, Splat/3(Global X), Global X)"},
      {"c --x=$X \"a $X b\" $X/y",
       R"("c", Template("--x=", Global X), Template("a ", Global X, " b"), )"
       R"(Template(Global X, "/y"))"},
      {"c \"a ${X} $Y\" \"$X $Y\" \"${X} ${Y} \"",
       R"("c", Template("a ", Global X, " ", Global Y), )"
       R"(Template(Global X, " ", Global Y), )"
       R"(Template(Global X, " ", Global Y, " "))"},
      {"X=a; c $X; ", R"("c", "a")"},
      {"X='a b'; c $X \"$X\"", R"("c", Splat/3("a b"), "a b")"},
      {"c '$X' \\$X", R"("c", "$X", "$X")"},
      {"c $(d e)", R"("c", Splat/3(Call("d", "e")))"},
      {"c \"`d`\" $((1 + 2))", R"("c", Call("d"), Opaque)"},
      {"$C a", R"(Splat/3(Global C), "a")"},
      {"\"$C\"/bin/x a", R"(Template(Global C, "/bin/x"), "a")"},
  });
}

TEST(ShellWords, Arrays) {
  expectWords({
      {"a=(x 'y z' $W); c \"${a[@]}\" ${a[@]}",
       R"("c", Splat/1(List("x", "y z", Splat/3(Global W))), )"
       R"(Splat/1(List("x", "y z", Splat/3(Global W))))"},
      {"a=(x); a+=(--y z); c \"${a[@]}\"",
       R"("c", Splat/1(Binary +(List("x"), List("--y", "z"))))"},
      {"X='a b'; X+=(c); c \"${X[@]}\"",
       R"("c", Splat/1(List(Splat/3("a b"), "c")))"},
      {"a[1]=x; c \"${a[1]}\" \"${#a[@]}\"",
       R"("c", Item(SetItem(Global a, 1, "x"), 1), )"
       R"(Opaque(SetItem(Global a, 1, "x")))"},
      {"declare -A m=([k]=v ['l']=$w); c \"${m[$X]}\"",
       R"("c", Item(Dict(k="v", l=Global w), Global X))"},
      {"c \"$@\" $@ \"$*\" $1 \"$2\"",
       R"("c", Splat/1(Global @), Splat/1(Global @), Splat/1(Global @), )"
       R"(Splat/3(Global 1), Global 2)"},
  });
}

TEST(ShellWords, Operators) {
  expectWords({
      {"c \"${1:-x}\" \"${X-$Y}\"",
       R"("c", Phi(Global 1, "x"), Phi(Global X, Global Y))"},
      {"c \"${X:-}\" \"${X:?no}\"", R"("c", Global X, Global X)"},
      {"c \"${X##*/}\" \"${X%.*}\" \"${X/a/b}\" \"${X:0:3}\" \"${X,,}\"",
       R"("c", Opaque(Global X), Opaque(Global X), Opaque(Global X), )"
       R"(Opaque(Global X), Opaque(Global X))"},
      {"X=org/n-7b.x; c ${X##*/} ${X%/*} ${X%.x} ${X//\\//_} ${X^^} ${X:0:1}",
       R"("c", "n-7b.x", "org", "org/n-7b", "org_n-7b.x", "ORG/N-7B.X", )"
       R"(Splat/3(Opaque("org/n-7b.x")))"},
      {"X=${1:-a/b}; c \"${X##*/}\"", R"("c", Phi(Opaque(Global 1), "b"))"},
      {"c \"${X:-a/$Y b}\"",
       R"("c", Phi(Global X, Template("a/", Global Y, " b")))"},
      {"c \"${X:=d}\"; c \"$X\"", R"("c", Phi(Global X, "d"))"},
      {"c \"$#\" \"${!X}\"", R"("c", Opaque, Opaque(Global X))"},
  });
}

TEST(ShellWords, Braces) {
  expectWords({
      {"c {1..3}", R"("c", Splat/1(List("1", "2", "3")))"},
      {"c {1..100}", R"("c", "{1..100}")"},
      {"c x{a,b}", R"("c", "x{a,b}")"},
      {"c o/x{a,b}.json", R"("c", Splat/1(List("o/xa.json", "o/xb.json")))"},
      {"c 'x{a,b}.json' k={a,b}.x", R"("c", "x{a,b}.json", "k={a,b}.x")"},
  });
}

} // namespace
} // namespace modeltidy
