//===- iteration.h - what a loop's header iterates over -------------------===//
#ifndef MODEL_TIDY_SCANNER_FRONTENDS_PYTHON_ITERATION_H
#define MODEL_TIDY_SCANNER_FRONTENDS_PYTHON_ITERATION_H

#include "scanner/frontends/python/syntax.h"
#include "llvm/ADT/SmallVector.h"

namespace modeltidy::python {

/// How the elements of an expression come from those of its parts.
enum class IterationForm : uint8_t {
  Variable, // x, x.a["k"]: no parts
  Same,     // sorted(x), x[1:], x.values(): the elements of x
  Second,   // enumerate(x), x.items(): pairs, of which they are the second
  Zip,      // tuples of an element of each part
  Other     // new values, as far as is known
};

struct Iteration {
  IterationForm Form;
  llvm::SmallVector<SyntaxId, 2> Parts;
};

/// One step inwards.
Iteration iterationOf(const SyntaxTree &Tree, SyntaxId Source);

/// Every variable or path whose elements Source may give, in order.
void iteratedVariables(const SyntaxTree &Tree, SyntaxId Source,
                       llvm::SmallVectorImpl<SyntaxId> &Out);

/// The variable whose part or whose elements an expression is: x for x[i], x.a,
/// x[1:] and tqdm(x); else 0.
SyntaxId aliasedVariable(const SyntaxTree &Tree, SyntaxId Value);

} // namespace modeltidy::python

#endif
