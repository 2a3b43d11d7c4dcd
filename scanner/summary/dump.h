//===- dump.h - a summary as text, for tests and for people ---------------===//
#ifndef MODEL_TIDY_SCANNER_SUMMARY_DUMP_H
#define MODEL_TIDY_SCANNER_SUMMARY_DUMP_H

#include "scanner/summary/summary.h"
#include <string>

namespace modeltidy {

llvm::StringRef kindName(NodeKind Kind);

/// Everything in the summary, one entry a line:
///
///   #3 Call (#1, #2, key=#4) stmt 2:8        node, operands, flags, place
///   scope 1 function f in 0                  and below it its bindings
///     rows exit #7
///   function 0 f params (#3) returns (#7)
///   region Loop #5 3:1-4:1
std::string dumpSummary(const Summary &S);

/// One value, its operands written inside it:
///   Call(Attr(Global json, dumps), Param rows, indent=2)
/// Strings are quoted, numbers bare. A node that contains itself is written as
/// its id there; what is deeper than 12 levels or behind 2,000 nodes as "...".
std::string dumpValue(const Summary &S, NodeId Id);

} // namespace modeltidy

#endif
