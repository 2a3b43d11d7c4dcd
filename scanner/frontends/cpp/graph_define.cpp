//===- graph_define.cpp - functions, classes, namespaces, macros ----------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Namespaces are looked through: what they hold is bound in the module's scope
// by its last name. A method's first parameter is `this`; a constructor is
// called __init__ and an operator() __call__, as in Python's graphs. A method
// that stands outside of its class joins it, or a class of that name without
// fields where the class is in another file.
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/cpp/graph.h"
#include "scanner/frontends/cpp/literals.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy::cpp {

//===-- Functions ---------------------------------------------------------===//

static SyntaxId functionDeclarator(const SyntaxTree &Tree, SyntaxId I) {
  SyntaxId D = Tree.part(I, Role::Declarator);
  while (D != 0 && Tree[D].Kind != Sym::FunctionDeclarator) {
    SyntaxId Inner = Tree.part(D, Role::Declarator);
    D = Inner != 0 ? Inner : Tree.child(D); // a reference has no such role
    if (D != 0 && Tree[D].Kind == Sym::Identifier)
      return 0;
  }
  return D;
}

/// The function's node and its parameters; the body waits in the queue.
NodeId Graph::makeFunction(SyntaxId I, StringId Name, uint32_t Class) {
  bool IsLambda = Tree[I].Kind == Sym::Lambda;
  Function F{};
  F.Name = Name;
  F.ClassIndex = Class == 0 ? 0 : Classes[Class - 1].Index + 1;
  F.Flags = IsLambda ? uint32_t(FunctionLambda) : 0;
  F.Begin = Tree[I].Begin;
  F.End = Tree[I].End;
  uint32_t Parent = Class == 0 ? ScopeId : Classes[Class - 1].Scope;
  uint32_t Index = Builder.addFunction(F);
  uint32_t Id = Builder.addScope(ScopeKind::Function, Parent, Index);
  Functions[Id].Parent = IsLambda ? ScopeId : 0;
  llvm::SmallVector<NodeId, 8> Params;
  if (Class != 0)
    Params.push_back(Builder.add(NodeKind::Param, Tree[I].Begin, Tree[I].Begin,
                                 Id, Builder.intern("this")));
  if (SyntaxId D = functionDeclarator(Tree, I))
    makeParams(D, Id, Params);
  else if (SyntaxId Abstract = Tree.part(I, Role::Declarator))
    makeParams(Abstract, Id, Params); // of a lambda
  addTemplateParams(I, Id, Params);
  NodeId Node = Builder.add(NodeKind::Function, Tree[I].Begin, Tree[I].End,
                            ScopeId, Name, {}, Index);
  Function &Made = Builder.function(Index);
  Made.Scope = Id;
  Made.Node = Node;
  Made.Params = Builder.addList(Params);
  uint32_t Sees = Class != 0 ? Class : IsLambda ? Current.Class : 0;
  Queue.push_back({I, Id, Index, Sees});
  return Node;
}

void Graph::makeParams(SyntaxId Declarator, uint32_t Scope,
                       llvm::SmallVectorImpl<NodeId> &Out) {
  SyntaxId List = Tree.part(Declarator, Role::Parameters);
  if (List == 0)
    return;
  for (SyntaxId P : Tree.children(List)) {
    Sym Kind = Tree[P].Kind;
    if (Kind != Sym::Parameter && Kind != Sym::OptionalParameter &&
        Kind != Sym::Variadic)
      continue;
    SyntaxId Name = innermost(Tree.part(P, Role::Declarator));
    Operands Ops;
    if (SyntaxId Default = Tree.part(P, Role::Default))
      Ops.push_back({Builder.intern("default"), eval(Default)});
    std::string Type = typeName(Tree.part(P, Role::Type));
    if (shapeOf(Type) == TypeShape::Object)
      Ops.push_back({Builder.intern("annotation"), global(Type, spanOf(P))});
    StringId Id =
        Name && Tree[Name].Kind == Sym::Identifier ? Tree[Name].Name : 0;
    Out.push_back(Builder.add(
        NodeKind::Param, Tree[P].Begin, Tree[P].End, Scope, Id, Ops, 0,
        Kind == Sym::Variadic ? uint8_t(FlagVarArgs) : uint8_t(0)));
  }
}

