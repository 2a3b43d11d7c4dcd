//===-- embedded_makefile.cpp ---------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/shell/embedded.h"
#include "scanner/frontends/shell/mask.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy {

using llvm::StringRef;
using namespace shell;

namespace {

bool isMakeName(StringRef Name) {
  return !Name.empty() && llvm::all_of(Name, [](char C) {
    return llvm::isAlnum(C) || C == '_' || C == '-' || C == '.';
  });
}

/// Bytes that one call of a function, $(if …), is looked at for its end.
constexpr size_t MaxCall = 1024;

/// Length of the $(…) that Text begins with, 0 where it does not end.
size_t callSize(StringRef Text) {
  unsigned Depth = 0;
  for (size_t I = 1; I < std::min(Text.size(), MaxCall); ++I) {
    Depth += Text[I] == '(' || Text[I] == '{';
    if (Text[I] == ')' || Text[I] == '}')
      if (--Depth == 0)
        return I + 1;
  }
  return 0;
}

/// A function's value: a variable that nothing binds, of the same length.
std::string unknownOf(StringRef Call) {
  StringRef Line =
      Call.take_until([](char C) { return C == '\\' || C == '\n'; });
  std::string Out =
      "${" + std::string(std::max<size_t>(Line.size(), 4) - 3, '_') + "}";
  for (size_t I = Out.size(); I < Call.size(); ++I)
    Out +=
        Call[I] == '\n' || Call.substr(I).starts_with("\\\n") ? Call[I] : ' ';
  Out.resize(Call.size(), ' ');
  return Out;
}

/// Puts what begins with the $ at I; the index of its last byte.
size_t putDollar(StringRef Text, size_t I, Rewriter &Out) {
  char Next = I + 1 < Text.size() ? Text[I + 1] : 0;
  Out.put('$');
  if (Next == '$') {
    Out.drop();
    return I + 1;
  }
  if (Next != 0 && StringRef("@<^*?+%").contains(Next)) {
    Out.put('_'); // a variable of the rule
    return I + 1;
  }
  if (Next != '(' && Next != '{')
    return I;
  char Close = Next == '(' ? ')' : '}';
  StringRef Name = Text.substr(I + 2, MaxCall).take_until([&](char D) {
    return D == Close || D == ' ';
  });
  size_t End = I + 2 + Name.size();
  if (End < Text.size() && Text[End] == Close && isMakeName(Name)) {
    Out.put("{" + asName(Name) + "}");
    return End;
  }
  if (Name == "shell") {
    Out.put("(     ");
    return End - 1;
  }
  size_t Size = callSize(Text.substr(I));
  if (Size == 0)
    return I;
  Out.put(StringRef(unknownOf(Text.substr(I, Size))).drop_front());
  return I + Size - 1;
}

/// make's own syntax as shell, in the same length.
std::string rewriteMake(StringRef Text) {
  Rewriter Out(Text.size());
  for (size_t I = 0; I < Text.size(); ++I) {
    if (Text[I] == '\\' && I + 1 < Text.size())
      Out.putEscape(Text[++I]);
    else if (Text[I] == '$')
      I = putDollar(Text, I, Out);
    else
      Out.put(Text[I]);
  }
  return Out.take();
}

/// The parts of `export NAME := value`.
struct MakeVariable {
  size_t NameBegin = 0, NameEnd = 0, ValueBegin = 0;
  bool Appends = false;
};

bool readVariable(StringRef Line, MakeVariable &V) {
  for (StringRef Word : {"export ", "override "})
    if (Line.substr(V.NameBegin).starts_with(Word))
      V.NameBegin += Word.size();
  StringRef Rest = Line.substr(V.NameBegin);
  V.NameBegin += Rest.size() - Rest.ltrim(' ').size();
  StringRef Name = Line.substr(V.NameBegin).take_until([](char C) {
    return StringRef(" \t:?+!=").contains(C);
  });
  V.NameEnd = V.NameBegin + Name.size();
  Rest = Line.substr(V.NameEnd).ltrim(" \t");
  V.Appends = Rest.starts_with("+");
  Rest = Rest.ltrim(":?+");
  if (!isMakeName(Name) || !Rest.consume_front("="))
    return false;
  V.ValueBegin = Line.size() - Rest.ltrim(" \t").size();
  return true;
}

class MakefileMask {
public:
  explicit MakefileMask(StringRef Text)
      : Text(Text), Lines(linesOf(Text)), Out(blankOf(Text)) {}

