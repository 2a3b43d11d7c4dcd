//===- documents.h - cards, licenses and notices ----------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Files that say something about models without being code. The tool reads
// them; a check sees their bytes and never the disk.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_CHECKS_DOCUMENTS_H
#define MODEL_TIDY_CHECKS_DOCUMENTS_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace modeltidy {

enum class DocumentKind : uint8_t {
  Card,        ///< README.md, MODEL_CARD.md
  License,     ///< LICENSE, LICENSE.txt, COPYING, USE_POLICY.md
  Notice,      ///< NOTICE
  Attribution, ///< ATTRIBUTION.md
  Weights,     ///< a file of weights: its path alone, never its bytes
  Bom,         ///< the license record that the policy names
  Recipe,      ///< YAML that merges models
  Parent,      ///< config.json, adapter_config.json beside weights
  Code         ///< code that says what license a model has
};

struct Document {
  DocumentKind Kind = DocumentKind::Card;
  uint32_t File = 0; ///< index into Lineage::Files
  std::string Path;  ///< relative to the root
  /// All of it; of weights what a GGUF header declares, by line: `license X`,
  /// `base X`.
  std::string Text;
};

/// What a file of that name is, by its name alone; nothing for other files.
std::optional<DocumentKind> documentKindOf(llvm::StringRef Path);

/// The folder of a path, empty for the root.
llvm::StringRef folderOf(llvm::StringRef Path);

/// The folders that a publication in a file may mean by a path, best first:
/// from the file's own folder, and from the root. Without one where the path
/// leads out of the repository or is not known in full.
std::vector<std::string> publishedFolders(llvm::StringRef File,
                                          llvm::StringRef Path);

/// Does a page begin with front matter?
bool hasFrontMatter(llvm::StringRef Text);

/// The SHA-256 of bytes, as 64 hexadecimal digits.
std::string sha256Of(llvm::StringRef Bytes);

} // namespace modeltidy

#endif // MODEL_TIDY_CHECKS_DOCUMENTS_H
