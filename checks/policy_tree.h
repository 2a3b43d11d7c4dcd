//===- policy_tree.h - which policy counts where ----------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The policy of a file is that of the nearest folder above it which has one:
// a use's is its file's, a flow's its anchor's. Users, agreements and the
// license record are the root's everywhere.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_CHECKS_POLICY_TREE_H
#define MODEL_TIDY_CHECKS_POLICY_TREE_H

#include "checks/policy.h"
#include "checks/registry/check_globs.h"
#include <map>
#include <set>

namespace modeltidy {

/// A policy with its lists of checks ready to ask.
struct FolderPolicy {
  Policy Rules;
  CheckGlobs Enabled{"*"}, AsErrors;
  std::vector<std::string> Files; ///< that it was read from, the nearest last
};

/// What the command line adds to every policy.
struct PolicyDefaults {
  std::string Today;
  std::string Checks, WarningsAsErrors; ///< lists, appended to each policy's
};

class PolicyFile;

class PolicyTree {
public:
  /// One policy for everything.
  PolicyTree(Policy Only = {}); // NOLINT(google-explicit-constructor)

  /// Files are sorted from outside in: those above the root first, then by
  /// folder. All outlive the call only.
  PolicyTree(llvm::ArrayRef<const PolicyFile *> Files,
             const PolicyDefaults &Defaults);

  const FolderPolicy &at(llvm::StringRef File) const;
  const Policy &of(llvm::StringRef File) const { return at(File).Rules; }
  const Policy &root() const { return Folders.find("")->second.Rules; }
  /// Files of API models that any policy names.
  std::set<std::string> apiModels() const;
  /// Does any folder's policy run the check?
  bool anyEnables(llvm::StringRef Check) const;

private:
  std::map<std::string, FolderPolicy, std::less<>> Folders; ///< "" is the root
};

} // namespace modeltidy

#endif // MODEL_TIDY_CHECKS_POLICY_TREE_H
