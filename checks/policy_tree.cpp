//===- policy_tree.cpp - which policy counts where ------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/policy_tree.h"
#include "checks/documents.h"
#include "checks/policy_file.h"
#include "llvm/ADT/STLExtras.h"

namespace modeltidy {

namespace {

/// What only the root's policy says.
void keepRootKeys(Policy &P, const Policy &Root) {
  P.Agreements = Root.Agreements;
  P.Bom = Root.Bom;
  P.Exclude = Root.Exclude;
  P.Org.MonthlyActiveUsers = Root.Org.MonthlyActiveUsers;
}

std::string joined(const std::string &A, const std::string &B) {
  return A + (A.empty() || B.empty() ? "" : ",") + B;
}

} // namespace

PolicyTree::PolicyTree(Policy Only) { Folders[""].Rules = std::move(Only); }

PolicyTree::PolicyTree(llvm::ArrayRef<const PolicyFile *> Files,
                       const PolicyDefaults &Defaults) {
  yaml::Problems Said; // whoever read the files has reported them
  Folders[""].Rules.Today = Defaults.Today;
  for (const PolicyFile *F : Files) {
    FolderPolicy Base;
    Base.Rules.Today = Defaults.Today;
    bool IsRoot = F->folder().empty();
    if (F->inherits())
      Base = IsRoot ? Folders[""] : at(F->folder() + "/.");
    F->applyTo(Base.Rules, Said);
    Base.Files.push_back(F->file());
    if (!IsRoot)
      keepRootKeys(Base.Rules, root());
    Folders[F->folder()] = std::move(Base);
  }
  for (auto &[Folder, P] : Folders) {
    P.Enabled =
        CheckGlobs(joined("*", joined(P.Rules.Checks, Defaults.Checks)));
    P.AsErrors =
        CheckGlobs(joined(P.Rules.WarningsAsErrors, Defaults.WarningsAsErrors));
  }
}

const FolderPolicy &PolicyTree::at(StringRef File) const {
  for (StringRef Folder = folderOf(File); !Folder.empty();
       Folder = folderOf(Folder))
    if (auto At = Folders.find(Folder.str()); At != Folders.end())
      return At->second;
  return Folders.find("")->second;
}

std::set<std::string> PolicyTree::apiModels() const {
  std::set<std::string> Out;
  for (const auto &[Folder, P] : Folders)
    Out.insert(P.Rules.ApiModels.begin(), P.Rules.ApiModels.end());
  return Out;
}

bool PolicyTree::anyEnables(StringRef Check) const {
  return llvm::any_of(
      Folders, [&](const auto &F) { return F.second.Enabled.contains(Check); });
}

} // namespace modeltidy
