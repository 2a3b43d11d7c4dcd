//===- placed_script.h - a script that stands in pieces ---------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_SHELL_PLACED_SCRIPT_H
#define MODEL_TIDY_SCANNER_FRONTENDS_SHELL_PLACED_SCRIPT_H

#include "scanner/summary/relocate.h"
#include <string>

namespace modeltidy {

/// A script that is written from another file: its bytes stand there where
/// Places says. What is put in (`$@` of a rule) has any length.
struct PlacedScript {
  std::string Text;
  OffsetMap Places;

  /// A piece of the file, byte for byte.
  void copy(llvm::StringRef Piece, size_t At) {
    Text += Piece;
    Places.addRun(static_cast<uint32_t>(Piece.size()),
                  static_cast<uint32_t>(At));
  }
  /// What stands for the Width bytes at At.
  void put(llvm::StringRef Piece, size_t At, size_t Width = 1) {
    Text += Piece;
    if (!Piece.empty())
      Places.addPoint(static_cast<uint32_t>(Piece.size()),
                      static_cast<uint32_t>(At), static_cast<uint32_t>(Width));
  }
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_FRONTENDS_SHELL_PLACED_SCRIPT_H
