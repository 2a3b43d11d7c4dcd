//===- notebook.h - a Jupyter notebook becomes summaries --------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The code cells in their order are one Python module; what they hand to a
// shell (`!cmd`, `%run x.py`, `%%bash`, `%%writefile`) is one script. All spans
// are those of the .ipynb, so lines are too. Outputs are not read.
//
// A cell whose brackets or quotes are not closed would never run: it is left
// out, with an error. So is all of a notebook in another language.
//
// No state outlives a call: safe to call from many threads. Time is linear in
// the text.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_NOTEBOOK_NOTEBOOK_H
#define MODEL_TIDY_SCANNER_FRONTENDS_NOTEBOOK_NOTEBOOK_H

#include "scanner/frontends/front_end.h"

namespace modeltidy {

/// The Python part, if there are code cells; a shell part, if there is any; a
/// part with errors alone, if there are any.
std::vector<SummaryPart> summarizeNotebook(llvm::StringRef Text);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_FRONTENDS_NOTEBOOK_NOTEBOOK_H
