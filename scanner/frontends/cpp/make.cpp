//===- make.cpp - the programs that a Makefile builds ---------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/cpp/make.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include <algorithm>

namespace modeltidy {

using llvm::StringRef;

namespace {

constexpr size_t MaxMakeBytes = size_t(1) << 22;
constexpr size_t MaxValueBytes = 4096; // of a variable, put in where it is read
constexpr size_t MaxRules = 2000;
constexpr size_t MaxWords = 500;       // of one rule
constexpr size_t MaxWritten = 200'000; // words of all command lines
constexpr unsigned MaxNesting = 8;
constexpr StringRef SourceEnds[] = {".cpp", ".cc", ".cxx", ".c", ".cu"};

using Words = llvm::SmallVector<StringRef, 16>;

Words wordsOf(StringRef Text) {
  Words Out;
  llvm::SplitString(Text, Out, " \t");
  return Out;
}

bool isSource(StringRef Word) {
  return llvm::any_of(SourceEnds,
                      [&](StringRef End) { return Word.ends_with(End); });
}

/// "src/a.cpp" by "%.cpp" and "%.o": "src/a.o".
std::string replaced(StringRef Word, StringRef From, StringRef To) {
  auto [Front, Back] = From.split('%');
  auto [ToFront, ToBack] = To.split('%');
  if (!Word.starts_with(Front) || !Word.ends_with(Back) ||
      Word.size() < Front.size() + Back.size())
    return Word.str();
  StringRef Stem = Word.drop_front(Front.size()).drop_back(Back.size());
  return (ToFront + Stem + ToBack).str();
}

class Reader {
public:
  explicit Reader(StringRef Text) : Text(Text) {}

  void run() {
    for (StringRef Rest = Text; !Rest.empty();) {
      size_t End = Rest.find('\n');
      while (End != StringRef::npos && End > 0 && Rest[End - 1] == '\\')
        End = Rest.find('\n', End + 1);
      StringRef Line = Rest.take_front(End);
      line(Line);
      Rest = Rest.drop_front(std::min(Line.size() + 1, Rest.size()));
    }
  }

  std::optional<SummaryBlock> programs() {
    SummaryBuilder Builder(FrontEnd::Shell, Text);
    bool Any = false;
    for (const Rule &R : Rules)
      Any |= addProgram(R, Builder);
    if (!Any)
      return std::nullopt;
    return Builder.finish();
  }

private:
  struct Rule {
    std::string Target;
    std::vector<std::string> Needs;
    uint32_t Begin, End;
  };

  void line(StringRef Line) {
    if (Line.empty() || Line.front() == '\t' || Line.front() == '#')
      return;
    auto Begin = static_cast<uint32_t>(Line.data() - Text.data());
    std::string Joined = Line.take_front(MaxValueBytes).split(" #").first.str();
    for (size_t I = 0; I + 1 < Joined.size(); ++I)
      if (Joined[I] == '\\' && Joined[I + 1] == '\n')
        Joined[I] = Joined[I + 1] = ' ';
    StringRef Whole = Joined;
    size_t At = Whole.find_first_of(":=");
    if (At == StringRef::npos)
      return;
    bool Assigns = Whole[At] == '=' || Whole.substr(At).starts_with(":=") ||
                   Whole.substr(At).starts_with("::=");
    if (Assigns)
      return assign(Whole.take_front(At),
                    Whole.substr(Whole.find('=', At) + 1));
    auto [Targets, Needs] = Whole.split(':');
    std::string Given = expanded(Needs.split(';').first.split('|').first);
    std::string Made = expanded(Targets);
    for (StringRef Target : wordsOf(Made))
      addRule(Target, Given, Begin, Begin + static_cast<uint32_t>(Line.size()));
  }

  void assign(StringRef Name, StringRef Value) {
    Name = Name.trim();
    bool Adds = Name.consume_back("+");
    bool Default = Name.consume_back("?");
    Name = Name.trim();
    std::string &Known = Variables[Name];
    std::string New = expanded(Value.trim());
    if (Default && !Known.empty())
      return;
    Known = Adds ? Known + " " + New : New;
    Known.resize(std::min(Known.size(), MaxValueBytes));
  }

  void addRule(StringRef Target, StringRef Needs, uint32_t Begin,
               uint32_t End) {
    if (Rules.size() == MaxRules || Target.contains('%') ||
        Target.starts_with("."))
      return;
    Rule R{Target.str(), {}, Begin, End};
    for (StringRef Need : wordsOf(Needs))
      if (R.Needs.size() < MaxWords)
        R.Needs.push_back(Need.str());
    if (!R.Needs.empty())
      ByTarget[R.Target] = Rules.size();
    Rules.push_back(std::move(R));
  }

