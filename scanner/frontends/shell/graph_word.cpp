//===-- graph_word.cpp ----------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/shell/graph.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy::shell {

namespace {

/// Elements that {1..8} is written out to; longer ranges stay text.
constexpr int64_t MaxRange = 64;

} // namespace

size_t parameterIn(llvm::StringRef Text) {
  for (size_t At = 0; (At = Text.find('$', At)) != llvm::StringRef::npos; ++At)
    if ((At == 0 || Text[At - 1] != '\\') && At + 1 < Text.size() &&
        Text[At + 1] >= '1' && Text[At + 1] <= '9')
      return At;
  return llvm::StringRef::npos;
}

/// Whether the expansion gives a list of words: $@, ${arr[@]}.
bool Graph::isAllWords(SyntaxId I) const {
  Sym Kind = (*S)[I].Kind;
  if (Kind != Sym::SimpleExpansion && Kind != Sym::Expansion)
    return false;
  llvm::StringRef Text = S->text(I);
  if (Text == "$@" || Text == "$*" || Text.starts_with("${@") ||
      Text.starts_with("${*"))
    return true;
  return Text.starts_with("${") && !Text.starts_with("${#") &&
         (Text.contains("[@]") || Text.contains("[*]"));
}

/// The word's node. Where the word may split (an argument, not the value of an
/// assignment), an unquoted expansion is a Splat.
NodeId Graph::evalWord(SyntaxId I, bool Splits) {
  Sym Kind = (*S)[I].Kind;
  SyntaxId Inner = I;
  if (Kind == Sym::String && I + 1 < (*S)[I].Next &&
      (*S)[I + 1].Next == (*S)[I].Next && (*S)[I + 1].End + 1 == (*S)[I].End &&
      (*S)[I + 1].Begin == (*S)[I].Begin + 1)
    Inner = I + 1; // "${arr[@]}"
  if (Splits && isAllWords(Inner))
    return add1(NodeKind::Splat, spanOf(I), evalPart(Inner), SplatWords);
  switch (Kind) {
  case Sym::SimpleExpansion:
  case Sym::Expansion:
  case Sym::Substitution: {
    NodeId Value = evalPart(I);
    if (!Splits || !mayHoldBlanks(Value))
      return Value;
    return add1(NodeKind::Splat, spanOf(I), Value,
                isArray(Value) ? SplatWords : SplatBlanks);
  }
  case Sym::Brace: {
    NodeId Value = evalBraces(I);
    if (Splits && Builder.node(Value).Kind == NodeKind::List)
      return add1(NodeKind::Splat, spanOf(I), Value, SplatWords);
    return Value;
  }
  default:
    break;
  }
  if (NodeId Names = Splits ? evalNames(I) : 0)
    return add1(NodeKind::Splat, spanOf(I), Names, SplatWords);
  Pieces Out(Builder, ScopeId);
  appendPart(I, Quoting::None, Out);
  return Out.finish(spanOf(I).Begin, spanOf(I).End);
}

/// A constant file name for each of what stands in its braces:
/// `part_{1,2}.jsonl`, a List; 0 for other words.
NodeId Graph::evalNames(SyntaxId I) {
  constexpr size_t MaxNames = 32;
  llvm::StringRef Text = S->text(I);
  auto [Front, Behind] = Text.split('{');
  auto [Inner, Back] = Behind.split('}');
  bool IsName =
      Inner.contains(',') && Text.count('{') == 1 && Text.count('}') == 1 &&
      Text.contains('.') &&
      Text.find_first_of("'\"\\$`=:[]* \t\n") == llvm::StringRef::npos;
  llvm::SmallVector<llvm::StringRef, 8> Parts;
  Inner.split(Parts, ',');
  if (!IsName || Parts.size() > MaxNames)
    return 0;
  Operands Ops;
  for (llvm::StringRef Part : Parts)
    Ops.push_back(
        {0, add(NodeKind::String, spanOf(I), (Front + Part + Back).str())});
  return add(NodeKind::List, spanOf(I), "", Ops);
}

/// A constant without blanks stays one word.
bool Graph::mayHoldBlanks(NodeId Value) {
  const Node &N = Builder.node(Value);
  if (N.Kind == NodeKind::String) {
    llvm::StringRef Text = Builder.text(N.Name);
    return Text.empty() ||
           Text.find_first_of(" \t\n*?[") != llvm::StringRef::npos;
  }
  return N.Kind != NodeKind::Number;
}

/// An array read as $a: its first element in bash, but all of them are meant
/// (and make's variables are arrays here).
bool Graph::isArray(NodeId Value) {
  const Node &N = Builder.node(Value);
  if (N.Kind == NodeKind::List)
    return true;
  llvm::ArrayRef<Operand> Ops = Builder.operands(Value);
  return N.Kind == NodeKind::Binary && Ops.size() == 2 &&
         Builder.node(Ops[1].Value).Kind == NodeKind::List;
}

