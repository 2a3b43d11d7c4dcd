//===- python.h - one Python file becomes a module summary ----------------===//
//
// summarizePython reads any bytes: what does not parse stands in the summary's
// errors(), and the sound statements around it are in the graph all the same.
// Python 2's print and exec statements count as calls.
//
// No state outlives a call: safe to call from many threads. Time is linear in
// the text; nesting, errors and the parser's work are capped (limits below),
// and each cap that is hit is an entry in errors().
//
// Names and strings are the file's own bytes: not UTF-8 where the file is not.
//===----------------------------------------------------------------------===//
#ifndef MODEL_TIDY_SCANNER_FRONTENDS_PYTHON_PYTHON_H
#define MODEL_TIDY_SCANNER_FRONTENDS_PYTHON_PYTHON_H

#include "scanner/summary/summary_builder.h"

namespace modeltidy {

/// Texts beyond this many bytes become an empty summary with one error: a
/// summary's offsets have 32 bits, and a node takes 32 bytes.
constexpr size_t MaxPythonBytes = size_t(1) << 27;

/// Expressions and statements nested deeper than this become Opaque. CPython
/// itself stops at 200 parentheses and 100 indentations.
constexpr unsigned MaxPythonNesting = 300;

/// Errors kept for one file; one more says that there were further ones.
constexpr unsigned MaxPythonErrors = 100;

SummaryBlock summarizePython(llvm::StringRef Text);

} // namespace modeltidy

#endif
