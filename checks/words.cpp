//===- words.cpp - the closed lists as words ------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/words.h"

namespace modeltidy {

using llvm::StringRef;

StringRef roleName(Role R) {
  static constexpr StringRef Names[] = {
      "generate", "rewrite", "judge",   "label",      "filter",
      "embed",    "reward",  "teacher", "train-base", "tokenizer",
      "eval",     "infer",   "unknown"};
  static_assert(std::size(Names) == unsigned(Role::Unknown) + 1);
  return Names[unsigned(R)];
}

StringRef channelName(Channel C) {
  static constexpr StringRef Names[] = {"unknown", "weights", "provider-api",
                                        "reseller"};
  static_assert(std::size(Names) == unsigned(Channel::Reseller) + 1);
  return Names[unsigned(C)];
}

StringRef edgeKindName(EdgeKind K) {
  static constexpr StringRef Names[] = {
      "text",   "logits",    "label", "score", "selection",
      "prompt", "embedding", "image", "audio", "weights"};
  static_assert(std::size(Names) == unsigned(EdgeKind::Weights) + 1);
  return Names[unsigned(K)];
}

StringRef modelKindName(ModelKind K) {
  static constexpr StringRef Names[] = {
      "unknown", "generative", "classifier", "embedder", "reranker",
      "reward",  "tokenizer",  "encoder",    "image",    "audio"};
  static_assert(std::size(Names) == unsigned(ModelKind::Audio) + 1);
  return Names[unsigned(K)];
}

StringRef confidenceName(Confidence C) {
  static constexpr StringRef Names[] = {"certain", "likely", "possible"};
  static_assert(std::size(Names) == unsigned(Confidence::Possible) + 1);
  return Names[unsigned(C)];
}

} // namespace modeltidy
