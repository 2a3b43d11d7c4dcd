//===- all_checks.cpp - the one list of checks ----------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/registry/all_checks.h"
#include "checks/registry/check_globs.h"
#include "checks/suppressions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SHA256.h"
#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

namespace modeltidy {

using llvm::StringRef;

// Sorted by id; tests/checks compares it with the files beside it.
extern const Check license_output_conditions;
extern const Check license_output_training;
extern const Check nolint_reason;
extern const Check nolint_unused;

namespace {

constexpr const Check *List[] = {
    &license_output_conditions,
    &license_output_training,
    &nolint_reason,
    &nolint_unused,
};

/// What repeats gets a running number, so that no finding hides another.
void setFingerprints(std::vector<Diagnostic> &Diagnostics) {
  std::map<std::string, unsigned> Seen;
  for (Diagnostic &D : Diagnostics) {
    std::string Text = (D.Rule->Id + "\n" + D.Identity).str();
    Text += "\n" + llvm::utostr(Seen[Text]++);
    auto Hash = llvm::SHA256::hash(
        {reinterpret_cast<const uint8_t *>(Text.data()), Text.size()});
    D.Fingerprint = llvm::toHex(llvm::ArrayRef(Hash).take_front(16),
                                /*LowerCase=*/true);
  }
}

/// Marks what comments hide, and adds what is wrong with the comments.
void suppressByComments(const Subject &Found, const CheckGlobs &Enabled,
                        std::vector<Diagnostic> &Out) {
  std::vector<Nolint> Nolints = readNolints(Found.Comments);
  suppress(Nolints, Out);
  size_t First = Out.size();
  if (Enabled.contains(nolint_reason.Id))
    reportMissingReasons(Nolints, List, Out);
  if (Enabled.contains(nolint_unused.Id))
    reportUnused(Nolints, List, Enabled, Out);
  for (Diagnostic &D : llvm::drop_begin(Out, First))
    D.Identity = Found.Graph.Files[D.Where.File] + "\n" + D.Identity;
}

/// Takes the suppressed ones out of All.
void split(std::vector<Diagnostic> &All, std::vector<Diagnostic> *Suppressed) {
  auto From =
      std::stable_partition(All.begin(), All.end(),
                            [](const Diagnostic &D) { return !D.Suppressed; });
  if (Suppressed)
    Suppressed->assign(std::make_move_iterator(From),
                       std::make_move_iterator(All.end()));
  All.erase(From, All.end());
}

} // namespace

llvm::ArrayRef<const Check *> allChecks() { return List; }

const Check *findCheck(StringRef Id) {
  const auto *At = llvm::find_if(List, [&](auto *C) { return C->Id == Id; });
  return At == std::end(List) ? nullptr : *At;
}

std::vector<Diagnostic> runChecks(const Subject &Found,
                                  const CheckGlobs &Enabled,
                                  const CheckGlobs &AsErrors,
                                  std::vector<Diagnostic> *Suppressed) {
  std::vector<Diagnostic> Out;
  for (const Check *C : List)
    if (Enabled.contains(C->Id))
      C->Run(Found, Out);
  suppressByComments(Found, Enabled, Out);
  // Files are sorted by path, so their indices are.
  llvm::sort(Out, [](const Diagnostic &A, const Diagnostic &B) {
    return std::tie(A.Where.File, A.Where.Begin, A.Rule->Id) <
           std::tie(B.Where.File, B.Where.Begin, B.Rule->Id);
  });
  setFingerprints(Out);
  for (Diagnostic &D : Out)
    if (D.Level == Severity::Warning && AsErrors.contains(D.Rule->Id)) {
      D.Level = Severity::Error;
      D.AsError = true;
    }
  split(Out, Suppressed);
  return Out;
}

} // namespace modeltidy
