//===- write_file.cpp - a file with the given bytes ---------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/tool/write_file.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/raw_ostream.h"

namespace modeltidy {

std::string writeFile(llvm::StringRef Path, llvm::StringRef Bytes) {
  std::error_code Error;
  llvm::raw_fd_ostream OS(Path, Error);
  if (!Error) {
    OS << Bytes;
    OS.flush();
    Error = OS.error();
    OS.clear_error(); // LLVM would end the process in the destructor
  }
  return Error ? ("cannot write '" + Path + "': " + Error.message()).str() : "";
}

} // namespace modeltidy
