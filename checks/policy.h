//===- policy.h - What an organization declares -----------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The part of .model-tidy.yaml that verdicts and checks read, as values. The
// defaults are those of a repository without a policy. What is absent is not
// "no": nothing is assumed of an organization that says nothing, but that a
// model it trains competes with the source's provider.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_CHECKS_POLICY_H
#define MODEL_TIDY_CHECKS_POLICY_H

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace modeltidy {

enum class CompetingModels : uint8_t { Assume, DeclaredNot };
enum class UnknownModels : uint8_t { Note, Prohibit };

struct ProductUsers {
  std::string Product, Affiliate;
  int64_t Users = 0;
};

struct Organization {
  std::string Name;
  std::optional<bool> Commercial;
  std::vector<std::string> Territories; ///< ISO 3166, EU, UK
  CompetingModels Competing = CompetingModels::Assume;
  UnknownModels Unknown = UnknownModels::Note;
  std::vector<ProductUsers> MonthlyActiveUsers;
  int64_t DailyActiveUsers = 0; ///< 0: not told, as for revenue
  int64_t AnnualRevenue = 0;    ///< US dollars
  std::vector<std::string> UseDomains;
  std::optional<bool> DeploysInEU;
};

/// A license bought or a permission obtained. Grants are of the closed list
/// output-training, commercial-use, mau, territory, naming, attribution and
/// use:<domain>.
struct Agreement {
  std::string Model; ///< a glob over ids as written and family names
  std::vector<std::string> Grants; ///< "output-training", "mau", ...
  std::string Reference;
  std::string Until; ///< the last day, ISO; empty: open
};

/// What a training makes, where the code cannot say.
struct TargetRule {
  std::string Path; ///< a glob over the training's file; empty: any
  std::string
      Above;        ///< goes before a file's path: the policy is above the root
  std::string Base; ///< the base model's id
  std::optional<bool> Competes;
  std::string PublishedAs;
};

/// Silences findings where no comment can stand. Empty parts match anything.
struct Suppression {
  std::string Check; ///< globs of checks
  std::string Path;  ///< a glob over the finding's file
  std::string Above; ///< as in TargetRule
  std::string Model; ///< a glob over the ids that the finding is about
  std::string Reason;
  std::string Until; ///< the last day, ISO; empty: open
};

/// What is left out of a scan.
struct ExcludePattern {
  std::string Pattern; ///< in .gitignore syntax
  /// The scanned root's path relative to the policy's folder ("services/chat");
  /// empty where the policy lies in the root.
  std::string Above;
};

struct Policy {
  Organization Org;
  std::vector<Agreement> Agreements;
  std::vector<TargetRule> Targets;
  std::vector<Suppression> Suppressions;
  std::string Checks, WarningsAsErrors; ///< globs, separated by commas
  /// Values by "check.Option".
  std::map<std::string, std::vector<std::string>> CheckOptions;
  /// Rows of Models, Datasets and Licenses as YAML, for --dump-config alone:
  /// what they say is in the catalog.
  std::vector<std::string> Models, Datasets, Licenses;
  /// Paths relative to the scanned root, also with "../" where the policy lies
  /// above it.
  std::vector<std::string> ApiModels;
  std::string Bom = "ai-license-bom.yaml"; ///< likewise
  std::vector<ExcludePattern> Exclude;
  std::string Today; ///< ISO; empty: nothing expires
};

/// Is a rule with this last day (empty: none) in force?
bool inForce(const Policy &Rules, const std::string &Until);

/// A glob over a name, in any case; '*' also crosses folders. A glob that
/// cannot be read matches only itself: the policy's loader has reported it.
bool globMatches(const std::string &Glob, const std::string &Name);

/// The same over the path of a file: "**/" stands for no folder too.
bool pathMatches(const std::string &Glob, const std::string &Path);

/// Why a glob cannot be read; empty: it can.
std::string globMistake(const std::string &Glob);

/// The first agreement in force that grants Grant for a model, by its id as
/// written or its family's name; null when there is none.
const Agreement *findAgreement(const Policy &Rules, const std::string &Id,
                               const std::string &FamilyName,
                               const std::string &Grant);

/// The last day of an agreement that would grant Grant (empty: anything) and is
/// over, with what it is called; empty where there is none.
std::string lapsedAgreement(const Policy &Rules, const std::string &Id,
                            const std::string &FamilyName,
                            const std::string &Grant);

/// The first target rule for a training's file (relative to the root), null
/// when there is none.
const TargetRule *findTarget(const Policy &Rules, const std::string &File);

} // namespace modeltidy

#endif // MODEL_TIDY_CHECKS_POLICY_H
