//===- terms_since.h - terms that changed since a day -----------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What --terms-since prints: of the texts that govern the models and data sets
// of a repository, those that came into force, were amended or were replaced
// since a day, provision by provision. The catalog is the only source: a change
// that it does not know of is not here, and the pages say when it was read.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_REPORT_TERMS_SINCE_H
#define MODEL_TIDY_SCANNER_REPORT_TERMS_SINCE_H

#include "checks/check.h"
#include "scanner/report/provisions.h"

namespace modeltidy {

/// One change of one text.
struct TermsChange {
  std::string Date; ///< as exactly as it is known: a year, month or day
  std::string What; ///< a lower-case fact
  std::vector<ProvisionChange> Provisions;
  Sureness Confidence = Sureness::Memory;
};

/// What is used under a text.
struct TermsUse {
  std::string Id; ///< as written
  bool OfDataset = false;
  std::string File;
  uint32_t Line = 0; ///< of its first use
};

struct ChangedTerms {
  const LicenseTerms *Terms = nullptr;
  std::vector<TermsChange> Changes; ///< by date
  std::vector<TermsUse> Uses;
};

struct TermsReport {
  std::string Since, Today;
  std::string CatalogRead;           ///< the newest day of a record
  size_t Looked = 0;                 ///< texts that govern something here
  std::vector<ChangedTerms> Changed; ///< by license id
  /// "sha256:" over the changes, not over who uses what: the same digest means
  /// that nothing new is known.
  std::string Digest;
};

/// Since is an ISO day. Changes that are announced for later days count.
TermsReport termsSince(const Subject &Found, StringRef Since);

std::string termsSinceText(const TermsReport &R);
std::string termsSinceMarkdown(const TermsReport &R);
std::string termsSinceJson(const TermsReport &R);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_REPORT_TERMS_SINCE_H
