//===- snakefile.cpp - a Snakefile as the Python that it stands for -------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/written/snakefile.h"
#include "scanner/frontends/written/python_lines.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <map>
#include <set>

namespace modeltidy {

using llvm::StringRef;

namespace {

/// Items that `{input}` is written out for.
constexpr size_t MaxWrittenItems = 8;

/// Bytes of a wildcard's pattern, or of how a value is written.
constexpr size_t MaxForm = 200;

/// Statements at the top that are no Python and no rule.
constexpr llvm::StringLiteral Statements[] = {
    "include",     "workdir",   "localrules",    "ruleorder",
    "container",   "envvars",   "onsuccess",     "onerror",
    "onstart",     "report",    "scattergather", "wildcard_constraints",
    "singularity", "pepfile",   "pepschema",     "containerized",
    "conda",       "inputflags"};

/// What a rule has, as names that its command may use.
constexpr llvm::StringLiteral Objects[] = {"input", "output", "params",
                                           "wildcards"};

/// What marks a file and is not part of its name.
constexpr llvm::StringLiteral Marks[] = {
    "temp", "directory", "protected", "ancient", "touch",
    "pipe", "report",    "local",     "service", "ensure"};

bool isName(StringRef Text) {
  return !Text.empty() && !llvm::isDigit(Text[0]) &&
         llvm::all_of(Text,
                      [](char C) { return llvm::isAlnum(C) || C == '_'; });
}

/// `name` of `name:`, with what stands behind the colon.
struct Head {
  StringRef Keyword, Name, Rest;
};

Head headOf(StringRef Line) {
  Line = Line.ltrim();
  StringRef Words = Line.take_until([](char C) { return C == ':'; });
  if (Words.size() == Line.size())
    return {};
  auto [Keyword, Name] = Words.rtrim().split(' ');
  Name = Name.trim();
  if (!isName(Keyword) || (!Name.empty() && !isName(Name)))
    return {};
  return {Keyword, Name, Line.drop_front(Words.size() + 1)};
}

/// One value of a directive: `rows="a.jsonl"`.
struct Item {
  StringRef Name, Value;
};

class Translator {
public:
  explicit Translator(StringRef All)
      : Text(All), Lines(logicalLines(All)),
        Budget(All.size() * 2 + (size_t(64) << 10)) {}

  PlacedScript run(bool Included) {
    put("import os, yaml\n", 0);
    if (Included) // by a file that names the workflow's config
      put("config = yaml.safe_load(open('config.yaml'))\n", 0);
    while (Next < Lines.size())
      statement();
    for (const auto &[Name, Values] : WildcardValues) {
      put("\nfor wildcards_" + Name + " in (", at(Values));
      copy(Values);
      put("\n): pass\n", at(Values));
    }
    return std::move(Out);
  }

private:
  StringRef line(size_t I) const {
    return Text.slice(Lines[I].Begin, Lines[I].End);
  }
  size_t at(StringRef Piece) const { return Piece.data() - Text.data(); }
  void copy(StringRef Piece) { Out.copy(Piece, at(Piece)); }
  void put(const llvm::Twine &Piece, size_t At) {
    std::string Made = Piece.str();
    Budget -= std::min(Budget, Made.size());
    Out.put(Made, std::min(At, Text.size()));
  }

  void statement() {
    const LogicalLine &L = Lines[Next];
    Head H = headOf(line(Next));
    if ((H.Keyword == "rule" || H.Keyword == "checkpoint") && Budget > 0)
      return rule(H, L.Indent);
    if (H.Keyword == "configfile" && H.Name.empty()) {
      put(Text.substr(L.Begin, L.Indent), L.Begin);
      StringRef Content = content(H.Rest, L.Indent);
      put("config = yaml.safe_load(open((", L.Begin);
      copy(Content);
      put("\n)))\n", L.Begin);
      return;
    }
    if (H.Name.empty() && llvm::is_contained(Statements, H.Keyword)) {
      content(H.Rest, L.Indent);
      put(Text.substr(L.Begin, L.Indent) + "pass\n", L.Begin);
      return;
    }
    noteExpansions(line(Next));
    copy(line(Next++));
  }

