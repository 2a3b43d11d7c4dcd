//===- config.h - one configuration file becomes a summary ------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// summarizeConfig reads any bytes. roots() holds one value for each document:
// mappings are Dict, sequences List, scalars String, Number, Bool, Null. An
// alias and a whole `${a.b}` are the very node that they name; docs/summary.md
// has the details.
//
// What does not parse is an entry in errors(), the rest is in the graph. Time
// and size are linear in the text; limits that cut something are in errors(),
// but for the two that say how much of a data file is looked at.
//
// No state outlives a call: safe to call from many threads.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_CONFIG_CONFIG_H
#define MODEL_TIDY_SCANNER_FRONTENDS_CONFIG_CONFIG_H

#include "scanner/summary/summary_builder.h"

namespace modeltidy {

enum class ConfigFormat { Yaml, Json, JsonLines, Toml };

/// Texts beyond this many bytes become an empty summary with one error.
constexpr size_t MaxConfigBytes = size_t(1) << 27;

/// Collections nested deeper than this are Opaque.
constexpr unsigned MaxConfigDepth = 300;

/// Values of one file; reading stops there. 64 MiB of summary.
constexpr uint32_t MaxConfigNodes = 1u << 20;

/// A scalar of more bytes is Opaque: no name and no path is that long.
constexpr size_t MaxConfigTextBytes = size_t(1) << 20;

/// Entries that merge keys (`<<`) look at in one file; later ones are left out.
constexpr uint32_t MaxMergedEntries = 1u << 18;

/// Errors kept for one file; one more says that there were further ones.
constexpr unsigned MaxConfigErrors = 100;

/// Not errors: a list that holds more values than this is data, and its head
/// tells its columns.
constexpr uint32_t MaxListNodes = 20000;
/// The same for JSON lines.
constexpr unsigned MaxJsonLinesRecords = 50;

SummaryBlock summarizeConfig(llvm::StringRef Text, ConfigFormat Format);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_FRONTENDS_CONFIG_CONFIG_H
