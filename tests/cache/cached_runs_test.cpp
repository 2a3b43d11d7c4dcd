//===- cached_runs_test.cpp - runs with and without a cache ---------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/end_to_end/sandbox.h"
#include "gtest/gtest.h"
#include <algorithm>
#include <chrono>
#include <csignal>
#include <fstream>
#include <random>
#include <spawn.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace modeltidy {
namespace {

namespace fs = std::filesystem;
using e2e::TempFolder;

e2e::ToolRun cold(const fs::path &Root) {
  std::vector<std::string> Args = e2e::jsonArgs(Root);
  Args.push_back("--no-cache");
  return e2e::runTool(Args);
}

e2e::ToolRun warm(const fs::path &Root, const fs::path &Cache) {
  std::vector<std::string> Args = e2e::jsonArgs(Root);
  Args.push_back("--cache-dir=" + Cache.string());
  return e2e::runTool(Args);
}

void writeFile(const fs::path &File, const std::string &Text) {
  std::ofstream(File, std::ios::binary) << Text;
}

/// Edits a tree as people and tools do. Times lie in the past, each its own, so
/// that entries serve unread.
class Editor {
public:
  Editor(fs::path Root, unsigned Seed) : Root(std::move(Root)), Random(Seed) {
    for (const auto &Entry : fs::recursive_directory_iterator(this->Root))
      if (Entry.is_regular_file())
        age(Entry.path());
  }

  void edit() {
    std::vector<fs::path> Files = files();
    fs::path File = Files[Random() % Files.size()];
    std::string Text = e2e::readFile(File);
    switch (Random() % 7) {
    case 0: // another model, of the same length
      replace(Text, "Llama-2", "Llama-3");
      break;
    case 1:
      replace(Text, "Llama-3", "Llama-2");
      break;
    case 2:
      Text += "extra = open('rows" + std::to_string(Random() % 3) + ".json')\n";
      break;
    case 3: // half of it, maybe in the middle of a statement
      Text.resize(Text.size() / 2);
      break;
    case 4: // touched, not changed
      break;
    case 5:
      fs::rename(File, Root / ("m" + std::to_string(++Names) + ".py"));
      return;
    case 6:
      File = Root / ("n" + std::to_string(++Names) + ".py");
      break;
    }
    writeFile(File, Text);
    age(File);
  }

private:
  std::vector<fs::path> files() const {
    std::vector<fs::path> Files;
    for (const auto &Entry : fs::recursive_directory_iterator(Root))
      if (Entry.is_regular_file())
        Files.push_back(Entry.path());
    std::sort(Files.begin(), Files.end());
    return Files;
  }

  static void replace(std::string &Text, const std::string &From,
                      const std::string &To) {
    if (size_t At = Text.find(From); At != std::string::npos)
      Text.replace(At, From.size(), To);
  }

  void age(const fs::path &File) {
    fs::last_write_time(File, fs::file_time_type::clock::now() -
                                  std::chrono::hours(1) +
                                  std::chrono::seconds(++Clock));
  }

