//===- report_cache.cpp - all that a run printed --------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/cache/report_cache.h"
#include "scanner/cache/byte_stream.h"
#include "scanner/cache/whole_file.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/xxhash.h"

namespace modeltidy {

namespace {

constexpr llvm::StringLiteral Magic = "mtrepor1";
/// A question takes at least its kind, path, two numbers and the answer.
constexpr uint64_t LeastQuestionBytes = 6 * 8;

void put(ByteWriter &Out, const ContentHash &Hash) {
  Out.number(Hash.Low);
  Out.number(Hash.High);
}

ContentHash takeHash(ByteReader &In) {
  ContentHash Out;
  Out.Low = In.number();
  Out.High = In.number();
  return Out;
}

std::string encode(const KeptReport &Report, llvm::StringRef Stamp) {
  ByteWriter Out;
  Out.bytes(Stamp);
  put(Out, Report.Key);
  Out.number(Report.Questions.size());
  for (const auto &[Asked, Answer] : Report.Questions) {
    Out.number(Asked.Of);
    Out.bytes(Asked.Path);
    Out.number(Asked.Offset);
    Out.number(Asked.MaxBytes);
    put(Out, Answer);
  }
  Out.number(Report.Reports.size());
  for (const std::string &Bytes : Report.Reports)
    Out.bytes(Bytes);
  Out.bytes(Report.Before);
  Out.bytes(Report.After);
  Out.number(static_cast<uint64_t>(Report.Status));
  return Out.done().str();
}

/// What follows the stamp and the key.
void decode(ByteReader &In, KeptReport &Out) {
  for (uint64_t N = In.count(LeastQuestionBytes); N; --N) {
    SourceQuestion Asked;
    Asked.Of = static_cast<SourceQuestion::Kind>(In.number());
    Asked.Path = In.bytes().str();
    Asked.Offset = In.number();
    Asked.MaxBytes = In.number();
    Out.Questions[std::move(Asked)] = takeHash(In);
  }
  for (uint64_t N = In.count(8); N; --N)
    Out.Reports.push_back(In.bytes().str());
  Out.Before = In.bytes().str();
  Out.After = In.bytes().str();
  Out.Status = static_cast<int>(In.number());
}

} // namespace

ReportCache::ReportCache(llvm::StringRef In, llvm::StringRef Tree,
                         llvm::StringRef Words, llvm::StringRef Build)
    : Folder(In), Stamp(Build) {
  std::string Place = "-" + llvm::utostr(llvm::xxh3_64bits(Words) % MaxReports);
  File = cacheFileName(Folder, Tree, Place + ReportCacheEnding.str());
}

std::optional<KeptReport> ReportCache::load(const ContentHash &Key,
                                            bool &Damaged) const {
  auto Read = llvm::MemoryBuffer::getFile(File, /*IsText=*/false,
                                          /*RequiresNullTerminator=*/false);
  if (!Read)
    return std::nullopt;
  llvm::StringRef Bytes = (*Read)->getBuffer();
  Damaged = true;
  if (!Bytes.consume_front(Magic) || Bytes.size() < 8)
    return std::nullopt;
  uint64_t Sum = ByteReader(Bytes.take_back(8)).number();
  Bytes = Bytes.drop_back(8);
  if (llvm::xxh3_64bits(Bytes) != Sum)
    return std::nullopt;
  ByteReader In(Bytes);
  KeptReport Out;
  bool SameBuild = In.bytes() == Stamp;
  Out.Key = takeHash(In);
  Damaged = In.failed();
  if (Damaged || !SameBuild || !(Out.Key == Key))
    return std::nullopt;
  decode(In, Out);
  Damaged = !In.atEnd();
  return Damaged ? std::nullopt : std::optional(std::move(Out));
}

bool ReportCache::save(const KeptReport &Report) const {
  std::string Bytes = encode(Report, Stamp);
  ByteWriter Sum;
  Sum.number(llvm::xxh3_64bits(Bytes));
  return writeWhole(Folder, File, {Magic, Bytes, Sum.done()});
}

} // namespace modeltidy
