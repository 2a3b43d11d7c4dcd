//===- script_names.h - names that scripts made of other files have -------===//
//
// A Makefile, a dvc.yaml or a workflow is read as a shell script. Who makes the
// script and who links it must spell its names alike.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_SUMMARY_SCRIPT_NAMES_H
#define MODEL_TIDY_SCANNER_SUMMARY_SCRIPT_NAMES_H

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace modeltidy {

/// Before a target's name: the shell function of its rule in a Makefile.
inline constexpr llvm::StringLiteral MakeRulePrefix = "make:";

/// Name with _ for each byte that a shell's name cannot have.
inline std::string shellName(llvm::StringRef Name) {
  std::string Out = Name.str();
  for (char &C : Out)
    if (!llvm::isAlnum(C))
      C = '_';
  return Out;
}

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_SUMMARY_SCRIPT_NAMES_H
