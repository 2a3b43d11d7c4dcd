//===-- graph_recover.cpp -------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/shell/graph.h"

namespace modeltidy::shell {

/// A part that did not parse may hold sound commands: each of its lines, with
/// those that it is continued on, is read as a script of its own. What binds
/// variables there binds them here.
NodeId Graph::recover(SyntaxId I) {
  if (Recovering)
    return execChildren(I);
  Recovering = true;
  uint32_t Begin = (*S)[I].Begin, End = (*S)[I].End;
  NodeId Last = 0;
  const Script *Outer = S;
  for (uint32_t At = Begin; At < End;) {
    size_t Stop = At;
    do
      Stop = Outer->text().find('\n', Stop + 1);
    while (Stop != llvm::StringRef::npos && Stop < End &&
           Outer->text()[Stop - 1] == '\\');
    uint32_t To = Stop < End ? static_cast<uint32_t>(Stop) : End;
    ScriptText Line;
    Line.Text = Outer->text().slice(At, To).str();
    for (uint32_t K = At; K < To; ++K)
      Line.Offsets.push_back(Outer->place(K));
    if (!llvm::StringRef(Line.Text).trim().empty()) {
      Scripts.emplace_back(std::move(Line), Builder, nullptr);
      S = &Scripts.back();
      Last = execChildren(0);
      S = Outer;
    }
    At = To + 1;
  }
  Recovering = false;
  return Last;
}

} // namespace modeltidy::shell
