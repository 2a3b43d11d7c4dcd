//===- make_goals.h - what a goal of a Makefile runs ----------------------===//
//
//   make gen MODEL=gpt-4        gen: prompts.txt
//                               \tpython gen.py --model $(MODEL)
//
// Rules are functions make:TARGET (frontends/shell/embedded.h), which call
// those of their prerequisites.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_MAKE_GOALS_H
#define MODEL_TIDY_SCANNER_LINEAGE_MAKE_GOALS_H

#include "scanner/lineage/launch.h"
#include <optional>

namespace modeltidy {

/// The words of a command line that runs make.
struct MakeLine {
  std::string File; // as -C and -f name it; "": which one is not told
  std::vector<std::string> Goals;
  std::vector<std::pair<std::string, WordTexts>> Variables;
};

/// None where the words run another program.
std::optional<MakeLine> makeLine(llvm::ArrayRef<LaunchWord> Words);

/// The functions of a Makefile that these goals run, by index; those of its
/// first rule where there are none.
llvm::BitVector functionsOfGoals(const Summary &Makefile,
                                 llvm::ArrayRef<std::string> Goals);

/// The functions of a script that read one of the variables, by index.
llvm::BitVector
functionsThatRead(const Summary &Script,
                  llvm::ArrayRef<std::pair<std::string, WordTexts>> Variables);

} // namespace modeltidy

#endif
