//===- options.h - the command line -----------------------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_OPTIONS_H
#define MODEL_TIDY_SCANNER_TOOL_OPTIONS_H

#include "checks/registry/check_globs.h"
#include "scanner/lineage/lineage.h"
#include "scanner/report/line_ranges.h"
#include "llvm/Support/raw_ostream.h"
#include <optional>
#include <string>
#include <vector>

namespace modeltidy {

/// Exit statuses; the greater one outranks the smaller.
enum ExitStatus : int {
  ExitClean = 0,
  ExitFindings = 1, ///< at error level
  ExitBadUsage = 2  ///< also a path that does not exist, or a bad policy
};

enum class OutputFormat {
  Text,
  Json,
  Sarif,
  Github,
  Markdown,
  Gitlab,
  Rdjson,
  Html,
  CycloneDx,
  Lbom
};

/// What the command line asks for, checked.
struct Options {
  std::vector<std::string> Words; ///< the command line, without the program
  std::vector<std::string> Paths; ///< empty: the current folder
  CheckGlobs Checks, WarningsAsErrors;
  std::string CheckList, ErrorList; ///< the same, as written
  Confidence Least = Confidence::Likely;

  OutputFormat Format = OutputFormat::Text;
  std::string Output; ///< a file; empty: standard output
  /// Further reports of the same run, each to its file.
  std::vector<std::pair<OutputFormat, std::string>> Also;
  bool Quiet = false;
  std::optional<bool> UseColor; ///< absent: where it is a terminal
  bool Stats = false, CheckProfile = false;
  bool WithSuppressed = false, SecuritySeverity = false; ///< in SARIF
  std::string Homepage; ///< reports link the checks' pages below it, if any

  std::optional<LineRanges> LineFilter;
  std::string DiffRevision; ///< empty: no --diff
  /// Where the commits begin that pre-commit looks at; empty: there are none.
  std::string RangeStart;
  std::string BaselineFile, NewBaseline; ///< files; empty: none

  bool ApplyFixes = false;       ///< the safe ones
  bool UnsafeFixes = false;      ///< those too that others may notice
  std::string SuppressionReason; ///< empty: no --add-suppressions
  std::string ExportFixes;       ///< a file; empty: none
  bool Lsp = false;
  bool wantsEdits() const {
    return ApplyFixes || UnsafeFixes || Lsp || !SuppressionReason.empty() ||
           !ExportFixes.empty();
  }

  unsigned Jobs = 0;       ///< 0: one for each processor
  std::string CacheFolder; ///< empty: nothing is remembered
  bool Strict = false;
  std::string Today; ///< YYYY-MM-DD

  std::optional<std::string> Config; ///< a policy's text, for every file
  std::string ConfigFile;            ///< a policy, for every file
  std::string CatalogFolder;         ///< records over the built-in ones
  bool DumpConfig = false, VerifyConfig = false, ExplainConfig = false;

  std::string TraceFile; ///< as given; empty: no trace
  uint32_t TraceLine = 0;

  bool ListChecks = false;
  std::string Explain; ///< a check, model, license or data set
  bool ListLicenses = false;
  std::string SuggestFor; ///< a role
  std::string TermsSince; ///< YYYY-MM-DD; empty: not asked for
  std::optional<uint64_t> Shuffle;
  bool NoClang = false;      ///< C++ without model-tidy-cxx
  bool ParseAll = false;     ///< also files that seem not to matter
  std::string DumpCheckDocs; ///< a folder
  bool DumpOptionDocs = false, DumpManPage = false;
  std::string DumpCompletions; ///< of a shell
};

/// Reads the command line. Nothing where it is wrong: Errs then says how. Ends
/// the process itself for --help and --version. Not to be called from two
/// threads: LLVM's option table is global.
std::optional<Options> parseOptions(int Argc, const char *const *Argv,
                                    llvm::raw_ostream &Errs);

/// docs/command-line.md, from the same table. Call parseOptions() first.
std::string optionDocs();

/// model-tidy.1, from the same table.
std::string manPage();

/// A shell's completions, from the same table; empty for a shell that is not
/// "bash", "zsh" or "fish".
std::string completions(llvm::StringRef Shell);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_OPTIONS_H
