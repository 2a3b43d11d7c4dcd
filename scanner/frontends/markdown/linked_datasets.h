//===- linked_datasets.h - data sets that a page links to -------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_MARKDOWN_LINKED_DATASETS_H
#define MODEL_TIDY_SCANNER_FRONTENDS_MARKDOWN_LINKED_DATASETS_H

#include "scanner/summary/summary_builder.h"
#include "llvm/ADT/StringRef.h"
#include <optional>

namespace modeltidy {

/// A config of one key, "linked data sets", whose list holds the ids of the
/// data sets on the hub that a page links to, each where its first link names
/// it, at most 200; nothing where there are none. Linear.
std::optional<SummaryBlock> linkedDatasets(llvm::StringRef Text);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_FRONTENDS_MARKDOWN_LINKED_DATASETS_H
