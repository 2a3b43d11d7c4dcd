//===- script_table.h - files that a command line may name ----------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_SCRIPT_TABLE_H
#define MODEL_TIDY_SCANNER_LINEAGE_SCRIPT_TABLE_H

#include "scanner/lineage/program.h"
#include <map>
#include <vector>

namespace modeltidy {

/// Scripts and configs of a repository by the paths that lead to them.
class ScriptTable {
public:
  explicit ScriptTable(const Program &P);

  /// A path as seen from a folder: there, in a folder above, or wherever the
  /// one file is whose path ends so. Text is a pattern (path_pattern.h): what
  /// stands behind its last unknown part counts.
  std::optional<uint32_t> find(llvm::StringRef Text,
                               llvm::StringRef Folder) const;
  /// `python -m a.b.c`
  std::optional<uint32_t> findModule(llvm::StringRef Dotted,
                                     llvm::StringRef Folder) const;
  /// The documents of the config file that a word names, alone or behind '='.
  /// Word stands in the module From. Of a path that scripts write to, all that
  /// is written there, or what From's own file writes where it does.
  void documents(llvm::StringRef Word, uint32_t From,
                 std::vector<NodeRef> &Out) const;

  /// The script or config at exactly that path.
  std::optional<uint32_t> at(llvm::StringRef Path) const;
  /// The first document of the config at exactly that path, a mapping.
  std::optional<NodeRef> rootAt(llvm::StringRef Path) const;
  /// Is any file of the repository a config?
  bool hasDocuments() const { return HasDocuments; }

private:
  std::optional<uint32_t> findBelow(llvm::StringRef Path) const;

  const Program &P;
  bool HasDocuments = false;
  llvm::StringMap<uint32_t> ByPath;
  /// Configs that scripts write to the path of the key's module.
  std::map<uint32_t, std::vector<uint32_t>> Rewritten;
  llvm::StringMap<std::vector<uint32_t>> ByName;
};

/// Does a path end as a script's?
bool endsAsScript(llvm::StringRef Path);
/// Is a program one that reads or moves files and runs none of them?
bool onlyReads(llvm::StringRef Program);

} // namespace modeltidy

#endif
