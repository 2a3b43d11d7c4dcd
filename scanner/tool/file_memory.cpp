//===- file_memory.cpp - files that the last run knew ---------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/file_memory.h"
#include "scanner/cache/byte_stream.h"
#include "scanner/tool/version.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include <chrono>

namespace modeltidy {

namespace {

int64_t nanoseconds(std::chrono::system_clock::time_point Time) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             Time.time_since_epoch())
      .count();
}

constexpr llvm::StringLiteral CompiledPrefix = "\x01"
                                               "compiled ";

} // namespace

std::string buildStamp() {
  static int Anchor = 0;
  std::string Program = llvm::sys::fs::getMainExecutable("model-tidy", &Anchor);
  llvm::sys::fs::file_status Status;
  if (Program.empty() || llvm::sys::fs::status(Program, Status))
    return {};
  return std::string(ModelTidyVersion) + " " + llvm::utostr(SummaryVersion) +
         " " + llvm::utostr(Status.getSize()) + " " +
         llvm::itostr(nanoseconds(Status.getLastModificationTime()));
}

std::string treeName(llvm::StringRef Root,
                     llvm::ArrayRef<std::string> Requested) {
  return Root.str() + "\n" + llvm::join(Requested, "\n");
}

int64_t nowNs() { return nanoseconds(std::chrono::system_clock::now()); }

FileMemory::FileMemory(const Options &Asked, llvm::StringRef Root,
                       llvm::ArrayRef<std::string> Requested) {
  if (Asked.CacheFolder.empty() || Root.empty())
    return;
  std::string Stamp = buildStamp();
  if (Stamp.empty())
    return;
  Cache = std::make_unique<ScanCache>(
      Asked.CacheFolder, treeName(Root, Requested), Stamp, nowNs());
}

std::optional<HeadFacts> FileMemory::knownHead(const SourceFile &File) const {
  const FileMark *Mark =
      Cache ? Cache->unchangedMark(File.Path, File.Status) : nullptr;
  if (!Mark)
    return std::nullopt;
  return HeadFacts{Mark->Kind, false, false}; // others have no entry
}

bool FileMemory::recall(FileWork &W) const {
  W.Before = W.Why;
  const FileMark *Mark =
      Cache ? Cache->unchangedMark(W.File->Path, W.File->Status) : nullptr;
  if (!Mark || Mark->Kind != W.File->Kind ||
      Mark->WhyBefore != static_cast<uint8_t>(W.Before))
    return false;
  W.Content = Mark->Content;
  W.Held = true;
  return true;
}

void FileMemory::noteText(FileWork &W) const {
  if (!Cache || !W.Text)
    return;
  ContentHash Now = ContentHash::of(W.Text->getBuffer());
  Now.High ^= W.Truncated; // a head is not a whole file of the same text
  W.Raced |= W.Content && !(*W.Content == Now);
  W.Content = Now;
  const FileMark *Mark = Cache->mark(W.File->Path);
  W.Held = Mark && Mark->Content == Now && Mark->Kind == W.File->Kind &&
           Mark->WhyBefore == static_cast<uint8_t>(W.Before);
}

bool FileMemory::recallFacts(FileWork &W, FileFacts &Facts) const {
  W.Held = W.Held && (W.Known = Cache->entry(W.File->Path));
  if (!W.Held)
    return false;
  W.Why = static_cast<Interest>(W.Known->WhyAfter);
  W.Limits = W.Known->Limits;
  W.Truncated = W.Known->Truncated;
  Facts = std::move(W.Known->Facts);
  return true;
}

bool FileMemory::recallParts(FileWork &W) const {
  if (!W.Known || !W.Known->Parsed)
    return false;
  W.Parts = std::move(W.Known->Parts);
  return true;
}

/// Tells what parsing and linking depend on. Files whose content nobody asked
/// for (data that nothing names) count by their names. Nothing where a file
/// could not be read, or changed meanwhile.
std::optional<ContentHash> FileMemory::keyOf(llvm::ArrayRef<FileWork> Files,
                                             llvm::StringRef Rules) const {
  ByteWriter Told;
  Told.bytes(Rules);
  for (const FileWork &W : Files) {
    if (W.Raced || !W.Unreadable.empty() ||
        (!W.Content && W.Before != Interest::Data))
      return std::nullopt;
    ContentHash Content = W.Content.value_or(ContentHash());
    Told.bytes(W.File->Path);
    for (uint64_t N : {uint64_t(W.File->Kind), uint64_t(W.File->HeadOnly),
                       uint64_t(W.Before), uint64_t(W.Content.has_value()),
                       Content.Low, Content.High})
      Told.number(N);
  }
  return ContentHash::of(Told.done());
}

std::optional<LinkedResult>
FileMemory::recallResult(llvm::ArrayRef<FileWork> Files,
                         llvm::StringRef Rules) const {
  std::optional<ContentHash> Now;
  if (Cache)
    Now = keyOf(Files, Rules);
  std::optional<llvm::StringRef> Bytes;
  if (Now)
    Bytes = Cache->result(*Now);
  return Bytes ? decodeResult(*Bytes) : std::nullopt;
}

void FileMemory::noteFile(FileWork &W, FileFacts &Facts) {
  if (W.Held && !W.Parsed && !W.Raced)
    return Cache->keep(W.File->Path, W.File->Status);
  // Changed between look and parse: the next run sees to it.
  if (!W.Content || !W.Unreadable.empty() || W.Raced)
    return;
  CachedFile New;
  New.Status = W.File->Status;
  New.Content = *W.Content;
  New.Kind = W.File->Kind;
  New.WhyBefore = static_cast<uint8_t>(W.Before);
  New.WhyAfter = static_cast<uint8_t>(W.Why);
  New.Truncated = W.Truncated;
  New.Limits = W.Limits;
  New.Facts = std::move(Facts);
  New.Parsed = W.Parsed;
  New.Parts = std::move(W.Parts);
  Cache->add(W.File->Path, New);
  W.Parts = std::move(New.Parts);
}

void FileMemory::noteFiles(std::vector<FileWork> &Files,
                           std::vector<FileFacts> &Facts,
                           llvm::StringRef Rules) {
  if (!Cache || ReadOnly)
    return;
  Noted = true;
  Key = keyOf(Files, Rules);
  FileFacts None;
  for (size_t I = 0; I < Files.size(); ++I)
    if (!Facts.empty() || Files[I].Held)
      noteFile(Files[I], Facts.empty() ? None : Facts[I]);
}

void FileMemory::noteResult(const LinkedResult &Result) {
  if (Cache && Key)
    Cache->addResult(*Key, encode(Result));
}

/// No file is called so.
static std::string compiledName(llvm::StringRef Path) {
  return (CompiledPrefix + Path + "\n").str(); // x.c begins no x.cpp
}

std::optional<CachedFile> FileMemory::compiled(llvm::StringRef Path,
                                               const ContentHash &Of) const {
  return Cache ? Cache->sameText(compiledName(Path), Of) : std::nullopt;
}

void FileMemory::noteCompiled(llvm::StringRef Path, const CachedFile &Answer) {
  if (Noted)
    Cache->add(compiledName(Path), Answer);
}

void FileMemory::keepCompiled(llvm::StringRef Path) {
  if (Noted)
    Cache->keepAll(compiledName(Path));
}

void FileMemory::keepAllCompiled() {
  if (Noted)
    Cache->keepAll(CompiledPrefix);
}

void FileMemory::save() {
  if (Noted)
    Cache->save();
}

} // namespace modeltidy
