//===- yaml_fields.cpp - Records read by their keys -----------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/catalog/yaml.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <algorithm>

using llvm::ArrayRef;
using llvm::StringRef;
using llvm::Twine;

namespace modeltidy::yaml {

std::string Problem::str() const {
  return (Twine(File) + ":" + Twine(At.Line) + ":" + Twine(At.Column) + ": " +
          Text)
      .str();
}

void report(Problems &Out, Node At, const Twine &Text) {
  Mark M = At.begin();
  M.Line = std::max(M.Line, 1u);
  M.Column = std::max(M.Column, 1u);
  Out.push_back({At.file().str(), M, Text.str()});
}

StringRef nearest(StringRef Word, ArrayRef<StringRef> Candidates) {
  StringRef Best;
  // A word beyond this length is no typing error of a key or a value.
  constexpr size_t LongestWord = 128;
  if (Word.size() > LongestWord)
    return Best;
  auto Budget = static_cast<unsigned>(std::max<size_t>(1, Word.size() / 3));
  for (StringRef Candidate : Candidates) {
    if (Candidate.equals_insensitive(Word))
      return Candidate;
    unsigned Distance = Word.edit_distance(Candidate, true, Budget);
    if (Distance > Budget)
      continue;
    Best = Candidate;
    if (Distance == 0)
      break;
    Budget = Distance - 1;
  }
  return Best;
}

std::string didYouMean(StringRef Word, ArrayRef<StringRef> Candidates) {
  StringRef Best = nearest(Word, Candidates);
  return Best.empty() ? std::string()
                      : ("; did you mean '" + Best + "'?").str();
}

std::string hintAmong(StringRef Word, ArrayRef<StringRef> Candidates) {
  constexpr size_t MostListed = 40; // more are no help in one line
  std::string Near = didYouMean(Word, Candidates);
  if (!Near.empty() || Candidates.empty() || Candidates.size() > MostListed)
    return Near;
  return "; one of " + llvm::join(Candidates, ", ");
}

Fields::Fields(Node M, StringRef Noun, Problems &Found)
    : Map(M), What(Noun.str()), Out(Found) {
  if (!Map.isMapping())
    report(Out, Map, What + " must be a mapping (key: value)");
}

Node Fields::get(StringRef Key) {
  if (!llvm::is_contained(Known, Key))
    Known.push_back(Key);
  return Map[Key];
}

Node Fields::require(StringRef Key) {
  Node Value = get(Key);
  if (!Value && Map.isMapping())
    report(Out, Map, What + " needs '" + Key + "'");
  return Value;
}

Node Fields::scalar(StringRef Key, StringRef Wanted) {
  Node Value = get(Key);
  if (Value.isNull())
    return {};
  if (Value.isScalar())
    return Value;
  report(Out, Value, "'" + Key + "' must be " + Wanted);
  return {};
}

StringRef Fields::text(StringRef Key, StringRef Default) {
  Node Value = scalar(Key, "a text");
  return Value ? Value.text() : Default;
}

StringRef Fields::requireText(StringRef Key) {
  Node Value = require(Key);
  bool Blank = Value.isScalar() && Value.text().empty();
  if (Value && (Value.isNull() || Blank))
    report(Out, Value, "'" + Key + "' is empty");
  return text(Key);
}

std::optional<bool> Fields::boolean(StringRef Key) {
  Node Value = scalar(Key, "true or false");
  if (!Value)
    return std::nullopt;
  std::optional<bool> Truth = Value.asBool();
  if (!Truth)
    report(Out, Value,
           "'" + Key + "' must be true or false, not '" + Value.text() + "'");
  return Truth;
}

std::optional<int64_t> Fields::integer(StringRef Key) {
  Node Value = scalar(Key, "a whole number");
  if (!Value)
    return std::nullopt;
  std::optional<int64_t> Number = Value.asInteger();
  if (!Number)
    report(Out, Value,
           "'" + Key + "' must be a whole number, not '" + Value.text() + "'");
  return Number;
}

std::optional<double> Fields::number(StringRef Key) {
  Node Value = scalar(Key, "a number");
  if (!Value)
    return std::nullopt;
  std::optional<double> Number = Value.asNumber();
  if (!Number)
    report(Out, Value,
           "'" + Key + "' must be a number, not '" + Value.text() + "'");
  return Number;
}

std::vector<Node> Fields::list(StringRef Key) {
  Node Value = get(Key);
  if (Value.isSequence())
    return Value.items();
  if (Value.isNull())
    return {};
  return {Value};
}

std::vector<StringRef> Fields::texts(StringRef Key) {
  std::vector<StringRef> Texts;
  for (Node Item : list(Key)) {
    if (Item.isScalar())
      Texts.push_back(Item.text());
    else
      report(Out, Item, "'" + Key + "' must list texts");
  }
  return Texts;
}

std::optional<size_t> Fields::choice(StringRef Key, ArrayRef<StringRef> Words) {
  Node Value = scalar(Key, "one word");
  if (!Value)
    return std::nullopt;
  for (size_t I = 0; I != Words.size(); ++I)
    if (Words[I] == Value.text())
      return I;
  report(Out, Value,
         "unknown '" + Key + "': '" + Value.text() + "'" +
             hintAmong(Value.text(), Words));
  return std::nullopt;
}

void Fields::finish() {
  for (auto [Key, Value] : Map.entries())
    if (Key.isScalar() && !llvm::is_contained(Known, Key.text()))
      report(Out, Key,
             "unknown key '" + Key.text() + "' in " + What +
                 didYouMean(Key.text(), Known));
}

} // namespace modeltidy::yaml
