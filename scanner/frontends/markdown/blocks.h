//===- blocks.h - the code of a Markdown page -------------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// After CommonMark 0.31 (spec.commonmark.org), 4.4, 4.5 and 5.1, as far as code
// is concerned, and laxer where real pages are: a fence may be indented by any
// amount (it stands in a list), stand behind a list's mark, and a page may end
// before its last fence is closed.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_MARKDOWN_BLOCKS_H
#define MODEL_TIDY_SCANNER_FRONTENDS_MARKDOWN_BLOCKS_H

#include "scanner/frontends/documented/command_text.h"
#include <vector>

namespace modeltidy {

enum class BlockKind : uint8_t {
  FrontMatter, ///< YAML between "---" at the very start
  Python,
  Shell,
  Yaml,
  Unmarked, ///< a fence without a language, or indented code
};

struct MarkdownBlock {
  BlockKind Kind;
  /// Content lines without the marks of block quotations and the line ends.
  std::vector<LineRange> Lines;
};

/// The blocks of a page in order, fences in other languages left out. Linear.
std::vector<MarkdownBlock> markdownBlocks(llvm::StringRef Text);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_FRONTENDS_MARKDOWN_BLOCKS_H
