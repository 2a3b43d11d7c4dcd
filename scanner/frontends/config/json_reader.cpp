//===- json_reader.cpp - JSON as people and programs write it -------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/config/json_reader.h"
#include "scanner/frontends/config/scalars.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy::config {

using llvm::StringRef;

namespace {

class JsonReader {
public:
  JsonReader(StringRef Input, ConfigTree &Into, const JsonOptions &Options)
      : Text(Input), Tree(Into), Asked(Options), Limit(Input.size()) {
    if (Text.starts_with("\xEF\xBB\xBF"))
      At = 3;
  }

  /// Reads from Begin to End only; offsets stay those of the whole text.
  void restrict(size_t Begin, size_t End) {
    At = Begin;
    Limit = End;
  }
  /// Skips blanks and comments; whether anything is left.
  bool more();
  size_t place() const { return At; }
  char here() const { return Text[At]; }
  /// One value that becomes an entry of Parent (0: of nothing).
  TreeId value(TreeId Parent);

private:
  struct Open {
    TreeId Node;
    bool IsMap;
    StringId Key = 0;
    bool EmptyKey = false;
    bool Separated = true; // behind '[', '{' or ','
    bool Skipped = false;  // the next value is not read
    uint32_t KeyBegin = 0;
    uint32_t FirstNode; // for the limit of a list
  };

  void comment(StringRef Close);
  void step();
  void close();
  void closeAll();
  void element();
  bool key();
  TreeId item(TreeId Parent);
  TreeId collection(TreeId Parent, bool IsMap);
  TreeId string(TreeId Parent);
  TreeId word(TreeId Parent);
  StringId quoted(uint32_t &Begin, uint32_t &End, bool &Kept);
  size_t stringEnd(size_t Begin) const;
  void skipValue();
  void skipRest();
  void skipNested(unsigned Depth);

