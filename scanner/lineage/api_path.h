//===- api_path.h - access paths as text ----------------------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_API_PATH_H
#define MODEL_TIDY_SCANNER_LINEAGE_API_PATH_H

#include "scanner/lineage/api_arena.h"
#include "scanner/lineage/api_model.h"
#include <optional>
#include <string>

namespace modeltidy {

/// Reads `arg.rows.item.key.text`, `self.model`, `rest.1`, `'a literal'`. The
/// step `.at.0` (the element that argument 0 names) is a Key named "@0".
/// Without a value, Why says what is wrong and proposes a repair.
std::optional<AccessPath> parseAccessPath(llvm::StringRef Text, ApiArena &Arena,
                                          std::string &Why);

/// The path as a row would write it.
std::string str(const AccessPath &Path);

} // namespace modeltidy

#endif
