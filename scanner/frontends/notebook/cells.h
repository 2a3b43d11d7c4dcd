//===- cells.h - the code of a notebook's cells, decoded --------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_NOTEBOOK_CELLS_H
#define MODEL_TIDY_SCANNER_FRONTENDS_NOTEBOOK_CELLS_H

#include "scanner/summary/relocate.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace modeltidy::notebook {

/// A text, and where its bytes stand in the file.
struct MappedText {
  std::string Text;
  OffsetMap Map;

  void addRun(llvm::StringRef Piece, size_t Offset) {
    Map.addRun(static_cast<uint32_t>(Piece.size()),
               static_cast<uint32_t>(Offset));
    Text += Piece;
  }
  void addPoint(llvm::StringRef Piece, size_t Offset, size_t Width = 1) {
    Map.addPoint(static_cast<uint32_t>(Piece.size()),
                 static_cast<uint32_t>(Offset), static_cast<uint32_t>(Width));
    Text += Piece;
  }
};

/// A code cell: bytes of the text, the last of which is a line break.
struct Cell {
  size_t Begin, End;
};

struct Mistake {
  size_t Begin, End; // bytes of the file
  std::string What;
};

struct Notebook {
  MappedText Code;
  std::vector<Cell> Cells;
  std::string Language; // "python" where it is not said
  std::vector<Mistake> Mistakes;
};

/// Reads formats 3 and 4. Text that is no notebook gives one mistake, and the
/// cells that could be told all the same.
Notebook readCells(llvm::StringRef Text);

} // namespace modeltidy::notebook

#endif // MODEL_TIDY_SCANNER_FRONTENDS_NOTEBOOK_CELLS_H
