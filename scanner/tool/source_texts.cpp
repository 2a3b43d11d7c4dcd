//===- source_texts.cpp - the bytes that a report quotes ------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/source_texts.h"

namespace modeltidy {

llvm::StringRef SourceTexts::operator()(llvm::StringRef Path) {
  auto [At, New] = Buffers.try_emplace(Path);
  if (New) {
    auto Read = Source.read(Path, MaxBytes);
    if (Read)
      At->second = std::move(*Read);
    else
      llvm::consumeError(Read.takeError()); // the report stands without it
  }
  return At->second ? At->second->getBuffer() : llvm::StringRef();
}

} // namespace modeltidy
