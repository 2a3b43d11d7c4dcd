//===- byte_stream.h - numbers and strings as bytes -------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_CACHE_BYTE_STREAM_H
#define MODEL_TIDY_SCANNER_CACHE_BYTE_STREAM_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <string>

namespace modeltidy {

/// Appends, little end first, so that a cache may lie on a shared disk.
class ByteWriter {
public:
  void number(uint64_t Value);
  void bytes(llvm::StringRef Bytes); ///< with their count in front
  llvm::StringRef done() const { return Out; }

private:
  std::string Out;
};

/// Reads what ByteWriter wrote. Past the end, or of a count that is larger than
/// what is left, everything reads as zero and failed() says so.
class ByteReader {
public:
  explicit ByteReader(llvm::StringRef From) : Rest(From) {}
  uint64_t number();
  llvm::StringRef bytes(); ///< a part of what is read
  /// A count of things that take at least Least bytes each.
  uint64_t count(uint64_t Least);
  bool failed() const { return Failed; }
  bool atEnd() const { return Rest.empty() && !Failed; }

private:
  llvm::StringRef Rest;
  bool Failed = false;
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_CACHE_BYTE_STREAM_H
