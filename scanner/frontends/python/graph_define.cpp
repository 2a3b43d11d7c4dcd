#include "scanner/frontends/python/graph.h"

namespace modeltidy::python {

void Graph::execDecorated(SyntaxId I) {
  llvm::SmallVector<NodeId, 4> Decorators;
  for (SyntaxId C : Tree.children(I)) {
    if (Tree[C].Kind == Sym::Decorator && Tree.child(C) != 0)
      Decorators.push_back(eval(Tree.child(C)));
    else if (Tree[C].Kind == Sym::FunctionDef || Tree[C].Kind == Sym::ClassDef)
      define(C, Decorators);
  }
}

void Graph::define(SyntaxId I, llvm::ArrayRef<NodeId> Decorators) {
  SyntaxId Name = Tree.childOf(I, Sym::Identifier);
  StringId Id = Name ? Tree[Name].Name : 0;
  NodeId Node;
  if (Tree[I].Kind == Sym::ClassDef)
    Node = makeClass(I, Id, Decorators);
  else
    Node = makeFunction(I, Id, Tree.childOf(I, Sym::Parameters), Decorators,
                        Tree.childOf(I, Sym::Keyword) ? uint32_t(FunctionAsync)
                                                      : 0);
  if (Name != 0)
    bind(Id, Node);
}

/// The definition's node and its parameters; the body waits in the queue.
NodeId Graph::makeFunction(SyntaxId I, StringId Name, SyntaxId Params,
                           llvm::ArrayRef<NodeId> Decorators, uint32_t Flags) {
  uint32_t Scope = Tree[I].Name;
  Function F{};
  F.Name = Name;
  F.ClassIndex = Current.Form == ScopeForm::Class ? Current.Owner + 1 : 0;
  F.Flags = Flags;
  F.Begin = Tree[I].Begin;
  F.End = Tree[I].End;
  F.Decorators = Builder.addList(Decorators);
  uint32_t Index = Builder.addFunction(F);
  uint32_t Id = Builder.addScope(ScopeKind::Function, ScopeId, Index);
  Scopes[Scope].Id = Id;
  llvm::SmallVector<NodeId, 8> List;
  bool KeywordOnly = false;
  if (Params != 0) {
    if (Tree.hasErrors())
      recoverErrors(Params);
    for (SyntaxId P : Tree.children(Params))
      if (NodeId Param = makeParam(P, Id, KeywordOnly))
        List.push_back(Param);
  }
  NodeId Node = add(NodeKind::Function, I, Name, {}, Index);
  Function &Made = Builder.function(Index);
  Made.Scope = Id;
  Made.Node = Node;
  Made.Params = Builder.addList(List);
  Queue.push_back({I, ScopeForm::Function, Scope, Index});
  return Node;
}

/// One parameter; 0 for the separators / and *. Defaults and annotations are
/// values of the scope around the definition.
NodeId Graph::makeParam(SyntaxId P, uint32_t Scope, bool &KeywordOnly) {
  SyntaxId Target = P, Default = 0, Type = 0;
  switch (Tree[P].Kind) {
  case Sym::PositionalSeparator:
    return 0;
  case Sym::KeywordSeparator:
    KeywordOnly = true;
    return 0;
  case Sym::DefaultParameter:
  case Sym::TypedDefaultParameter:
    Default = Tree.lastChild(P);
    [[fallthrough]];
  case Sym::TypedParameter:
    Target = Tree.child(P);
    Type = Tree.childOf(P, Sym::Type);
    break;
  default:
    break;
  }
  Operands Ops;
  if (Default != 0 && Default != Target && Default != Type)
    Ops.push_back({Builder.intern("default"), eval(Default)});
  if (Type != 0)
    Ops.push_back({Builder.intern("annotation"), eval(Type)});
  uint8_t Flags = KeywordOnly ? FlagKeywordOnly : 0;
  Sym Form = Tree[Target].Kind;
  if (Form == Sym::ListSplatPattern) {
    Flags = FlagVarArgs;
    KeywordOnly = true;
  } else if (Form == Sym::DictSplatPattern) {
    Flags = FlagKwArgs;
  }
  if (Flags & (FlagVarArgs | FlagKwArgs))
    Target = Tree.child(Target);
  StringId Name = Tree[Target].Kind == Sym::Identifier ? Tree[Target].Name : 0;
  return Builder.add(NodeKind::Param, Tree[P].Begin, Tree[P].End, Scope, Name,
                     Ops, 0, Flags);
}

/// Binds the parameters in the function's own scope. Python 2's def f((a, b))
/// unpacks a parameter without a name.
void Graph::bindParams(const Body &B) {
  SyntaxId Params =
      Tree.childOf(B.At, Tree[B.At].Kind == Sym::Lambda ? Sym::LambdaParameters
                                                        : Sym::Parameters);
  llvm::SmallVector<NodeId, 8> List(
      Builder.list(Builder.function(B.Owner).Params));
  size_t Next = 0;
  if (Params == 0)
    return;
  for (SyntaxId P : Tree.children(Params)) {
    if (Tree[P].Kind == Sym::PositionalSeparator ||
        Tree[P].Kind == Sym::KeywordSeparator)
      continue;
    NodeId Param = List[Next++];
    if (StringId Name = Builder.node(Param).Name)
      bind(Name, Param);
    else if (Tree[P].Kind == Sym::TuplePattern)
      unpack(P, Param);
  }
}

NodeId Graph::makeClass(SyntaxId I, StringId Name,
                        llvm::ArrayRef<NodeId> Decorators) {
  Class C{};
  C.Name = Name;
  C.Begin = Tree[I].Begin;
  C.End = Tree[I].End;
  llvm::SmallVector<NodeId, 4> Bases;
  if (SyntaxId List = Tree.childOf(I, Sym::ArgumentList))
    for (SyntaxId A : Tree.children(List)) {
      if (Tree[A].Kind != Sym::KeywordArgument)
        Bases.push_back(eval(A));
      else if (SyntaxId Value = Tree.child(A, 1))
        eval(Value);
    }
  C.Bases = Builder.addList(Bases);
  C.Decorators = Builder.addList(Decorators);
  uint32_t Index = Builder.addClass(C);
  uint32_t Scope = Tree[I].Name;
  uint32_t Id = Builder.addScope(ScopeKind::Class, ScopeId, Index);
  Scopes[Scope].Id = Id;
  NodeId Node = add(NodeKind::Class, I, Name, {}, Index);
  Builder.classAt(Index).Scope = Id;
  Builder.classAt(Index).Node = Node;
  Queue.push_back({I, ScopeForm::Class, Scope, Index});
  return Node;
}

//===-- Imports -----------------------------------------------------------===//

/// A module's dotted name without the blanks that Python allows around dots.
StringId Graph::moduleName(SyntaxId I) {
  llvm::StringRef Text = Tree.text(I);
  if (Text.find_first_of(" \t\\\n\r\f") == llvm::StringRef::npos)
    return Builder.intern(Text);
  llvm::SmallString<64> Name;
  for (char C : Text)
    if (!llvm::StringRef(" \t\\\n\r\f").contains(C))
      Name.push_back(C);
  return Builder.intern(Name);
}

/// import a.b binds a; import a.b as c binds c to the module a.b.
void Graph::execImport(SyntaxId I) {
  for (SyntaxId C : Tree.children(I)) {
    SyntaxId Module = C, Alias = Tree.childOf(C, Sym::Identifier);
    if (Tree[C].Kind == Sym::AliasedImport)
      Module = Tree.child(C);
    if (Module == 0 || Tree[Module].Kind != Sym::DottedName)
      continue;
    if (Alias != 0)
      bind(Tree[Alias].Name, add(NodeKind::Import, C, moduleName(Module)));
    else
      bind(Tree[C].Name, add(NodeKind::Import, C, Tree[C].Name));
  }
}

void Graph::execImportFrom(SyntaxId I) {
  SyntaxId From = Tree.child(I);
  if (From == 0)
    return;
  StringId Module = moduleName(From);
  for (SyntaxId C : Tree.children(I)) {
    if (Tree[C].Kind == Sym::WildcardImport)
      Builder.addBinding(ScopeId, Builder.intern("*"),
                         add(NodeKind::Import, I, Module), BindingStar);
    SyntaxId Name = Tree[C].Kind == Sym::AliasedImport ? Tree.child(C) : C;
    if (C == From || Name == 0 || Tree[Name].Kind != Sym::DottedName)
      continue;
    SyntaxId Alias = Tree.childOf(C, Sym::Identifier);
    StringId Attribute = Tree[Name].Name;
    bind(Alias ? Tree[Alias].Name : Attribute,
         add(NodeKind::ImportFrom, C, Module, Operand{Attribute, 0}));
  }
}

} // namespace modeltidy::python
