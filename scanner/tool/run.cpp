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
#include "scanner/tool/report_memory.h"
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

/// Writes to another stream, and keeps the bytes unless they are too many.
class KeepingStream : public llvm::raw_ostream {
public:
  KeepingStream(raw_ostream &Into, bool Wanted) : Out(Into), Keep(Wanted) {}
  bool is_displayed() const override { return Out.is_displayed(); }
  bool has_colors() const override { return Out.has_colors(); }
  /// All that was written, where it is kept.
  bool isWhole() const { return Keep; }
  std::string take() { return std::move(Kept); }

private:
  void write_impl(const char *Bytes, size_t Size) override {
    Out.write(Bytes, Size);
    At += Size;
    Keep = Keep && At <= ReportCache::MaxBytes;
    if (Keep)
      Kept.append(Bytes, Size);
    else
      Kept.clear();
  }
  uint64_t current_pos() const override { return At; }

  raw_ostream &Out;
  bool Keep;
  std::string Kept;
  uint64_t At = 0;
};

/// What a run prints, as it is to be kept.
struct Printed {
  KeepingStream Before, After; // standard error
  KeptReport Kept;
  uint64_t Bytes = 0; // of the reports
  bool Whole;

  explicit Printed(bool Wanted)
      : Before(llvm::errs(), Wanted), After(llvm::errs(), Wanted),
        Whole(Wanted) {
    Before.SetUnbuffered();
    After.SetUnbuffered();
  }

  void add(KeepingStream &Report) {
    Report.flush();
    Kept.Reports.push_back(Report.take());
    Bytes += Kept.Reports.back().size();
    Whole = Whole && Report.isWhole() && Bytes <= ReportCache::MaxBytes;
  }

  bool finish() {
    Kept.Before = Before.take();
    Kept.After = After.take();
    return Whole && Before.isWhole() && After.isWhole();
  }
};

/// Says what went wrong; the status is that of bad usage.
int fail(const llvm::Twine &Message) {
  llvm::errs() << "model-tidy: " << Message << '\n';
  return ExitBadUsage;
}

void render(const Report &R, FileText Text, OutputFormat Format,
            const Options &Asked, raw_ostream &OS, raw_ostream &Errs) {
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
      Errs << "model-tidy: the license record is in a form that cannot be "
              "added to; it lacks "
           << Left << " models\n";
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
void printTroubles(const Scan &S, raw_ostream &OS) {
  ShownPaths Shown(S.Found);
  for (const Limit &L : llvm::ArrayRef(S.Troubles).take_front(MaxTroubles)) {
    OS << "model-tidy: " << printable(Shown(L.File));
    if (L.Line)
      OS << ':' << L.Line;
    OS << (L.File.empty() ? "" : ": ") << printable(L.What) << '\n';
  }
  if (S.Troubles.size() > MaxTroubles)
    OS << "model-tidy: and " << S.Troubles.size() - MaxTroubles
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

void printStale(const Findings &Found, raw_ostream &OS) {
  for (const BaselineEntry &E : Found.Stale)
    OS << "model-tidy: " << printable(staleText(E)) << '\n';
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

/// What is not right with the scan, before its report.
void printNotes(const Scan &S, const Findings &Found, const Options &Asked,
                raw_ostream &OS) {
  if (!Asked.Quiet)
    printTroubles(S, OS);
  if (!Asked.Quiet && !S.CacheNote.empty())
    llvm::errs() << "model-tidy: " << S.CacheNote << '\n'; // of this run alone
  if (!Asked.Quiet && !Found.Note.empty())
    OS << "model-tidy: " << Found.Note << '\n';
  printStale(Found, OS);
}

/// The reports and their files, the main one last.
std::vector<std::pair<OutputFormat, std::string>>
reportsOf(const Options &Asked) {
  std::vector<std::pair<OutputFormat, std::string>> Reports = Asked.Also;
  Reports.emplace_back(Asked.Format, Asked.Output);
  return Reports;
}

/// False where one could not be written.
bool writeReports(Scan &S, const Report &R, FileText Texts,
                  const Options &Asked, Printed &All) {
  StageClock Clock(S.Times, "report");
  for (const auto &[Format, File] : reportsOf(Asked))
    if (!writeOut(File, [&](raw_ostream &OS) {
          KeepingStream Out(OS, All.Whole);
          render(R, Texts, Format, Asked, Out, All.After);
          All.add(Out);
        }))
      return false;
  return true;
}

int reportOn(Scan &S, const Options &Asked, ReportMemory &Memory) {
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
  Printed Out(Memory.wantsReport());
  printNotes(S, *Found, Asked, Out.Before);
  ShownPaths Shown(S.Found);
  R.PathShown = [&](llvm::StringRef File) { return Shown(File); };
  SourceTexts Texts(*S.Source, DiscoverLimits().MaxFileBytes);
  CellPlaces Cells(S.Graph.Files, Texts);
  R.CellOf = [&](const Place &P) { return Cells(P); };
  bool Written = writeReports(S, R, Texts, Asked, Out);
  printTimes(S, Found->Times, Asked);
  if (!Written)
    return ExitBadUsage;
  bool CountsShown = Asked.Format == OutputFormat::Text && Asked.Output.empty();
  if (!Asked.Quiet && !CountsShown)
    Out.After << "model-tidy: " << summaryLine(R) << '\n';
  if (Asked.wantsEdits() && !makeFixes(S, Asked, *Found, Texts))
    return ExitBadUsage;
  Out.Kept.Status = statusOf(S, Found->Shown, Asked);
  int Status = Out.Kept.Status;
  if (Out.finish())
    Memory.keep(S, std::move(Out.Kept));
  return Status;
}

/// Writes what the last run over the same wrote.
int repeat(const KeptReport &Kept, const Options &Asked) {
  llvm::errs() << Kept.Before;
  size_t I = 0;
  for (const auto &[Format, File] : reportsOf(Asked)) {
    const std::string &Bytes = Kept.Reports[I++];
    if (!writeOut(File, [&](raw_ostream &OS) { OS << Bytes; }))
      return ExitBadUsage;
  }
  llvm::errs() << Kept.After;
  return Kept.Status;
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
  ReportMemory Memory(Asked);
  llvm::Expected<Scan> S = scan(Asked, Shown, &Memory);
  Shown.clear();
  if (!S)
    return fail(llvm::toString(S.takeError()));
  if (Memory.recalled())
    return repeat(*Memory.recalled(), Asked);
  if (Asked.TraceFile.empty() && Asked.TermsSince.empty())
    return reportOn(*S, Asked, Memory);
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
