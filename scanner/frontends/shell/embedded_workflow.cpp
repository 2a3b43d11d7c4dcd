//===-- embedded_workflow.cpp ---------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/shell/embedded.h"
#include "scanner/frontends/shell/mask.h"
#include "scanner/summary/script_names.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <optional>

namespace modeltidy {

using llvm::StringRef;
using namespace shell;

namespace {

constexpr llvm::StringLiteral ShellKeys[] = {
    "run",     "script",   "before_script", "after_script", "setup",
    "command", "commands", "cmd",           "entrypoint"};

/// Values of a step's `shell` that are no shell of ours.
constexpr llvm::StringLiteral OtherShells[] = {
    "pwsh", "powershell", "python", "python3", "cmd", "node", "perl", "ruby"};

/// Lines around a key that are looked at for what surrounds it.
constexpr size_t MaxLookAround = 100;

/// Bytes that one template is looked at for its end.
constexpr size_t MaxTemplate = 1000;

/// env.NAME as ${NAME} of Size bytes: pairs of quotes fill the rest. "" for
/// other names, and where the rest is odd.
std::string ownVariable(StringRef Name, size_t Size) {
  Name = Name.trim();
  if (!Name.consume_front("env.") || shellName(Name) != Name)
    return {};
  std::string Out = ("${" + Name + "}").str();
  if (Out.size() > Size || (Size - Out.size()) % 2 != 0)
    return {};
  Out.resize(Size, '"');
  return Out;
}

/// {{ a.b }} behind a $ or not, and ${a.b}, as ${…} of the same length.
std::string rewriteTemplates(StringRef Text) {
  std::string Out = Text.str();
  for (size_t I = 0; I + 1 < Text.size(); ++I) {
    bool Dollar = Text[I] == '$';
    bool Double = Text.substr(I + Dollar).starts_with("{{");
    if (!Double && !(Dollar && Text[I + 1] == '{'))
      continue;
    size_t Inner = I + Dollar + 1 + Double;
    StringRef Rest = Text.substr(Inner, MaxTemplate);
    size_t Length = Rest.find(Double ? "}}" : "}");
    StringRef Name = Rest.take_front(Length);
    size_t End = Inner + Name.size();
    if (Length == StringRef::npos || Name.contains('\n'))
      continue;
    bool Dotted = llvm::all_of(Name, [](char C) {
      return llvm::isAlnum(C) || StringRef("_.[]").contains(C);
    });
    if (!Double && (!Dotted || !Name.contains('.')))
      continue;
    size_t Size = End + 1 + Double - I;
    if (std::string Own = ownVariable(Name, Size); Double && !Own.empty()) {
      Out.replace(I, Size, Own);
      I = End + Double;
      continue;
    }
    std::string Made = shellName(Name);
    if (Double)
      Made += '_';
    if (Double && Dollar)
      Made.insert(0, 1, '_');
    Out.replace(I, End + 1 + Double - I, "${" + Made + "}");
    I = End + Double;
  }
  return Out;
}

/// A double-quoted YAML scalar's inside, without its escapes.
std::string rewriteDouble(StringRef Text) {
  Rewriter Out(Text.size());
  for (size_t I = 0; I < Text.size(); ++I) {
    char Next = I + 1 < Text.size() ? Text[I + 1] : 0;
    if (Text[I] != '\\' || Next == 0) {
      Out.put(Text[I]);
      continue;
    }
    ++I;
    if (Next == '\n') {
      Out.putEscape(Next);
      continue;
    }
    Out.put(Next == 'n' ? ';' : Next == 't' ? ' ' : Next);
    Out.drop();
  }
  return Out.take();
}

/// Where a plain scalar's comment begins, or its end.
StringRef withoutComment(StringRef Plain) {
  size_t At = Plain.find(" #");
  return Plain.take_front(std::min(At, Plain.size())).rtrim(" \t");
}

class WorkflowMask {
public:
  explicit WorkflowMask(StringRef Text)
      : Text(Text), Lines(linesOf(Text)), Out(blankOf(Text)) {}

  std::string run() {
    for (TextLine Line : Lines)
      IsSweep |= Line.in(Text).starts_with("program:");
    while (Next < Lines.size())
      step();
    return std::move(Out);
  }

private:
  /// A mapping's key on a line, behind any "- ".
  struct Key {
    StringRef Name;
    size_t Column, Value; // Value: where its text begins
  };
  /// A word of an exec list: where its line ends, what stands there.
  struct Word {
    size_t Row; // line
    TextLine Line;
    std::string Text;
  };

