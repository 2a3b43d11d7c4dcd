//===- interest.h - what makes a file of each kind worth a parse -*- C++
//-*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Code is told by its words, scripts and documents too; configs are small and
// all parsed; data is opened only where a chosen file names it. These rules
// look at names and sizes alone, so that data need not be read to be left out.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_INTEREST_H
#define MODEL_TIDY_SCANNER_TOOL_INTEREST_H

#include "scanner/discover/discover.h"
#include "scanner/tool/selection.h"

namespace modeltidy {

/// A YAML, TOML or JSON file above it is generated or data: no config that a
/// person keeps comes near. Said where it is left out.
inline constexpr uint64_t MaxChosenConfigBytes = 1u << 20;

/// A JSON file above it is data unless a chosen file names it.
inline constexpr uint64_t MaxUnnamedJsonBytes = 256u << 10;

/// JSON files of one folder beyond which they are taken for data. Said.
inline constexpr size_t MaxJsonOfFolder = 200;

/// A header above it is a library in one file, as <json.hpp> is: nobody's own
/// code, and what it does is in the API models. Said.
inline constexpr uint64_t MaxCxxHeaderBytes = 128u << 10;

/// Does a file lie in a folder for the code of others (`vendor`,
/// `third_party`)? C++ projects carry their libraries with them.
bool isVendored(llvm::StringRef Path);

/// What is read of JSON lines: the first records show the fields. Said.
inline constexpr uint64_t JsonLinesHeadBytes = 64u << 10;

/// One file that some front end reads.
struct Admitted {
  const SourceFile *File;
  Interest Why;
};

/// The files of the discovery that have a front end, in its order. What is left
/// out by a limit is said in Found.
std::vector<Admitted> admitFiles(Discovery &Found);

/// The same question once the text is known: a page with front matter states
/// facts, as a config does.
Interest refineByText(Interest Why, FileKind Kind, llvm::StringRef Text);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_INTEREST_H
