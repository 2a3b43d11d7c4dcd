//===- cuda.h - CUDA's own syntax put out of the way ------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The grammar is C++'s. What CUDA adds says where code runs, nothing of what
// it does: `__global__ void f()` and `f<<<grid, block>>>(x)` become a function
// and a call of it.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_CPP_CUDA_H
#define MODEL_TIDY_SCANNER_FRONTENDS_CPP_CUDA_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace modeltidy::cpp {

/// The text with blanks where CUDA's syntax stands, every other byte at its
/// place; the text itself where there is none. Storage holds what is new.
llvm::StringRef withoutCuda(llvm::StringRef Text, std::string &Storage);

} // namespace modeltidy::cpp

#endif // MODEL_TIDY_SCANNER_FRONTENDS_CPP_CUDA_H
