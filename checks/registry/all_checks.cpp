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
#include <ctime>
#include <iterator>
#include <map>
#include <tuple>

namespace modeltidy {

using llvm::StringRef;

// Sorted by id; tests/checks compares it with the files beside it.
extern const Check catalog_stale;
extern const Check config_error;
extern const Check eu_ai_act_high_risk;
extern const Check eu_ai_act_open_source_exemption;
extern const Check eu_ai_act_systemic_risk;
extern const Check eu_ai_act_technical_documentation;
extern const Check eu_ai_act_training_summary;
extern const Check lbom_drift;
extern const Check lbom_license_changed;
extern const Check lbom_stale_review;
extern const Check license_attribution;
extern const Check license_dataset_release;
extern const Check license_mau_threshold;
extern const Check license_merge_conflict;
extern const Check license_noncommercial;
extern const Check license_output_conditions;
extern const Check license_output_training;
extern const Check license_propagation;
extern const Check license_territory;
extern const Check license_unknown;
extern const Check license_use_restriction;
extern const Check nolint_reason;
extern const Check nolint_unused;
extern const Check provenance_model_card;
extern const Check provenance_unpinned_revision;

namespace {

constexpr const Check *List[] = {
    &catalog_stale,
    &config_error,
    &eu_ai_act_high_risk,
    &eu_ai_act_open_source_exemption,
    &eu_ai_act_systemic_risk,
    &eu_ai_act_technical_documentation,
    &eu_ai_act_training_summary,
    &lbom_drift,
    &lbom_license_changed,
    &lbom_stale_review,
    &license_attribution,
    &license_dataset_release,
    &license_mau_threshold,
    &license_merge_conflict,
    &license_noncommercial,
    &license_output_conditions,
    &license_output_training,
    &license_propagation,
    &license_territory,
    &license_unknown,
    &license_use_restriction,
    &nolint_reason,
    &nolint_unused,
    &provenance_model_card,
    &provenance_unpinned_revision,
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
                        RowOf Row, std::vector<Diagnostic> &Out) {
  std::vector<Nolint> Nolints = readNolints(Found.Comments, Row);
  suppress(Nolints, Out, Row);
  size_t First = Out.size();
  if (Enabled.contains(nolint_reason.Id))
    reportMissingReasons(Nolints, List, Out);
  if (Enabled.contains(nolint_unused.Id))
    reportUnused(Nolints, List, Enabled, Out);
  for (Diagnostic &D : llvm::drop_begin(Out, First))
    D.Identity = Found.inCheckout(D.Where.File) + "\n" + D.Identity;
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

/// Does a suppression of the policy cover one of the ids?
bool covers(const Suppression &S, const Diagnostic &D, const std::string &File,
            const std::string &Id) {
  return CheckGlobs(S.Check).contains(D.Rule->Id) &&
         (S.Path.empty() || pathMatches(S.Path, S.Above + File)) &&
         (S.Model.empty() || globMatches(S.Model, Id));
}

/// Every id that the finding is about must be covered; what covers the last.
/// In force, or what was so once.
const Suppression *suppressionOf(const Policy &Rules, const Diagnostic &D,
                                 const std::string &File, bool InForce) {
  if (D.Rule->Always)
    return nullptr;
  std::vector<std::string> Ids = D.About;
  if (Ids.empty())
    Ids.emplace_back();
  const Suppression *By = nullptr;
  for (const std::string &Id : Ids) {
    auto At = llvm::find_if(Rules.Suppressions, [&](const Suppression &S) {
      return inForce(Rules, S.Until) == InForce && covers(S, D, File, Id);
    });
    if (At == Rules.Suppressions.end())
      return nullptr;
    By = &*At;
  }
  return By;
}

/// Drops what the policy of its file does not ask for, and marks what it
/// silences.
void applyPolicies(const Subject &Found, const PolicyTree &Policies,
                   std::vector<Diagnostic> &Out) {
  llvm::erase_if(Out, [&](const Diagnostic &D) {
    const FolderPolicy &P = Policies.at(Found.Graph.Files[D.Where.File]);
    return !D.Rule->Always && !P.Enabled.contains(D.Rule->Id);
  });
  for (Diagnostic &D : Out) {
    const std::string &File = Found.Graph.Files[D.Where.File];
    const Policy &Rules = Policies.of(File);
    if (const Suppression *S = suppressionOf(Rules, D, File, true)) {
      D.Suppressed = D.ByPolicy = true;
      D.Justification = S->Reason;
    } else if (const Suppression *Old = suppressionOf(Rules, D, File, false)) {
      D.Notes.push_back({D.Where,
                         "the policy's suppression of this ended on " +
                             Old->Until + " (" + Old->Reason + ")",
                         NoteKind::Terms});
    }
  }
}

/// Runs one check, and notes what it took where that is asked for. Checks run
/// one after the other: the process' time is theirs.
void runOne(const Check &Rule, const Subject &Found,
            std::vector<Diagnostic> &Out, std::vector<CheckTime> *Times) {
  constexpr double MillisecondsPerSecond = 1000;
  std::clock_t Began = Times ? std::clock() : 0;
  Rule.Run(Found, Out);
  if (Times)
    Times->push_back({Rule.Id, static_cast<double>(std::clock() - Began) *
                                   MillisecondsPerSecond / CLOCKS_PER_SEC});
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
                                  std::vector<Diagnostic> *Suppressed,
                                  std::vector<CheckTime> *Times, RowOf Row) {
  std::vector<Diagnostic> Out;
  const PolicyTree *Policies = Found.Around.Policies;
  for (const Check *C : List)
    if (C->Always ||
        (Policies ? Policies->anyEnables(C->Id) : Enabled.contains(C->Id)))
      runOne(*C, Found, Out, Times);
  suppressByComments(Found, Policies ? Policies->at("").Enabled : Enabled, Row,
                     Out);
  if (Policies)
    applyPolicies(Found, *Policies, Out);
  llvm::sort(Out, [&](const Diagnostic &A, const Diagnostic &B) {
    const std::vector<std::string> &Files = Found.Graph.Files;
    return std::tie(Files[A.Where.File], A.Where.Begin, A.Rule->Id, A.Message) <
           std::tie(Files[B.Where.File], B.Where.Begin, B.Rule->Id, B.Message);
  });
  setFingerprints(Out);
  for (Diagnostic &D : Out)
    if (D.Level == Severity::Warning &&
        (Policies ? Policies->at(Found.Graph.Files[D.Where.File]).AsErrors
                  : AsErrors)
            .contains(D.Rule->Id)) {
      D.Level = Severity::Error;
      D.AsError = true;
    }
  split(Out, Suppressed);
  return Out;
}

} // namespace modeltidy
