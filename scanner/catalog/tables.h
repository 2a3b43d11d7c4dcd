//===- tables.h - Records with their indexes --------------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What look-ups read: records in order, and sorted arrays over them. The
// built-in tables are written at build time as constants, so that starting
// costs nothing; a user's catalog gets the same tables at load.
//
// How an id finds its patterns: every pattern is entered under the rarest
// three bytes (a "gram") that an id must hold for it to match. An id of 30
// bytes is 28 look-ups, whatever the number of patterns.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_CATALOG_TABLES_H
#define MODEL_TIDY_SCANNER_CATALOG_TABLES_H

#include "scanner/catalog/records.h"

#include <vector>

namespace modeltidy {

class Records;

/// One pattern of one family. The literals are those of literals.h.
struct PatternRow {
  StringRef Text;
  uint16_t Family = 0; ///< index into Tables::Families
  ArrayRef<StringRef> All, Any;
};

/// Up to three bytes of lower-case text: length, then the bytes.
using Gram = uint32_t;
Gram gramAt(StringRef Text, size_t At, size_t Length);

struct GramRow {
  Gram Key = 0;
  uint16_t Pattern = 0; ///< index into Tables::Patterns
};

/// How a data set may be named.
enum class DatasetNameKind : uint8_t {
  HubId,    ///< owner/name
  FileName, ///< a file's own name, with its extension
  Short     ///< a bare word: counts only where a data set is named
};

struct NameRow {
  StringRef Lower;    ///< the name in lower case
  uint16_t Index = 0; ///< of a family or a data set
  DatasetNameKind Kind = DatasetNameKind::HubId;
};

struct Tables {
  ArrayRef<LicenseTerms> Licenses;        ///< by Id
  ArrayRef<Family> Families;              ///< by Order
  ArrayRef<Dataset> Datasets;             ///< by Id
  ArrayRef<UseDomain> UseDomains;         ///< by Name
  ArrayRef<ModelService> Services;        ///< by Name
  ArrayRef<GeneratorName> GeneratorNames; ///< by Model
  ArrayRef<PatternRow> Patterns;          ///< by their family's order
  ArrayRef<GramRow> Grams;                ///< by Key, then Pattern
  ArrayRef<uint16_t> Unfiltered;          ///< patterns that any id may match
  ArrayRef<NameRow> FamilyNames;          ///< by Lower
  ArrayRef<NameRow> DatasetNames;         ///< by Lower
};

/// Sorts the records of All in place and builds the indexes over them. All owns
/// everything that the tables name and must not change afterwards.
Tables buildTables(Records &All);

/// The tables that the build wrote.
extern const Tables BuiltInTables;

} // namespace modeltidy

#endif
