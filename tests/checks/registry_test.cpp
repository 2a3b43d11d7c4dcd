//===- registry_test.cpp - the list, the files and the pages agree --------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/registry/all_checks.h"
#include "scanner/report/check_page.h"
#include "scanner/tool/options.h"
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <set>
#include <sstream>

using namespace modeltidy;
namespace fs = std::filesystem;
using testing::HasSubstr;

namespace {

const fs::path Root = MODEL_TIDY_SOURCE_DIR;

std::string readFile(const fs::path &Path) {
  std::ostringstream Text;
  Text << std::ifstream(Path).rdbuf();
  return Text.str();
}

constexpr const char *Remedy =
    "\nrun: build/model-tidy --dump-check-docs=docs/checks && "
    "build/model-tidy --dump-option-docs > docs/command-line.md";

std::string fileOf(const Check &C) {
  std::string Name = C.Id.str();
  std::replace(Name.begin(), Name.end(), '-', '_');
  return Name + ".cpp";
}

TEST(Registry, IsSortedById) {
  auto All = allChecks();
  for (size_t I = 1; I < All.size(); ++I)
    EXPECT_LT(All[I - 1]->Id, All[I]->Id);
}

TEST(Registry, EveryCheckIsAFileOfItsName) {
  for (const Check *C : allChecks())
    EXPECT_THAT(readFile(Root / "checks" / fileOf(*C)),
                HasSubstr("\"" + C->Id.str() + "\""));
}

TEST(Registry, EveryFileThatDefinesACheckIsListed) {
  std::set<std::string> Listed;
  for (const Check *C : allChecks())
    Listed.insert(fileOf(*C));
  for (const auto &Entry : fs::directory_iterator(Root / "checks")) {
    if (Entry.path().extension() != ".cpp" ||
        readFile(Entry.path()).find("constinit const Check ") ==
            std::string::npos)
      continue;
    EXPECT_EQ(Listed.count(Entry.path().filename()), 1u)
        << Entry.path() << " is not in checks/registry/all_checks.cpp";
  }
}

TEST(Registry, EveryFieldIsFilled) {
  for (const Check *C : allChecks()) {
    EXPECT_FALSE(C->Summary.empty()) << C->Id.str();
    EXPECT_FALSE(C->Summary.ends_with(".")) << C->Id.str();
    for (const char *Heading :
         {"## What it finds", "## Why it matters", "## What it cannot see"})
      EXPECT_THAT(C->Doc.str(), HasSubstr(Heading)) << C->Id.str();
    EXPECT_FALSE(C->Bad.empty()) << C->Id.str();
    EXPECT_FALSE(C->Good.empty()) << C->Id.str();
    EXPECT_NE(C->Run, nullptr) << C->Id.str();
  }
}

TEST(Docs, CheckPagesAreCurrent) {
  fs::path Folder = Root / "docs/checks";
  EXPECT_EQ(readFile(Folder / "README.md"), checkIndex(allChecks())) << Remedy;
  std::set<std::string> Pages = {"README.md"};
  for (const Check *C : allChecks()) {
    Pages.insert(C->Id.str() + ".md");
    EXPECT_EQ(readFile(Folder / (C->Id.str() + ".md")), checkPage(*C))
        << Remedy;
  }
  for (const auto &Entry : fs::directory_iterator(Folder))
    EXPECT_EQ(Pages.count(Entry.path().filename()), 1u)
        << Entry.path() << " documents no check";
}

TEST(Docs, CommandLineIsCurrent) {
  const char *Args[] = {"model-tidy"};
  std::string Errors;
  llvm::raw_string_ostream OS(Errors);
  ASSERT_TRUE(parseOptions(1, Args, OS)) << Errors;
  EXPECT_EQ(readFile(Root / "docs/command-line.md"), optionDocs()) << Remedy;
}

} // namespace
