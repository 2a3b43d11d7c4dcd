//===- graph_call.cpp - calls, and what they change -----------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a call may change gets a new version behind it, as in Python's graphs:
// its receiver and every variable that it is given, by name or by address. A
// variable whose address went to a call beside a handle may also be changed by
// later calls with that handle:
//
//   setopt(curl, WRITEDATA, &text);   text is held by curl
//   perform(curl);                    AfterCall(text, perform; 2) = text
//
// out << a << b is Call(Attr(out, __lshift__), a, b).
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/cpp/graph.h"
#include "scanner/frontends/cpp/literals.h"

namespace modeltidy::cpp {

/// Calls nest to the left: f(a)(b).m(c). Each level recurs once.
NodeId Graph::evalCall(SyntaxId I) {
  SyntaxId Callee = Tree.part(I, Role::Function);
  while (Callee != 0 && Tree[Callee].Kind == Sym::Parenthesized)
    Callee = Tree.child(Callee);
  if (Callee == 0)
    return evalParts(I);
  if (Tree[Callee].Kind == Sym::FieldAccess) {
    if (NodeId Option = optionRead(I, Callee))
      return Option;
    SyntaxId Object = Tree.part(Callee, Role::Argument);
    return evalMethod(I, Callee, eval(Object));
  }
  switch (Tree[Callee].Kind) {
  case Sym::Identifier:
  case Sym::Qualified:
  case Sym::TemplateFunction:
  case Sym::TypeName:
  case Sym::PrimitiveType:
  case Sym::TemplateType:
  case Sym::DependentName:
    return evalNamed(I, Callee);
  default:
    break;
  }
  Operands Ops{Operand{0, eval(Callee)}};
  addArguments(I, Ops);
  return finishCall(I, Ops, "");
}

void Graph::addArguments(SyntaxId I, Operands &Ops) {
  SyntaxId Arguments = Tree.part(I, Role::Arguments);
  if (Arguments == 0)
    return;
  for (SyntaxId A : Tree.children(Arguments))
    Ops.push_back({0, eval(A)});
}

NodeId Graph::finishCall(SyntaxId I, llvm::ArrayRef<Operand> Ops,
                         llvm::StringRef Name) {
  NodeId Call = add(NodeKind::Call, spanOf(I), "", Ops);
  if (!isPureCall(Name))
    changeArguments(I, Call);
  bindOption(I, Name);
  return Call;
}

/// The T of make_unique<T>.
std::string Graph::templateType(SyntaxId Callee) const {
  while (Callee != 0 && Tree[Callee].Kind == Sym::Qualified)
    Callee = Tree.part(Callee, Role::Name);
  if (Callee == 0)
    return "";
  SyntaxId List = Tree.part(Callee, Role::Arguments);
  return List && Tree.child(List) ? typeName(Tree.child(List)) : "";
}

NodeId Graph::evalNamed(SyntaxId I, SyntaxId Callee) {
  if (Tree[Callee].Kind == Sym::Identifier &&
      Readers.contains(Tree[Callee].Name))
    return testedValue(spanOf(I));
  std::string Name = nameOf(Callee);
  Span At = spanOf(Callee);
  llvm::StringRef Last = lastComponent(Name);
  bool Local = Tree[Callee].Kind == Sym::Identifier && find(Tree[Callee].Name);
  if (!Local && isMethod(Tree[Callee].Name)) {
    Operands Ops{
        Operand{0, add1(NodeKind::Attr, At, readThis(At), Tree.text(Callee))}};
    addArguments(I, Ops);
    return finishCall(I, Ops, Last);
  }
  if (CallShape Shape = callShape(Name); !Local && Shape != CallShape::Other)
    if (NodeId Value = shapedCall(I, Shape, Name, Callee))
      return Value;
  NodeId Function = Tree[Callee].Kind == Sym::Identifier
                        ? read(Tree[Callee].Name, At)
                        : templateMember(Callee);
  if (Function == 0)
    Function = typeNode(llvm::StringRef(Name).ltrim(":"), At);
  if (auto It = Known.Overloads.find(At.Begin);
      It != Known.Overloads.end() &&
      Builder.node(Function).Kind == NodeKind::Global)
    Chosen.emplace_back(Function, It->second);
  Operands Ops{Operand{0, Function}};
  addArguments(I, Ops);
  addTemplateArguments(Callee, Ops);
  if (NodeId Option = Local ? 0 : optionCall(I, Last, Ops))
    return Option;
  NodeId Call = finishCall(I, Ops, Last);
  NodeId Option = optionOfWords(I);
  return Option ? Option : Call;
}

/// Calls that build texts or hand on what they are given; 0: none of these.
NodeId Graph::shapedCall(SyntaxId I, CallShape Shape, llvm::StringRef Name,
                         SyntaxId Callee) {
  SyntaxId List = Tree.part(I, Role::Arguments);
  SyntaxId First = List ? Tree.child(List) : 0;
  Span At = spanOf(I);
  if (Shape == CallShape::Make) {
    std::string Type = templateType(Callee);
    if (List == 0 || Type.empty())
      return 0;
    NodeId Object = initialValue(Type, List, I, false);
    while (Tree[Callee].Kind == Sym::Qualified)
      Callee = Tree.part(Callee, Role::Name);
    SyntaxId Given = Tree.part(Callee, Role::Arguments);
    tellTemplate(Object, Tree.child(Given));
    return Object;
  }
  if (First == 0 && Shape != CallShape::Exits)
    return 0;
  if (Shape == CallShape::Same && Tree.child(List, 1) != 0)
    return 0; // std::move(first, last, out)
  Operands Ops;
  addArguments(I, Ops);
  switch (Shape) {
  case CallShape::Same:
    return Ops[0].Value;
  case CallShape::Format: {
    NodeId Method = add1(NodeKind::Attr, At, Ops[0].Value, "format");
    NodeId Keys = formatKeys(Ops, At);
    Ops[0].Value = Method;
    NodeId Text = add(NodeKind::Call, At, "", Ops);
    return Keys ? add(NodeKind::Phi, At, "", {{0, Text}, {0, Keys}}) : Text;
  }
  case CallShape::Printf:
    return printfText(I, Ops, 0);
  case CallShape::Concat:
    return withKeys(add(NodeKind::Template, At, "", Ops));
  case CallShape::Sprintf:
  case CallShape::Snprintf: {
    NodeId Text = printfText(I, Ops, Shape == CallShape::Sprintf ? 1 : 2);
    storeBack(First, Text);
    return Text;
  }
  case CallShape::Copy:
  case CallShape::Append: {
    NodeId Text = Ops.size() > 1 ? Ops[1].Value : Ops[0].Value;
    if (Shape == CallShape::Append)
      Text = withKeys(
          add(NodeKind::Binary, At, "+", {{0, Ops[0].Value}, {0, Text}}));
    storeBack(First, Text);
    return Text;
  }
  case CallShape::Exits: {
    Ops.insert(Ops.begin(), Operand{0, global(Name, At)});
    NodeId Call = add(NodeKind::Call, At, "", Ops);
    Env.Reachable = false;
    return Call;
  }
  default:
    return 0;
  }
}

//===-- Methods -----------------------------------------------------------===//

/// Parts of a path: as Python's pathlib calls them.
NodeId Graph::pathMethod(SyntaxId I, llvm::StringRef Method, NodeId Object) {
  llvm::StringRef Attribute = Method == "parent_path" ? "parent"
                              : Method == "filename"  ? "name"
                              : Method == "stem"      ? "stem"
                                                      : "";
  return Attribute.empty() ? 0
                           : add1(NodeKind::Attr, spanOf(I), Object, Attribute);
}

NodeId Graph::evalMethod(SyntaxId I, SyntaxId Callee, NodeId Object) {
  std::string Method =
      lastComponent(nameOf(Tree.part(Callee, Role::Field))).str();
  SyntaxId List = Tree.part(I, Role::Arguments);
  SyntaxId First = List ? Tree.child(List) : 0;
  if (First == 0 && isSameMethod(Method))
    return Object;
  if (NodeId Part = First == 0 ? pathMethod(I, Method, Object) : 0)
    return Part;
  Span At = spanOf(I);
  if (Method == "reset" && First != 0 && Tree[First].Kind == Sym::Call) {
    NodeId Value = eval(First); // of a smart pointer
    storeBack(Tree.part(Callee, Role::Argument), Value);
    return Value;
  }
  if (Method == "get_to" && First != 0) { // of JSON: the value, into x
    storeBack(First, Object);
    return Object;
  }
  if (First == 0 && (Method == "front" || Method == "back"))
    return add1(NodeKind::Elem, At, Object);
  if (Method == "substr") // of "--model=x"
    return Tested.empty() || !Tested.back().HoldsValue
               ? add1(NodeKind::Slice, At, Object)
               : optionValue(Tested.back(), At);
  if (Method == "at" && First != 0 && Tree.child(List, 1) == 0)
    return add(NodeKind::Item, At, "", {{0, Object}, {0, eval(First)}});
  Operands Ops{
      Operand{0, add1(NodeKind::Attr, spanOf(Callee), Object, Method)}};
  addArguments(I, Ops);
  NodeId Call = add(NodeKind::Call, At, "", Ops);
  SyntaxId Receiver = Tree.part(Callee, Role::Argument);
  if (SyntaxId Root = Tree.rootOf(Receiver);
      Root != 0 && Tree[Receiver].Kind != Sym::Call &&
      (Tree[Root].Kind == Sym::This || isVariable(Tree[Root].Name) ||
       isFieldAt(Root)))
    storeBack(Receiver,
              add(NodeKind::AfterCall, At, "", {{0, Object}, {0, Call}}));
  changeArguments(I, Call);
  bindOption(I, Method);
  return Call;
}

//===-- What calls change -------------------------------------------------===//

void Graph::changeArgument(SyntaxId A, NodeId Call, uint32_t Place) {
  // back_inserter(x): x itself
  SyntaxId Callee =
      Tree[A].Kind == Sym::Call ? Tree.part(A, Role::Function) : 0;
  SyntaxId List = Callee ? Tree.part(A, Role::Arguments) : 0;
  if (List != 0 && Tree[Callee].Kind != Sym::FieldAccess &&
      callShape(nameOf(Callee)) == CallShape::Same && Tree.child(List) != 0 &&
      Tree.child(List, 1) == 0)
    return changeArgument(Tree.child(List), Call, Place);
  SyntaxId Root = Tree.rootOf(A);
  bool Address = Tree[A].Kind == Sym::Pointer || Tree[A].Kind == Sym::Call;
  bool Whole = Root == A && Tree[A].Kind == Sym::Identifier;
  if (Root == 0 || (!Whole && !Address))
    return;
  if (Tree[Root].Kind == Sym::Identifier && !isVariable(Tree[Root].Name))
    return; // a function, a constant, a variable of elsewhere
  NodeId Old = Builder.operands(Call)[Place - 1].Value;
  if (Whole)
    Old = read(Tree[A].Name, spanOf(A));
  storeBack(
      A, add(NodeKind::AfterCall, spanOf(A), "", {{0, Old}, {0, Call}}, Place));
}

/// T x(f, ref(a), &b): what T runs may change a and b.
void Graph::changeGiven(SyntaxId List, NodeId Object) {
  if (List == 0 || Builder.node(Object).Kind != NodeKind::Call)
    return;
  const size_t Given = Builder.operands(Object).size();
  uint32_t Place = 1;
  for (SyntaxId A : Tree.children(List)) {
    if (++Place > Given)
      return; // broken code: the object is made by another call
    if (Tree[A].Kind == Sym::Pointer || Tree[A].Kind == Sym::Call)
      changeArgument(A, Object, Place);
  }
}

void Graph::changeArguments(SyntaxId I, NodeId Call) {
  SyntaxId Arguments = Tree.part(I, Role::Arguments);
  if (Arguments == 0)
    return;
  uint32_t Place = 1; // 1 + operand index, the callee's being 0
  for (SyntaxId A : Tree.children(Arguments)) {
    changeArgument(A, Call, ++Place);
    auto It = Held.find(Tree[A].Name);
    if (Tree[A].Kind != Sym::Identifier || It == Held.end())
      continue;
    for (StringId Name : It->second) {
      Span At = spanOf(A);
      NodeId Old = read(Name, At);
      bind(Name, add(NodeKind::AfterCall, At, "", {{0, Old}, {0, Call}}, Place),
           At);
    }
  }
  holdPointers(Arguments);
}

/// f(handle, …, &x): the handle may keep the address.
void Graph::holdPointers(SyntaxId Arguments) {
  constexpr size_t MaxHeld = 8;
  SyntaxId Handle = Tree.child(Arguments);
  if (Handle == 0 || Tree[Handle].Kind != Sym::Identifier ||
      (!find(Tree[Handle].Name) && !isFieldAt(Handle)))
    return;
  for (SyntaxId A : Tree.children(Arguments)) {
    if (Tree[A].Kind != Sym::Pointer)
      continue;
    SyntaxId Root = Tree.rootOf(A);
    if (Root == 0 || !find(Tree[Root].Name))
      continue;
    auto &Names = Held[Tree[Handle].Name];
    if (Names.size() < MaxHeld && !llvm::is_contained(Names, Tree[Root].Name))
      Names.push_back(Tree[Root].Name);
  }
}

/// out << a << b; in >> x;  False where the statement is none of these.
bool Graph::execStream(SyntaxId I) {
  llvm::SmallVector<SyntaxId, 8> Rights;
  SyntaxId Stream = I;
  llvm::StringRef Op;
  while (Stream != 0 && Tree[Stream].Kind == Sym::Binary) {
    Op = Tree.text(Tree.part(Stream, Role::Operator));
    if (Op != "<<" && Op != ">>")
      return false;
    Rights.push_back(Tree.part(Stream, Role::Right));
    Stream = Tree.part(Stream, Role::Left);
  }
  if (Stream == 0 || Rights.empty())
    return false;
  NodeId Object = eval(Stream);
  Span At = spanOf(I);
  SyntaxId Root = Tree.rootOf(Stream);
  Variable *V = Root ? find(Tree[Root].Name) : nullptr;
  bool Builds = V && Stream == Root && Builders.contains(V->Slot);
  Operands Ops;
  if (!Builds)
    Ops.push_back({0, add1(NodeKind::Attr, spanOf(Stream), Object,
                           Op == "<<" ? "__lshift__" : "__rshift__")});
  for (SyntaxId R : llvm::reverse(Rights))
    Ops.push_back({0, eval(R)});
  if (Builds) {
    Ops.insert(Ops.begin(), Operand{0, Object});
    storeBack(Stream, withKeys(add(NodeKind::Template, At, "", Ops)));
    return true;
  }
  NodeId Call = add(NodeKind::Call, At, "", Ops);
  Builder.node(Call).Flags |= FlagStatement;
  if (Root != 0 && isVariable(Tree[Root].Name))
    storeBack(Stream,
              add(NodeKind::AfterCall, At, "", {{0, Object}, {0, Call}}));
  uint32_t Place = 1;
  for (SyntaxId R : llvm::reverse(Rights))
    if (++Place; R != 0 && Op == ">>")
      changeArgument(R, Call, Place);
  return true;
}

} // namespace modeltidy::cpp
