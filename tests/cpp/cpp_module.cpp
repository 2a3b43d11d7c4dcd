//===-- cpp_module.cpp ----------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/cpp/cpp_module.h"
#include "scanner/summary/dump.h"

namespace modeltidy {

CppModule::CppModule(llvm::StringRef Text) : CppModule(summarizeCpp(Text)) {}

CppModule::CppModule(SummaryBlock Made)
    : Block(std::move(Made)),
      S(llvm::cantFail(Summary::create(Block.bytes()))) {}

std::string CppModule::returned(llvm::StringRef Name) const {
  std::string Out;
  for (const Function &F : S.functions())
    if (S.string(F.Name) == Name)
      for (NodeId R : S.list(F.Returns))
        Out += (Out.empty() ? "" : "; ") + dumpValue(S, R);
  return Out.empty() ? "-" : Out;
}

std::string CppModule::exit(llvm::StringRef Path) const {
  auto [Owner, Name] = Path.rsplit('.');
  if (Name.empty())
    std::swap(Owner, Name);
  uint32_t Scope = 0;
  for (const Function &F : S.functions())
    if (!Owner.empty() && S.string(F.Name) == Owner)
      Scope = F.Scope;
  for (const Binding &B : S.bindings(S.scopes()[Scope]))
    if (S.string(B.Name) == Name && (B.Flags & BindingExit))
      return dumpValue(S, B.Node);
  return "-";
}

std::vector<std::string> CppModule::calls() const {
  std::vector<std::string> Out;
  for (NodeId Id = 1; Id < S.nodes().size(); ++Id)
    if (S.node(Id).Kind == NodeKind::Call)
      Out.push_back(dumpValue(S, Id));
  return Out;
}

std::string returned(llvm::StringRef Body) {
  return CppModule(("auto f(int x, int y, int z) {" + Body + "}").str())
      .returned("f");
}

} // namespace modeltidy