/// Adds a part of a word. Around: the quoting in which it stands.
void Graph::appendPart(SyntaxId I, Quoting Around, Pieces &Out) {
  Nested Level{Depth};
  if (!enter(I))
    return;
  uint32_t Begin = (*S)[I].Begin, End = (*S)[I].End;
  llvm::StringRef Text = S->text(I);
  auto Quoted = [&](uint32_t Skip, char Close) {
    Begin += Skip;
    if (End > Begin && Text.ends_with(llvm::StringRef(&Close, 1)))
      --End;
  };
  switch ((*S)[I].Kind) {
  case Sym::String:
    Quoted(1, '"');
    return appendRange(Begin, End, I, Quoting::Double, Out);
  case Sym::TranslatedString:
    return appendRange(Begin + 1, End, I, Around, Out);
  case Sym::RawString:
    Quoted(1, '\'');
    return appendRange(Begin, End, 0, Quoting::Literal, Out);
  case Sym::AnsiString:
    Quoted(2, '\'');
    return appendRange(Begin, End, 0, Quoting::Ansi, Out);
  case Sym::CommandName:
  case Sym::Concatenation:
    return appendRange(Begin, End, I, Around, Out);
  case Sym::SimpleExpansion:
  case Sym::Expansion:
  case Sym::Substitution:
  case Sym::Process:
  case Sym::Arithmetic:
    return Out.value(evalPart(I));
  default:
    return appendRange(Begin, End, 0, Around, Out);
  }
}

/// Adds the bytes [Begin, End): the children of Parent there (0: none) as
/// parts, what stands between them as text.
void Graph::appendRange(uint32_t Begin, uint32_t End, SyntaxId Parent,
                        Quoting Mode, Pieces &Out) {
  auto Text = [&](uint32_t To) {
    // The grammar takes $1 in a here-document for text.
    while (Mode == Quoting::Document && Begin < To) {
      size_t At = parameterIn(S->text().slice(Begin, To));
      if (At == llvm::StringRef::npos)
        break;
      auto Sign = static_cast<uint32_t>(Begin + At);
      if (Begin < Sign)
        Out.text(S->text().slice(Begin, Sign), Mode, S->place(Begin),
                 S->place(Sign));
      Out.value(readParameter(S->text().substr(Sign + 1, 1),
                              {S->place(Sign), S->place(Sign + 2)}));
      Begin = Sign + 2;
    }
    if (Begin < To)
      Out.text(S->text().slice(Begin, To), Mode, S->place(Begin), S->place(To));
  };
  if (Parent != 0)
    for (SyntaxId C : S->children(Parent)) {
      if ((*S)[C].Begin < Begin)
        continue;
      if ((*S)[C].End > End)
        break;
      Text((*S)[C].Begin);
      appendPart(C, Mode, Out);
      Begin = (*S)[C].End;
    }
  Text(End);
}

/// The value of an expansion or a substitution.
NodeId Graph::evalPart(SyntaxId I) {
  Nested Level{Depth};
  if (!enter(I))
    return add(NodeKind::Opaque, spanOf(I));
  switch ((*S)[I].Kind) {
  case Sym::SimpleExpansion:
  case Sym::Expansion:
    return evalExpansion(I);
  case Sym::Substitution: {
    ++Captured;
    NodeId Call = execSubshell(I);
    --Captured;
    if (Call != 0)
      return Call;
    if (SyntaxId File = S->childOf(I, Sym::FileRedirect)) // $(<file)
      return evalParts(File);
    return add(NodeKind::Opaque, spanOf(I));
  }
  case Sym::Process: {
    NodeId Call = execSubshell(I);
    return Call ? add1(NodeKind::Opaque, spanOf(I), Call)
                : add(NodeKind::Opaque, spanOf(I));
  }
  default:
    return evalParts(I);
  }
}

/// Something that depends on every expansion in the subtree.
NodeId Graph::evalParts(SyntaxId I) {
  Operands Ops;
  for (SyntaxId C = I + 1; C < (*S)[I].Next;) {
    Sym Kind = (*S)[C].Kind;
    bool Part = Kind == Sym::SimpleExpansion || Kind == Sym::Expansion ||
                Kind == Sym::Substitution || Kind == Sym::Process;
    if (Part)
      Ops.push_back({0, evalPart(C)});
    C = Part ? (*S)[C].Next : C + 1;
  }
  return add(NodeKind::Opaque, spanOf(I), "", Ops);
}

/// {1..4} as a List; anything longer or else as its text.
NodeId Graph::evalBraces(SyntaxId I) {
  Span At = spanOf(I);
  auto [From, To] = S->text(I).trim("{}").split("..");
  int64_t First, Last;
  if (From.getAsInteger(10, First) || To.getAsInteger(10, Last) ||
      First > Last || First < -MaxRange || Last - First >= MaxRange)
    return add(NodeKind::String, At, S->text(I));
  Operands Ops;
  for (; First <= Last; ++First)
    Ops.push_back({0, add(NodeKind::String, At, llvm::itostr(First))});
  return add(NodeKind::List, At, "", Ops);
}

/// The text of a here-document, with the tabs that <<- would take away.
NodeId Graph::evalDocument(SyntaxId HereDoc) {
  SyntaxId Start = S->childOf(HereDoc, Sym::HereStart);
  SyntaxId Block = S->childOf(HereDoc, Sym::HereBody);
  if (Block == 0)
    return add(NodeKind::String, spanOf(HereDoc));
  bool Plain = Start != 0 &&
               S->text(Start).find_first_of("'\"\\") != llvm::StringRef::npos;
  Pieces Out(Builder, ScopeId);
  uint32_t Begin = (*S)[Block].Begin, End = (*S)[Block].End;
  llvm::StringRef Before = S->text().take_front(Begin); // blanks are the text's
  if (Before.rtrim(" \t").ends_with("\n"))
    Begin = static_cast<uint32_t>(Before.rtrim(" \t").size());
  appendRange(Begin, End, Plain ? 0 : Block,
              Plain ? Quoting::Literal : Quoting::Document, Out);
  return Out.finish(S->place(Begin), S->place(End));
}

} // namespace modeltidy::shell