  StringRef Text;
  ConfigTree &Tree;
  const JsonOptions &Asked;
  size_t At = 0, Limit;
  std::vector<Open> Stack;
};

bool JsonReader::more() {
  while (At < Limit) {
    StringRef Rest = Text.slice(At, Limit);
    if (llvm::isSpace(Rest[0]))
      ++At;
    else if (Rest.starts_with("//") || Rest[0] == '#')
      comment("\n");
    else if (Rest.starts_with("/*"))
      comment("*/");
    else
      return true;
  }
  return false;
}

void JsonReader::comment(StringRef Close) {
  size_t End = Text.slice(0, Limit).find(Close, At + 2);
  bool Block = Close.size() == 2;
  End = End == StringRef::npos ? Limit : Block ? End + 2 : End;
  StringRef Words = Text.slice(At, End).rtrim();
  if (Words.contains("NOLINT"))
    Tree.builder().addComment(static_cast<uint32_t>(At),
                              static_cast<uint32_t>(At + Words.size()), Words);
  At = End;
}

TreeId JsonReader::value(TreeId Parent) {
  TreeId Value = item(Parent);
  while (!Stack.empty() && !Tree.full()) {
    if (!more()) {
      uint32_t Begin = Tree[Stack.back().Node].Begin;
      Tree.error(Begin, Begin + 1,
                 "'" + Text.substr(Begin, 1) + "' is never closed");
      break;
    }
    step();
  }
  closeAll();
  return Value;
}

void JsonReader::closeAll() {
  for (const Open &O : Stack)
    Tree[O.Node].End = static_cast<uint32_t>(At);
  Stack.clear();
}

void JsonReader::step() {
  Open &Top = Stack.back();
  char C = here();
  if (C == ']' || C == '}') {
    if (Top.IsMap != (C == '}'))
      Tree.error(At, At + 1, "'" + llvm::Twine(C) + "' closes nothing");
    ++At;
    close();
    return;
  }
  if (C == ',') {
    if (Top.Separated)
      Tree.error(At, At + 1, "a value is missing before ','");
    Top.Separated = true;
    ++At;
    return;
  }
  if (!Top.Separated)
    Tree.error(At, At, "',' is missing");
  Top.Separated = false;
  element();
}

void JsonReader::close() {
  Tree[Stack.back().Node].End = static_cast<uint32_t>(At);
  Stack.pop_back();
}

void JsonReader::element() {
  Open &Top = Stack.back();
  if (!Top.IsMap && Tree.size() - Top.FirstNode > Asked.ListNodes)
    return skipRest();
  if (Top.IsMap && !key())
    return;
  if (Stack.back().Skipped)
    return skipValue();
  size_t Level = Stack.size() - 1;
  TreeId Value = item(Stack[Level].Node);
  Open Owner = Stack[Level];
  if (Value == 0)
    return;
  if (!Owner.IsMap)
    Tree.append(Owner.Node, Value);
  else if (Owner.Key != 0)
    Tree.put(Owner.Node, Owner.Key, Value);
  else if (TreeId Key = Tree.add(Shape::String, Owner.KeyBegin,
                                 Owner.KeyBegin + 2, Owner.Node))
    Tree.putPair(Owner.Node, Key, Value);
}

/// Reads a key and its colon. Without a colon the key was no key.
bool JsonReader::key() {
  Open &Top = Stack.back();
  uint32_t Begin = static_cast<uint32_t>(At), End = Begin;
  bool Kept = true;
  if (here() == '"' || here() == '\'') {
    Top.Key = quoted(Begin, End, Kept);
  } else {
    while (At < Limit && (llvm::isAlnum(here()) || here() == '_' ||
                          here() == '-' || here() == '$' || here() == '.'))
      ++At;
    Top.Key = Tree.builder().intern(Text.slice(Begin, At));
    Tree.error(Begin, std::max<size_t>(At, Begin + 1),
               "a key must stand in double quotes");
    if (At == Begin)
      ++At;
  }
  Top.KeyBegin = Begin;
  Top.Skipped = !Kept || llvm::is_contained(Asked.SkippedKeys,
                                            Tree.builder().text(Top.Key));
  if (more() && here() == ':') {
    ++At;
    if (more() && here() != ',' && here() != '}' && here() != ']')
      return true;
    Tree.error(Begin, At, "a key without a value");
    return false;
  }
  Tree.error(Begin, At, "':' is missing behind a key");
  return false;
}

TreeId JsonReader::item(TreeId Parent) {
  switch (here()) {
  case '{':
    return collection(Parent, true);
  case '[':
    return collection(Parent, false);
  case '"':
  case '\'':
    return string(Parent);
  default:
    return word(Parent);
  }
}

TreeId JsonReader::collection(TreeId Parent, bool IsMap) {
  uint32_t Begin = static_cast<uint32_t>(At);
  if (Stack.size() >= MaxConfigDepth) {
    Tree.error(Begin, Begin + 1,
               "nested more than " + llvm::Twine(MaxConfigDepth) + " deep");
    skipValue();
    return Tree.add(Shape::Unknown, Begin, static_cast<uint32_t>(At), Parent);
  }
  ++At;
  TreeId Node =
      Tree.add(IsMap ? Shape::Mapping : Shape::Sequence, Begin, Begin, Parent);
  if (Node != 0)
    Stack.push_back({.Node = Node, .IsMap = IsMap, .FirstNode = Node});
  return Node;
}

/// The offset of the closing quote, or of the line's end.
size_t JsonReader::stringEnd(size_t Begin) const {
  char Quote = Text[Begin];
  const char Stops[] = {Quote, '\\', '\n', 0};
  for (size_t I = Begin + 1;; I += 2) {
    I = Text.find_first_of(Stops, I);
    if (I >= Limit || Text[I] != '\\')
      return std::min(I, Limit);
  }
}

/// Reads a string; Begin and End are those of its content. Kept is false, and
/// the name 0, when it is too long.
StringId JsonReader::quoted(uint32_t &Begin, uint32_t &End, bool &Kept) {
  size_t Close = stringEnd(At);
  bool Closed = Close < Limit && Text[Close] == Text[At];
  if (!Closed)
    Tree.error(At, Close, "a text is not closed on its line");
  else if (Text[At] == '\'')
    Tree.error(At, Close + 1, "a text must stand in double quotes");
  Begin = static_cast<uint32_t>(At + 1);
  End = static_cast<uint32_t>(Close);
  At = Close + Closed;
  Kept = Tree.keepsText(Begin, End);
  StringRef Content = Text.slice(Begin, End);
  if (!Kept || !Content.contains('\\'))
    return Tree.builder().intern(Kept ? Content : "");
  std::string Out;
  decodeJsonString(Content, [&](StringRef Piece, StringRef) { Out += Piece; });
  return Tree.builder().intern(Out);
}

TreeId JsonReader::string(TreeId Parent) {
  uint32_t Begin, End;
  bool Kept;
  StringId Name = quoted(Begin, End, Kept);
  return Tree.add(Kept ? Shape::String : Shape::Unknown, Begin, End, Parent,
                  Name);
}

TreeId JsonReader::word(TreeId Parent) {
  uint32_t Begin = static_cast<uint32_t>(At);
  while (At < Limit && !llvm::isSpace(here()) &&
         !StringRef(",]}[{:\"").contains(here()))
    ++At;
  StringRef Word = Text.slice(Begin, At);
  if (Word.empty())
    ++At;
  uint32_t End = static_cast<uint32_t>(At);
  if (Word == "true" || Word == "false")
    return Tree.add(Shape::Bool, Begin, End, Parent, 0, Word == "true");
  if (Word == "null")
    return Tree.add(Shape::Null, Begin, End, Parent);
  if (isNumber(Word) || Word == "NaN" || Word == "Infinity" ||
      Word == "-Infinity")
    return Tree.add(Shape::Number, Begin, End, Parent,
                    Tree.builder().intern(Word));
  Tree.error(Begin, End, "not a JSON value");
  return Tree.add(Shape::Unknown, Begin, End, Parent);
}

/// Skips one value of any size without a look inside.
void JsonReader::skipValue() {
  char C = here();
  if (C == '{' || C == '[') {
    ++At;
    skipNested(1);
  } else if (C == '"' || C == '\'') {
    size_t Close = stringEnd(At);
    At = Close + (Close < Limit && Text[Close] == C);
  } else {
    ++At;
    At = std::min(Text.find_first_of(",]}\n", At), Limit);
  }
}

/// Skips to the end of the innermost open list.
void JsonReader::skipRest() {
  skipNested(1);
  close();
}

void JsonReader::skipNested(unsigned Depth) {
  while (Depth != 0) {
    At = std::min(Text.find_first_of("[]{}\"", At), Limit);
    if (At == Limit)
      return;
    char C = here();
    if (C == '"') {
      At = std::min(stringEnd(At) + 1, Limit);
      continue;
    }
    Depth += C == '[' || C == '{' ? 1 : -1;
    ++At;
  }
}

} // namespace