  /// What belongs to a directive whose line has that indent: the rest of its
  /// line and all deeper ones.
  StringRef content(StringRef Rest, size_t Indent) {
    size_t Begin = at(Rest);
    size_t End = Lines[Next++].End;
    for (; Next < Lines.size() &&
           (Lines[Next].Blank || Lines[Next].Indent > Indent);
         ++Next)
      End = Lines[Next].End;
    return Text.slice(Begin, End);
  }

  void rule(const Head &H, size_t Indent) {
    size_t At = Lines[Next].Begin;
    std::string Margin(line(Next).take_front(Indent));
    put(Margin + "def rule_" + H.Name + "():\n", At);
    Margin += " ";
    put(Margin + "pass\n", At);
    Counts.clear();
    StringRef Shell, Script;
    ++Next;
    while (Next < Lines.size() &&
           (Lines[Next].Blank || Lines[Next].Indent > Indent)) {
      Head D = headOf(line(Next));
      if (Lines[Next].Blank || D.Keyword.empty() || !D.Name.empty()) {
        ++Next; // a docstring, a comment
        continue;
      }
      size_t Deeper = Lines[Next].Indent;
      StringRef Content = content(D.Rest, Deeper);
      noteExpansions(Content);
      if (D.Keyword == "run")
        code(Content, Margin);
      else if (D.Keyword == "shell")
        Shell = Content;
      else if (D.Keyword == "script")
        Script = Content;
      else if (llvm::is_contained(Objects, D.Keyword))
        object(D.Keyword, Content, Margin);
    }
    if (!Shell.empty())
      command("os.system((", Shell, Margin);
    if (!Script.empty())
      command("os.system('python ' + (", Script, Margin);
  }

  /// The items of `input`, `output`, `params`: each a variable by its number,
  /// and by its name.
  void object(StringRef Object, StringRef Content, const std::string &Margin) {
    size_t Number = 0;
    for (const Item &I : itemsOf(Content)) {
      std::string Own = (Object + "_" + llvm::Twine(Number)).str();
      put(Margin, at(I.Value));
      if (!I.Name.empty())
        put(Object + "_" + I.Name + " = ", at(I.Value));
      put((Number == 0 ? Object + " = " : llvm::Twine()) + Own + " = (",
          at(I.Value));
      value(I.Value);
      put("\n)\n", at(I.Value));
      ++Number;
    }
    Counts[Object.str()] = Number;
  }

  std::vector<Item> itemsOf(StringRef Content) const {
    std::vector<Item> Items;
    for (StringRef Piece : splitAtCommas(Content)) {
      Piece = withoutComments(Piece).trim();
      if (Piece.empty())
        continue;
      Item I{"", Piece};
      auto [Name, Rest] = Piece.split('=');
      if (isName(Name.trim()) && !Rest.starts_with("=") && !Rest.empty())
        I = {Name.trim(), Rest};
      Items.push_back(I);
    }
    return Items;
  }

  /// Comments and blanks before a value.
  static StringRef withoutComments(StringRef Piece) {
    for (Piece = Piece.ltrim(); Piece.starts_with("#"); Piece = Piece.ltrim())
      Piece = Piece.drop_while([](char C) { return C != '\n'; });
    return Piece;
  }

  /// A file or parameter: without what marks it, with its wildcards.
  void value(StringRef V) {
    V = V.trim();
    for (bool Again = true; Again;) {
      Again = false;
      for (StringRef Mark : Marks)
        if (V.starts_with(Mark) &&
            V.drop_front(Mark.size()).ltrim().starts_with("(")) {
          V = V.drop_front(Mark.size()).ltrim();
          Again = true;
        }
    }
    std::string Wildcards = "wildcards";
    if (V.starts_with("lambda ")) {
      auto [Names, Body] = V.drop_front(7).split(':');
      Wildcards = Names.split(',').first.trim().str();
      V = Body;
    }
    if (V.starts_with("expand(")) { // its pattern alone
      for (PythonToken T : tokensOf(V))
        if (T.Kind == PythonToken::Literal)
          return literal(T.Text, false);
    }
    pieces(V, Wildcards, false);
  }

