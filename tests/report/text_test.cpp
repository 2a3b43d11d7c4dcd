//===- text_test.cpp - clang's form ---------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/report/snippet.h"
#include "tests/report/sample.h"
#include "llvm/Support/raw_ostream.h"
#include <gmock/gmock.h>

using namespace modeltidy;
using sample::Sample;
using testing::HasSubstr;
using testing::Not;

namespace {

std::string snippet(llvm::StringRef Line, uint32_t Column, uint32_t End) {
  Place P;
  P.Line = P.EndLine = 7;
  P.Column = Column;
  P.EndColumn = End;
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  printSnippet(OS, Line, P, /*Color=*/false);
  return Out;
}

TEST(Text, WholeDiagnostic) {
  EXPECT_EQ(
      Sample().text(),
      R"(sub dir/train.py:3:37: error: output of 'acme/closed' (Closed License s.2: no training [at all]) trains 'acme/open' [license-output-training]
    3 | label = "Ünïcode 😀"; trainer = Trainer(base, rows)
      |                                 ^~~~~~~~~~~~~~~~~~~
gen.py:2:14: note: 'acme/closed' is loaded here
    2 | model = load("acme/closed")
      |              ^~~~~~~~~~~~~
gen.py:3:8: note: it generates here
    3 | rows = model.ask("Grüße")
      |        ^~~~~~~~~~~~~~~~~~
gen.py:4:1: note: written to 'out.jsonl'
    4 | save(rows, "out.jsonl")
      | ^~~~~~~~~~~~~~~~~~~~~~~
sub dir/train.py:1:8: note: read here
    1 | rows = read("out.jsonl")
      |        ^~~~~~~~~~~~~~~~~
sub dir/train.py:3:37: note: trains 'acme/open' here
    3 | label = "Ünïcode 😀"; trainer = Trainer(base, rows)
      |                                 ^~~~~~~~~~~~~~~~~~~
sub dir/train.py:3:37: note: section 2 says no (https://acme.example/terms, read 2026-11-21)
sub dir/train.py:3:37: note: to resolve it: use an open model
model-tidy: 5 files seen, 2 parsed, 3 skipped (2 vendored, 1 binary); 1 error, 0 warnings, 0 notes
)");
}

TEST(Text, ColorsOnlyWhereAsked) {
  EXPECT_THAT(Sample().text(false), Not(HasSubstr("\x1b[")));
  EXPECT_THAT(Sample().text(true), HasSubstr("\x1b["));
}

TEST(Text, CleanRunStillCounts) {
  Sample S;
  S.Flows.clear();
  EXPECT_EQ(S.text(), "model-tidy: 5 files seen, 2 parsed, 3 skipped (2 "
                      "vendored, 1 binary); 0 errors, 0 warnings, 0 notes\n");
}

TEST(Snippet, CaretAtTheEndOfALine) {
  EXPECT_EQ(snippet("ab", 3, 3), "    7 | ab\n      |   ^\n");
}

TEST(Snippet, CallThatGoesOnBelowIsMarkedByItsName) {
  Place P;
  P.Line = 7;
  P.Column = 5;
  P.EndLine = 9;
  P.EndColumn = 2;
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  printSnippet(OS, "t = Trainer(  # note", P, /*Color=*/false);
  EXPECT_EQ(Out, "    7 | t = Trainer(  # note\n      |     ^~~~~~~\n");
}

TEST(Snippet, TerminalCodesAreShownNotObeyed) {
  EXPECT_EQ(snippet("a\x1b[2Jb", 1, 2), "    7 | a?[2Jb\n      | ^\n");
  EXPECT_EQ(printable("x\x1b]0;t\ay\r"), "x?]0;t?y?");
}

TEST(Snippet, LongLineIsCutAroundTheCaret) {
  std::string Line(1u << 20, 'x');
  Line[5000] = 'y';
  std::string Out = snippet(Line, 5001, 5002);
  EXPECT_LT(Out.size(), 400u);
  EXPECT_THAT(Out, HasSubstr("...x"));
  EXPECT_THAT(Out, HasSubstr("xyx"));
  size_t Second = Out.find('\n') + 1;
  EXPECT_EQ(Out.find('y'), Out.find('^', Second) - Second);
}

TEST(Snippet, TabsKeepTheCaretInPlace) {
  EXPECT_EQ(snippet("\tf(x)", 2, 6), "    7 |     f(x)\n      |     ^~~~\n");
}

} // namespace
