#include "scanner/frontends/python/graph.h"

namespace modeltidy::python {

namespace {

bool isLink(Sym Kind) {
  switch (Kind) {
  case Sym::Attribute:
  case Sym::Subscript:
  case Sym::Call:
  case Sym::Binary:
  case Sym::Boolean:
    return true;
  default:
    return false;
  }
}

} // namespace

NodeId Graph::eval(SyntaxId I) {
  Nested Level{Depth};
  if (!enter(I))
    return add(NodeKind::Opaque, I);
  if (Tree.hasErrors())
    recoverErrors(I);
  return isLink(Tree[I].Kind) ? evalChain(I) : evalLeaf(I);
}

/// a.b(c).d + e: down the left side to a, then up again link by link.
NodeId Graph::evalChain(SyntaxId I) {
  size_t Bottom = Chain.size();
  while (I != 0 && isLink(Tree[I].Kind)) {
    Chain.push_back(I);
    I = Tree.child(I);
  }
  NodeId Value = I != 0 ? eval(I) : add(NodeKind::Opaque, Chain.back());
  while (Chain.size() > Bottom) {
    SyntaxId Link = Chain.back();
    Chain.pop_back();
    Value = evalLink(Link, Value);
  }
  return Value;
}

NodeId Graph::evalLink(SyntaxId I, NodeId First) {
  switch (Tree[I].Kind) {
  case Sym::Attribute:
    return add1(NodeKind::Attr, I, First, Tree.name(Tree.child(I, 1)));
  case Sym::Subscript:
    return evalSubscript(I, First);
  case Sym::Call:
    return evalCall(I, First);
  default:
    break;
  }
  SyntaxId Right = Tree.lastChild(I), Operator = Tree.childOf(I, Sym::Operator);
  NodeId Second =
      Right != Operator ? eval(Right) : add(NodeKind::Opaque, Right);
  StringId Name = Tree.name(Operator);
  if (Tree[I].Kind == Sym::Boolean && Builder.text(Name) == "or")
    return add(NodeKind::Phi, I, 0,
               {{0, First}, {0, Second}, {CondName, First}});
  return add(NodeKind::Binary, I, Name, {{0, First}, {0, Second}});
}

NodeId Graph::evalLeaf(SyntaxId I) {
  const Syntax &S = Tree[I];
  switch (S.Kind) {
  case Sym::Identifier:
    return read(S.Name, spanOf(I));
  case Sym::String:
  case Sym::ConcatenatedString:
    return evalString(I);
  case Sym::Integer:
  case Sym::Float:
    return add(NodeKind::Number, I, Builder.intern(Tree.text(I)));
  case Sym::True:
  case Sym::False:
    return add(NodeKind::Bool, I, 0, {}, S.Kind == Sym::True);
  case Sym::None:
    return add(NodeKind::Null, I);
  case Sym::List:
  case Sym::ListPattern:
    return evalSequence(NodeKind::List, I);
  case Sym::Tuple:
  case Sym::TuplePattern:
  case Sym::ExpressionList:
  case Sym::PatternList:
    return evalSequence(NodeKind::Tuple, I);
  case Sym::Set:
    return evalSequence(NodeKind::Set, I);
  case Sym::Dictionary:
    return evalDict(I);
  case Sym::ListComprehension:
  case Sym::SetComprehension:
  case Sym::DictComprehension:
  case Sym::Generator:
    return evalComprehension(I);
  case Sym::Comparison:
    return evalCompare(I);
  case Sym::Conditional:
    return evalChoice(I);
  case Sym::Yield:
    return evalYield(I);
  case Sym::Lambda:
    return makeFunction(I, 0, Tree.childOf(I, Sym::LambdaParameters), {},
                        FunctionLambda);
  default:
    return evalType(I);
  }
}

/// Operators of one operand, wrappers, and what stands in annotations.
NodeId Graph::evalType(SyntaxId I) {
  SyntaxId Only = Tree.lastChild(I);
  if (Only == 0)
    return add(NodeKind::Opaque, I);
  switch (Tree[I].Kind) {
  case Sym::Parenthesized:
  case Sym::Type:
  case Sym::AsTarget:
  case Sym::Interpolation:
  case Sym::Chevron:
    return eval(Tree.child(I));
  case Sym::AsPattern: { // outside with and except: broken code
    NodeId Value = eval(Tree.child(I));
    assignTo(Only, Value);
    return Value;
  }
  case Sym::NamedExpression: {
    NodeId Value = eval(Only);
    assignTo(Tree.child(I), Value);
    return Value;
  }
  case Sym::Not:
    return add1(NodeKind::Unary, I, eval(Only), Builder.intern("not"));
  case Sym::Unary:
    return add1(NodeKind::Unary, I, eval(Only), Tree.name(Tree.child(I)));
  case Sym::Await:
    return add1(NodeKind::Await, I, eval(Only));
  case Sym::ListSplat:
  case Sym::ListSplatPattern:
    return add(NodeKind::Splat, I, 0, Operand{0, eval(Only)}, 1);
  case Sym::DictSplat:
  case Sym::DictSplatPattern:
    return add(NodeKind::Splat, I, 0, Operand{0, eval(Only)}, 2);
  case Sym::Pair:
    return evalPair(I);
  case Sym::Slice:
    return evalSlicePart(I);
  case Sym::UnionType: {
    NodeId Left = eval(Tree.child(I));
    return add(NodeKind::Binary, I, Builder.intern("|"),
               {{0, Left}, {0, eval(Only)}});
  }
  case Sym::MemberType:
    return add1(NodeKind::Attr, I, eval(Tree.child(I)),
                Tree.name(Tree.child(I, 1)));
  case Sym::GenericType: { // list[int]
    NodeId Object = eval(Tree.child(I));
    bool One = Tree.child(Only, 1) == 0 && Tree.child(Only) != 0;
    NodeId Key =
        One ? eval(Tree.child(Only)) : evalSequence(NodeKind::Tuple, Only);
    return add(NodeKind::Item, I, 0, {{0, Object}, {0, Key}});
  }
  default:
    return evalOpaque(I);
  }
}

NodeId Graph::evalOpaque(SyntaxId I) {
  if (isStatement(Tree[I].Kind) || Tree[I].Kind == Sym::Block) {
    exec(I); // broken code
    return add(NodeKind::Opaque, I);
  }
  Operands Ops;
  for (SyntaxId C : Tree.children(I))
    if (Tree[C].Kind != Sym::Operator && Tree[C].Kind != Sym::Keyword)
      Ops.push_back({0, eval(C)});
  return add(NodeKind::Opaque, I, 0, Ops);
}

NodeId Graph::evalSequence(NodeKind Kind, SyntaxId I) {
  Operands Ops;
  for (SyntaxId C : Tree.children(I))
    Ops.push_back({0, eval(C)});
  return add(Kind, I, 0, Ops);
}

NodeId Graph::evalPair(SyntaxId I) {
  NodeId Key = eval(Tree.child(I));
  SyntaxId Value = Tree.child(I, 1);
  return add(NodeKind::Pair, I, 0,
             {{0, Key}, {0, Value ? eval(Value) : add(NodeKind::Opaque, I)}});
}

NodeId Graph::evalDict(SyntaxId I) {
  Operands Ops;
  for (SyntaxId C : Tree.children(I)) {
    SyntaxId Value = Tree.child(C, 1);
    std::optional<StringId> Key;
    if (Tree[C].Kind == Sym::Pair && Value != 0)
      Key = constantString(Tree.child(C));
    // The empty string is the StringId of "no name": such a key is a Pair.
    if (Key && *Key != 0)
      Ops.push_back({*Key, eval(Value)});
    else
      Ops.push_back({0, eval(C)});
  }
  return add(NodeKind::Dict, I, 0, Ops);
}

NodeId Graph::evalSubscript(SyntaxId I, NodeId Object) {
  SyntaxId First = Tree.child(I, 1);
  if (First == 0)
    return add1(NodeKind::Opaque, I, Object);
  if (Tree[First].Kind == Sym::Slice && Tree.child(I, 2) == 0) {
    evalSlicePart(First);
    // x[2:] keeps how many it leaves out: words of a command line are counted.
    SyntaxId Lower = Tree.child(First, 0);
    uint32_t Left = 0;
    if (Lower == 0 || Tree[Lower].Begin != Tree[First].Begin ||
        Tree.text(Lower).getAsInteger(10, Left))
      Left = 0;
    return add(NodeKind::Slice, I, 0, Operand{0, Object}, Left);
  }
  return add(NodeKind::Item, I, 0, {{0, Object}, {0, itemKey(I)}});
}

/// The index of x[i], a Tuple for x[i, j], Opaque for a slice.
NodeId Graph::itemKey(SyntaxId Subscript) {
  SyntaxId First = Tree.child(Subscript, 1);
  if (First == 0)
    return add(NodeKind::Opaque, Subscript);
  if (Tree.child(Subscript, 2) == 0)
    return eval(First);
  Operands Ops;
  for (SyntaxId C : Tree.children(Subscript))
    if (C >= First)
      Ops.push_back({0, eval(C)});
  SyntaxId Last = Tree.lastChild(Subscript);
  return Builder.add(NodeKind::Tuple, Tree[First].Begin, Tree[Last].End,
                     ScopeId, 0, Ops);
}

/// Bounds are walked for what they call; their values are not kept.
NodeId Graph::evalSlicePart(SyntaxId I) {
  for (SyntaxId C : Tree.children(I))
    if (Tree[C].Kind != Sym::Integer && Tree[C].Kind != Sym::Unary)
      eval(C);
  return add(NodeKind::Opaque, I);
}

NodeId Graph::evalCompare(SyntaxId I) {
  Operands Ops;
  StringId Name = 0;
  for (SyntaxId C : Tree.children(I)) {
    if (Tree[C].Kind != Sym::Operator)
      Ops.push_back({0, eval(C)});
    else if (Name == 0)
      Name = Tree[C].Name;
  }
  return add(NodeKind::Compare, I, Name, Ops);
}

/// a if c else b
NodeId Graph::evalChoice(SyntaxId I) {
  SyntaxId A = Tree.child(I), C = Tree.child(I, 1), B = Tree.child(I, 2);
  if (B == 0)
    return evalOpaque(I);
  NodeId Cond = eval(C), Then = eval(A), Else = eval(B);
  Builder.addRegion(RegionKind::If, Cond, Tree[A].Begin, Tree[A].End);
  Builder.addRegion(RegionKind::Else, Cond, Tree[B].Begin, Tree[B].End);
  return add(NodeKind::Phi, I, 0, {{0, Then}, {0, Else}, {CondName, Cond}});
}

NodeId Graph::evalYield(SyntaxId I) {
  bool From = Tree.childOf(I, Sym::Keyword) != 0;
  SyntaxId Operand = Tree.lastChild(I);
  if (Operand == 0 || Tree[Operand].Kind == Sym::Keyword)
    return add(NodeKind::Yield, I);
  NodeId Value = eval(Operand);
  if (From)
    Value = add1(NodeKind::Elem, Operand, Value);
  Yields.push_back(Value);
  return add1(NodeKind::Yield, I, Value);
}

//===-- Strings -----------------------------------------------------------===//

NodeId Graph::evalString(SyntaxId I) {
  if (std::optional<StringId> Text = constantString(I))
    return add(NodeKind::String, I, *Text);
  llvm::SmallString<128> Text;
  Operands Pieces;
  SyntaxId From = 0;
  if (Tree[I].Kind == Sym::String)
    appendString(I, Text, From, Pieces);
  else
    for (SyntaxId C : Tree.children(I))
      appendString(C, Text, From, Pieces);
  flushPiece(From, Text, Pieces);
  return add(NodeKind::Template, I, 0, Pieces);
}

/// The text of a literal (or of adjacent ones) without interpolations.
std::optional<StringId> Graph::constantString(SyntaxId I) {
  if (Tree[I].Kind != Sym::String && Tree[I].Kind != Sym::ConcatenatedString)
    return std::nullopt;
  SyntaxId Content = 0;
  unsigned Contents = 0;
  for (SyntaxId C = I + 1; C < Tree[I].Next; ++C) {
    if (Tree[C].Kind == Sym::Interpolation || Tree[C].Kind == Sym::Error)
      return std::nullopt;
    if (Tree[C].Kind == Sym::StringContent) {
      Content = C;
      ++Contents;
    }
  }
  if (Contents == 0)
    return StringId(0);
  if (Contents == 1 && Tree[I].Kind == Sym::String &&
      isPlainContent(Tree.text(Content), readPrefix(Tree.text(I + 1))))
    return Builder.intern(Tree.text(Content));
  llvm::SmallString<128> Text;
  StringPrefix Prefix;
  for (SyntaxId C = I + 1; C < Tree[I].Next; ++C) {
    if (Tree[C].Kind == Sym::StringStart)
      Prefix = readPrefix(Tree.text(C));
    if (Tree[C].Kind == Sym::StringContent)
      decodeContent(Tree.text(C), Prefix, Text);
  }
  return Builder.intern(Text);
}

/// Adds a literal's pieces; constant text gathers in Text until a value comes.
void Graph::appendString(SyntaxId I, llvm::SmallVectorImpl<char> &Text,
                         SyntaxId &From, Operands &Pieces) {
  StringPrefix Prefix;
  for (SyntaxId C : Tree.children(I)) {
    if (Tree[C].Kind == Sym::StringStart)
      Prefix = readPrefix(Tree.text(C));
    if (Tree[C].Kind == Sym::StringContent) {
      From = Text.empty() ? C : From;
      decodeContent(Tree.text(C), Prefix, Text);
    }
    if (Tree[C].Kind == Sym::Interpolation) {
      flushPiece(From, Text, Pieces);
      Pieces.push_back({0, eval(C)});
    }
  }
}

void Graph::flushPiece(SyntaxId From, llvm::SmallVectorImpl<char> &Text,
                       Operands &Pieces) {
  if (Text.empty())
    return;
  StringId Name = Builder.intern({Text.data(), Text.size()});
  Pieces.push_back({0, add(NodeKind::String, From, Name)});
  Text.clear();
}

//===-- Comprehensions ----------------------------------------------------===//

NodeId Graph::evalComprehension(SyntaxId I) {
  Operands Ops;
  SavedNames Saved;
  StringId IterName = Builder.intern("iter");
  for (SyntaxId C : Tree.children(I)) {
    if (Tree[C].Kind == Sym::IfClause && Tree.child(C) != 0)
      Ops.push_back({CondName, eval(Tree.child(C))});
    SyntaxId Target = Tree.child(C), Source = Tree.child(C, 1);
    if (Tree[C].Kind != Sym::ForIn || Source == 0)
      continue;
    NodeId Iter = eval(Source);
    Ops.push_back({IterName, Iter});
    NodeId Element = add1(NodeKind::Elem, Target, Iter);
    bindComprehension(Target, Saved);
    assignTo(Target, Element);
  }
  if (SyntaxId First = Tree.child(I))
    Ops.insert(Ops.begin(), Operand{Builder.intern("element"), eval(First)});
  restoreNames(Saved, Scopes[Tree[I].Name].HasInner);
  uint32_t Form = Tree[I].Kind == Sym::SetComprehension    ? 2
                  : Tree[I].Kind == Sym::DictComprehension ? 3
                                                           : 1;
  return add(NodeKind::Comprehension, I, 0, Ops, Form);
}

/// The target's names mean new, temporary slots until the comprehension ends.
void Graph::bindComprehension(SyntaxId Target, SavedNames &Saved) {
  for (SyntaxId J = Target; J < Tree[Target].Next;) {
    Sym Kind = Tree[J].Kind;
    if (Kind == Sym::Attribute || Kind == Sym::Subscript) {
      J = Tree[J].Next;
      continue;
    }
    if (Kind == Sym::Identifier) {
      StringId Name = Tree[J].Name;
      Saved.push_back({Name, meaning(Name)});
      Meanings[Name] = {MeaningStamp, Env.addSlot(Name, true), true, true, 0,
                        false};
    }
    ++J;
  }
}

/// Functions inside the comprehension find its variables as bindings.
void Graph::restoreNames(SavedNames &Saved, bool Captured) {
  for (auto &[Name, Old] : Saved)
    if (NodeId Value = Captured ? Env.current(slotOf(Name)) : 0)
      Builder.addBinding(ScopeId, Name, Value, BindingNonLocal);
  while (!Saved.empty()) {
    auto [Name, Old] = Saved.pop_back_val();
    Meanings[Name] = Old;
  }
}

} // namespace modeltidy::python
