//===- gathered_words.h - options that a script gathers in a text ---------===//
//
//   OPTS=" --base $BASE"
//   OPTS+=" --teacher $TEACHER"
//   torchrun train.py $OPTS
//
// The text is split where it is written, so that each word keeps its own place,
// and length does not count. Of several versions (an option added under an if)
// the words that the others have too are told once.
//
// Cost: linear in the pieces of all versions; at most MaxPieces.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_GATHERED_WORDS_H
#define MODEL_TIDY_SCANNER_LINEAGE_GATHERED_WORDS_H

#include "scanner/lineage/launch.h"
#include "scanner/lineage/value.h"

namespace modeltidy {

class Engine;

/// The words of a text that is split at its blanks. Empty where it is not put
/// together from pieces, or from too many.
std::vector<LaunchWord> gatheredWords(Engine &E, const Spot &Text);

/// The words of a known text: blanks separate, quotes hold together and go. At
/// is the node that uses it, Where the one that writes it.
std::vector<LaunchWord> splitWords(llvm::StringRef Text, NodeRef At,
                                   NodeRef Where);

/// The command lines of a text with several: `cd a && python b.py; wc c`.
std::vector<std::vector<LaunchWord>>
commandsOf(llvm::ArrayRef<LaunchWord> Words);

} // namespace modeltidy

#endif
