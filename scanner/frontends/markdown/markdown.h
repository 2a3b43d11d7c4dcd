//===- markdown.h - a Markdown page becomes summaries -----------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The parts of a page, in this order: its front matter as a config; each fenced
// Python block as a module of its own and each YAML block as a config, in the
// page's order; all commands together as one shell part, for one block sets
// what the next one uses. All but the front matter are documented: a reader
// runs them, nothing else does.
//
// Any bytes are fine. Time is linear: each part costs the bytes before its end
// (blanks, mostly), which MaxMaskedBytes bounds for all parts together.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_MARKDOWN_MARKDOWN_H
#define MODEL_TIDY_SCANNER_FRONTENDS_MARKDOWN_MARKDOWN_H

#include "scanner/frontends/front_end.h"

namespace modeltidy {

/// Python and YAML blocks of a page that are analyzed, and the bytes that they
/// may cost. The longest tutorials have some hundred blocks in 100 KiB.
inline constexpr size_t MaxMarkdownBlocks = 500;
inline constexpr size_t MaxMaskedBytes = 32u << 20;

/// A limit that was reached is an error of the last part.
std::vector<SummaryPart> summarizeMarkdown(llvm::StringRef Text);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_FRONTENDS_MARKDOWN_MARKDOWN_H