  std::optional<Key> keyAt(TextLine Line) const {
    size_t At = Line.Begin + indentOf(Line.in(Text));
    while (Text.slice(At, Line.End).starts_with("- "))
      At += 2 + indentOf(Text.slice(At + 2, Line.End));
    StringRef Rest = Text.slice(At, Line.End);
    StringRef Name = Rest.take_while([](char C) {
      return llvm::isAlnum(C) || StringRef("_-.\"'").contains(C);
    });
    StringRef Behind = Rest.drop_front(Name.size());
    if (Name.empty() || !Behind.consume_front(":") ||
        (!Behind.empty() && Behind[0] != ' '))
      return std::nullopt;
    return Key{Name.trim("\"'"), At - Line.Begin,
               skipProperties(Line.End - Behind.size(), Line.End)};
  }

  /// Behind blanks, anchors and tags.
  size_t skipProperties(size_t At, size_t End) const {
    At += indentOf(Text.slice(At, End));
    while (At < End && (Text[At] == '&' || Text[At] == '!')) {
      At = std::min(Text.find_first_of(" \n", At), End);
      At += indentOf(Text.slice(At, End));
    }
    return At;
  }

  void step() {
    TextLine Line = Lines[Next];
    std::optional<Key> K = keyAt(Line);
    if (!K || Line.in(Text).ltrim().starts_with("#")) {
      if (Line.in(Text).ltrim().starts_with("- {"))
        flowStep(Line);
      ++Next;
      return;
    }
    if (IsSweep && K->Column == 0 && K->Name == "program")
      return program(*K);
    if (IsSweep && K->Column == 0 && K->Name == "parameters")
      return parameters();
    if ((K->Name == "env" || K->Name == "variables") &&
        Text.slice(K->Value, Line.End).trim().empty())
      return variables(K->Column);
    bool Shell =
        llvm::is_contained(ShellKeys, K->Name) && !isOtherLanguage(Next, *K);
    StringRef Value = Text.slice(K->Value, Line.End).rtrim();
    if (Value.starts_with("|") || Value.starts_with(">")) {
      ++Next;
      block(K->Column, Shell, Value[0] == '>');
    } else if (!Shell) {
      ++Next;
    } else if (Value.empty() || Value.starts_with("#")) {
      ++Next;
      list(K->Column, isExec(K->Name));
    } else if (Value.starts_with("[")) {
      std::vector<Word> Words;
      flowList(K->Value, Words);
      followingArguments(K->Column, Words);
      putWords(Words);
    } else {
      scalar(K->Value, K->Column);
    }
  }

  /// - { name: Write, run: python gen.py }, on one line.
  void flowStep(TextLine Line) {
    char Before = 0; // what stands before a key, blanks apart
    int Depth = 0;   // an action's own input may be called run, too
    for (size_t I = Line.Begin + indentOf(Line.in(Text)) + 2; I < Line.End;
         ++I) {
      StringRef Rest = Text.slice(I, Line.End);
      if (Depth == 1 && (Before == '{' || Before == ',') &&
          Rest.consume_front("run: "))
        return flowCommand(Line, I + 5 + indentOf(Rest));
      if (Text[I] == '"' || Text[I] == '\'')
        I = std::min(closingQuote(I), Line.End);
      if (I >= Line.End || Text[I] == ' ')
        continue;
      Depth += Text[I] == '{' ? 1 : Text[I] == '}' ? -1 : 0;
      Before = Text[I];
    }
  }

  void flowCommand(TextLine Line, size_t Begin) {
    char Quote = Begin < Line.End ? Text[Begin] : 0;
    std::string Words;
    size_t End = 0;
    if (Quote == '"' || Quote == '\'') {
      End = closingQuote(Begin);
      if (End >= Line.End)
        return;
      StringRef Inner = Text.slice(Begin + 1, End);
      Words = Quote == '"' ? rewriteDouble(Inner) : Inner.str();
    } else {
      StringRef Rest = Text.slice(Begin, Line.End);
      StringRef Plain =
          Rest.take_front(std::min(Rest.find(", "), Rest.find('}')));
      Words = Plain.rtrim().str();
      End = Begin + Words.size();
    }
    beginScript(Next);
    put({Line.Begin, End}, rewriteTemplates(Words), false);
  }

