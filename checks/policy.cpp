//===- policy.cpp - What an organization declares -------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/policy.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/GlobPattern.h"

namespace modeltidy {

using llvm::StringRef;

namespace {

/// A glob over a name, in any case. A glob that cannot be read matches only
/// itself: the policy's loader has reported it.
bool globMatches(StringRef Glob, StringRef Name) {
  std::string Lower = Glob.lower(); // the pattern borrows it
  llvm::Expected<llvm::GlobPattern> Pattern = llvm::GlobPattern::create(Lower);
  if (Pattern)
    return Pattern->match(Name.lower());
  llvm::consumeError(Pattern.takeError());
  return Glob == Name;
}

} // namespace

const Agreement *findAgreement(const Policy &Rules, const std::string &Id,
                               const std::string &FamilyName,
                               const std::string &Grant) {
  for (const Agreement &A : Rules.Agreements) {
    bool InForce =
        A.Until.empty() || Rules.Today.empty() || Rules.Today <= A.Until;
    if (InForce && llvm::is_contained(A.Grants, Grant) &&
        (globMatches(A.Model, Id) || globMatches(A.Model, FamilyName)))
      return &A;
  }
  return nullptr;
}

const TargetRule *findTarget(const Policy &Rules, const std::string &File) {
  for (const TargetRule &T : Rules.Targets)
    if (T.Path.empty() || globMatches(T.Path, File))
      return &T;
  return nullptr;
}

} // namespace modeltidy
