//===- watched_source.cpp - what a run looks at on disk -------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/cache/watched_source.h"
#include "scanner/cache/byte_stream.h"

namespace modeltidy {

using llvm::Expected;
using llvm::StringRef;

namespace {

void tell(ByteWriter &Into, const FileStatus &S) {
  for (uint64_t N : {uint64_t(S.Type), S.Size, uint64_t(S.MTimeNs), S.Inode,
                     uint64_t(S.Permissions)})
    Into.number(N);
}

void tell(ByteWriter &Into, const std::vector<FolderEntry> &Entries) {
  for (const FolderEntry &E : Entries) {
    Into.bytes(E.Name);
    Into.number(uint64_t(E.Type));
  }
}

void tell(ByteWriter &Into, const std::unique_ptr<llvm::MemoryBuffer> &Text) {
  Into.bytes(Text->getBuffer());
}

/// The answer goes on to whoever asked; only a failure has to be made anew.
template <typename T> ContentHash hashOf(Expected<T> &Answer) {
  ByteWriter Told;
  Told.number(static_cast<bool>(Answer));
  if (Answer) {
    tell(Told, *Answer);
    return ContentHash::of(Told.done());
  }
  std::error_code Code;
  std::string Text;
  llvm::handleAllErrors(Answer.takeError(),
                        [&](const llvm::ErrorInfoBase &Why) {
                          Code = Why.convertToErrorCode();
                          Text = Why.message();
                        });
  Told.bytes(Text);
  Answer = Code == llvm::inconvertibleErrorCode()
               ? llvm::createStringError(Text)
               : llvm::createStringError(Code, Text);
  return ContentHash::of(Told.done());
}

ContentHash hashOf(const LinkTarget &Target) {
  ByteWriter Told;
  Told.number(uint64_t(Target.Where));
  Told.bytes(Target.Path);
  return ContentHash::of(Told.done());
}

} // namespace

ContentHash answerOf(const FileSource &Source, const SourceQuestion &Asked) {
  auto Consume = [](auto Answer) {
    ContentHash Hash = hashOf(Answer);
    llvm::consumeError(Answer.takeError());
    return Hash;
  };
  switch (Asked.Of) {
  case SourceQuestion::Status:
    return Consume(Source.status(Asked.Path));
  case SourceQuestion::List:
    return Consume(Source.list(Asked.Path));
  case SourceQuestion::Read:
    return Consume(Source.readAt(Asked.Path, Asked.Offset, Asked.MaxBytes));
  case SourceQuestion::Resolve:
    return hashOf(Source.resolve(Asked.Path));
  }
  return {};
}

void WatchedSource::note(SourceQuestion Asked,
                         const ContentHash &Answer) const {
  std::lock_guard<std::mutex> Held(Lock);
  if (Noted.size() == MaxQuestions) {
    Unsteady = true;
    return;
  }
  auto [At, New] = Noted.try_emplace(std::move(Asked), Answer);
  Unsteady |= !New && !(At->second == Answer);
}

std::optional<std::map<SourceQuestion, ContentHash>>
WatchedSource::questions() const {
  std::lock_guard<std::mutex> Held(Lock);
  if (Unsteady)
    return std::nullopt;
  return Noted;
}

/// Asked after a read: a file that changed while the run went on is not told by
/// the status that the run began with.
bool WatchedSource::isTrusted(StringRef Path) const {
  auto It = Trusted.find(Path);
  if (It == Trusted.end())
    return false;
  Expected<FileStatus> Now = Inner->status(Path);
  if (Now)
    return Now->Type == EntryType::Regular && sameFile(*Now, It->second);
  llvm::consumeError(Now.takeError());
  return false;
}

Expected<FileStatus> WatchedSource::status(StringRef Path) const {
  Expected<FileStatus> Answer = Inner->status(Path);
  note({SourceQuestion::Status, Path.str()}, hashOf(Answer));
  return Answer;
}

Expected<std::vector<FolderEntry>> WatchedSource::list(StringRef Folder) const {
  Expected<std::vector<FolderEntry>> Answer = Inner->list(Folder);
  note({SourceQuestion::List, Folder.str()}, hashOf(Answer));
  return Answer;
}

Expected<std::unique_ptr<llvm::MemoryBuffer>>
WatchedSource::readAt(StringRef Path, uint64_t Offset,
                      uint64_t MaxBytes) const {
  auto Answer = Inner->readAt(Path, Offset, MaxBytes);
  if (!Answer || !isTrusted(Path))
    note({SourceQuestion::Read, Path.str(), Offset, MaxBytes}, hashOf(Answer));
  return Answer;
}

LinkTarget WatchedSource::resolve(StringRef Path) const {
  LinkTarget Answer = Inner->resolve(Path);
  note({SourceQuestion::Resolve, Path.str()}, hashOf(Answer));
  return Answer;
}

} // namespace modeltidy
