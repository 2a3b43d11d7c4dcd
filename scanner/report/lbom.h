//===- lbom.h - writing the license bill of materials -----------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_REPORT_LBOM_H
#define MODEL_TIDY_SCANNER_REPORT_LBOM_H

#include "checks/check.h"
#include "llvm/Support/raw_ostream.h"

namespace modeltidy {

/// The repository's license record with an entry added for each model that it
/// lacks; all bytes that people wrote stay as they are, comments too. Without a
/// record, a whole new one. A record that cannot be read, or whose list is in a
/// form that cannot be added to, comes out as it is; what is missing is then
/// what Left counts.
void writeLbom(const Subject &Found, llvm::raw_ostream &OS,
               size_t *Left = nullptr);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_REPORT_LBOM_H