void Graph::bindParams(const Body &B) {
  llvm::SmallVector<NodeId, 8> Params(
      Builder.list(Builder.function(B.Owner).Params));
  for (NodeId P : Params)
    if (StringId Name = Builder.node(P).Name)
      declareName(Name, P);
  llvm::ArrayRef<StringId> Given = Functions[B.Scope].Template;
  for (size_t I = 0; I < Given.size(); ++I)
    if (Given[I] != 0)
      declareName(Given[I], Params[Params.size() - Given.size() + I]);
}

/// The type of a field that is an object by itself; "": of any other.
std::string Graph::fieldType(StringId Name) const {
  return Current.Class ? Classes[Current.Class - 1].Types.lookup(Name) : "";
}

/// Is an object of that type made from another one: a parameter of the type, or
/// what a function returns? A stream is never.
bool Graph::isCopy(llvm::StringRef Type, llvm::ArrayRef<Operand> Given) const {
  if (Given.size() != 1)
    return Given.empty();
  const Node &N = Builder.node(Given[0].Value);
  if (N.Kind == NodeKind::Call)
    return !Type.starts_with("std::");
  if (N.Kind != NodeKind::Param)
    return false;
  for (const Operand &O : Builder.operands(Given[0].Value))
    if (Builder.text(O.Name) == "annotation")
      return Builder.text(Builder.node(O.Value).Name) == Type;
  return false;
}

/// Foo::Foo(std::string path) : path_(path) {}
void Graph::initializeFields(SyntaxId I) {
  SyntaxId List = Tree.childOf(I, Sym::FieldInitList);
  if (List == 0)
    return;
  for (SyntaxId C : Tree.children(List)) {
    SyntaxId Name = Tree.child(C), Arguments = Tree.child(C, 1);
    if (Tree[C].Kind != Sym::FieldInit || Name == 0 || Arguments == 0)
      continue;
    Operands Given;
    for (SyntaxId A : Tree.children(Arguments))
      Given.push_back({0, eval(A)});
    NodeId Value = Given.empty() ? 0 : Given[0].Value;
    if (std::string Type = fieldType(Tree[Name].Name);
        !Type.empty() && !isCopy(Type, Given))
      Value = construct(Type, Given, C);
    Span At = spanOf(C);
    if (Value != 0)
      bind(Builder.intern("this"),
           add(NodeKind::SetAttr, At, lastComponent(nameOf(Name)),
               {{0, readThis(At)}, {0, Value}}),
           At);
  }
}

/// The names that a method initializes as fields, or assigns and does not
/// declare.
void Graph::noteFields(SyntaxId I, ClassInfo &Of) {
  if (Of.IsHere)
    return;
  if (SyntaxId List = Tree.childOf(I, Sym::FieldInitList))
    for (SyntaxId C : Tree.children(List))
      if (SyntaxId Name = Tree.child(C);
          Tree[C].Kind == Sym::FieldInit && Tree[Name].Kind == Sym::FieldName)
        Of.Fields.insert(Tree[Name].Name);
  llvm::DenseSet<StringId> DeclaredHere;
  llvm::SmallVector<StringId, 8> Assigned;
  SyntaxId Seen = 0; // declarators below one that was looked into say the same
  for (SyntaxId C = I; C < Tree[I].Next; ++C) {
    bool Declares = Tree[C].Part == Role::Declarator && C >= Seen;
    SyntaxId Name = Declares ? innermost(C) : 0;
    if (Declares)
      Seen = Tree[C].Next;
    if (Name != 0 && Tree[Name].Kind == Sym::Identifier)
      DeclaredHere.insert(Tree[Name].Name);
    SyntaxId Left = Tree[C].Kind == Sym::Assign ? Tree.part(C, Role::Left) : 0;
    if (Left != 0 && Tree[Left].Kind == Sym::Identifier)
      Assigned.push_back(Tree[Left].Name);
  }
  for (StringId Name : Assigned)
    if (!DeclaredHere.contains(Name))
      Of.Assigned.insert(Name);
}

