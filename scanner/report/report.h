//===- report.h - from findings to output formats ---------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_REPORT_REPORT_H
#define MODEL_TIDY_SCANNER_REPORT_REPORT_H

#include "checks/check.h"
#include "scanner/report/line_ranges.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace modeltidy {

/// The whole bytes of a file of the lineage, empty where they cannot be had.
/// The renderers read no disk; what comes back must outlive the call.
using FileText = llvm::function_ref<llvm::StringRef(llvm::StringRef Path)>;

/// What the summary line counts.
struct ScanCounts {
  uint64_t Seen = 0;   ///< files in scope
  uint64_t Parsed = 0; ///< files that a front end turned into a summary
  /// Reason and number of files and folders left out, as they are printed:
  /// {"vendored", 12}.
  std::vector<std::pair<std::string, uint64_t>> Skipped;
};

/// A finding that a baseline knows. File is relative to the checkout. Ids are
/// those of one that stands for several (Diagnostic::OneForAll).
struct BaselineEntry {
  std::string Check, File, Fingerprint, Message;
  std::vector<std::string> Ids = {};
};

/// "the baseline has an entry that nothing meets any more: train.py: ..."
std::string staleText(const BaselineEntry &E);

/// A place as an editor of notebooks counts it, both from 1.
struct CellPlace {
  uint32_t Cell, Line;
};

/// Everything that a run found; the renderers only give it form.
struct Report {
  const Subject &Found;
  /// Sorted by place, then check.
  llvm::ArrayRef<Diagnostic> Diagnostics;
  /// The lineage's limits and what was left out while looking for files;
  /// sorted by file, line, text.
  llvm::ArrayRef<Limit> Limits;
  ScanCounts Counts;
  std::string Today;   ///< YYYY-MM-DD, the run's only clock
  std::string Version; ///< of model-tidy
  /// What NOLINT comments hide; sorted likewise.
  llvm::ArrayRef<Diagnostic> Suppressed = {};
  /// Parallel to Found.Flows: those to list; null: all.
  const std::vector<bool> *FlowShown = nullptr;
  /// Did the check of that id run? Null: all did.
  std::function<bool(llvm::StringRef)> Ran = nullptr;
  /// Does the check of that id find anything in the whole repository, shown or
  /// not? Null: the diagnostics tell.
  std::function<bool(llvm::StringRef)> IsOpen = nullptr;
  /// Where a place of a notebook's code lies. Null: nobody can tell.
  std::function<std::optional<CellPlace>(const Place &)> CellOf = nullptr;
  /// How the text names a file, so that it opens. Null: relative to the root,
  /// as all other formats do.
  std::function<std::string(llvm::StringRef)> PathShown = nullptr;
  const LineRanges *Changed = nullptr; ///< of --diff; null: no diff
  uint64_t InBaseline = 0;             ///< findings that are left out as known
  /// Entries of the baseline that nothing meets any more.
  llvm::ArrayRef<BaselineEntry> Stale = {};
  std::string Homepage = {}; ///< the documentation's address; empty: none
  std::string Commit = {}, Branch = {},
              Remote = {}; ///< of the checkout, where known

  bool shows(size_t Flow) const { return !FlowShown || (*FlowShown)[Flow]; }
};

struct TextOptions {
  bool Color = false;
  bool Quiet = false; ///< diagnostics only, without the summary line
};

/// clang's form, with source lines, carets and notes.
void writeText(const Report &R, FileText Text, llvm::raw_ostream &OS,
               const TextOptions &Options);

/// The lineage contract: models, data sets, generations, trainings,
/// publications, flows, diagnostics, limits, in that order.
void writeJson(const Report &R, llvm::raw_ostream &OS);

struct SarifOptions {
  /// Suppressed findings too, marked as such. Readers that do not know the mark
  /// take them for open ones.
  bool WithSuppressed = false;
  /// A security severity for each rule. Code scanning then lists the findings
  /// as vulnerabilities, which a license is not.
  bool SecuritySeverity = false;
};

/// SARIF 2.1.0 for code scanning: one run, every rule, one line of JSON.
void writeSarif(const Report &R, FileText Text, llvm::raw_ostream &OS,
                const SarifOptions &Options = {});

/// "cell 3 line 2" for a place in a notebook's code; empty for others.
std::string cellWords(const Report &R, const Place &P);

/// The message, and behind it the cell: "loaded here (cell 3 line 2)".
std::string withCell(const Report &R, llvm::StringRef Message, const Place &P);

/// "12 files seen, 3 parsed, 2 skipped (2 vendored); 1 error, 0 warnings, ..."
std::string summaryLine(const Report &R);

/// The address of a check's page; empty where there is no homepage.
std::string pageAddress(const Report &R, const Check &C);

/// The greatest risk of the licenses that a finding is about; nothing where it
/// is about none that is known.
std::optional<Risk> riskOf(const Report &R, const Diagnostic &D);

/// True where a finding stands at error level: exit status 1.
bool hasErrors(llvm::ArrayRef<Diagnostic> Diagnostics);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_REPORT_REPORT_H
