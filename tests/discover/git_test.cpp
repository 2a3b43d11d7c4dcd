//===- git_test.cpp - discover in git checkouts, hostile ones too ---------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "temp_tree.h"
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

using testing::ElementsAre;
using testing::HasSubstr;

namespace modeltidy {
namespace {

Discovery scan(std::vector<std::string> Paths, bool UseGit = true) {
  DiscoverOptions Options = optionsFor(std::move(Paths));
  Options.UseGit = UseGit;
  auto Found = discover(Options);
  EXPECT_TRUE(bool(Found));
  return Found ? std::move(*Found) : Discovery();
}

void fill(TempTree &T) {
  ASSERT_TRUE(T.run("git init -q ."));
  T.add(".gitignore", "*.log\n/out/\n");
  T.add("src/tracked.py");
  T.add("src/deleted.py");
  T.add("vendor/lib.py");
  ASSERT_TRUE(T.run("git add -A"));
  std::filesystem::remove(T.path("src/deleted.py"));
  T.add("src/untracked.py");
  T.add("src/noise.log");
  T.add("out/made.py");
  T.add("sub/.gitignore", "gen.py\n");
  T.add("sub/gen.py");
  T.add("sub/kept.py");
}

TEST(Git, TrackedAndUntrackedButNotIgnored) {
  TempTree T;
  fill(T);
  Discovery D = scan({T.path()});
  EXPECT_TRUE(D.FromGit);
  EXPECT_THAT(paths(D),
              ElementsAre(".gitignore", "src/tracked.py", "src/untracked.py",
                          "sub/.gitignore", "sub/kept.py"));
  EXPECT_THAT(skips(D), ElementsAre("vendor/: vendored"));
}

TEST(Git, TheWalkSaysTheSame) {
  TempTree T;
  fill(T);
  T.add(".git/info/exclude", "hidden_by_info.py\n");
  T.add("hidden_by_info.py");
  T.link("link.py", "src/tracked.py");
  Discovery Git = scan({T.path()}), Walk = scan({T.path()}, false);
  EXPECT_FALSE(Walk.FromGit);
  EXPECT_EQ(paths(Git), paths(Walk));
  EXPECT_EQ(skips(Git), skips(Walk));
  Git = scan({T.path("src")});
  Walk = scan({T.path("src")}, false);
  EXPECT_THAT(paths(Git), ElementsAre("tracked.py", "untracked.py"));
  EXPECT_EQ(paths(Git), paths(Walk));
}

TEST(Git, ATrackedFileThatIsIgnoredCounts) {
  TempTree T;
  ASSERT_TRUE(T.run("git init -q ."));
  T.add(".gitignore", "*.py\n");
  T.add("a.py");
  ASSERT_TRUE(T.run("git add -f a.py"));
  EXPECT_THAT(paths(scan({T.path()})), ElementsAre(".gitignore", "a.py"));
}

TEST(Git, OneFileMeansItsRepository) {
  TempTree T;
  fill(T);
  Discovery D = scan({T.path("src/tracked.py")});
  EXPECT_EQ(D.Root, T.path());
  EXPECT_THAT(D.Requested, ElementsAre("src/tracked.py"));
  ASSERT_TRUE(D.find("sub/kept.py"));
  EXPECT_FALSE(D.find("sub/kept.py")->Requested);
  EXPECT_TRUE(D.find("src/tracked.py")->Requested);
}

TEST(Git, WhatIsNamedIsScannedThoughIgnored) {
  TempTree T;
  fill(T);
  EXPECT_THAT(paths(scan({T.path("out")})), ElementsAre("made.py"));
  Discovery D = scan({T.path("out/made.py"), T.path("vendor")});
  EXPECT_TRUE(D.find("out/made.py"));
  EXPECT_TRUE(D.find("vendor/lib.py"));
}

TEST(Git, NestedCheckoutsAndSubmodules) {
  TempTree T;
  ASSERT_TRUE(T.run("git init -q . && git init -q nested"));
  T.add("a.py");
  T.add("nested/b.py");
  T.add("nested/.gitignore", "c.py\n");
  T.add("nested/c.py");
  std::filesystem::create_directory(T.path("gone"));
  ASSERT_TRUE(T.run("git update-index --add --cacheinfo "
                    "160000,1111111111111111111111111111111111111111,gone"));
  Discovery D = scan({T.path()});
  EXPECT_THAT(paths(D),
              ElementsAre("a.py", "nested/.gitignore", "nested/b.py"));
  EXPECT_THAT(skips(D), ElementsAre("gone/: submodule"));
}

TEST(Git, OddNames) {
  TempTree T;
  ASSERT_TRUE(T.run("git init -q ."));
  T.add("with space.py");
  T.add("new\nline.py");
  T.add("quote\".py");
  EXPECT_THAT(paths(scan({T.path()})),
              ElementsAre("new\nline.py", "quote\".py", "with space.py"));
}

TEST(Git, AFolderReplacedByALinkIsNotFollowed) {
  TempTree T;
  ASSERT_TRUE(T.run("git init -q ."));
  T.add("d/passwd.py");
  ASSERT_TRUE(T.run("git add -A && rm -r d"));
  T.link("d", "/etc");
  Discovery D = scan({T.path()});
  EXPECT_THAT(paths(D), ElementsAre());
  EXPECT_THAT(skips(D), ElementsAre("d: link outside"));
}

TEST(Git, AHostileConfigurationRunsNothing) {
  TempTree T;
  ASSERT_TRUE(T.run("git init -q ."));
  T.add("a.py");
  ASSERT_TRUE(T.run("git add -A"));
  T.add("evil.sh", "#!/bin/sh\ntouch '" + T.path("ran") + "'\n");
  ASSERT_TRUE(T.run("chmod +x evil.sh && mkdir hooks && "
                    "cp evil.sh hooks/post-index-change && "
                    "git config core.fsmonitor \"$PWD/evil.sh\" && "
                    "git config core.hooksPath \"$PWD/hooks\" && "
                    "git config core.sshCommand \"$PWD/evil.sh\" && "
                    "git config core.pager \"$PWD/evil.sh\" && "
                    "git config alias.ls-files \"!$PWD/evil.sh\""));
  // The trap works: plain git falls into it.
  ASSERT_TRUE(T.run("git status; test -e ran && rm ran"));
  Discovery D = scan({T.path()});
  EXPECT_TRUE(D.FromGit);
  EXPECT_TRUE(D.find("a.py"));
  EXPECT_FALSE(std::filesystem::exists(T.path("ran")));
}

TEST(Git, APartialCloneFetchesNothing) {
  TempTree T;
  ASSERT_TRUE(T.run("git init -q ."));
  T.add("d/.gitignore", "x\n");
  T.add("d/a.py");
  ASSERT_TRUE(T.run("git add -A"));
  T.add("d/untracked.py");
  T.add("evil.sh", "#!/bin/sh\ntouch '" + T.path("ran") + "'\nexit 1\n");
  // A sparse checkout without d/.gitignore, whose content is "on the remote".
  ASSERT_TRUE(T.run("chmod +x evil.sh && "
                    "git update-index --skip-worktree d/.gitignore && "
                    "rm d/.gitignore && rm -rf .git/objects/?? && "
                    "git config core.repositoryFormatVersion 1 && "
                    "git config extensions.partialClone origin && "
                    "git config remote.origin.promisor true && "
                    "git config remote.origin.url ssh://x/y && "
                    "git config core.sshCommand \"$PWD/evil.sh\""));
  T.run("git ls-files --others --exclude-standard");
  EXPECT_TRUE(std::filesystem::exists(T.path("ran"))) << "the trap is stale";
  std::filesystem::remove(T.path("ran"));
  scan({T.path()});
  EXPECT_FALSE(std::filesystem::exists(T.path("ran")));
}

TEST(Git, ABrokenCheckoutIsWalkedWithANamedLimit) {
  TempTree T;
  T.add(".git/HEAD", "nonsense");
  T.add(".gitignore", "b.py\n");
  T.add("a.py");
  T.add("b.py");
  Discovery D = scan({T.path()});
  EXPECT_FALSE(D.FromGit);
  EXPECT_THAT(paths(D), ElementsAre(".gitignore", "a.py"));
  ASSERT_EQ(D.Limits.size(), 1u);
  EXPECT_THAT(D.Limits[0].What, HasSubstr("git ls-files failed"));
}

TEST(Git, ACheckoutOfAnotherUserIsWalked) {
  if (geteuid() != 0)
    GTEST_SKIP() << "only root can give files away";
  TempTree T;
  fill(T);
  ASSERT_TRUE(T.run("chown -R 65534 ."));
  Discovery D = scan({T.path()});
  if (D.FromGit)
    GTEST_SKIP() << "safe.directory trusts every folder here";
  EXPECT_THAT(D.Limits[0].What, HasSubstr("belongs to another user"));
  EXPECT_EQ(paths(D), paths(scan({T.path()}, false)));
}

TEST(Git, FoldersThatGitCannotOpen) {
  if (geteuid() == 0)
    GTEST_SKIP() << "root reads everything";
  TempTree T;
  ASSERT_TRUE(T.run("git init -q ."));
  T.add("sub/locked/a.py");
  T.add("sub/b.py");
  ASSERT_TRUE(T.run("chmod 0 sub/locked"));
  Discovery Whole = scan({T.path()}), Part = scan({T.path("sub")});
  T.run("chmod 700 sub/locked");
  EXPECT_THAT(skips(Whole), ElementsAre("sub/locked/: unreadable"));
  EXPECT_THAT(skips(Part), ElementsAre("locked/: unreadable"));
}

TEST(Git, WithoutGitOnThePath) {
  TempTree T;
  fill(T);
  T.add("git", "#!/bin/sh\ntouch '" + T.path("ran") + "'\n");
  ASSERT_TRUE(T.run("chmod +x git"));
  std::string Before = getenv("PATH");
  std::filesystem::path Here = std::filesystem::current_path();
  std::filesystem::current_path(T.path());
  setenv("PATH", ".:/nonexistent:", 1);
  Discovery D = scan({T.path()});
  setenv("PATH", Before.c_str(), 1);
  std::filesystem::current_path(Here);
  EXPECT_FALSE(std::filesystem::exists(T.path("ran")));
  EXPECT_FALSE(D.FromGit);
  ASSERT_FALSE(D.Limits.empty());
  EXPECT_THAT(D.Limits[0].What, HasSubstr("git is not installed"));
  EXPECT_TRUE(D.find("src/untracked.py"));
  EXPECT_FALSE(D.find("out/made.py"));
}

} // namespace
} // namespace modeltidy
