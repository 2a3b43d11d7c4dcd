//===- file_reader.cpp - the only code that touches the disk --------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/discover/file_reader.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Errc.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <algorithm>
#include <chrono>

using namespace llvm;

namespace modeltidy {

FileSource::~FileSource() = default;

namespace {

EntryType entryType(sys::fs::file_type Type) {
  switch (Type) {
  case sys::fs::file_type::regular_file:
    return EntryType::Regular;
  case sys::fs::file_type::directory_file:
    return EntryType::Folder;
  case sys::fs::file_type::symlink_file:
    return EntryType::Link;
  case sys::fs::file_type::type_unknown:
  case sys::fs::file_type::status_error:
    return EntryType::Unknown;
  default:
    return EntryType::Special;
  }
}

class DiskSource : public FileSource {
public:
  explicit DiskSource(StringRef Folder) : Root(Folder) {
    SmallString<256> Real;
    RealRoot = sys::fs::real_path(Root, Real) ? Root : std::string(Real);
  }
  Expected<FileStatus> status(StringRef Path) const override;
  Expected<std::vector<FolderEntry>> list(StringRef Folder) const override;
  Expected<std::unique_ptr<MemoryBuffer>>
  readAt(StringRef Path, uint64_t Offset, uint64_t MaxBytes) const override;
  LinkTarget resolve(StringRef Path) const override;

private:
  std::string Root, RealRoot;
  using PathBuffer = SmallString<256>;
  PathBuffer full(StringRef Path) const {
    PathBuffer Full(Root);
    if (!Path.empty())
      sys::path::append(Full, Path);
    return Full;
  }
};

Expected<FileStatus> DiskSource::status(StringRef Path) const {
  sys::fs::file_status Status;
  if (std::error_code EC =
          sys::fs::status(full(Path), Status, /*follow=*/false))
    return errorCodeToError(EC);
  FileStatus Result;
  Result.Type = entryType(Status.type());
  Result.Size = Status.getSize();
  Result.MTimeNs = std::chrono::duration_cast<std::chrono::nanoseconds>(
                       Status.getLastModificationTime().time_since_epoch())
                       .count();
  Result.Inode = Status.getUniqueID().getFile();
  Result.Permissions = static_cast<uint32_t>(Status.permissions());
  return Result;
}

Expected<std::vector<FolderEntry>> DiskSource::list(StringRef Folder) const {
  std::error_code EC;
  std::vector<FolderEntry> Entries;
  sys::fs::directory_iterator It(full(Folder), EC, /*follow_symlinks=*/false);
  for (sys::fs::directory_iterator End; !EC && It != End; It.increment(EC))
    Entries.push_back(
        {sys::path::filename(It->path()).str(), entryType(It->type())});
  if (EC)
    return errorCodeToError(EC);
  llvm::sort(Entries, [](const FolderEntry &A, const FolderEntry &B) {
    return A.Name < B.Name;
  });
  return Entries;
}

// Reads instead of mapping: a file that shrinks under a mapping is a SIGBUS.
Expected<std::unique_ptr<MemoryBuffer>>
DiskSource::readAt(StringRef Path, uint64_t Offset, uint64_t MaxBytes) const {
  Expected<sys::fs::file_t> File = sys::fs::openNativeFileForRead(full(Path));
  if (!File)
    return File.takeError();
  auto Close = make_scope_exit([&] { sys::fs::closeFile(*File); });
  sys::fs::file_status Status;
  if (std::error_code EC = sys::fs::status(*File, Status))
    return errorCodeToError(EC);
  if (Status.type() != sys::fs::file_type::regular_file)
    return createStringError("not a regular file");
  uint64_t Behind = Status.getSize() - std::min(Status.getSize(), Offset);
  size_t Wanted = std::min(Behind, MaxBytes), Have = 0;
  auto Buffer = WritableMemoryBuffer::getNewUninitMemBuffer(Wanted, Path);
  if (!Buffer)
    return errorCodeToError(make_error_code(errc::not_enough_memory));
  while (Have < Wanted) {
    auto Read = sys::fs::readNativeFileSlice(
        *File, Buffer->getBuffer().drop_front(Have), Offset + Have);
    if (!Read)
      return Read.takeError();
    if (*Read == 0)
      break;
    Have += *Read;
  }
  if (Have < Wanted) // it shrank since
    return MemoryBuffer::getMemBufferCopy(
        StringRef(Buffer->getBufferStart(), Have), Path);
  return Buffer;
}

LinkTarget DiskSource::resolve(StringRef Path) const {
  PathBuffer Real;
  if (sys::fs::real_path(full(Path), Real))
    return {LinkTarget::Broken, ""};
  StringRef Rest = Real;
  if (RealRoot != "/" && !Rest.consume_front(RealRoot))
    return {LinkTarget::Outside, ""};
  if (!Rest.empty() && !Rest.consume_front("/"))
    return {LinkTarget::Outside, ""}; // /root2 is not below /root
  return {LinkTarget::Inside, Rest.str()};
}

} // namespace

std::unique_ptr<FileSource> makeDiskSource(StringRef Root) {
  return std::make_unique<DiskSource>(Root);
}

// Joins and drops "." and ".."; nullopt when ".." leaves the root.
static std::optional<std::string> normalize(StringRef Folder, StringRef Path) {
  if (Path.starts_with("/") || Path.contains('\0'))
    return std::nullopt;
  SmallVector<StringRef, 32> Parts, Kept;
  Folder.split(Parts, '/', -1, /*KeepEmpty=*/false);
  Path.split(Parts, '/', -1, /*KeepEmpty=*/false);
  for (StringRef Part : Parts) {
    if (Part == ".")
      continue;
    if (Part != "..")
      Kept.push_back(Part);
    else if (Kept.empty())
      return std::nullopt;
    else
      Kept.pop_back();
  }
  return join(Kept, "/");
}

std::optional<std::string> locateInside(const FileSource &Source,
                                        StringRef FromFolder,
                                        StringRef PathAsWritten) {
  std::optional<std::string> Path = normalize(FromFolder, PathAsWritten);
  if (!Path)
    return std::nullopt;
  LinkTarget Target = Source.resolve(*Path);
  if (Target.Where != LinkTarget::Inside)
    return std::nullopt;
  Expected<FileStatus> Status = Source.status(Target.Path);
  if (!Status) {
    consumeError(Status.takeError());
    return std::nullopt;
  }
  if (Status->Type != EntryType::Regular)
    return std::nullopt;
  return Target.Path;
}

} // namespace modeltidy
