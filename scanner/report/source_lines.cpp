//===- source_lines.cpp - lines of the files of a report ------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/report/source_lines.h"

namespace modeltidy {

using llvm::StringRef;

const SourceLines::Entry &SourceLines::entry(StringRef File) {
  auto [At, New] = Files.try_emplace(File);
  if (!New)
    return At->second;
  Entry &E = At->second;
  E.Bytes = Text(File);
  E.Starts.push_back(0);
  for (size_t I = 0;
       (I = E.Bytes.find_first_of("\r\n", I)) != StringRef::npos;) {
    I += E.Bytes.substr(I).starts_with("\r\n") ? 2 : 1;
    E.Starts.push_back(uint32_t(I));
  }
  return E;
}

StringRef SourceLines::line(StringRef File, uint32_t Line) {
  const Entry &E = entry(File);
  if (Line == 0 || Line > E.Starts.size())
    return {};
  return E.Bytes.substr(E.Starts[Line - 1]).take_until([](char C) {
    return C == '\n' || C == '\r';
  });
}

} // namespace modeltidy
