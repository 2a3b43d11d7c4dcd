//===- cmake.h - the programs that a CMake file builds ----------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   add_executable(gen main.cpp util.cpp)   c++ -o gen main.cpp util.cpp
//   target_sources(gen PRIVATE more.cpp)    c++ -o gen more.cpp
//   target_compile_definitions(gen PRIVATE M="x")   c++ -DM="x" main.cpp …
//   add_custom_command(COMMAND gen --n 5)   gen --n 5
//
// A script of these command lines: whoever looks for what a program is built
// from need not know what built it. Variables that set(), file(GLOB) and
// aux_source_directory() give constants or patterns are put in; nothing else of
// the language is run.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_CPP_CMAKE_H
#define MODEL_TIDY_SCANNER_FRONTENDS_CPP_CMAKE_H

#include "scanner/summary/summary_builder.h"

namespace modeltidy {

SummaryBlock summarizeCMake(llvm::StringRef Text);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_FRONTENDS_CPP_CMAKE_H
