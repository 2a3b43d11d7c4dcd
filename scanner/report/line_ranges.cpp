//===- line_ranges.cpp - lines that a change touches --------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/report/line_ranges.h"
#include "llvm/ADT/STLExtras.h"

namespace modeltidy {

using llvm::StringRef;

namespace {

/// Name is File, or its last components.
bool isTail(StringRef Name, StringRef File) {
  return File.ends_with(Name) &&
         (File.size() == Name.size() || Name.starts_with("/") ||
          File[File.size() - Name.size() - 1] == '/');
}

} // namespace

bool LineRanges::touches(StringRef File, uint32_t First, uint32_t Last) const {
  auto In = [&](const auto &Ranges) {
    return llvm::any_of(
        Ranges, [&](auto R) { return R.first <= Last && First <= R.second; });
  };
  if (!Tails) {
    auto At = Files.find(File);
    return At != Files.end() && In(At->second);
  }
  return llvm::any_of(Files, [&](const auto &Entry) {
    return isTail(Entry.getKey(), File) && In(Entry.getValue());
  });
}

} // namespace modeltidy
