//===- api_effects.h - reads the body of a callable -----------------------===//
//
// Private to the loader: params, returns, when and effects of one row.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_API_EFFECTS_H
#define MODEL_TIDY_SCANNER_LINEAGE_API_EFFECTS_H

#include "scanner/catalog/yaml.h"
#include "scanner/lineage/api_arena.h"
#include "scanner/lineage/api_model.h"
#include "scanner/lineage/api_words.h"
#include "llvm/ADT/SmallVector.h"

namespace modeltidy {

class BodyReader {
public:
  BodyReader(ApiArena &Memory, yaml::Problems &Found)
      : Arena(Memory), Out(Found) {}

  /// Fills all but Name, Library and Line. The caller finishes Row.
  void read(yaml::Fields &Row, Callable &Into);

  /// An access path or a list of them.
  llvm::ArrayRef<AccessPath> paths(yaml::Node Value);
  llvm::ArrayRef<llvm::StringRef> texts(yaml::Fields &Row, llvm::StringRef Key);
  void returns(yaml::Node Value, Callable &Into);

private:
  using Effects = llvm::SmallVectorImpl<Effect>;
  using Slots = llvm::SmallVectorImpl<Slot>;

  llvm::ArrayRef<llvm::StringRef> textPairs(llvm::StringRef Key,
                                            yaml::Node Value);
  bool path(yaml::Node Value, llvm::SmallVectorImpl<AccessPath> &Into);
  void effect(const EffectRule &Rule, yaml::Node Value, Effects &Into);
  void keyed(const EffectRule &Rule, yaml::Node Value, Effects &Into);
  void pairs(yaml::Node Value, Effects &Into);
  void slot(const SlotRule &Rule, yaml::Fields &Keys, Slots &Into);
  void checkNeeds(const EffectRule &Rule, yaml::Node Value,
                  llvm::ArrayRef<Slot> Given);
  void conditions(yaml::Fields &Row, Callable &Into);
  bool condition(yaml::Node Entry, Condition &Into);
  bool conditionText(yaml::Node Value, Condition &Into);
  Effect made(EffectKind Kind, llvm::ArrayRef<Slot> Given) {
    return {Kind, Arena.keep(Given)};
  }

  ApiArena &Arena;
  yaml::Problems &Out;
};

/// A dotted name; `*` counts as a letter where Globs. Reports what is wrong.
bool checkDottedName(yaml::Node At, llvm::StringRef Name, bool Globs,
                     yaml::Problems &Out);

} // namespace modeltidy

#endif
