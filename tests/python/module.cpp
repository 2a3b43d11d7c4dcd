#include "tests/python/module.h"
#include "scanner/summary/dump.h"
#include <cstdlib>
#include <iostream>

namespace modeltidy {

Module::Module(llvm::StringRef Text)
    : Source(Text), Block(summarizePython(Source)),
      S(llvm::cantFail(Summary::create(Block.bytes()))) {}

std::string Module::text(NodeId Id) const { return dumpValue(S, Id); }

uint32_t Module::scope(llvm::StringRef Name) const {
  for (const Function &F : S.functions())
    if (S.string(F.Name) == Name)
      return F.Scope;
  for (const Class &C : S.classes())
    if (S.string(C.Name) == Name)
      return C.Scope;
  std::cerr << "no scope named " << Name.str() << '\n';
  std::abort();
}

std::string Module::bindings(llvm::StringRef Path, uint32_t Flag) const {
  auto [Owner, Name] = Path.rsplit('.');
  if (Name.empty())
    std::swap(Owner, Name);
  const Scope &Here = S.scopes()[Owner.empty() ? 0 : scope(Owner)];
  std::string Out;
  for (const Binding &B : S.bindings(Here))
    if (S.string(B.Name) == Name && B.Flags & Flag)
      Out += (Out.empty() ? "" : "; ") + text(B.Node);
  return Out.empty() ? "-" : Out;
}

std::string Module::exit(llvm::StringRef Path) const {
  return bindings(Path, BindingExit);
}

std::string Module::nonlocal(llvm::StringRef Path) const {
  return bindings(Path, BindingNonLocal);
}

const Function &Module::function(llvm::StringRef Name) const {
  for (const Function &F : S.functions())
    if (S.string(F.Name) == Name)
      return F;
  std::cerr << "no function named " << Name.str() << '\n';
  std::abort();
}

std::string Module::list(ListRef L) const {
  std::string Out;
  for (NodeId Id : S.list(L))
    Out += (Out.empty() ? "" : "; ") + text(Id);
  return Out.empty() ? "-" : Out;
}

std::string Module::returns(llvm::StringRef Name) const {
  return list(function(Name).Returns);
}

std::string Module::yields(llvm::StringRef Name) const {
  return list(function(Name).Yields);
}

std::string Module::decorators(llvm::StringRef Name) const {
  return list(function(Name).Decorators);
}

std::string Module::params(llvm::StringRef Name) const {
  std::string Out;
  for (NodeId Id : S.list(function(Name).Params))
    Out += (Out.empty() ? "" : "; ") + text(Id) + "/" +
           std::to_string(S.node(Id).Flags);
  return Out;
}

std::string Module::regions() const {
  static const char *const Kinds[] = {"With", "If",  "Else",
                                      "Loop", "Try", "Except"};
  std::string Out;
  for (const Region &R : S.regions())
    Out += std::string(Out.empty() ? "" : "; ") + Kinds[uint32_t(R.Kind)] +
           ":" + (R.Node ? text(R.Node) : "") + ":" +
           Source.substr(R.Begin, R.End - R.Begin);
  return Out;
}

} // namespace modeltidy
