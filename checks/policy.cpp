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

bool inForce(const Policy &Rules, const std::string &Until) {
  return Until.empty() || Rules.Today.empty() || Rules.Today <= Until;
}

bool globMatches(const std::string &Glob, const std::string &Name) {
  std::string Lower = StringRef(Glob).lower(); // the pattern borrows it
  llvm::Expected<llvm::GlobPattern> Pattern = llvm::GlobPattern::create(Lower);
  if (Pattern)
    return Pattern->match(StringRef(Name).lower());
  llvm::consumeError(Pattern.takeError());
  return Glob == Name;
}

const Agreement *findAgreement(const Policy &Rules, const std::string &Id,
                               const std::string &FamilyName,
                               const std::string &Grant) {
  for (const Agreement &A : Rules.Agreements)
    if (inForce(Rules, A.Until) && llvm::is_contained(A.Grants, Grant) &&
        (globMatches(A.Model, Id) || globMatches(A.Model, FamilyName)))
      return &A;
  return nullptr;
}

std::string lapsedAgreement(const Policy &Rules, const std::string &Id,
                            const std::string &FamilyName,
                            const std::string &Grant) {
  for (const Agreement &A : Rules.Agreements)
    if (!inForce(Rules, A.Until) &&
        (Grant.empty() || llvm::is_contained(A.Grants, Grant)) &&
        (globMatches(A.Model, Id) || globMatches(A.Model, FamilyName)))
      return "the agreement '" + (A.Reference.empty() ? A.Model : A.Reference) +
             "' ended on " + A.Until;
  return {};
}

const TargetRule *findTarget(const Policy &Rules, const std::string &File) {
  for (const TargetRule &T : Rules.Targets)
    if (T.Path.empty() || globMatches(T.Path, T.Above + File))
      return &T;
  return nullptr;
}

} // namespace modeltidy
