//===- file_memory.cpp - files that the last run knew ---------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/file_memory.h"
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

/// The build: whatever changes a front end changes the program's own file.
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

} // namespace

FileMemory::FileMemory(const Options &Asked, const Discovery &Found) {
  if (Asked.CacheFolder.empty() || Found.Root.empty())
    return;
  std::string Stamp = buildStamp();
  if (Stamp.empty())
    return;
  std::string Tree = Found.Root + "\n" + llvm::join(Found.Requested, "\n");
  Cache = std::make_unique<ScanCache>(
      Asked.CacheFolder, Tree, Stamp,
      nanoseconds(std::chrono::system_clock::now()));
}

bool FileMemory::use(FileWork &W, FileFacts &Facts) {
  if (!W.Known)
    return false;
  if (W.Known->Kind != W.File->Kind ||
      W.Known->WhyBefore != static_cast<uint8_t>(W.Before)) {
    W.Known.reset(); // another rule chose the file
    return false;
  }
  W.Why = static_cast<Interest>(W.Known->WhyAfter);
  W.Limits = W.Known->Limits;
  W.Truncated = W.Known->Truncated;
  Facts = std::move(W.Known->Facts);
  return true;
}

bool FileMemory::recall(FileWork &W, FileFacts &Facts) const {
  W.Before = W.Why;
  if (!Cache)
    return false;
  W.Known = Cache->unchanged(W.File->Path, W.File->Status);
  return use(W, Facts);
}

bool FileMemory::recallText(FileWork &W, FileFacts &Facts) const {
  if (!Cache)
    return false;
  W.Content = ContentHash::of(W.Text->getBuffer());
  W.Known = Cache->sameText(W.File->Path, *W.Content);
  return use(W, Facts);
}

bool FileMemory::recallParts(FileWork &W) const {
  if (!W.Known || !W.Known->Parsed)
    return false;
  W.Parts = std::move(W.Known->Parts);
  return true;
}

void FileMemory::noteText(FileWork &W) const {
  W.Parsed = true;
  if (Cache && W.Text && !W.Content)
    W.Content = ContentHash::of(W.Text->getBuffer());
}

void FileMemory::saveOne(FileWork &W, FileFacts &Facts) {
  if (W.Known && !W.Parsed && !W.Content)
    return Cache->keep(W.File->Path);
  // Changed between look and parse: the next run sees to it.
  if (!W.Content || !W.Unreadable.empty() ||
      (W.Known && !(W.Known->Content == *W.Content)))
    return;
  bool Recalled = W.Known && W.Known->Parsed && W.Parts.empty();
  CachedFile New;
  New.Status = W.File->Status;
  New.Content = *W.Content;
  New.Kind = W.File->Kind;
  New.WhyBefore = static_cast<uint8_t>(W.Before);
  New.WhyAfter = static_cast<uint8_t>(W.Why);
  New.Truncated = W.Truncated;
  New.Limits = W.Limits;
  New.Facts = std::move(Facts);
  New.Parsed = W.Parsed || (W.Known && W.Known->Parsed);
  auto &Parts = Recalled ? W.Known->Parts : W.Parts;
  New.Parts = std::move(Parts);
  Cache->add(W.File->Path, New);
  Parts = std::move(New.Parts);
}

void FileMemory::save(std::vector<FileWork> &Files,
                      std::vector<FileFacts> &Facts) {
  if (!Cache)
    return;
  for (size_t I = 0; I < Files.size(); ++I)
    saveOne(Files[I], Facts[I]);
  Cache->save(); // a folder that cannot be written costs time, no answer
}

} // namespace modeltidy
