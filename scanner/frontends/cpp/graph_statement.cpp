//===- graph_statement.cpp - the statements of C++ ------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/cpp/graph.h"
#include <utility>

namespace modeltidy::cpp {

void Graph::exec(SyntaxId I) {
  Nested Level{Depth};
  if (!enter(I))
    return;
  switch (Tree[I].Kind) {
  case Sym::ExpressionStatement:
    if (SyntaxId E = Tree.child(I))
      execExpression(E);
    return;
  case Sym::Declaration:
    return declare(I);
  case Sym::Block:
    return execBlock(I);
  case Sym::Return:
  case Sym::CoReturn:
    return execReturn(I);
  case Sym::If:
    return execIf(I);
  case Sym::For:
    return execFor(I);
  case Sym::RangeFor:
    return execRangeFor(I);
  case Sym::While:
  case Sym::Do:
    return execWhile(I);
  case Sym::Switch:
    return execSwitch(I);
  case Sym::Try:
    return execTry(I);
  case Sym::PreprocIf:
  case Sym::PreprocIfdef:
    return execPreprocIf(I);
  case Sym::FunctionDef:
    return defineFunction(I);
  case Sym::ClassDef:
  case Sym::StructDef:
  case Sym::Union:
    return defineClass(I);
  default:
    return execSimple(I);
  }
}

void Graph::execSimple(SyntaxId I) {
  switch (Tree[I].Kind) {
  case Sym::Enum:
    return defineEnum(I);
  case Sym::Include:
    return include(I);
  case Sym::Define:
    return define(I);
  case Sym::Alias:
  case Sym::TypeDef:
  case Sym::NamespaceAlias:
    return addAlias(I);
  case Sym::Using:
    return useNamespace(I);
  case Sym::NamespaceDef:
    if (SyntaxId Name = Tree.part(I, Role::Name))
      Namespaces.insert(lastComponent(nameOf(Name)));
    [[fallthrough]];
  case Sym::Linkage:
    if (SyntaxId Body = Tree.part(I, Role::Body))
      execParts(Tree[Body].Kind == Sym::DeclarationList ? Body : I);
    return;
  case Sym::Break:
    return Env.leaveFor(Environment::TargetKind::Break);
  case Sym::Continue:
    return Env.leaveFor(Environment::TargetKind::Continue);
  case Sym::Throw:
  case Sym::Goto:
    for (SyntaxId C : Tree.children(I))
      eval(C);
    Env.Reachable = false;
    return;
  case Sym::Template:
    openTemplate(I);
    execParts(I);
    Declared.clear();
    return;
  case Sym::Labeled:
  case Sym::Attributed:
  case Sym::DeclarationList:
  case Sym::Else:
  case Sym::Error:
  case Sym::TemplateInstance:
  case Sym::Case:
    return execParts(I);
  case Sym::TemplateParams:
  case Sym::DefineFunction:
  case Sym::Friend:
  case Sym::FieldDeclaration:
  case Sym::Operator:
    return;
  default:
    return execExpression(I);
  }
}

/// All children, in order; also the file's own (I == 0).
void Graph::execParts(SyntaxId I) {
  for (SyntaxId C : Tree.children(I))
    exec(C);
}

/// What a block declares ends with it.
void Graph::execBlock(SyntaxId I) {
  size_t Mark = Hidden.size();
  uint32_t Outer = std::exchange(BlockEnd, Tree[I].End);
  execParts(I);
  BlockEnd = Outer;
  while (Hidden.size() > Mark) {
    auto [Name, Old] = Hidden.pop_back_val();
    if (Old)
      Visible[Name] = *Old;
    else
      Visible.erase(Name);
  }
}

void Graph::execExpression(SyntaxId I) {
  if (Tree[I].Kind == Sym::Binary && execStream(I))
    return;
  NodeId Value = eval(I);
  if (Builder.node(Value).Kind == NodeKind::Await)
    Value = Builder.operands(Value)[0].Value;
  if (Builder.node(Value).Kind == NodeKind::Call && Tree[I].Kind == Sym::Call)
    Builder.node(Value).Flags |= FlagStatement;
}

void Graph::execReturn(SyntaxId I) {
  if (SyntaxId Value = Tree.child(I))
    Returns.push_back(eval(Value));
  Env.leaveFor(Environment::TargetKind::Exit);
  Env.Reachable = false;
}

} // namespace modeltidy::cpp