  /// `NAME: value` below env or variables: NAME=value, for all that follows.
  void variables(size_t Column) {
    for (++Next; Next < Lines.size(); ++Next) {
      TextLine Line = Lines[Next];
      if (isBlankLine(Next))
        continue;
      std::optional<Key> K = keyAt(Line);
      if (indent(Next) <= Column)
        return;
      if (!K || shellName(K->Name) != K->Name)
        continue;
      StringRef Value = withoutComment(Text.slice(K->Value, Line.End));
      bool Block = Value.starts_with("|") || Value.starts_with(">") ||
                   Value.starts_with("[") || Value.starts_with("{");
      if (Value.empty() || Block)
        continue;
      std::string Words = wordOf(K->Value, Line).Text;
      beginScript(Next);
      put({Line.Begin, K->Value + Value.size()}, (K->Name + "=" + Words).str(),
          false);
    }
  }

  /// Whether the mapping around a key says that its text is no shell: `shell:
  /// python` beside it, or `with:` above it (an action's own input).
  bool isOtherLanguage(size_t Line, const Key &Of) const {
    bool First = indent(Line) < Of.Column; // "- run:" begins the mapping
    for (size_t K = Line, Left = MaxLookAround;
         !First && K-- > 0 && Left-- > 0;) {
      if (isBlankLine(K) || indent(K) > Of.Column)
        continue;
      std::optional<Key> Above = keyAt(Lines[K]);
      if (Above && Above->Column == Of.Column && namesOther(K, *Above))
        return true;
      if (Above && Above->Column < Of.Column && Above->Name == "with")
        return true;
      First = indent(K) < Of.Column;
    }
    return followedByOther(Line, Of);
  }

  bool followedByOther(size_t Line, const Key &Of) const {
    size_t Last = std::min(Lines.size(), Line + 1 + MaxLookAround);
    for (size_t K = Line + 1; K < Last; ++K) {
      if (isBlankLine(K) || indent(K) > Of.Column)
        continue;
      std::optional<Key> Beside = keyAt(Lines[K]);
      if (indent(K) < Of.Column || !Beside)
        return false;
      if (namesOther(K, *Beside))
        return true;
    }
    return false;
  }

  bool namesOther(size_t Line, const Key &K) const {
    StringRef Value = Text.slice(K.Value, Lines[Line].End).trim(" \"'\r");
    return K.Name == "shell" &&
           llvm::is_contained(OtherShells, Value.take_until([](char C) {
             return C == ' ' || C == '.';
           }));
  }

  bool isBlankLine(size_t Line) const {
    return Lines[Line].in(Text).trim().empty();
  }
  size_t indent(size_t Line) const { return indentOf(Lines[Line].in(Text)); }

  /// The lines of a block scalar: all that stand deeper than Column.
  void block(size_t Column, bool Shell, bool Folds) {
    size_t First = Next;
    while (Next < Lines.size() && (isBlankLine(Next) || indent(Next) > Column))
      ++Next;
    beginScript(First);
    for (size_t K = First; Shell && K < Next; ++K) {
      TextLine Line = Lines[K];
      StringRef Words = Line.in(Text).rtrim();
      bool Joins = Folds && K + 1 < Next && !isBlankLine(K) &&
                   !isBlankLine(K + 1) && !isContinued(Words);
      put({Line.Begin, Line.Begin + Words.size()},
          rewriteTemplates(Words.ltrim()), Joins);
    }
  }

  /// What stands from this line on is a script of its own.
  void beginScript(size_t Line) {
    if (Line < Lines.size() && indentOf(Lines[Line].in(Text)) > 0)
      Out[Lines[Line].Begin] = '\f';
  }

  /// Puts Words so that they end where Line does. A continuation's backslash
  /// stands right before the newline; without room there, the words move.
  void put(TextLine Line, StringRef Words, bool Joins) {
    size_t Newline = std::min(Text.find('\n', Line.End), Text.size());
    size_t Size = Words.size() + (Joins && Newline == Line.End);
    if (Size > Line.End - Line.Begin)
      return;
    std::copy(Words.begin(), Words.end(), Out.begin() + Line.End - Size);
    if (Joins)
      Out[Newline - 1] = '\\';
  }

