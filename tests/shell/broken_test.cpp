//===-- broken_test.cpp --------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What does not parse, limits, suppression comments.
//
//===----------------------------------------------------------------------===//

#include "tests/shell/lines.h"
#include <gmock/gmock.h>

namespace modeltidy {
namespace {

TEST(ShellBroken, TheSoundPartsStay) {
  Lines M("X=1\npython a.py\nif [ x; then\n  python b.py\n\npython c.py $X\n");
  EXPECT_FALSE(M.summary().errors().empty());
  std::vector<std::string> Calls = M.calls();
  EXPECT_THAT(Calls, testing::Contains(R"(2: Call("python", "a.py"))"));
  EXPECT_THAT(Calls, testing::Contains(R"(4: Call("python", "b.py"))"));
  EXPECT_THAT(Calls, testing::Contains(R"(6: Call("python", "c.py", "1"))"));
}

TEST(ShellBroken, AnUnclosedQuoteIsReadLineByLine) {
  Lines M("python a.py\necho \"oops\npython b.py \\\n  --x 1\n");
  EXPECT_FALSE(M.summary().errors().empty());
  EXPECT_THAT(M.calls(), testing::IsSupersetOf(
                             {R"(1: Call("python", "a.py"))",
                              R"(3: Call("python", "b.py", "--x", "1"))"}));
}

TEST(ShellBroken, DeepNestingIsSaid) {
  std::string Deep, Close;
  for (int I = 0; I < 1000; ++I) {
    Deep += "$(a ";
    Close += ")";
  }
  Lines M("c " + Deep + Close + "\npython a.py\n");
  ASSERT_FALSE(M.summary().errors().empty());
  EXPECT_EQ(M.last(), R"("python", "a.py")");
}

TEST(ShellBroken, LongChainsAreNot) {
  std::string Chain = "a0";
  for (int I = 1; I < 2000; ++I)
    Chain += " && a" + std::to_string(I);
  Lines M(Chain);
  EXPECT_TRUE(M.summary().errors().empty());
  EXPECT_EQ(M.calls().size(), 2000u);
}

TEST(ShellBroken, SuppressionComments) {
  Lines M("a # NOLINT(x): why\n# nothing\necho '# NOLINT'\n");
  ASSERT_EQ(M.summary().comments().size(), 1u);
  EXPECT_EQ(M.summary().string(M.summary().comments()[0].Text),
            "# NOLINT(x): why");
}

} // namespace
} // namespace modeltidy
