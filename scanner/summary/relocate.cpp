//===- relocate.cpp - a summary of a text that a file holds encoded -------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/summary/relocate.h"
#include "scanner/summary/summary_layout.h"
#include "llvm/ADT/STLExtras.h"
#include <cstring>

namespace modeltidy {

void OffsetMap::add(uint32_t Length, uint32_t Offset, uint32_t Width) {
  if (Length == 0)
    return;
  // Text that goes on where the last run ended belongs to it.
  bool GoesOn = Width == 0 && !Pieces.empty() && Pieces.back().Width == 0 &&
                Offset - Pieces.back().File == Size - Pieces.back().Text;
  if (!GoesOn)
    Pieces.push_back({Size, Offset, Width});
  Size += Length;
}

void OffsetMap::append(const OffsetMap &Next) {
  for (const Piece &P : Next.Pieces)
    Pieces.push_back({Size + P.Text, P.File, P.Width});
  Size += Next.Size;
}

/// The first piece begins at 0.
const OffsetMap::Piece &OffsetMap::pieceAt(uint32_t Offset) const {
  return *std::prev(llvm::partition_point(
      Pieces, [&](const Piece &P) { return P.Text <= Offset; }));
}

uint32_t OffsetMap::at(uint32_t Offset) const {
  if (Pieces.empty())
    return 0;
  Offset = std::min(Offset, Size);
  const Piece &P = pieceAt(Offset);
  if (P.Width == 0)
    return P.File + (Offset - P.Text);
  return P.File + (Offset == Size ? P.Width : 0);
}

void OffsetMap::move(uint32_t &Begin, uint32_t &End) const {
  uint32_t From = at(Begin);
  if (End > Begin && !Pieces.empty()) {
    uint32_t Last = std::min(End, Size) - 1;
    const Piece &P = pieceAt(Last);
    End = P.File + (P.Width == 0 ? Last - P.Text + 1 : P.Width);
  } else {
    End = From;
  }
  Begin = From;
  End = std::max(From, End);
}

namespace {

/// The entries of one of the block's sections, writable.
template <typename T>
llvm::MutableArrayRef<T> section(SummaryBlock &Block, unsigned Index) {
  const layout::Section &S =
      reinterpret_cast<layout::Header *>(Block.data())->Sections[Index];
  return {reinterpret_cast<T *>(Block.data() + S.Offset), S.Count};
}

/// Moves the spans of a table's entries, which end where the file ends.
template <typename T>
void moveAll(llvm::MutableArrayRef<T> Table, const OffsetMap &Map,
             size_t FileSize) {
  for (T &Each : Table) {
    Map.move(Each.Begin, Each.End);
    Each.Begin = std::min<size_t>(Each.Begin, FileSize);
    Each.End = std::min<size_t>(Each.End, FileSize);
  }
}

/// A copy of Block that ends with these lines instead of its own.
SummaryBlock withLines(const SummaryBlock &Block,
                       llvm::ArrayRef<uint32_t> Lines) {
  static_assert(layout::Lines + 1 == layout::SectionCount, "the last section");
  llvm::StringRef Bytes = Block.bytes();
  layout::Header Head;
  std::memcpy(&Head, Bytes.data(), sizeof(Head));
  layout::Section &Last = Head.Sections[layout::Lines];
  Last.Count = static_cast<uint32_t>(Lines.size());
  Head.Size =
      static_cast<uint32_t>(Last.Offset + Lines.size() * sizeof(uint32_t));
  SummaryBlock Out(Head.Size);
  std::memcpy(Out.data(), Bytes.data(), Last.Offset);
  std::memcpy(Out.data(), &Head, sizeof(Head));
  std::memcpy(Out.data() + Last.Offset, Lines.data(),
              Lines.size() * sizeof(uint32_t));
  return Out;
}

} // namespace

SummaryBlock relocate(const SummaryBlock &Block, const OffsetMap &Map,
                      llvm::StringRef FileText) {
  SummaryBlock Out = withLines(Block, lineStarts(FileText));
  size_t Size = FileText.size();
  // The node 0 is none and stands nowhere.
  moveAll(section<Node>(Out, layout::Nodes).drop_front(), Map, Size);
  moveAll(section<Function>(Out, layout::Functions), Map, Size);
  moveAll(section<Class>(Out, layout::Classes), Map, Size);
  moveAll(section<Region>(Out, layout::Regions), Map, Size);
  moveAll(section<Comment>(Out, layout::Comments), Map, Size);
  moveAll(section<ParseError>(Out, layout::Errors), Map, Size);
  return Out;
}

} // namespace modeltidy
