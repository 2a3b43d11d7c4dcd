//===-- make_text.cpp -----------------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/shell/make_text.h"
#include "scanner/frontends/shell/mask.h"
#include "scanner/summary/script_names.h"
#include "llvm/ADT/StringExtras.h"

namespace modeltidy::shell {

using llvm::StringRef;

namespace {

/// Bytes that one call of a function, $(if …), is looked at for its end.
constexpr size_t MaxCall = 1024;

constexpr unsigned MaxCallNesting = 4;

/// The letters of a rule's variables.
constexpr llvm::StringLiteral RuleVariables = "@<^*?+%|";

/// Length of the $(…) that Text begins with, 0 where it does not end.
size_t callSize(StringRef Text) {
  unsigned Depth = 0;
  for (size_t I = 1; I < std::min(Text.size(), MaxCall); ++I) {
    Depth += Text[I] == '(' || Text[I] == '{';
    if (Text[I] == ')' || Text[I] == '}')
      if (--Depth == 0)
        return I + 1;
  }
  return 0;
}

std::string folderOf(StringRef Path) {
  size_t Slash = Path.rfind('/');
  return Slash == StringRef::npos ? "." : Path.take_front(Slash).str();
}

StringRef fileOf(StringRef Path) { return Path.substr(Path.rfind('/') + 1); }

/// What a variable of a rule is; Part: 'D' and 'F' of $(@D) and $(@F).
std::string ruleValue(char Letter, char Part, const MakeRuleValues &Rule) {
  std::vector<std::string> Values;
  if (Letter == '@')
    Values = {Rule.Target};
  else if (Letter == '*')
    Values = {Rule.Stem};
  else if (Letter != '%' && Letter != '|')
    Values = Rule.Prerequisites;
  if (Letter == '<' && !Values.empty())
    Values.resize(1);
  for (std::string &Value : Values)
    if (Part != 0)
      Value = Part == 'D' ? folderOf(Value) : fileOf(Value).str();
  return llvm::join(Values, " ");
}

class MakeText {
public:
  MakeText(StringRef Text, size_t At, const MakeRuleValues *Rule,
           PlacedScript &Out)
      : Text(Text), At(At), Rule(Rule), Out(Out) {}

  void run(unsigned Nesting) {
    for (size_t I = 0; I < Text.size();) {
      size_t Stop = std::min(Text.find_first_of("\\$", I), Text.size());
      Out.copy(Text.slice(I, Stop), At + I);
      I = Stop;
      if (I < Text.size())
        I += Text[I] == '\\' ? escape(I) : dollar(I, Nesting);
    }
  }

private:
  size_t escape(size_t I) {
    bool Hash = Text.substr(I).starts_with("\\#");
    Out.copy(Text.substr(I + Hash, 2 - Hash), At + I + Hash);
    return 2;
  }

  /// Puts what begins with the $ at I; its length.
  size_t dollar(size_t I, unsigned Nesting) {
    char Next = I + 1 < Text.size() ? Text[I + 1] : 0;
    if (Next == '$') {
      Out.copy("$", At + I + 1);
      return 2;
    }
    if (Next != 0 && RuleVariables.contains(Next)) {
      Out.put(Rule ? ruleValue(Next, 0, *Rule) : "${_}", At + I, 2);
      return 2;
    }
    if (Next != '(' && Next != '{') {
      Out.copy("$", At + I);
      return 1;
    }
    if (Text.substr(I + 2).starts_with("shell ")) {
      Out.copy("$(", At + I);
      return 8;
    }
    size_t Size = callSize(Text.substr(I));
    if (Size == 0) {
      Out.copy("$", At + I);
      return 1;
    }
    Out.put(call(Text.substr(I + 2, Size - 3), Nesting), At + I, Size);
    return Size;
  }

  /// The inside of $(…).
  std::string call(StringRef Inner, unsigned Nesting) {
    bool Ruled = !Inner.empty() && Inner.size() <= 2 &&
                 RuleVariables.contains(Inner[0]) &&
                 (Inner.size() == 1 || Inner[1] == 'D' || Inner[1] == 'F');
    if (Ruled)
      return Rule ? ruleValue(Inner[0], Inner.size() == 2 ? Inner[1] : 0, *Rule)
                  : "${_}";
    if (Inner == "MAKE")
      return "make";
    if (isMakeName(Inner))
      return "${" + shellName(Inner) + "}";
    auto [Function, Rest] = Inner.split(' ');
    if (Nesting >= MaxCallNesting)
      return "${_}";
    PlacedScript Given;
    MakeText(Rest.trim(), 0, Rule, Given).run(Nesting + 1);
    return function(Function, Given.Text);
  }

  /// Functions that keep a path, or a part of it; others are not known.
  static std::string function(StringRef Name, StringRef Given) {
    if (Name == "wildcard" || Name == "strip" || Name == "abspath" ||
        Name == "realpath")
      return Given.str();
    auto [First, Other] = Given.split(',');
    if (Name == "or" && First.starts_with("${") && First.ends_with("}") &&
        !Other.contains(','))
      return (First.drop_back() + ":-" + Other.trim() + "}").str();
    if (Given.contains(' ') || Given.contains('$'))
      return "${_}";
    if (Name == "dir")
      return folderOf(Given) + "/";
    if (Name == "notdir")
      return fileOf(Given).str();
    if (Name == "basename")
      return Given.take_front(std::min(Given.rfind('.'), Given.size())).str();
    return "${_}";
  }

  StringRef Text;
  size_t At;
  const MakeRuleValues *Rule;
  PlacedScript &Out;
};

} // namespace

bool isMakeName(StringRef Name) {
  return !Name.empty() && llvm::all_of(Name, [](char C) {
    return llvm::isAlnum(C) || C == '_' || C == '-' || C == '.';
  });
}

void putMakeText(StringRef Text, size_t At, const MakeRuleValues *Rule,
                 PlacedScript &Out) {
  MakeText(Text, At, Rule, Out).run(0);
}

std::string makeText(StringRef Text, const MakeRuleValues *Rule) {
  PlacedScript Out;
  putMakeText(Text, 0, Rule, Out);
  return Out.Text;
}

bool namesTarget(StringRef Text) {
  for (StringRef Name : {"$@", "$*", "$(@", "${@", "$(*", "${*"})
    if (Text.contains(Name))
      return true;
  return false;
}

} // namespace modeltidy::shell
