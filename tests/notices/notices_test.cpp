//===-- notices_test.cpp --------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the binary contains is named, with its version, in the notices that
// travel with it; and a lock file says what is pinned, not where one machine
// happened to get it.
//
//===----------------------------------------------------------------------===//

#include <fstream>
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

namespace {

using testing::HasSubstr;
using testing::Not;

std::string readFromRoot(const std::string &Path) {
  std::ostringstream Text;
  Text << std::ifstream(MODEL_TIDY_SOURCE_DIR "/" + Path).rdbuf();
  return Text.str();
}

void expectRows(const nlohmann::json &Pinned, const std::string &Rows) {
  for (const auto &[Name, Version] : Pinned.items()) {
    size_t At = Rows.find("npm `" + Name + "`");
    ASSERT_NE(At, std::string::npos) << Name << " has no row";
    size_t Begin = Rows.rfind('\n', At) + 1;
    EXPECT_THAT(Rows.substr(Begin, At - Begin),
                HasSubstr("| " + Version.get<std::string>() + " |"))
        << Name;
  }
}

TEST(NoticesTest, EveryPinnedPackageIsNamedWithItsVersion) {
  std::istringstream Notices(readFromRoot("THIRD_PARTY_NOTICES.md"));
  std::string Rows;
  for (std::string Line; std::getline(Notices, Line);)
    if (Line.starts_with("| "))
      Rows += Line + "\n";
  for (const char *File :
       {"grammars/package.json", "scanner/report/page/package.json"}) {
    auto Manifest = nlohmann::json::parse(readFromRoot(File), nullptr, false);
    ASSERT_FALSE(Manifest.is_discarded());
    ASSERT_FALSE(Manifest["dependencies"].empty());
    expectRows(Manifest["dependencies"], Rows);
  }
}

TEST(NoticesTest, TheLockFileNamesNoPlace) {
  for (const char *File :
       {"grammars/package-lock.json", "scanner/report/page/package-lock.json",
        "tests/consumers/package-lock.json", "bench/package-lock.json"}) {
    EXPECT_THAT(readFromRoot(File), HasSubstr("\"integrity\"")) << File;
    EXPECT_THAT(readFromRoot(File), Not(HasSubstr("\"resolved\""))) << File;
  }
}

} // namespace
