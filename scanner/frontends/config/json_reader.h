//===- json_reader.h - JSON as people and programs write it -----*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One pass, an explicit stack, no backtracking. Comments and trailing commas
// are taken as they are; anything else that is no JSON is an error at its
// place, and reading goes on behind it. A long list is skipped, not parsed.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_CONFIG_JSON_READER_H
#define MODEL_TIDY_SCANNER_FRONTENDS_CONFIG_JSON_READER_H

#include "scanner/frontends/config/config.h"
#include "scanner/frontends/config/config_tree.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace modeltidy::config {

struct JsonOptions {
  /// Of a list with more values under it only the head is read.
  uint32_t ListNodes = MaxListNodes;
  /// The values of these keys are skipped, wherever they stand.
  llvm::ArrayRef<llvm::StringRef> SkippedKeys = {};
};

/// Reads all documents of Text. A file of several objects, one behind the
/// other, is read as JSON lines.
void readJson(llvm::StringRef Text, ConfigTree &Tree,
              const JsonOptions &Options = {});

/// Reads the first MaxJsonLinesRecords records as one List. A record that is
/// broken costs its own line only.
void readJsonLines(llvm::StringRef Text, ConfigTree &Tree);

/// What a JSON string's content (without its quotes) says. Calls Take for each
/// run of bytes with what it says and how Content has it: an escape, or the
/// very same bytes.
void decodeJsonString(
    llvm::StringRef Content,
    llvm::function_ref<void(llvm::StringRef Piece, llvm::StringRef Written)>
        Take);

} // namespace modeltidy::config

#endif // MODEL_TIDY_SCANNER_FRONTENDS_CONFIG_JSON_READER_H
