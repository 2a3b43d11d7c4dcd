//===- api_patterns.h - RE2 patterns of `when`, compiled at first use -----===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_API_PATTERNS_H
#define MODEL_TIDY_SCANNER_LINEAGE_API_PATTERNS_H

#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>

namespace modeltidy {

/// Does the RE2 pattern match some part of Text? (`^` and `$` anchor.) False
/// for a pattern that is none. Each pattern is compiled once a process; any
/// number of threads may call.
bool matchesPattern(llvm::StringRef Pattern, llvm::StringRef Text);

/// What the pattern's first group (or the whole of a pattern without groups)
/// matches in Text; nothing where it does not match.
std::optional<std::string> firstGroup(llvm::StringRef Pattern,
                                      llvm::StringRef Text);

/// What is wrong with a pattern; empty for a good one. Keeps nothing.
std::string patternError(llvm::StringRef Pattern);

} // namespace modeltidy

#endif
