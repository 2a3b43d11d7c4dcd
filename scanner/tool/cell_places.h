//===- cell_places.h - cells of the notebooks of a report -------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_CELL_PLACES_H
#define MODEL_TIDY_SCANNER_TOOL_CELL_PLACES_H

#include "scanner/discover/discover.h"
#include "scanner/frontends/notebook/cells.h"
#include "scanner/report/report.h"
#include "scanner/tool/source_texts.h"
#include <map>

namespace modeltidy {

/// Reads each notebook once, when first asked. Not thread-safe.
class CellPlaces {
public:
  /// Both must outlive this.
  CellPlaces(llvm::ArrayRef<std::string> Paths, FileText Reader)
      : Files(Paths), Text(Reader) {}

  std::optional<CellPlace> operator()(const Place &P);

private:
  llvm::ArrayRef<std::string> Files;
  FileText Text;
  std::map<uint32_t, notebook::Notebook> Read;
};

/// The rows of places that suppressions count by: lines, and in a notebook the
/// lines of its cells, one cell behind the other, however the file stores them.
class SourceRows {
public:
  /// Both must outlive this.
  SourceRows(llvm::ArrayRef<std::string> Paths, const FileSource &From);

  uint32_t operator()(const Place &P);

private:
  SourceTexts Texts;
  CellPlaces Cells;
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_CELL_PLACES_H
