//===- evaluate_cxx.cpp - what a C++ name may be --------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/lineage/engine.h"

namespace modeltidy {

namespace {

/// "cxx.std.ofstream" for std::ofstream.
std::string dotted(llvm::StringRef Name) {
  std::string Out(CxxPrefix);
  for (size_t I = 0; I < Name.size(); ++I)
    if (Name.substr(I).starts_with("::")) {
      Out += '.';
      ++I;
    } else {
      Out += Name[I];
    }
  return Out;
}

bool isModelled(const ApiIndex &Api, llvm::StringRef Qualified) {
  llvm::SmallVector<const Callable *, 4> Rows;
  Api.functions(Qualified, Rows);
  return !Rows.empty() || Api.isType(Qualified) || Api.value(Qualified);
}

} // namespace

/// -DMODEL="x.gguf" of the command line that compiles the file: x.gguf,
/// whatever the file says where nothing is defined.
void Engine::evalMacro(uint32_t M, llvm::StringRef Name, ValueSet &Out) {
  llvm::SmallVector<NodeRef, 2> Words;
  Shared.Cxx.macros(M, Name, Words);
  for (NodeRef Word : Words)
    for (Value V : eval(Word, 0)) {
      llvm::StringRef Text = Names.str(V.Text).split('=').second;
      if (V.Kind != ValueKind::String || !Text.contains('"'))
        continue;
      Text = Text.trim("\\\"'");
      if (Text.starts_with("${")) // the checkout's folder, or the build's
        Text = Text.substr(Text.find("}/") + 1).ltrim("}/");
      V.Text = Names.text(Text);
      addValue(Out, V);
    }
}

/// A macro of the command line; the file's own definition; what API models
/// know, also through `using namespace`; the definition in another file; a
/// member of a class; else a name of elsewhere.
void Engine::evalCxxName(uint32_t M, llvm::StringRef Name, ValueSet &Out) {
  evalMacro(M, Name, Out);
  if (!Out.empty())
    return;
  llvm::SmallVector<NodeId, 4> Own;
  P.bindings(M, 0, Name, Own);
  for (NodeId D : Own)
    for (const Value &V : eval({M, D}, 0))
      addValue(Out, V);
  if (!Own.empty())
    return;
  std::string Qualified = dotted(Name);
  if (isModelled(Api, Qualified))
    return evalExternalAttr(Qualified, Out);
  llvm::SmallVector<NodeId, 4> Stars;
  P.starImports(M, Stars);
  for (NodeId Star : Stars) {
    std::string Inside = dotted((P.name({M, Star}) + "::" + Name).str());
    if (isModelled(Api, Inside))
      return evalExternalAttr(Inside, Out);
  }
  llvm::SmallVector<NodeRef, 4> Definitions;
  Shared.Cxx.definitions(M, Name, Definitions);
  for (NodeRef D : Definitions)
    for (const Value &V : eval(D, 0))
      addValue(Out, V);
  if (!Out.empty())
    return;
  if (size_t Colons = Name.rfind("::"); Colons != llvm::StringRef::npos) {
    Definitions.clear();
    Shared.Cxx.definitions(M, Name.take_front(Colons), Definitions);
    for (NodeRef D : Definitions)
      for (const Value &V : eval(D, 0))
        if (V.Kind == ValueKind::Class)
          evalAttrOf(V, Name.substr(Colons + 2), D, 0, Out);
  }
  if (Out.empty()) { // a handle's class: TORCH_MODULE(Net) of NetImpl
    Definitions.clear();
    Shared.Cxx.definitions(M, (Name + "Impl").str(), Definitions);
    for (NodeRef D : Definitions)
      for (const Value &V : eval(D, 0))
        if (V.Kind == ValueKind::Class)
          addValue(Out, V);
  }
  if (Out.empty())
    evalExternalAttr(Qualified, Out);
}

} // namespace modeltidy
