//===- provisions.h - a license, provision by provision ---------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_REPORT_PROVISIONS_H
#define MODEL_TIDY_SCANNER_REPORT_PROVISIONS_H

#include "scanner/catalog/records.h"
#include <string>
#include <vector>

namespace modeltidy {

/// One thing that a text says, in words: "commercial use", "no".
struct Provision {
  StringRef Name;
  std::string Text;
};

/// What a license says, in the order of telling; silence is left out. A name
/// may stand more than once.
std::vector<Provision> provisionsOf(const LicenseTerms &L);

/// A provision in which two texts differ. Before or After is "-" where one of
/// them does not have it.
struct ProvisionChange {
  StringRef Name;
  std::string Before, After;
};
std::vector<ProvisionChange> changesBetween(const LicenseTerms &Old,
                                            const LicenseTerms &New);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_REPORT_PROVISIONS_H
