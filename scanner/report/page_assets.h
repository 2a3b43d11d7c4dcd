//===- page_assets.h - files that the HTML page carries ---------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_REPORT_PAGE_ASSETS_H
#define MODEL_TIDY_SCANNER_REPORT_PAGE_ASSETS_H

#include "llvm/ADT/StringRef.h"

namespace modeltidy {

/// scanner/report/page/page.{html,css,js} and the graph library, compiled in.
llvm::StringRef pageTemplate();
llvm::StringRef pageStyle();
llvm::StringRef pageScript();
llvm::StringRef pageLibrary();

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_REPORT_PAGE_ASSETS_H
