//===- macros.cpp - a C++ file's own macros written out -------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/cpp/macros.h"
#include "scanner/frontends/cpp/known_names.h"
#include "scanner/frontends/cpp/tokens.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include <algorithm>

namespace modeltidy::cpp {

using llvm::StringRef;

namespace {

struct Macro {
  bool IsCalled = false, IsVariadic = false;
  llvm::SmallVector<std::string, 4> Params;
  std::string Body; // on one line, without comments
};

/// A macro's text on one line, comments gone.
std::string bodyOf(StringRef Text) {
  std::string Out;
  for (size_t At = 0; At < Text.size();) {
    StringRef Rest = Text.substr(At);
    if (Rest.front() == '\\' && Rest.drop_front().ltrim('\r').starts_with("\n"))
      At = Text.find('\n', At) + 1;
    else if (Token T = tokenAt(Text, At); T.Kind == TokenKind::Comment) {
      Out += ' ';
      At = T.End;
    } else {
      Out += Text.slice(At, T.End);
      At = T.End;
    }
  }
  std::replace(Out.begin(), Out.end(), '\n', ' ');
  return StringRef(Out).trim().str();
}

/// A text or a number alone: a variable of the file.
bool isLiteral(StringRef Body) {
  if (Body.empty())
    return false;
  Token T = tokenAt(Body, 0);
  return (T.Kind == TokenKind::Text || T.Kind == TokenKind::Number) &&
         T.End == Body.size();
}

bool mentions(StringRef Body, StringRef Name) {
  for (size_t At = 0; At < Body.size();) {
    Token T = tokenAt(Body, At);
    if (T.Kind == TokenKind::Name && Body.slice(At, T.End) == Name)
      return true;
    At = T.End;
  }
  return false;
}

std::string quoted(StringRef Text) {
  std::string Out = "\"";
  for (char C : Text) {
    if (C == '"' || C == '\\')
      Out += '\\';
    Out += C == '\n' ? ' ' : C;
  }
  return Out + '"';
}

class Expander {
public:
  Expander(StringRef Text, const CompilerFacts &Known)
      : Text(Text), Known(Known), Left(MaxMacroBytes + Text.size() / 2) {
    for (StringRef Line : Known.Macros)
      if (!isOptionMacro(Line.take_front(Line.find_first_of("( "))))
        directive(("define " + Line).str());
  }

  ExpandedText run() {
    bool AtLineStart = true;
    for (size_t At = 0; At < Text.size();) {
      if (AtLineStart && Text[At] == '#') {
        size_t End = endOfDirective(Text, At);
        if (directive(Text.slice(At + 1, End).ltrim(" \t")))
          blank(At, End);
        At = End;
        continue;
      }
      Token T = tokenAt(Text, At);
      AtLineStart = Text[At] == '\n' || (AtLineStart && isSpace(Text[At]));
      joinNext(At, T);
      if (T.Kind != TokenKind::Name || Macros.empty() || !topLevel(At, T.End))
        At = T.End;
      else
        At = Copied;
    }
    if (Out.HasChanged)
      copyTo(Text.size());
    return std::move(Out);
  }

private:
  using Arguments = llvm::SmallVector<std::string, 4>;

  /// "models/" NAME: the grammar wants a second text before a name, and drops
  /// the call around it. `extern "C" f` and `"a" and b` are something else.
  void joinNext(size_t At, const Token &T) {
    if (T.Kind == TokenKind::Name || T.Kind == TokenKind::Number)
      Before = Text.slice(At, T.End);
    else if (T.Kind == TokenKind::Other && !llvm::isSpace(Text[At]))
      Before = "";
    if (T.Kind != TokenKind::Text || Text[At] == '\'' || Before == "extern" ||
        Before == "operator")
      return;
    size_t Next = Text.find_first_not_of(" \t\r\n", T.End);
    if (Next == StringRef::npos || Next == T.End)
      return;
    Token Name = tokenAt(Text, Next);
    StringRef Word = Text.slice(Next, Name.End);
    if (Name.Kind != TokenKind::Name || Word == "and" || Word == "or")
      return;
    copyTo(T.End);
    Out.HasChanged = true;
    constexpr StringRef Empty = " \"\"";
    Out.Text += Empty;
    Out.Map.addPoint(Empty.size(), static_cast<uint32_t>(T.End), 0);
  }

  static bool isSpace(char C) { return C == ' ' || C == '\t' || C == '\r'; }

  bool spend(size_t Bytes) {
    if (Bytes > Left) {
      Out.IsWhole = false;
      Left = 0;
      return false;
    }
    Left -= Bytes;
    return true;
  }

  //===-- Definitions -----------------------------------------------------===//