  /// Code whose rule's names are variables. Shell: its texts name them too.
  void pieces(StringRef V, StringRef Wildcards, bool Shell) {
    std::vector<PythonToken> Tokens = tokensOf(V);
    size_t Calls = 0, Depth = 0; // the depth of the brackets of shell(...)
    for (size_t I = 0; I < Tokens.size(); ++I) {
      StringRef T = Tokens[I].Text;
      if (Tokens[I].Kind == PythonToken::Literal) {
        literal(T, Shell || Calls > 0);
        continue;
      }
      bool Known = llvm::is_contained(Objects, T) || T == Wildcards;
      bool Member = I > 0 && Tokens[I - 1].Text == ".";
      if (Known && !Member && I + 2 < Tokens.size()) {
        StringRef Object = T == Wildcards ? "wildcards" : T;
        if (Tokens[I + 1].Text == "." && isName(Tokens[I + 2].Text)) {
          put(Object + "_" + Tokens[I + 2].Text, at(T));
          I += 2;
          continue;
        }
        bool Closed = I + 3 < Tokens.size() && Tokens[I + 3].Text == "]";
        StringRef Key = Tokens[I + 2].Text.trim("\"'");
        if (Tokens[I + 1].Text == "[" && Closed && !Key.empty() &&
            llvm::all_of(Key,
                         [](char C) { return llvm::isAlnum(C) || C == '_'; })) {
          put(Object + "_" + Key, at(T));
          I += 3;
          continue;
        }
      }
      if (T == "shell" && !Member && I + 1 < Tokens.size() &&
          Tokens[I + 1].Text == "(" && Calls == 0) {
        put("os.system", at(T));
        Calls = Depth + 1;
        continue;
      }
      if (T == "(")
        ++Depth;
      else if (T == ")" && Depth > 0 && --Depth < Calls)
        Calls = 0;
      copy(T);
    }
  }

  /// Where a command's text has lines, each is a command of its own.
  void copyText(StringRef Piece, bool Commands) {
    if (!Commands)
      return copy(Piece);
    for (size_t I = Piece.find('\n'); I != StringRef::npos;
         I = Piece.find('\n')) {
      copy(Piece.take_front(I));
      if (I > 0 && Piece[I - 1] == '\\')
        copy(Piece.substr(I, 1));
      else
        put(" ; ", at(Piece) + I);
      Piece = Piece.drop_front(I + 1);
    }
    copy(Piece);
  }

  /// A text as an f-string: {m} of a file's name is a wildcard, {params.m} of
  /// a command is what the rule has.
  void literal(StringRef Literal, bool Shell) {
    StringRef Prefix = Literal.take_while(llvm::isAlpha);
    bool Formatted = Prefix.contains_insensitive("f");
    bool Bytes = Prefix.contains_insensitive("b");
    if (Bytes || Prefix.contains_insensitive("u") ||
        !Literal.contains(Formatted ? "{{" : "{"))
      return copyText(Literal, Shell);
    if (!Formatted)
      put("f", at(Literal));
    char Quote = Literal[Prefix.size()];
    StringRef Open = Formatted ? "{{" : "{", Close = Formatted ? "}}" : "}";
    size_t Done = 0;
    for (size_t I = Literal.find(Open); I != StringRef::npos;
         I = Literal.find(Open, I)) {
      if (!Formatted && Literal.substr(I).starts_with("{{")) {
        I += 2;
        continue;
      }
      size_t Inner = I + Open.size();
      StringRef Name = Literal.substr(Inner).take_while([](char C) {
        return llvm::isAlnum(C) || StringRef("_.[]'\"-").contains(C);
      });
      StringRef Behind = Literal.substr(Inner + Name.size());
      I = Inner;
      // Of {m,[a-z]+} the name, of {input:q} without its form.
      size_t End = Name.empty() ? StringRef::npos
                                : Behind.take_front(MaxForm).find(Close);
      if (End == StringRef::npos ||
          (End > 0 && !StringRef(",:!").contains(Behind[0])))
        continue;
      std::string Made = Shell ? named(Name, Quote) : wildcard(Name);
      if (Made.empty())
        continue;
      copyText(Literal.slice(Done, Inner - Open.size()), Shell);
      put(Made, at(Name), Name.size());
      I = Done = Inner + Name.size() + End + Close.size();
    }
    copyText(Literal.drop_front(Done), Shell);
  }

