//===- script_values.cpp - constants of a script's variables --------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/written/script_values.h"

namespace modeltidy {

/// Variables in variables, functions that call functions.
static constexpr unsigned MaxFoldDepth = 24;

/// The function that a call of the script's own function names.
static llvm::StringRef calledFunction(const Summary &S, const Node &Call) {
  auto Ops = S.operands(Call);
  if (Call.Kind != NodeKind::Call || Ops.empty())
    return "";
  const Node &Callee = S.node(Ops[0].Value);
  bool Own =
      Callee.Kind == NodeKind::Function || Callee.Kind == NodeKind::Global;
  return Own ? S.string(Callee.Name) : "";
}

ScriptValues::ScriptValues(const Summary &Script) : S(Script) {
  for (const Binding &B : S.bindings(S.scopes()[0]))
    Exits[S.string(B.Name)] = B.Node;
  for (NodeId Id = 1; Id < S.nodes().size(); ++Id)
    if (llvm::StringRef Name = calledFunction(S, S.node(Id)); !Name.empty())
      Calls[Name].push_back(Id);
}

ScriptValues::Constant ScriptValues::fold(NodeId Id, unsigned Variant,
                                          unsigned &Choices, unsigned Depth) {
  if (Id == 0 || ++Depth > MaxFoldDepth)
    return std::nullopt;
  const Node &N = S.node(Id);
  switch (N.Kind) {
  case NodeKind::String:
  case NodeKind::Number:
    return ScriptConstant{S.string(N.Name).str(), Id};
  case NodeKind::Splat:
    return fold(S.operand(Id, 0), Variant, Choices, Depth);
  case NodeKind::Phi:
    return foldJoin(Id, Variant, Choices, Depth);
  case NodeKind::Template:
    return foldPieces(Id, Variant, Choices, Depth);
  case NodeKind::Elem:
    return foldElement(Id, Variant, Choices, Depth);
  case NodeKind::Param:
    return foldParameter(Id, Variant, Choices, Depth);
  case NodeKind::Global: {
    auto It = Exits.find(S.string(N.Name));
    if (It == Exits.end() || It->second == Id)
      return std::nullopt;
    return fold(It->second, Variant, Choices, Depth);
  }
  default:
    return std::nullopt;
  }
}

/// ${X:-d}: what is known of it. Branches: one a variant.
ScriptValues::Constant ScriptValues::foldJoin(NodeId Id, unsigned Variant,
                                              unsigned &Choices,
                                              unsigned Depth) {
  llvm::SmallVector<ScriptConstant, 4> Known;
  for (const Operand &O : S.operands(S.node(Id)))
    if (O.Name == 0 && Known.size() < 4)
      if (Constant C = fold(O.Value, Variant, Choices, Depth))
        Known.push_back(std::move(*C));
  if (Known.empty())
    return std::nullopt;
  Choices = std::max(Choices, static_cast<unsigned>(Known.size()));
  return Known[Variant % Known.size()];
}

ScriptValues::Constant ScriptValues::foldPieces(NodeId Id, unsigned Variant,
                                                unsigned &Choices,
                                                unsigned Depth) {
  ScriptConstant Whole{"", Id};
  for (const Operand &O : S.operands(S.node(Id))) {
    Constant C = fold(O.Value, Variant, Choices, Depth);
    if (!C)
      return std::nullopt;
    Whole.Text += C->Text;
  }
  return Whole;
}

/// for x in a b: a word of the list.
ScriptValues::Constant ScriptValues::foldElement(NodeId Id, unsigned Variant,
                                                 unsigned &Choices,
                                                 unsigned Depth) {
  const Node &List = S.node(S.operand(Id, 0));
  if (List.Kind != NodeKind::List || List.Count == 0)
    return std::nullopt;
  Choices = std::max(Choices, List.Count);
  return fold(S.operands(List)[Variant % List.Count].Value, Variant, Choices,
              Depth);
}

/// $1 in a function: what the calls of it give.
ScriptValues::Constant ScriptValues::foldParameter(NodeId Id, unsigned Variant,
                                                   unsigned &Choices,
                                                   unsigned Depth) {
  const Scope &In = S.scopes()[S.node(Id).Scope];
  unsigned Position = 0;
  if (In.Kind != ScopeKind::Function || S.name(Id).getAsInteger(10, Position) ||
      Position == 0)
    return std::nullopt;
  auto It = Calls.find(S.string(S.functions()[In.Owner].Name));
  if (It == Calls.end())
    return std::nullopt;
  Choices = std::max(Choices, static_cast<unsigned>(It->second.size()));
  const Node &Call = S.node(It->second[Variant % It->second.size()]);
  auto Given = S.operands(Call);
  if (Position >= Given.size() || Given[Position].Name != 0)
    return std::nullopt;
  return fold(Given[Position].Value, Variant, Choices, Depth);
}

} // namespace modeltidy
