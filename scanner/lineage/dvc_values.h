//===- dvc_values.h - what ${...} in a stage of a dvc.yaml is -------------===//
//
//   params.yaml:  gen: {model: gpt-4}
//   dvc.yaml:     vars: [{rows: data/rows.jsonl}]
//                 stages:
//                   ask:
//                     cmd: python ask.py --model ${gen.model} --out ${rows}
//                   each:
//                     foreach: [gpt-4, gpt-3.5-turbo]
//                     do: {cmd: python ask.py --model ${item}}
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_DVC_VALUES_H
#define MODEL_TIDY_SCANNER_LINEAGE_DVC_VALUES_H

#include "scanner/lineage/script_table.h"

namespace modeltidy {

/// A value, or a key of a mapping as text.
struct DvcValue {
  NodeRef Node;
  llvm::StringRef Key;
};

/// What a variable of a stage's command is: of the stage's own foreach or
/// matrix, else of `vars`, else of params.yaml beside the pipeline. The name
/// has _ for each byte that a shell's name cannot have. Chosen: the items that
/// one run of the stage takes.
void dvcValues(const Program &P, const ScriptTable &Scripts, NodeRef Variable,
               llvm::ArrayRef<NodeRef> Chosen,
               llvm::SmallVectorImpl<DvcValue> &Out);

/// The items that each run of the stage takes in which a command stands: one
/// of its foreach, one of each list of its matrix. Empty for another command,
/// and where there are too many.
std::vector<std::vector<NodeRef>>
dvcChoices(const Program &P, const ScriptTable &Scripts, NodeRef Command);

} // namespace modeltidy

#endif
