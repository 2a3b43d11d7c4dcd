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
#include <optional>
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
  uint32_t Number;           // from 1, counting cells of every type
  size_t FileBegin, FileEnd; // bytes of the file: the source's value
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

/// A place as a person finds it in an editor of notebooks, both from 1; cells
/// of every type count.
struct CellLine {
  uint32_t Cell, Line;
};

/// Where an offset of the file lies, or nothing outside of code.
std::optional<CellLine> cellLineAt(const Notebook &Cells, llvm::StringRef Text,
                                   size_t Offset);

} // namespace modeltidy::notebook

#endif // MODEL_TIDY_SCANNER_FRONTENDS_NOTEBOOK_CELLS_H
