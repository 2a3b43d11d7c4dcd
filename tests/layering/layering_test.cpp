//===-- layering_test.cpp -------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/layering/layering.h"
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <sstream>

using namespace modeltidy;
using testing::ElementsAre;
using testing::IsEmpty;
namespace fs = std::filesystem;

namespace {

bool isSource(const fs::path &Path) {
  return Path.extension() == ".h" || Path.extension() == ".cpp";
}

/// Every source file of the stages, relative to Root, in order of path.
std::vector<std::string> sourceFiles(const fs::path &Root) {
  std::vector<std::string> Files;
  for (const char *Top : {"scanner", "checks"}) {
    if (!fs::exists(Root / Top))
      continue;
    for (const auto &Entry : fs::recursive_directory_iterator(Root / Top))
      if (Entry.is_regular_file() && isSource(Entry.path()))
        Files.push_back(fs::relative(Entry.path(), Root).generic_string());
  }
  std::sort(Files.begin(), Files.end());
  return Files;
}

std::string readFile(const fs::path &Path) {
  std::ostringstream Text;
  Text << std::ifstream(Path).rdbuf();
  return Text.str();
}

TEST(LayeringTest, EarlierStagesAndOthersHeadersMayBeIncluded) {
  EXPECT_THAT(checkIncludes("scanner/lineage/link.cpp",
                            "#include \"scanner/lineage/link.h\"\n"
                            "#include \"scanner/summary/summary.h\"\n"
                            "#include \"llvm/ADT/StringRef.h\"\n"
                            "#include <vector>\n"),
              IsEmpty());
}

TEST(LayeringTest, ALaterStageIsNamedWithFileAndLine) {
  EXPECT_THAT(checkIncludes("scanner/summary/summary.cpp",
                            "// text\n"
                            "#  include \"scanner/lineage/link.h\"\n"),
              ElementsAre("scanner/summary/summary.cpp:2: 'scanner/summary/' "
                          "includes the later stage 'scanner/lineage/': "
                          "'scanner/lineage/link.h'"));
}

TEST(LayeringTest, AnUnknownStageIsNamed) {
  EXPECT_THAT(checkIncludes("scanner/misc/util.h", ""),
              ElementsAre("scanner/misc/util.h:1: is in no known stage; see "
                          "tests/layering"));
  EXPECT_THAT(checkIncludes("scanner/tool/main.cpp",
                            "#include \"scanner/misc/util.h\""),
              ElementsAre("scanner/tool/main.cpp:1: 'scanner/misc/util.h' is "
                          "in no known stage"));
}

TEST(LayeringTest, AChecksEyesEndAtLineageAndTerms) {
  EXPECT_THAT(
      checkIncludes("checks/license_unknown.cpp", "#include <fstream>\n"),
      ElementsAre("checks/license_unknown.cpp:1: a check sees lineage and "
                  "terms alone, not 'fstream'"));
}

TEST(LayeringTest, TheTreeKeepsTheOrder) {
  fs::path Root = MODEL_TIDY_SOURCE_DIR;
  std::vector<std::string> Files = sourceFiles(Root);
  EXPECT_FALSE(Files.empty());
  for (const std::string &File : Files)
    for (const std::string &Complaint :
         checkIncludes(File, readFile(Root / File)))
      ADD_FAILURE() << Complaint;
}

} // namespace
