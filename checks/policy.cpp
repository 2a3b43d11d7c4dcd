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

bool pathMatches(const std::string &Glob, const std::string &Path) {
  constexpr unsigned MaxVariants = 16; // four times "**/"
  std::vector<std::string> Variants = {Glob};
  for (size_t I = 0; I != Variants.size(); ++I) {
    if (globMatches(Variants[I], Path))
      return true;
    for (size_t At = Variants[I].find("**/"); At != std::string::npos;
         At = Variants[I].find("**/", At + 1)) {
      std::string Less = std::string(Variants[I]).erase(At, 3);
      bool Whole = At == 0 || Variants[I][At - 1] == '/';
      if (Whole && Variants.size() < MaxVariants &&
          !llvm::is_contained(Variants, Less))
        Variants.push_back(std::move(Less));
    }
  }
  return false;
}

std::string globMistake(const std::string &Glob) {
  llvm::Expected<llvm::GlobPattern> Pattern = llvm::GlobPattern::create(Glob);
  if (Pattern)
    return {};
  return "'" + Glob + "' is no glob: " + llvm::toString(Pattern.takeError());
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
    if (T.Path.empty() || pathMatches(T.Path, T.Above + File))
      return &T;
  return nullptr;
}

} // namespace modeltidy
