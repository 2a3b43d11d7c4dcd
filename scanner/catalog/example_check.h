//===- example_check.h - Families hold what their examples say --*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_CATALOG_EXAMPLE_CHECK_H
#define MODEL_TIDY_SCANNER_CATALOG_EXAMPLE_CHECK_H

#include "scanner/catalog/catalog.h"
#include "scanner/catalog/records_loader.h"
#include <set>
#include <string>

namespace modeltidy {

/// Every example must resolve to its family, no non-example may, and every
/// generator of a data set must resolve or be 'unknown'.
void checkExamples(const Catalog &C, yaml::Problems &Out,
                   const RecordMarks &Marks = {});

/// The same of the families that stand in these files.
void checkFamiliesOf(const Catalog &C, const RecordMarks &Marks,
                     const std::set<std::string> &Files, yaml::Problems &Out);

} // namespace modeltidy

#endif
