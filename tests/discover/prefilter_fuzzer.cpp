//===- prefilter_fuzzer.cpp - never crashes, for any bytes ----------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/discover/prefilter.h"
#include "scanner/discover/source_text.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  llvm::StringRef Bytes(reinterpret_cast<const char *>(Data), Size);
  modeltidy::Prefilter Filter;
  Filter.scanPython(Bytes);
  Filter.scanText(Bytes, Size % 2);
  Filter.scanNotebook(Bytes);
  modeltidy::decodeText(llvm::MemoryBuffer::getMemBufferCopy(Bytes),
                        modeltidy::FileKind::Python);
  return 0;
}
