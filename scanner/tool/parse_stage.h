//===- parse_stage.h - from files to summaries ------------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_PARSE_STAGE_H
#define MODEL_TIDY_SCANNER_TOOL_PARSE_STAGE_H

#include "scanner/lineage/linker.h"
#include "scanner/summary/summary_builder.h"
#include "scanner/tool/file_memory.h"
#include "scanner/tool/scan.h"
#include <deque>

namespace modeltidy {

/// The parsed files; the inputs point into the blocks.
struct ParsedFiles {
  std::deque<SummaryBlock> Blocks;
  std::vector<LinkInput> Inputs;
  std::vector<ScanLimit> Notes; ///< what the parse adds to the discovery
  uint64_t Count = 0;           ///< files with parts
  /// Instead of all that: these very files were linked before.
  std::optional<LinkedResult> Recalled;
};

/// Looks at every file, and parses those that can matter. What could not be
/// read, decoded or parsed is added to the Scan's files left out or to the
/// lineage's limits.
ParsedFiles parseFiles(Scan &S, FileMemory &Memory, const ApiIndex &Api,
                       const Options &Asked, Progress &Shown);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_PARSE_STAGE_H
