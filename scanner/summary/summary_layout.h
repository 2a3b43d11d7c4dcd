//===- summary_layout.h - the sections of a summary block -----------------===//
//
// Private to the reader and the builder. A block is a Header followed by its
// sections, each 8-byte aligned, in the order of SectionIndex.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_SUMMARY_SUMMARY_LAYOUT_H
#define MODEL_TIDY_SCANNER_SUMMARY_SUMMARY_LAYOUT_H

#include "scanner/summary/summary.h"

namespace modeltidy::layout {

enum SectionIndex : unsigned {
  StringEnds, // uint32_t: end of each string in StringBytes
  StringBytes,
  Nodes,
  Operands,
  Functions,
  Classes,
  Scopes,
  Bindings,
  Regions,
  Comments,
  Errors,
  Lists, // NodeId: parameters, returns, bases, …
  Roots,
  Lines, // uint32_t: offset of each line's first byte
  SectionCount
};

struct Section {
  uint32_t Offset, Count; // bytes from the block's start; elements
};

struct Header {
  uint32_t Magic;
  uint16_t Version;
  uint8_t FrontEndId;
  uint8_t Reserved;
  uint32_t Size; // of the whole block, bytes
  uint32_t Reserved2;
  Section Sections[SectionCount];
};

constexpr uint32_t Magic = 0x5344544d; // "MTDS"

} // namespace modeltidy::layout

#endif
