//===- api_words.h - the closed lists of API models -----------------------===//
//
// Words of docs/api-models.md and what they mean in memory. A list stands in
// the order of its enum, so a word's index is the value.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_API_WORDS_H
#define MODEL_TIDY_SCANNER_LINEAGE_API_WORDS_H

#include "scanner/lineage/api_model.h"
#include "scanner/lineage/lineage.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <optional>

namespace modeltidy {

/// What a key's value must look like.
enum class SlotShape : uint8_t {
  Paths, // an access path or a list of them
  Text,  // any text
  Texts, // texts
  Flag,  // true
  Edge,  // one word of edgeKindWords()
  Model, // one word of modelKindWords()
  Part,  // one word of roleWords()
  Way,   // one word of channelWords()
  What,  // one word of publishedWords()
  Mode,  // one word of modeWords()
  Match, // an RE2 pattern
  Pairs, // a mapping of texts to texts; Slot::Words holds them in turn
};

enum class SlotNeed : uint8_t { Optional, Required, OneOf };

struct SlotRule {
  llvm::StringRef Key;
  SlotKind Kind;
  SlotShape Shape;
  SlotNeed Need = SlotNeed::Optional;
};

/// How an effect may be written beside a mapping of its keys.
enum class EffectForm : uint8_t {
  Keys,  // only that
  Paths, // paths alone, meaning its first slot
  Word,  // its first slot's word alone, and no mapping
  Pairs, // a mapping of target paths to value paths
};

struct EffectRule {
  llvm::StringRef Key;
  llvm::ArrayRef<SlotRule> Slots;
  EffectKind Kind;
  EffectForm Form;
};

/// One rule an effect, in the order of EffectKind.
llvm::ArrayRef<EffectRule> effectRules();

llvm::ArrayRef<llvm::StringRef> edgeKindWords();
llvm::ArrayRef<llvm::StringRef> modelKindWords();
llvm::ArrayRef<llvm::StringRef> roleWords();
llvm::ArrayRef<llvm::StringRef> channelWords();
llvm::ArrayRef<llvm::StringRef> publishedWords();
llvm::ArrayRef<llvm::StringRef> modeWords();
/// The words that a shape admits; empty where it admits any text.
llvm::ArrayRef<llvm::StringRef> wordsOf(SlotShape Shape);

/// The value of a word, or Default for the empty word and unknown ones.
EdgeKind edgeKindOf(llvm::StringRef Word, EdgeKind Default = EdgeKind::Text);
ModelKind modelKindOf(llvm::StringRef Word);
Role roleOf(llvm::StringRef Word);
Channel channelOf(llvm::StringRef Word);

llvm::StringRef wordOf(EdgeKind Kind);
llvm::StringRef wordOf(ModelKind Kind);
llvm::StringRef wordOf(Role Part);
/// Empty for Channel::Unknown.
llvm::StringRef wordOf(Channel Through);

} // namespace modeltidy

#endif
