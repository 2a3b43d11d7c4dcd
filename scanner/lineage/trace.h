//===- trace.h - what the engine believes at a line (--trace) -------------===//
#ifndef MODEL_TIDY_SCANNER_LINEAGE_TRACE_H
#define MODEL_TIDY_SCANNER_LINEAGE_TRACE_H

#include "scanner/lineage/engine.h"
#include "scanner/lineage/lineage.h"
#include <string>

namespace modeltidy {

/// The flows of the lineage that pass through the line, step by step.
std::string traceFlows(const Lineage &L, llvm::StringRef File, uint32_t Line);

/// For every expression that starts on the line: its values, for a call what
/// it may call and which rows speak of it, and one step back from it. The
/// answer to "why was nothing found?". File: as in the lineage.
std::string traceLine(Engine &E, llvm::StringRef File, uint32_t Line);

} // namespace modeltidy

#endif
