//===- link_stage.h - parse, link and judge what was found ------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_LINK_STAGE_H
#define MODEL_TIDY_SCANNER_TOOL_LINK_STAGE_H

#include "scanner/tool/file_memory.h"
#include "scanner/tool/scan.h"

namespace modeltidy {

/// Fills the lineage, the identities and the judged flows of a Scan whose files
/// were found.
void linkAndJudge(Scan &S, FileMemory &Memory, const Options &Asked,
                  Progress &Shown);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_LINK_STAGE_H
