//===- document_stage.h - reading cards, licenses and notices ---*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Checks never touch the disk: what they read of documents is read here, and
// only where it can matter. That is the root, the folders of publications, and
// folders that hold weights, with the license record and recipes of merges.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_DOCUMENT_STAGE_H
#define MODEL_TIDY_SCANNER_TOOL_DOCUMENT_STAGE_H

#include "scanner/tool/scan.h"

namespace modeltidy {

/// Fills S.Documents; the lineage's table of files gains theirs. What is left
/// out is a limit of the lineage.
void readDocuments(Scan &S);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_DOCUMENT_STAGE_H
