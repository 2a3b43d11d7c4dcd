//===- disk_test.cpp - discover on the real file system -------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "temp_tree.h"
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

namespace modeltidy {
namespace {

Discovery scan(std::vector<std::string> Paths) {
  auto Found = discover(optionsFor(std::move(Paths)));
  EXPECT_TRUE(bool(Found));
  return Found ? std::move(*Found) : Discovery();
}

TEST(Disk, AFolder) {
  TempTree T;
  T.add("b/c.py");
  T.add("a.py");
  Discovery D = scan({T.path()});
  EXPECT_EQ(D.Root, T.path());
  EXPECT_THAT(D.Requested, ElementsAre("."));
  EXPECT_THAT(paths(D), ElementsAre("a.py", "b/c.py"));
  EXPECT_EQ(D.Files[0].Status.Size, 6u);
  EXPECT_NE(D.Files[0].Status.MTimeNs, 0);
  EXPECT_NE(D.Files[0].Status.Inode, 0u);
  EXPECT_FALSE(D.FromGit);
}

TEST(Disk, AnEmptyFolder) {
  TempTree T;
  Discovery D = scan({T.path()});
  EXPECT_THAT(D.Files, IsEmpty());
  EXPECT_THAT(D.Skipped, IsEmpty());
}

TEST(Disk, APathThatDoesNotExist) {
  auto Found = discover(optionsFor({"/nonexistent/x.py"}));
  ASSERT_FALSE(bool(Found));
  EXPECT_EQ(llvm::toString(Found.takeError()),
            "path '/nonexistent/x.py' does not exist");
  auto Device = discover(optionsFor({"/dev/null"}));
  ASSERT_FALSE(bool(Device));
  EXPECT_THAT(llvm::toString(Device.takeError()), HasSubstr("neither a file"));
}

TEST(Disk, OneFileOutsideACheckoutIsScannedAlone) {
  TempTree T;
  T.add("d/a.py");
  T.add("d/b.py");
  Discovery D = scan({T.path("d/a.py")});
  EXPECT_EQ(D.Root, T.path("d"));
  EXPECT_THAT(D.Requested, ElementsAre("a.py"));
  EXPECT_THAT(paths(D), ElementsAre("a.py"));
}

TEST(Disk, SeveralArgumentsShareTheirCommonFolder) {
  TempTree T;
  T.add("p/x/a.py");
  T.add("p/y/b.py");
  T.add("p/z/c.py");
  T.add("p/d.py");
  Discovery D = scan({T.path("p/x"), T.path("p/y"), T.path("p/d.py")});
  EXPECT_EQ(D.Root, T.path("p"));
  EXPECT_THAT(paths(D), ElementsAre("d.py", "x/a.py", "y/b.py"));
}

TEST(Disk, LinkLoopsEnd) {
  TempTree T;
  T.add("a/x.py");
  T.link("a/loop", "..");
  T.link("a/self", "self");
  T.link("y.py", "a/x.py");
  T.link("etc", "/etc");
  Discovery D = scan({T.path()});
  EXPECT_THAT(paths(D), ElementsAre("a/x.py"));
  EXPECT_THAT(skips(D),
              ElementsAre("a/loop: duplicate link", "a/self: broken link",
                          "etc: link outside", "y.py: duplicate link"));
}

TEST(Disk, UnreadableFilesAndFolders) {
  if (geteuid() == 0)
    GTEST_SKIP() << "root reads everything";
  TempTree T;
  T.add("a.py");
  T.add("b.py");
  T.add("locked/c.py");
  chmod(T.path("a.py").c_str(), 0);
  chmod(T.path("locked").c_str(), 0);
  Discovery D = scan({T.path()});
  chmod(T.path("locked").c_str(), 0700);
  EXPECT_THAT(paths(D), ElementsAre("b.py"));
  EXPECT_THAT(skips(D), ElementsAre("a.py: unreadable", "locked/: unreadable"));
}

TEST(Disk, A200MegabyteFileIsNotRead) {
  TempTree T;
  for (const char *Name : {"big.py", "big.jsonl", "big.bin"}) {
    T.add(Name, "");
    ASSERT_EQ(truncate(T.path(Name).c_str(), 200l << 20), 0); // sparse
  }
  T.add("big.jsonl", "{\"text\": 1}\n");
  ASSERT_EQ(truncate(T.path("big.jsonl").c_str(), 200l << 20), 0);
  Discovery D = scan({T.path()});
  EXPECT_THAT(paths(D), ElementsAre("big.bin"));
  ASSERT_EQ(D.Skipped.size(), 2u);
  EXPECT_EQ(D.Skipped[0].Path, "big.jsonl"); // zeros: binary
  EXPECT_EQ(D.Skipped[1].Text,
            "200.0 MiB, over the limit of 10.0 MiB: not read");
}

TEST(Disk, PipesAreNotOpened) {
  TempTree T;
  T.add("a.py");
  ASSERT_EQ(mkfifo(T.path("pipe.py").c_str(), 0600), 0);
  Discovery D = scan({T.path()});
  EXPECT_THAT(paths(D), ElementsAre("a.py"));
  EXPECT_THAT(skips(D), ElementsAre("pipe.py: not a regular file"));
}

TEST(Disk, ReadsAHeadOrAll) {
  TempTree T;
  T.add("a.txt", "0123456789");
  auto Source = makeDiskSource(T.path());
  EXPECT_EQ(llvm::cantFail(Source->read("a.txt", 4))->getBuffer(), "0123");
  EXPECT_EQ(llvm::cantFail(Source->read("a.txt", 99))->getBuffer(),
            "0123456789");
  auto Missing = Source->read("b.txt", 4);
  EXPECT_FALSE(bool(Missing));
  llvm::consumeError(Missing.takeError());
}

} // namespace
} // namespace modeltidy
