//===- tables_over.h - Tables of records laid over others -------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_CATALOG_TABLES_OVER_H
#define MODEL_TIDY_SCANNER_CATALOG_TABLES_OVER_H

#include "scanner/catalog/tables.h"

namespace modeltidy {

/// As buildTables(), where most records are those of Known: what was found out
/// about their patterns is taken over, since to look for the literals of all of
/// them takes some 100 ms. Known's texts must outlive the result.
Tables buildTablesOver(Records &All, const Tables &Known);

} // namespace modeltidy

#endif
