//===- source_text.h - a file's text as the front ends see it ----*- C++
//-*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_DISCOVER_SOURCE_TEXT_H
#define MODEL_TIDY_SCANNER_DISCOVER_SOURCE_TEXT_H

#include "scanner/discover/discover.h"
#include <memory>
#include <string>
#include <vector>

namespace modeltidy {

/// The text of one file. It is always valid UTF-8, so that whatever is quoted
/// from it can be printed in any format. Byte offsets are the file's own, since
/// each byte that is not UTF-8 is replaced by one '?'; only UTF-16 files are
/// converted, and keep their line numbers alone.
struct SourceText {
  std::unique_ptr<llvm::MemoryBuffer> Buffer; ///< owns what text() shows
  bool HasBom = false;    ///< text() starts with a UTF-8 byte order mark
  bool Truncated = false; ///< only a head was read
  /// What reading cost, for Discovery::limit(): "not valid UTF-8 at line 3...".
  std::vector<std::string> Limits;

  llvm::StringRef text() const { return Buffer->getBuffer(); }
};

/// Reads a file of a discovery, at most its head when HeadOnly (of JSON lines
/// the whole lines in it). The error is the system's.
llvm::Expected<SourceText> readText(const FileSource &Source,
                                    const SourceFile &File,
                                    const DiscoverLimits &Limits = {});

/// The same for bytes that are at hand.
SourceText decodeText(std::unique_ptr<llvm::MemoryBuffer> Bytes, FileKind Kind);

/// The encoding that a Python file declares in its first two lines (PEP 263),
/// lower-case; empty when it declares none.
std::string declaredCoding(llvm::StringRef Text);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_DISCOVER_SOURCE_TEXT_H