void readJson(StringRef Text, ConfigTree &Tree, const JsonOptions &Options) {
  JsonReader Reader(Text, Tree, Options);
  if (!Reader.more())
    return;
  if (TreeId Root = Reader.value(0))
    Tree.Roots.push_back(Root);
  if (!Reader.more() || Tree.full())
    return;
  if (Reader.here() == '{' && Tree[1].Kind == Shape::Mapping) {
    Tree.clear();
    readJsonLines(Text, Tree);
    return;
  }
  Tree.error(Reader.place(), Text.size(), "text behind the end of the value");
}

/// Whether records span lines: the first line opens one and nothing else.
static bool isSpread(StringRef Text) {
  StringRef First = Text.ltrim().split('\n').first.rtrim();
  return First == "{" || First == "[";
}

void readJsonLines(StringRef Text, ConfigTree &Tree) {
  JsonOptions Options;
  TreeId List = Tree.add(Shape::Sequence, 0, 0, 0);
  Tree.Roots.push_back(List);
  bool Spread = isSpread(Text);
  size_t At = Text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  for (unsigned Records = 0; Records != MaxJsonLinesRecords && !Tree.full();) {
    size_t Break = Spread ? Text.size() : Text.find('\n', At);
    size_t End = std::min(Break, Text.size());
    JsonReader Reader(Text, Tree, Options);
    Reader.restrict(At, End);
    bool Found = Reader.more();
    if (Found) {
      ++Records;
      if (TreeId Record = Reader.value(List))
        Tree.append(List, Record);
      Tree[List].End = static_cast<uint32_t>(Reader.place());
      if (!Spread && Reader.more())
        Tree.error(Reader.place(), End, "text behind the end of the record");
    }
    At = Spread ? Reader.place() : End + 1;
    if (At >= Text.size() || (Spread && !Found))
      return;
  }
}

} // namespace modeltidy::config
