//===- cxx_stage.h - Clang's knowledge of C++ files -------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The base layer has read every chosen C++ file. Where model-tidy-cxx lies
// beside the program it reads them once more, in a process each, with Clang's
// knowledge of names, types, macros, templates and overloads put into the same
// graph. Its summary replaces the base layer's when it arrives whole; a crash,
// a kill or a damaged answer leaves the base layer's, and is said.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_CXX_STAGE_H
#define MODEL_TIDY_SCANNER_TOOL_CXX_STAGE_H

#include "scanner/summary/summary_builder.h"
#include "scanner/tool/file_memory.h"
#include "scanner/tool/scan.h"

namespace modeltidy {

/// Files that Clang reads in one run; more are read by names alone. Said.
constexpr size_t MaxCompiledFiles = 64;
/// One chosen file; Block is replaced by the refined summary, and Errors are
/// those that Clang met.
struct CxxFile {
  llvm::StringRef Path, Text;
  SummaryBlock *Block;
  unsigned Errors = 0;
};

/// Is model-tidy-cxx there?
bool hasCxxHelper();

/// Paths must be sorted. Starts nothing where there is no file, or where the
/// cache knows what Clang would say (cxx_answers.h). What could not be done
/// becomes a limit, which people are told of.
void refineCxx(llvm::MutableArrayRef<CxxFile> Files, unsigned Threads,
               const Scan &S, FileMemory &Memory, std::vector<Limit> &Limits);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_CXX_STAGE_H
