#include "scanner/frontends/python/sound_reader.h"

namespace modeltidy::python {

bool SoundReader::read() {
  if (!readTokens(Text, List))
    return false;
  Drafts.reserve(List.Tokens.size() + 16);
  DraftId Module = open(Sym::Module, List.Begin);
  statements(Module, Tok::End);
  Drafts[Module].End = static_cast<uint32_t>(Text.size());
  return Sound;
}

void SoundReader::advance() {
  LastEnd = List.Tokens[At].End;
  if (kind() != Tok::End)
    ++At;
}

bool SoundReader::accept(Tok Kind) {
  if (kind() != Kind)
    return false;
  advance();
  return true;
}

void SoundReader::expect(Tok Kind) {
  if (!accept(Kind))
    fail();
}

/// Goes to the end of the text, where nothing is accepted.
SoundReader::DraftId SoundReader::fail() {
  Sound = false;
  At = List.Tokens.size() - 1;
  return 0;
}

SoundReader::DraftId SoundReader::open(Sym Kind, uint32_t Begin) {
  Drafts.push_back({Kind, Begin, Begin, 0, 0, 0});
  return static_cast<DraftId>(Drafts.size() - 1);
}

SoundReader::DraftId SoundReader::openAround(Sym Kind, DraftId First) {
  DraftId Id = open(Kind, Drafts[First].Begin);
  append(Id, First);
  return Id;
}

void SoundReader::append(DraftId Parent, DraftId Child) {
  Draft &P = Drafts[Parent];
  if (Child == 0) // failed
    return;
  if (P.First == 0)
    P.First = Child;
  else
    Drafts[P.Last].Next = Child;
  P.Last = Child;
}

SoundReader::DraftId SoundReader::close(DraftId Id) {
  Drafts[Id].End = LastEnd;
  return Id;
}

SoundReader::DraftId SoundReader::leaf(Sym Kind) {
  DraftId Id = open(Kind, begin());
  advance();
  return close(Id);
}

SoundReader::DraftId SoundReader::identifier() {
  return kind() == Tok::Name ? leaf(Sym::Identifier) : fail();
}

std::vector<Syntax> SoundReader::emit(SummaryBuilder &Builder) const {
  std::vector<Syntax> Nodes;
  Nodes.reserve(Drafts.size());
  std::vector<std::pair<DraftId, SyntaxId>> Open;
  size_t Comment = 0;
  for (DraftId I = 0;;) {
    const Draft &D = Drafts[I];
    auto Id = static_cast<SyntaxId>(Nodes.size());
    Nodes.push_back({D.Kind, D.Begin, D.End, Id + 1, 0});
    emitNames(D, Nodes.back(), Builder, Comment);
    if (D.First != 0) {
      Open.emplace_back(I, Id);
      I = D.First;
      continue;
    }
    while (Drafts[I].Next == 0 && !Open.empty()) {
      I = Open.back().first;
      Nodes[Open.back().second].Next = static_cast<SyntaxId>(Nodes.size());
      Open.pop_back();
    }
    if (Drafts[I].Next == 0)
      break;
    I = Drafts[I].Next;
  }
  for (; Comment != List.NolintComments.size(); ++Comment)
    addComment(Comment, Builder);
  return Nodes;
}

void SoundReader::addComment(size_t I, SummaryBuilder &Builder) const {
  TextSpan C = List.NolintComments[I];
  Builder.addComment(C.Begin, C.End, Text.slice(C.Begin, C.End));
}

/// The name of a leaf, and the comments before it.
void SoundReader::emitNames(const Draft &D, Syntax &Out,
                            SummaryBuilder &Builder, size_t &Comment) const {
  llvm::StringRef Word = Text.slice(D.Begin, D.End);
  switch (D.Kind) {
  case Sym::Identifier:
    break;
  case Sym::DottedName:
    Word = Word.split('.').first;
    break;
  case Sym::Operator:
  case Sym::Keyword:
    if (Word.starts_with("not"))
      Word = "not in";
    else if (Word.starts_with("is") && Word.size() > 2)
      Word = "is not";
    break;
  default:
    return;
  }
  for (; Comment != List.NolintComments.size() &&
         List.NolintComments[Comment].Begin < D.Begin;
       ++Comment)
    addComment(Comment, Builder);
  Out.Name = Builder.intern(Word);
}

} // namespace modeltidy::python
