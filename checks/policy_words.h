//===- policy_words.h - closed lists of a policy ----------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_CHECKS_POLICY_WORDS_H
#define MODEL_TIDY_CHECKS_POLICY_WORDS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace modeltidy {

struct CheckOption;

/// ISO 3166-1 alpha-2 codes, with EU and UK.
llvm::ArrayRef<llvm::StringRef> territoryWords();
/// Is Ours the territory that a license names, or a member of it ("DE" of
/// "EU")? GB and UK are one.
bool liesIn(llvm::StringRef Ours, llvm::StringRef Named);
/// The names of checks/use_domains.yaml.
llvm::ArrayRef<llvm::StringRef> useDomainWords();
/// What an agreement may grant: a closed list, and use:<domain> for each.
llvm::ArrayRef<llvm::StringRef> grantWords();

/// The option of the key "check.Name"; null when there is none.
const CheckOption *findOption(llvm::StringRef Key);

/// A day written YYYY-MM-DD.
bool isPolicyDate(llvm::StringRef Text);

/// Days from A to B, both days of the calendar; negative where B is earlier.
/// A year or a year and month stand for their first day.
int daysBetween(llvm::StringRef A, llvm::StringRef B);

} // namespace modeltidy

#endif // MODEL_TIDY_CHECKS_POLICY_WORDS_H
