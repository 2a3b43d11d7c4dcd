//===- api_effects.cpp - reads the body of a callable ---------------------===//

#include "scanner/lineage/api_effects.h"
#include "scanner/lineage/api_path.h"
#include "scanner/lineage/api_patterns.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::SmallVectorImpl;
using llvm::StringRef;
using modeltidy::yaml::Fields;
using modeltidy::yaml::Node;

namespace modeltidy {

namespace {

/// In the order of ConditionKind; the last three take a text.
constexpr StringRef ConditionWords[] = {
    "present", "absent", "true", "false", "matches", "not-matches", "equals"};
constexpr size_t BareConditions = 4;

std::string oneOf(StringRef Word, ArrayRef<StringRef> Words) {
  std::string Hint = yaml::didYouMean(Word, Words);
  return Hint.empty() ? "; one of " + llvm::join(Words, ", ") : Hint;
}

bool isComponent(StringRef Text, bool Globs) {
  return !Text.empty() && !llvm::isDigit(Text.front()) &&
         llvm::all_of(Text, [&](char C) {
           return llvm::isAlnum(C) || C == '_' || (Globs && C == '*');
         });
}

bool isDottedName(StringRef Text, bool Globs) {
  SmallVector<StringRef, 6> Parts;
  Text.split(Parts, '.');
  return llvm::all_of(Parts,
                      [&](StringRef P) { return isComponent(P, Globs); });
}

} // namespace

bool checkDottedName(Node At, StringRef Name, bool Globs, yaml::Problems &Out) {
  if (isDottedName(Name, Globs))
    return true;
  yaml::report(Out, At, "'" + Name + "' is not a dotted name");
  return false;
}

bool BodyReader::path(Node Value, SmallVectorImpl<AccessPath> &Into) {
  std::string Why = "an access path must be a text";
  std::optional<AccessPath> Path;
  if (Value.isScalar())
    Path = parseAccessPath(Value.text(), Arena, Why);
  if (!Path) {
    yaml::report(Out, Value, Why);
    return false;
  }
  Into.push_back(*Path);
  return true;
}

ArrayRef<AccessPath> BodyReader::paths(Node Value) {
  SmallVector<AccessPath, 4> Paths;
  if (Value.isSequence())
    for (Node Item : Value.items())
      path(Item, Paths);
  else
    path(Value, Paths);
  return Arena.keep(ArrayRef<AccessPath>(Paths));
}

ArrayRef<StringRef> BodyReader::texts(Fields &Row, StringRef Key) {
  SmallVector<StringRef, 8> Kept;
  for (StringRef Text : Row.texts(Key))
    Kept.push_back(Arena.keep(Text));
  return Arena.keep(ArrayRef<StringRef>(Kept));
}

ArrayRef<StringRef> BodyReader::textPairs(StringRef Key, Node Value) {
  SmallVector<StringRef, 16> Kept;
  for (auto [Name, Id] : Value.entries()) {
    if (!Id.isScalar() || Name.text().empty() || Id.text().empty()) {
      yaml::report(Out, Name, "'" + Key + "' maps texts to texts");
      continue;
    }
    Kept.push_back(Arena.keep(Name.text()));
    Kept.push_back(Arena.keep(Id.text()));
  }
  if (!Value.isMapping())
    yaml::report(Out, Value, "'" + Key + "' must be a mapping of texts");
  return Arena.keep(ArrayRef<StringRef>(Kept));
}

void BodyReader::slot(const SlotRule &Rule, Fields &Keys, Slots &Into) {
  Node Value = Keys.get(Rule.Key);
  if (!Value)
    return;
  Slot S{Rule.Kind, {}, {}, {}};
  if (Rule.Shape == SlotShape::Paths) {
    S.Paths = paths(Value);
  } else if (Rule.Shape == SlotShape::Texts) {
    S.Words = texts(Keys, Rule.Key);
  } else if (Rule.Shape == SlotShape::Pairs) {
    S.Words = textPairs(Rule.Key, Value);
  } else if (Rule.Shape == SlotShape::Match) {
    S.Word = Arena.keep(Keys.requireText(Rule.Key));
    if (std::string Why = patternError(S.Word); !Why.empty())
      yaml::report(Out, Value, "bad RE2 pattern '" + S.Word + "': " + Why);
  } else if (Rule.Shape == SlotShape::Flag) {
    if (Keys.boolean(Rule.Key).value_or(false))
      S.Word = "true";
  } else if (ArrayRef<StringRef> Words = wordsOf(Rule.Shape); Words.empty()) {
    S.Word = Arena.keep(Keys.requireText(Rule.Key));
  } else if (std::optional<size_t> Index = Keys.choice(Rule.Key, Words)) {
    S.Word = Words[*Index];
  }
  Into.push_back(S);
}

void BodyReader::checkNeeds(const EffectRule &Rule, Node Value,
                            ArrayRef<Slot> Given) {
  SmallVector<StringRef, 8> Choices;
  bool Chosen = false;
  for (const SlotRule &R : Rule.Slots) {
    bool There =
        llvm::any_of(Given, [&](const Slot &S) { return S.Kind == R.Kind; });
    if (R.Need == SlotNeed::Required && !There)
      yaml::report(Out, Value, "'" + Rule.Key + "' needs '" + R.Key + "'");
    if (R.Need != SlotNeed::OneOf)
      continue;
    Choices.push_back(R.Key);
    Chosen |= There;
  }
  if (!Choices.empty() && !Chosen)
    yaml::report(Out, Value,
                 "'" + Rule.Key + "' needs one of " +
                     llvm::join(Choices, ", "));
}

void BodyReader::keyed(const EffectRule &Rule, Node Value, Effects &Into) {
  SmallVector<Slot, 8> Given;
  Fields Keys(Value, ("'" + Rule.Key + "'").str(), Out);
  for (const SlotRule &R : Rule.Slots)
    slot(R, Keys, Given);
  Keys.finish();
  if (Value.isMapping())
    checkNeeds(Rule, Value, Given);
  Into.push_back(made(Rule.Kind, Given));
}

void BodyReader::pairs(Node Value, Effects &Into) {
  if (!Value.isMapping() || Value.size() == 0)
    return yaml::report(Out, Value,
                        "'stores' must map target paths to value paths: "
                        "{self.item: arg.0}");
  for (auto [Target, Stored] : Value.entries())
    Into.push_back(
        made(EffectKind::Stores, {{SlotKind::Into, paths(Target), {}, {}},
                                  {SlotKind::From, paths(Stored), {}, {}}}));
}

void BodyReader::effect(const EffectRule &Rule, Node Value, Effects &Into) {
  if (Rule.Form == EffectForm::Pairs)
    return pairs(Value, Into);
  const SlotRule *First = Rule.Slots.begin();
  if (Rule.Form == EffectForm::Word) {
    ArrayRef<StringRef> Words = wordsOf(First->Shape);
    auto Found = llvm::find(Words, Value.text());
    if (Found == Words.end())
      return yaml::report(Out, Value,
                          "unknown '" + Rule.Key + "': '" + Value.text() + "'" +
                              oneOf(Value.text(), Words));
    Into.push_back(made(Rule.Kind, {{First->Kind, {}, *Found, {}}}));
    return;
  }
  bool Keyed = Value.isMapping() || (Value.isSequence() && Value.size() != 0 &&
                                     Value.items().front().isMapping());
  if (Rule.Form == EffectForm::Paths && !Keyed) {
    Into.push_back(made(Rule.Kind, {{First->Kind, paths(Value), {}, {}}}));
    return;
  }
  if (!Value.isSequence())
    return keyed(Rule, Value, Into);
  for (Node Item : Value.items())
    keyed(Rule, Item, Into);
}

bool BodyReader::conditionText(Node Value, Condition &Into) {
  StringRef Word = Value.key(0).text();
  auto Words = ArrayRef(ConditionWords).drop_front(BareConditions);
  auto Found = llvm::find(Words, Word);
  if (Value.size() != 1 || Found == Words.end() || !Value.value(0).isScalar()) {
    yaml::report(Out, Value,
                 "a condition is present, absent, true, false or one of "
                 "{matches: RE2}, {not-matches: RE2}, {equals: TEXT}" +
                     yaml::didYouMean(Word, Words));
    return false;
  }
  Into.Kind =
      static_cast<ConditionKind>(BareConditions + (Found - Words.begin()));
  Into.Text = Arena.keep(Value.value(0).text());
  std::string Why;
  if (Into.Kind != ConditionKind::Equals)
    Why = patternError(Into.Text);
  if (!Why.empty())
    yaml::report(Out, Value.value(0),
                 "bad RE2 pattern '" + Into.Text + "': " + Why);
  return Why.empty();
}

bool BodyReader::condition(Node Entry, Condition &Into) {
  if (!Entry.isMapping() || Entry.size() != 1) {
    yaml::report(Out, Entry,
                 "each condition is a map with one key: {arg.NAME: present}");
    return false;
  }
  SmallVector<AccessPath, 1> Paths;
  bool Fine = path(Entry.key(0), Paths);
  if (Fine)
    Into.Path = Paths.front();
  Node Value = Entry.value(0);
  if (Value.isMapping())
    return conditionText(Value, Into) && Fine;
  auto Bare = ArrayRef(ConditionWords).take_front(BareConditions);
  auto Found = llvm::find(Bare, Value.text());
  Into.Kind = static_cast<ConditionKind>(Found - Bare.begin());
  if (Found != Bare.end())
    return Fine;
  yaml::report(Out, Value,
               "unknown condition '" + Value.text() + "'" +
                   oneOf(Value.text(), ConditionWords));
  return false;
}

void BodyReader::conditions(Fields &Row, Callable &Into) {
  SmallVector<Condition, 4> All;
  for (Node Entry : Row.list("when")) {
    Condition C{};
    if (condition(Entry, C))
      All.push_back(C);
  }
  Into.When = Arena.keep(ArrayRef<Condition>(All));
}

void BodyReader::returns(Node Value, Callable &Into) {
  StringRef Text = Value.text();
  StringRef Root = Text.split('.').first;
  if (Value.isSequence() || Text.starts_with("'") ||
      Text.starts_with("self.") ||
      llvm::is_contained({"arg", "args", "rest", "result"}, Root))
    Into.ReturnsPath = paths(Value);
  else if (checkDottedName(Value, Text, false, Out))
    Into.Returns = Arena.keep(Text);
}

void BodyReader::read(Fields &Row, Callable &Into) {
  Into.Params = texts(Row, "params");
  if (Node Value = Row.get("returns"))
    returns(Value, Into);
  conditions(Row, Into);
  SmallVector<Effect, 4> All;
  for (const EffectRule &Rule : effectRules())
    if (Node Value = Row.get(Rule.Key))
      effect(Rule, Value, All);
  Into.Effects = Arena.keep(ArrayRef<Effect>(All));
}

} // namespace modeltidy
