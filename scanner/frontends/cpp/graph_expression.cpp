//===- graph_expression.cpp - literals, operators, lists, lambdas ---------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/cpp/graph.h"
#include "scanner/frontends/cpp/literals.h"

namespace modeltidy::cpp {

namespace {

bool isLink(Sym Kind) {
  return Kind == Sym::Binary || Kind == Sym::FieldAccess ||
         Kind == Sym::Subscript;
}

/// Comparisons and logic, whose result holds nothing of its operands.
bool isTest(llvm::StringRef Op) {
  return Op == "==" || Op == "!=" || Op == "<" || Op == ">" || Op == "<=" ||
         Op == ">=" || Op == "<=>";
}

} // namespace

NodeId Graph::eval(SyntaxId I) {
  Nested Level{Depth};
  if (I == 0 || !enter(I))
    return add(NodeKind::Opaque, I ? spanOf(I) : Span{0, 0});
  return isLink(Tree[I].Kind) ? evalChain(I) : evalLeaf(I);
}

/// a + b + c, x.a.b: down the left side, then up again link by link.
NodeId Graph::evalChain(SyntaxId I) {
  size_t Bottom = Chain.size();
  while (I != 0 && isLink(Tree[I].Kind)) {
    Chain.push_back(I);
    I = Tree.part(I, Tree[I].Kind == Sym::Binary ? Role::Left : Role::Argument);
  }
  NodeId Value = I != 0 ? eval(I) : opaque(Chain.back());
  while (Chain.size() > Bottom) {
    SyntaxId Link = Chain.back();
    Chain.pop_back();
    Value = evalLink(Link, Value);
  }
  if (Builder.node(Value).Kind == NodeKind::Binary)
    Value = withKeys(Value);
  return Value;
}

NodeId Graph::evalLink(SyntaxId I, NodeId First) {
  Span At = spanOf(I);
  if (Tree[I].Kind == Sym::FieldAccess)
    return add1(NodeKind::Attr, At, First,
                lastComponent(nameOf(Tree.part(I, Role::Field))));
  if (Tree[I].Kind == Sym::Subscript)
    return evalSubscript(I, First);
  llvm::StringRef Op = Tree.text(Tree.part(I, Role::Operator));
  NodeId Second = eval(Tree.part(I, Role::Right));
  if (isTest(Op))
    return add(NodeKind::Compare, At, Op, {{0, First}, {0, Second}});
  Op = Op == "&&" ? "and" : Op;
  if (Op == "||")
    return add(NodeKind::Compare, At, "or", {{0, First}, {0, Second}});
  return add(NodeKind::Binary, At, Op, {{0, First}, {0, Second}});
}

NodeId Graph::evalSubscript(SyntaxId I, NodeId Object) {
  Span At = spanOf(I);
  if (isArgumentVector(Tree.part(I, Role::Argument)))
    return argumentValue(I);
  SyntaxId Index = Tree.part(I, Role::Indices);
  NodeId Key = Index && Tree.child(Index) ? eval(Tree.child(Index)) : opaque(I);
  NodeId Item = add(NodeKind::Item, At, "", {{0, Object}, {0, Key}});
  if (Index == 0 || !isOptionWord(Tree.child(Index)))
    return Item;
  // A table of the program's words.
  OptionNames Of = splitNames(literalText(Tree.text(Tree.child(Index))));
  return add(NodeKind::Phi, At, "", {{0, Item}, {0, optionValue(Of, At)}});
}

NodeId Graph::evalName(SyntaxId I) {
  if (Tree[I].Kind == Sym::Identifier || Tree[I].Kind == Sym::TypeName)
    return read(Tree[I].Name, spanOf(I));
  if (NodeId Member = templateMember(I))
    return Member;
  std::string Name = nameOf(I);
  return global(llvm::StringRef(Name).ltrim(":"), spanOf(I));
}

NodeId Graph::evalLeaf(SyntaxId I) {
  Span At = spanOf(I);
  switch (Tree[I].Kind) {
  case Sym::Identifier:
    if (auto It = Known.Texts.find(Tree[I].Begin);
        It != Known.Texts.end() && !find(Tree[I].Name) &&
        !Bound.contains(uint64_t(Tree[I].Name))) // defined in this file
      return add(NodeKind::String, At, It->second);
    if (Tree.text(I) == "optarg" && !Tested.empty())
      return testedValue(At);
    return evalName(I);
  case Sym::TypeName:
  case Sym::Qualified:
  case Sym::TemplateFunction:
  case Sym::TemplateType:
  case Sym::DependentName:
    return evalName(I);
  case Sym::This:
    return readThis(At);
  case Sym::String:
  case Sym::RawString:
  case Sym::Concatenated:
    return evalStrings(I);
  case Sym::UserLiteral:
    return evalStrings(Tree.child(I) ? Tree.child(I) : I);
  case Sym::Char:
    return add(NodeKind::String, At, literalText(Tree.text(I)));
  case Sym::Number:
    return add(NodeKind::Number, At, Tree.text(I));
  case Sym::True:
  case Sym::False:
    return add(NodeKind::Bool, At, "", {}, Tree[I].Kind == Sym::True);
  case Sym::Null:
    return add(NodeKind::Null, At);
  case Sym::Call:
    return evalCall(I);
  case Sym::Assign:
    return evalAssign(I);
  case Sym::Conditional:
    return evalConditional(I);
  case Sym::InitList:
    return evalInitList(I);
  case Sym::Lambda:
    return evalLambda(I);
  default:
    return evalWrapped(I);
  }
}

/// Expressions that stand around another one.
NodeId Graph::evalWrapped(SyntaxId I) {
  Span At = spanOf(I);
  switch (Tree[I].Kind) {
  case Sym::Parenthesized:
  case Sym::PackExpansion:
  case Sym::ConditionClause:
  case Sym::InitStatement:
    return Tree.child(I) ? eval(Tree.child(I)) : opaque(I);
  case Sym::Pointer: // &x, *p: the object itself; *++argv is an argument
    if (SyntaxId Inner = Tree.part(I, Role::Argument);
        Inner != 0 && Tree[Inner].Kind == Sym::Update &&
        isArgumentVector(Tree.part(Inner, Role::Argument)))
      return argumentValue(Inner);
    return eval(Tree.part(I, Role::Argument));
  case Sym::Unary: {
    NodeId Value = eval(Tree.part(I, Role::Argument));
    llvm::StringRef Op = Tree.text(Tree.part(I, Role::Operator));
    return add1(NodeKind::Unary, At, Value, Op == "!" ? "not" : Op);
  }
  case Sym::Update: {
    SyntaxId Target = Tree.part(I, Role::Argument);
    NodeId New = add1(NodeKind::Unary, At, eval(Target), "+");
    storeBack(Target, New);
    return New;
  }
  case Sym::Cast:
    return eval(Tree.part(I, Role::Value));
  case Sym::Await:
    return add1(NodeKind::Await, At, eval(Tree.part(I, Role::Argument)));
  case Sym::Compound: { // T{a, b}
    std::string Type = typeName(Tree.part(I, Role::Type));
    NodeId Object = initialValue(Type, Tree.part(I, Role::Value), I, false);
    tellTemplate(Object, Tree.part(I, Role::Type));
    return Object;
  }
  case Sym::New: {
    std::string Type = typeName(Tree.part(I, Role::Type));
    SyntaxId Arguments = Tree.part(I, Role::Arguments);
    NodeId Object = Arguments ? initialValue(Type, Arguments, I, false)
                              : emptyValue(Type, I, false);
    tellTemplate(Object, Tree.part(I, Role::Type));
    return Object;
  }
  case Sym::Comma: {
    eval(Tree.part(I, Role::Left));
    return eval(Tree.part(I, Role::Right));
  }
  case Sym::Sizeof:
    return opaque(I);
  default:
    return evalParts(I);
  }
}

NodeId Graph::evalParts(SyntaxId I) {
  switch (Tree[I].Kind) {
  case Sym::Declaration:
  case Sym::Block:
  case Sym::ExpressionStatement:
  case Sym::Return:
  case Sym::If:
  case Sym::For:
  case Sym::While:
  case Sym::Error:
    exec(I); // broken code
    return opaque(I);
  default:
    break;
  }
  Operands Ops;
  for (SyntaxId C : Tree.children(I))
    if (Tree[C].Kind != Sym::Operator && Tree[C].Part != Role::Type)
      Ops.push_back({0, eval(C)});
  return add(NodeKind::Opaque, spanOf(I), "", Ops);
}

/// Adjacent literals are one text; a macro between them is a piece of it.
NodeId Graph::evalStrings(SyntaxId I) {
  if (Tree[I].Kind != Sym::Concatenated)
    return textNode(I, literalText(Tree.text(I)));
  Operands Pieces;
  std::string Text;
  bool Constant = true;
  for (SyntaxId C : Tree.children(I)) {
    bool Literal =
        Tree[C].Kind == Sym::String || Tree[C].Kind == Sym::RawString;
    Constant &= Literal;
    if (Literal)
      Text += literalText(Tree.text(C));
    Pieces.push_back({0, eval(C)});
  }
  if (Constant)
    return textNode(I, Text);
  return withKeys(add(NodeKind::Template, spanOf(I), "", Pieces));
}

NodeId Graph::evalConditional(SyntaxId I) {
  SyntaxId Condition = Tree.part(I, Role::Condition);
  Tested.push_back(optionsTested(Condition));
  NodeId Cond = eval(Condition);
  SyntaxId Yes = Tree.part(I, Role::Consequence);
  NodeId Then = Yes ? eval(Yes) : Cond;
  Tested.pop_back();
  NodeId Else = eval(Tree.part(I, Role::Alternative));
  return add(NodeKind::Phi, spanOf(I), "",
             {{0, Then}, {0, Else}, {Builder.intern("cond"), Cond}});
}

NodeId Graph::evalAssign(SyntaxId I) {
  SyntaxId Target = Tree.part(I, Role::Left), Right = Tree.part(I, Role::Right);
  llvm::StringRef Op = Tree.text(Tree.part(I, Role::Operator));
  NodeId Old = Op == "=" ? 0 : eval(Target);
  NodeId Value = eval(Right);
  if (Op != "=")
    Value = add(NodeKind::Binary, spanOf(I), Op.drop_back(),
                {{0, Old}, {0, Value}});
  if (Op == "+=")
    Value = withKeys(Value);
  assignTo(Target, Value);
  return Value;
}

//===-- Lists -------------------------------------------------------------===//

/// {{"a", x}, {"b", y}}: a mapping.
bool Graph::isPairList(SyntaxId I) const {
  if (Tree.child(I) == 0)
    return false;
  for (SyntaxId C : Tree.children(I)) {
    SyntaxId Key = Tree.child(C);
    bool Pair = Tree[C].Kind == Sym::InitList && Key != 0 &&
                Tree[Key].Kind == Sym::String && Tree.child(C, 1) != 0 &&
                Tree.child(C, 2) == 0;
    if (!Pair)
      return false;
  }
  return true;
}

NodeId Graph::evalPairs(SyntaxId I) {
  Operands Ops;
  for (SyntaxId C : Tree.children(I)) {
    std::string Key = literalText(Tree.text(Tree.child(C)));
    NodeId Value = eval(Tree.child(C, 1));
    if (!Key.empty())
      Ops.push_back({Builder.intern(Key), Value});
    else
      Ops.push_back({0, add(NodeKind::Pair, spanOf(C), "",
                            {{0, eval(Tree.child(C))}, {0, Value}})});
  }
  return add(NodeKind::Dict, spanOf(I), "", Ops);
}

/// {a, b} is a List; {.a = x} the keywords of a call of Callee, or a Dict.
NodeId Graph::evalInitList(SyntaxId I, NodeId Callee) {
  if (Callee == 0 && isPairList(I))
    return evalPairs(I);
  Operands Ops;
  if (Callee != 0)
    Ops.push_back({0, Callee});
  bool Named = false;
  for (SyntaxId C : Tree.children(I)) {
    if (Tree[C].Kind != Sym::InitPair) {
      Ops.push_back({0, eval(C)});
      continue;
    }
    Named = true;
    SyntaxId Field = Tree.part(C, Role::Designator);
    Field = Field ? Tree.child(Field) : 0;
    NodeId Value = eval(Tree.part(C, Role::Value));
    Ops.push_back({Field ? Tree[Field].Name : 0, Value});
  }
  NodeKind Kind = Callee != 0 ? NodeKind::Call
                  : Named     ? NodeKind::Dict
                              : NodeKind::List;
  return add(Kind, spanOf(I), "", Ops);
}

/// Captures with a value are variables of the scope around it.
NodeId Graph::evalLambda(SyntaxId I) {
  if (SyntaxId List = Tree.part(I, Role::Captures))
    for (SyntaxId C : Tree.children(List)) {
      SyntaxId Name = Tree.child(C), Value = Tree.child(C, 1);
      if (Tree[C].Kind != Sym::LambdaCaptureInit || Value == 0)
        continue;
      NodeId Node = eval(Value);
      if (Tree[Name].Name != 0)
        declareName(Tree[Name].Name, Node);
    }
  return makeFunction(I, 0, 0);
}

} // namespace modeltidy::cpp
