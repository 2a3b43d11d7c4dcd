//===- environment_files.h - files that code takes its environment from ---===//
//
//   .env:         TEACHER=gpt-4
//   settings.py:  load_dotenv()          ask.py:  import settings
//                                                 os.environ["TEACHER"]
//
// What a module sets is seen by every module that a program loads together
// with it: those that it imports, those that import it, and what these import.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_ENVIRONMENT_FILES_H
#define MODEL_TIDY_SCANNER_LINEAGE_ENVIRONMENT_FILES_H

#include "scanner/lineage/script_table.h"

namespace modeltidy {

class EnvironmentFiles {
public:
  /// The file Path, as the module Loader names it; without a folder it stands
  /// beside the module or in a folder above. Imported: by module.
  void add(const ScriptTable &Scripts, const Program &P, uint32_t Loader,
           llvm::StringRef Path,
           llvm::ArrayRef<std::vector<uint32_t>> Imported);
  /// Values of a variable that a module reads: of the first file that sets it.
  void bindings(const Program &P, uint32_t Module, llvm::StringRef Name,
                llvm::SmallVectorImpl<NodeRef> &Out) const;
  bool reach(uint32_t Module) const {
    return Module < ByModule.size() && !ByModule[Module].empty();
  }

private:
  std::vector<std::vector<uint32_t>> ByModule;
};

} // namespace modeltidy

#endif
