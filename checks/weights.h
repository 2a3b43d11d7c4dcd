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
  /// The license that the file's text is; null: not recognized.
  const LicenseTerms *Shown = nullptr;
  std::string Base; ///< the card's base_model, else the folder's name
  /// The license of the base; null: not known.
  const LicenseTerms *Owed = nullptr;
};

/// By folder.
std::vector<LocalWeights> localWeights(const Subject &Found);

} // namespace modeltidy

#endif // MODEL_TIDY_CHECKS_WEIGHTS_H
