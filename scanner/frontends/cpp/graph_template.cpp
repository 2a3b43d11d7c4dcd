//===- graph_template.cpp - what templates are given in their brackets ----===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A template's parameters are parameters like others, by the names <0>, <1>…;
// what stands in the brackets of a call is given by these names:
//
//   template <class Cfg> void run() { load(Cfg::model); }
//                                     load(Attr(Param <0>, model))
//   run<Llama>();                     run(<0>=Llama)
//
// Those of a class are fields of its objects. Clang knows more of them where
// it instantiates; this needs no headers.
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/cpp/graph.h"

namespace modeltidy::cpp {

using llvm::StringRef;

namespace {

constexpr size_t MaxGiven = 8;

std::string placeName(size_t I) { return "<" + std::to_string(I) + ">"; }

} // namespace

/// The names that a template declares are those of what is defined next.
void Graph::openTemplate(SyntaxId I) {
  Declared.clear();
  SyntaxId List = Tree.childOf(I, Sym::TemplateParams);
  if (List == 0)
    return;
  for (SyntaxId C : Tree.children(List)) {
    if (Declared.size() == MaxGiven)
      return;
    SyntaxId Name = innermost(Tree.part(C, Role::Declarator));
    for (SyntaxId Part : Tree.children(C)) // class T, typename T = X
      if (Name == 0 && Tree[Part].Kind == Sym::TypeName)
        Name = Part;
    StringId Id = Name ? Builder.intern(Tree.text(Name)) : StringId(0);
    Declared.push_back(Id);
    TemplateNames.insert(Id);
  }
}

/// Params of a function of such a template.
void Graph::addTemplateParams(SyntaxId I, uint32_t Scope,
                              llvm::SmallVectorImpl<NodeId> &Out) {
  for (size_t K = 0; K < Declared.size(); ++K)
    Out.push_back(Builder.add(NodeKind::Param, Tree[I].Begin, Tree[I].Begin,
                              Scope, Builder.intern(placeName(K))));
  Functions[Scope].Template = std::exchange(Declared, {});
}

/// Fields of a class of such a template: behind all others, since those have
/// places in a list.
void Graph::addTemplateFields(llvm::ArrayRef<StringId> Names, SyntaxId I,
                              uint32_t Class) {
  for (size_t K = 0; K < Names.size(); ++K) {
    StringId Id = Builder.intern(placeName(K));
    bindOnce(Classes[Class - 1].Scope, Id,
             Builder.add(NodeKind::Field, Tree[I].Begin, Tree[I].Begin,
                         Classes[Class - 1].Scope, Id));
  }
}

/// T of a class template, read in a method; 0: none.
NodeId Graph::classTemplateName(StringId Name, Span At) {
  if (Current.Class == 0)
    return 0;
  llvm::ArrayRef<StringId> Names = Classes[Current.Class - 1].Template;
  const auto *It = llvm::find(Names, Name);
  if (It == Names.end())
    return 0;
  return add1(NodeKind::Attr, At, readThis(At),
              placeName(static_cast<size_t>(It - Names.begin())));
}

/// Cfg::model of a template's parameter Cfg; 0: the name is another one.
NodeId Graph::templateMember(SyntaxId I) {
  if (Tree[I].Kind != Sym::Qualified)
    return 0;
  SyntaxId Scope = Tree.part(I, Role::Scope), Name = Tree.part(I, Role::Name);
  if (Scope == 0 || Name == 0 || Tree[Name].Kind == Sym::Qualified)
    return 0;
  StringId Id = Builder.intern(Tree.text(Scope));
  if (!TemplateNames.contains(Id))
    return 0;
  NodeId Type = read(Id, spanOf(Scope));
  if (Builder.node(Type).Kind == NodeKind::Global)
    return 0; // of another template
  return add1(NodeKind::Attr, spanOf(I), Type, Tree.text(Name));
}

/// A type's name: of a template's parameter what it is given.
NodeId Graph::typeNode(StringRef Type, Span At) {
  StringId Id = Builder.intern(Type);
  return TemplateNames.contains(Id) ? read(Id, At) : global(Type, At);
}

/// f<A, B>: A and B by their places. Only types of the program tell anything.
void Graph::addTemplateArguments(SyntaxId Callee, Operands &Ops) {
  while (Callee != 0 && (Tree[Callee].Kind == Sym::Qualified ||
                         Tree[Callee].Kind == Sym::TypeDescriptor))
    Callee = Tree.part(
        Callee, Tree[Callee].Kind == Sym::Qualified ? Role::Name : Role::Type);
  SyntaxId List = Callee ? Tree.part(Callee, Role::Arguments) : 0;
  if (List == 0 || Tree[List].Kind != Sym::TemplateArgs)
    return;
  size_t Place = 0;
  for (SyntaxId C : Tree.children(List)) {
    std::string Type = typeName(C);
    bool Library = StringRef(Type).starts_with("std::");
    if (!Type.empty() && !Library && shapeOf(Type) == TypeShape::Object)
      Ops.push_back(
          {Builder.intern(placeName(Place)), typeNode(Type, spanOf(C))});
    if (++Place == MaxGiven)
      return;
  }
}

/// Gives an object that was just constructed what its type is told.
void Graph::tellTemplate(NodeId Object, SyntaxId Type) {
  if (Type == 0 || Builder.node(Object).Kind != NodeKind::Call)
    return;
  Operands Ops(Builder.operands(Object));
  size_t Before = Ops.size();
  addTemplateArguments(Type, Ops);
  if (Ops.size() != Before)
    Builder.setOperands(Object, Ops);
}

} // namespace modeltidy::cpp
