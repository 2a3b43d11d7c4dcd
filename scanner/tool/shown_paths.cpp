//===- shown_paths.cpp - names of files for people ------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/shown_paths.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace modeltidy {

using llvm::StringRef;

namespace {

/// The part of Path below Folder; nothing where it does not lie there.
std::optional<StringRef> below(StringRef Path, StringRef Folder) {
  if (!Path.consume_front(Folder == "/" ? "" : Folder))
    return std::nullopt;
  if (Path.empty())
    return Path;
  if (!Path.consume_front("/"))
    return std::nullopt;
  return Path;
}

} // namespace

ShownPaths::ShownPaths(const Discovery &Files) : Found(&Files) {
  llvm::SmallString<256> Current, Real;
  if (!llvm::sys::fs::current_path(Current) &&
      !llvm::sys::fs::real_path(Current, Real))
    Here = std::string(Real);
}

std::string ShownPaths::operator()(StringRef File) const {
  const std::string &Root = Found->Root;
  bool IsAbove = File.starts_with("../"); // a policy above the root
  if (Root.empty() || Here.empty() || (!IsAbove && !Found->find(File)))
    return File.str();
  llvm::SmallString<256> Whole(Root == "/" ? "" : Root);
  Whole += "/";
  Whole += File;
  llvm::sys::path::remove_dots(Whole, /*remove_dot_dot=*/true,
                               llvm::sys::path::Style::posix);
  if (std::optional<StringRef> Rest = below(Whole, Here))
    return Rest->str();
  if (!below(Here, Root))
    return std::string(Whole);
  std::string Up;
  for (StringRef Folder = Here; !below(Whole, Folder);
       Folder = llvm::sys::path::parent_path(Folder))
    Up += "../";
  StringRef Folder = Here;
  for (size_t I = 0; I != Up.size(); I += 3)
    Folder = llvm::sys::path::parent_path(Folder);
  return Up + below(Whole, Folder).value_or(Whole).str();
}

} // namespace modeltidy
