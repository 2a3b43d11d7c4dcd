//===- flow_message.h - a finding in words ----------------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_CHECKS_FLOW_MESSAGE_H
#define MODEL_TIDY_CHECKS_FLOW_MESSAGE_H

#include "checks/check.h"

namespace modeltidy {

/// "output of 'a' and 'b' (Some License s.1: no training) trains 'c'": names
/// every source model by the id as written. Flows are indices into
/// Subject::Flows that share a sink, the worst first.
std::string flowMessage(const Subject &Found, llvm::ArrayRef<uint32_t> Flows);

} // namespace modeltidy

#endif // MODEL_TIDY_CHECKS_FLOW_MESSAGE_H
