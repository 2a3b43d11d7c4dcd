//===- folder_rules.h - vendored, generated, environment folders -*- C++
//-*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_DISCOVER_FOLDER_RULES_H
#define MODEL_TIDY_SCANNER_DISCOVER_FOLDER_RULES_H

#include "scanner/discover/discover.h"
#include <optional>

namespace modeltidy {

/// Why a folder is left out, by its name alone.
std::optional<SkipReason> folderSkipByName(llvm::StringRef Name);

/// Why a folder is left out, by what lies in it.
std::optional<SkipReason>
folderSkipByContent(llvm::StringRef Name,
                    const std::vector<FolderEntry> &Entries);

/// True for names that generators write: x_pb2.py, x.pb.cc.
bool isGeneratedName(llvm::StringRef Name);

/// Reads what the first bytes of a file say. ByName is the kind by its name.
HeadFacts headFacts(llvm::StringRef Head, llvm::StringRef Path);

/// How much of a file headFacts wants: git's and grep's own 8 KiB.
inline constexpr uint64_t HeadFactBytes = 8192;

/// The line for people: "vendored folder".
llvm::StringRef skipText(SkipReason Reason, bool IsFolder);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_DISCOVER_FOLDER_RULES_H
