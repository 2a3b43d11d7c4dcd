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
//       last_reviewed: 2026-11-21     # by a person; null until then
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
#include "llvm/ADT/STLFunctionalExtras.h"

namespace modeltidy {

struct BomEntry {
  std::string Id, License, LastReviewed, Digest, Revision;
  std::optional<bool> Commercial; ///< commercial_use
  std::optional<int64_t> Users;   ///< mau_threshold
  /// 1-based lines; 0 where the key is missing.
  Place Where, LicenseAt, ReviewedAt, DigestAt, RevisionAt;
  Place CommercialAt, UsersAt;
  uint32_t EndOffset = 0; ///< just past the entry's last value
  uint32_t Column = 1;    ///< of the entry's keys
};

struct BomFile {
  const Document *At = nullptr; ///< null: there is none
  std::vector<BomEntry> Entries;
  yaml::Problems Problems; ///< it cannot be read as YAML
  yaml::Problems Mistakes; ///< values that cannot be
  bool HasModels = false;  ///< it has a `models:` list
  uint32_t ListAt = 0;     ///< the offset of that list
  bool Flow = false;       ///< the list is in brackets
};

/// Where entries go into a record: [Begin, End) is taken away, and each entry
/// comes in at Where, which is not before End, between Before and Behind.
struct BomGap {
  uint32_t Begin = 0, End = 0, Where = 0;
  std::string Indent; ///< before the dash
  std::string Before, Behind;
  bool Flow = false;        ///< entries stand in braces, on one line
  std::string Break = "\n"; ///< the file's line break
};

/// The repository's license record; At is null where the policy's Bom does not
/// exist.
BomFile readBom(const Subject &Found);
BomFile readBomText(const Document &D);

/// Calls Do for each entry that names a model.
void forEachEntry(const BomFile &Bom,
                  llvm::function_ref<void(const BomEntry &)> Do);

/// Is it the entry's id? Ids are compared in any case.
bool isOf(const BomEntry &E, StringRef Id);

/// Uses that belong into the record: models by an id that the code tells and
/// the catalog knows, once each; sorted as the lineage is.
std::vector<const ModelUse *> recordedUses(const Subject &Found);

/// The license file in the folder of a model's weights: that whose name is the
/// last part of the id. Null where there is none.
const Document *licenseBeside(const Subject &Found, StringRef Id);

/// The version that every load of a model which names one names; empty where
/// none does, or two differ.
std::string pinnedRevision(const Subject &Found, StringRef Id);

/// The license that governs a use, as the record names it: that of the service
/// where there is one, else of the weights; null where none is known.
const LicenseTerms *licenseOfUse(const Subject &Found, const ModelUse &M);

/// An entry for a gap: from its dash to the end of its last line, without a
/// line break; or in braces.
std::string bomEntry(const Subject &Found, const ModelUse &M,
                     const BomGap &For);

/// Nothing where the record cannot be read, or where its list is in a form that
/// cannot be added to.
std::optional<BomGap> bomGap(const BomFile &Bom);

/// The record's text with the entries; nothing where it would then say anything
/// but what it said and these.
std::optional<std::string> withEntries(const Subject &Found, const BomFile &Bom,
                                       const BomGap &Gap,
                                       ArrayRef<const ModelUse *> More);

/// What adds an entry for a model; empty where that cannot be done. All bytes
/// that people wrote stay, comments too.
std::vector<Edit> bomEdits(const Subject &Found, const BomFile &Bom,
                           const ModelUse &M);

} // namespace modeltidy

#endif // MODEL_TIDY_CHECKS_BOM_H
