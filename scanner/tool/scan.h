//===- scan.h - the stages in a row -----------------------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_SCAN_H
#define MODEL_TIDY_SCANNER_TOOL_SCAN_H

#include "checks/check.h"
#include "scanner/discover/discover.h"
#include "scanner/discover/gguf.h"
#include "scanner/report/report.h"
#include "scanner/tool/options.h"
#include "scanner/tool/policy_stage.h"
#include "scanner/tool/progress.h"

namespace modeltidy {

/// How long a stage took, for --stats.
struct StageTime {
  llvm::StringRef Stage;
  double Milliseconds;
};

/// Everything that a run found before the checks look at it.
struct Scan {
  std::unique_ptr<FileSource> Source;
  Discovery Found;
  Policies Rules;
  std::vector<KnownRevision> Revisions; ///< of locks; with edits, of the cache
  std::vector<PolicyMistake> Mistakes;  ///< of Rules, placed in Graph
  std::vector<Document> Documents;
  /// By path, of those looked into; none: it has no header, or a broken one.
  std::map<std::string, std::optional<GgufHeader>, std::less<>> GgufHeaders;
  Lineage Graph;
  Identities Names;
  std::vector<SourceComment> Comments; ///< that hold "NOLINT"; sorted by place
  std::vector<JudgedFlow> Flows;       ///< at least as sure as was asked for
  std::vector<Limit> Limits;           ///< of every stage, sorted
  ScanCounts Counts;
  std::string Trace; ///< what --trace prints
  /// What was to be analyzed and could not be, or not wholly: a part of Limits.
  std::vector<Limit> Troubles;
  std::vector<StageTime> Times;
  std::string Prefix;          ///< where the root lies in its checkout: "src/"
  std::string CacheNote;       ///< what was wrong with the cache, for people
  unsigned DamagedReports = 0; ///< of the cache
  bool AskedClang = false;     ///< headers outside of the tree count

  Subject subject() const {
    return {
        Graph,
        Names,
        Flows,
        Comments,
        {&Rules.known(), &Rules.Tree, Documents, Mistakes, Revisions, Prefix}};
  }
};

class ReportMemory;

/// discover, parse, link, judge. The error, for a path that does not exist, is
/// an llvm::StringError that names it. Where Kept has the report of a run over
/// the same, nothing is done after discover.
llvm::Expected<Scan> scan(const Options &Asked, Progress &Shown,
                          ReportMemory *Kept = nullptr);

/// Scans the files that Found tells, out of Source, as a further look at the
/// tree of Now. Reads the cache and leaves it as it is.
Scan scanAgain(const Scan &Now, std::unique_ptr<FileSource> Source,
               Discovery Found, const Options &Asked);

/// The same over any source of files, which the answer then owns.
llvm::Expected<Scan> scanSource(std::unique_ptr<FileSource> Source,
                                const Options &Asked);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_SCAN_H
