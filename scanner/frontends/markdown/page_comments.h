//===- page_comments.h - NOLINT comments of a page --------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_MARKDOWN_PAGE_COMMENTS_H
#define MODEL_TIDY_SCANNER_FRONTENDS_MARKDOWN_PAGE_COMMENTS_H

#include "scanner/frontends/documented/command_text.h"
#include <vector>

namespace modeltidy {

/// The HTML comments of a page that hold "NOLINT" and stand outside of fences,
/// in order, their marks included. A comment that does not end is none. Linear.
std::vector<LineRange> nolintComments(llvm::StringRef Text);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_FRONTENDS_MARKDOWN_PAGE_COMMENTS_H