  fs::path Root;
  std::mt19937 Random;
  unsigned Names = 0, Clock = 0;
};

class CachedRuns : public testing::TestWithParam<unsigned> {};

TEST_P(CachedRuns, SayTheSameAfterEveryEdit) {
  TempFolder Tree, Cache;
  std::vector<std::string> Fixtures = e2e::fixtureNames();
  for (unsigned I = 0; I < 3; ++I)
    e2e::copyFixture(Fixtures[(GetParam() * 3 + I) % Fixtures.size()],
                     Tree.path() / ("part" + std::to_string(I)));
  Editor Edits(Tree.path(), GetParam());
  for (unsigned Step = 0; Step < 15; ++Step) {
    e2e::ToolRun Want = cold(Tree.path()),
                 Got = warm(Tree.path(), Cache.path());
    ASSERT_GE(Want.Status, 0) << Want.Failure;
    ASSERT_EQ(Got.Out, Want.Out) << "after " << Step << " edits";
    ASSERT_EQ(Got.Err, Want.Err) << "after " << Step << " edits";
    ASSERT_EQ(Got.Status, Want.Status);
    Edits.edit();
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, CachedRuns, testing::Range(0u, 6u));

TEST(CachedRun, RebuildsADamagedCacheAndSaysSo) {
  TempFolder Tree, Cache;
  e2e::copyFixture(e2e::fixtureNames().front(), Tree.path());
  e2e::ToolRun Want = cold(Tree.path());
  warm(Tree.path(), Cache.path());
  fs::path File = fs::directory_iterator(Cache.path())->path();
  writeFile(File, e2e::readFile(File).substr(0, fs::file_size(File) / 2));
  e2e::ToolRun Got = warm(Tree.path(), Cache.path());
  EXPECT_EQ(Got.Out, Want.Out);
  EXPECT_NE(Got.Err.find("the cache was damaged"), std::string::npos)
      << Got.Err;
  Got = warm(Tree.path(), Cache.path());
  EXPECT_EQ(Got.Out, Want.Out);
  EXPECT_EQ(Got.Err, Want.Err);
}

TEST(CachedRun, SharesACacheWithOthersAtOnce) {
  TempFolder Tree, Cache;
  e2e::copyFixture(e2e::fixtureNames().front(), Tree.path());
  e2e::ToolRun Want = cold(Tree.path());
  std::vector<e2e::ToolRun> Runs(6);
  std::vector<std::thread> Threads;
  for (e2e::ToolRun &Run : Runs)
    Threads.emplace_back([&] {
      for (unsigned I = 0; I < 4; ++I)
        Run = warm(Tree.path(), Cache.path());
    });
  for (std::thread &T : Threads)
    T.join();
  for (const e2e::ToolRun &Run : Runs) {
    EXPECT_EQ(Run.Out, Want.Out);
    EXPECT_EQ(Run.Err, Want.Err);
  }
}

/// Starts a run that fills the cache and kills it after a while.
void runAndKill(const fs::path &Root, const fs::path &Cache,
                std::chrono::microseconds After) {
  std::vector<std::string> Args = e2e::jsonArgs(Root);
  Args.insert(Args.begin(), MODEL_TIDY_BINARY);
  Args.push_back("--cache-dir=" + Cache.string());
  Args.push_back("--output=/dev/null");
  Args.push_back("--quiet");
  std::vector<char *> Argv;
  for (std::string &A : Args)
    Argv.push_back(A.data());
  Argv.push_back(nullptr);
  pid_t Child = -1;
  ASSERT_EQ(
      posix_spawn(&Child, Argv[0], nullptr, nullptr, Argv.data(), environ), 0);
  std::this_thread::sleep_for(After);
  kill(Child, SIGKILL);
  int Status = 0;
  ASSERT_EQ(waitpid(Child, &Status, 0), Child);
}

/// A run may be killed at any time, also while it writes: the next one neither
/// says otherwise nor finds anything damaged.
TEST(CachedRun, SurvivesRunsThatAreKilled) {
  TempFolder Tree, Cache;
  std::vector<std::string> Fixtures = e2e::fixtureNames();
  for (unsigned I = 0; I < 8; ++I)
    e2e::copyFixture(Fixtures[I], Tree.path() / ("part" + std::to_string(I)));
  e2e::ToolRun Want = cold(Tree.path());
  for (unsigned I = 0; I < 40; ++I) {
    if (I % 8 == 0)
      fs::remove_all(Cache.path()); // else there is nothing to write
    writeFile(Tree.path() / "note.py", "x = " + std::to_string(I) + "\n");
    runAndKill(Tree.path(), Cache.path(), std::chrono::microseconds(1500 * I));
    if (I % 4 != 3)
      continue;
    e2e::ToolRun Got = warm(Tree.path(), Cache.path());
    fs::remove(Tree.path() / "note.py");
    EXPECT_EQ(warm(Tree.path(), Cache.path()).Out, Want.Out);
    EXPECT_EQ(Got.Err.find("damaged"), std::string::npos) << Got.Err;
  }
}

/// What was linked is remembered too, and as little trusted: a byte anywhere
/// may be wrong.
TEST(CachedRun, TrustsNoByteOfWhatWasLinked) {
  TempFolder Tree, Cache;
  e2e::copyFixture(e2e::fixtureNames().front(), Tree.path());
  Editor Aged(Tree.path(), 1); // entries serve unread
  e2e::ToolRun Want = cold(Tree.path());
  warm(Tree.path(), Cache.path());
  fs::path File = fs::directory_iterator(Cache.path())->path();
  std::string Sound = e2e::readFile(File);
  ASSERT_EQ(warm(Tree.path(), Cache.path()).Out, Want.Out);
  ASSERT_EQ(e2e::readFile(File), Sound) << "nothing changed, and yet it wrote";
  for (size_t At = 8; At < Sound.size(); At += Sound.size() / 40 + 1) {
    std::string Bytes = Sound;
    Bytes[At] = static_cast<char>(Bytes[At] ^ 0x20);
    writeFile(File, Bytes);
    EXPECT_EQ(warm(Tree.path(), Cache.path()).Out, Want.Out) << At;
  }
}

/// A run that nothing changed for takes what was linked from the cache: the
/// stages in between are not there.
TEST(CachedRun, LinksNothingAnew) {
  TempFolder Tree, Cache;
  e2e::copyFixture(e2e::fixtureNames().front(), Tree.path());
  Editor Aged(Tree.path(), 1);
  auto Stats = [&] {
    std::vector<std::string> Args = e2e::jsonArgs(Tree.path());
    Args.push_back("--cache-dir=" + Cache.path().string());
    Args.push_back("--stats");
    return e2e::runTool(Args).Err;
  };
  EXPECT_NE(Stats().find("  link\n"), std::string::npos);
  EXPECT_EQ(Stats().find("  link\n"), std::string::npos);
  std::ofstream(Tree.path() / "more.py") << "x = 1\n";
  EXPECT_NE(Stats().find("  link\n"), std::string::npos);
}

} // namespace
} // namespace modeltidy
