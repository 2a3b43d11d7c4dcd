//===- words.h - the closed lists as words ----------------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_CHECKS_WORDS_H
#define MODEL_TIDY_CHECKS_WORDS_H

#include "scanner/lineage/lineage.h"
#include "llvm/ADT/StringRef.h"

namespace modeltidy {

/// As they stand in JSON: "train-base", "provider-api", "certain", "text".
llvm::StringRef roleName(Role R);
llvm::StringRef channelName(Channel C);
llvm::StringRef edgeKindName(EdgeKind K);
llvm::StringRef modelKindName(ModelKind K);
llvm::StringRef confidenceName(Confidence C);

} // namespace modeltidy

#endif // MODEL_TIDY_CHECKS_WORDS_H
