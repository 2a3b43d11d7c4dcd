//===- option_table.cpp - the options as LLVM sees them -------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/option_table.h"
#include "scanner/tool/version.h"

namespace modeltidy {

using namespace llvm;

StringRef overviewText() {
  return "model-tidy: finds where the output of a model whose terms restrict "
         "that use trains\nanother model, in training-pipeline repositories\n";
}

StringRef exitStatusText() {
  return "Exit status: 0 when nothing is found at error level, 1 when "
         "something is, 2 for\nbad usage, a path that does not exist or a "
         "mistake in a policy file.\n";
}

/// LLVM registers options of its own, among them a --stats. They go, all but
/// those that print the help and the version.
static void dropForeignOptions() {
  std::vector<cl::Option *> Foreign;
  for (auto &Entry : cl::getRegisteredOptions()) {
    StringRef Name = Entry.getKey();
    if (Name != "help" && Name != "h" && Name != "version" &&
        Name != "help-hidden")
      Foreign.push_back(Entry.getValue());
  }
  for (cl::Option *O : Foreign)
    O->removeArgument();
}

OptionTable &OptionTable::get() {
  static bool Dropped = (dropForeignOptions(), true);
  static OptionTable Table;
  (void)Dropped;
  return Table;
}

OptionTable::OptionTable()
    : Paths(cl::Positional, cl::desc("[paths]")),
      CheckLists("checks", cl::value_desc("globs"), cl::cat(Checks),
                 cl::desc("Which checks run: globs separated by commas, '-' in "
                          "front takes away, the last match decides. Starts "
                          "from '*'")),
      ErrorLists("warnings-as-errors", cl::value_desc("globs"), cl::cat(Checks),
                 cl::desc("Checks whose warnings count as errors")),
      Least(
          "confidence", cl::cat(Checks), cl::init(Confidence::Likely),
          cl::desc("The least sure flows that are shown (default: likely)"),
          cl::values(
              clEnumValN(Confidence::Certain, "certain", "every link is exact"),
              clEnumValN(Confidence::Likely, "likely",
                         "a link has an unknown part, or a record of the "
                         "catalog is not verified"),
              clEnumValN(Confidence::Possible, "possible",
                         "in one repository, without a data link"))),
      Format(
          "format", cl::value_desc("form"), cl::cat(Output),
          cl::init(OutputFormat::Text),
          cl::desc("The report's form (default: text)"),
          cl::values(
              clEnumValN(OutputFormat::Text, "text",
                         "diagnostics as clang prints them"),
              clEnumValN(OutputFormat::Json, "json", "the whole lineage"),
              clEnumValN(OutputFormat::Sarif, "sarif",
                         "SARIF 2.1.0 for code scanning"),
              clEnumValN(OutputFormat::Github, "github",
                         "GitHub workflow commands, the worst first; the "
                         "default where GITHUB_ACTIONS is true"),
              clEnumValN(OutputFormat::Markdown, "markdown",
                         "a page for a step's summary, with a graph"),
              clEnumValN(OutputFormat::Gitlab, "gitlab", "GitLab Code Quality"),
              clEnumValN(OutputFormat::Rdjson, "rdjson", "reviewdog's JSON"),
              clEnumValN(OutputFormat::Html, "html",
                         "the lineage as a page, one file"),
              clEnumValN(OutputFormat::CycloneDx, "cyclonedx",
                         "an ML-BOM, CycloneDX 1.6"),
              clEnumValN(OutputFormat::Lbom, "lbom",
                         "the license record, with what it lacks"))),
      OutputFile("output", cl::value_desc("file"), cl::cat(Output),
                 cl::desc("Write the report to a file")),
      Also("also", cl::value_desc("form:file"), cl::cat(Output),
           cl::desc("Write the same run's report in another form too; may be "
                    "given more than once")),
      Quiet("quiet", cl::cat(Output),
            cl::desc("Neither counts nor progress, only the report")),
      UseColor("use-color", cl::cat(Output), cl::init(UseColors::Auto),
               cl::ValueOptional,
               cl::desc("Colors in text (default: on a terminal)"),
               cl::values(clEnumValN(UseColors::Yes, "true", "always"),
                          clEnumValN(UseColors::No, "false", "never"),
                          clEnumValN(UseColors::Yes, "1", "always"),
                          clEnumValN(UseColors::No, "0", "never"),
                          clEnumValN(UseColors::Yes, "", "always"))),
      Stats("stats", cl::cat(Output),
            cl::desc("Time and size of each stage, on standard error")),
      CheckProfile("enable-check-profile", cl::cat(Output),
                   cl::desc("Time of each stage and of each check, the "
                            "slowest check first, on standard error")),
      WithSuppressed(
          "with-suppressed", cl::cat(Output),
          cl::desc("Put suppressed findings into SARIF too, marked as such")),
      SecuritySeverity(
          "security-severity", cl::cat(Output),
          cl::desc("Give SARIF's rules a security severity: code scanning then "
                   "lists findings as vulnerabilities")),
      Homepage("homepage", cl::value_desc("address"), cl::cat(Output),
               cl::init(ModelTidyHomepage),
               cl::desc("Where model-tidy's own files are published: reports "
                        "link docs/checks/<check>.md below it (default: none, "
                        "or what the build was given)")),
      Fix("fix", cl::cat(Fixes),
          cl::desc("Make the safe fixes: add models to the license record, "
                   "correct a card's license, add a credit to NOTICE, pin a "
                   "known revision, take away suppressions that hide nothing")),
      FixUnsafe("fix-unsafe", cl::cat(Fixes),
                cl::desc("Make these and the unsafe ones: give a published "
                         "model the name that a license asks for")),
      AddSuppressions("add-suppressions", cl::value_desc("reason"),
                      cl::cat(Fixes),
                      cl::desc("Suppress every finding that is reported by a "
                               "NOLINT comment with this reason")),
      ExportFixes("export-fixes", cl::value_desc("file"), cl::cat(Fixes),
                  cl::desc("Write the edits (with --fix-unsafe all, else the "
                           "safe ones) as clang-tidy's YAML for "
                           "clang-apply-replacements instead of making them; "
                           "files that a fix makes are named")),
      Lsp("lsp", cl::cat(Output),
          cl::desc("Speak the Language Server Protocol on standard input and "
                   "output")),
      LineFilter("line-filter", cl::value_desc("json"), cl::cat(Filters),
                 cl::desc("Report what touches these lines, as clang-tidy's: "
                          "[{\"name\": \"train.py\", \"lines\": [[1, 9]]}]")),
      Diff("diff", cl::value_desc("revision"), cl::cat(Filters),
           cl::desc("Report what a change since the revision touches: a step, "
                    "what is trained, the policy; and what was not found "
                    "before it; the whole repository is analyzed all the "
                    "same")),
      BaselineFile(
          "baseline", cl::value_desc("file"), cl::cat(Filters),
          cl::desc("Leave out the findings of a baseline, and name its "
                   "stale entries")),
      NewBaseline("write-baseline", cl::value_desc("file"), cl::cat(Filters),
                  cl::desc("Write what is found to a baseline")),
      Jobs("j", cl::Prefix, cl::value_desc("n"), cl::cat(Analysis), cl::init(0),
           cl::desc("Threads (default: one for each processor)")),
      CacheFolder(
          "cache-dir", cl::value_desc("folder"), cl::cat(Analysis),
          cl::desc("Where unchanged files and reports are kept between runs "
                   "(default: model-tidy in the user's cache folder)")),
      NoCache("no-cache", cl::cat(Analysis),
              cl::desc("Read every file anew, and remember nothing")),
      NoClang("no-clang", cl::cat(Analysis),
              cl::desc("Read C++ by its names alone, without Clang")),
      Strict("strict", cl::cat(Analysis),
             cl::desc("Exit with 2 where a file could not be read or parsed")),
      Today("today", cl::value_desc("YYYY-MM-DD"), cl::cat(Analysis),
            cl::desc("The day that terms and agreements are judged by "
                     "(default: SOURCE_DATE_EPOCH, else the system's)")),
      Config("config", cl::value_desc("yaml"), cl::cat(PolicyFiles),
             cl::desc("A policy in YAML that stands for every "
                      ".model-tidy.yaml")),
      ConfigFile("config-file", cl::value_desc("file"), cl::cat(PolicyFiles),
                 cl::desc("The same, in a file")),
      CatalogFolder("catalog", cl::value_desc("folder"), cl::cat(PolicyFiles),
                    cl::desc("Newer records of licenses, models and data sets "
                             "over the built-in ones")),
      DumpConfig("dump-config", cl::cat(PolicyFiles),
                 cl::desc("Print the policy that counts for the first path")),
      VerifyConfig("verify-config", cl::cat(PolicyFiles),
                   cl::desc("Only look for mistakes in policy files")),
      ExplainConfig("explain-config", cl::cat(PolicyFiles),
                    cl::desc("Print for each check that runs which policy "
                             "asks for it")),
      ListLicenses("list-licenses", cl::cat(Help),
                   cl::desc("Print the terms of every license, as a table or, "
                            "with --format=json, as data")),
      SuggestFor("suggest-for", cl::value_desc("role"), cl::cat(Help),
                 cl::desc("Print models for a role whose terms leave outputs "
                          "free (generate, embed, judge)")),
      TermsSince("terms-since", cl::value_desc("YYYY-MM-DD"), cl::cat(Help),
                 cl::desc("Print what changed since a day in the terms of the "
                          "models and data sets in use, as text, "
                          "--format=markdown or --format=json")),
      Trace("trace", cl::value_desc("file:line"), cl::cat(Help),
            cl::desc("Print what the values at a line are believed to be and "
                     "where their trail stops")),
      ListChecks("list-checks", cl::cat(Help),
                 cl::desc("Print the checks that would run")),
      Explain("explain", cl::value_desc("name"), cl::cat(Help),
              cl::desc("Print the page of a check, or what is known of a "
                       "model, a license or a data set and what it means under "
                       "the policy")),
      Shuffle("shuffle", cl::Hidden, cl::value_desc("seed"),
              cl::desc("Read the files in another order (a test)")),
      ParseAll("parse-all", cl::Hidden,
               cl::desc("Parse files that seem not to matter too (a test)")),
      DumpCheckDocs("dump-check-docs", cl::Hidden, cl::value_desc("folder"),
                    cl::desc("Write docs/checks")),
      DumpOptionDocs("dump-option-docs", cl::Hidden,
                     cl::desc("Print docs/command-line.md")),
      DumpManPage("dump-man-page", cl::Hidden, cl::desc("Print model-tidy.1")),
      DumpCompletions("dump-completions", cl::Hidden, cl::value_desc("shell"),
                      cl::desc("Print the completions of bash, zsh or fish")) {}

} // namespace modeltidy
