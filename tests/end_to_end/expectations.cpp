//===- expectations.cpp - marks out of a line -----------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/end_to_end/expectations.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringSwitch.h"

using namespace llvm;

namespace modeltidy::e2e {

namespace {

constexpr StringLiteral MarkWords[] = {
    "# expect:", "# source:", "# known-miss:", "# known-fp:"};

/// Where the next mark of Text begins at or after From; npos without one.
size_t nextMark(StringRef Text, size_t From) {
  size_t Best = StringRef::npos;
  for (StringRef Word : MarkWords)
    Best = std::min(Best, Text.find(Word, From));
  return Best;
}

std::vector<std::string> commaList(StringRef Text) {
  std::vector<std::string> Items;
  SmallVector<StringRef> Parts;
  Text.split(Parts, ',', -1, /*KeepEmpty=*/false);
  for (StringRef Part : Parts)
    Items.push_back(Part.trim().str());
  return Items;
}

bool isVerdict(StringRef Word) {
  return is_contained({"prohibited", "conditional", "unclear", "permitted"},
                      Word);
}

StringRef defaultSeverity(StringRef Verdict) {
  return StringSwitch<StringRef>(Verdict)
      .Case("prohibited", "error")
      .Cases("conditional", "unclear", "warning")
      .Default("");
}

/// Sets one `key=value` of Mark; false for an unknown key.
bool setOption(FlowMark &Mark, StringRef Key, StringRef Value) {
  std::string *Field = StringSwitch<std::string *>(Key)
                           .Case("from", &Mark.Model)
                           .Case("verdict", &Mark.Verdict)
                           .Case("confidence", &Mark.Confidence)
                           .Case("severity", &Mark.Severity)
                           .Default(nullptr);
  if (Field)
    *Field = Value.str();
  return Field != nullptr;
}

/// `license-output-training from=a,b verdict=prohibited some words`: the
/// options end at the first word that is none.
std::string parseFlowMark(StringRef Text, FlowMark &Mark) {
  auto [Check, Rest] = Text.ltrim().split(' ');
  Mark.Check = Check.str();
  for (Rest = Rest.ltrim(); !Rest.empty();) {
    auto [Word, After] = Rest.split(' ');
    if (!Word.contains('='))
      break;
    auto [Key, Value] = Word.split('=');
    if (!setOption(Mark, Key, Value))
      return "unknown key '" + Key.str() + "'";
    Rest = After.ltrim();
  }
  Mark.Why = Rest.rtrim().str();
  if (!Mark.Verdict.empty() && !isVerdict(Mark.Verdict))
    return "unknown verdict '" + Mark.Verdict + "'";
  if (Mark.Severity.empty())
    Mark.Severity = defaultSeverity(Mark.Verdict).str();
  return Check.empty() ? "no check is named" : "";
}

void addFlowMarks(FlowMark Mark, std::vector<FlowMark> &To) {
  std::vector<std::string> Models = commaList(Mark.Model);
  if (Models.empty())
    Models.push_back("");
  for (const std::string &Model : Models) {
    auto [Id, File] = StringRef(Model).split('@');
    Mark.Model = Id.str();
    Mark.OnlyFile = File.str();
    To.push_back(Mark);
  }
}

void readMark(const Where &At, StringRef Text, Expectations &Out) {
  auto complain = [&](const std::string &What) {
    Out.Mistakes.push_back(At.str() + ": " + What);
  };
  if (Text.consume_front("# source:")) {
    for (std::string &Model : commaList(Text))
      Out.Sources.push_back({At, std::move(Model)});
    return;
  }
  bool IsExpect = Text.consume_front("# expect:");
  bool IsMiss = !IsExpect && Text.consume_front("# known-miss:");
  if (!IsExpect && !IsMiss)
    Text.consume_front("# known-fp:");
  FlowMark Mark;
  Mark.At = At;
  if (std::string Error = parseFlowMark(Text, Mark); !Error.empty())
    return complain(Error);
  bool OfNoFlow =
      Mark.Model.empty() && Mark.Verdict.empty() && !Mark.Severity.empty();
  if (IsExpect && !OfNoFlow && (Mark.Model.empty() || Mark.Verdict.empty()))
    return complain("an expectation needs from= and verdict=");
  if (IsExpect != Mark.Why.empty())
    return complain(IsExpect ? "'" + Mark.Why + "' is no option"
                             : "a known error needs a reason");
  addFlowMarks(Mark, IsExpect ? Out.Expected
                     : IsMiss ? Out.KnownMisses
                              : Out.KnownFps);
}

} // namespace

StringRef readMarks(const Where &At, StringRef Line, Expectations &Out) {
  size_t First = nextMark(Line, 0);
  for (size_t Begin = First; Begin != StringRef::npos;) {
    size_t End = nextMark(Line, Begin + 1);
    readMark(At, Line.slice(Begin, End), Out);
    Begin = End;
  }
  return First == StringRef::npos ? Line : Line.take_front(First).rtrim();
}

void finishMarks(Expectations &Out) {
  auto names = [](const FlowMark &Mark, const SourceMark &Source) {
    return Mark.Model == Source.Model &&
           (Mark.OnlyFile.empty() || Mark.OnlyFile == Source.At.File);
  };
  for (const FlowMark &Mark : Out.Expected)
    if (!Mark.Model.empty() && none_of(Out.Sources, [&](const SourceMark &S) {
          return names(Mark, S);
        }))
      Out.Mistakes.push_back(Mark.At.str() + ": no '# source: " + Mark.Model +
                             "' marks where it stands");
  for (const SourceMark &Source : Out.Sources) {
    auto isNamed = [&](const FlowMark &M) { return names(M, Source); };
    if (none_of(Out.Expected, isNamed) && none_of(Out.KnownMisses, isNamed) &&
        none_of(Out.KnownFps, isNamed))
      Out.Mistakes.push_back(Source.At.str() + ": no flow is from '" +
                             Source.Model + "'");
  }
}

} // namespace modeltidy::e2e
