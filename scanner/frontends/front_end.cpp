//===- front_end.cpp - what every front end makes of a file ---------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/front_end.h"
#include "scanner/frontends/markdown/markdown.h"
#include "scanner/frontends/python/python.h"

namespace modeltidy {

using llvm::StringRef;

std::vector<SummaryPart> summarizeFile(FileKind Kind, StringRef,
                                       StringRef Text) {
  std::vector<SummaryPart> Parts;
  switch (Kind) {
  case FileKind::Python:
    Parts.push_back({summarizePython(Text)});
    break;
  case FileKind::Markdown:
    return summarizeMarkdown(Text);
  default:
    break;
  }
  return Parts;
}

} // namespace modeltidy
