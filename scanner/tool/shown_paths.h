//===- shown_paths.h - names of files for people ----------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_SHOWN_PATHS_H
#define MODEL_TIDY_SCANNER_TOOL_SHOWN_PATHS_H

#include "scanner/discover/discover.h"
#include <string>

namespace modeltidy {

/// Names that open where the user stands, for terminals and editors: relative
/// to the current folder where that lies in the root or above it, else
/// absolute. Found must outlive this.
class ShownPaths {
public:
  explicit ShownPaths(const Discovery &Found);
  /// File is relative to the root; what is no file of it stays as it is.
  std::string operator()(llvm::StringRef File) const;

private:
  const Discovery *Found;
  std::string Here; ///< absolute, links resolved; empty: unknown
};

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_SHOWN_PATHS_H
