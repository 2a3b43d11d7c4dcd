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

TEST(NoticesTest, EveryPinnedGrammarIsNamedWithItsVersion) {
  std::istringstream Notices(readFromRoot("THIRD_PARTY_NOTICES.md"));
  std::string Rows;
  for (std::string Line; std::getline(Notices, Line);)
    if (Line.starts_with("| "))
      Rows += Line + "\n";
  auto Manifest = nlohmann::json::parse(readFromRoot("grammars/package.json"),
                                        nullptr, false);
  ASSERT_FALSE(Manifest.is_discarded());
  ASSERT_FALSE(Manifest["dependencies"].empty());
  for (const auto &[Name, Version] : Manifest["dependencies"].items()) {
    size_t At = Rows.find("npm `" + Name + "`");
    ASSERT_NE(At, std::string::npos) << Name << " has no row";
    size_t Begin = Rows.rfind('\n', At) + 1;
    EXPECT_THAT(Rows.substr(Begin, At - Begin),
                HasSubstr("| " + Version.get<std::string>() + " |"))
        << Name;
  }
}

TEST(NoticesTest, TheLockFileNamesNoPlace) {
  EXPECT_THAT(readFromRoot("grammars/package-lock.json"),
              Not(HasSubstr("\"resolved\"")));
}

} // namespace
