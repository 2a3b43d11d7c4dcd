//===- explain.h - what is known of a model, license or data set -*- C++
//-*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The license selector: what the terms say, what that means under a policy, how
// risky it is, and what else would do. Facts from the catalog, no advice.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_REPORT_EXPLAIN_H
#define MODEL_TIDY_SCANNER_REPORT_EXPLAIN_H

#include "checks/policy.h"
#include "scanner/catalog/catalog.h"
#include <optional>
#include <string>

namespace modeltidy {

/// A page on a license by its id or its tag on model cards, on a data set by
/// its name, or on a model by its id, in this order; nothing where the catalog
/// knows none of them.
std::optional<std::string> explainRecord(const Catalog &Known,
                                         const Policy &Rules, StringRef Name);

/// Every license, provision by provision: a table for people, or JSON.
std::string licenseTable(const Catalog &Known);
std::string licenseJson(const Catalog &Known);

/// Families whose terms leave outputs free and that are fit for a role; empty
/// where the role is not known. Roles are those that the catalog names.
std::string suggestionTable(const Catalog &Known, StringRef Role);
std::vector<StringRef> suggestedRoles(const Catalog &Known);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_REPORT_EXPLAIN_H
