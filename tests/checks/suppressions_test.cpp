//===- suppressions_test.cpp - NOLINT comments ----------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/registry/all_checks.h"
#include "checks/suppressions.h"
#include "llvm/ADT/StringExtras.h"
#include <gmock/gmock.h>

using namespace modeltidy;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

namespace {

SourceComment comment(uint32_t Line, std::string Text, uint32_t File = 0) {
  Place P;
  P.File = File;
  P.Begin = Line * 100;
  P.Line = P.EndLine = Line;
  P.Column = 1;
  return {P, std::move(Text)};
}

/// What happens to findings of license-output-training on the given lines.
struct Suppressed {
  std::vector<uint32_t> Hidden;
  std::vector<std::string> Reasons, Unused;

  Suppressed(std::vector<SourceComment> Comments, std::vector<uint32_t> Lines,
             const char *Enabled = "*") {
    std::vector<Diagnostic> Found;
    for (uint32_t Line : Lines) {
      Diagnostic D;
      D.Rule = findCheck("license-output-training");
      D.Where = comment(Line, "").Where;
      Found.push_back(D);
    }
    std::vector<Nolint> Nolints = readNolints(Comments);
    suppress(Nolints, Found);
    for (const Diagnostic &D : Found)
      if (D.Suppressed) {
        Hidden.push_back(D.Where.Line);
        Reasons.push_back(D.Justification);
      }
    std::vector<Diagnostic> Complaints;
    reportUnused(Nolints, allChecks(), CheckGlobs(Enabled), Complaints);
    reportMissingReasons(Nolints, allChecks(), Complaints);
    for (const Diagnostic &D : Complaints)
      Unused.push_back(std::to_string(D.Where.Line) + " " + D.Rule->Id.str() +
                       ": " + D.Message);
  }
};

TEST(Nolint, EveryFormInEveryCommentSyntax) {
  const std::pair<const char *, const char *> Same[] = {
      {"# NOLINT(license-output-training): ticket 81", "ticket 81"},
      {"// NOLINT(license-*): ticket 81", "ticket 81"},
      {"/* NOLINT(a,license-output-training): ticket 81 */", "ticket 81"},
      {"<!-- NOLINT(license-output-training) -- ticket 81 -->", "ticket 81"},
      {"# NOLINT(*): ticket 81", "ticket 81"},
      {"# NOLINT: ticket 81  # noqa: E501", "ticket 81"},
      {"# type: ignore # NOLINT(license-output-training): a NOLINTx word",
       "a NOLINTx word"},
  };
  for (auto [Text, Reason] : Same) {
    Suppressed S({comment(3, Text)}, {2, 3, 4});
    EXPECT_THAT(S.Hidden, ElementsAre(3u)) << Text;
    EXPECT_THAT(S.Reasons, ElementsAre(Reason)) << Text;
    EXPECT_THAT(S.Unused, IsEmpty()) << Text;
  }
  EXPECT_THAT(
      Suppressed({comment(3, "# NOLINTNEXTLINE(license-*): x")}, {2, 3, 4})
          .Hidden,
      ElementsAre(4u));
  EXPECT_THAT(Suppressed({comment(3, "# NOLINTBEGIN(license-*): x"),
                          comment(5, "# NOLINTEND(license-*)")},
                         {2, 3, 4, 5, 6})
                  .Hidden,
              ElementsAre(3u, 4u, 5u));
}

TEST(Nolint, OtherNamesHideNothing) {
  for (const char *Text :
       {"# NOLINT(license-output-conditions): x", "# NOLINT(bugprone-*): x",
        "# NOLINT(*,-license-output-training): x", "# NOLINT(): x",
        "# NOLINTER: x", "# XNOLINT: x", "# NOLINT(license-output-training: x"})
    EXPECT_THAT(Suppressed({comment(3, Text)}, {3}).Hidden, IsEmpty()) << Text;
  EXPECT_THAT(Suppressed({comment(3, "# NOLINT", 1)}, {3}).Hidden, IsEmpty());
}

TEST(Nolint, RangesPairByTheirLists) {
  Suppressed Nested({comment(1, "# NOLINTBEGIN(license-*): x"),
                     comment(2, "# NOLINTBEGIN(bugprone-*)"),
                     comment(4, "# NOLINTEND(bugprone-*)"),
                     comment(6, "# NOLINTEND(license-*)")},
                    {5});
  EXPECT_THAT(Nested.Hidden, ElementsAre(5u));
  EXPECT_THAT(Nested.Unused, IsEmpty());
  Suppressed Open({comment(1, "# NOLINTBEGIN(license-*): x"),
                   comment(6, "# NOLINTEND(license-output-*)")},
                  {5});
  EXPECT_THAT(Open.Hidden, IsEmpty());
  EXPECT_THAT(Open.Unused, ElementsAre(HasSubstr("no NOLINTEND"),
                                       HasSubstr("no NOLINTBEGIN")));
  Suppressed TwoFiles({comment(1, "# NOLINTBEGIN(license-*): x"),
                       comment(6, "# NOLINTEND(license-*)", 1)},
                      {5});
  EXPECT_THAT(TwoFiles.Hidden, IsEmpty());
  EXPECT_THAT(TwoFiles.Unused, SizeIs(2));
}

TEST(Nolint, UnusedOnesAreReportedWhereSilenceMeansSomething) {
  const char *Text = "# NOLINT(license-output-training): x";
  EXPECT_THAT(Suppressed({comment(3, Text)}, {4}).Unused,
              ElementsAre("3 nolint-unused: nothing is found here that "
                          "NOLINT(license-output-training) suppresses"));
  EXPECT_THAT(
      Suppressed({comment(3, Text)}, {}, "*,-license-output-training").Unused,
      IsEmpty());
  EXPECT_THAT(Suppressed({comment(3, "# NOLINT: x"), comment(4, "# NOLINT(*)"),
                          comment(5, "# NOLINT(bugprone-*)")},
                         {})
                  .Unused,
              IsEmpty());
}

TEST(Nolint, MisspelledNamesAreNamed) {
  Suppressed S({comment(3, "# NOLINT(licence-output-training): x")}, {3});
  EXPECT_THAT(S.Hidden, IsEmpty());
  EXPECT_THAT(S.Unused,
              ElementsAre(HasSubstr("did you mean 'license-output-training'")));
}

TEST(Nolint, AReasonIsAskedForOnce) {
  EXPECT_THAT(
      Suppressed({comment(3, "# NOLINT(license-output-training)")}, {3}).Unused,
      ElementsAre(HasSubstr("3 nolint-reason")));
  EXPECT_THAT(Suppressed({comment(3, "# NOLINT")}, {3}).Unused,
              ElementsAre(HasSubstr("3 nolint-reason")));
  EXPECT_THAT(Suppressed({comment(3, "# NOLINT")}, {4}).Unused, IsEmpty());
}

} // namespace
