//===- flow_findings.h - one diagnostic for the flows at an anchor -*- C++
//-*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_CHECKS_FLOW_FINDINGS_H
#define MODEL_TIDY_CHECKS_FLOW_FINDINGS_H

#include "checks/check.h"

namespace modeltidy {

/// Adds one diagnostic for each anchor where flows of the check end (checkOf()
/// says whose they are). Its level is the worst of them, its message names the
/// sources, and its notes tell each flow step by step, then what the terms say,
/// then what would resolve it.
void reportFlows(const Subject &Found, const Check &Rule,
                 std::vector<Diagnostic> &Out);

/// error: prohibited. warning: conditional with unmet duties, and unclear from
/// a source that is known to be restricted. note: unclear otherwise.
Severity severityOf(const JudgedFlow &F);

} // namespace modeltidy

#endif // MODEL_TIDY_CHECKS_FLOW_FINDINGS_H
