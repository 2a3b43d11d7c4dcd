//===- scan_cache.cpp - what the last run of a tree learned ---------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/cache/scan_cache.h"
#include "scanner/cache/byte_stream.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"
#include <chrono>
#include <tuple>

namespace modeltidy {

namespace fs = llvm::sys::fs;

namespace {

constexpr llvm::StringLiteral Magic = "mtcache1";
constexpr llvm::StringLiteral Ending = ".mtcache", TempEnding = ".tmp";
/// Magic at both ends, and the index' offset, size and checksum.
constexpr size_t FooterBytes = 3 * 8 + Magic.size();
/// What a killed run left behind goes after a day.
constexpr std::chrono::hours LeftoverAge(24);

uint64_t checksum(llvm::StringRef Bytes) { return llvm::xxh3_64bits(Bytes); }

} // namespace

std::string defaultCacheFolder() {
  llvm::SmallString<128> Path;
  if (!llvm::sys::path::cache_directory(Path))
    return {};
  llvm::sys::path::append(Path, "model-tidy");
  return Path.str().str();
}

ScanCache::ScanCache(llvm::StringRef Folder, llvm::StringRef Tree,
                     llvm::StringRef Stamp, int64_t Now)
    : Folder(Folder), Stamp(Stamp), Began(Now) {
  ContentHash Name = ContentHash::of(Tree);
  llvm::SmallString<128> Path(Folder);
  llvm::sys::path::append(Path, llvm::utohexstr(Name.High) +
                                    llvm::utohexstr(Name.Low) + Ending);
  File = Path.str().str();
  load();
}

void ScanCache::load() {
  Next = Magic.str();
  auto Read = llvm::MemoryBuffer::getFile(File, /*IsText=*/false,
                                          /*RequiresNullTerminator=*/false);
  if (!Read)
    return;
  Old = std::move(*Read);
  if (readIndex(Old->getBuffer()))
    return;
  ++Damaged;
  Index.clear();
}

/// False where the bytes are damaged.
bool ScanCache::readIndex(llvm::StringRef Bytes) {
  if (Bytes.size() < Magic.size() + FooterBytes || !Bytes.starts_with(Magic) ||
      !Bytes.ends_with(Magic))
    return false;
  ByteReader Footer(Bytes.take_back(FooterBytes));
  uint64_t Offset = Footer.number(), Size = Footer.number(),
           Sum = Footer.number();
  if (Offset > Bytes.size() || Size > Bytes.size() - Offset)
    return false;
  llvm::StringRef Part = Bytes.substr(Offset, Size);
  if (checksum(Part) != Sum)
    return false;
  ByteReader In(Part);
  if (In.bytes() != Stamp)
    return true; // sound, and of no use to this build
  Written = static_cast<int64_t>(In.number());
  for (uint64_t Count = In.count(32); Count; --Count) {
    llvm::StringRef Path = In.bytes();
    Entry E{In.number(), In.number(), In.number()};
    if (E.Offset > Offset || E.Size > Offset - E.Offset)
      return false;
    Index[Path] = E;
  }
  return In.atEnd();
}

std::optional<CachedFile> ScanCache::entry(llvm::StringRef Path) const {
  auto It = Index.find(Path);
  if (It == Index.end())
    return std::nullopt;
  llvm::StringRef Bytes =
      Old->getBuffer().substr(It->second.Offset, It->second.Size);
  std::optional<CachedFile> Found;
  if (checksum(Bytes) == It->second.Checksum)
    Found = decode(Bytes);
  Damaged += !Found;
  return Found;
}

std::optional<CachedFile> ScanCache::unchanged(llvm::StringRef Path,
                                               const FileStatus &Now) const {
  if (Now.MTimeNs > Written - RacyNs || Now.Inode == 0)
    return std::nullopt;
  std::optional<CachedFile> Found = entry(Path);
  if (!Found || Found->Status.Size != Now.Size ||
      Found->Status.MTimeNs != Now.MTimeNs || Found->Status.Inode != Now.Inode)
    return std::nullopt;
  return Found;
}

std::optional<CachedFile>
ScanCache::sameText(llvm::StringRef Path, const ContentHash &Content) const {
  std::optional<CachedFile> Found = entry(Path);
  if (Found && !(Found->Content == Content))
    return std::nullopt;
  return Found;
}

void ScanCache::addBytes(llvm::StringRef Path, llvm::StringRef Bytes) {
  if (Next.size() + Bytes.size() > MaxBytes)
    return;
  NextIndex.emplace_back(Path.str(),
                         Entry{Next.size(), Bytes.size(), checksum(Bytes)});
  Next += Bytes;
}

void ScanCache::add(llvm::StringRef Path, const CachedFile &Kept) {
  Changed = true;
  addBytes(Path, encode(Kept));
}

void ScanCache::keep(llvm::StringRef Path) {
  auto It = Index.find(Path);
  if (It != Index.end())
    addBytes(Path, Old->getBuffer().substr(It->second.Offset, It->second.Size));
}

bool ScanCache::save() {
  if (!Changed && NextIndex.size() == Index.size())
    return true;
  ByteWriter Table;
  Table.bytes(Stamp);
  Table.number(static_cast<uint64_t>(Began));
  Table.number(NextIndex.size());
  for (const auto &[Path, E] : NextIndex) {
    Table.bytes(Path);
    for (uint64_t N : {E.Offset, E.Size, E.Checksum})
      Table.number(N);
  }
  ByteWriter Footer;
  Footer.number(Next.size());
  Footer.number(Table.done().size());
  Footer.number(checksum(Table.done()));
  if (fs::create_directories(Folder, true, fs::owner_all))
    return false;
  llvm::Expected<fs::TempFile> Temp = fs::TempFile::create(
      File + "-%%%%%%%%" + TempEnding, fs::owner_read | fs::owner_write);
  if (!Temp) {
    llvm::consumeError(Temp.takeError());
    return false;
  }
  llvm::raw_fd_ostream OS(Temp->FD, /*shouldClose=*/false);
  OS << Next << Table.done() << Footer.done() << Magic;
  OS.flush();
  bool Full = OS.has_error();
  OS.clear_error();
  if (llvm::Error E = Full ? Temp->discard() : Temp->keep(File)) {
    llvm::consumeError(std::move(E));
    return false;
  }
  trim();
  return !Full;
}

void ScanCache::trim() const {
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
    if (Path.ends_with(TempEnding) && Path.contains(Ending) &&
        Now - Status->getLastModificationTime() > LeftoverAge)
      fs::remove(Path);
    if (!Path.ends_with(Ending))
      continue;
    Caches.push_back(
        {Path.str(), Status->getSize(), Status->getLastModificationTime()});
    Total += Status->getSize();
  }
  llvm::sort(Caches, [](const Found &A, const Found &B) {
    return std::tie(A.Time, A.Path) < std::tie(B.Time, B.Path);
  });
  for (const Found &C : Caches) {
    if (Total <= MaxFolderBytes)
      return;
    if (!fs::remove(C.Path))
      Total -= C.Size;
  }
}

} // namespace modeltidy
