//===- policy_file.h - .model-tidy.yaml -------------------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A policy file is applied to the policy that it inherits: keys that it has
// replace, Checks are appended, lists come before the inherited ones. Every key
// is described in docs/policy.md.
//
// Mistakes are values: each is a Problem at its line with the nearest valid
// word, and what is valid applies.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_CHECKS_POLICY_FILE_H
#define MODEL_TIDY_CHECKS_POLICY_FILE_H

#include "checks/policy.h"
#include "scanner/catalog/catalog.h"
#include "scanner/catalog/yaml.h"

namespace modeltidy {

/// One file's text, parsed. Movable.
class PolicyFile {
public:
  /// File names it in messages. Folder is where it stands, relative to the
  /// scanned root: empty for the root itself and for what is above it; Above is
  /// then the way from there to the root ("services/chat/"), else empty.
  PolicyFile(llvm::StringRef Bytes, llvm::StringRef File,
             llvm::StringRef Folder, llvm::StringRef Above,
             yaml::Problems &Out);

  const std::string &file() const { return File; }
  const std::string &folder() const { return Folder; }
  /// The file as it was read.
  const std::string &text() const { return Text; }
  bool inherits() const { return Inherits; }

  /// Lays what stands in the file over Base.
  void applyTo(Policy &Base, yaml::Problems &Out) const;
  /// Adds the file's Models, Datasets and Licenses.
  void addRecords(Records &Into, yaml::Problems &Out) const;
  /// Reports generators of its data sets that Known, with all policies' records
  /// in it, does not know.
  void checkGenerators(const Catalog &Known, yaml::Problems &Out) const;
  /// Where it names a file of API models, by its path relative to the scanned
  /// root; nothing where it does not.
  std::optional<yaml::Mark> apiModelAt(llvm::StringRef Path) const;
  /// Globs of Targets and Suppressions that match none of the Paths, which are
  /// all that is scanned. Nothing where the policy lies above the root.
  yaml::Problems unmatchedGlobs(llvm::ArrayRef<std::string> Paths) const;
  /// Keys that only the root's policy may have.
  void reportRootKeys(yaml::Problems &Out) const;

private:
  std::string Text, File, Folder, Above;
  yaml::Document Doc;
  bool Inherits = false;
};

/// The catalog with the records of policies and of other catalogs laid over
/// the built-in one; null where there are none. Records with mistakes in them
/// (Out) are not used where nothing sound is left of them.
std::unique_ptr<Catalog> layOverBuiltIn(Records Mine, yaml::Problems &Out);

/// A node as YAML on one line.
std::string writtenOnOneLine(yaml::Node At);

/// An effective policy as YAML, for --dump-config.
std::string dumpPolicy(const Policy &P);

} // namespace modeltidy

#endif // MODEL_TIDY_CHECKS_POLICY_FILE_H