  void put(const llvm::Twine &Piece, size_t At, size_t Width) {
    std::string Made = Piece.str();
    Budget -= std::min(Budget, Made.size());
    Out.put(Made, At, Width);
  }

  static std::string wildcard(StringRef Name) {
    return isName(Name) ? ("{wildcards_" + Name + "}").str() : "";
  }

  /// params.model as {params_model}, input as {input_0} {input_1},
  /// config[a][b] as {config['a']['b']}. "" for what stands as it is.
  std::string named(StringRef Name, char Quote) const {
    StringRef Object =
        Name.take_until([](char C) { return C == '.' || C == '['; });
    StringRef Rest = Name.drop_front(Object.size());
    if (!llvm::is_contained(Objects, Object)) {
      if (Rest.empty() || Rest[0] != '[')
        return "";
      std::string Made = "{" + Object.str();
      llvm::SmallVector<StringRef, 4> Keys;
      Rest.split(Keys, '[');
      for (StringRef Key : llvm::drop_begin(Keys)) {
        Key = Key.trim("]'\"");
        const char *Mark = Quote == '"' ? "'" : "\"";
        Made += (llvm::all_of(Key, llvm::isDigit)
                     ? "[" + Key + "]"
                     : llvm::Twine("[") + Mark + Key + Mark + "]")
                    .str();
      }
      return Made + "}";
    }
    if (Rest.empty()) {
      auto It = Counts.find(Object.str());
      size_t Count = It == Counts.end() ? 0 : It->second;
      if (Count < 2 || Count > MaxWrittenItems || Budget == 0)
        return "{" + Object.str() + "}";
      std::string Made;
      for (size_t I = 0; I < Count; ++I)
        Made += ((I ? " {" : "{") + Object + "_" + llvm::Twine(I) + "}").str();
      return Made;
    }
    StringRef Key = Rest.trim(".[]'\"");
    return isName(Key) || llvm::all_of(Key, llvm::isDigit)
               ? ("{" + Object + "_" + Key + "}").str()
               : "";
  }

  void command(StringRef Before, StringRef Content, const std::string &Margin) {
    put(Margin + Before, at(Content));
    pieces(Content, "wildcards", true);
    put("\n))\n", at(Content));
  }

  /// The code of `run`, which has an indent of its own.
  void code(StringRef Content, const std::string &Margin) {
    put(Margin + "if True:", at(Content));
    pieces(Content, "wildcards", false);
    put("\n", at(Content));
  }

  /// expand("{m}.jsonl", m=MODELS): what a wildcard may be, the first time.
  void noteExpansions(StringRef Code) {
    for (size_t I = Code.find("expand("); I != StringRef::npos;
         I = Code.find("expand(", I)) {
      I += 7;
      StringRef Inside = insideOfBrackets(Code.drop_front(I));
      for (const Item &Each : itemsOf(Inside))
        if (!Each.Name.empty() && WildcardValues.size() < MaxWildcards)
          WildcardValues.try_emplace(Each.Name.str(), Each.Value);
      I += Inside.size();
    }
  }

  static constexpr size_t MaxWildcards = 1'000;

  StringRef Text;
  std::vector<LogicalLine> Lines;
  size_t Next = 0; // line
  size_t Budget;   // bytes that may be put in
  PlacedScript Out;
  std::map<std::string, size_t> Counts; // items of the rule's objects
  std::map<std::string, StringRef> WildcardValues;
};

} // namespace

PlacedScript pythonOfSnakefile(StringRef Text) {
  bool Included = !Text.contains("configfile:");
  return Translator(Text).run(Included);
}

} // namespace modeltidy