/// What a method is called in the graph.
static std::string methodName(llvm::StringRef Written, llvm::StringRef Class) {
  if (Written == Class)
    return "__init__";
  llvm::StringRef Operator = Written;
  if (!Operator.consume_front("operator"))
    return Written.str();
  Operator = Operator.trim();
  if (Operator == "()")
    return "__call__";
  if (Operator == "[]")
    return "__getitem__";
  if (Operator == "<<")
    return "__lshift__";
  if (Operator == ">>")
    return "__rshift__";
  return Written.str();
}

void Graph::defineFunction(SyntaxId I) {
  SyntaxId D = functionDeclarator(Tree, I);
  SyntaxId Name = D ? innermost(Tree.part(D, Role::Declarator)) : 0;
  if (Name == 0) { // a macro stands where a declarator is wanted
    if (SyntaxId Body = Tree.part(I, Role::Body))
      exec(Body);
    return;
  }
  std::string Written = nameOf(Name);
  llvm::StringRef Last = lastComponent(Written);
  llvm::StringRef Front = llvm::StringRef(Written).drop_back(Last.size());
  Front.consume_back("::");
  if (Front.empty() || Namespaces.contains(lastComponent(Front))) {
    StringId Id = Builder.intern(Last);
    NodeId Node = makeFunction(I, Id, 0);
    Definitions[Tree[Name].Begin] = Node;
    if (Functions.contains(ScopeId))
      return declareName(Id, Node);
    return bindOnce(0, Id, Node);
  }
  uint32_t Class = classNamed(lastComponent(Front), I);
  if (Classes[Class - 1].Template.empty())
    Classes[Class - 1].Template = Declared;
  Declared.clear(); // the class's, not the method's
  noteFields(I, Classes[Class - 1]);
  StringId Id = Builder.intern(methodName(Last, lastComponent(Front)));
  bindOnce(Classes[Class - 1].Scope, Id, makeFunction(I, Id, Class));
}

//===-- Classes -----------------------------------------------------------===//

/// 1 + index in Classes; a class that this file does not define is made.
uint32_t Graph::classNamed(llvm::StringRef Name, SyntaxId At) {
  uint32_t &Number = ClassIndex[Name];
  if (Number != 0)
    return Number;
  Class C{};
  C.Name = Builder.intern(Name);
  C.Begin = Tree[At].Begin;
  C.End = Tree[At].End;
  uint32_t Index = Builder.addClass(C);
  uint32_t Scope = Builder.addScope(ScopeKind::Class, ScopeId, Index);
  NodeId Node =
      Builder.add(NodeKind::Class, C.Begin, C.End, ScopeId, C.Name, {}, Index);
  Builder.classAt(Index).Scope = Scope;
  Builder.classAt(Index).Node = Node;
  ClassInfo Made;
  Made.Index = Index;
  Made.Scope = Scope;
  Classes.push_back(std::move(Made));
  Number = static_cast<uint32_t>(Classes.size());
  bindOnce(0, C.Name, Node);
  return Number;
}

void Graph::defineClass(SyntaxId I) {
  Nested Level{Depth};
  SyntaxId Name = Tree.part(I, Role::Name), Block = Tree.part(I, Role::Body);
  if (!enter(I) || Block == 0)
    return;
  std::string Written =
      Name ? nameOf(Name) : "class at " + std::to_string(Tree[I].Begin);
  uint32_t Class = classNamed(lastComponent(Written), I);
  Classes[Class - 1].IsHere = true;
  llvm::SmallVector<StringId, 2> Names = std::exchange(Declared, {});
  Classes[Class - 1].Template = Names;
  llvm::SmallVector<NodeId, 4> Bases;
  addBase(I, Bases);
  Builder.classAt(Classes[Class - 1].Index).Bases = Builder.addList(Bases);
  for (SyntaxId C : Tree.children(Block))
    defineMember(C, Class);
  addTemplateFields(Names, I, Class);
}

