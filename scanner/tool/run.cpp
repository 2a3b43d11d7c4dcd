//===- run.cpp - one run of the program -----------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/run.h"
#include "scanner/discover/git_changes.h"
#include "scanner/report/cyclonedx.h"
#include "scanner/report/formats.h"
#include "scanner/report/lbom.h"
#include "scanner/report/snippet.h"
#include "scanner/report/terms_since.h"
#include "scanner/tool/cell_places.h"
#include "scanner/tool/findings.h"
#include "scanner/tool/fixes.h"
#include "scanner/tool/lsp.h"
#include "scanner/tool/options.h"
#include "scanner/tool/pages.h"
#include "scanner/tool/policy_pages.h"
#include "scanner/tool/scan.h"
#include "scanner/tool/shown_paths.h"
#include "scanner/tool/source_texts.h"
#include "scanner/tool/stage_clock.h"
#include "scanner/tool/time_report.h"
#include "scanner/tool/version.h"
#include "scanner/tool/write_file.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Process.h"
#include <memory>

namespace modeltidy {

using llvm::raw_ostream;
using llvm::StringRef;

namespace {

/// A broken disk must not bury the findings.
constexpr size_t MaxTroubles = 20;

/// Says what went wrong; the status is that of bad usage.
int fail(const llvm::Twine &Message) {
  llvm::errs() << "model-tidy: " << Message << '\n';
  return ExitBadUsage;
}

void render(const Report &R, FileText Text, OutputFormat Format,
            const Options &Asked, raw_ostream &OS) {
  switch (Format) {
  case OutputFormat::Text: {
    bool Color = Asked.UseColor.value_or(OS.is_displayed() && OS.has_colors());
    return writeText(R, Text, OS, {Color, Asked.Quiet});
  }
  case OutputFormat::Json:
    return writeJson(R, OS);
  case OutputFormat::Sarif:
    return writeSarif(R, Text, OS,
                      {Asked.WithSuppressed, Asked.SecuritySeverity});
  case OutputFormat::Github:
    return writeGithub(R, Text, OS);
  case OutputFormat::Markdown:
    return writeMarkdown(R, OS);
  case OutputFormat::Html:
    return writeHtml(R, OS);
  case OutputFormat::CycloneDx:
    return writeCycloneDx(R, OS);
  case OutputFormat::Lbom: {
    size_t Left = 0;
    writeLbom(R.Found, OS, &Left);
    if (Left)
      fail(
          "the license record is in a form that cannot be added to; it lacks " +
          llvm::Twine(Left) + " models");
    return;
  }
  case OutputFormat::Gitlab:
    return writeGitlab(R, OS);
  case OutputFormat::Rdjson:
    return writeRdjson(R, Text, OS);
  }
}

/// GitHub collects a step's summary from all that the step runs: it is appended
/// to.
bool isStepSummary(const std::string &Path) {
  return !Path.empty() &&
         llvm::sys::Process::GetEnv("GITHUB_STEP_SUMMARY") == Path;
}

/// Calls Write with the file of --output, or standard output. False where the
/// bytes could not be written, which is said.
bool writeOut(const std::string &Path,
              llvm::function_ref<void(raw_ostream &)> Write) {
  std::error_code Error;
  llvm::raw_fd_ostream OS(Path.empty() ? "-" : Path, Error,
                          isStepSummary(Path) ? llvm::sys::fs::OF_Append
                                              : llvm::sys::fs::OF_None);
  if (!Error) {
    Write(OS);
    OS.flush();
    Error = OS.error();
    OS.clear_error(); // LLVM would end the process in the destructor
  }
  if (Error)
    fail("cannot write " +
         (Path.empty() ? "standard output" : "'" + Path + "'") + ": " +
         Error.message());
  return !Error;
}

/// Files that could not be analyzed: silence must never look clean.
void printTroubles(const Scan &S) {
  ShownPaths Shown(S.Found);
  for (const Limit &L : llvm::ArrayRef(S.Troubles).take_front(MaxTroubles)) {
    llvm::errs() << "model-tidy: " << printable(Shown(L.File));
    if (L.Line)
      llvm::errs() << ':' << L.Line;
    llvm::errs() << (L.File.empty() ? "" : ": ") << printable(L.What) << '\n';
  }
  if (S.Troubles.size() > MaxTroubles)
    llvm::errs() << "model-tidy: and " << S.Troubles.size() - MaxTroubles
                 << " more; --format=json lists them all\n";
}

int statusOf(const Scan &S, llvm::ArrayRef<Diagnostic> Diagnostics,
             const Options &Asked) {
  if (!S.Mistakes.empty() || (Asked.Strict && !S.Troubles.empty()))
    return ExitBadUsage;
  return hasErrors(Diagnostics) ? ExitFindings : ExitClean;
}

/// For SARIF: which commit the report shows.
void addCheckout(const Scan &S, const Options &Asked, Report &R) {
  auto IsSarif = [](const auto &A) { return A.first == OutputFormat::Sarif; };
  if (Asked.Format != OutputFormat::Sarif && llvm::none_of(Asked.Also, IsSarif))
    return;
  GitHead Head = gitHead(S.Found.Root);
  R.Commit = Head.Commit;
  R.Branch = Head.Branch;
  R.Remote = Head.Remote;
}

void printTimes(const Scan &S, llvm::ArrayRef<CheckTime> Checks,
                const Options &Asked) {
  if (Asked.Stats)
    printStats(S, llvm::errs());
  if (Asked.CheckProfile)
    printCheckProfile(S, Checks, llvm::errs());
}

void printStale(const Findings &Found) {
  for (const BaselineEntry &E : Found.Stale)
    llvm::errs() << "model-tidy: " << printable(staleText(E)) << '\n';
}

/// The fixes that were asked for. What has no place for a comment is said.
FixPlan plannedFixes(const Scan &S, const Options &Asked, const Findings &Found,
                     FileText Text) {
  llvm::ArrayRef<std::string> Files = S.Graph.Files;
  std::vector<Fix> Fixes;
  if (Asked.ApplyFixes || Asked.UnsafeFixes || Asked.SuppressionReason.empty())
    Fixes = fixesOf(Found.Shown, Asked.UnsafeFixes, Files, Text);
  std::vector<const Diagnostic *> Unfit;
  if (!Asked.SuppressionReason.empty())
    llvm::append_range(Fixes, suppressionFixes(Found.Shown, Files, Text,
                                               Asked.SuppressionReason, Unfit));
  CellPlaces Cells(Files, Text);
  for (const Diagnostic *D : Unfit) {
    llvm::errs() << "model-tidy: no comment can stand at "
                 << printable(Files[D->Where.File]) << ':' << D->Where.Line;
    if (std::optional<CellPlace> At = Cells(D->Where))
      llvm::errs() << " (cell " << At->Cell << " line " << At->Line << ')';
    llvm::errs() << "; the policy's Suppressions can\n";
  }
  return planFixes(Fixes);
}

/// Empty, or what is wrong. A link that leads nowhere is there too: its target
/// may lie outside of the repository.
std::string makeFile(const std::string &Path, StringRef Bytes) {
  bool IsLink = llvm::sys::fs::get_file_type(Path, /*Follow=*/false) ==
                llvm::sys::fs::file_type::symlink_file;
  return IsLink || llvm::sys::fs::exists(Path)
             ? "'" + Path + "' is there and was not read; nothing is changed"
             : writeFile(Path, Bytes);
}

/// Whether a file lies in the checkout, links followed: a link, or a record
/// that a policy names, may lead out of it.
bool liesInside(const Scan &S, StringRef File) {
  llvm::SmallString<256> Root, Real;
  if (llvm::sys::fs::real_path(S.Found.Root, Root) ||
      llvm::sys::fs::real_path(S.Found.Root + "/" + File, Real))
    return false;
  StringRef Top = Root;
  Top.consume_back(("/" + StringRef(S.Prefix).rtrim('/')).str());
  return StringRef(Real).starts_with((Top.rtrim('/') + "/").str());
}

/// Makes or exports the edits that were asked for. False where a file could not
/// be written, which is said.
bool makeFixes(const Scan &S, const Options &Asked, const Findings &Found,
               FileText Text) {
  llvm::ArrayRef<std::string> Files = S.Graph.Files;
  FixPlan Plan = plannedFixes(S, Asked, Found, Text);
  if (!Asked.ExportFixes.empty()) {
    for (const auto &[Path, Bytes] : Plan.Makes)
      llvm::errs() << "model-tidy: '" << printable(Path)
                   << "' is to be made, which no export can hold; --fix makes "
                      "it\n";
    std::string Yaml = fixesYaml(Plan, Files, S.Found.Root);
    return writeOut(Asked.ExportFixes, [&](raw_ostream &OS) { OS << Yaml; });
  }
  auto Write = [&](StringRef Path, StringRef Verb, const std::string &Mistake) {
    if (!Mistake.empty())
      return fail(Mistake) == ExitClean;
    llvm::errs() << "model-tidy: " << Verb << ' ' << printable(Path) << '\n';
    return true;
  };
  auto Edited = applyFixes(Plan, Files, Text);
  for (const auto &[File, Bytes] : Edited)
    if (!liesInside(S, Files[File]))
      return fail("'" + Files[File] +
                  "' lies outside of the checkout; nothing is changed") ==
             ExitClean;
  for (const auto &[File, Bytes] : Edited)
    if (!Write(Files[File], "edited",
               writeFile(S.Found.Root + "/" + Files[File], Bytes)))
      return false;
  for (const auto &[Path, Bytes] : Plan.Makes)
    if (!Write(Path, "made", makeFile(S.Found.Root + "/" + Path, Bytes)))
      return false;
  if (Plan.Waiting)
    llvm::errs() << "model-tidy: " << Plan.Waiting
                 << " fixes overlap others; run it again\n";
  return true;
}

llvm::Expected<Findings> check(Scan &S, const Options &Asked) {
  StageClock Clock(S.Times, "check");
  return findingsOf(S, Asked);
}

int reportOn(Scan &S, const Options &Asked) {
  Subject All = S.subject();
  llvm::Expected<Findings> Found = check(S, Asked);
  if (!Found)
    return fail(llvm::toString(Found.takeError()));
  Report R{All,         Found->Shown,     S.Limits,          S.Counts,
           Asked.Today, ModelTidyVersion, Found->Suppressed, &Found->FlowShown};
  R.Changed = Found->Changed ? &*Found->Changed : nullptr;
  R.Homepage = Asked.Homepage;
  R.Ran = [&](llvm::StringRef Id) { return Asked.Checks.contains(Id); };
  R.IsOpen = [&](llvm::StringRef Id) { return Found->Open.count(Id.str()); };
  R.InBaseline = Found->InBaseline;
  R.Stale = Found->Stale;
  addCheckout(S, Asked, R);
  if (!Asked.Quiet)
    printTroubles(S);
  if (!Asked.Quiet && !S.CacheNote.empty())
    llvm::errs() << "model-tidy: " << S.CacheNote << '\n';
  if (!Asked.Quiet && !Found->Note.empty())
    llvm::errs() << "model-tidy: " << Found->Note << '\n';
  printStale(*Found);
  ShownPaths Shown(S.Found);
  R.PathShown = [&](llvm::StringRef File) { return Shown(File); };
  SourceTexts Texts(*S.Source, DiscoverLimits().MaxFileBytes);
  CellPlaces Cells(S.Graph.Files, Texts);
  R.CellOf = [&](const Place &P) { return Cells(P); };
  std::vector<std::pair<OutputFormat, std::string>> Reports = Asked.Also;
  Reports.emplace_back(Asked.Format, Asked.Output);
  bool Written = true;
  {
    StageClock Clock(S.Times, "report");
    for (const auto &[Format, File] : Reports)
      Written = Written && writeOut(File, [&](raw_ostream &OS) {
                  render(R, Texts, Format, Asked, OS);
                });
  }
  printTimes(S, Found->Times, Asked);
  if (!Written)
    return ExitBadUsage;
  bool CountsShown = Asked.Format == OutputFormat::Text && Asked.Output.empty();
  if (!Asked.Quiet && !CountsShown)
    llvm::errs() << "model-tidy: " << summaryLine(R) << '\n';
  if (Asked.wantsEdits() && !makeFixes(S, Asked, *Found, Texts))
    return ExitBadUsage;
  return statusOf(S, Found->Shown, Asked);
}

std::string termsSincePage(const Scan &S, const Options &Asked) {
  TermsReport R = termsSince(S.subject(), Asked.TermsSince);
  switch (Asked.Format) {
  case OutputFormat::Json:
    return termsSinceJson(R);
  case OutputFormat::Markdown:
  case OutputFormat::Github: // what a step's summary shows
    return termsSinceMarkdown(R);
  default:
    return termsSinceText(R);
  }
}

int scanAndReport(const Options &Asked) {
  Progress Shown(!Asked.Quiet);
  llvm::Expected<Scan> S = scan(Asked, Shown);
  Shown.clear();
  if (!S)
    return fail(llvm::toString(S.takeError()));
  if (Asked.TraceFile.empty() && Asked.TermsSince.empty())
    return reportOn(*S, Asked);
  printTimes(*S, {}, Asked);
  std::string Page =
      Asked.TermsSince.empty() ? S->Trace : termsSincePage(*S, Asked);
  bool Written = writeOut(Asked.Output, [&](raw_ostream &OS) { OS << Page; });
  return Written ? ExitClean : ExitBadUsage;
}

} // namespace

int run(int Argc, const char *const *Argv) {
  std::optional<Options> Asked = parseOptions(Argc, Argv, llvm::errs());
  if (!Asked)
    return ExitBadUsage;
  std::string Page, Mistake;
  if (wantsPage(*Asked, Page, Mistake)) {
    bool Written =
        (Page.empty() && !Mistake.empty()) ||
        writeOut(Asked->Output, [&](raw_ostream &OS) { OS << Page; });
    if (!Mistake.empty())
      return fail(Mistake);
    return Written ? ExitClean : ExitBadUsage;
  }
  if (std::optional<int> Status = runPolicyPage(*Asked, llvm::outs()))
    return *Status;
  if (Asked->Lsp)
    return serveEditor(*Asked);
  return scanAndReport(*Asked);
}

} // namespace modeltidy
