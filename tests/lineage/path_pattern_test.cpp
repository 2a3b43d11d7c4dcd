#include "scanner/lineage/path_pattern.h"
#include <gtest/gtest.h>

using namespace modeltidy;

namespace {

PathMatch match(const std::string &Written, const std::string &Read) {
  return matchPaths(Written, "", Read, "");
}

const std::string Number = unknownPart("v3.14"), Other = unknownPart("v5.9"),
                  Star = everyName("5.2");

TEST(PathPattern, OneNameIsOneFile) {
  EXPECT_EQ(match("out/answers.json", "./out/answers.json"), PathMatch::Exact);
  EXPECT_EQ(match("out/answers.json", "out/others.json"), PathMatch::None);
}

TEST(PathPattern, AStarReadsEveryFileOfItsFolder) {
  EXPECT_EQ(match("answers/a.json", "answers/" + Star + ".json"),
            PathMatch::Exact);
  EXPECT_EQ(match("answers/" + Number + ".json", "answers/" + Star + ".json"),
            PathMatch::Likely);
  EXPECT_EQ(match("answers/a.json", "graded/" + Star + ".json"),
            PathMatch::None);
  EXPECT_EQ(match("answers/a.txt", "answers/" + Star + ".json"),
            PathMatch::None);
}

TEST(PathPattern, AStarBesideTheProgramNeedsATellingBeginning) {
  std::string Read = "answers_" + Star + ".jsonl";
  EXPECT_EQ(match("answers_1.jsonl", Read), PathMatch::Likely);
  EXPECT_EQ(match("answers_" + Number + ".jsonl", Read), PathMatch::Likely);
  EXPECT_EQ(match("out/answers_1.jsonl", Read), PathMatch::None);
  EXPECT_EQ(matchPaths("answers_1.jsonl", "first", Read, "second"),
            PathMatch::None);
  EXPECT_EQ(match("answers_1.jsonl", Star + ".jsonl"), PathMatch::None);
}

TEST(PathPattern, AnUnknownFolderInFrontMayBeTheWorkingFolder) {
  EXPECT_EQ(match("data/answers.json", Number + "/data/answers.json"),
            PathMatch::Likely);
  EXPECT_EQ(match(Number + "/data/answers.json", "data/answers.json"),
            PathMatch::Likely);
  EXPECT_EQ(match("data/answers.json", Number + "/more/answers.json"),
            PathMatch::None);
  EXPECT_EQ(match("train.json", Number + "/train.json"), PathMatch::None);
  EXPECT_EQ(match(Number + "/plum/questions_2k", "plum/questions_2k"),
            PathMatch::None);
}

TEST(PathPattern, APlainFolderOfAnotherProgramSaysNothing) {
  EXPECT_EQ(
      matchPaths("data/a.json", "first", "data/" + Star + ".json", "second"),
      PathMatch::None);
  EXPECT_EQ(
      matchPaths("data/a.json", "first", "data/" + Star + ".json", "first"),
      PathMatch::Likely);
}

TEST(PathPattern, WhoReadsAFolderReadsTheFilesInIt) {
  EXPECT_EQ(match("answers/part/a.jsonl", "answers"), PathMatch::Likely);
  EXPECT_EQ(match("answers/weights.safetensors", "answers"), PathMatch::None);
  EXPECT_EQ(match("answers_of_others/a.jsonl", "answers"), PathMatch::None);
}

TEST(PathPattern, AFolderMayLieBelowAnotherRoot) {
  const char *Here = "assets/judge-set",
             *There = "/home/me/plum/assets/judge-set";
  EXPECT_EQ(match("assets/judge-set/train", There), PathMatch::Likely);
  EXPECT_EQ(match("/home/me/plum/assets/judge-set/train", Here),
            PathMatch::Likely);
  EXPECT_EQ(match("assets/other-set/train", There), PathMatch::None);
  EXPECT_EQ(match("judge-set/train", There), PathMatch::None);
  EXPECT_EQ(match("new_data/iter0/a.json", "/mnt/plum/new_data/iter0"),
            PathMatch::None);
  EXPECT_EQ(match("data/train/a.json", "/mnt/data/train"), PathMatch::None);
}

TEST(PathPattern, NumberedFilesMeetInTheirFolder) {
  EXPECT_EQ(match("answers/" + Number + ".json", "answers/" + Other + ".json"),
            PathMatch::Likely);
  EXPECT_EQ(match("answers/" + Number + ".json", "answers/" + Other + ".csv"),
            PathMatch::None);
  EXPECT_EQ(match("data/" + Number + ".json", "data/" + Other + ".json"),
            PathMatch::None);
}

TEST(PathPattern, TellsWhoseUnknownPartsItHolds) {
  auto IsFive = [](uint32_t Module) { return Module == 5; };
  EXPECT_TRUE(isOfPrograms("out/" + Other, IsFive));
  EXPECT_FALSE(isOfPrograms("out/" + Number, IsFive));
  EXPECT_FALSE(isOfPrograms("out/answers.json", IsFive));
}

} // namespace
