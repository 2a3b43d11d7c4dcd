//===- policy_stage.h - finding and reading policy files --------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// .model-tidy.yaml is looked for in the scanned root, in the folders above it
// up to the root of the git checkout that holds it, and in every folder below
// it that holds a file in scope. --config and --config-file stand for all of
// them.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_POLICY_STAGE_H
#define MODEL_TIDY_SCANNER_TOOL_POLICY_STAGE_H

#include "checks/check.h"
#include "checks/policy_file.h"
#include "scanner/discover/discover.h"
#include "scanner/lineage/api_arena.h"
#include "scanner/lineage/api_model.h"
#include "scanner/tool/options.h"
#include <set>

namespace modeltidy {

/// Everything that policies and --catalog tell a run. Movable; what it lends
/// lives as long as it does.
struct Policies {
  PolicyTree Tree;
  std::unique_ptr<Catalog> Mine; ///< null: the built-in catalog
  std::unique_ptr<ApiArena> Arena;
  std::vector<ApiLibrary> Apis;
  std::string ApiTexts; ///< the files of Apis: their names and bytes
  std::string Texts;    ///< of policies and --catalog: the same
  yaml::Problems Mistakes;
  yaml::Problems Unmatched; ///< globs that match no file; no mistakes

  const Catalog &known() const { return Mine ? *Mine : Catalog::builtIn(); }
};

/// Policy files in the root and above it, before files are looked for: what
/// they exclude is needed for that.
std::vector<PolicyFile> readRootPolicies(const FileSource &Source,
                                         llvm::StringRef Root,
                                         const Options &Asked,
                                         yaml::Problems &Out);

/// Reads a file that a policy names by its path relative to the scanned root:
/// in the root or, with "../", in the checkout that holds it, where links that
/// lead out of that are not followed.
llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>>
readNamedByPolicy(const FileSource &Source, llvm::StringRef Root,
                  llvm::StringRef Path, uint64_t MaxBytes);

/// All policies of a run. Root ones come from readRootPolicies().
Policies readPolicies(const FileSource &Source, const Discovery &Found,
                      std::vector<PolicyFile> Root, const Options &Asked,
                      yaml::Problems Before);

/// The root's policy and --catalog alone, for runs that scan nothing. The error
/// is that of a path that does not exist.
llvm::Expected<Policies> readPoliciesOnly(const Options &Asked);

/// Exclude patterns of the root's policy.
std::vector<ExcludeRule> excludedBy(llvm::ArrayRef<PolicyFile> Root);

/// Places the mistakes in the lineage's table of files.
std::vector<PolicyMistake> placeMistakes(const yaml::Problems &Mistakes,
                                         Lineage &Graph);

/// The index of a file in the table, which it joins where it is new.
uint32_t fileIndex(Lineage &Graph, llvm::StringRef Path);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_POLICY_STAGE_H