  std::string run() {
    for (size_t K = 0; K < Lines.size();) {
      size_t Last = K;
      while (Last + 1 < Lines.size() && isContinued(Lines[Last].in(Text)))
        ++Last;
      logicalLine(Lines[K].Begin, Lines[Last].Begin, Lines[Last].End);
      K = Last + 1;
    }
    return std::move(Out);
  }

private:
  /// [Begin, End) with its continuations; Tail: its last line's begin.
  void logicalLine(size_t Begin, size_t Tail, size_t End) {
    StringRef Line = Text.slice(Begin, End);
    if (Line.starts_with("\t") || InDefine) {
      if (Line.ltrim().starts_with("endef"))
        InDefine = false;
      else
        recipe(Begin, End);
      return;
    }
    MakeVariable V;
    if (Line.starts_with("#"))
      keep(Begin, Line);
    else if (Line.starts_with("define "))
      InDefine = true;
    else if (readVariable(Line, V))
      variable(Begin, Tail, End, V);
    else if (size_t At = Line.find(';'); At != StringRef::npos)
      recipe(Begin + At + 1, End); // target: ; command
  }

  void recipe(size_t Begin, size_t End) {
    size_t First = Begin;
    while (Begin < End && StringRef(" \t@-+").contains(Text[Begin]))
      ++Begin;
    if (First < Begin)
      Out[First] = '\f'; // a script of its own
    keep(Begin, rewriteMake(Text.slice(Begin, End)));
  }

  /// NAME := value. One word needs no quotes and stays in its place. Else the
  /// last line moves left by one byte, so that the closing quote has room.
  void variable(size_t Begin, size_t Tail, size_t End, MakeVariable V) {
    std::string Name =
        asName(Text.slice(Begin + V.NameBegin, Begin + V.NameEnd));
    size_t From = Begin + V.ValueBegin;
    if (size_t At = Text.slice(From, End).find(" #"); At != StringRef::npos) {
      keep(From + At, Text.slice(From + At, End)); // a comment in shell too
      End = From + At;
    }
    End = From + Text.slice(From, End).rtrim().size();
    std::string Value = rewriteMake(Text.slice(From, End));
    bool Plain =
        StringRef(Value).find_first_of(" \t\n;&|<>()\"'") == StringRef::npos;
    if (Plain && !V.Appends) {
      if (From - Begin > Name.size())
        keep(From - Name.size() - 1, Name + "=" + Value);
      return;
    }
    // X+=" a b" would be a byte too long.
    std::string Head = Name + (V.Appends ? "+=(" : "=\"");
    std::replace(Value.begin(), Value.end(), '"', ' ');
    size_t Split = Tail > From ? Tail - From : 0;
    bool Fits =
        Split < Value.size() &&
        (Split == 0 ? V.ValueBegin > Head.size()
                    : V.ValueBegin >= Head.size() && Value[Split] == ' ');
    if (!Fits)
      return;
    Value.erase(Split, Split != 0);
    From -= Split == 0;
    keep(From - Head.size(), Head + Value + (V.Appends ? ")" : "\""));
  }

  void keep(size_t At, StringRef Piece) {
    for (size_t I = 0; I < Piece.size(); ++I)
      if (Out[At + I] != '\n')
        Out[At + I] = Piece[I];
  }

  StringRef Text;
  std::vector<TextLine> Lines;
  std::string Out;
  bool InDefine = false;
};

} // namespace

std::string shellOfMakefile(StringRef Text) { return MakefileMask(Text).run(); }

} // namespace modeltidy
