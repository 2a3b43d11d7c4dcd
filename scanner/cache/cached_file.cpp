//===- cached_file.cpp - what a run learned about one file ----------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/cache/cached_file.h"
#include "scanner/cache/byte_stream.h"
#include "llvm/Support/xxhash.h"
#include <cstring>

namespace modeltidy {

bool sameFile(const FileStatus &A, const FileStatus &B) {
  return A.Size == B.Size && A.MTimeNs == B.MTimeNs && A.Inode == B.Inode;
}

ContentHash ContentHash::of(llvm::StringRef Text) {
  llvm::XXH128_hash_t H = llvm::xxh3_128bits(
      {reinterpret_cast<const uint8_t *>(Text.data()), Text.size()});
  return {H.low64, H.high64};
}

static void writeWords(ByteWriter &Out, const WordSet &Words) {
  Out.number(Words.size());
  for (uint64_t Hash : Words.hashes())
    Out.number(Hash);
}

static WordSet readWords(ByteReader &In) {
  std::vector<uint64_t> Hashes(In.count(8));
  for (uint64_t &Hash : Hashes)
    Hash = In.number();
  return WordSet(Hashes);
}

static void writeStrings(ByteWriter &Out, llvm::ArrayRef<std::string> Strings) {
  Out.number(Strings.size());
  for (const std::string &S : Strings)
    Out.bytes(S);
}

static std::vector<std::string> readStrings(ByteReader &In) {
  std::vector<std::string> Strings(In.count(8));
  for (std::string &S : Strings)
    S = In.bytes().str();
  return Strings;
}

std::string encode(const CachedFile &File) {
  ByteWriter Out;
  for (uint64_t N :
       {File.Status.Size, uint64_t(File.Status.MTimeNs), File.Status.Inode,
        File.Content.Low, File.Content.High, uint64_t(File.Kind),
        uint64_t(File.WhyBefore), uint64_t(File.WhyAfter),
        uint64_t(File.Truncated), uint64_t(File.Facts.Uncertain)})
    Out.number(N);
  writeStrings(Out, File.Limits);
  writeStrings(Out, File.Facts.Imports);
  writeStrings(Out, File.Facts.Suppressions);
  writeWords(Out, File.Facts.Words);
  writeWords(Out, File.Facts.Strings);
  Out.number(File.Parsed);
  Out.number(File.Parts.size());
  for (const SummaryPart &Part : File.Parts) {
    Out.number(Part.Documented);
    Out.bytes(Part.Path);
    Out.bytes(Part.Block.bytes());
  }
  return Out.done().str();
}

static bool readPart(ByteReader &In, SummaryPart &Part) {
  Part.Documented = In.number() != 0;
  Part.Path = In.bytes().str();
  llvm::StringRef Bytes = In.bytes();
  Part.Block = SummaryBlock(Bytes.size());
  if (!Bytes.empty())
    std::memcpy(Part.Block.data(), Bytes.data(), Bytes.size());
  llvm::Expected<Summary> Graph = Summary::create(Part.Block.bytes());
  if (Graph)
    return true;
  llvm::consumeError(Graph.takeError());
  return false;
}

std::optional<CachedFile> decode(llvm::StringRef Bytes) {
  ByteReader In(Bytes);
  CachedFile File;
  File.Status.Size = In.number();
  File.Status.MTimeNs = static_cast<int64_t>(In.number());
  File.Status.Inode = In.number();
  File.Content.Low = In.number();
  File.Content.High = In.number();
  File.Kind = static_cast<FileKind>(In.number());
  File.WhyBefore = static_cast<uint8_t>(In.number());
  File.WhyAfter = static_cast<uint8_t>(In.number());
  File.Truncated = In.number() != 0;
  File.Facts.Uncertain = In.number() != 0;
  File.Limits = readStrings(In);
  File.Facts.Imports = readStrings(In);
  File.Facts.Suppressions = readStrings(In);
  File.Facts.Words = readWords(In);
  File.Facts.Strings = readWords(In);
  File.Parsed = In.number() != 0;
  File.Parts.resize(In.count(16));
  for (SummaryPart &Part : File.Parts)
    if (!readPart(In, Part))
      return std::nullopt;
  if (!In.atEnd())
    return std::nullopt;
  return File;
}

} // namespace modeltidy
