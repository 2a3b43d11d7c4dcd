//===- file_kind.h - what language a file holds -----------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_DISCOVER_FILE_KIND_H
#define MODEL_TIDY_SCANNER_DISCOVER_FILE_KIND_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>

namespace modeltidy {

/// Chooses the front end. Other files are listed (an artifact path may name
/// them) and never parsed.
enum class FileKind : uint8_t {
  Python,
  Notebook,
  Yaml,
  Json,
  JsonLines,
  Toml,
  Shell,
  Makefile,
  Dockerfile,
  Markdown,
  Cxx,
  CMake,
  Other
};
inline constexpr unsigned NumFileKinds = unsigned(FileKind::Other) + 1;

/// "python", "notebook", ...
llvm::StringRef fileKindName(FileKind Kind);

/// The kind by the file's name alone; Path may have folders.
FileKind fileKindOfName(llvm::StringRef Path);

/// Is a file of Python's kind one of Snakemake's rules, Python in a frame?
bool isSnakefile(llvm::StringRef Path);

/// True where the name has no extension, so that a shebang decides.
bool needsShebang(llvm::StringRef Path);

/// Python or Shell by a "#!" first line, else Other.
FileKind fileKindOfShebang(llvm::StringRef Head);

/// The kind by the name, and where it has no extension by the shebang; Head is
/// the file's beginning.
FileKind fileKindOf(llvm::StringRef Path, llvm::StringRef Head);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_DISCOVER_FILE_KIND_H
