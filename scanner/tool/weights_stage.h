//===- weights_stage.h - what local weights say of themselves ---*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_WEIGHTS_STAGE_H
#define MODEL_TIDY_SCANNER_TOOL_WEIGHTS_STAGE_H

#include "scanner/tool/scan.h"

namespace modeltidy {

/// The header of a GGUF file, null where it has none; read once a scan, and why
/// it cannot be read told once. The scan owns it.
const GgufHeader *ggufHeader(Scan &S, const std::string &Path);

/// A model that is a GGUF file whose name the catalog does not know becomes,
/// for the checks, the first model known to it that the file's own header
/// names: general.base_model.N, else general.name.
void readWeights(Scan &S);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_WEIGHTS_STAGE_H
