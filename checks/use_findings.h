//===- use_findings.h - one diagnostic for a model's uses -------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_CHECKS_USE_FINDINGS_H
#define MODEL_TIDY_CHECKS_USE_FINDINGS_H

#include "checks/weights.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <optional>

namespace modeltidy {

/// What a check has to say of a model's use.
struct Draft {
  Severity Level = Severity::Warning;
  std::string Message;
  std::vector<std::string> Terms, WaysOut; ///< notes
};

/// The texts under which a model is used, worked out when first asked for.
class UseTerms {
public:
  /// Here is what lies in the repository.
  UseTerms(const Catalog &From, const ModelUse &Of,
           llvm::ArrayRef<LocalWeights> Here)
      : Known(From), Use(Of), Weights(Here) {}
  const SourceTerms &operator*();
  const SourceTerms *operator->() { return &**this; }

private:
  const Catalog &Known;
  const ModelUse &Use;
  llvm::ArrayRef<LocalWeights> Weights;
  std::optional<SourceTerms> Terms;
};

using JudgeUse = llvm::function_ref<std::optional<Draft>(
    const ModelUse &, UseTerms &, const Policy &)>;

/// Asks Judge about every use of a model whose id the code tells, but for
/// evaluation, and adds one diagnostic for each id: at its first use that Judge
/// has something to say of, the others as notes.
void reportUses(const Subject &Found, const Check &Rule, JudgeUse Judge,
                std::vector<Diagnostic> &Out);

/// "the Llama 2 Community License s.2 (source, read 2026-11-21): Says".
std::string termsNote(const LicenseTerms &Terms, StringRef Section,
                      StringRef Says);

/// "owner/name": an id on a hub rather than a path or a short name. Behind an
/// unknown first part (os.path.join(cache, name)) stands a path, and
/// "your-org/your-model" is nobody's.
bool isHubId(StringRef Id);

/// Does the repository publish under that id? Then it is its own to license.
bool isPublishedHere(const Subject &Found, StringRef Id);

/// Does an agreement in force grant it for this use?
bool isGranted(const Policy &Rules, const ModelUse &Use, UseTerms &Terms,
               const std::string &Grant);

/// A diagnostic with its message, about one id, without notes.
Diagnostic findingAt(const Subject &Found, const Check &Rule, Severity Level,
                     const Place &Where, std::string Message,
                     const std::string &About);

/// A note at the finding's place that says what would resolve it.
void addWayOut(Diagnostic &D, StringRef Way);

} // namespace modeltidy

#endif // MODEL_TIDY_CHECKS_USE_FINDINGS_H
