//===- api_compiler.cpp - host tool: YAML to constant tables
//---------------===//
//
//   api-compiler OUT_DIR FILE.yaml...
//
// Writes OUT_DIR/<stem>.cpp for each file and OUT_DIR/builtin_apis.cpp; a file
// that would not change is left alone, so that it is not compiled again. A bad
// row is printed and left out; the test BuiltinApis.LoadWithoutMistakes fails.
//===----------------------------------------------------------------------===//

#include "scanner/lineage/api_loader.h"
#include "scanner/lineage/api_tables.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>
#include <vector>

using namespace modeltidy;
using llvm::StringRef;

namespace {

bool writeIfChanged(const llvm::Twine &Path, StringRef Text) {
  auto Old = llvm::MemoryBuffer::getFile(Path);
  if (Old && (*Old)->getBuffer() == Text)
    return true;
  std::error_code Error;
  llvm::raw_fd_ostream Out(Path.str(), Error);
  if (!Error)
    Out << Text;
  Out.close();
  if (Error || Out.has_error()) {
    llvm::errs() << Path << ": cannot be written\n";
    Out.clear_error();
    return false;
  }
  return true;
}

bool load(std::vector<StringRef> Files, ApiArena &Arena,
          std::vector<ApiLibrary> &Libraries) {
  std::sort(Files.begin(), Files.end());
  for (StringRef File : Files) {
    auto Buffer = llvm::MemoryBuffer::getFile(File);
    if (!Buffer) {
      llvm::errs() << File << ": " << Buffer.getError().message() << '\n';
      return false;
    }
    yaml::Problems Found;
    StringRef Name = llvm::sys::path::filename(File);
    Libraries.push_back(
        loadApiLibrary((*Buffer)->getBuffer(), Name, Arena, Found));
    for (const yaml::Problem &P : Found)
      llvm::errs() << llvm::sys::path::parent_path(File) << '/' << P.str()
                   << '\n';
  }
  return true;
}

} // namespace

int main(int Count, char **Arguments) {
  if (Count < 2) {
    llvm::errs() << "usage: api-compiler OUT_DIR FILE.yaml...\n";
    return 2;
  }
  ApiArena Arena;
  std::vector<ApiLibrary> Libraries;
  if (!load({Arguments + 2, Arguments + Count}, Arena, Libraries))
    return 1;
  llvm::SmallString<128> Folder(Arguments[1]);
  if (llvm::sys::fs::create_directories(Folder))
    return 1;
  bool Fine =
      writeIfChanged(Folder + "/builtin_apis.cpp", apiTableList(Libraries));
  for (const ApiLibrary &L : Libraries)
    Fine &= writeIfChanged(
        Folder + "/" + llvm::sys::path::stem(L.File) + ".cpp", apiTables(L));
  return Fine ? 0 : 1;
}
