//===- suppressions.h - NOLINT comments -------------------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// clang-tidy's comments, in any language's syntax:
//
//   trainer = SFTTrainer(  # NOLINT(license-output-training): contract 81
//   # NOLINTNEXTLINE(license-*): contract 81
//   # NOLINTBEGIN(license-output-training): contract 81
//   # NOLINTEND(license-output-training)
//
// They count at a finding's anchor. Without a list all checks are meant, and
// perhaps those of another linter: such a comment is never called unused.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_CHECKS_SUPPRESSIONS_H
#define MODEL_TIDY_CHECKS_SUPPRESSIONS_H

#include "checks/check.h"
#include "checks/registry/check_globs.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <optional>

namespace modeltidy {

/// The row of a place: findings of one row of a file share its comments. Rows
/// of one file grow downwards; only those of notebooks are no lines.
using RowOf = llvm::function_ref<uint32_t(const Place &)>;
inline uint32_t lineOf(const Place &P) { return P.Line; }

/// One suppression of one comment; a comment may hold several.
struct Nolint {
  enum class Form : uint8_t { SameLine, NextLine, Begin, End };

  Form Kind = Form::SameLine;
  Place Where;      ///< the comment
  bool All = true;  ///< no list, or the list "*"
  std::string List; ///< as written between the brackets
  CheckGlobs Globs;
  std::string Reason;
  std::string Mistake; ///< why it suppresses nothing; empty: it may
  /// The rows that it covers, both ends included; empty where First > Last.
  uint32_t FirstRow = 1, LastRow = 0;
  bool Used = false;
  bool Alone = false; ///< the comment says nothing else
  /// Of a Begin: its End's comment, where that says nothing else.
  std::optional<Place> Closing;

  bool covers(const Diagnostic &D, RowOf Row) const;
};

/// Reads the suppressions of the comments, which are sorted by place.
std::vector<Nolint> readNolints(llvm::ArrayRef<SourceComment> Comments,
                                RowOf Row = lineOf);

/// Marks the diagnostics that a suppression covers, and it as used.
void suppress(std::vector<Nolint> &Nolints, std::vector<Diagnostic> &Found,
              RowOf Row = lineOf);

/// nolint-reason: suppressions of ours that give none.
void reportMissingReasons(llvm::ArrayRef<Nolint> Nolints,
                          llvm::ArrayRef<const Check *> Checks,
                          std::vector<Diagnostic> &Out);

/// nolint-unused: suppressions of enabled checks that cover nothing, that are
/// not paired, or whose names are nearly those of checks.
void reportUnused(llvm::ArrayRef<Nolint> Nolints,
                  llvm::ArrayRef<const Check *> Checks,
                  const CheckGlobs &Enabled, std::vector<Diagnostic> &Out);

/// A suppression that is meant for Checks: it names one of them.
bool namesOneOf(const Nolint &N, llvm::ArrayRef<const Check *> Checks);

/// May a list between the brackets, as written, be meant for Checks? It names
/// one of them, or nearly does.
bool meansOneOf(llvm::StringRef List, llvm::ArrayRef<const Check *> Checks);

/// What the checks of this page have for Check::Run: suppressions are known
/// once all other checks ran, so these two are reported by the functions above.
inline void runsAfterAll(const Subject &, std::vector<Diagnostic> &) {}

} // namespace modeltidy

#endif // MODEL_TIDY_CHECKS_SUPPRESSIONS_H
