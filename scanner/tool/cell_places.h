//===- cell_places.h - cells of the notebooks of a report -------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_CELL_PLACES_H
#define MODEL_TIDY_SCANNER_TOOL_CELL_PLACES_H

#include "scanner/frontends/notebook/cells.h"
#include "scanner/report/report.h"
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

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_CELL_PLACES_H
