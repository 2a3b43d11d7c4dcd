//===- interest.cpp - what makes a file of each kind worth a parse --------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/interest.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"

namespace modeltidy {

using llvm::StringRef;

namespace {

constexpr StringRef HeaderEnds[] = {".h", ".hh", ".hpp", ".hxx", ".cuh"};

constexpr StringRef VendorFolders[] = {
    "vendor",   "vendored", "third_party", "third-party", "thirdparty",
    "3rdparty", "external", "extern",      "deps",        "_deps"};

Interest configBySize(const SourceFile &File, Discovery &Found) {
  if (File.Status.Size <= MaxChosenConfigBytes)
    return Interest::Config;
  Found.limit(File.Path, "a config of " + llvm::utostr(File.Status.Size >> 10) +
                             " KiB is taken for data: over the limit of " +
                             llvm::utostr(MaxChosenConfigBytes >> 10) + " KiB");
  return Interest::None;
}

Interest jsonBySize(const SourceFile &File) {
  if (File.Status.Size <= MaxUnnamedJsonBytes)
    return Interest::Config;
  return File.Status.Size <= MaxChosenConfigBytes ? Interest::Data
                                                  : Interest::None;
}

Interest cxxBySize(const SourceFile &File, Discovery &Found) {
  StringRef Path = File.Path;
  bool Header = llvm::any_of(HeaderEnds, [&](StringRef End) {
    return Path.ends_with_insensitive(End);
  });
  if (!Header || File.Status.Size <= MaxCxxHeaderBytes)
    return Interest::Code;
  Found.limit(File.Path, "a header of " + llvm::utostr(File.Status.Size >> 10) +
                             " KiB is taken for a library: over the limit of " +
                             llvm::utostr(MaxCxxHeaderBytes >> 10) + " KiB");
  return Interest::None;
}

Interest interestOf(const SourceFile &File, Discovery &Found) {
  switch (File.Kind) {
  case FileKind::Python:
    // Both name programs.
    if (llvm::StringRef(File.Path).ends_with("setup.py") ||
        isSnakefile(File.Path))
      return configBySize(File, Found);
    return Interest::Code;
  case FileKind::Notebook:
    return Interest::Code;
  case FileKind::Cxx:
    return cxxBySize(File, Found);
  case FileKind::Shell:
    if (llvm::StringRef(File.Path).ends_with(".env")) // named by default
      return configBySize(File, Found);
    return Interest::Script;
  case FileKind::Makefile:
  case FileKind::Dockerfile:
  case FileKind::Markdown:
  case FileKind::CMake:
    return Interest::Script;
  case FileKind::Yaml:
  case FileKind::Toml:
    return configBySize(File, Found);
  case FileKind::Json:
    return jsonBySize(File);
  case FileKind::JsonLines:
    return Interest::Data;
  case FileKind::Other:
    break;
  }
  return Interest::None;
}

StringRef folderOf(StringRef Path) {
  return Path.take_front(std::min(Path.rfind('/'), Path.size()));
}

bool isJsonConfig(const Admitted &A) {
  return A.File->Kind == FileKind::Json && A.Why == Interest::Config;
}

/// Hundreds of JSON files side by side are records, not configs.
void takeFullFoldersForData(std::vector<Admitted> &Files, Discovery &Found) {
  llvm::StringMap<size_t> Counts;
  for (const Admitted &A : Files)
    if (isJsonConfig(A))
      ++Counts[folderOf(A.File->Path)];
  for (Admitted &A : Files)
    if (isJsonConfig(A) && Counts[folderOf(A.File->Path)] > MaxJsonOfFolder)
      A.Why = Interest::Data;
  for (const auto &Folder : Counts)
    if (Folder.second > MaxJsonOfFolder)
      Found.limit((Folder.first() + "/").str(),
                  llvm::utostr(Folder.second) +
                      " JSON files are taken for data: parsed where code names "
                      "them");
}

} // namespace

bool isVendored(StringRef Path) {
  llvm::SmallVector<StringRef, 8> Parts;
  Path.split(Parts, '/');
  return llvm::any_of(llvm::ArrayRef(Parts).drop_back(), [](StringRef Part) {
    return llvm::is_contained(VendorFolders, Part);
  });
}

std::vector<Admitted> admitFiles(Discovery &Found) {
  std::vector<Admitted> Files;
  for (const SourceFile &File : Found.Files)
    if (Interest Why = interestOf(File, Found); Why != Interest::None)
      Files.push_back({&File, Why});
  takeFullFoldersForData(Files, Found);
  return Files;
}

Interest refineByText(Interest Why, FileKind Kind, StringRef Text) {
  Text.consume_front("\xEF\xBB\xBF");
  bool HasFrontMatter =
      Kind == FileKind::Markdown &&
      (Text.starts_with("---\n") || Text.starts_with("---\r"));
  return HasFrontMatter ? Interest::Config : Why;
}

} // namespace modeltidy
