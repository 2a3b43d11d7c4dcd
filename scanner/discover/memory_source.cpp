//===- memory_source.cpp - a repository in memory, for tests --------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/discover/file_reader.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace modeltidy {

static StringRef parentOf(StringRef Path) {
  size_t Slash = Path.rfind('/');
  return Slash == StringRef::npos ? StringRef() : Path.take_front(Slash);
}

static Error notFound() {
  return createStringError(std::errc::no_such_file_or_directory,
                           "No such file or directory");
}

void MemorySource::addFolder(StringRef Path) {
  while (!Path.empty() &&
         Nodes.try_emplace(Path.str(), Node{EntryType::Folder, ""}).second)
    Path = parentOf(Path);
  Nodes.try_emplace("", Node{EntryType::Folder, ""});
}

void MemorySource::add(StringRef Path, StringRef Bytes) {
  addFolder(parentOf(Path));
  Nodes[Path.str()] = {EntryType::Regular, Bytes.str()};
}

void MemorySource::addLink(StringRef Path, StringRef Target) {
  addFolder(parentOf(Path));
  Nodes[Path.str()] = {EntryType::Link, Target.str()};
}

void MemorySource::fail(StringRef Path, StringRef Message) {
  Failures[Path.str()] = Message.str();
}

Error MemorySource::failure(StringRef Path) const {
  auto It = Failures.find(Path.str());
  if (It == Failures.end())
    return Error::success();
  return createStringError(It->second);
}

Expected<FileStatus> MemorySource::status(StringRef Path) const {
  auto It = Nodes.find(Path.str());
  if (It == Nodes.end() && !Path.empty())
    return notFound();
  FileStatus Status;
  Status.Type = It == Nodes.end() ? EntryType::Folder : It->second.Type;
  Status.Size = It == Nodes.end() ? 0 : It->second.Bytes.size();
  return Status;
}

Expected<std::vector<FolderEntry>> MemorySource::list(StringRef Folder) const {
  if (Error E = failure(Folder))
    return E;
  std::vector<FolderEntry> Entries;
  std::string Prefix = Folder.empty() ? "" : Folder.str() + "/";
  for (auto It = Nodes.lower_bound(Prefix); It != Nodes.end(); ++It) {
    StringRef Rest = It->first;
    if (!Rest.consume_front(Prefix))
      break;
    if (!Rest.empty() && !Rest.contains('/'))
      Entries.push_back({Rest.str(), It->second.Type});
  }
  return Entries;
}

Expected<std::unique_ptr<MemoryBuffer>>
MemorySource::readAt(StringRef Path, uint64_t Offset, uint64_t MaxBytes) const {
  if (Error E = failure(Path))
    return E;
  LinkTarget Target = resolve(Path);
  auto It = Nodes.find(Target.Path);
  if (Target.Where != LinkTarget::Inside || It == Nodes.end())
    return notFound();
  if (It->second.Type != EntryType::Regular)
    return createStringError("not a regular file");
  return MemoryBuffer::getMemBufferCopy(
      StringRef(It->second.Bytes).substr(Offset, MaxBytes), Path);
}

// Resolves component by component, as the system does, following at most 40
// links (Linux' own limit).
LinkTarget MemorySource::resolve(StringRef Path) const {
  std::vector<std::string> Todo, Done;
  auto Push = [&](StringRef Text) {
    SmallVector<StringRef, 16> Parts;
    Text.split(Parts, '/', -1, /*KeepEmpty=*/false);
    for (StringRef Part : reverse(Parts))
      Todo.push_back(Part.str());
  };
  Push(Path);
  unsigned Links = 0;
  while (!Todo.empty()) {
    std::string Part = std::move(Todo.back());
    Todo.pop_back();
    if (Part == ".")
      continue;
    if (Part == "..") {
      if (Done.empty())
        return {LinkTarget::Outside, ""};
      Done.pop_back();
      continue;
    }
    Done.push_back(Part);
    auto It = Nodes.find(join(Done, "/"));
    if (It == Nodes.end() || Links > 40)
      return {LinkTarget::Broken, ""};
    if (It->second.Type != EntryType::Link)
      continue;
    ++Links;
    if (StringRef(It->second.Bytes).starts_with("/"))
      return {LinkTarget::Outside, ""};
    Done.pop_back();
    Push(It->second.Bytes);
  }
  return {LinkTarget::Inside, join(Done, "/")};
}

} // namespace modeltidy
