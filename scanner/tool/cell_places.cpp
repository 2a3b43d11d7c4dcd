//===- cell_places.cpp - cells of the notebooks of a report ---------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/cell_places.h"

namespace modeltidy {

std::optional<CellPlace> CellPlaces::operator()(const Place &P) {
  const std::string &Path = Files[P.File];
  if (!llvm::StringRef(Path).ends_with(".ipynb"))
    return std::nullopt;
  llvm::StringRef Bytes = Text(Path);
  auto [At, New] = Read.try_emplace(P.File);
  if (New)
    At->second = notebook::readCells(Bytes);
  auto Found = notebook::cellLineAt(At->second, Bytes, P.Begin);
  return Found ? std::optional(CellPlace{Found->Cell, Found->Line})
               : std::nullopt;
}

SourceRows::SourceRows(llvm::ArrayRef<std::string> Paths,
                       const FileSource &From)
    : Texts(From, DiscoverLimits().MaxFileBytes), Cells(Paths, Texts) {}

uint32_t SourceRows::operator()(const Place &P) {
  constexpr uint32_t MaxLinesOfCell = 1 << 20;
  std::optional<CellPlace> At = Cells(P);
  return At ? At->Cell * MaxLinesOfCell + At->Line : P.Line;
}

} // namespace modeltidy
