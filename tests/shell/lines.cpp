//===-- lines.cpp ---------------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/shell/lines.h"
#include "scanner/summary/dump.h"

namespace modeltidy {

Lines::Lines(llvm::StringRef Text)
    : Block(summarizeShell(Text)),
      S(llvm::cantFail(Summary::create(Block.bytes()))) {}

std::vector<std::string> Lines::calls() const {
  std::vector<std::string> Out;
  for (NodeId Id = 1; Id < S.nodes().size(); ++Id)
    if (S.node(Id).Kind == NodeKind::Call)
      Out.push_back(std::to_string(S.lineOf(S.node(Id).Begin)) + ": " +
                    dumpValue(S, Id));
  return Out;
}

std::string Lines::last() const {
  for (auto Id = static_cast<NodeId>(S.nodes().size() - 1); Id > 0; --Id)
    if (S.node(Id).Kind == NodeKind::Call) {
      std::string Text = dumpValue(S, Id);
      return Text.substr(5, Text.size() - 6);
    }
  return "-";
}

std::string Lines::bindings(llvm::StringRef Path, uint32_t Flag) const {
  auto [Owner, Name] = Path.rsplit('.');
  if (Name.empty())
    std::swap(Owner, Name);
  uint32_t Scope = 0;
  for (const Function &F : S.functions())
    if (!Owner.empty() && S.string(F.Name) == Owner)
      Scope = F.Scope;
  std::string Out;
  for (const Binding &B : S.bindings(S.scopes()[Scope]))
    if (S.string(B.Name) == Name && B.Flags & Flag)
      Out += (Out.empty() ? "" : "; ") + dumpValue(S, B.Node);
  return Out.empty() ? "-" : Out;
}

std::string Lines::exit(llvm::StringRef Path) const {
  return bindings(Path, BindingExit);
}

std::string Lines::nonlocal(llvm::StringRef Path) const {
  return bindings(Path, BindingNonLocal);
}

} // namespace modeltidy
