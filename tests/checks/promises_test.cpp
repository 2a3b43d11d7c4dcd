//===- promises_test.cpp - the table of promises is true ------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// docs/promises.md says which fixture shows a promise and which stays quiet.
// That the fixtures do so is the end-to-end tests' to hold; here their marks
// are what the table says, and every check has its line.
//
//===----------------------------------------------------------------------===//

#include "checks/registry/all_checks.h"
#include "llvm/ADT/SmallVector.h"
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <set>
#include <sstream>

using namespace modeltidy;
namespace fs = std::filesystem;

namespace {

const fs::path Root = MODEL_TIDY_SOURCE_DIR;

std::string textOf(const fs::path &Path) {
  std::ifstream In(Path);
  std::stringstream Out;
  Out << In.rdbuf();
  return Out.str();
}

struct Promise {
  std::string Check, Shown, Quiet;
};

std::vector<Promise> promises() {
  std::vector<Promise> Out;
  std::ifstream In(Root / "docs/promises.md");
  for (std::string Line; std::getline(In, Line);) {
    llvm::SmallVector<StringRef, 6> Cells;
    StringRef(Line).split(Cells, '|');
    if (Cells.size() == 6 && findCheck(Cells[2].trim()))
      Out.push_back({Cells[2].trim().str(), Cells[3].trim().str(),
                     Cells[4].trim().str()});
  }
  return Out;
}

/// Has the fixture a mark for a finding of the check? A permitted flow is none.
bool expects(const std::string &Fixture, const std::string &Check) {
  for (const auto &Entry :
       fs::recursive_directory_iterator(Root / "fixtures" / Fixture)) {
    std::istringstream Text(Entry.is_regular_file() ? textOf(Entry.path())
                                                    : "");
    for (std::string Line; std::getline(Text, Line);)
      if (Line.find("expect: " + Check) != std::string::npos &&
          Line.find("verdict=permitted") == std::string::npos)
        return true;
  }
  return false;
}

TEST(Promises, FixturesShowThemAndStayQuiet) {
  ASSERT_FALSE(promises().empty());
  for (const Promise &P : promises()) {
    ASSERT_TRUE(fs::is_directory(Root / "fixtures" / P.Shown)) << P.Shown;
    ASSERT_TRUE(fs::is_directory(Root / "fixtures" / P.Quiet)) << P.Quiet;
    EXPECT_TRUE(expects(P.Shown, P.Check)) << P.Shown << " " << P.Check;
    EXPECT_FALSE(expects(P.Quiet, P.Check)) << P.Quiet << " " << P.Check;
  }
}

TEST(Promises, EveryCheckHasALine) {
  std::set<std::string> Told;
  for (const Promise &P : promises())
    Told.insert(P.Check);
  for (const Check *C : allChecks())
    EXPECT_EQ(Told.count(C->Id.str()), 1u) << C->Id.str();
}

} // namespace
