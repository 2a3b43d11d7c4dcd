//===- catalog_compiler.cpp - The catalog's YAML becomes constants --------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   tidy_catalog_compiler ROOT OUT.cpp FILE...
//
// A build tool. FILE is a path relative to ROOT. It loads the files with the
// loader that also reads users' catalogs, checks them against each other and
// their examples, and writes the tables. Mistakes go to stderr as
// `checks/terms/mit.yaml:12:3: ...` and nothing is written.
//
//===----------------------------------------------------------------------===//

#include "scanner/catalog/example_check.h"
#include "scanner/catalog/records_loader.h"
#include "scanner/catalog/table_writer.h"

#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

using namespace modeltidy;

namespace {

bool readAll(StringRef Root, ArrayRef<const char *> Files, Records &Into,
             yaml::Problems &Out) {
  for (StringRef File : Files) {
    auto Text = llvm::MemoryBuffer::getFile(Root + "/" + File);
    if (!Text) {
      llvm::errs() << File << ": " << Text.getError().message() << "\n";
      return false;
    }
    Into.read((*Text)->getBuffer(), File, Out);
  }
  return true;
}

bool writeFile(StringRef Path, StringRef Text) {
  std::error_code Error;
  llvm::raw_fd_ostream Out(Path, Error);
  if (!Error) {
    Out << Text;
    Out.close();
    Error = Out.error();
  }
  if (Error)
    llvm::errs() << Path << ": " << Error.message() << "\n";
  return !Error;
}

} // namespace

int main(int Argc, char **Argv) {
  if (Argc < 4) {
    llvm::errs() << "usage: tidy_catalog_compiler ROOT OUT.cpp FILE...\n";
    return 2;
  }
  Records All;
  yaml::Problems Found;
  if (!readAll(Argv[1], ArrayRef(Argv + 3, Argv + Argc), All, Found))
    return 1;
  crossCheck(All, Records(), Found);
  Tables T = buildTables(All);
  checkExamples(Catalog(T, nullptr), Found, All.Marks);
  for (const yaml::Problem &P : Found)
    llvm::errs() << P.str() << "\n";
  return Found.empty() && writeFile(Argv[2], writeTables(T)) ? 0 : 1;
}
