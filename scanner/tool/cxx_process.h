//===- cxx_process.h - one run of model-tidy-cxx ----------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The helper bounds itself (clang/limits.h); what it is not able to end, a
// helper that sleeps or hangs on a disk, ends here.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_TOOL_CXX_PROCESS_H
#define MODEL_TIDY_SCANNER_TOOL_CXX_PROCESS_H

#include "scanner/frontends/cpp/clang/limits.h"
#include "scanner/tool/cxx_answers.h"
#include <chrono>

namespace modeltidy {

/// More than the helper grants itself, so that its own limit is told first.
constexpr std::chrono::seconds HelperTime(MaxCompilerWallSeconds + 10);

/// Runs the helper, the first of Words, on one file's text. What went wrong,
/// or nothing; beyond Limit it is killed. Threads may run it at once.
std::string runHelper(llvm::ArrayRef<std::string> Words, llvm::StringRef Text,
                      std::chrono::milliseconds Limit, CxxAnswer &Into);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_TOOL_CXX_PROCESS_H
