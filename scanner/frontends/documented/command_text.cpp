//===- command_text.cpp - a document with all but its commands blanked ----===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Cost: linear. Looking for a command's closing quote ends after MaxContinued
// lines, and a line that opens a quote in vain is looked at twice.
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/documented/command_text.h"
#include "scanner/frontends/documented/command_lines.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <cstring>

namespace modeltidy {

using llvm::ArrayRef;
using llvm::StringRef;

/// A documented command that goes on for longer has lost its closing quote.
static constexpr size_t MaxContinued = 200;

/// Longer `<...>` are no placeholders.
static constexpr size_t MaxPlaceholder = 64;

std::string blankText(StringRef Text) {
  std::string Blank(Text.size(), ' ');
  for (size_t At = 0; (At = Text.find('\n', At)) != StringRef::npos; ++At)
    Blank[At] = '\n';
  return Blank;
}

std::vector<LineRange> linesOf(StringRef Text, size_t Begin, size_t End) {
  std::vector<LineRange> Lines;
  while (Begin < End) {
    size_t Stop = std::min(Text.find('\n', Begin), End);
    Lines.push_back({Begin, Stop});
    Begin = Stop + 1;
  }
  return Lines;
}

namespace {

bool isPlaceholderStart(StringRef Line, size_t At) {
  if (Line[At] != '<' || At + 1 == Line.size() || !llvm::isAlpha(Line[At + 1]))
    return false;
  return At == 0 || StringRef(" \t=\"/-_,:").contains(Line[At - 1]);
}

/// Line is written in place: "<model name>" becomes "$model_name_".
void mendPlaceholders(llvm::MutableArrayRef<char> Line) {
  StringRef Text(Line.data(), Line.size());
  for (size_t At = 0; (At = Text.find('<', At)) != StringRef::npos; ++At) {
    size_t Close = Text.find_first_of("<>", At + 1);
    if (!isPlaceholderStart(Text, At) || Close == StringRef::npos ||
        Text[Close] != '>' || Close - At > MaxPlaceholder ||
        llvm::isSpace(Text[Close - 1]))
      continue;
    for (size_t I = At; I <= Close; ++I)
      Line[I] = llvm::isAlnum(Line[I]) ? Line[I] : '_';
    Line[At] = '$';
  }
}

/// A word `{path_to_the_answers}` is a placeholder as well.
void mendBraces(llvm::MutableArrayRef<char> Line) {
  StringRef Text(Line.data(), Line.size());
  for (size_t At = 0; (At = Text.find('{', At)) != StringRef::npos; ++At) {
    size_t Close = At + 1;
    while (Close < Text.size() &&
           (llvm::isAlnum(Text[Close]) || Text[Close] == '_'))
      ++Close;
    bool Alone = (At == 0 || StringRef(" \t=").contains(Line[At - 1])) &&
                 Close < Text.size() && Text[Close] == '}' &&
                 (Close + 1 == Text.size() ||
                  StringRef(" \t\\").contains(Text[Close + 1]));
    if (!Alone || Close - At > MaxPlaceholder || !llvm::isAlpha(Text[At + 1]))
      continue;
    Line[At] = '$';
    Line[Close] = '_';
  }
}

/// `--model [org/name]` asks the reader to put an id there, and says which.
void mendBrackets(llvm::MutableArrayRef<char> Line) {
  StringRef Text(Line.data(), Line.size());
  constexpr StringRef IdChars = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/";
  for (size_t At = 0; (At = Text.find('[', At)) != StringRef::npos; ++At) {
    size_t Close = Text.find_first_not_of(IdChars, At + 1);
    bool Alone = At > 0 && (Text[At - 1] == ' ' || Text[At - 1] == '=') &&
                 Close != StringRef::npos && Text[Close] == ']' &&
                 (Close + 1 == Text.size() ||
                  StringRef(" \t\\").contains(Text[Close + 1]));
    if (Alone && Text.slice(At + 1, Close).contains('/'))
      Line[At] = Line[Close] = '"';
  }
}

/// Puts the backslash of a line that goes on at its very end.
void mendContinuation(llvm::MutableArrayRef<char> Line) {
  StringRef Text(Line.data(), Line.size());
  StringRef Trimmed = Text.rtrim(" \t\r");
  size_t Slashes = Trimmed.size() - Trimmed.rtrim('\\').size();
  if (Slashes != 1 && Slashes != 2)
    return;
  for (size_t I = Trimmed.size() - Slashes; I != Line.size(); ++I)
    Line[I] = ' ';
  Line.back() = '\\';
}

bool startsFence(StringRef Line) {
  return Line.starts_with("```") || Line.starts_with("~~~");
}

} // namespace

void CommandText::keep(LineRange Line, size_t Offset) {
  if (Masked.empty())
    Masked = blankText(Text);
  size_t Begin = Line.Begin + Offset;
  if (Begin >= Line.End)
    return;
  size_t End = Line.End;
  if (Begin > 0 && Text[Begin - 1] == '`') // the command is in backticks
    End = std::min(End, Text.find('`', Begin));
  std::memcpy(&Masked[Begin], Text.data() + Begin, End - Begin);
  llvm::MutableArrayRef<char> Kept(&Masked[Begin], Line.End - Begin);
  std::replace(Kept.begin(), Kept.end(), '\r', ' ');
  mendBrackets(Kept);
  mendContinuation(Kept);
  mendPlaceholders(Kept);
  mendBraces(Kept);
}

void CommandText::blank(LineRange Line) {
  std::fill(Masked.begin() + ptrdiff_t(Line.Begin),
            Masked.begin() + ptrdiff_t(Line.End), ' ');
}

bool CommandText::goesOn(LineRange Line) const {
  return Line.End > Line.Begin && Masked[Line.End - 1] == '\\';
}

/// Is Next an option that Line, which does not go on, should go on with? A
/// comment at Line's end would swallow it.
bool CommandText::isForgotten(LineRange Line, LineRange Next) const {
  StringRef Kept = StringRef(Masked).slice(Line.Begin, Line.End);
  return MayJoin && looksLikeOption(line(Next)) && !Kept.trim().empty() &&
         !Kept.contains('#') && !goesOn(Line);
}

void CommandText::join(size_t Begin, size_t End) {
  std::replace(Masked.begin() + ptrdiff_t(Begin),
               Masked.begin() + ptrdiff_t(End), '\n', ' ');
  Joined = true;
}

/// In a block that is kept: options join the command above them.
void CommandText::joinOptions(ArrayRef<LineRange> Lines) {
  bool Command = false;
  for (size_t I = 0; I + 1 < Lines.size(); ++I) {
    if (I == 0 || (!goesOn(Lines[I - 1]) && !looksLikeOption(line(Lines[I]))))
      Command = looksLikeCommand(line(Lines[I]).trim());
    if (Command && isForgotten(Lines[I], Lines[I + 1]))
      join(Lines[I].End, Lines[I + 1].Begin);
  }
}

void CommandText::addOptions(LineRange Program, ArrayRef<LineRange> Lines) {
  for (LineRange L : Lines) {
    keep(L, 0);
    if (goesOn(L))
      Masked[L.End - 1] = ' ';
  }
  std::memcpy(&Masked[Program.Begin], Text.data() + Program.Begin,
              Program.End - Program.Begin);
  join(Program.End, Lines.back().End);
  ++Commands;
}

/// Keeps Lines[0] from Offset on, and what it continues on; says how many
/// lines that were. One whose quotes do not close is dropped.
size_t CommandText::addCommand(ArrayRef<LineRange> Lines, size_t Offset) {
  QuoteState Quotes;
  size_t N = 0;
  bool More = true;
  while (More && N != std::min(Lines.size(), MaxContinued)) {
    keep(Lines[N], N == 0 ? Offset : promptLength(line(Lines[N])));
    LineRange L = Lines[N++];
    Quotes.feed(StringRef(Masked).slice(L.Begin, L.End));
    More = Quotes.open() || goesOn(L);
    if (!More && N != Lines.size() && isForgotten(L, Lines[N])) {
      join(L.End, Lines[N].Begin);
      More = true;
    }
  }
  if (!Quotes.open()) {
    ++Commands;
    return N;
  }
  for (LineRange L : Lines.take_front(N))
    blank(L);
  return 1;
}

void CommandText::keepBalanced(ArrayRef<LineRange> Lines) {
  QuoteState Quotes;
  size_t Opened = 0;
  for (size_t I = 0; I != Lines.size(); ++I) {
    StringRef Kept = StringRef(Masked).slice(Lines[I].Begin, Lines[I].End);
    if (Kept.contains("<<")) // a here-document's quotes are its own
      return;
    bool WasOpen = Quotes.open();
    Quotes.feed(Kept);
    if (Quotes.open() && !WasOpen)
      Opened = I;
  }
  if (Quotes.open())
    for (LineRange L : Lines.drop_front(Opened))
      blank(L);
}

void CommandText::addBlock(ArrayRef<LineRange> Lines) {
  bool Prompts = llvm::any_of(Lines, [&](LineRange L) {
    return line(L).ltrim(" \t").starts_with("$ ");
  });
  if (!Prompts) {
    for (LineRange L : Lines)
      keep(L, 0);
    Commands += !Lines.empty();
    keepBalanced(Lines);
    joinOptions(Lines);
    return;
  }
  for (size_t I = 0; I < Lines.size();)
    if (size_t Offset = promptLength(line(Lines[I])))
      I += addCommand(Lines.drop_front(I), Offset);
    else
      ++I;
}

void CommandText::addProse(ArrayRef<LineRange> Lines) {
  for (size_t I = 0; I < Lines.size();) {
    StringRef Line = line(Lines[I]), Trimmed = Line.trim();
    if (startsFence(Trimmed)) {
      StringRef Fence = Trimmed.take_front(3);
      std::string Language = fenceLanguage(Trimmed.ltrim(Fence[0]));
      ArrayRef<LineRange> Rest = Lines.drop_front(++I);
      size_t Size =
          size_t(llvm::find_if(Rest,
                               [&](LineRange L) {
                                 return line(L).trim().starts_with(Fence);
                               }) -
                 Rest.begin());
      bool Closed = Size != Rest.size();
      if (Closed && isShellLanguage(Language))
        addBlock(Rest.take_front(Size));
      if (Closed && !Language.empty())
        I += Size + 1;
      continue;
    }
    size_t Offset = commandOffset(Line);
    if (looksLikeCommand(Line.drop_front(Offset))) {
      I += addCommand(Lines.drop_front(I), Offset);
      continue;
    }
    if (looksLikeAssignment(Line.drop_front(Offset)))
      keep(Lines[I], Offset);
    ++I;
  }
}

} // namespace modeltidy
