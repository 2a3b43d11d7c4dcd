//===- source_lines.h - lines of the files of a report ----------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_REPORT_SOURCE_LINES_H
#define MODEL_TIDY_SCANNER_REPORT_SOURCE_LINES_H

#include "scanner/report/report.h"
#include <map>

namespace modeltidy {

/// Finds lines in constant time after one pass over a file. Not thread-safe.
class SourceLines {
public:
  /// Reader must outlive this.
  explicit SourceLines(FileText Reader) : Text(Reader) {}

  /// Line number Line (1-based) without its end, which is \n, \r\n or \r; empty
  /// where there is none.
  llvm::StringRef line(llvm::StringRef File, uint32_t Line);
  llvm::StringRef bytes(llvm::StringRef File) { return entry(File).Bytes; }

private:
  struct Entry {
    llvm::StringRef Bytes;
    std::vector<uint32_t> Starts; // offset of each line
  };
  const Entry &entry(llvm::StringRef File);

  FileText Text;
  std::map<llvm::StringRef, Entry> Files;
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_REPORT_SOURCE_LINES_H
