//===- page_assets.cpp - files that the HTML page carries ---------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/report/page_assets.h"

// The assembler takes the bytes as they are: no compiler has to read half a
// megabyte of string literal. The paths come from CMakeLists.txt.
#define TIDY_ASSET(Name, Path)                                                 \
  __asm__(".section .rodata\n"                                                 \
          ".global tidy_asset_" #Name "\n"                                     \
          "tidy_asset_" #Name ":\n"                                            \
          ".incbin \"" Path "\"\n"                                             \
          ".global tidy_asset_" #Name "_end\n"                                 \
          "tidy_asset_" #Name "_end:\n"                                        \
          ".byte 0\n"                                                          \
          ".previous\n");                                                      \
  extern "C" const char tidy_asset_##Name[], tidy_asset_##Name##_end[]

TIDY_ASSET(html, MODEL_TIDY_PAGE_DIR "/page.html");
TIDY_ASSET(css, MODEL_TIDY_PAGE_DIR "/page.css");
TIDY_ASSET(js, MODEL_TIDY_PAGE_DIR "/page.js");
TIDY_ASSET(library,
           MODEL_TIDY_PAGE_DIR "/node_modules/cytoscape/dist/cytoscape.min.js");

namespace modeltidy {

using llvm::StringRef;

namespace {

StringRef between(const char *Begin, const char *End) {
  return {Begin, size_t(End - Begin)};
}

} // namespace

StringRef pageTemplate() {
  return between(tidy_asset_html, tidy_asset_html_end);
}
StringRef pageStyle() { return between(tidy_asset_css, tidy_asset_css_end); }
StringRef pageScript() { return between(tidy_asset_js, tidy_asset_js_end); }
StringRef pageLibrary() {
  return between(tidy_asset_library, tidy_asset_library_end);
}

} // namespace modeltidy