  /// A plain or quoted scalar, which may go on on deeper lines.
  void scalar(size_t Begin, size_t Column) {
    char Quote = Text[Begin];
    if (Quote == '"' || Quote == '\'')
      return quoted(Begin);
    TextLine Line = Lines[Next];
    beginScript(Next);
    size_t First = Next++;
    while (Next < Lines.size() && !isBlankLine(Next) && indent(Next) > Column &&
           !Lines[Next].in(Text).ltrim().starts_with("#"))
      ++Next;
    for (size_t K = First; K < Next; ++K) {
      size_t At = K == First ? Begin : Lines[K].Begin + indent(K);
      StringRef Words = withoutComment(Text.slice(At, Lines[K].End));
      Line = {Lines[K].Begin, At + Words.size()};
      put(Line, rewriteTemplates(Words), K + 1 < Next && !isContinued(Words));
    }
  }

  /// The offset of the quote that closes the one at Begin, npos for none.
  size_t closingQuote(size_t Begin) const {
    for (size_t I = Begin + 1; I < Text.size(); ++I) {
      if (Text[Begin] == '"' && Text[I] == '\\')
        ++I;
      else if (Text[I] == Text[Begin])
        return I;
    }
    return StringRef::npos;
  }

  void quoted(size_t Begin) {
    size_t End = closingQuote(Begin);
    if (End == StringRef::npos) {
      ++Next;
      return;
    }
    StringRef Inner = Text.slice(Begin + 1, End);
    std::string Words = Text[Begin] == '"' ? rewriteDouble(Inner) : Inner.str();
    Words = rewriteTemplates(Words);
    // Its lines are one: each but the last moves by one byte.
    size_t From = Begin + 1;
    beginScript(Next);
    while (Next < Lines.size() && Lines[Next].Begin <= End) {
      size_t To = std::min(Lines[Next].End, End);
      StringRef Piece =
          StringRef(Words).slice(From - Begin - 1, To - Begin - 1).rtrim();
      put({Lines[Next].Begin, From + Piece.size()}, Piece.ltrim(),
          To < End && !isContinued(Piece));
      ++Next;
      From = Next < Lines.size() ? Lines[Next].Begin : End;
    }
  }

  /// "- " items at or behind Column: commands, or one command's words.
  void list(size_t Column, bool Exec) {
    std::vector<Word> Words;
    items(Column, Exec, Words);
    if (Exec)
      followingArguments(Column, Words);
    putWords(Words);
  }

  void items(size_t Column, bool Exec, std::vector<Word> &Words) {
    while (Next < Lines.size()) {
      TextLine Line = Lines[Next];
      StringRef Item = Line.in(Text).ltrim();
      if (Item.empty() || Item.starts_with("#")) {
        ++Next;
        continue;
      }
      size_t Dash = indent(Next);
      if (Dash < Column || !Item.starts_with("- ") || keyAt(Line))
        return;
      size_t Begin = skipProperties(Line.Begin + Dash + 2, Line.End);
      StringRef Value = Text.slice(Begin, Line.End).rtrim();
      if (Value.starts_with("|") || Value.starts_with(">")) {
        ++Next;
        block(Dash, true, Value[0] == '>');
      } else if (Value.empty()) {
        ++Next;
      } else if (Exec) {
        Words.push_back(wordOf(Begin, Line));
        ++Next;
      } else {
        scalar(Begin, Dash);
      }
    }
  }

  /// One word of a list; with blanks it gets quotes.
  Word wordOf(size_t Begin, TextLine Line) const {
    StringRef Value = withoutComment(Text.slice(Begin, Line.End));
    std::string Words = rewriteTemplates(Value);
    bool Quoted = Value.starts_with("\"") || Value.starts_with("'");
    if (StringRef Plain = Words;
        !Quoted && Plain.find_first_of(" ()&|;<>") != StringRef::npos)
      Words =
          (Plain.contains('"') ? "'" + Plain + "'" : "\"" + Plain + "\"").str();
    return {Next, {Line.Begin, Begin + Value.size()}, Words};
  }

