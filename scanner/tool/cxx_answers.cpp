//===- cxx_answers.cpp - what Clang said of a file, kept ------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/cxx_answers.h"
#include "scanner/frontends/cpp/clang/limits.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <algorithm>

namespace modeltidy {

using llvm::StringRef;

namespace {

/// Of what is no file, or no folder.
constexpr ContentHash Absent{0, 1};

ContentHash hashOfFile(StringRef Path) {
  llvm::sys::fs::file_status Status;
  if (llvm::sys::fs::status(Path, Status) ||
      !llvm::sys::fs::is_regular_file(Status) ||
      Status.getSize() > MaxHeaderBytes)
    return Absent;
  auto Text = llvm::MemoryBuffer::getFile(Path, /*IsText=*/false,
                                          /*RequiresNullTerminator=*/false);
  return Text ? ContentHash::of((*Text)->getBuffer()) : Absent;
}

ContentHash hashOfFolder(StringRef Path) {
  std::vector<std::string> Names;
  std::error_code Error;
  llvm::sys::fs::directory_iterator I(Path, Error, /*follow_symlinks=*/false);
  if (Error)
    return Absent;
  for (llvm::sys::fs::directory_iterator End; I != End && !Error;
       I.increment(Error))
    Names.push_back(llvm::sys::path::filename(I->path()).str());
  llvm::sort(Names);
  return ContentHash::of(llvm::join(Names, "\n"));
}

/// "f 12ab 34cd /usr/include/stdio.h"
std::string line(char Kind, StringRef Path, const ContentHash &Is) {
  return (llvm::Twine(Kind) + " " + llvm::utohexstr(Is.Low) + " " +
          llvm::utohexstr(Is.High) + " " + Path)
      .str();
}

/// Takes "WORD N\n" from the front.
bool takeCount(StringRef &From, StringRef Word, unsigned &Count) {
  return From.consume_front(Word) && !From.consumeInteger(10, Count) &&
         From.consume_front("\n");
}

bool takeLines(StringRef &From, unsigned Count, std::vector<std::string> &Out) {
  constexpr unsigned MaxLines = MaxHeaders + MaxLookups;
  if (Count > MaxLines)
    return false;
  for (; Count != 0; --Count) {
    size_t End = From.find('\n');
    if (End == StringRef::npos)
      return false;
    Out.push_back(From.take_front(End).str());
    From = From.drop_front(End + 1);
  }
  return true;
}

} // namespace

std::optional<CxxAnswer> parseAnswer(StringRef Bytes) {
  CxxAnswer Out;
  unsigned Headers = 0, Folders = 0;
  if (!takeCount(Bytes, "errors ", Out.Errors) ||
      !takeCount(Bytes, "headers ", Headers) ||
      !takeLines(Bytes, Headers, Out.Headers) ||
      !takeCount(Bytes, "folders ", Folders) ||
      !takeLines(Bytes, Folders, Out.Folders))
    return std::nullopt;
  Out.Block = SummaryBlock(Bytes.size());
  if (!Bytes.empty())
    std::copy(Bytes.begin(), Bytes.end(), Out.Block.data());
  llvm::Expected<Summary> Graph = Summary::create(Out.Block.bytes());
  if (!Graph) {
    llvm::consumeError(Graph.takeError());
    return std::nullopt;
  }
  if (Graph->frontEnd() != FrontEnd::Cxx)
    return std::nullopt;
  return Out;
}

ContentHash HeaderHashes::known(llvm::StringMap<ContentHash> &Of,
                                StringRef Path,
                                ContentHash (*Make)(StringRef)) {
  {
    std::lock_guard<std::mutex> Lock(Guard);
    if (auto It = Of.find(Path); It != Of.end())
      return It->second;
  }
  ContentHash Made = Make(Path);
  std::lock_guard<std::mutex> Lock(Guard);
  return Of.try_emplace(Path, Made).first->second;
}

ContentHash HeaderHashes::file(StringRef Path) {
  return known(Files, Path, hashOfFile);
}

ContentHash HeaderHashes::folder(StringRef Path) {
  return known(Folders, Path, hashOfFolder);
}

CachedFile keepAnswer(const CxxAnswer &Answer, const ContentHash &Key,
                      HeaderHashes &Now) {
  CachedFile Out;
  Out.Content = Key;
  Out.Kind = FileKind::Cxx;
  Out.Parsed = true;
  Out.Limits.push_back(llvm::utostr(Answer.Errors));
  for (const std::string &Path : Answer.Headers)
    Out.Limits.push_back(line('f', Path, Now.file(Path)));
  for (const std::string &Path : Answer.Folders)
    Out.Limits.push_back(line('d', Path, Now.folder(Path)));
  Out.Parts.emplace_back();
  Out.Parts.back().Block = Answer.Block;
  return Out;
}

std::optional<CxxAnswer> recallAnswer(CachedFile Entry, HeaderHashes &Now) {
  CxxAnswer Out;
  if (Entry.Limits.empty() || Entry.Parts.size() != 1 ||
      StringRef(Entry.Limits.front()).getAsInteger(10, Out.Errors))
    return std::nullopt;
  for (StringRef Was : llvm::ArrayRef(Entry.Limits).drop_front()) {
    StringRef Path = Was.split(' ').second.split(' ').second.split(' ').second;
    ContentHash Is = Was.starts_with("f") ? Now.file(Path) : Now.folder(Path);
    if (line(Was.front(), Path, Is) != Was)
      return std::nullopt;
  }
  Out.Block = std::move(Entry.Parts.front().Block);
  return Out;
}

} // namespace modeltidy
