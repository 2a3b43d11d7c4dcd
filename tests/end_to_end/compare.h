//===- compare.h - expectations against a report ----------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_TESTS_END_TO_END_COMPARE_H
#define MODEL_TIDY_TESTS_END_TO_END_COMPARE_H

#include "tests/end_to_end/report.h"

namespace modeltidy::e2e {

/// What differs, one readable text each, expectations first; empty when the
/// report says exactly what the fixture says. Compared are the flows (sink,
/// source, model, verdict, and confidence where the mark names it) and the
/// diagnostics (place, check, severity, the models in the message).
std::vector<std::string> compare(const Expectations &Want, const Report &Got);

} // namespace modeltidy::e2e

#endif // MODEL_TIDY_TESTS_END_TO_END_COMPARE_H
