//===- whole_file.cpp - files of the cache folder -------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/cache/whole_file.h"
#include "scanner/cache/cached_file.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <chrono>
#include <tuple>

namespace modeltidy {

namespace fs = llvm::sys::fs;

namespace {

constexpr llvm::StringLiteral Ours = ".mt", TempEnding = ".tmp";
/// What a killed run left behind goes after a day.
constexpr std::chrono::hours LeftoverAge(24);

void trim(llvm::StringRef Folder) {
  struct Found {
    std::string Path;
    uint64_t Size;
    llvm::sys::TimePoint<> Time;
  };
  std::vector<Found> Caches;
  uint64_t Total = 0;
  std::error_code Error;
  auto Now = std::chrono::system_clock::now();
  for (fs::directory_iterator I(Folder, Error), End; I != End && !Error;
       I.increment(Error)) {
    llvm::StringRef Path = I->path();
    llvm::ErrorOr<fs::basic_file_status> Status = I->status();
    if (!Status)
      continue;
    if (Path.ends_with(TempEnding) && Path.contains(Ours) &&
        Now - Status->getLastModificationTime() > LeftoverAge)
      fs::remove(Path);
    if (!Path.ends_with(ScanCacheEnding) && !Path.ends_with(ReportCacheEnding))
      continue;
    Caches.push_back(
        {Path.str(), Status->getSize(), Status->getLastModificationTime()});
    Total += Status->getSize();
  }
  llvm::sort(Caches, [](const Found &A, const Found &B) {
    return std::tie(A.Time, A.Path) < std::tie(B.Time, B.Path);
  });
  for (const Found &C : Caches) {
    if (Total <= MaxCacheFolderBytes)
      return;
    if (!fs::remove(C.Path))
      Total -= C.Size;
  }
}

} // namespace

std::string cacheFileName(llvm::StringRef Folder, llvm::StringRef Tree,
                          llvm::StringRef Suffix) {
  ContentHash Name = ContentHash::of(Tree);
  llvm::SmallString<128> Path(Folder);
  llvm::sys::path::append(Path, llvm::utohexstr(Name.High) +
                                    llvm::utohexstr(Name.Low) + Suffix);
  return Path.str().str();
}

bool writeWhole(llvm::StringRef Folder, const std::string &File,
                llvm::ArrayRef<llvm::StringRef> Parts) {
  if (fs::create_directories(Folder, true, fs::owner_all))
    return false;
  llvm::Expected<fs::TempFile> Temp = fs::TempFile::create(
      File + "-%%%%%%%%" + TempEnding, fs::owner_read | fs::owner_write);
  if (!Temp) {
    llvm::consumeError(Temp.takeError());
    return false;
  }
  llvm::raw_fd_ostream OS(Temp->FD, /*shouldClose=*/false);
  for (llvm::StringRef Part : Parts)
    OS << Part;
  OS.flush();
  bool Full = OS.has_error();
  OS.clear_error();
  if (llvm::Error E = Full ? Temp->discard() : Temp->keep(File)) {
    llvm::consumeError(std::move(E));
    return false;
  }
  trim(Folder);
  return !Full;
}

} // namespace modeltidy