  /// Whether it defines a macro whose calls are written out.
  bool directive(StringRef Line) {
    StringRef Word = Line.take_while(llvm::isAlpha);
    Line = Line.drop_front(Word.size()).ltrim(" \t");
    if (Line.empty() || (Word != "define" && Word != "undef"))
      return false;
    Token Name = tokenAt(Line, 0);
    if (Name.Kind != TokenKind::Name)
      return false;
    if (Word == "define")
      return define(Line.take_front(Name.End), Line.drop_front(Name.End));
    Macros.erase(Line.take_front(Name.End));
    return false;
  }

  /// A definition says no more: tree-sitter would take what follows a comment
  /// in it for code. The comments stay, one may be a suppression.
  void blank(size_t Begin, size_t End) {
    if (Source.empty())
      Source = Text.str();
    for (size_t At = Begin; At < End;) {
      Token T = tokenAt(Text.take_front(End), At);
      if (T.Kind != TokenKind::Comment)
        std::replace_if(
            Source.begin() + static_cast<std::ptrdiff_t>(At),
            Source.begin() + static_cast<std::ptrdiff_t>(T.End),
            [](char C) { return C != '\n'; }, ' ');
      At = T.End;
    }
    Out.HasChanged = true;
  }

  bool define(StringRef Name, StringRef Rest) {
    Macro M;
    M.IsCalled = Rest.consume_front("(");
    if (M.IsCalled && !takeParams(Rest, M))
      return false;
    M.Body = bodyOf(Rest);
    // A macro around a function of its own name only checks what it is given.
    if (isLiteral(M.Body) || mentions(M.Body, Name) ||
        mentions(M.Body, "__VA_OPT__"))
      return false;
    Macro &Old = Macros[Name];
    if (Old.Body.empty())
      Old = std::move(M);
    return true;
  }

  static bool takeParams(StringRef &Rest, Macro &M) {
    size_t Close = Rest.find(')');
    if (Close == StringRef::npos)
      return false;
    llvm::SmallVector<StringRef, 4> Words;
    Rest.take_front(Close).split(Words, ',');
    for (StringRef Word : Words) {
      Word = Word.trim(" \t\r\n\\");
      if (Word.consume_back("...")) {
        M.IsVariadic = true;
        Word = Word.empty() ? StringRef("__VA_ARGS__") : Word.rtrim();
      }
      if (!Word.empty())
        M.Params.push_back(Word.str());
    }
    Rest = Rest.drop_front(Close + 1);
    return true;
  }

  //===-- Calls -----------------------------------------------------------===//

  /// Writes what the name at [At, End) of the file stands for; false where it
  /// stands for itself.
  bool topLevel(size_t At, size_t End) {
    StringRef Name = Text.slice(At, End);
    if (!Macros.count(Name) || Known.Texts.count(static_cast<uint32_t>(At)))
      return false;
    std::string Made;
    size_t Behind = call(Text, At, End, 0, Made);
    if (Behind == At)
      return false;
    copyTo(At);
    Out.HasChanged = true;
    Out.Text += Made;
    Out.Map.addPoint(static_cast<uint32_t>(Made.size()),
                     static_cast<uint32_t>(At),
                     static_cast<uint32_t>(Behind - At));
    Copied = Behind;
    return true;
  }

  void copyTo(size_t End) {
    auto Length = static_cast<uint32_t>(End - Copied);
    auto From = static_cast<uint32_t>(Copied);
    if (Length == 0)
      return;
    Out.Runs.push_back({From, static_cast<uint32_t>(Out.Text.size()), Length});
    Out.Map.addRun(Length, From);
    Out.Text += (Source.empty() ? Text : StringRef(Source)).slice(Copied, End);
    Copied = End;
  }

  /// Appends the expansion of the name at [At, End) of In; where the call ends
  /// there, or At where nothing is expanded.
  size_t call(StringRef In, size_t At, size_t End, unsigned Depth,
              std::string &Into) {
    StringRef Name = In.slice(At, End);
    auto It = Macros.find(Name);
    if (It == Macros.end() || Depth == MaxMacroDepth || Left == 0 ||
        llvm::is_contained(Active, Name))
      return At;
    const Macro &M = It->second; // no definition is added meanwhile
    Arguments Given;
    if (M.IsCalled) {
      size_t Open = In.find_first_not_of(" \t\r\n", End);
      if (Open == StringRef::npos || In[Open] != '(')
        return At;
      End = takeArguments(In, Open, M, Given);
      if (End == Open || !fit(M, Given))
        return At;
    }
    std::string Made = substituted(M, Given, Depth);
    if (!spend(Made.size()))
      return At;
    Active.push_back(It->first());
    expand(Made, Depth + 1, Into);
    Active.pop_back();
    return End;
  }

