//===- api_compiler.cpp - host tool: YAML to constant tables --------------===//
//
//   api-compiler OUT_DIR PARTS FILE.yaml...
//
// Writes OUT_DIR/apis_0.cpp to apis_<PARTS-1>.cpp, which hold the tables of all
// files, and OUT_DIR/builtin_apis.cpp. A source that would not change is left
// alone, so that it is not compiled again: several parts make a change quick,
// one part a library would compile the same headers fifty times. A bad row is
// printed and left out; the test BuiltinApis.LoadWithoutMistakes fails.
//===----------------------------------------------------------------------===//

#include "scanner/lineage/api_loader.h"
#include "scanner/lineage/api_tables.h"
#include "llvm/ADT/Twine.h"
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
  unsigned Parts = 0;
  if (Count < 3 || StringRef(Arguments[2]).getAsInteger(10, Parts) || !Parts) {
    llvm::errs() << "usage: api-compiler OUT_DIR PARTS FILE.yaml...\n";
    return 2;
  }
  ApiArena Arena;
  std::vector<ApiLibrary> Libraries;
  StringRef Folder = Arguments[1];
  if (!load({Arguments + 3, Arguments + Count}, Arena, Libraries) ||
      llvm::sys::fs::create_directories(Folder))
    return 1;
  bool Fine =
      writeIfChanged(Folder + "/builtin_apis.cpp", apiTableList(Libraries));
  for (unsigned Part = 0; Part != Parts; ++Part) {
    std::string Text = apiTablesOpening().str();
    for (size_t I = Part; I < Libraries.size(); I += Parts)
      Text += apiTables(Libraries[I]);
    Fine &=
        writeIfChanged(Folder + "/apis_" + llvm::Twine(Part) + ".cpp", Text);
  }
  return Fine ? 0 : 1;
}
