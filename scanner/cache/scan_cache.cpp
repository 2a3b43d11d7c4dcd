//===- scan_cache.cpp - what the last run of a tree learned ---------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/cache/scan_cache.h"
#include "scanner/cache/byte_stream.h"
#include "scanner/cache/whole_file.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"

namespace modeltidy {

namespace {

constexpr llvm::StringLiteral Magic = "mtcache2";
/// Stands for what was made of all files; no file is called so.
constexpr llvm::StringLiteral ResultName = "";
/// Magic at both ends, and the index' offset, size and checksum.
constexpr size_t FooterBytes = 3 * 8 + Magic.size();

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
  File = cacheFileName(Folder, Tree, ScanCacheEnding);
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
  for (uint64_t Count = In.count(88); Count; --Count) {
    llvm::StringRef Path = In.bytes();
    Entry E;
    for (uint64_t *N : {&E.Offset, &E.Size, &E.Checksum, &E.Mark.Status.Size})
      *N = In.number();
    E.Mark.Status.MTimeNs = static_cast<int64_t>(In.number());
    for (uint64_t *N :
         {&E.Mark.Status.Inode, &E.Mark.Content.Low, &E.Mark.Content.High})
      *N = In.number();
    E.Mark.Kind = static_cast<FileKind>(In.number());
    E.Mark.WhyBefore = static_cast<uint8_t>(In.number());
    if (E.Offset > Offset || E.Size > Offset - E.Offset)
      return false;
    Index[Path] = E;
  }
  return In.atEnd();
}

const FileMark *ScanCache::mark(llvm::StringRef Path) const {
  auto It = Index.find(Path);
  return It == Index.end() ? nullptr : &It->second.Mark;
}

const FileMark *ScanCache::unchangedMark(llvm::StringRef Path,
                                         const FileStatus &Now) const {
  const FileMark *Mark = mark(Path);
  bool Racy = Now.MTimeNs > Written - RacyNs || Now.Inode == 0;
  return Mark && !Racy && sameFile(Mark->Status, Now) ? Mark : nullptr;
}

/// Nothing where the bytes are damaged.
std::optional<llvm::StringRef> ScanCache::bytes(const Entry &E) const {
  llvm::StringRef Bytes = Old->getBuffer().substr(E.Offset, E.Size);
  if (checksum(Bytes) == E.Checksum)
    return Bytes;
  return std::nullopt;
}

std::optional<CachedFile> ScanCache::entry(llvm::StringRef Path) const {
  auto It = Index.find(Path);
  if (It == Index.end())
    return std::nullopt;
  std::optional<CachedFile> Found;
  if (std::optional<llvm::StringRef> Bytes = bytes(It->second))
    Found = decode(*Bytes);
  Damaged += !Found;
  return Found;
}

std::optional<CachedFile> ScanCache::unchanged(llvm::StringRef Path,
                                               const FileStatus &Now) const {
  return unchangedMark(Path, Now) ? entry(Path) : std::nullopt;
}

std::optional<CachedFile>
ScanCache::sameText(llvm::StringRef Path, const ContentHash &Content) const {
  const FileMark *Mark = mark(Path);
  return Mark && Mark->Content == Content ? entry(Path) : std::nullopt;
}

std::optional<llvm::StringRef> ScanCache::result(const ContentHash &Key) const {
  auto It = Index.find(ResultName);
  if (It == Index.end() || !(It->second.Mark.Content == Key))
    return std::nullopt;
  std::optional<llvm::StringRef> Bytes = bytes(It->second);
  Damaged += !Bytes;
  return Bytes;
}

void ScanCache::addBytes(llvm::StringRef Path, llvm::StringRef Bytes,
                         const FileMark &Mark) {
  if (Next.size() + Bytes.size() > MaxBytes)
    return;
  NextIndex.emplace_back(
      Path.str(), Entry{Next.size(), Bytes.size(), checksum(Bytes), Mark});
  Next += Bytes;
}

void ScanCache::add(llvm::StringRef Path, const CachedFile &Kept) {
  Changed = true;
  addBytes(Path, encode(Kept),
           {Kept.Status, Kept.Content, Kept.Kind, Kept.WhyBefore});
}

void ScanCache::keep(llvm::StringRef Path, const FileStatus &Now) {
  auto It = Index.find(Path);
  if (It == Index.end())
    return;
  const Entry &Was = It->second;
  FileMark Mark = Was.Mark;
  Mark.Status = Now;
  // One that could not serve unread may do so next time.
  Changed |= unchangedMark(Path, Now) == nullptr;
  addBytes(Path, Old->getBuffer().substr(Was.Offset, Was.Size), Mark);
}

void ScanCache::keepAll(llvm::StringRef Prefix) {
  std::vector<llvm::StringRef> Names;
  for (const auto &E : Index)
    if (E.getKey().starts_with(Prefix))
      Names.push_back(E.getKey());
  llvm::sort(Names);
  for (llvm::StringRef Name : Names) {
    const Entry &Was = Index.find(Name)->second;
    addBytes(Name, Old->getBuffer().substr(Was.Offset, Was.Size), Was.Mark);
  }
}

void ScanCache::addResult(const ContentHash &Key, llvm::StringRef Bytes) {
  const FileMark *Mark = mark(ResultName);
  Changed |= !Mark || !(Mark->Content == Key);
  addBytes(ResultName, Bytes, {{}, Key, FileKind::Other, 0});
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
    const FileMark &M = E.Mark;
    for (uint64_t N :
         {E.Offset, E.Size, E.Checksum, M.Status.Size,
          uint64_t(M.Status.MTimeNs), M.Status.Inode, M.Content.Low,
          M.Content.High, uint64_t(M.Kind), uint64_t(M.WhyBefore)})
      Table.number(N);
  }
  ByteWriter Footer;
  Footer.number(Next.size());
  Footer.number(Table.done().size());
  Footer.number(checksum(Table.done()));
  return writeWhole(Folder, File, {Next, Table.done(), Footer.done(), Magic});
}

} // namespace modeltidy
