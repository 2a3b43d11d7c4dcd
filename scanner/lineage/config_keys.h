//===- config_keys.h - the keys of a config, in a file or built by code ---===//
//
// Answered from the value graph alone, with nothing evaluated: which rows speak
// of a mapping is told by the keys that stand there as constants.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_CONFIG_KEYS_H
#define MODEL_TIDY_SCANNER_LINEAGE_CONFIG_KEYS_H

#include "scanner/summary/summary.h"

namespace modeltidy {

/// Is a dotted key ("datasets.path", through lists) given in a mapping? One
/// whose value is empty, null or false counts as absent. Of a mapping with many
/// versions the latest 2,000 are looked at.
bool givesKey(const Summary &S, NodeId Mapping, llvm::StringRef Dotted);

/// Is a node a mapping as code builds it up: cfg["a"] = x, cfg.update(…), one
/// of these or another?
bool isBuiltMapping(const Summary &S, NodeId Id);

/// A mapping of a config: as it stands in a file or in code, or built up.
bool isConfigMapping(const Summary &S, NodeId Id);

} // namespace modeltidy

#endif
