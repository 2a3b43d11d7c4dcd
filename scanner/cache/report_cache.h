//===- report_cache.h - all that a run printed ----------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a run printed, with a key of all that it went by and the questions that
// it asked the disk besides. Written whole or not at all, as ScanCache is, and
// as little trusted.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_CACHE_REPORT_CACHE_H
#define MODEL_TIDY_SCANNER_CACHE_REPORT_CACHE_H

#include "scanner/cache/watched_source.h"
#include <map>

namespace modeltidy {

struct KeptReport {
  ContentHash Key;
  std::map<SourceQuestion, ContentHash> Questions;
  std::vector<std::string> Reports;
  /// Standard error, before the reports are written and after it.
  std::string Before, After;
  int Status = 0; ///< the exit status
};

class ReportCache {
public:
  /// Larger reports, all of a run together, are not kept.
  static constexpr uint64_t MaxBytes = 64ull << 20;
  /// Command lines of a tree that are remembered: each takes one of these
  /// places, by its hash.
  static constexpr unsigned MaxReports = 8;

  /// Tree and Stamp as for ScanCache. Words: what was asked for.
  ReportCache(llvm::StringRef Folder, llvm::StringRef Tree,
              llvm::StringRef Words, llvm::StringRef Stamp);

  /// What was kept under the key. Damaged is set where the file is.
  std::optional<KeptReport> load(const ContentHash &Key, bool &Damaged) const;
  /// False, and nothing else, where the folder cannot be written.
  bool save(const KeptReport &Report) const;

private:
  std::string Folder, File, Stamp;
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_CACHE_REPORT_CACHE_H
