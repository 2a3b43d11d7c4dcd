//===- base_scan.h - what was found before a change -------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A change may make a finding of which it holds no step:
//
//   -use = human       the data are the model's answers from now on; all of
//   +use = synthetic   their steps stand on lines that nobody changed
//
// So the tree is looked at once more as it was, with the changed files' former
// contents from git in place of theirs, and what is found only now is the
// change's. Nothing is checked out or written, and with the cache only the
// changed files are read and parsed again.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_BASE_SCAN_H
#define MODEL_TIDY_SCANNER_TOOL_BASE_SCAN_H

#include "scanner/discover/git_changes.h"
#include "scanner/tool/scan.h"
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace modeltidy {

/// The findings of the tree before a change. Level counts: a warning that
/// became an error is new. A finding that lost something (a training function
/// that one caller less uses) is what is left of an old one.
class BaseFindings {
public:
  /// Files are those of the change, relative to the root, as it became them.
  /// Empty contents of what git has not (a partial clone) count as no file.
  BaseFindings(const Scan &Now, const Options &Asked,
               llvm::ArrayRef<ReplacedFile> Files);

  /// Those that no finding of before stands for, one for one in this order.
  std::vector<const Diagnostic *>
  newAmong(llvm::ArrayRef<const Diagnostic *> Found);

private:
  using Key = std::pair<llvm::StringRef, Severity>; ///< the check's id

  bool takeEqual(const Diagnostic &D);
  /// Takes one of which D is a part.
  bool takeLarger(const Diagnostic &D);

  std::multiset<std::pair<Key, std::set<std::string>>> Old;
};

/// How many of the files a look back has to get from git, one run of it each.
size_t numFilesRead(llvm::ArrayRef<ReplacedFile> Files);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_BASE_SCAN_H
