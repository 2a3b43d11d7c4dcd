//===- make.h - the programs that a Makefile builds -------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   gen: gen.o util.o            c++ -o gen gen.cpp gen.cc … util.cpp …
//   $(BIN): $(OBJS)              the same, with what the variables stand for
//       $(CXX) -o $@ $^
//
// A script of these command lines, as of a CMake file (cmake.h). An object is
// built from a rule's source, else from any source of its name; whoever reads
// the script takes the files that are there. Of make's functions wildcard,
// patsubst, addprefix and $(X:.cpp=.o) are known, and of flags the macros that
// CXXFLAGS and its like define. Recipes are not read here.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_CPP_MAKE_H
#define MODEL_TIDY_SCANNER_FRONTENDS_CPP_MAKE_H

#include "scanner/summary/summary_builder.h"
#include <optional>

namespace modeltidy {

/// Nothing where no rule builds a program.
std::optional<SummaryBlock> summarizeMakeRules(llvm::StringRef Text);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_FRONTENDS_CPP_MAKE_H
