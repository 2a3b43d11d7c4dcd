//===- scan_cache_test.cpp - what the cache keeps and what it refuses -----===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/cache/scan_cache.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

namespace modeltidy {
namespace {

constexpr int64_t Second = 1'000'000'000;

class ScanCacheTest : public testing::Test {
protected:
  void SetUp() override {
    ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("cache-test", Folder));
  }
  void TearDown() override { llvm::sys::fs::remove_directories(Folder); }

  ScanCache open(llvm::StringRef Stamp = "build 1",
                 int64_t Now = 100 * Second) {
    return ScanCache(Folder, "/a/tree", Stamp, Now);
  }

  static CachedFile someFile(llvm::StringRef Text) {
    CachedFile File;
    File.Status.Size = Text.size();
    File.Status.MTimeNs = 50 * Second;
    File.Status.Inode = 7;
    File.Content = ContentHash::of(Text);
    File.Kind = FileKind::Python;
    File.Limits = {"a limit"};
    File.Facts = Prefilter().scanPython(Text);
    File.Parsed = true;
    File.Parts = summarizeFile(FileKind::Python, "train.py", Text);
    return File;
  }

  void
  store(llvm::StringRef Text = "from lib import Trainer\nt = Trainer()\n") {
    ScanCache Cache = open();
    Cache.add("train.py", someFile(Text));
    ASSERT_TRUE(Cache.save());
  }

  std::string onlyFile() const {
    std::error_code Error;
    return llvm::sys::fs::directory_iterator(Folder, Error)->path();
  }

  void writeOver(llvm::StringRef Bytes) const {
    std::error_code Error;
    llvm::raw_fd_ostream OS(onlyFile(), Error);
    OS << Bytes;
  }

  llvm::SmallString<128> Folder;
};

TEST_F(ScanCacheTest, GivesBackWhatWasStored) {
  store();
  CachedFile Want = someFile("from lib import Trainer\nt = Trainer()\n");
  ScanCache Cache = open();
  std::optional<CachedFile> Got = Cache.unchanged("train.py", Want.Status);
  ASSERT_TRUE(Got);
  EXPECT_EQ(encode(*Got), encode(Want));
  EXPECT_TRUE(Got->Facts.mentions("Trainer"));
  ASSERT_EQ(Got->Parts.size(), 1u);
  EXPECT_EQ(Got->Parts[0].Block.bytes(), Want.Parts[0].Block.bytes());
}

TEST_F(ScanCacheTest, RefusesAFileThatChanged) {
  store();
  ScanCache Cache = open();
  FileStatus Same = someFile("from lib import Trainer\nt = Trainer()\n").Status;
  for (auto Change :
       {+[](FileStatus &S) { ++S.Size; }, +[](FileStatus &S) { ++S.MTimeNs; },
        +[](FileStatus &S) { ++S.Inode; }}) {
    FileStatus Other = Same;
    Change(Other);
    EXPECT_FALSE(Cache.unchanged("train.py", Other));
  }
  EXPECT_FALSE(Cache.unchanged("other.py", Same));
  EXPECT_FALSE(Cache.sameText("train.py", ContentHash::of("t = 1\n")));
  EXPECT_EQ(Cache.damaged(), 0u);
}

TEST_F(ScanCacheTest, TrustsNoFileThatChangedAsItWasWritten) {
  CachedFile File = someFile("t = 1\n");
  File.Status.MTimeNs = 99 * Second; // the run began at 100
  ScanCache First = open();
  First.add("train.py", File);
  ASSERT_TRUE(First.save());
  ScanCache Cache = open();
  EXPECT_FALSE(Cache.unchanged("train.py", File.Status));
  EXPECT_TRUE(Cache.sameText("train.py", File.Content));
}

TEST_F(ScanCacheTest, RefusesAnotherBuild) {
  store();
  ScanCache Cache = open("build 2");
  EXPECT_FALSE(Cache.sameText(
      "train.py", ContentHash::of("from lib import Trainer\nt = Trainer()\n")));
  EXPECT_EQ(Cache.damaged(), 0u);
}

TEST_F(ScanCacheTest, ForgetsFilesThatAreGone) {
  store();
  ScanCache Next = open();
  ASSERT_TRUE(Next.save()); // noted nothing: the tree is empty now
  ScanCache Third = open();
  EXPECT_FALSE(Third.sameText(
      "train.py", ContentHash::of("from lib import Trainer\nt = Trainer()\n")));
}

/// A byte anywhere, or the end, may be wrong: the answer is the right one or
/// none.
TEST_F(ScanCacheTest, NeverGivesADamagedEntry) {
  store("t = 1\n");
  CachedFile Want = someFile("t = 1\n");
  auto Buffer = llvm::MemoryBuffer::getFile(onlyFile());
  ASSERT_TRUE(Buffer);
  std::string Sound = (*Buffer)->getBuffer().str();
  unsigned Refused = 0;
  for (size_t At = 0; At < Sound.size(); ++At) {
    std::string Bytes = Sound;
    Bytes[At] = static_cast<char>(Bytes[At] ^ 0x10);
    writeOver(Bytes);
    ScanCache Cache = open();
    std::optional<CachedFile> Got = Cache.sameText("train.py", Want.Content);
    Refused += !Got;
    if (Got) {
      EXPECT_EQ(encode(*Got), encode(Want)) << At;
    } else {
      EXPECT_EQ(Cache.damaged(), 1u) << At;
    }
  }
  EXPECT_EQ(Refused, Sound.size());
  for (size_t Size = 0; Size < Sound.size(); Size += 7) {
    writeOver(llvm::StringRef(Sound).take_front(Size));
    EXPECT_FALSE(open().sameText("train.py", Want.Content)) << Size;
  }
}

TEST_F(ScanCacheTest, GivesAResultForItsKeyAlone) {
  ScanCache First = open();
  First.add("train.py", someFile("t = 1\n"));
  First.addResult(ContentHash::of("these files"), "what was linked");
  ASSERT_TRUE(First.save());
  ScanCache Cache = open();
  ASSERT_TRUE(Cache.result(ContentHash::of("these files")));
  EXPECT_EQ(*Cache.result(ContentHash::of("these files")), "what was linked");
  EXPECT_FALSE(Cache.result(ContentHash::of("other files")));
  EXPECT_FALSE(open("build 2").result(ContentHash::of("these files")));
}

/// A file that was touched is read once, not at every run.
TEST_F(ScanCacheTest, ServesATouchedFileUnreadTheNextTime) {
  store();
  FileStatus Touched =
      someFile("from lib import Trainer\nt = Trainer()\n").Status;
  Touched.MTimeNs = 60 * Second;
  ScanCache Next = open();
  EXPECT_FALSE(Next.unchangedMark("train.py", Touched));
  Next.keep("train.py", Touched);
  ASSERT_TRUE(Next.save());
  EXPECT_TRUE(open().unchangedMark("train.py", Touched));
}

TEST_F(ScanCacheTest, WorksWhereNothingCanBeWritten) {
  ScanCache Cache("/dev/null/folder", "/a/tree", "build 1", 100 * Second);
  Cache.add("train.py", someFile("t = 1\n"));
  EXPECT_FALSE(Cache.save());
}

} // namespace
} // namespace modeltidy
