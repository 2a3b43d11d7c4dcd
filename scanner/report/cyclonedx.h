//===- cyclonedx.h - an ML-BOM in CycloneDX 1.6 -----------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_SCANNER_REPORT_CYCLONEDX_H
#define MODEL_TIDY_SCANNER_REPORT_CYCLONEDX_H

#include "scanner/report/report.h"

namespace modeltidy {

/// Models, data sets and trainings as CycloneDX 1.6 JSON. The only date is that
/// of the run; the serial number is made from the content.
void writeCycloneDx(const Report &R, llvm::raw_ostream &OS);

} // namespace modeltidy

#endif // MODEL_TIDY_SCANNER_REPORT_CYCLONEDX_H
