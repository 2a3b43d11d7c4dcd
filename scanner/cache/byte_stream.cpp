//===- byte_stream.cpp - numbers and strings as bytes ---------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/cache/byte_stream.h"
#include "llvm/Support/Endian.h"

namespace modeltidy {

void ByteWriter::number(uint64_t Value) {
  char Bytes[8];
  llvm::support::endian::write64le(Bytes, Value);
  Out.append(Bytes, sizeof(Bytes));
}

void ByteWriter::bytes(llvm::StringRef Bytes) {
  number(Bytes.size());
  Out.append(Bytes.data(), Bytes.size());
}

uint64_t ByteReader::number() {
  if (Rest.size() < 8) {
    Failed = true;
    Rest = {};
    return 0;
  }
  uint64_t Value = llvm::support::endian::read64le(Rest.data());
  Rest = Rest.drop_front(8);
  return Value;
}

uint64_t ByteReader::count(uint64_t Least) {
  uint64_t Count = number();
  if (Count > Rest.size() / Least) {
    Failed = true;
    return 0;
  }
  return Count;
}

llvm::StringRef ByteReader::bytes() {
  uint64_t Size = count(1);
  llvm::StringRef Bytes = Rest.take_front(Size);
  Rest = Rest.drop_front(Size);
  return Bytes;
}

} // namespace modeltidy
