//===- toml_reader.cpp - TOML ---------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/config/toml_reader.h"
#include "scanner/frontends/config/config.h"
#include "scanner/frontends/config/scalars.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy::config {

using llvm::StringRef;

namespace {

class TomlReader {
public:
  TomlReader(StringRef File, ConfigTree &Into) : Text(File), Tree(Into) {}
  void run();

private:
  using Path = llvm::SmallVector<StringId, 8>;

  void line();
  void header();
  void pair(TreeId Into);
  bool keyPath(Path &Names);
  bool keyPart(StringId &Name);
  TreeId tableFor(TreeId From, llvm::ArrayRef<StringId> Names, uint32_t Begin);
  void values();
  void element();
  void item(TreeId Owner, StringId Name);
  void give(TreeId Owner, StringId Name, TreeId Value);
  void close();
  TreeId bare(TreeId Owner);
  TreeId string(TreeId Owner);
  StringId quoted(uint32_t &Begin, uint32_t &End, bool &Kept);
  void skipBlanks(bool Breaks);
  void comment();
  void mistake(const llvm::Twine &What);
  bool atLineEnd() const { return At >= Text.size() || Text[At] == '\n'; }
  char here() const { return At < Text.size() ? Text[At] : '\n'; }
  uint32_t place() const { return static_cast<uint32_t>(At); }