void Graph::addBase(SyntaxId I, llvm::SmallVectorImpl<NodeId> &Bases) {
  SyntaxId Clause = Tree.childOf(I, Sym::BaseClause);
  if (Clause == 0)
    return;
  for (SyntaxId C : Tree.children(Clause)) {
    std::string Type = typeName(C);
    // torch::nn::Cloneable<Net>, torch::nn::Module alike
    if (!Type.empty())
      Bases.push_back(global(Type, spanOf(C)));
  }
}

void Graph::defineMember(SyntaxId I, uint32_t Class) {
  switch (Tree[I].Kind) {
  case Sym::FieldDeclaration:
    return addField(I, Class);
  case Sym::FunctionDef: {
    SyntaxId D = functionDeclarator(Tree, I);
    SyntaxId Name = D ? innermost(Tree.part(D, Role::Declarator)) : 0;
    if (Name == 0)
      return;
    llvm::StringRef ClassName =
        Builder.text(Builder.classAt(Classes[Class - 1].Index).Name);
    StringId Id = Builder.intern(methodName(nameOf(Name), ClassName));
    Classes[Class - 1].Methods.insert(Id);
    return bindOnce(Classes[Class - 1].Scope, Id, makeFunction(I, Id, Class));
  }
  case Sym::Declaration: { // T(int x); of a constructor that stands elsewhere
    SyntaxId D = functionDeclarator(Tree, I);
    SyntaxId Name = D ? innermost(Tree.part(D, Role::Declarator)) : 0;
    uint32_t Scope = Classes[Class - 1].Scope;
    if (Name != 0 && Tree.part(I, Role::Type) == 0 &&
        Tree[Name].Kind == Sym::Identifier)
      bindOnce(Scope, Builder.intern("__init__"), opaque(I));
    return;
  }
  case Sym::Template:
    openTemplate(I);
    [[fallthrough]];
  case Sym::PreprocIf:
  case Sym::PreprocIfdef:
  case Sym::PreprocElse:
  case Sym::Error: {
    Nested Level{Depth};
    if (!enter(I))
      return;
    for (SyntaxId C : Tree.children(I))
      defineMember(C, Class);
    return;
  }
  case Sym::StructDef:
  case Sym::ClassDef:
  case Sym::Enum:
  case Sym::Alias:
  case Sym::TypeDef:
    return exec(I);
  default:
    return;
  }
}

/// std::string model = "x"; of a class. Methods that are only declared here
/// are noted by name.
void Graph::addField(SyntaxId I, uint32_t Class) {
  SyntaxId Type = Tree.part(I, Role::Type),
           Default = Tree.part(I, Role::Default);
  if (Type != 0 && Tree.part(Type, Role::Body) != 0)
    exec(Type);
  std::string TypeText = typeName(Type);
  for (SyntaxId C : Tree.children(I)) {
    if (Tree[C].Part != Role::Declarator)
      continue;
    SyntaxId Name = innermost(C);
    if (Name == 0 || Tree[Name].Name == 0)
      continue;
    if (functionDeclarator(Tree, I) != 0) {
      Classes[Class - 1].Methods.insert(Tree[Name].Name);
      continue;
    }
    Operands Ops;
    bool IsPointer = Tree[C].Kind == Sym::PointerDeclarator;
    if (Default != 0 || shapeOf(TypeText) == TypeShape::Object ||
        shapeOf(TypeText) == TypeShape::Sequence)
      Ops.push_back({Builder.intern("default"),
                     initialValue(TypeText, Default, C, IsPointer)});
    NodeId Field = Builder.add(NodeKind::Field, Tree[C].Begin, Tree[C].End,
                               Classes[Class - 1].Scope, Tree[Name].Name, Ops);
    Classes[Class - 1].Fields.insert(Tree[Name].Name);
    if (Tree[C].Kind == Sym::FieldName &&
        shapeOf(TypeText) == TypeShape::Object)
      Classes[Class - 1].Types[Tree[Name].Name] = TypeText;
    bindOnce(Classes[Class - 1].Scope, Tree[Name].Name, Field);
  }
}

