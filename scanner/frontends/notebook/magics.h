//===- magics.h - what IPython does beside Python ---------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   !cmd {x} $x            a command; see notebook.cpp for the names
//   files = !ls            the same, and in Python an unknown value
//   %run x.py --a 1        the command `python x.py --a 1`
//   %cd d, %env A=b        the commands `cd d`, `export A=b`
//   %time f(x)             the Python statement
//   %%bash, %%sh           the cell is a script
//   %%writefile a.yaml     the cell is a here-document: `cat <<… > a.yaml`
//   %%time, %%capture      the cell is Python
//   %%html, %%javascript   nothing
//   any other %magic, ?x   nothing
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_FRONTENDS_NOTEBOOK_MAGICS_H
#define MODEL_TIDY_SCANNER_FRONTENDS_NOTEBOOK_MAGICS_H

#include "scanner/frontends/notebook/cells.h"

namespace modeltidy::notebook {

/// Blanks in Book.Code all that is no Python, keeping every offset, and returns
/// the script that the magics make.
MappedText takeMagics(Notebook &Book);

} // namespace modeltidy::notebook

#endif // MODEL_TIDY_SCANNER_FRONTENDS_NOTEBOOK_MAGICS_H
