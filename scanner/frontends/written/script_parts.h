//===- script_parts.h - a script, and what stands in it ---------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_WRITTEN_SCRIPT_PARTS_H
#define MODEL_TIDY_SCANNER_FRONTENDS_WRITTEN_SCRIPT_PARTS_H

#include "scanner/frontends/front_end.h"
#include "scanner/frontends/shell/placed_script.h"

namespace modeltidy {

/// Files that write files that write files, no further.
constexpr unsigned MaxWrittenDepth = 3;

/// The script as a part, then the Python that it runs and the files that it
/// writes (written_texts.h), each as a part with the path of what is written.
/// Every offset is the script's own.
std::vector<SummaryPart> summarizeScript(llvm::StringRef Text,
                                         bool Documented = false);

/// The same of a script that stands in pieces in a file.
std::vector<SummaryPart> summarizeScript(const PlacedScript &Script,
                                         llvm::StringRef File);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_FRONTENDS_WRITTEN_SCRIPT_PARTS_H
