//===- attributions.cpp - what code says of a model's license -------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checks/attributions.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy {

using llvm::StringRef;

namespace {

constexpr StringRef InfoKey = "model_info";
/// A license header has ten lines, a model_info five.
constexpr size_t MaxHeaderLines = 60, MaxInfoBytes = 2048;
/// The license stands near the model that it is of.
constexpr size_t MaxLinesBetween = 4;

bool isNameChar(char C) { return llvm::isAlnum(C) || C == '_' || C == '-'; }

/// The value of `key: value` or `key = value` in a block, quoted or to the end
/// of the line; empty where there is none, or where it is no plain text.
StringRef valueOf(StringRef Block, StringRef Key) {
  for (size_t At = Block.find(Key); At != StringRef::npos;
       At = Block.find(Key, At + 1)) {
    StringRef Rest = Block.drop_front(At + Key.size());
    if ((At && isNameChar(Block[At - 1])) ||
        (!Rest.empty() && isNameChar(Rest.front())))
      continue;
    Rest = Rest.ltrim("\"'").ltrim(" ");
    if (!Rest.consume_front(":") && !Rest.consume_front("="))
      continue;
    Rest = Rest.ltrim(" ");
    StringRef Quote = Rest.take_front(1);
    if (Quote == "\"" || Quote == "'")
      return Rest.drop_front().take_until(
          [&](char C) { return C == Quote.front() || C == '\n'; });
    if (!Block.starts_with("\n")) // a variable
      return {};
    StringRef Line =
        Rest.take_until([](char C) { return C == '\n'; }).rtrim(" ,\r");
    return Line.find_first_of("({[") == StringRef::npos ? Line : StringRef();
  }
  return {};
}

/// What belongs to a key: up to the bracket that closes its value, or the lines
/// of a YAML mapping that are indented below it.
StringRef blockAfter(StringRef Text, size_t Key) {
  StringRef Rest =
      Text.drop_front(Key + InfoKey.size()).take_front(MaxInfoBytes);
  size_t Open = Rest.find_first_of("{(\n");
  if (Open == StringRef::npos)
    return {};
  if (Rest[Open] == '\n') {
    StringRef Head = Rest.take_front(Open).trim(" \r\"'");
    if (Head != ":")
      return {};
    size_t End = Open;
    while (End != StringRef::npos && Rest.drop_front(End + 1).starts_with(" "))
      End = Rest.find('\n', End + 1);
    return Rest.slice(Open, End);
  }
  unsigned Depth = 0;
  for (size_t I = Open; I != Rest.size(); ++I) {
    Depth += Rest[I] == '{' || Rest[I] == '(';
    if ((Rest[I] == '}' || Rest[I] == ')') && --Depth == 0)
      return Rest.slice(Open, I + 1);
  }
  return {};
}

Attribution attributionAt(StringRef Text, StringRef Model) {
  Attribution Out;
  Out.Model = Model.str();
  Out.Begin = static_cast<uint32_t>(Model.begin() - Text.begin());
  Out.End = static_cast<uint32_t>(Out.Begin + Model.size());
  return Out;
}

void addInfos(StringRef Text, std::vector<Attribution> &Into) {
  for (size_t At = Text.find(InfoKey); At != StringRef::npos;
       At = Text.find(InfoKey, At + 1)) {
    StringRef Block = blockAfter(Text, At), Model = valueOf(Block, "name");
    if (Model.empty())
      continue;
    Attribution New = attributionAt(Text, Model);
    New.License = valueOf(Block, "license").str();
    New.Credit = valueOf(Block, "attribution").str();
    New.OfApi = true;
    Into.push_back(std::move(New));
  }
}

/// Walks the comment or docstring at a file's head.
class HeaderReader {
public:
  explicit HeaderReader(StringRef Whole) : Text(Whole) {}

  void run(std::vector<Attribution> &Into) {
    StringRef Rest = Text;
    for (size_t Line = 0; Line != MaxHeaderLines && !Rest.empty(); ++Line) {
      StringRef Now = Rest.take_until([](char C) { return C == '\n'; });
      Rest = Rest.drop_front(std::min(Now.size() + 1, Rest.size()));
      if (!isHeader(Now.trim()))
        return;
      read(Now, Line, Into);
    }
  }

private:
  bool isHeader(StringRef Line) {
    bool Was = InText;
    for (StringRef Quote : {"\"\"\"", "'''"})
      if (Line.count(Quote) % 2)
        InText = !InText;
    return Was || InText || Line.empty() || Line.starts_with("#") ||
           Line.starts_with("//") || Line.starts_with("/*") ||
           Line.starts_with("*") || Line.starts_with("\"\"\"") ||
           Line.starts_with("'''");
  }

  void read(StringRef Line, size_t Number, std::vector<Attribution> &Into) {
    auto [Key, Value] = Line.ltrim(" \t#/*\"'").split(':');
    Value = Value.trim(" \t\r*\"'");
    if (Key.trim().equals_insensitive("model") && !Value.empty()) {
      Model = Value;
      ModelLine = Number;
    }
    bool License = Key.trim().equals_insensitive("license") ||
                   Key.trim().equals_insensitive("model license");
    if (!License || Value.empty() || Model.empty() ||
        Number - ModelLine > MaxLinesBetween)
      return;
    Into.push_back(attributionAt(Text, Model));
    Into.back().License = Value.str();
    Model = {};
  }

  StringRef Text, Model;
  size_t ModelLine = 0;
  bool InText = false; ///< of a docstring
};

} // namespace

/// Does Word stand before a colon? (Whole files are asked: colons are found
/// quickly, and are few.)
static bool hasField(StringRef Text, StringRef Word) {
  for (size_t At = Text.find(':'); At != StringRef::npos;
       At = Text.find(':', At + 1))
    if (Text.take_front(At).ends_with_insensitive(Word))
      return true;
  return false;
}

bool mayAttribute(StringRef Text) {
  return Text.contains(InfoKey) ||
         (hasField(Text, "model") && hasField(Text, "license"));
}

std::vector<Attribution> attributionsIn(StringRef Text) {
  std::vector<Attribution> Out;
  HeaderReader(Text).run(Out);
  addInfos(Text, Out);
  return Out;
}

} // namespace modeltidy
