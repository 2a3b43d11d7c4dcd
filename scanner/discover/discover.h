//===- discover.h - stage 1: which files are in scope ------------*- C++
//-*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// discover() turns the path arguments of a run into a sorted list of files,
// and names everything that it leaves out with the reason. Inside a git
// checkout the list is git's (tracked, and untracked but not ignored); outside
// one it is a walk that honours .gitignore files. Both give the same answer on
// the same tree. What git ignores is the repository's own declaration and is
// not listed; everything else left out is in Skipped.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_DISCOVER_DISCOVER_H
#define MODEL_TIDY_SCANNER_DISCOVER_DISCOVER_H

#include "scanner/discover/file_kind.h"
#include "scanner/discover/file_reader.h"
#include "llvm/Support/Error.h"
#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace modeltidy {

/// Why a file or a folder is not analyzed.
enum class SkipReason : uint8_t {
  Vendored,     ///< node_modules, site-packages, third_party, vendor...
  VirtualEnv,   ///< a folder with pyvenv.cfg or conda-meta
  Generated,    ///< __pycache__, *.egg-info, *_pb2.py, '@generated' in the head
  BuildOutput,  ///< build/ or dist/ without sources of their own
  HiddenFolder, ///< a dot-folder other than .github and .dvc
  Excluded,     ///< named by the policy's Exclude
  TooLarge,     ///< above DiscoverLimits::MaxFileBytes
  Binary,       ///< a NUL byte in the first 8 KiB
  Unreadable,   ///< the system refuses to list or to open it
  LinkDuplicate, ///< a symbolic link to something that is scanned anyway
  LinkOutside,   ///< a symbolic link that leaves the root
  LinkBroken,    ///< a symbolic link to nothing, or in a loop
  Submodule,     ///< a submodule that was never checked out
  NotRegular,    ///< a pipe, a socket, a device
  BadName,       ///< the name is not valid UTF-8; Skip::Path is escaped
  OverBudget,    ///< beyond DiscoverLimits::MaxFiles or MaxFolderDepth
};
inline constexpr unsigned NumSkipReasons = unsigned(SkipReason::OverBudget) + 1;

/// Short English name of the reason for the summary line: "vendored".
llvm::StringRef skipReasonName(SkipReason Reason);

/// A file or a folder that is left out. A folder's Path ends in '/', and stands
/// for everything below it.
struct Skip {
  std::string Path; ///< relative to the root, '/' between components
  SkipReason Reason;
  std::string Text; ///< one clear line without the path: "200.0 MiB, over ..."
};

/// A limit that was reached without leaving a whole file out: git could not be
/// used, only the head of a data file is read. Path may be empty (the run).
struct ScanLimit {
  std::string Path;
  std::string What;
};

/// A file in scope.
struct SourceFile {
  std::string Path; ///< relative to the root, '/' between components
  FileKind Kind = FileKind::Other;
  /// A data file above MaxFileBytes: read its first HeadBytes only.
  bool HeadOnly = false;
  /// Below one of the path arguments; other files are context for linking.
  bool Requested = true;
  /// Size, modification time and inode: what a manifest compares so that an
  /// unchanged file need not be read.
  FileStatus Status;
};

/// A symbolic link to a folder or file that is scanned under its real path:
/// imports and commands may use either name.
struct PathAlias {
  std::string Path;
  std::string Target;
};

/// Every limit is a count or a size, never a time.
struct DiscoverLimits {
  /// Above it code is not read, and of data files only the head. The largest
  /// hand-written Python files are near 1 MiB; ten times that.
  uint64_t MaxFileBytes = 10u << 20;
  /// What is read of a larger .json or .jsonl file: enough for its first rows.
  uint64_t HeadBytes = 256u << 10;
  /// A million names at about 150 bytes each are 150 MB.
  uint64_t MaxFiles = 1000000;
  /// Folders deeper than this are named and not entered (PATH_MAX is 4096).
  unsigned MaxFolderDepth = 1000;
};

/// What the first bytes of a file say about it. Cheap to keep: a manifest that
/// knows them for an unchanged file saves opening it.
struct HeadFacts {
  FileKind Kind = FileKind::Other; ///< by name, or by shebang
  bool Binary = false;
  bool Generated = false;
};

struct ExcludeRule {
  std::string Pattern; ///< in .gitignore syntax
  /// The root's path relative to the folder that the pattern speaks of; empty:
  /// it speaks of the root.
  std::string Above;
};

struct DiscoverOptions {
  /// Folders and files as given on the command line, relative to the current
  /// folder or absolute; empty means ".".
  std::vector<std::string> Paths;
  DiscoverLimits Limits;
  /// Of policies; a later rule wins.
  std::vector<ExcludeRule> Exclude;
  /// Analyze vendored and generated code too (dot-folders stay out).
  bool IncludeVendored = false;
  /// Ask git; false walks (tests, and trees that git must not see).
  bool UseGit = true;
  /// Answers from an earlier run's manifest; nullopt: read the head. Empty:
  /// always read.
  std::function<std::optional<HeadFacts>(const SourceFile &)> KnownHead;
};

struct Discovery {
  /// Absolute real path of the folder that every other path is relative to:
  /// the folder argument itself; for files or several arguments, the enclosing
  /// git checkout, else their common folder.
  std::string Root;
  /// The arguments relative to Root ("." is the whole root), sorted.
  std::vector<std::string> Requested;
  std::vector<SourceFile> Files;  ///< sorted by Path, unique
  std::vector<Skip> Skipped;      ///< sorted by Path
  std::vector<PathAlias> Aliases; ///< sorted by Path
  std::vector<ScanLimit> Limits;  ///< sorted by Path
  std::array<uint64_t, NumSkipReasons> SkipCounts{};
  bool FromGit = false; ///< git listed the files

  uint64_t skipCount(SkipReason Reason) const {
    return SkipCounts[unsigned(Reason)];
  }
  /// The file of that relative path, or null.
  const SourceFile *find(llvm::StringRef Path) const;
  /// Later stages add what they learn while reading; keeps the counts right.
  /// Call finish() before printing.
  void skip(std::string Path, SkipReason Reason, std::string Text);
  void limit(std::string Path, std::string What);
  /// Sorts every list by path and drops repetitions.
  void finish();
};

/// Lists the files of a run. The error, for a path argument that does not
/// exist or cannot be examined, is an llvm::StringError whose message names it
/// (exit status 2). Everything else that goes wrong is in Skipped or Limits.
llvm::Expected<Discovery> discover(const DiscoverOptions &Options);

/// The same over any file source, always by walking. Options.Paths are relative
/// to the source's root; Discovery::Root stays empty.
llvm::Expected<Discovery> discoverIn(const FileSource &Source,
                                     const DiscoverOptions &Options);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_DISCOVER_DISCOVER_H