  StringRef Text;
  ConfigTree &Tree;
  size_t At = 0;
  TreeId Root = 0, Table = 0;
  std::vector<TreeId> Stack; // arrays and inline tables that are open
};

void TomlReader::run() {
  if (Text.starts_with("\xEF\xBB\xBF"))
    At = 3;
  Root = Table = Tree.add(Shape::Mapping, place(),
                          static_cast<uint32_t>(Text.rtrim().size()), 0);
  Tree.Roots.push_back(Root);
  while (!Tree.full()) {
    skipBlanks(true);
    if (At >= Text.size())
      return;
    line();
  }
}

void TomlReader::line() {
  if (here() == '[')
    header();
  else
    pair(Table);
  values();
  Tree[Table].End = place();
  skipBlanks(false);
  if (!atLineEnd())
    mistake("text behind the end of the line");
}

void TomlReader::mistake(const llvm::Twine &What) {
  size_t End = std::min(Text.find('\n', At), Text.size());
  Tree.error(At, End, "not valid TOML: " + What);
  At = End;
}

void TomlReader::skipBlanks(bool Breaks) {
  while (At < Text.size()) {
    if (here() == '#')
      comment();
    else if (here() == ' ' || here() == '\t' || here() == '\r' ||
             (Breaks && here() == '\n'))
      ++At;
    else
      return;
  }
}

void TomlReader::comment() {
  size_t End = std::min(Text.find('\n', At), Text.size());
  StringRef Words = Text.slice(At, End).rtrim();
  if (Words.contains("NOLINT"))
    Tree.builder().addComment(place(), static_cast<uint32_t>(At + Words.size()),
                              Words);
  At = End;
}

/// `[a.b]` or `[[a.b]]`.
void TomlReader::header() {
  uint32_t Begin = place();
  bool Many = Text.substr(At).starts_with("[[");
  At += Many ? 2 : 1;
  Path Names;
  if (!keyPath(Names))
    return;
  if (!Text.substr(At).starts_with(Many ? "]]" : "]"))
    return mistake("']' is missing");
  At += Many ? 2 : 1;
  if (!Many) {
    if (TreeId Found = tableFor(Root, Names, Begin))
      Table = Found;
    return;
  }
  TreeId Owner = tableFor(Root, llvm::ArrayRef(Names).drop_back(), Begin);
  if (Owner == 0)
    return;
  TreeId List = Tree.find(Owner, Names.back());
  if (List == 0 || Tree[List].Kind != Shape::Sequence) {
    List = Tree.add(Shape::Sequence, Begin, place(), Owner);
    give(Owner, Names.back(), List);
  }
  TreeId Next = Tree.add(Shape::Mapping, Begin, place(), List);
  give(List, 0, Next);
  if (Next != 0)
    Table = Next;
}

/// The table of a dotted name below From, made at Begin where it is not there
/// yet. The last element stands for an array of tables. 0 where a value is in
/// the way.
TreeId TomlReader::tableFor(TreeId From, llvm::ArrayRef<StringId> Names,
                            uint32_t Begin) {
  TreeId Here = From;
  for (StringId Name : Names) {
    TreeId Next = Tree.find(Here, Name);
    if (Next != 0 && Tree[Next].Kind == Shape::Sequence &&
        !Tree.entries(Next).empty())
      Next = Tree.entries(Next).back().Value;
    if (Next == 0) {
      Next = Tree.add(Shape::Mapping, Begin, place(), Here);
      give(Here, Name, Next);
    }
    if (Next == 0 || Tree[Next].Kind != Shape::Mapping) {
      mistake("'" + Tree.builder().text(Name) + "' is no table");
      return 0;
    }
    Here = Next;
  }
  return Here;
}

/// `a.b = value`; the value's inside is left to values().
void TomlReader::pair(TreeId Into) {
  uint32_t Begin = place();
  Path Names;
  if (!keyPath(Names))
    return;
  if (here() != '=')
    return mistake("'=' is missing");
  ++At;
  skipBlanks(false);
  TreeId Owner = tableFor(Into, llvm::ArrayRef(Names).drop_back(), Begin);
  if (Owner != 0)
    item(Owner, Names.back());
}

bool TomlReader::keyPath(Path &Names) {
  while (true) {
    skipBlanks(false);
    StringId Name;
    if (!keyPart(Name))
      return false;
    Names.push_back(Name);
    skipBlanks(false);
    if (Names.size() > MaxConfigDepth) {
      mistake("a key of more than " + llvm::Twine(MaxConfigDepth) + " parts");
      return false;
    }
    if (here() != '.')
      return true;
    ++At;
  }
}

bool TomlReader::keyPart(StringId &Name) {
  size_t Begin = At;
  if (here() == '"' || here() == '\'') {
    uint32_t First, Last;
    bool Kept;
    Name = quoted(First, Last, Kept);
    return true;
  }
  while (llvm::isAlnum(here()) || here() == '_' || here() == '-' ||
         static_cast<unsigned char>(here()) >= 0x80)
    ++At;
  Name = Tree.builder().intern(Text.slice(Begin, At));
  if (At != Begin)
    return true;
  mistake("a key is missing");
  return false;
}

/// Reads what is inside of the collections that item() opened.
void TomlReader::values() {
  while (!Stack.empty() && !Tree.full()) {
    bool IsMap = Tree[Stack.back()].Kind == Shape::Mapping;
    skipBlanks(true);
    if (At >= Text.size()) {
      uint32_t Begin = Tree[Stack.back()].Begin;
      Tree.error(Begin, Begin + 1,
                 "not valid TOML: '" + Text.substr(Begin, 1) +
                     "' is never closed");
      break;
    }
    if (here() == (IsMap ? '}' : ']'))
      close();
    else if (here() == ',')
      ++At;
    else
      element();
  }
  Stack.clear();
}

void TomlReader::element() {
  TreeId Top = Stack.back();
  if (Tree[Top].Kind == Shape::Mapping)
    return pair(Top);
  if (here() == '}' || here() == '=')
    return mistake("a value is missing");
  item(Top, 0);
}

void TomlReader::close() {
  Tree[Stack.back()].End = place() + 1;
  ++At;
  Stack.pop_back();
}

void TomlReader::give(TreeId Owner, StringId Name, TreeId Value) {
  if (Value == 0)
    return;
  if (Tree[Owner].Kind == Shape::Sequence)
    Tree.append(Owner, Value);
  else if (Name != 0)
    Tree.put(Owner, Name, Value);
  else if (TreeId Key = Tree.add(Shape::String, Tree[Value].Begin,
                                 Tree[Value].Begin, Owner))
    Tree.putPair(Owner, Key, Value);
}

void TomlReader::item(TreeId Owner, StringId Name) {
  char C = here();
  if (C == '"' || C == '\'')
    return give(Owner, Name, string(Owner));
  if (C != '[' && C != '{')
    return give(Owner, Name, bare(Owner));
  if (Stack.size() >= MaxConfigDepth) {
    give(Owner, Name, Tree.add(Shape::Unknown, place(), place(), Owner));
    Stack.clear();
    return mistake("nested more than " + llvm::Twine(MaxConfigDepth) + " deep");
  }
  TreeId Node = Tree.add(C == '[' ? Shape::Sequence : Shape::Mapping, place(),
                         place() + 1, Owner);
  ++At;
  give(Owner, Name, Node);
  if (Node != 0)
    Stack.push_back(Node);
}

/// A number, a Boolean or a date.
TreeId TomlReader::bare(TreeId Owner) {
  uint32_t Begin = place();
  At = std::min(Text.find_first_of(",]}#\n", At), Text.size());
  StringRef Word = Text.slice(Begin, At).rtrim();
  uint32_t End = static_cast<uint32_t>(Begin + Word.size());
  if (Word == "true" || Word == "false")
    return Tree.add(Shape::Bool, Begin, End, Owner, 0, Word == "true");
  StringRef Unsigned = Word.ltrim("+-");
  bool Number = isNumber(Word) || Unsigned == "inf" || Unsigned == "nan";
  StringId Name = Tree.builder().intern(Word);
  if (Number || (!Word.empty() && llvm::isDigit(Word[0])))
    return Tree.add(Number ? Shape::Number : Shape::String, Begin, End, Owner,
                    Name);
  Tree.error(Begin, End, "not valid TOML: no value");
  return Tree.add(Shape::Unknown, Begin, End, Owner);
}

TreeId TomlReader::string(TreeId Owner) {
  uint32_t Begin, End;
  bool Kept;
  StringId Name = quoted(Begin, End, Kept);
  return Tree.add(Kept ? Shape::String : Shape::Unknown, Begin, End, Owner,
                  Name);
}

/// What a basic string says. Unknown escapes stand for themselves.
static void decode(StringRef Content, llvm::SmallVectorImpl<char> &Out) {
  static constexpr StringRef From = "btnfre\"\\", To = "\b\t\n\f\r\x1b\"\\";
  for (size_t I = 0; I < Content.size(); ++I) {
    StringRef Rest = Content.drop_front(I + 1);
    uint32_t Code;
    if (Content[I] != '\\' || Rest.empty()) {
      Out.push_back(Content[I]);
    } else if (size_t Which = From.find(Rest[0]); Which != StringRef::npos) {
      Out.push_back(To[Which]);
      ++I;
    } else if ((Rest[0] == 'u' && readHex(Rest.drop_front(), 4, Code)) ||
               (Rest[0] == 'U' && readHex(Rest.drop_front(), 8, Code))) {
      appendUtf8(Code, Out);
      I += Rest[0] == 'u' ? 5 : 9;
    } else if (llvm::isSpace(Rest[0])) {
      // A line continuation also takes the blanks of the next lines.
      I = std::min(Content.find_first_not_of(" \t\r\n", I + 1),
                   Content.size()) -
          1;
    } else {
      Out.push_back('\\');
    }
  }
}

/// Reads one of the four kinds of strings; Begin and End are its content's.
StringId TomlReader::quoted(uint32_t &Begin, uint32_t &End, bool &Kept) {
  char Quote = here();
  const char Triple[] = {Quote, Quote, Quote, 0};
  bool Multi = Text.substr(At).starts_with(Triple);
  size_t Open = At;
  At += Multi ? 3 : 1;
  if (Multi && Text.substr(At).starts_with("\n"))
    ++At;
  size_t Close = At;
  const char Stops[] = {Quote, '\\', '\n', 0};
  while ((Close = std::min(Text.find_first_of(Stops, Close), Text.size())) !=
         Text.size()) {
    char C = Text[Close];
    if (C == '\\')
      Close += Quote == '"' ? 2 : 1;
    else if (Multi ? Text.substr(Close).starts_with(Triple) : true)
      break;
    else
      ++Close;
  }
  Close = std::min(Close, Text.size());
  while (Multi && Text.substr(Close + 1).starts_with(Triple))
    ++Close; // `""""` ends with a quote that belongs to the text
  bool Closed = Close < Text.size() && Text[Close] == Quote;
  if (!Closed)
    Tree.error(Open, Close, "not valid TOML: a text is not closed");
  Begin = place();
  End = static_cast<uint32_t>(Close);
  At = std::min(Close + (Closed ? (Multi ? 3 : 1) : 0), Text.size());
  Kept = Tree.keepsText(Begin, End);
  StringRef Content = Kept ? Text.slice(Begin, End) : "";
  if (Quote == '\'' || !Content.contains('\\'))
    return Tree.builder().intern(Content);
  llvm::SmallString<128> Out;
  decode(Content, Out);
  return Tree.builder().intern(Out);
}

} // namespace

void readToml(StringRef Text, ConfigTree &Tree) {
  TomlReader(Text, Tree).run();
}

} // namespace modeltidy::config
