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
  std::vector<std::string> UseDomains;
  std::optional<bool> DeploysInEU;
};

/// A license bought or a permission obtained.
struct Agreement {
  std::string Model; ///< a glob over ids as written and family names
  std::vector<std::string> Grants; ///< "output-training", "mau", ...
  std::string Reference;
  std::string Until; ///< the last day, ISO; empty: open
};

/// What a training makes, where the code cannot say.
struct TargetRule {
  std::string Path; ///< a glob over the training's file; empty: any
  std::string Base; ///< the base model's id
  std::optional<bool> Competes;
  std::string PublishedAs;
};

struct Policy {
  Organization Org;
  std::vector<Agreement> Agreements;
  std::vector<TargetRule> Targets;
  std::string Today; ///< ISO; empty: agreements do not expire
};

/// The first agreement in force that grants Grant for a model, by its id as
/// written or its family's name; null when there is none.
const Agreement *findAgreement(const Policy &Rules, const std::string &Id,
                               const std::string &FamilyName,
                               const std::string &Grant);

/// The first target rule for a training's file (relative to the root), null
/// when there is none.
const TargetRule *findTarget(const Policy &Rules, const std::string &File);

} // namespace modeltidy

#endif // MODEL_TIDY_CHECKS_POLICY_H