  /// [a, "b c"], maybe over several lines.
  void flowList(size_t Begin, std::vector<Word> &Words) {
    size_t End = Begin + 1;
    for (unsigned Depth = 1; End < Text.size() && Depth > 0; ++End) {
      if (Text[End] == '"' || Text[End] == '\'')
        End = std::min(closingQuote(End), Text.size() - 1);
      else if (Text[End] == '[' || Text[End] == ']')
        Depth += Text[End] == '[' ? 1 : -1;
    }
    char Quote = 0;
    for (size_t At = Begin; Next < Lines.size() && Lines[Next].Begin < End;
         ++Next) {
      TextLine Line = Lines[Next];
      size_t To = std::min(Line.End, End);
      std::string Piece = Text.slice(At, std::max(At, To)).str();
      for (char &C : Piece) {
        if (Quote == C)
          Quote = 0;
        else if (Quote == 0 && (C == '"' || C == '\''))
          Quote = C;
        else if (Quote == 0 && StringRef("[],").contains(C))
          C = ' ';
      }
      Words.push_back({Next,
                       {Line.Begin, At + Piece.size()},
                       rewriteTemplates(StringRef(Piece).trim())});
      At = Next + 1 < Lines.size() ? Lines[Next + 1].Begin : End;
    }
  }

  /// Keys whose list is one command's words.
  static bool isExec(StringRef Name) {
    return Name == "command" || Name == "entrypoint";
  }

  /// An `args` list behind `command`, or a `command` list behind `entrypoint`,
  /// in the same mapping.
  void followingArguments(size_t Column, std::vector<Word> &Words) {
    if (Next >= Lines.size())
      return;
    std::optional<Key> K = keyAt(Lines[Next]);
    if (!K || K->Column != Column ||
        (K->Name != "args" && K->Name != "command"))
      return;
    StringRef Value = Text.slice(K->Value, Lines[Next].End).trim();
    if (Value.starts_with("["))
      return flowList(K->Value, Words);
    if (!Value.empty())
      return;
    ++Next;
    items(Column, true, Words);
  }

  //===-- Sweeps: program and parameters, which ${program} and ${args} of the
  // command stand for.

  void program(const Key &K) {
    TextLine Line = Lines[Next];
    StringRef Name = withoutComment(Text.slice(K.Value, Line.End));
    beginScript(Next);
    put({Line.Begin, K.Value + Name.size()}, ("program=" + Name).str(), false);
    ++Next;
  }

  /// args=(--name value …), each where the file has it.
  void parameters() {
    std::vector<Word> Words;
    Words.push_back(
        {Next, {Lines[Next].Begin, Lines[Next].Begin + 6}, "args=("});
    size_t Level = 0;
    for (++Next; Next < Lines.size(); ++Next) {
      if (isBlankLine(Next))
        continue;
      if (indent(Next) == 0)
        break;
      if (Level == 0)
        Level = indent(Next);
      parameterLine(Level, Words);
    }
    if (Words.size() < 2)
      return;
    Words.back().Text += ")";
    for (const Word &W : Words)
      put(W.Line, W.Text, false);
  }

  /// `name:` becomes --name; of what stands below it, value and values count.
  void parameterLine(size_t Level, std::vector<Word> &Words) {
    TextLine Line = Lines[Next];
    std::optional<Key> K = keyAt(Line);
    if (K && K->Column == Level) {
      size_t End = Line.Begin + Level + K->Name.size();
      Words.push_back({Next, {Line.Begin, End}, ("--" + K->Name).str()});
      return;
    }
    size_t Begin = K ? K->Value : Line.Begin + indent(Next) + 2;
    bool Listed = !K && Line.in(Text).ltrim().starts_with("- ");
    if (!Listed && (!K || (K->Name != "value" && K->Name != "values")))
      return;
    Word W = wordOf(Begin, Line);
    if (StringRef(W.Text).starts_with("[")) {
      std::replace(W.Text.begin(), W.Text.end(), ',', ' ');
      W.Text = StringRef(W.Text).trim("[] ").str();
      W.Line.End = std::min(W.Line.End, Begin + W.Text.size() + 1);
    }
    if (!W.Text.empty())
      Words.push_back(W);
  }

  /// One command over several lines, those between its words too.
  void putWords(const std::vector<Word> &Words) {
    if (!Words.empty())
      beginScript(Words[0].Row);
    for (size_t I = 0; I < Words.size(); ++I) {
      bool Joins = I + 1 < Words.size();
      put(Words[I].Line, Words[I].Text, Joins);
      for (size_t K = Words[I].Row + 1; Joins && K < Words[I + 1].Row; ++K)
        put(Lines[K], "", true);
    }
  }

  StringRef Text;
  std::vector<TextLine> Lines;
  std::string Out;
  size_t Next = 0; // line
  bool IsSweep = false;
};

} // namespace

std::string shellOfWorkflow(StringRef Text) { return WorkflowMask(Text).run(); }

} // namespace modeltidy
