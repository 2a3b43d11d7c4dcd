//===- options_test.cpp - the command line --------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/clock.h"
#include "scanner/tool/options.h"
#include "llvm/Support/CommandLine.h"
#include <filesystem>
#include <gmock/gmock.h>

using namespace modeltidy;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

struct Parsed {
  std::optional<Options> Asked;
  std::string Errors;
};

Parsed parse(std::vector<const char *> Args) {
  llvm::cl::ResetAllOptionOccurrences();
  Args.insert(Args.begin(), "model-tidy");
  Parsed Out;
  llvm::raw_string_ostream OS(Out.Errors);
  Out.Asked = parseOptions(int(Args.size()), Args.data(), OS);
  return Out;
}

TEST(Options, Defaults) {
  auto P = parse({});
  ASSERT_TRUE(P.Asked) << P.Errors;
  EXPECT_TRUE(P.Asked->Paths.empty());
  EXPECT_TRUE(P.Asked->Checks.contains("license-output-training"));
  EXPECT_FALSE(P.Asked->WarningsAsErrors.contains("license-output-training"));
  EXPECT_EQ(P.Asked->Least, Confidence::Likely);
  EXPECT_FALSE(P.Asked->UseColor);
}

TEST(Options, EveryValueIsRead) {
  auto P = parse({"-j3", "--format=sarif", "--output=x.sarif", "--quiet",
                  "--use-color=false", "--checks=-*,license-output-training",
                  "--confidence=possible", "--strict", "--today=2026-02-28",
                  "--trace=a:b.py:12", "one", "two"});
  ASSERT_TRUE(P.Asked) << P.Errors;
  EXPECT_EQ(P.Asked->Jobs, 3u);
  EXPECT_EQ(P.Asked->Format, OutputFormat::Sarif);
  EXPECT_EQ(P.Asked->Output, "x.sarif");
  EXPECT_EQ(P.Asked->UseColor, std::optional<bool>(false));
  EXPECT_FALSE(P.Asked->Checks.contains("license-output-conditions"));
  EXPECT_EQ(P.Asked->Least, Confidence::Possible);
  EXPECT_EQ(P.Asked->TraceFile, "a:b.py");
  EXPECT_EQ(P.Asked->TraceLine, 12u);
  EXPECT_THAT(P.Asked->Paths, ElementsAre("one", "two"));
}

TEST(Options, MistakesAreNamed) {
  const std::pair<const char *, const char *> Cases[] = {
      {"--formt=json", "--format"},
      {"--format=jsn", ""}, // LLVM says it on standard error
      {"--also=srif:x",
       "unknown value 'srif'; did you mean 'sarif'? one of text, json, sarif,"},
      {"--checks=licence-*", "no check matches 'licence-*'"},
      {"--checks=licence-output", "did you mean 'license-output-*'?"},
      {"--warnings-as-errors=license-output-trainig",
       "did you mean 'license-output-training'"},
      {"--today=2026-02-30", "no date"},
      {"--today=yesterday", "no date"},
      {"--trace=train.py", "FILE:LINE"},
      {"--trace=train.py:0", "FILE:LINE"},
      {"-j100000", "-j takes at most"},
      {"-jx", ""},
      {"--debug-counter=x", "debug-counter"}, // LLVM's own is gone
  };
  for (auto [Arg, Said] : Cases) {
    auto P = parse({Arg});
    EXPECT_FALSE(P.Asked) << Arg;
    EXPECT_THAT(P.Errors, HasSubstr(Said)) << Arg;
  }
}

/// LLVM's own words for an unknown value name no other.
TEST(Options, UnknownValuesAreToldTheChoices) {
  const std::pair<const char *, const char *> Cases[] = {
      {"--format=jsn", "'jsn'; did you mean 'json'? one of text, json, sarif,"},
      {"--confidence=sure", "'sure'; one of certain, likely, possible"},
      {"--use-color=maybe", "'maybe'; one of true, false, 1, 0"},
  };
  for (auto [Arg, Said] : Cases) {
    testing::internal::CaptureStderr();
    EXPECT_FALSE(parse({Arg}).Asked) << Arg;
    EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr(Said));
  }
  EXPECT_EQ(parse({"--use-color"}).Asked->UseColor, std::optional<bool>(true));
  EXPECT_EQ(parse({"--use-color=0"}).Asked->UseColor,
            std::optional<bool>(false));
}

TEST(Options, OneRunMayWriteSeveralForms) {
  auto P = parse({"--also=sarif:a:b.sarif", "--also=markdown:page.md"});
  ASSERT_TRUE(P.Asked) << P.Errors;
  EXPECT_THAT(P.Asked->Also,
              ElementsAre(std::pair(OutputFormat::Sarif, "a:b.sarif"),
                          std::pair(OutputFormat::Markdown, "page.md")));
  for (const char *Bad : {"--also=sarif", "--also=sarif:", "--also=srif:x"})
    EXPECT_FALSE(parse({Bad}).Asked) << Bad;
  EXPECT_THAT(parse({"--also=sarif:x", "--also=gitlab:x"}).Errors,
              HasSubstr("two reports are to go into 'x'"));
  EXPECT_FALSE(parse({"--also=sarif:x", "--output=x"}).Asked);
  const std::string Same =
      "--also=gitlab:" + (std::filesystem::current_path() / "x").string();
  EXPECT_FALSE(parse({"--also=sarif:x", Same.c_str()}).Asked);
  EXPECT_FALSE(parse({"--also=sarif:./x", "--output=././x"}).Asked);
  EXPECT_TRUE(parse({"--also=sarif:x", "--output=no/x"}).Asked);
}

TEST(Options, PagesNameEveryOption) {
  ASSERT_TRUE(parse({}).Asked);
  std::string Man = manPage();
  for (const char *Shell : {"bash", "zsh", "fish"})
    for (const char *Name : {"format", "write-baseline", "strict", "github"})
      EXPECT_THAT(completions(Shell), HasSubstr(Name)) << Shell;
  for (const char *Name :
       {"\\-\\-format=", "\\-\\-trace=", ".B \\-j", "gitlab"})
    EXPECT_THAT(Man, HasSubstr(Name));
  EXPECT_THAT(Man, testing::Not(HasSubstr("dump\\-check")));
  EXPECT_EQ(completions("tcsh"), "");
}

TEST(Clock, KnowsTheCalendar) {
  EXPECT_TRUE(isDate("2024-02-29"));
  EXPECT_FALSE(isDate("2025-02-29"));
  EXPECT_FALSE(isDate("2025-2-9"));
  EXPECT_FALSE(isDate("2025-13-01"));
  EXPECT_FALSE(isDate(""));
  EXPECT_TRUE(isDate(today()));
}

TEST(Clock, FollowsSourceDateEpoch) {
  setenv("SOURCE_DATE_EPOCH", "86400", 1);
  EXPECT_EQ(today(), "1970-01-02");
  unsetenv("SOURCE_DATE_EPOCH");
}

} // namespace
