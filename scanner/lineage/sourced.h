//===- sourced.h - scripts that a script takes in by `source` -------------===//
//
//   env.sh:  TEACHER=meta-llama/Llama-2-13b     run.sh:  source env.sh
//            ask() { python ask.py --model $1; }          ask $TEACHER
//
// A script sees the variables and the functions of what it sources, and what
// is sourced sees those of the script.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_SOURCED_H
#define MODEL_TIDY_SCANNER_LINEAGE_SOURCED_H

#include "scanner/lineage/script_table.h"

namespace modeltidy {

class SourcedScripts {
public:
  SourcedScripts(const Program &P, const ScriptTable &Scripts);

  /// Values that other scripts give to a variable of a script: those that it
  /// sources, theirs in turn, and those that source it. Nearest first; the
  /// first script that sets the variable counts.
  void bindings(uint32_t Module, llvm::StringRef Name,
                llvm::SmallVectorImpl<NodeRef> &Out) const;

  /// The function of a sourced script that a command line calls.
  std::optional<FunctionRef> function(NodeRef Command) const;
  /// The command lines that call it.
  llvm::ArrayRef<NodeRef> callers(FunctionRef F) const;

private:
  void addFunctions(uint32_t Module);

  const Program &P;
  std::vector<std::vector<uint32_t>> Near; // by module, in the order of looks
  llvm::DenseMap<uint64_t, FunctionRef> Called; // by command
  llvm::DenseMap<uint64_t, std::vector<NodeRef>> Callers;
};

} // namespace modeltidy

#endif
