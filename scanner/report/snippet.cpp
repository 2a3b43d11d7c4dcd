//===- snippet.cpp - a source line with its caret -------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/report/snippet.h"
#include "scanner/report/utf16.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Unicode.h"
#include <algorithm>
#include <vector>

namespace modeltidy {

using llvm::StringRef;

namespace {

/// Cells of a source line that are shown: a usual terminal, less the gutter.
constexpr unsigned WindowCells = 110;
/// Cells before the caret that stay visible in a line that is cut.
constexpr unsigned LeadCells = 30;
constexpr unsigned TabStop = 4;
/// A line of a data file may be the whole file: only this much is looked at.
constexpr size_t MaxLineBytes = 64u << 10;

/// One printed cell group: a character, the column it starts at, its width.
struct Cell {
  std::string Text;
  uint32_t Byte; // 0-based in the line
  unsigned Width;
};

/// A character of ASCII that is printed as it is: nearly all of them.
bool isPlain(uint32_t Code) { return Code >= ' ' && Code <= '~'; }

Cell cellOf(uint32_t Code, uint32_t Byte, unsigned At) {
  if (Code == '\t') {
    unsigned Width = TabStop - At % TabStop;
    return {std::string(Width, ' '), Byte, Width};
  }
  if (isPlain(Code))
    return {std::string(1, static_cast<char>(Code)), Byte, 1};
  char Buffer[4], *End = Buffer;
  llvm::ConvertCodePointToUTF8(Code, End);
  StringRef Text(Buffer, End - Buffer);
  int Width = llvm::sys::unicode::columnWidthUTF8(Text);
  if (Width < 0)
    return {"?", Byte, 1};
  return {Text.str(), Byte, unsigned(Width)};
}

std::vector<Cell> cellsOf(StringRef Line) {
  std::vector<Cell> Cells;
  StringRef Rest = Line;
  for (unsigned At = 0; !Rest.empty(); At += Cells.back().Width) {
    uint32_t Byte = uint32_t(Line.size() - Rest.size());
    Cells.push_back(cellOf(takeCodePoint(Rest), Byte, At));
  }
  return Cells;
}

/// The bytes [Begin, End) of the line that are marked; at least one. Of a place
/// that goes on below, the part up to the first bracket: the name of a call.
std::pair<uint32_t, uint32_t> markedBytes(const Place &At, StringRef Line) {
  uint32_t Begin = At.Column ? At.Column - 1 : 0;
  size_t End = Line.rtrim().size();
  if (At.EndLine == At.Line && At.EndColumn > At.Column)
    End = At.EndColumn - 1;
  else if (size_t Bracket = Line.find_first_of("([{", Begin);
           Bracket != StringRef::npos)
    End = Bracket;
  return {Begin, std::max(uint32_t(End), Begin + 1)};
}

struct Window {
  size_t First, Last; // cells [First, Last)
  bool CutBefore, CutAfter;
};

Window windowAround(const std::vector<Cell> &Cells, uint32_t Caret) {
  size_t First = 0, Before = 0;
  auto IsBefore = [&](const Cell &C) { return C.Byte < Caret; };
  Before = std::partition_point(Cells.begin(), Cells.end(), IsBefore) -
           Cells.begin();
  unsigned Total = 0;
  for (const Cell &C : Cells)
    Total += C.Width;
  if (Total > WindowCells && Before > LeadCells)
    First = Before - LeadCells;
  size_t Last = First;
  for (unsigned Width = 0; Last != Cells.size(); ++Last) {
    Width += Cells[Last].Width;
    if (Width > WindowCells)
      break;
  }
  return {First, Last, First != 0, Last != Cells.size()};
}

void printMarks(llvm::raw_ostream &OS, const std::vector<Cell> &Cells, Window W,
                std::pair<uint32_t, uint32_t> Covered) {
  std::string Marks;
  for (size_t I = W.First; I != W.Last; ++I) {
    const Cell &C = Cells[I];
    bool In = C.Byte >= Covered.first && C.Byte < Covered.second;
    Marks.append(C.Width, In ? '~' : ' ');
  }
  size_t Caret = Marks.find('~');
  if (Caret == std::string::npos) // at the end of the line
    Marks.push_back('^');
  else
    Marks[Caret] = '^';
  OS << StringRef(Marks).rtrim();
}

} // namespace

std::string printable(StringRef Text) {
  auto IsPlain = [](char C) { return isPlain(static_cast<uint8_t>(C)); };
  std::string Out;
  while (!Text.empty()) {
    StringRef Plain = Text.take_while(IsPlain);
    Out += Plain;
    Text = Text.drop_front(Plain.size());
    if (Text.empty())
      break;
    uint32_t Code = takeCodePoint(Text);
    Out += Code == '\n' ? "\n" : cellOf(Code, 0, 0).Text;
  }
  return Out;
}

void printSnippet(llvm::raw_ostream &OS, StringRef Line, const Place &At,
                  bool Color) {
  if (Line.empty() || Line.contains('\0')) // binary, as of weights
    return;
  auto Covered = markedBytes(At, Line);
  std::vector<Cell> Cells = cellsOf(Line.take_front(MaxLineBytes));
  Window W = windowAround(Cells, Covered.first);
  OS << llvm::format("%5u | ", At.Line) << (W.CutBefore ? "..." : "");
  for (size_t I = W.First; I != W.Last; ++I)
    OS << Cells[I].Text;
  OS << (W.CutAfter ? "..." : "") << "\n      | " << (W.CutBefore ? "   " : "");
  if (Color)
    OS.changeColor(llvm::raw_ostream::GREEN, /*Bold=*/true);
  printMarks(OS, Cells, W, Covered);
  if (Color)
    OS.resetColor();
  OS << '\n';
}

} // namespace modeltidy
