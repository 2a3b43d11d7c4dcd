//===- module_files.cpp - which file an import means ----------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/module_files.h"
#include "scanner/discover/file_kind.h"
#include "llvm/ADT/Twine.h"
#include <algorithm>
#include <string>

namespace modeltidy {

using llvm::StringRef;

namespace {

/// "a/b" for a/b.py and for a/b/__init__.py
StringRef moduleOf(StringRef Path) {
  Path = Path.rsplit('.').first;
  Path.consume_back("/__init__");
  return Path;
}

StringRef parentOf(StringRef Path) {
  size_t Slash = Path.rfind('/');
  return Slash == StringRef::npos ? StringRef() : Path.take_front(Slash);
}

std::string joined(StringRef Folder, StringRef Path) {
  StringRef Slash = Folder.empty() || Path.empty() ? "" : "/";
  return (llvm::Twine(Folder) + Slash + Path).str();
}

std::string slashed(StringRef Dotted) {
  std::string Path = Dotted.str();
  std::replace(Path.begin(), Path.end(), '.', '/');
  return Path;
}

bool hasSuffix(StringRef Module, StringRef Suffix) {
  return Module.consume_back(Suffix) &&
         (Module.empty() || Module.back() == '/');
}

} // namespace

ModuleFiles::ModuleFiles(std::vector<StringRef> FilePaths)
    : Paths(std::move(FilePaths)) {
  for (uint32_t I = 0; I != Paths.size(); ++I) {
    if (fileKindOfName(Paths[I]) != FileKind::Python)
      continue;
    StringRef Module = moduleOf(Paths[I]);
    ByModule.try_emplace(Module, I);
    ByLast[Module.substr(Module.rfind('/') + 1)].push_back(I);
  }
}

bool ModuleFiles::at(uint32_t From, StringRef Module,
                     llvm::SmallVectorImpl<uint32_t> &Out) const {
  auto It = ByModule.find(Module);
  if (It == ByModule.end() || It->second == From)
    return false;
  Out.push_back(It->second);
  return true;
}

void ModuleFiles::find(uint32_t From, StringRef Dotted,
                       llvm::SmallVectorImpl<uint32_t> &Out) const {
  StringRef Folder = parentOf(Paths[From]);
  if (Dotted.consume_front(".")) {
    while (Dotted.consume_front("."))
      Folder = parentOf(Folder);
    at(From, joined(Folder, slashed(Dotted)), Out);
    return;
  }
  std::string Path = slashed(Dotted);
  for (StringRef Base = Folder;; Base = parentOf(Base)) {
    if (at(From, joined(Base, Path), Out))
      return;
    if (Base.empty())
      break;
  }
  auto It = ByLast.find(StringRef(Path).substr(StringRef(Path).rfind('/') + 1));
  if (It == ByLast.end())
    return;
  for (uint32_t I : It->second)
    if (I != From && hasSuffix(moduleOf(Paths[I]), Path))
      Out.push_back(I);
}

} // namespace modeltidy
