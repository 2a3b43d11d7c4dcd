//===- relocate.h - a summary of a text that a file holds encoded -*- C++
//-*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A notebook holds its code as JSON strings. The front end summarizes the code
// as if it were one file and then moves every span to where its text stands in
// the notebook, so that lines are those of the file:
//
//   in the file     "x = 1\n",         at 100
//   in the text      x = 1⏎            at 0:  addRun(5, 100), addPoint(1, 105,
//   2)
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_SUMMARY_RELOCATE_H
#define MODEL_TIDY_SCANNER_SUMMARY_RELOCATE_H

#include "scanner/summary/summary_builder.h"
#include <vector>

namespace modeltidy {

/// Where each byte of a text stands in a file. Filled from the text's begin to
/// its end.
class OffsetMap {
public:
  /// The text's next Length bytes stand at Offset and behind, byte for byte.
  void addRun(uint32_t Length, uint32_t Offset) { add(Length, Offset, 0); }
  /// The next Length bytes together stand for Width bytes at Offset.
  void addPoint(uint32_t Length, uint32_t Offset, uint32_t Width = 1) {
    add(Length, Offset, Width);
  }

  /// The map of a text that follows this one.
  void append(const OffsetMap &Next);

  /// The file's offset of the text's byte; behind the end that of the end.
  uint32_t at(uint32_t Offset) const;
  /// Moves a half-open span; an empty one stays empty.
  void move(uint32_t &Begin, uint32_t &End) const;

private:
  struct Piece {
    uint32_t Text, File;
    uint32_t Width; // of a point; 0: a run
  };

  void add(uint32_t Length, uint32_t Offset, uint32_t Width);
  const Piece &pieceAt(uint32_t Offset) const;

  std::vector<Piece> Pieces;
  uint32_t Size = 0; // bytes of the text so far
};

/// The same graph with all spans moved through Map, and FileText's lines.
/// Block must be sound, as finish() makes it.
SummaryBlock relocate(const SummaryBlock &Block, const OffsetMap &Map,
                      llvm::StringRef FileText);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_SUMMARY_RELOCATE_H