  /// The arguments from the parenthesis at Open; the place behind them, or Open
  /// where they do not end.
  size_t takeArguments(StringRef In, size_t Open, const Macro &M,
                       Arguments &Given) {
    constexpr size_t MaxCallBytes = size_t(1) << 14;
    StringRef Near = In.take_front(Open + MaxCallBytes);
    unsigned Nesting = 0;
    size_t Begin = Open + 1;
    for (size_t At = Open; At < Near.size(); At = tokenAt(Near, At).End) {
      char C = Near[At];
      Nesting += C == '(';
      bool Rest = M.IsVariadic && Given.size() + 1 >= M.Params.size();
      if ((C == ',' && Nesting == 1 && !Rest) || (C == ')' && Nesting == 1)) {
        Given.push_back(Near.slice(Begin, At).trim().str());
        Begin = At + 1;
      }
      if (C == ')' && --Nesting == 0)
        return spend(At - Open) ? At + 1 : Open;
    }
    spend(Near.size() - Open);
    return Open;
  }

  /// As many arguments as parameters, what `...` stands for may be missing.
  static bool fit(const Macro &M, Arguments &Given) {
    if (M.Params.empty() && Given.size() == 1 && Given[0].empty())
      Given.clear();
    if (M.IsVariadic && Given.size() + 1 == M.Params.size())
      Given.emplace_back();
    return Given.size() == M.Params.size();
  }

  /// The body with the arguments in the parameters' places.
  std::string substituted(const Macro &M, const Arguments &Given,
                          unsigned Depth) {
    std::string Made;
    StringRef Body = M.Body;
    bool Joins = false;
    for (size_t At = 0; At < Body.size() && Made.size() <= Left;) {
      Token T = tokenAt(Body, At);
      StringRef Word = Body.slice(At, T.End);
      At = T.End;
      if (M.IsCalled && Word == "#") {
        size_t Next = Body.find_first_not_of(' ', At);
        Joins = Next != StringRef::npos && Body[Next] == '#';
        if (Joins) {
          Made = StringRef(Made).rtrim().str();
          At = std::min(Body.find_first_not_of(' ', Next + 1), Body.size());
          continue;
        }
        At = std::min(Next, Body.size());
        T = At < Body.size() ? tokenAt(Body, At) : T;
        const std::string *Value = argument(M, Given, Body.slice(At, T.End));
        Made += Value ? quoted(*Value) : "#";
        At = Value ? T.End : At;
        continue;
      }
      const std::string *Value = argument(M, Given, Word);
      if (Joins && Value && Value->empty() && StringRef(Made).ends_with(","))
        Made.pop_back(); // , ##__VA_ARGS__
      bool Joined = Joins || Body.substr(At).ltrim(' ').starts_with("##");
      Joins = false;
      if (!Value)
        Made += Word;
      else if (Joined)
        Made += *Value;
      else
        expand(*Value, Depth + 1, Made);
    }
    return Made;
  }

  static const std::string *argument(const Macro &M, const Arguments &Given,
                                     StringRef Word) {
    for (size_t I = 0; I < M.Params.size() && I < Given.size(); ++I)
      if (M.Params[I] == Word)
        return &Given[I];
    return nullptr;
  }

  /// Appends a text with the macros in it expanded.
  void expand(StringRef In, unsigned Depth, std::string &Into) {
    for (size_t At = 0; At < In.size();) {
      Token T = tokenAt(In, At);
      size_t End =
          T.Kind == TokenKind::Name ? call(In, At, T.End, Depth, Into) : At;
      if (End == At) {
        Into += In.slice(At, T.End);
        End = T.End;
      }
      At = End;
    }
  }

  StringRef Text;
  std::string Source; // Text without definitions, where there are any
  const CompilerFacts &Known;
  size_t Left; // bytes that may still be made or read
  size_t Copied = 0;
  StringRef Before; // the last word, if nothing but space is behind it
  llvm::StringMap<Macro> Macros;
  llvm::SmallVector<StringRef, 8> Active; // keys of Macros being expanded
  ExpandedText Out;
};

} // namespace

ExpandedText expandMacros(StringRef Text, const CompilerFacts &Known) {
  return Expander(Text, Known).run();
}

CompilerFacts moveFacts(const CompilerFacts &Known, const ExpandedText &Text) {
  auto Moved = [&](uint32_t Offset) -> std::optional<uint32_t> {
    auto It = llvm::upper_bound(
        Text.Runs, Offset,
        [](uint32_t At, const ExpandedText::Run &R) { return At < R.From; });
    if (It == Text.Runs.begin())
      return std::nullopt;
    const ExpandedText::Run &R = *std::prev(It);
    if (Offset - R.From >= R.Length)
      return std::nullopt;
    return R.To + (Offset - R.From);
  };
  CompilerFacts Out;
  for (const auto &[At, Name] : Known.Names)
    if (auto To = Moved(At))
      Out.Names[*To] = Name;
  for (const auto &[At, Value] : Known.Texts)
    if (auto To = Moved(At))
      Out.Texts[*To] = Value;
  for (uint32_t At : Known.Fields)
    if (auto To = Moved(At))
      Out.Fields.insert(*To);
  for (auto [At, Place] : Known.Overloads) {
    auto To = Moved(At), There = Moved(Place);
    if (To && There)
      Out.Overloads[*To] = *There;
  }
  return Out;
}

} // namespace modeltidy::cpp
