//===- options.cpp - the command line -------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/options.h"
#include "checks/registry/all_checks.h"
#include "checks/suppressions.h"
#include "scanner/cache/scan_cache.h"
#include "scanner/tool/clock.h"
#include "scanner/tool/line_filter.h"
#include "scanner/tool/option_table.h"
#include "scanner/tool/version.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"

namespace modeltidy {

using namespace llvm;

namespace {

constexpr unsigned MaxJobs = 1024; // more threads than any machine wants

std::vector<StringRef> checkIds() {
  std::vector<StringRef> Ids;
  for (const Check *C : allChecks())
    Ids.push_back(C->Id);
  return Ids;
}

/// Whether a comment with the reason gives the very reason when it is read,
/// whatever file it stands in.
bool isReadBack(const std::string &Reason) {
  if (!llvm::json::isUTF8(Reason) ||
      llvm::any_of(Reason, [](unsigned char C) { return C < 0x20; }))
    return false;
  const std::vector<SourceComment> Comments{{{}, "# NOLINT(x): " + Reason}};
  std::vector<Nolint> Read = readNolints(Comments);
  return Read.size() == 1 && Read[0].Reason == StringRef(Reason).trim() &&
         Reason.find("*/") == std::string::npos && Reason.back() != '\\';
}

/// One spelling for each file that a report goes to; "-" and "" as they are.
std::string placeOf(StringRef File) {
  if (File.empty() || File == "-")
    return File.str();
  SmallString<256> Whole = File, Real;
  sys::fs::make_absolute(Whole);
  if (!sys::fs::real_path(Whole, Real))
    return std::string(Real);
  // It is not there yet: its folder is.
  if (sys::fs::real_path(sys::path::parent_path(Whole), Real))
    return std::string(Whole);
  sys::path::append(Real, sys::path::filename(Whole));
  return std::string(Real);
}

/// The reports of --also; empty, or what is wrong.
std::string readAlso(Options &Out) {
  OptionTable &Table = OptionTable::get();
  auto &Forms = Table.Format.getParser();
  for (const std::string &Value : Table.Also) {
    auto [Form, File] = StringRef(Value).split(':');
    if (File.empty())
      return "--also takes FORM:FILE, such as sarif:out.sarif, not '" + Value +
             "'";
    if (Forms.findOption(Form) == Forms.getNumOptions())
      return "--also: " + unknownChoice(Form, Forms.choices());
    auto Format = OutputFormat::Text;
    Forms.parse(Table.Format, "also", Form, Format);
    std::string Place = placeOf(File);
    auto IsTaken = [&](const auto &A) { return placeOf(A.second) == Place; };
    if (Place == placeOf(Out.Output) || any_of(Out.Also, IsTaken))
      return "two reports are to go into '" + File.str() + "'";
    Out.Also.emplace_back(Format, File.str());
  }
  return {};
}

/// Empty, or what is wrong with --terms-since.
std::string termsSinceMistake(const Options &Out) {
  if (Out.TermsSince.empty())
    return {};
  if (!isDate(Out.TermsSince))
    return "--terms-since takes YYYY-MM-DD, not '" + Out.TermsSince + "'";
  bool Fits = is_contained({OutputFormat::Text, OutputFormat::Json,
                            OutputFormat::Markdown, OutputFormat::Github},
                           Out.Format);
  return Fits ? "" : "--terms-since prints text, markdown or json";
}

/// The first mistake in the values, or empty. Fills what needs a second look.
std::string readValues(const OptionTable &Table, Options &Out) {
  std::string Lists = join(Table.CheckLists, ",");
  Out.Checks = CheckGlobs("*," + Lists);
  Out.WarningsAsErrors = CheckGlobs(join(Table.ErrorLists, ","));
  Out.CheckList = Lists;
  Out.ErrorList = join(Table.ErrorLists, ",");
  for (const CheckGlobs *Globs : {&Out.Checks, &Out.WarningsAsErrors})
    if (std::string Mistake = Globs->mistake(checkIds()); !Mistake.empty())
      return Mistake;
  if (Table.Jobs > MaxJobs)
    return "-j takes at most " + utostr(MaxJobs);
  Out.Today = Table.Today.empty() ? today() : Table.Today.getValue();
  if (!isDate(Out.Today))
    return "'" + Out.Today + "' is no date; write YYYY-MM-DD";
  if (std::string Mistake = termsSinceMistake(Out); !Mistake.empty())
    return Mistake;
  if (!Table.Trace.empty()) {
    auto [File, Line] = StringRef(Table.Trace).rsplit(':');
    if (File.empty() || Line.getAsInteger(10, Out.TraceLine) || !Out.TraceLine)
      return "--trace takes FILE:LINE, not '" + Table.Trace + "'";
    Out.TraceFile = File.str();
  }
  if (!Table.LineFilter.empty()) {
    LineRanges Lines;
    if (std::string Mistake = readLineFilter(Table.LineFilter, Lines);
        !Mistake.empty())
      return Mistake;
    if (!Lines.empty()) // as with clang-tidy, [] filters nothing
      Out.LineFilter = std::move(Lines);
  }
  if (std::string Mistake = readAlso(Out); !Mistake.empty())
    return Mistake;
  if (Table.AddSuppressions.getNumOccurrences() &&
      StringRef(Out.SuppressionReason).trim().empty())
    return "--add-suppressions needs a reason, which the comments say";
  if (StringRef(Out.SuppressionReason).find_first_of("\r\n") != StringRef::npos)
    return "--add-suppressions takes a reason of one line";
  if (!Out.SuppressionReason.empty() && !isReadBack(Out.SuppressionReason))
    return "--add-suppressions needs a reason that can be read back: it begins "
           "with none of '#', '-' and ':', ends in no backslash, and holds "
           "neither NOLINT nor ' #', '*/' or '-->'";
  if (Out.ApplyFixes && !Out.ExportFixes.empty())
    return "--fix and --export-fixes exclude each other";
  uint64_t Seed = 0;
  if (!Table.Shuffle.empty()) {
    if (StringRef(Table.Shuffle).getAsInteger(10, Seed))
      return "--shuffle takes a number, not '" + Table.Shuffle + "'";
    Out.Shuffle = Seed;
  }
  return {};
}

void copyPolicy(const OptionTable &Table, Options &Out) {
  if (Table.Config.getNumOccurrences())
    Out.Config = Table.Config;
  Out.ConfigFile = Table.ConfigFile;
  Out.CatalogFolder = Table.CatalogFolder;
  Out.DumpConfig = Table.DumpConfig;
  Out.VerifyConfig = Table.VerifyConfig;
  Out.ExplainConfig = Table.ExplainConfig;
  Out.ListLicenses = Table.ListLicenses;
  Out.SuggestFor = Table.SuggestFor;
  Out.TermsSince = Table.TermsSince;
}

void copyPlain(const OptionTable &Table, Options &Out) {
  Out.Paths.assign(Table.Paths.begin(), Table.Paths.end());
  Out.Least = Table.Least;
  Out.Format = Table.Format;
  Out.Output = Table.OutputFile;
  Out.Quiet = Table.Quiet;
  if (Table.UseColor != UseColors::Auto)
    Out.UseColor = Table.UseColor == UseColors::Yes;
  Out.Stats = Table.Stats;
  Out.CheckProfile = Table.CheckProfile;
  Out.WithSuppressed = Table.WithSuppressed;
  Out.SecuritySeverity = Table.SecuritySeverity;
  Out.Homepage = StringRef(Table.Homepage.getValue()).rtrim('/').str();
  Out.ApplyFixes = Table.Fix;
  Out.UnsafeFixes = Table.FixUnsafe;
  Out.SuppressionReason = Table.AddSuppressions;
  Out.ExportFixes = Table.ExportFixes;
  Out.Lsp = Table.Lsp;
  Out.DiffRevision = Table.Diff;
  Out.RangeStart = sys::Process::GetEnv("PRE_COMMIT_FROM_REF").value_or("");
  Out.BaselineFile = Table.BaselineFile;
  Out.NewBaseline = Table.NewBaseline;
  if (Table.Format.getNumOccurrences() == 0 && Out.Output.empty() &&
      sys::Process::GetEnv("GITHUB_ACTIONS") == "true")
    Out.Format = OutputFormat::Github;
  Out.Jobs = Table.Jobs;
  if (!Table.NoCache)
    Out.CacheFolder = Table.CacheFolder.empty() ? defaultCacheFolder()
                                                : Table.CacheFolder.getValue();
  Out.NoClang = Table.NoClang || Table.Lsp; // an editor does not wait
  Out.Strict = Table.Strict;
  Out.ParseAll = Table.ParseAll;
  Out.ListChecks = Table.ListChecks;
  copyPolicy(Table, Out);
  Out.Explain = Table.Explain;
  Out.DumpCheckDocs = Table.DumpCheckDocs;
  Out.DumpOptionDocs = Table.DumpOptionDocs;
  Out.DumpManPage = Table.DumpManPage;
  Out.DumpCompletions = Table.DumpCompletions;
}

void printVersion(raw_ostream &OS) {
  OS << "model-tidy " << ModelTidyVersion << '\n';
}

} // namespace

std::optional<Options> parseOptions(int Argc, const char *const *Argv,
                                    raw_ostream &Errs) {
  OptionTable &Table = OptionTable::get();
  cl::SetVersionPrinter(printVersion);
  static const std::string Text = ("\n" + exitStatusText()).str();
  static cl::extrahelp Footer(Text);
  if (!cl::ParseCommandLineOptions(Argc, Argv, overviewText(), &Errs))
    return std::nullopt;
  Options Out;
  Out.Words.assign(Argv + 1, Argv + std::max(Argc, 1));
  copyPlain(Table, Out);
  std::string Mistake = readValues(Table, Out);
  if (Mistake.empty())
    return Out;
  Errs << "model-tidy: " << Mistake << '\n';
  return std::nullopt;
}

} // namespace modeltidy
