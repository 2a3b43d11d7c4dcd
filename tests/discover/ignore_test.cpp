//===- ignore_test.cpp - .gitignore semantics, against git itself ---------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/discover/ignore.h"
#include "temp_tree.h"
#include <gtest/gtest.h>

namespace modeltidy {
namespace {

struct Case {
  const char *Rules;
  const char *Path; // a trailing '/' says folder
  bool Ignored;
};

// The parents of each path are not ignored by the rules themselves: a walk
// never asks about what lies in an ignored folder.
const Case Cases[] = {
    {"*.pyc", "a.pyc", true},
    {"*.pyc", "d/e/a.pyc", true},
    {"*.pyc", "a.pycx", false},
    {"# *.py", "a.py", false},
    {"\\#x.py", "#x.py", true},
    {"\\!x.py", "!x.py", true},
    {"", "a.py", false},
    {"   ", "a.py", false},
    {"a.py   ", "a.py", true},
    {"a.py\\ ", "a.py ", true},
    {"a.py\r", "a.py", true},
    {"\xEF\xBB\xBF*.log", "a.log", true},
    {"/a.py", "a.py", true},
    {"/a.py", "d/a.py", false},
    {"d/a.py", "d/a.py", true},
    {"d/a.py", "e/d/a.py", false},
    {"runs/", "runs/", true},
    {"runs/", "runs", false},
    {"runs/", "d/runs/", true},
    {"/runs/", "d/runs/", false},
    {"runs", "runs", true},
    {"*.py\n!keep.py", "keep.py", false},
    {"!keep.py\n*.py", "keep.py", true},
    {"*.py\n!/keep.py", "d/keep.py", true},
    {"**/gen", "gen", true},
    {"**/gen", "a/b/gen", true},
    {"a/**", "a/x.py", true},
    {"a/**", "a/", false},
    {"a/**/z.py", "a/z.py", true},
    {"a/**/z.py", "a/b/c/z.py", true},
    {"a/**/z.py", "b/a/z.py", false},
    {"a/**/b/**/z.py", "a/1/b/2/3/z.py", true},
    {"a/**/b/*/z.py", "a/b/b/c/z.py", true},
    {"a/*", "a/x.py", true},
    {"a/*.py", "a/b/x.py", false},
    {"a*z", "a/z", false},
    {"*", "x", true},
    {"/*\n!/src/", "src/", false},
    {"/*\n!/src/", "other/", true},
    {"?.py", "a.py", true},
    {"?.py", "ab.py", false},
    {"[ab].py", "a.py", true},
    {"[!ab].py", "a.py", false},
    {"[^ab].py", "c.py", true},
    {"[a-c]x", "bx", true},
    {"[a-c]x", "dx", false},
    {"[]x]y", "]y", true},
    {"[[:digit:]]x", "7x", true},
    {"[[:digit:]]x", "ax", false},
    {"[a-", "[a-", false},
    {"a[/]b", "a/b", false},
    {"[a\\]]x", "]x", true},
    {"[[:alpha:]_]*", "_x", true},
    {"a\\", "a", false},
    {"data/*/raw", "data/v1/raw", true},
    {"data/*/raw", "data/v1/v2/raw", false},
    {"**", "a", true},
    {"**/*.py", "a.py", true},
    {"*.py/", "a.py", false},
    {"/**/a.py", "d/a.py", true},
    {"d/**/", "d/e/", true},
    {"d/**/", "d/e", false},
    {"a//b", "a/b", false},
    {"./a.py", "a.py", false},
    {"***.py", "a.py", true},
    {"a\\*b", "a*b", true},
    {"a\\*b", "aXb", false},
    {"*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac", false},
    {"foo**bar", "fooxbar", true},
    {"x/", "x/", true},
    {"abc", "ABC", false},
    {"/", "a", false},
};

bool weSay(const Case &C) {
  std::string Path = C.Path;
  bool IsFolder = Path.back() == '/';
  if (IsFolder)
    Path.pop_back();
  IgnoreFile File(C.Rules, "");
  return File.verdict(Path, IsFolder).value_or(false);
}

TEST(Ignore, Table) {
  for (const Case &C : Cases)
    EXPECT_EQ(weSay(C), C.Ignored) << C.Rules << " | " << C.Path;
}

TEST(Ignore, TableIsWhatGitSays) {
  for (const Case &C : Cases) {
    TempTree Tree;
    ASSERT_TRUE(Tree.run("git init -q ."));
    std::string Path = C.Path;
    Tree.add(".gitignore", C.Rules);
    bool IsFolder = Path.back() == '/';
    Tree.add(IsFolder ? Path + "file" : Path);
    if (IsFolder)
      Path.pop_back();
    bool Git = Tree.run("git check-ignore -q -- '" + Path + "'");
    EXPECT_EQ(Git, C.Ignored) << C.Rules << " | " << C.Path;
  }
}

TEST(Ignore, NearerFilesDecide) {
  IgnoreChainRef Chain = extend(nullptr, IgnoreFile("*.json\n/data/\n", ""));
  Chain = extend(Chain, IgnoreFile("!keep.json\n/own\n", "cfg"));
  EXPECT_FALSE(isIgnored(Chain.get(), "cfg/keep.json", false));
  EXPECT_TRUE(isIgnored(Chain.get(), "cfg/other.json", false));
  EXPECT_TRUE(isIgnored(Chain.get(), "cfg/own", false));
  EXPECT_FALSE(isIgnored(Chain.get(), "cfg/sub/own", false));
}

TEST(Ignore, RulesFromAboveTheRoot) {
  IgnoreChainRef Chain =
      extend(nullptr, IgnoreFile("/sub/gen.py\n*.log\n", "", "sub"));
  EXPECT_TRUE(isIgnored(Chain.get(), "gen.py", false));
  EXPECT_FALSE(isIgnored(Chain.get(), "deep/gen.py", false));
  EXPECT_TRUE(isIgnored(Chain.get(), "deep/a.log", false));
}

TEST(Ignore, HostilePatternsStayCheap) {
  std::string Stars, Classes;
  for (int I = 0; I < 2000; ++I) {
    Stars += "*a";
    Classes += "[[:";
  }
  std::string Name(250, 'a');
  for (int I = 0; I < 200; ++I) {
    EXPECT_FALSE(matchComponent(Stars + "b", Name));
    matchComponent("*" + Classes, Name);
  }
  std::string Many;
  for (size_t I = 0; I < IgnoreFile::MaxRules + 5; ++I)
    Many += "x\n";
  EXPECT_TRUE(IgnoreFile(Many, "").capped());
  EXPECT_FALSE(IgnoreFile("x\n", "").capped());
}

} // namespace
} // namespace modeltidy
