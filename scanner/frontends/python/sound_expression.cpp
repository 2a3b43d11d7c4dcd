#include "scanner/frontends/python/sound_reader.h"
#include <utility>

namespace modeltidy::python {

namespace {

/// The grammar's precedences; what stands to the right of `not` binds tighter
/// than that, of a sign tighter than `*`.
constexpr unsigned OrLevel = 10, AndLevel = 11, NotLevel = 12,
                   CompareLevel = 13, UnaryLevel = 20, PowerLevel = 21;

/// 0: no operator between two operands.
unsigned levelOf(Tok Kind) {
  switch (Kind) {
  case Tok::Or:
    return OrLevel;
  case Tok::And:
    return AndLevel;
  case Tok::Less:
  case Tok::LessEqual:
  case Tok::EqualEqual:
  case Tok::NotEqual:
  case Tok::GreaterEqual:
  case Tok::Greater:
  case Tok::In:
  case Tok::Is:
  case Tok::Not: // in
    return CompareLevel;
  case Tok::Pipe:
    return 14;
  case Tok::Ampersand:
    return 15;
  case Tok::Caret:
    return 16;
  case Tok::ShiftLeft:
  case Tok::ShiftRight:
    return 17;
  case Tok::Plus:
  case Tok::Minus:
    return 18;
  case Tok::Star:
  case Tok::Slash:
  case Tok::At:
  case Tok::Percent:
  case Tok::DoubleSlash:
    return 19;
  case Tok::DoubleStar:
    return PowerLevel;
  default:
    return 0;
  }
}

} // namespace

/// What may stand as an argument: a choice, a lambda, a name that is assigned.
SoundReader::DraftId SoundReader::expression() {
  Nested Leave{Depth};
  if (!enter())
    return fail();
  DraftId Value;
  if (kind() == Tok::Name && kindAhead(1) == Tok::Walrus) {
    Value = openAround(Sym::NamedExpression, identifier());
    advance();
    append(Value, binary(OrLevel));
    close(Value);
  } else {
    Value = binary(OrLevel);
  }
  if (kind() != Tok::If || !Sound)
    return Value;
  DraftId Choice = openAround(Sym::Conditional, Value);
  advance();
  append(Choice, binary(OrLevel));
  expect(Tok::Else);
  append(Choice, expression());
  return close(Choice);
}

SoundReader::DraftId SoundReader::operatorLeaf() {
  DraftId Id = open(Sym::Operator, begin());
  Tok First = kind();
  advance();
  if (First == Tok::Not ? kind() != Tok::In
                        : First != Tok::Is || kind() != Tok::Not)
    return First == Tok::Not ? fail() : close(Id);
  if (Text.slice(LastEnd, begin()).contains('\n'))
    return fail(); // a comment may stand between
  advance();
  return close(Id);
}

SoundReader::DraftId SoundReader::binary(unsigned Least) {
  Nested Leave{Depth};
  if (!enter())
    return fail();
  DraftId Left = prefix(Least);
  for (;;) {
    unsigned Level = levelOf(kind());
    if (Level == 0 || Level < Least || !Sound)
      return Left;
    if (Level == CompareLevel) {
      Left = comparison(Left);
      continue;
    }
    DraftId Id =
        openAround(Level <= AndLevel ? Sym::Boolean : Sym::Binary, Left);
    append(Id, operatorLeaf());
    append(Id, binary(Level == PowerLevel ? Level : Level + 1));
    Left = close(Id);
  }
}

/// a < b <= c is one node.
SoundReader::DraftId SoundReader::comparison(DraftId Left) {
  DraftId Id = openAround(Sym::Comparison, Left);
  while (levelOf(kind()) == CompareLevel) {
    append(Id, operatorLeaf());
    append(Id, binary(CompareLevel + 1));
  }
  return close(Id);
}

SoundReader::DraftId SoundReader::prefix(unsigned Least) {
  Sym Kind = Sym::Unary;
  switch (kind()) {
  case Tok::Lambda:
    return Least <= NotLevel ? lambda() : fail();
  case Tok::Not: {
    if (Least > NotLevel)
      return fail();
    DraftId Id = open(Sym::Not, begin());
    advance();
    append(Id, binary(NotLevel));
    return close(Id);
  }
  case Tok::Await:
    Kind = Sym::Await;
    break;
  case Tok::Plus:
  case Tok::Minus:
  case Tok::Tilde:
    break;
  default:
    return primary();
  }
  DraftId Id = open(Kind, begin());
  if (Kind == Sym::Await)
    advance();
  else
    append(Id, operatorLeaf());
  append(Id, binary(UnaryLevel));
  return close(Id);
}

SoundReader::DraftId SoundReader::lambda() {
  DraftId Id = open(Sym::Lambda, begin());
  advance();
  if (kind() != Tok::Colon) {
    DraftId Parameters = open(Sym::LambdaParameters, begin());
    parameterList(Parameters, Tok::Colon, false);
    append(Id, close(Parameters));
  }
  expect(Tok::Colon);
  append(Id, expression());
  return close(Id);
}

SoundReader::DraftId SoundReader::primary() {
  DraftId Value = atom();
  for (; Sound;) {
    switch (kind()) {
    case Tok::Dot:
      Value = attribute(Value);
      break;
    case Tok::OpenParen:
      Value = call(Value);
      break;
    case Tok::OpenBracket:
      Value = subscript(Value);
      break;
    default:
      return Value;
    }
  }
  return Value;
}

SoundReader::DraftId SoundReader::atom() {
  switch (kind()) {
  case Tok::Name:
    return identifier();
  case Tok::Integer:
    return leaf(Sym::Integer);
  case Tok::Float:
    return leaf(Sym::Float);
  case Tok::True:
    return leaf(Sym::True);
  case Tok::False:
    return leaf(Sym::False);
  case Tok::None:
    return leaf(Sym::None);
  case Tok::Ellipsis:
    return leaf(Sym::Ellipsis);
  case Tok::StringStart:
    return strings();
  case Tok::OpenParen:
    return parenthesized();
  case Tok::OpenBracket:
    return list();
  case Tok::OpenBrace:
    return braces();
  default:
    return fail();
  }
}

SoundReader::DraftId SoundReader::attribute(DraftId Object) {
  DraftId Id = openAround(Sym::Attribute, Object);
  advance();
  append(Id, identifier());
  return close(Id);
}

SoundReader::DraftId SoundReader::call(DraftId Callee) {
  DraftId Id = openAround(Sym::Call, Callee);
  const Token &Before = List.Tokens[At - 1];
  append(Id, arguments(Text.slice(Before.Begin, Before.End) == "print"));
  return close(Id);
}

/// Between parentheses; f(x for x in y) has the generator in their place. Those
/// of print may be a tuple to the grammar.
SoundReader::DraftId SoundReader::arguments(bool OfPrint) {
  DraftId Id = open(Sym::ArgumentList, begin());
  advance();
  for (bool First = true; kind() != Tok::CloseParen && Sound; First = false) {
    append(Id, argument(OfPrint));
    if (kind() == Tok::For || kind() == Tok::Async) {
      if (!First)
        return fail();
      Drafts[Id].Kind = Sym::Generator;
      clauses(Id);
      break;
    }
    if (!accept(Tok::Comma))
      break;
  }
  expect(Tok::CloseParen);
  return close(Id);
}

SoundReader::DraftId SoundReader::argument(bool OfPrint) {
  if (kind() == Tok::Star)
    return splat(!OfPrint);
  if (kind() == Tok::DoubleStar) {
    DraftId Id = open(Sym::DictSplat, begin());
    advance();
    append(Id, expression());
    return close(Id);
  }
  if (kind() != Tok::Name || kindAhead(1) != Tok::Assign)
    return expression();
  DraftId Id = openAround(Sym::KeywordArgument, identifier());
  advance();
  append(Id, expression());
  return close(Id);
}

/// *x, where x is no operator's operand, and a.b, a() and a[0] only as an
/// argument: the grammar is of two minds about how far other splats reach.
SoundReader::DraftId SoundReader::splat(bool Argument) {
  DraftId Id = open(Sym::ListSplat, begin());
  advance();
  DraftId Value = primary();
  append(Id, Value);
  Sym Kind = Drafts[Value].Kind;
  if (!Argument &&
      (Kind == Sym::Call || Kind == Sym::Subscript || Kind == Sym::Attribute))
    return fail();
  switch (kind()) {
  case Tok::Comma:
  case Tok::CloseParen:
  case Tok::CloseBracket:
  case Tok::CloseBrace:
  case Tok::Newline:
  case Tok::Assign:
    return close(Id);
  default:
    return fail();
  }
}

/// Of a list, a set or a tuple.
SoundReader::DraftId SoundReader::element() {
  return kind() == Tok::Star ? splat(false) : expression();
}

SoundReader::DraftId SoundReader::subscript(DraftId Object) {
  DraftId Id = openAround(Sym::Subscript, Object);
  advance();
  do
    append(Id, subscriptItem());
  while (accept(Tok::Comma) && kind() != Tok::CloseBracket);
  expect(Tok::CloseBracket);
  return close(Id);
}

SoundReader::DraftId SoundReader::subscriptItem() {
  auto AtEnd = [&] {
    return kind() == Tok::Colon || kind() == Tok::Comma ||
           kind() == Tok::CloseBracket;
  };
  uint32_t Begin = begin();
  DraftId First = kind() == Tok::Colon ? 0 : element();
  if (kind() != Tok::Colon)
    return First;
  DraftId Id = open(Sym::Slice, Begin);
  append(Id, First);
  for (unsigned Part = 0; Part != 2 && accept(Tok::Colon); ++Part)
    if (!AtEnd())
      append(Id, expression());
  return close(Id);
}

SoundReader::DraftId SoundReader::list() {
  DraftId Id = open(Sym::List, begin());
  advance();
  if (kind() != Tok::CloseBracket)
    append(Id, element());
  return elements(Id, Sym::ListComprehension, Tok::CloseBracket);
}

/// What follows the first element, if any.
SoundReader::DraftId SoundReader::elements(DraftId Id, Sym Comprehension,
                                           Tok Closing) {
  if (kind() == Tok::For || kind() == Tok::Async) {
    Drafts[Id].Kind = Comprehension;
    clauses(Id);
  } else {
    while (accept(Tok::Comma) && kind() != Closing)
      append(Id, element());
  }
  expect(Closing);
  return close(Id);
}

SoundReader::DraftId SoundReader::parenthesized() {
  DraftId Id = open(Sym::Tuple, begin());
  advance();
  if (accept(Tok::CloseParen))
    return close(Id);
  bool Splat = kind() == Tok::Star;
  append(Id, kind() == Tok::Yield ? yield() : element());
  if (kind() == Tok::CloseParen) {
    Drafts[Id].Kind = Sym::Parenthesized;
    if (Splat)
      return fail();
  }
  return elements(Id, Sym::Generator, Tok::CloseParen);
}

/// A dictionary or a set, or a comprehension of one.
SoundReader::DraftId SoundReader::braces() {
  DraftId Id = open(Sym::Dictionary, begin());
  advance();
  if (kind() == Tok::CloseBrace || kind() == Tok::DoubleStar)
    return restOfDict(Id);
  DraftId First = element();
  if (kind() != Tok::Colon) {
    Drafts[Id].Kind = Sym::Set;
    append(Id, First);
    return elements(Id, Sym::SetComprehension, Tok::CloseBrace);
  }
  append(Id, pairOf(First));
  if (kind() == Tok::For || kind() == Tok::Async)
    return elements(Id, Sym::DictComprehension, Tok::CloseBrace);
  return restOfDict(Id);
}

SoundReader::DraftId SoundReader::restOfDict(DraftId Id) {
  bool Empty = Drafts[Id].First == 0;
  while (Sound && kind() != Tok::CloseBrace &&
         (std::exchange(Empty, false) || accept(Tok::Comma)) &&
         kind() != Tok::CloseBrace)
    append(Id,
           kind() == Tok::DoubleStar ? argument(false) : pairOf(expression()));
  expect(Tok::CloseBrace);
  return close(Id);
}

SoundReader::DraftId SoundReader::pairOf(DraftId Key) {
  if (kind() != Tok::Colon)
    return fail();
  DraftId Id = openAround(Sym::Pair, Key);
  advance();
  append(Id, expression());
  return close(Id);
}

/// for a, b in c if d ...
void SoundReader::clauses(DraftId Comprehension) {
  while (Sound) {
    uint32_t Begin = begin();
    if (accept(Tok::If)) {
      DraftId Id = open(Sym::IfClause, Begin);
      append(Id, kind() == Tok::Name && kindAhead(1) == Tok::Walrus
                     ? expression()
                     : binary(OrLevel));
      append(Comprehension, close(Id));
      continue;
    }
    bool Async = accept(Tok::Async);
    if (!Async && kind() != Tok::For)
      return;
    expect(Tok::For);
    DraftId Id = open(Sym::ForIn, Begin);
    append(Id, targets());
    expect(Tok::In);
    if (kind() == Tok::Lambda)
      fail();
    append(Id, binary(OrLevel));
    append(Comprehension, close(Id));
  }
}

SoundReader::DraftId SoundReader::strings() {
  DraftId First = string();
  if (kind() != Tok::StringStart)
    return First;
  DraftId Id = openAround(Sym::ConcatenatedString, First);
  while (kind() == Tok::StringStart)
    append(Id, string());
  return close(Id);
}

SoundReader::DraftId SoundReader::string() {
  DraftId Id = open(Sym::String, begin());
  append(Id, leaf(Sym::StringStart));
  while (Sound && kind() != Tok::StringEnd) {
    if (kind() == Tok::StringContent) {
      append(Id, leaf(Sym::StringContent));
      continue;
    }
    DraftId Part = open(Sym::Interpolation, begin());
    expect(Tok::InterpolationBegin);
    append(Part, expression());
    expect(Tok::InterpolationEnd);
    append(Id, close(Part));
  }
  if (Sound)
    append(Id, leaf(Sym::StringEnd));
  return close(Id);
}

SoundReader::DraftId SoundReader::yield() {
  DraftId Id = open(Sym::Yield, begin());
  advance();
  switch (kind()) {
  case Tok::From:
    append(Id, leaf(Sym::Keyword));
    append(Id, expression());
    break;
  case Tok::Newline:
  case Tok::Semicolon:
  case Tok::CloseParen:
    break;
  default:
    append(Id, expressionList());
  }
  return close(Id);
}

/// One expression, or a node for those between commas.
SoundReader::DraftId SoundReader::expressionList() {
  DraftId First = element();
  if (kind() != Tok::Comma)
    return First;
  DraftId Id = openAround(Sym::ExpressionList, First);
  while (Sound && accept(Tok::Comma)) {
    switch (kind()) {
    case Tok::Newline:
    case Tok::Semicolon:
    case Tok::CloseParen:
    case Tok::Colon:
    case Tok::Assign:
      return close(Id);
    default:
      append(Id, element());
    }
  }
  return close(Id);
}

/// The variables of a loop, up to its "in".
SoundReader::DraftId SoundReader::targets() {
  Items Parts;
  bool Several = false;
  do {
    Parts.push_back(kind() == Tok::Star ? splatTarget() : primary());
  } while (Sound && accept(Tok::Comma) && (Several = true) &&
           kind() != Tok::In);
  return patternOf(Parts, Several);
}

SoundReader::DraftId SoundReader::splatTarget() {
  DraftId Id = open(Sym::ListSplat, begin());
  advance();
  append(Id, primary());
  return close(Id);
}

SoundReader::DraftId SoundReader::type() {
  Nested Leave{Depth};
  if (!enter())
    return fail();
  DraftId Left = typeOperand();
  while (kind() == Tok::Pipe && Sound) {
    DraftId Union = openAround(Sym::UnionType, Left);
    advance();
    append(Union, typeOperand());
    close(Union);
    Left = close(openAround(Sym::Type, Union));
  }
  return Left;
}

/// A[B] where a type begins is no subscript. What may follow it is told by the
/// grammar's precedences; only the plain cases are read here.
SoundReader::DraftId SoundReader::typeOperand() {
  if (kind() != Tok::Name || kindAhead(1) != Tok::OpenBracket)
    return close(openAround(Sym::Type, expression()));
  DraftId Generic = openAround(Sym::GenericType, identifier());
  append(Generic, typeParameter());
  DraftId Id = openAround(Sym::Type, close(Generic));
  switch (kind()) {
  case Tok::Pipe:
  case Tok::Comma:
  case Tok::CloseParen:
  case Tok::CloseBracket:
  case Tok::Assign:
  case Tok::Colon:
  case Tok::Newline:
    return close(Id);
  default:
    return fail();
  }
}

SoundReader::DraftId SoundReader::typeParameter() {
  DraftId Id = open(Sym::TypeParameter, begin());
  advance();
  do {
    append(Id, type());
    if (kind() == Tok::Colon)
      return fail();
  } while (accept(Tok::Comma) && kind() != Tok::CloseBracket);
  expect(Tok::CloseBracket);
  return close(Id);
}

} // namespace modeltidy::python