  /// $(NAME), ${NAME}, $(NAME:.cpp=.o), $(wildcard src/*.cpp): the list as one
  /// text; a pattern stays one, and what is not known is nothing.
  std::string expanded(StringRef Value) {
    std::string Out;
    if (++Depth > MaxNesting)
      Value = "";
    while (!Value.empty() && Out.size() < MaxValueBytes) {
      size_t Dollar = Value.find('$');
      Out += Value.take_front(Dollar);
      if (Dollar == StringRef::npos)
        break;
      Value = Value.drop_front(Dollar + 1);
      bool Bracket = Value.starts_with("(") || Value.starts_with("{");
      size_t Close = Bracket ? closing(Value) : 0;
      if (Close == StringRef::npos)
        break;
      if (Bracket)
        Out += reference(Value.slice(1, Close));
      Value = Value.drop_front(std::min(Close + 1, Value.size()));
    }
    --Depth;
    return Out;
  }

  static size_t closing(StringRef Text) {
    unsigned Open = 0;
    for (size_t I = 0; I < Text.size(); ++I) {
      Open += Text[I] == '(' || Text[I] == '{';
      if ((Text[I] == ')' || Text[I] == '}') && --Open == 0)
        return I;
    }
    return StringRef::npos;
  }

  std::string reference(StringRef Inner) {
    auto [Name, Given] = Inner.split(' ');
    if (Name == "wildcard")
      return expanded(Given.trim());
    if (Name == "patsubst" || Name == "addprefix") {
      auto [From, Behind] = Given.split(',');
      auto [To, List] = Behind.split(',');
      if (Name == "addprefix")
        return mapped(expanded(Behind), "%", expanded(From.trim()) + "%");
      return mapped(expanded(List), expanded(From.trim()), expanded(To.trim()));
    }
    auto [Variable, Change] = Inner.split(':');
    auto It = Variables.find(expanded(Variable.trim()));
    if (It == Variables.end())
      return "";
    if (Change.empty())
      return It->second;
    auto [From, To] = Change.split('=');
    bool Pattern = From.contains('%');
    return mapped(It->second, Pattern ? From.trim().str() : ("%" + From).str(),
                  Pattern ? To.trim().str() : ("%" + To).str());
  }

  static std::string mapped(const std::string &List, const std::string &From,
                            const std::string &To) {
    std::string Out;
    for (StringRef Word : wordsOf(List))
      if (Out.size() < MaxValueBytes)
        Out += replaced(Word, From, To) + " ";
    return Out;
  }

  /// The sources that a file is built from, itself or by way of objects.
  void addSources(StringRef Need, std::vector<std::string> &Out) const {
    if (isSource(Need))
      Out.push_back(Need.str());
    if (!Need.ends_with(".o") && !Need.ends_with(".obj"))
      return;
    size_t Before = Out.size();
    if (auto It = ByTarget.find(Need); It != ByTarget.end())
      for (const std::string &Source : Rules[It->second].Needs)
        if (isSource(Source) && Out.size() < MaxWords)
          Out.push_back(Source);
    if (Out.size() != Before)
      return;
    StringRef Stem = Need.take_front(Need.rfind('.'));
    if (!Stem.contains('*')) // build/obj/gen.o of gen.cpp, anywhere
      Stem = Stem.substr(Stem.rfind('/') + 1);
    for (StringRef End : SourceEnds)
      Out.push_back((Stem + End).str());
  }

  /// The -D words of the flags that every rule without a recipe uses.
  void addMacros(std::vector<std::string> &Line) const {
    for (StringRef Flags : {"CPPFLAGS", "CXXFLAGS", "CFLAGS"})
      if (auto It = Variables.find(Flags); It != Variables.end())
        for (StringRef Word : wordsOf(It->second))
          if (Word.ltrim("'\"").starts_with("-D") && Line.size() < MaxWords)
            Line.push_back(Word.ltrim("'\"").str());
  }

  bool addProgram(const Rule &R, SummaryBuilder &Builder) {
    if (isSource(R.Target) || StringRef(R.Target).ends_with(".o"))
      return false;
    std::vector<std::string> Line{"c++", "-o", R.Target};
    for (const std::string &Need : R.Needs)
      if (Line.size() < MaxWords)
        addSources(Need, Line);
    if (Line.size() == 3)
      return false;
    addMacros(Line);
    if (Line.size() > Left)
      return false;
    Left -= Line.size();
    llvm::SmallVector<Operand, 16> Ops;
    for (const std::string &Word : Line)
      Ops.push_back({0, Builder.add(NodeKind::String, R.Begin, R.End, 0,
                                    Builder.intern(Word))});
    Builder.add(NodeKind::Call, R.Begin, R.End, 0, 0, Ops, 0,
                FlagCommand | FlagStatement);
    return true;
  }

  StringRef Text;
  unsigned Depth = 0;
  size_t Left = MaxWritten; // words of all command lines
  llvm::StringMap<std::string> Variables;
  std::vector<Rule> Rules;
  llvm::StringMap<size_t> ByTarget; // the last rule with prerequisites
};

} // namespace

std::optional<SummaryBlock> summarizeMakeRules(StringRef Text) {
  Reader R(Text.take_front(MaxMakeBytes));
  R.run();
  return R.programs();
}

} // namespace modeltidy
