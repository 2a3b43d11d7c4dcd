#include "scanner/frontends/python/sound_reader.h"

namespace modeltidy::python {

void SoundReader::statements(DraftId Parent, Tok Until) {
  while (Sound && kind() != Until) {
    if (DraftId Compound = compound())
      append(Parent, Compound);
    else
      simpleLine(Parent);
  }
}

/// a; b
void SoundReader::simpleLine(DraftId Parent) {
  do
    append(Parent, simple());
  while (accept(Tok::Semicolon) && kind() != Tok::Newline);
  expect(Tok::Newline);
}

SoundReader::DraftId SoundReader::simple() {
  switch (kind()) {
  case Tok::Pass:
    return leaf(Sym::Pass);
  case Tok::Break:
    return leaf(Sym::Break);
  case Tok::Continue:
    return leaf(Sym::Continue);
  case Tok::Return:
    return keywordStatement(Sym::Return);
  case Tok::Del:
    return keywordStatement(Sym::Delete);
  case Tok::Assert:
    return assertStatement();
  case Tok::Raise:
    return raise();
  case Tok::Global:
    return names(Sym::GlobalStatement);
  case Tok::Nonlocal:
    return names(Sym::Nonlocal);
  case Tok::Import:
    return import();
  case Tok::From:
    return importFrom();
  default:
    return expressionStatement();
  }
}

/// print, exec, match and type may begin a statement of their own, but not
/// before this token.
static bool isNameBefore(llvm::StringRef Word, Tok Next) {
  if (Word == "print" || Word == "exec")
    return Next == Tok::OpenParen || Next == Tok::Assign;
  if (Word == "match" || Word == "type")
    return Next == Tok::Assign || Next == Tok::Colon || Next == Tok::Comma ||
           Next == Tok::Dot;
  return true;
}

SoundReader::DraftId SoundReader::expressionStatement() {
  if (kind() == Tok::Name && !isNameBefore(word(), kindAhead(1)))
    return fail();
  DraftId Id = open(Sym::ExpressionStatement, begin());
  if (kind() == Tok::Yield) {
    append(Id, yield());
    return close(Id);
  }
  Items Parts;
  bool Several = false;
  do
    Parts.push_back(element());
  while (Sound && accept(Tok::Comma) && (Several = true) &&
         kind() != Tok::Newline && kind() != Tok::Semicolon &&
         kind() != Tok::Assign);
  switch (kind()) {
  case Tok::Assign:
  case Tok::Colon:
  case Tok::Augmented:
    append(Id, assignment(patternOf(Parts, Several)));
    break;
  default:
    // The grammar may go on behind a comma at the end of the line.
    if (List.Tokens[At - 1].Kind == Tok::Comma)
      return fail();
    for (DraftId Part : Parts)
      append(Id, Part);
  }
  return close(Id);
}

/// What follows the left side.
SoundReader::DraftId SoundReader::assignment(DraftId Left) {
  Nested Leave{Depth};
  if (!Sound || !enter())
    return fail();
  if (kind() == Tok::Augmented) {
    DraftId Id = openAround(Sym::AugmentedAssignment, Left);
    append(Id, leaf(Sym::Operator));
    append(Id, rightSide());
    return close(Id);
  }
  DraftId Id = openAround(Sym::Assignment, Left);
  if (accept(Tok::Colon))
    append(Id, type());
  if (accept(Tok::Assign))
    append(Id, rightSide());
  return close(Id);
}

/// Values, or a further assignment.
SoundReader::DraftId SoundReader::rightSide() {
  if (kind() == Tok::Yield)
    return yield();
  DraftId Value = expressionList();
  if (kind() != Tok::Assign)
    return Value;
  if (Drafts[Value].Kind == Sym::ExpressionList)
    Drafts[Value].Kind = Sym::PatternList;
  else if (!makePattern(Value))
    return fail();
  for (DraftId I = Drafts[Value].First;
       Drafts[Value].Kind == Sym::PatternList && I != 0; I = Drafts[I].Next)
    if (!makePattern(I))
      return fail();
  return assignment(Value);
}

/// The left side that these expressions are.
SoundReader::DraftId SoundReader::patternOf(const Items &Parts, bool Several) {
  for (DraftId Part : Parts)
    if (!makePattern(Part))
      return fail();
  if (!Several)
    return Parts.front();
  DraftId Id = open(Sym::PatternList, Drafts[Parts.front()].Begin);
  for (DraftId Part : Parts)
    append(Id, Part);
  return close(Id);
}

/// False where nothing can be assigned to it.
bool SoundReader::makePattern(DraftId Id) {
  Draft &D = Drafts[Id];
  switch (D.Kind) {
  case Sym::Identifier:
  case Sym::Attribute:
  case Sym::Subscript:
    return true;
  case Sym::ListSplat:
    D.Kind = Sym::ListSplatPattern;
    return Drafts[D.First].Kind == Sym::Identifier;
  case Sym::Parenthesized:
  case Sym::Tuple:
    D.Kind = Sym::TuplePattern;
    break;
  case Sym::List:
    D.Kind = Sym::ListPattern;
    break;
  default:
    return false;
  }
  for (DraftId I = D.First; I != 0; I = Drafts[I].Next)
    if (!makePattern(I))
      return false;
  return true;
}

/// return a, b
SoundReader::DraftId SoundReader::keywordStatement(Sym Kind) {
  DraftId Id = open(Kind, begin());
  advance();
  if (kind() != Tok::Newline && kind() != Tok::Semicolon)
    append(Id, expressionList());
  return close(Id);
}

SoundReader::DraftId SoundReader::assertStatement() {
  DraftId Id = open(Sym::Assert, begin());
  do {
    advance();
    append(Id, expression());
  } while (kind() == Tok::Comma);
  return close(Id);
}

SoundReader::DraftId SoundReader::names(Sym Kind) {
  DraftId Id = open(Kind, begin());
  do {
    advance();
    append(Id, identifier());
  } while (kind() == Tok::Comma);
  return close(Id);
}

SoundReader::DraftId SoundReader::raise() {
  DraftId Id = open(Sym::Raise, begin());
  advance();
  if (kind() != Tok::Newline && kind() != Tok::Semicolon)
    append(Id, expressionList());
  if (accept(Tok::From))
    append(Id, expression());
  return close(Id);
}

SoundReader::DraftId SoundReader::import() {
  DraftId Id = open(Sym::Import, begin());
  advance();
  importList(Id);
  return close(Id);
}

SoundReader::DraftId SoundReader::importFrom() {
  DraftId Id = open(Sym::ImportFrom, begin());
  advance();
  if (kind() == Tok::Name && word() == "__future__") {
    Drafts[Id].Kind = Sym::FutureImport;
    advance();
  } else if (kind() == Tok::Dot || kind() == Tok::Ellipsis) {
    append(Id, relativeModule());
  } else {
    append(Id, dottedName());
  }
  expect(Tok::Import);
  if (kind() == Tok::Star && Drafts[Id].Kind == Sym::ImportFrom) {
    append(Id, leaf(Sym::WildcardImport));
  } else if (accept(Tok::OpenParen)) {
    importList(Id);
    expect(Tok::CloseParen);
  } else {
    importList(Id);
  }
  return close(Id);
}

SoundReader::DraftId SoundReader::relativeModule() {
  DraftId Id = open(Sym::RelativeImport, begin());
  while (kind() == Tok::Dot || kind() == Tok::Ellipsis)
    advance();
  if (kind() == Tok::Name)
    dottedName(); // no node of its own
  return close(Id);
}

void SoundReader::importList(DraftId Import) {
  do {
    DraftId Name = dottedName();
    if (kind() == Tok::As) {
      Name = openAround(Sym::AliasedImport, Name);
      advance();
      append(Name, identifier());
      close(Name);
    }
    append(Import, Name);
  } while (accept(Tok::Comma) && kind() == Tok::Name);
}

/// a.b without blanks, where a comment could stand.
SoundReader::DraftId SoundReader::dottedName() {
  DraftId Id = open(Sym::DottedName, begin());
  expect(Tok::Name);
  while (kind() == Tok::Dot) {
    uint32_t End = LastEnd;
    if (begin() != End)
      return fail();
    advance();
    if (begin() != LastEnd)
      return fail();
    expect(Tok::Name);
  }
  return close(Id);
}

} // namespace modeltidy::python
