//===- weights.h - weights that lie in the repository -----------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_CHECKS_WEIGHTS_H
#define MODEL_TIDY_CHECKS_WEIGHTS_H

#include "checks/card.h"

namespace modeltidy {

/// A folder with weights, and what stands beside them. The root is left out:
/// its license is that of the code.
struct LocalWeights {
  std::string Folder;
  const Document *File = nullptr; ///< the first file of weights
  std::optional<Card> Of;
  const Document *LicenseFile = nullptr; ///< the first; null: there is none
  /// What the headers of GGUF files declare, by file; null: a name that the
  /// catalog does not know, or the base alone.
  std::vector<std::pair<const Document *, const LicenseTerms *>> Declared;
  /// The license that the file's text is; null: not recognized.
  const LicenseTerms *Shown = nullptr;
  /// The card's base_model, else that of a config beside them; else the folder,
  /// where its name or the file's tells.
  std::string Base;
  /// The license of the base; null: not known.
  const LicenseTerms *Owed = nullptr;
};

/// By folder.
std::vector<LocalWeights> localWeights(const Subject &Found);
std::vector<LocalWeights> localWeights(const Catalog &Known,
                                       ArrayRef<Document> Documents);

/// The terms of a model whose id is the path of such weights: those of the
/// base, the license file, the card and the header, of which the strictest
/// decides. Nothing where no weights lie there.
std::optional<SourceTerms> termsOfWeights(const Catalog &Known,
                                          ArrayRef<LocalWeights> Here,
                                          StringRef Id,
                                          StringRef GeneratedOn = {});

} // namespace modeltidy

#endif // MODEL_TIDY_CHECKS_WEIGHTS_H
