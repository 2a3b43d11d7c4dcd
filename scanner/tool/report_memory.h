//===- report_memory.h - reports that the last run wrote --------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Where everything that a report depends on is as it was, the bytes of the last
// run are written again. What it depends on: the build, the command line, the
// day, the working folder, the terminal, the list of files with their sizes,
// times, inodes and permissions, the policies, and every answer of the disk to
// what the stages asked besides (WatchedSource).
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_REPORT_MEMORY_H
#define MODEL_TIDY_SCANNER_TOOL_REPORT_MEMORY_H

#include "scanner/cache/report_cache.h"
#include "scanner/tool/scan.h"

namespace modeltidy {

class ReportMemory {
public:
  /// To be made before anything is looked at.
  explicit ReportMemory(const Options &Asked);

  /// Once the files are listed and the policies are read. True where a report
  /// serves; else S.Source notes from now on what it is asked.
  bool recall(Scan &S);
  const std::optional<KeptReport> &recalled() const { return Found; }

  /// Whether bytes are worth collecting.
  bool wantsReport() const { return Watched != nullptr; }
  /// Keeps what this run printed: a part of a KeptReport.
  void keep(const Scan &S, KeptReport Printed);

private:
  std::optional<ContentHash> keyOf(const Scan &S) const;
  bool holds(const Scan &S) const;
  void watch(Scan &S);

  const Options &Asked;
  std::string Stamp;
  int64_t Began = 0;
  bool Fits = false; ///< the command line is one whose reports are kept
  std::optional<ReportCache> Cache;
  std::optional<KeptReport> Found;
  ContentHash Key, Outside;
  const WatchedSource *Watched = nullptr; ///< S.Source
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_REPORT_MEMORY_H
