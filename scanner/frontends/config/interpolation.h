//===- interpolation.h - ${a.b}, ${env:X,d} and {{ x }} in texts -*- C++
//-*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Splits a text into what it says, what it refers to and what is unknown:
//
//   data/${name}/{{ run }}.json   Text "data/", Reference "name", Text "/",
//                                 Unknown, Text ".json"
//
// `${path}` follows OmegaConf: `a.b`, `.b` and `..b` beside the text and one
// level up, `a[0]`, `a.0`. `${X:-d}`, `${oc.env:X,d}`, `${env:X,d}` and
// `${oc.select:a.b,d}` have a default.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_CONFIG_INTERPOLATION_H
#define MODEL_TIDY_SCANNER_FRONTENDS_CONFIG_INTERPOLATION_H

#include "llvm/ADT/StringRef.h"
#include <optional>
#include <vector>

namespace modeltidy::config {

struct Piece {
  enum { Text, Reference, Unknown } Kind;
  llvm::StringRef Words; // a text; a reference's path
  std::optional<llvm::StringRef> Default = std::nullopt;
};

/// Pieces of Text, which must outlive them; empty when there is but text.
std::vector<Piece> splitInterpolations(llvm::StringRef Text);

} // namespace modeltidy::config

#endif // MODEL_TIDY_SCANNER_FRONTENDS_CONFIG_INTERPOLATION_H
