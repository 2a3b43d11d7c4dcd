//===- overrides.h - lists and mappings among a command's words -----------===//
//
//   python tune.py sets=[a,b] model={name: gpt2, width: 8}
//
// Hydra and OmegaConf read what stands in brackets as a list, and in braces as
// a mapping.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_OVERRIDES_H
#define MODEL_TIDY_SCANNER_LINEAGE_OVERRIDES_H

#include "scanner/lineage/launch.h"

namespace modeltidy {

/// Takes such words apart: a list becomes one word of several texts, a mapping
/// one word for each key, "model.name=gpt2".
void openOverrides(std::vector<LaunchWord> &Words);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_LINEAGE_OVERRIDES_H
