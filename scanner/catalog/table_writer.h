//===- table_writer.h - Tables as C++ constants -----------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_CATALOG_TABLE_WRITER_H
#define MODEL_TIDY_SCANNER_CATALOG_TABLE_WRITER_H

#include "scanner/catalog/tables.h"

#include <string>

namespace modeltidy {

/// A C++ source that defines BuiltInTables with constant initializers only.
/// Equal tables give equal text.
std::string writeTables(const Tables &T);

/// One record as text, every field, for comparing.
template <class Record> std::string describe(const Record &R);

} // namespace modeltidy

#endif
