//===- eu_ai_act.h - what the checks of the EU AI Act share -----*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_CHECKS_EU_AI_ACT_H
#define MODEL_TIDY_CHECKS_EU_AI_ACT_H

#include "checks/card.h"
#include "checks/check.h"

namespace modeltidy::eu_ai_act {

/// The regulation's own text, which rules where articles misnumber it.
constexpr StringRef Source = "Regulation (EU) 2024/1689, OJ L, 2024-07-12: "
                             "http://data.europa.eu/eli/reg/2024/1689/oj";

/// Does the policy of a place say that the organization deploys in the EU?
inline bool deploys(const Subject &Found, const Place &Where) {
  return Found.rulesAt(Where).Org.DeploysInEU.value_or(false);
}

} // namespace modeltidy::eu_ai_act

#endif // MODEL_TIDY_CHECKS_EU_AI_ACT_H
