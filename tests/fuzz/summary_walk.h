//===-- summary_walk.h - Touch all of a summary -----------------*- C++ -*-===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Reads everything that a summary offers, so that an index or offset which
// validation let through becomes an access that the sanitizers see.
//
//===----------------------------------------------------------------------===//

#ifndef MODEL_TIDY_TESTS_FUZZ_SUMMARY_WALK_H
#define MODEL_TIDY_TESTS_FUZZ_SUMMARY_WALK_H

#include "scanner/summary/summary.h"
#include <cstddef>

namespace modeltidy {

inline size_t walkNodes(const Summary &S) {
  size_t Sum = 0;
  for (const Node &N : S.nodes()) {
    Sum += S.string(N.Name).size() + S.lineOf(N.Begin) + S.columnOf(N.End);
    for (const Operand &O : S.operands(N))
      Sum += S.string(O.Name).size() + S.node(O.Value).Count;
  }
  return Sum;
}

inline size_t walkScopes(const Summary &S) {
  size_t Sum = 0;
  for (const Scope &Scope : S.scopes())
    for (const Binding &B : S.bindings(Scope))
      Sum += S.string(B.Name).size() + S.node(B.Node).Count;
  return Sum;
}

inline size_t walkDefinitions(const Summary &S) {
  size_t Sum = 0;
  for (const Function &F : S.functions())
    for (ListRef List : {F.Params, F.Returns, F.Yields, F.Decorators})
      for (NodeId Id : S.list(List))
        Sum += S.node(Id).Count + S.string(F.Name).size();
  for (const Class &C : S.classes())
    for (ListRef List : {C.Bases, C.Decorators})
      for (NodeId Id : S.list(List))
        Sum += S.node(Id).Count + S.string(C.Name).size();
  return Sum;
}

/// A number that depends on every part of S.
inline size_t walkSummary(const Summary &S) {
  size_t Sum = walkNodes(S) + walkScopes(S) + walkDefinitions(S);
  for (const Region &R : S.regions())
    Sum += S.node(R.Node).Count + S.lineOf(R.Begin);
  for (const Comment &C : S.comments())
    Sum += S.string(C.Text).size();
  for (const ParseError &E : S.errors())
    Sum += S.string(E.What).size() + S.lineOf(E.Begin);
  for (NodeId Id : S.roots())
    Sum += S.node(Id).Count;
  return Sum + S.lineCount();
}

} // namespace modeltidy

#endif
