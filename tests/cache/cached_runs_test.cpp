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
#include <optional>
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

/// The only file of the cache folder that ends so: summaries and the lineage,
/// or a report.
fs::path cacheFile(const fs::path &Cache, const std::string &Ending) {
  for (const auto &Entry : fs::directory_iterator(Cache))
    if (Entry.path().extension() == Ending)
      return Entry.path();
  ADD_FAILURE() << "no " << Ending << " in the cache folder";
  return {};
}

/// A run as people start it, with the cache or without it.
e2e::ToolRun run(const fs::path &Tree, std::vector<std::string> Args,
                 const std::string &Cache) {
  Args.insert(Args.begin(), {"--today=2026-11-01", Cache, Tree.string()});
  return e2e::runTool(Args);
}

void expectSame(const e2e::ToolRun &Got, const e2e::ToolRun &Want,
                const std::string &When) {
  ASSERT_GE(Want.Status, 0) << Want.Failure;
  EXPECT_EQ(Got.Out, Want.Out) << When;
  EXPECT_EQ(Got.Err, Want.Err) << When;
  EXPECT_EQ(Got.Status, Want.Status) << When;
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
    default:
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
    e2e::ToolRun Again = warm(Tree.path(), Cache.path()); // the kept report
    ASSERT_EQ(Again.Out, Want.Out) << "again after " << Step << " edits";
    ASSERT_EQ(Again.Err, Want.Err) << "again after " << Step << " edits";
    ASSERT_EQ(Again.Status, Want.Status);
    Edits.edit();
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, CachedRuns, testing::Range(0u, 6u));

