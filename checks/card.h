//===- card.h - what a card's front matter says -----------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_CHECKS_CARD_H
#define MODEL_TIDY_CHECKS_CARD_H

#include "checks/check.h"
#include "scanner/catalog/yaml.h"

namespace modeltidy {

/// What a page with front matter is about. A page that names a license alone
/// may be the card of anything.
enum class CardKind : uint8_t { Any, Model, Data, Space, Page };

/// The YAML between "---" lines at the head of a model or data set card.
struct Card {
  const Document *At = nullptr;
  /// `license`, or `license_name` where that is "other"; the first of a list.
  std::string License;
  std::vector<std::string> Licenses; ///< all of the list
  std::vector<std::string> Bases;    ///< `base_model`
  std::vector<std::string> Datasets; ///< `datasets`
  CardKind Kind = CardKind::Any;
  Place LicenseAt;         ///< of the key, else the first line
  uint32_t LicenseEnd = 0; ///< offset past the value; 0: no value
};

/// Nothing where the document has no front matter that can be read.
std::optional<Card> readCard(const Document &D);

/// The place of a mark in a file whose text begins Lines lines and Bytes bytes
/// before the marked one.
Place placeOf(uint32_t File, yaml::Mark At, uint32_t Lines = 0,
              uint32_t Bytes = 0);

/// The first line of a document.
Place headOf(const Document &D);

/// Something that is released: a model that is published, or whose card stands
/// in the repository.
struct Release {
  std::string Id; ///< empty for a card that does not say
  Place Where;
  std::string License; ///< as declared, the first of several; empty: not
  std::vector<std::string> Licenses; ///< all that are declared
  Place LicenseAt;                   ///< where it is declared
  std::vector<std::string> Bases;    ///< model ids that it derives from
  std::optional<Card> Of;            ///< the card, where there is one
  bool Published = false;            ///< by code; else only a card
  std::vector<std::string> Folders;  ///< that a folder's upload may mean
};

/// For messages: "'acme/chat'", or "the model of this card".
std::string nameOf(const Release &R);

/// Releases of models, in the order of the lineage, then of cards that no
/// publication belongs to. A publication derives from the models that it is
/// told to publish and from what its file trains.
std::vector<Release> modelReleases(const Subject &Found);

/// The card of a publication (a model's, or a data set's as it says): in the
/// folder that is uploaded, else of the file's folder, else of the root.
std::optional<Card> cardOf(const Subject &Found, const Publication &P);

/// The license of a base model's weights, null where it is not known.
const LicenseTerms *licenseOfBase(const Subject &Found, const std::string &Id);
const LicenseTerms *licenseOfBase(const Catalog &Known, const std::string &Id);

/// The license that a card or a call declares: by its Hub tag or id, or by its
/// name as people write it ("Apache License 2.0"); null where it is not known.
const LicenseTerms *licenseDeclared(const Catalog &Known, StringRef Text);

/// Is a license among those that are declared?
bool declares(const Catalog &Known, ArrayRef<std::string> Declared,
              const LicenseTerms *L);

/// What makes a card declare another license, where it declares one by its Hub
/// tag; else nothing.
std::vector<Edit> licenseEdit(const Card &C, const LicenseTerms &L);

/// The license as cards name it.
StringRef hubTagOf(const LicenseTerms &L);

/// Does a document of the repository (cards, notices, attributions) hold the
/// text, in any case?
bool anyDocumentSays(const Subject &Found, StringRef Text);

} // namespace modeltidy

#endif // MODEL_TIDY_CHECKS_CARD_H
