#include "scanner/frontends/python/sound_reader.h"

namespace modeltidy::python {

/// 0 where no compound statement begins.
SoundReader::DraftId SoundReader::compound() {
  uint32_t Begin = begin();
  switch (kind()) {
  case Tok::If:
    return ifStatement();
  case Tok::While:
    return whileStatement();
  case Tok::For:
    return forStatement(Begin);
  case Tok::Try:
    return tryStatement();
  case Tok::With:
    return withStatement(Begin);
  case Tok::Def:
    return function(Begin, 0);
  case Tok::Class:
    return classDefinition();
  case Tok::At:
    return decorated();
  case Tok::Async: {
    DraftId Async = leaf(Sym::Keyword);
    if (kind() == Tok::Def)
      return function(Begin, Async);
    return kind() == Tok::For    ? forStatement(Begin)
           : kind() == Tok::With ? withStatement(Begin)
                                 : fail();
  }
  default:
    return 0;
  }
}

/// A colon and the block behind it.
void SoundReader::suite(DraftId Parent) {
  Nested Leave{Depth};
  if (!enter()) {
    fail();
    return;
  }
  expect(Tok::Colon);
  bool Indented = accept(Tok::Indent);
  DraftId Block = open(Sym::Block, begin());
  if (Indented) {
    statements(Block, Tok::Dedent);
    expect(Tok::Dedent);
  } else {
    simpleLine(Block);
  }
  append(Parent, close(Block));
}

/// else, elif, finally.
void SoundReader::clause(DraftId Parent, Sym Kind, bool Test) {
  DraftId Id = open(Kind, begin());
  advance();
  if (Test)
    append(Id, expression());
  suite(Id);
  append(Parent, close(Id));
}

SoundReader::DraftId SoundReader::ifStatement() {
  DraftId Id = open(Sym::If, begin());
  advance();
  append(Id, expression());
  suite(Id);
  while (kind() == Tok::Elif)
    clause(Id, Sym::Elif, true);
  if (kind() == Tok::Else)
    clause(Id, Sym::Else, false);
  return close(Id);
}

SoundReader::DraftId SoundReader::whileStatement() {
  DraftId Id = open(Sym::While, begin());
  advance();
  append(Id, expression());
  suite(Id);
  if (kind() == Tok::Else)
    clause(Id, Sym::Else, false);
  return close(Id);
}

SoundReader::DraftId SoundReader::forStatement(uint32_t Begin) {
  DraftId Id = open(Sym::For, Begin);
  advance();
  append(Id, targets());
  expect(Tok::In);
  append(Id, expressionList());
  suite(Id);
  if (kind() == Tok::Else)
    clause(Id, Sym::Else, false);
  return close(Id);
}

SoundReader::DraftId SoundReader::tryStatement() {
  DraftId Id = open(Sym::Try, begin());
  advance();
  suite(Id);
  while (kind() == Tok::Except)
    append(Id, exceptClause());
  if (kind() == Tok::Else)
    clause(Id, Sym::Else, false);
  if (kind() == Tok::Finally)
    clause(Id, Sym::Finally, false);
  return close(Id);
}

SoundReader::DraftId SoundReader::exceptClause() {
  DraftId Id = open(Sym::Except, begin());
  advance();
  if (kind() != Tok::Colon)
    append(Id, aliased(expression()));
  while (accept(Tok::Comma)) // Python 2
    append(Id, expression());
  suite(Id);
  return close(Id);
}

/// value as name
SoundReader::DraftId SoundReader::aliased(DraftId Value) {
  if (kind() != Tok::As)
    return Value;
  if (Sym Kind = Drafts[Value].Kind; Kind == Sym::Conditional ||
                                     Kind == Sym::NamedExpression ||
                                     Kind == Sym::Lambda)
    return fail(); // of which only the last part is aliased
  DraftId Id = openAround(Sym::AsPattern, Value);
  advance();
  append(Id, close(openAround(Sym::AsTarget, primary())));
  return close(Id);
}

SoundReader::DraftId SoundReader::withStatement(uint32_t Begin) {
  DraftId Id = open(Sym::With, Begin);
  advance();
  append(Id, withClause());
  suite(Id);
  return close(Id);
}

SoundReader::DraftId SoundReader::withClause() {
  DraftId Id = open(Sym::WithClause, begin());
  unsigned InParens = kind() == Tok::OpenParen ? itemsInParens() : 0;
  if (InParens == 1) {
    append(Id, onlyItemInParens());
    return close(Id);
  }
  if (InParens != 0)
    advance();
  do
    append(Id, withItem());
  while (accept(Tok::Comma) && kind() != Tok::CloseParen);
  if (InParens != 0)
    expect(Tok::CloseParen);
  return close(Id);
}

/// How many items stand in parentheses that hold the whole clause, 0 where
/// they do not: with (a as b, c as d):
unsigned SoundReader::itemsInParens() const {
  unsigned Level = 0, Items = 1;
  for (size_t I = At;; ++I) {
    switch (List.Tokens[I].Kind) {
    case Tok::OpenParen:
    case Tok::OpenBracket:
    case Tok::OpenBrace:
      ++Level;
      break;
    case Tok::CloseParen:
    case Tok::CloseBracket:
    case Tok::CloseBrace:
      if (--Level == 0)
        return List.Tokens[I + 1].Kind == Tok::Colon ? Items : 0;
      break;
    case Tok::Comma:
      if (Level == 1 && List.Tokens[I + 1].Kind != Tok::CloseParen)
        ++Items;
      break;
    default:
      break;
    }
  }
}

/// The grammar takes it for a value: with (a as b):
SoundReader::DraftId SoundReader::onlyItemInParens() {
  DraftId Value = open(Sym::Parenthesized, begin());
  advance();
  append(Value, aliased(expression()));
  if (accept(Tok::Comma))
    Drafts[Value].Kind = Sym::Tuple;
  expect(Tok::CloseParen);
  return close(openAround(Sym::WithItem, close(Value)));
}

SoundReader::DraftId SoundReader::withItem() {
  return close(openAround(Sym::WithItem, aliased(expression())));
}

SoundReader::DraftId SoundReader::function(uint32_t Begin, DraftId Async) {
  DraftId Id = open(Sym::FunctionDef, Begin);
  append(Id, Async);
  advance();
  append(Id, identifier());
  DraftId Parameters = open(Sym::Parameters, begin());
  expect(Tok::OpenParen);
  parameterList(Parameters, Tok::CloseParen, true);
  expect(Tok::CloseParen);
  append(Id, close(Parameters));
  if (accept(Tok::Arrow))
    append(Id, type());
  suite(Id);
  return close(Id);
}

SoundReader::DraftId SoundReader::classDefinition() {
  DraftId Id = open(Sym::ClassDef, begin());
  advance();
  append(Id, identifier());
  if (kind() == Tok::OpenParen)
    append(Id, arguments(false));
  suite(Id);
  return close(Id);
}

SoundReader::DraftId SoundReader::decorated() {
  DraftId Id = open(Sym::Decorated, begin());
  while (kind() == Tok::At) {
    DraftId Decorator = open(Sym::Decorator, begin());
    advance();
    append(Decorator, expression());
    expect(Tok::Newline);
    append(Id, close(Decorator));
  }
  uint32_t Begin = begin();
  DraftId Async = kind() == Tok::Async ? leaf(Sym::Keyword) : 0;
  if (kind() == Tok::Def)
    append(Id, function(Begin, Async));
  else
    append(Id, kind() == Tok::Class && Async == 0 ? classDefinition() : fail());
  return close(Id);
}

void SoundReader::parameterList(DraftId Parent, Tok Until, bool Typed) {
  while (Sound && kind() != Until) {
    append(Parent, parameter(Typed));
    if (!accept(Tok::Comma))
      return;
  }
}

SoundReader::DraftId SoundReader::parameter(bool Typed) {
  if (kind() == Tok::Slash)
    return leaf(Sym::PositionalSeparator);
  bool Plain = kind() == Tok::Name;
  if (kind() == Tok::Star && kindAhead(1) != Tok::Name)
    return leaf(Sym::KeywordSeparator);
  DraftId Name = Plain ? identifier() : splatParameter();
  bool HasType = Typed && accept(Tok::Colon);
  DraftId Type = HasType ? type() : 0;
  bool HasValue = Plain && accept(Tok::Assign);
  if (!HasType && !HasValue)
    return Name;
  DraftId Id = openAround(!HasType   ? Sym::DefaultParameter
                          : HasValue ? Sym::TypedDefaultParameter
                                     : Sym::TypedParameter,
                          Name);
  append(Id, Type);
  if (HasValue)
    append(Id, expression());
  return close(Id);
}

SoundReader::DraftId SoundReader::splatParameter() {
  Sym Kind =
      kind() == Tok::Star ? Sym::ListSplatPattern : Sym::DictSplatPattern;
  if (kind() != Tok::Star && kind() != Tok::DoubleStar)
    return fail();
  DraftId Id = open(Kind, begin());
  advance();
  append(Id, identifier());
  return close(Id);
}

} // namespace modeltidy::python
