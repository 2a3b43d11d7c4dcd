//===- ignore.h - .gitignore semantics ---------------------------*- C++
//-*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The rules of gitignore(5), for walks outside git and for the policy's
// Exclude: comments, negation, anchoring, folder-only patterns, '*', '?',
// classes, '**'. Matching is linear in the path times the pattern: a pattern
// cannot make it explode.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_DISCOVER_IGNORE_H
#define MODEL_TIDY_SCANNER_DISCOVER_IGNORE_H

#include "llvm/ADT/StringRef.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace modeltidy {

/// One pattern line.
class IgnoreRule {
public:
  /// nullopt for blank lines and comments.
  static std::optional<IgnoreRule> parse(llvm::StringRef Line);
  /// Path is relative to the folder of the ignore file.
  bool matches(llvm::StringRef Path, bool IsFolder) const;
  bool negated() const { return Negated; }

private:
  std::vector<std::string> Segments; // between slashes; "**" spans folders
  bool Negated = false;
  bool FolderOnly = false;
  bool Anchored = false; // else matched against the last component alone
};

/// The rules of one ignore file; the last one that matches decides.
class IgnoreFile {
public:
  /// Folder is where the file lies, relative to the scanned root. Above is for
  /// files above the root: the root's path relative to the file's folder.
  IgnoreFile(llvm::StringRef Text, llvm::StringRef Folder,
             llvm::StringRef Above = "");
  /// true: ignored, false: re-included, nullopt: not mentioned.
  std::optional<bool> verdict(llvm::StringRef Path, bool IsFolder) const;
  bool empty() const { return Rules.empty(); }
  /// Rules beyond MaxRules were left out: each entry of the tree is held
  /// against each rule, so that they multiply.
  bool capped() const { return Capped; }
  static constexpr size_t MaxRules = 4096;

private:
  std::vector<IgnoreRule> Rules;
  std::string Folder, Above;
  bool Capped = false;
};

/// The ignore files that reach a folder, nearest first. Immutable and shared.
struct IgnoreChain {
  IgnoreFile File;
  std::shared_ptr<const IgnoreChain> Parent;
};
using IgnoreChainRef = std::shared_ptr<const IgnoreChain>;

/// Puts a nearer file before Parent; Parent itself when the file has no rules.
IgnoreChainRef extend(IgnoreChainRef Parent, IgnoreFile File);

/// Whether the entry at Path (relative to the root) is ignored. Its folder is
/// known not to be: a walk never enters an ignored folder.
bool isIgnored(const IgnoreChain *Chain, llvm::StringRef Path, bool IsFolder);

/// '*', '?', '[...]' and '\' over one path component.
bool matchComponent(llvm::StringRef Pattern, llvm::StringRef Name);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_DISCOVER_IGNORE_H
