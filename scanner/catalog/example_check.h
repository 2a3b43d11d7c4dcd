//===- example_check.h - Families hold what their examples say --*- C++ -*-===//

#ifndef MODEL_TIDY_SCANNER_CATALOG_EXAMPLE_CHECK_H
#define MODEL_TIDY_SCANNER_CATALOG_EXAMPLE_CHECK_H

#include "scanner/catalog/catalog.h"

namespace modeltidy {

/// Every example must resolve to its family, no non-example may, and every
/// generator of a data set must resolve or be 'unknown'.
void checkExamples(const Catalog &C, yaml::Problems &Out);

} // namespace modeltidy

#endif
