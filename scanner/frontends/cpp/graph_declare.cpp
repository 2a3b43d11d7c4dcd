//===- graph_declare.cpp - variables, their types and initial values ------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   std::ofstream out(path);   Call(std::ofstream, path)
//   Options options;           Call(Options)
//   std::string s = f();       the call itself
//   std::vector<T> v{a, b};    List(a, b)
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/cpp/graph.h"

namespace modeltidy::cpp {

namespace {

bool isDeclarator(Sym Kind) {
  switch (Kind) {
  case Sym::PointerDeclarator:
  case Sym::ReferenceDeclarator:
  case Sym::ArrayDeclarator:
  case Sym::ParenDeclarator:
  case Sym::FunctionDeclarator:
  case Sym::InitDeclarator:
  case Sym::VariadicDeclarator:
    return true;
  default:
    return false;
  }
}

} // namespace

/// The type's name: "std::vector" of `const std::vector<int> &`.
std::string Graph::typeName(SyntaxId Type) const {
  while (Type != 0 && Tree[Type].Kind == Sym::TypeDescriptor)
    Type = Tree.part(Type, Role::Type);
  if (Type == 0)
    return "";
  switch (Tree[Type].Kind) {
  case Sym::StructDef:
  case Sym::ClassDef:
  case Sym::Union:
  case Sym::Enum: {
    SyntaxId Name = Tree.part(Type, Role::Name);
    return Name ? nameOf(Name) : "";
  }
  case Sym::Auto:
    return "auto";
  case Sym::Sized:
    return "int";
  case Sym::Identifier:
  case Sym::TypeName:
  case Sym::PrimitiveType:
  case Sym::Qualified:
  case Sym::TemplateType:
    return nameOf(Type);
  default:
    return "";
  }
}

/// The name inside of a declarator: `*(&x)[2]` declares x.
SyntaxId Graph::innermost(SyntaxId D) const {
  while (D != 0 && isDeclarator(Tree[D].Kind)) {
    SyntaxId Inner = Tree.part(D, Role::Declarator);
    D = Inner != 0 ? Inner : Tree.child(D);
  }
  return D;
}

void Graph::declare(SyntaxId I) {
  SyntaxId Type = Tree.part(I, Role::Type);
  if (Type != 0 && Tree.part(Type, Role::Body) != 0)
    exec(Type); // struct { … } x;
  for (SyntaxId C : Tree.children(I))
    if (Tree[C].Part == Role::Declarator || isDeclarator(Tree[C].Kind))
      declareOne(C, Type, I);
    else if (Tree[C].Kind == Sym::Error)
      execParts(C);
}

void Graph::declareOne(SyntaxId D, SyntaxId Type, SyntaxId Statement) {
  SyntaxId Value = 0, Inner = D;
  if (Tree[D].Kind == Sym::InitDeclarator) {
    Value = Tree.part(D, Role::Value);
    Inner = Tree.part(D, Role::Declarator);
  } else if (Tree[Statement].Kind == Sym::ConditionClause ||
             Tree[Statement].Kind == Sym::Declaration) {
    Value = Tree.part(Statement, Role::Value); // if (auto x = f())
    if (Value == 0)
      Value = Tree.part(Statement, Role::Default);
  }
  if (Inner == 0)
    return;
  bool IsPointer = Tree[Inner].Kind == Sym::PointerDeclarator;
  std::string Name = typeName(Type);
  if (Tree[Inner].Kind == Sym::FunctionDeclarator)
    return;
  SyntaxId Variable = innermost(Inner);
  NodeId Node = initialValue(Name, Value, Value ? Value : Inner, IsPointer);
  if (Value == 0 || Tree[Value].Kind == Sym::ArgumentList ||
      Tree[Value].Kind == Sym::InitList) {
    tellTemplate(Node, Type);
    changeGiven(Value, Node);
  }
  declareWith(Variable, Node);
  // What such an object does, it does until the block ends.
  if (llvm::StringRef(Name).ends_with("Guard") && BlockEnd > Tree[D].Begin)
    Builder.addRegion(RegionKind::With, Node, Tree[D].Begin, BlockEnd);
  if (shapeOf(Name) == TypeShape::Builder && Variable != 0)
    if (auto *V = find(Tree[Variable].Name))
      Builders.insert(V->Slot);
}

void Graph::declareWith(SyntaxId Name, NodeId Value) {
  if (Name == 0)
    return;
  if (Tree[Name].Kind == Sym::Binding)
    return unpack(Name, Value);
  if (Tree[Name].Kind == Sym::Qualified) // std::string Options::model = …
    return bindOnce(0, Builder.intern(lastComponent(nameOf(Name))), Value);
  if (Tree[Name].Name == 0)
    return;
  declareName(Tree[Name].Name, Value);
}

/// auto [a, b] = value
void Graph::unpack(SyntaxId Binding, NodeId Value) {
  unsigned Index = 0;
  for (SyntaxId C : Tree.children(Binding)) {
    Span At = spanOf(C);
    NodeId Key = add(NodeKind::Number, At, std::to_string(Index++));
    if (Tree[C].Name != 0)
      declareName(Tree[C].Name,
                  add(NodeKind::Item, At, "", {{0, Value}, {0, Key}}));
  }
}

NodeId Graph::initialValue(llvm::StringRef Type, SyntaxId Value, SyntaxId At,
                           bool IsPointer) {
  if (Value == 0)
    return emptyValue(Type, At, IsPointer);
  bool List = Tree[Value].Kind == Sym::InitList;
  if (Tree[Value].Kind != Sym::ArgumentList && !List)
    return eval(Value);
  TypeShape Shape = shapeOf(Type);
  if (List && (Shape == TypeShape::Sequence || Shape == TypeShape::Mapping ||
               Shape == TypeShape::Plain || isPairList(Value) ||
               (Shape == TypeShape::Text && IsPointer)))
    return evalInitList(Value);
  if (List && Tree.child(Value) != 0 && Shape == TypeShape::Object)
    return evalInitList(Value, global(Type, spanOf(At)));
  Operands Arguments;
  for (SyntaxId C : Tree.children(Value))
    Arguments.push_back({0, eval(C)});
  return construct(Type, Arguments, At);
}

/// T(arguments)
NodeId Graph::construct(llvm::StringRef Type, Operands Arguments, SyntaxId At) {
  Span Where = spanOf(At);
  switch (shapeOf(Type)) {
  case TypeShape::Builder:
    if (Arguments.empty())
      return add(NodeKind::String, Where);
    return Arguments[0].Value;
  case TypeShape::Text:
  case TypeShape::Plain:
  case TypeShape::Deduced:
    return Arguments.empty() ? add(NodeKind::Opaque, Where)
                             : Arguments[0].Value;
  case TypeShape::Sequence: // (begin, end), (n, value)
    if (Arguments.size() == 1 &&
        Builder.node(Arguments[0].Value).Kind == NodeKind::Number)
      return add(NodeKind::List, Where);
    return Arguments.empty() ? add(NodeKind::List, Where) : Arguments[0].Value;
  case TypeShape::Mapping:
    return Arguments.empty() ? add(NodeKind::Dict, Where) : Arguments[0].Value;
  case TypeShape::Object:
    break;
  }
  Arguments.insert(Arguments.begin(), Operand{0, typeNode(Type, Where)});
  return add(NodeKind::Call, Where, "", Arguments);
}

/// A declaration without a value: an object is constructed, a pointer is not.
NodeId Graph::emptyValue(llvm::StringRef Type, SyntaxId At, bool IsPointer) {
  TypeShape Shape = shapeOf(Type);
  if (IsPointer || Shape == TypeShape::Plain || Shape == TypeShape::Text ||
      Shape == TypeShape::Deduced)
    return add(NodeKind::Opaque, spanOf(At));
  return construct(Type, {}, At);
}

} // namespace modeltidy::cpp
