//===- branches.h - code of imported scripts, entries that keep keys ------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_BRANCHES_H
#define MODEL_TIDY_SCANNER_LINEAGE_BRANCHES_H

#include "scanner/lineage/engine.h"

namespace modeltidy {

/// Is a module one that the launch of E imports, and that could be run itself?
bool isImportedScript(const Engine &E, uint32_t Module);
/// Does code stand behind the `if __name__ == "__main__":` of such a module?
bool isOwnMain(const Engine &E, NodeRef Code);

/// {k: f(v) for k, v in TABLE.items()}[KEY] is f(TABLE[KEY]): the table, where
/// the value of such a comprehension's pair is made from its entry alone.
NodeRef tableOfEntries(Engine &E, NodeRef Pair, ContextId C);

} // namespace modeltidy

#endif