void Graph::defineEnum(SyntaxId I) {
  SyntaxId Block = Tree.part(I, Role::Body);
  if (Block == 0)
    return;
  for (SyntaxId C : Tree.children(Block))
    if (SyntaxId Value = Tree.part(C, Role::Value))
      eval(Value);
}

//===-- Names from elsewhere ----------------------------------------------===//

/// #include <torch/torch.h>: an Import whose name is the path as written.
void Graph::include(SyntaxId I) {
  SyntaxId Path = Tree.part(I, Role::Path);
  if (Path == 0)
    return;
  llvm::StringRef Written = Tree.text(Path).trim("<>\" ");
  add(NodeKind::Import, spanOf(I), Written);
}

/// #define MODEL "llama.gguf": a variable of the file, where it is a literal.
void Graph::define(SyntaxId I) {
  SyntaxId Name = Tree.part(I, Role::Name), Value = Tree.part(I, Role::Value);
  if (Name == 0 || Value == 0)
    return;
  llvm::StringRef Text = Tree.text(Value).trim();
  NodeId Node = 0;
  size_t Quote = Text.starts_with("\"") ? Text.find('"', 1) : 0;
  llvm::StringRef Behind = Text.substr(Quote).drop_front(Quote != 0).ltrim();
  bool Ends =
      Behind.empty() || Behind.starts_with("//") || Behind.starts_with("/*");
  Text = Text.take_front(Quote ? Quote + 1 : Text.size());
  if (Quote != 0 && Quote != llvm::StringRef::npos && Ends &&
      !Text.contains('\\'))
    Node = add(NodeKind::String, spanOf(Value), literalText(Text));
  else if (!Text.empty() && llvm::isDigit(Text.front()))
    Node = add(NodeKind::Number, spanOf(Value), Text);
  if (Node != 0)
    bindOnce(0, Tree[Name].Name, Node);
}

/// namespace fs = std::filesystem; using json = nlohmann::json; typedef
void Graph::addAlias(SyntaxId I) {
  SyntaxId Name = Tree.part(I, Role::Name), Target = 0;
  if (Tree[I].Kind == Sym::NamespaceAlias) {
    for (SyntaxId C : Tree.children(I))
      Target = C;
    if (Target == 0 || Name == 0 || Target == Name)
      return;
    Aliases[Tree.text(Name)] =
        aliased(llvm::StringRef(Tree.text(Target)).ltrim(":"));
    return;
  }
  Target = Tree.part(I, Role::Type);
  if (Tree[I].Kind == Sym::TypeDef)
    Name = innermost(Tree.part(I, Role::Declarator));
  if (Target != 0 && Tree.part(Target, Role::Body) != 0)
    exec(Target); // typedef struct { … } options;
  std::string Type = typeName(Target);
  if (Name != 0 && !Type.empty() && Tree.text(Name) != Type)
    Aliases[Tree.text(Name)] = Type;
}

/// using namespace std; using std::string;
void Graph::useNamespace(SyntaxId I) {
  SyntaxId Name = Tree.child(I);
  if (Name == 0)
    return;
  llvm::StringRef Words = Tree.text(I);
  std::string Full = nameOf(Name);
  if (!Words.contains("namespace")) {
    llvm::StringRef Last = lastComponent(Full);
    if (Last != Full)
      Aliases[Last] = Full;
    return;
  }
  NodeId Import = add(NodeKind::Import, spanOf(I), Full);
  Builder.addBinding(0, Builder.intern("*"), Import, BindingStar);
}

} // namespace modeltidy::cpp
