//===- bom.h - the license bill of materials --------------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// ai-license-bom.yaml: which models a repository uses, under which licenses,
// and who looked at them last.
//
//   models:
//     - id: meta-llama/Llama-3.1-8B
//       license: LicenseRef-llama-3.1-community
//       source: https://...
//       commercial_use: true
//       restrictions: none            # or a list of sentences
//       mau_threshold: 700000000      # or null
//       last_reviewed: 2026-11-21
//       deployed_in: [chat]
//       digest: sha256:...            # of the LICENSE beside local weights
//       revision: 0e4c...             # the commit on the hub that was reviewed
//
// It is read as people wrote it: other keys are theirs.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_CHECKS_BOM_H
#define MODEL_TIDY_CHECKS_BOM_H

#include "checks/check.h"
#include "scanner/catalog/yaml.h"

namespace modeltidy {

struct BomEntry {
  std::string Id, License, LastReviewed, Digest, Revision;
  /// 1-based lines; 0 where the key is missing.
  Place Where, LicenseAt, ReviewedAt, DigestAt;
  uint32_t EndOffset = 0; ///< just past the entry's last value
  uint32_t Column = 1;    ///< of the entry's keys
};

struct BomFile {
  const Document *At = nullptr; ///< null: there is none
  std::vector<BomEntry> Entries;
  yaml::Problems Problems;
  bool HasModels = false; ///< it has a `models:` list
};

/// The repository's license record; At is null where the policy's Bom does not
/// exist.
BomFile readBom(const Subject &Found);
BomFile readBomText(const Document &D);

/// Uses that belong into the record: models by an id that the code tells and
/// the catalog knows, once each; sorted as the lineage is.
std::vector<const ModelUse *> recordedUses(const Subject &Found);

/// The license that governs a use, as the record names it: that of the service
/// where there is one, else of the weights; null where none is known.
const LicenseTerms *licenseOfUse(const Subject &Found, const ModelUse &M);

} // namespace modeltidy

#endif // MODEL_TIDY_CHECKS_BOM_H
