//===- line_ranges.h - lines that a change touches --------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_REPORT_LINE_RANGES_H
#define MODEL_TIDY_SCANNER_REPORT_LINE_RANGES_H

#include "scanner/lineage/lineage.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <utility>
#include <vector>

namespace modeltidy {

/// Lines of files: what --line-filter lists and --diff finds changed.
class LineRanges {
public:
  /// Both ends are included, 1-based.
  void add(llvm::StringRef File, uint32_t First, uint32_t Last) {
    Files[File].emplace_back(First, Last);
  }
  /// A file of which lines only went away.
  void addFile(llvm::StringRef File) { Files[File]; }
  /// Was anything of the file added?
  bool holds(llvm::StringRef File) const { return Files.contains(File); }
  void addWhole(llvm::StringRef File) { add(File, 1, UINT32_MAX); }

  /// True where one of the lines First to Last of the file is among them.
  bool touches(llvm::StringRef File, uint32_t First, uint32_t Last) const;
  bool touches(llvm::StringRef File, const Place &P) const {
    return touches(File, P.Line, P.EndLine < P.Line ? P.Line : P.EndLine);
  }
  bool empty() const { return Files.empty(); }
  /// The files, in no order.
  auto files() const { return Files.keys(); }
  /// Takes each name for the end of a path, as clang-tidy does: "b.py" stands
  /// for "a/b.py" too.
  void matchTails() { Tails = true; }

private:
  llvm::StringMap<std::vector<std::pair<uint32_t, uint32_t>>> Files;
  bool Tails = false;
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_REPORT_LINE_RANGES_H
