//===- entry_points.h - programs that a package installs ------------------===//
//
//   pyproject.toml:  [project.scripts]            train-it --base org/model
//                    train-it = "pkg.train:main"    runs pkg/train.py
//
// Also of setup.py and setup.cfg.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_ENTRY_POINTS_H
#define MODEL_TIDY_SCANNER_LINEAGE_ENTRY_POINTS_H

#include "scanner/lineage/script_table.h"

namespace modeltidy {

class EntryPoints {
public:
  EntryPoints(const Program &P, const ScriptTable &Scripts);

  /// The module that a program runs which a command line in module From names.
  /// Of several packages of one repository, the first that may have to do with
  /// it (Program::related).
  std::optional<uint32_t> find(llvm::StringRef Name, uint32_t From) const;

private:
  struct Installed {
    uint32_t By, Target; // modules: the project's file, what runs
  };
  void addTables(uint32_t M, const ScriptTable &Scripts);
  void addTexts(uint32_t M, const ScriptTable &Scripts);
  void add(llvm::StringRef Name, llvm::StringRef Reference, uint32_t By,
           const ScriptTable &Scripts);

  const Program &P;
  llvm::StringMap<std::vector<Installed>> Programs;
};

} // namespace modeltidy

#endif
