//===- walk.h - the tree walk of discover ------------------------*- C++
//-*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_DISCOVER_WALK_H
#define MODEL_TIDY_SCANNER_DISCOVER_WALK_H

#include "scanner/discover/discover.h"
#include "scanner/discover/git_files.h"
#include "scanner/discover/ignore.h"

namespace modeltidy {

/// Folders and their entries as git lists them. Folders that git names without
/// their files (submodules, nested checkouts) have no entry here.
class GitTree {
public:
  explicit GitTree(const std::vector<std::string> &SortedPaths);
  /// Null when git knows no file below Folder.
  const std::vector<FolderEntry> *list(llvm::StringRef Folder) const;

private:
  std::map<std::string, std::vector<FolderEntry>, std::less<>> Folders;
};

/// Fills Out.Files (with Status; Kind by name alone) and Out.Skipped from one
/// or several start folders, and remembers the symbolic links.
class Walk {
public:
  /// Tree may be null: then the source's own listing and the .gitignore files
  /// rule. All references outlive the walk.
  Walk(const FileSource &Source, const DiscoverOptions &Options,
       const GitTree *Tree, IgnoreChainRef Above, Discovery &Out);

  /// Start is relative to the root and is entered whatever its name.
  void run(llvm::StringRef Start);
  /// Links met so far, relative to the root.
  std::vector<std::string> takeLinks() { return std::move(Links); }
  /// Does the policy's Exclude leave out the path, or a folder that holds it?
  bool excludes(llvm::StringRef Path, bool IsFolder) const;

private:
  struct Pending {
    std::string Path;
    IgnoreChainRef Ignore;
    unsigned Depth;
    bool Entered;        // a start: no rule keeps it out
    bool MaybeSubmodule; // git names it and none of its files
  };
  bool listFolder(const Pending &Folder, std::vector<FolderEntry> &Entries);
  void visit(Pending Folder);
  void visitEntry(const Pending &Folder, const FolderEntry &Entry,
                  bool FromTree);
  void enter(const Pending &Parent, std::string Path, bool MaybeSubmodule);
  void addFile(std::string Path, std::optional<FileStatus> Status);
  std::optional<FileStatus> statusOf(llvm::StringRef Path);
  IgnoreChainRef readIgnoreFile(const Pending &Folder);
  void skipEntry(llvm::StringRef Path, SkipReason Reason, bool IsFolder);

  const FileSource &Source;
  const DiscoverOptions &Options;
  const GitTree *Tree;
  void exclude(const ExcludeRule &Rule);

  IgnoreChainRef Above, Exclude;
  bool ExcludesAll = false; ///< the root itself, by a policy above it
  Discovery &Out;
  std::vector<Pending> Stack;
  std::vector<std::string> Links;
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_DISCOVER_WALK_H
