//===- change_marks.cpp - what a change means elsewhere -------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/change_marks.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"

namespace modeltidy {

using llvm::StringRef;

namespace {

constexpr StringRef PolicyName = ".model-tidy.yaml";

} // namespace

ChangeMarks::ChangeMarks(const Scan &From, const LineRanges &Changed)
    : S(From) {
  std::set<std::string> Apis = S.Rules.Tree.apiModels();
  for (StringRef Path : Changed.files()) {
    Files.insert(Path.str());
    // A policy that is gone, here or above, is in no list of those that count.
    StringRef Name = Path;
    while (Name.consume_front("../"))
      continue;
    Everywhere |=
        Name == PolicyName && !llvm::sys::fs::exists(S.Found.Root + "/" + Path);
  }
  Everywhere |= llvm::any_of(
      Apis, [&](const std::string &Path) { return Changed.holds(Path); });
}

bool ChangeMarks::judgedAnew(const std::string &File) const {
  return Everywhere ||
         llvm::any_of(S.Rules.Tree.at(File).Files,
                      [&](const std::string &F) { return Files.count(F); });
}

} // namespace modeltidy