TEST(CachedRun, RebuildsADamagedCacheAndSaysSo) {
  TempFolder Tree, Cache;
  e2e::copyFixture(e2e::fixtureNames().front(), Tree.path());
  e2e::ToolRun Want = cold(Tree.path());
  warm(Tree.path(), Cache.path());
  for (const char *Ending : {".mtcache", ".mtreport"}) {
    fs::path File = cacheFile(Cache.path(), Ending);
    std::string Sound = e2e::readFile(File);
    writeFile(File, Sound.substr(0, Sound.size() / 2));
    if (Ending == std::string(".mtcache")) // else a report is all it takes
      fs::remove(cacheFile(Cache.path(), ".mtreport"));
    e2e::ToolRun Got = warm(Tree.path(), Cache.path());
    EXPECT_EQ(Got.Out, Want.Out);
    EXPECT_NE(Got.Err.find("the cache was damaged"), std::string::npos)
        << Ending << Got.Err;
    expectSame(warm(Tree.path(), Cache.path()), Want, Ending);
  }
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
  for (const char *Ending : {".mtreport", ".mtcache"}) {
    fs::path File = cacheFile(Cache.path(), Ending);
    std::string Sound = e2e::readFile(File);
    ASSERT_EQ(warm(Tree.path(), Cache.path()).Out, Want.Out);
    ASSERT_EQ(e2e::readFile(File), Sound)
        << "nothing changed, and yet it wrote";
    for (size_t At = 8; At < Sound.size(); At += Sound.size() / 40 + 1) {
      std::string Bytes = Sound;
      Bytes[At] = static_cast<char>(Bytes[At] ^ 0x20);
      writeFile(File, Bytes);
      if (Ending == std::string(".mtcache"))
        fs::remove(cacheFile(Cache.path(), ".mtreport"));
      EXPECT_EQ(warm(Tree.path(), Cache.path()).Out, Want.Out) << At;
    }
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

/// Whatever a report depends on beside the files: each step changes one thing,
/// and the report that was kept before it no longer serves.
class KeptReports : public testing::Test {
protected:
  KeptReports() {
    e2e::copyFixture(e2e::fixtureNames().front(), Tree.path() / "src");
    Tree.add("outside/families/none.yaml", "");
    Aged.emplace(Tree.path(), 1);
  }

  /// Without a cache, with it, and once more: all the same.
  void look(const std::string &When) {
    e2e::ToolRun Want = run(Tree.path() / "src", Args, "--no-cache");
    for (const char *Time : {", then", ", again"})
      expectSame(run(Tree.path() / "src", Args, "--cache-dir=" + cache()), Want,
                 When + Time);
    Last = Want;
  }
  void differs(const std::string &When) {
    std::string Before = Last.Out + Last.Err;
    look(When);
    EXPECT_NE(Last.Out + Last.Err, Before) << When << ": no change to see";
  }
  std::string cache() const { return Cache.path().string(); }
  void add(const std::string &File, const std::string &Text) {
    Tree.add(File, Text);
    fs::last_write_time(Tree.path() / File, fs::file_time_type::clock::now() -
                                                std::chrono::hours(1));
  }

  TempFolder Tree, Cache;
  std::optional<Editor> Aged;
  std::vector<std::string> Args = {"--format=json"};
  e2e::ToolRun Last;
};

TEST_F(KeptReports, AreRepeatedWithoutALook) {
  look("at first");
  fs::path File = cacheFile(Cache.path(), ".mtcache");
  fs::remove(File);
  look("with the report alone");
  EXPECT_FALSE(fs::exists(File)) << "the files were looked at";
}

TEST_F(KeptReports, FollowOptions) {
  look("at first");
  for (const char *More :
       {"--format=text", "--use-color=yes", "--checks=-*,pinned-revision",
        "--format=sarif", "--confidence=certain", "--today=2020-01-01",
        "--quiet", "-j1"}) {
    Args.assign({More});
    look(More);
    Args.assign({"--format=json"});
    look("as at first");
  }
}

TEST_F(KeptReports, FollowThePolicy) {
  look("at first");
  add("src/.model-tidy.yaml", "Checks: '-*'\n");
  differs("with a policy");
  add("src/.model-tidy.yaml", "Checks: '*'\n\n");
  differs("with another of the same size");
  fs::remove(Tree.path() / "src/.model-tidy.yaml");
  look("without it");
  Args.push_back("--config-file=" + (Tree.path() / "policy.yaml").string());
  add("policy.yaml", "Checks: '*'\n");
  look("with a policy elsewhere");
  add("policy.yaml", "Checks: '-*'\n");
  differs("with it changed");
  Args.back() = "--catalog=" + (Tree.path() / "outside").string();
  look("with a catalog");
  add("outside/families/none.yaml", "families: 3\n");
  differs("with the catalog changed");
}

TEST_F(KeptReports, FollowABaseline) {
  std::string File = (Tree.path() / "known.json").string();
  run(Tree.path() / "src", {"--write-baseline=" + File}, "--no-cache");
  Args = {"--baseline=" + File};
  look("with a baseline");
  std::string Known = e2e::readFile(File);
  run(Tree.path() / "src", {"--checks=-*", "--write-baseline=" + File},
      "--no-cache");
  ASSERT_NE(e2e::readFile(File), Known);
  differs("with an empty one");
}

/// What no list of files holds, and is looked at all the same: it is ignored,
/// outside or not there.
TEST_F(KeptReports, FollowFilesThatAreNotListed) {
  add("src/.gitignore", "*.gguf\nrecord.json\n");
  add("src/.model-tidy.yaml", "Bom: record.json\n");
  look("without a record");
  add("src/record.json", "{}\n");
  differs("with a record");
  add("src/record.json", "{ \n");
  look("with a broken one of its size");
  fs::remove(Tree.path() / "src/record.json");
  look("without it again");
}

TEST_F(KeptReports, FollowPermissionsTimesAndNames) {
  look("at first");
  std::vector<fs::path> Files;
  for (const auto &Entry :
       fs::recursive_directory_iterator(Tree.path() / "src"))
    if (Entry.path().extension() == ".py")
      Files.push_back(Entry.path());
  ASSERT_FALSE(Files.empty());
  std::string Text = e2e::readFile(Files[0]);
  writeFile(Files[0], Text + "\n# more\n"); // just now: its time tells nothing
  look("just edited");
  writeFile(Files[0], Text + "\n# less\n");
  look("edited again, of the same size");
  writeFile(Files[0], Text);
  look("as it was");
  fs::rename(Files[0], Files[0].string() + ".txt");
  differs("renamed");
  fs::rename(Files[0].string() + ".txt", Files[0]);
  differs("renamed back");
}

/// A run that tells of itself is none that is repeated.
TEST_F(KeptReports, LeaveStatisticsAlone) {
  Args.push_back("--stats");
  for (int I = 0; I < 2; ++I) {
    e2e::ToolRun Got = run(Tree.path() / "src", Args, "--cache-dir=" + cache());
    EXPECT_NE(Got.Err.find("  check\n"), std::string::npos) << Got.Err;
  }
  for (const auto &Entry : fs::directory_iterator(Cache.path()))
    EXPECT_NE(Entry.path().extension(), ".mtreport");
}

} // namespace
} // namespace modeltidy
