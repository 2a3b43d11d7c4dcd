//===- attributions.h - what code says of a model's license -----*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Two forms of attribution that people write beside the code that serves a
// model: a header ("Model: ...", "License: ...") in the comment or docstring at
// a file's head, and `model_info` with name, license, source and attribution in
// what an API answers. Read from the text, whatever the language.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_CHECKS_ATTRIBUTIONS_H
#define MODEL_TIDY_CHECKS_ATTRIBUTIONS_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <string>
#include <vector>

namespace modeltidy {

struct Attribution {
  std::string Model;           ///< as written
  std::string License;         ///< as written; empty: none
  std::string Credit;          ///< `attribution`; empty: none
  bool OfApi = false;          ///< model_info, else a header
  uint32_t Begin = 0, End = 0; ///< of the model's name, half-open offsets
};

/// Does a text hold words that an attribution has? Cheap, and errs on one side.
bool mayAttribute(llvm::StringRef Text);

/// All of a text, in order. A header has both model and license; a model_info
/// has a name that stands as text.
std::vector<Attribution> attributionsIn(llvm::StringRef Text);

} // namespace modeltidy

#endif // MODEL_TIDY_CHECKS_ATTRIBUTIONS_H
