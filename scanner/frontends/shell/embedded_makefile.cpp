//===-- embedded_makefile.cpp ---------------------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   MODEL ?= gpt-4                    MODEL=gpt-4
//   data/%.jsonl: prompts/%.txt
//   	python gen.py --out $@         make:data/a.jsonl() {
//   train: data/a.jsonl               (python gen.py --out data/a.jsonl)
//   	python train.py $<             }
//                                     make:train() {
//                                     make:data/a.jsonl
//                                     (python train.py data/a.jsonl)
//                                     }
//
// A rule is a function named after its target that calls those of its
// prerequisites, so a variable is what it is when all has been read, as in
// make, and a linker can tell what a goal runs. A pattern's rule is written out
// for each name of the file that fits it.
//
//===----------------------------------------------------------------------===//

#include "scanner/frontends/shell/embedded.h"
#include "scanner/frontends/shell/make_text.h"
#include "scanner/frontends/shell/mask.h"
#include "scanner/summary/script_names.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include <map>
#include <optional>

namespace modeltidy {

using llvm::StringRef;
using namespace shell;

namespace {

/// Targets that one rule, and rules that one file, is written out for.
constexpr size_t MaxTargets = 32, MaxRecipes = 2000;

/// Pattern rules that names are held against; the others are written out once.
constexpr size_t MaxPatterns = 200;

/// Recipes are written out to this many bytes for each of the file, and some.
constexpr size_t MaxGrowth = 8, MinBytes = 65536;

/// The parts of `export NAME := value`.
struct MakeVariable {
  size_t NameBegin = 0, NameEnd = 0, ValueBegin = 0;
  char Operator = 0; // of +=, ?= and !=
};

bool readVariable(StringRef Line, MakeVariable &V) {
  V.NameBegin = indentOf(Line);
  for (StringRef Word : {"export ", "override ", "private "})
    if (Line.substr(V.NameBegin).starts_with(Word))
      V.NameBegin += Word.size();
  V.NameBegin += indentOf(Line.substr(V.NameBegin));
  StringRef Name = Line.substr(V.NameBegin).take_until([](char C) {
    return StringRef(" \t:?+!=").contains(C);
  });
  V.NameEnd = V.NameBegin + Name.size();
  StringRef Rest = Line.substr(V.NameEnd).ltrim(" \t");
  V.Operator = Rest.empty() ? '\0' : Rest[0];
  Rest = Rest.ltrim(":?+!");
  if (!isMakeName(Name) || !Rest.consume_front("="))
    return false;
  V.ValueBegin = Line.size() - Rest.ltrim(" \t").size();
  return true;
}

struct Assignment {
  size_t Begin, End; // of the logical line
  MakeVariable Parts;
  bool Conditional;
};

struct Rule {
  size_t Begin = 0, End = 0; // of its first line
  std::vector<std::string> Targets, Prerequisites;
  std::string TargetPattern; // of a static pattern rule
  std::vector<TextLine> Recipe;
  /// Variables that it reads and that name its target in turn.
  std::vector<std::string> Uses;
  bool NamesTarget = false;
};

/// A rule for one target.
struct Made {
  const Rule *Of;
  MakeRuleValues Values;
};

void words(StringRef Text, std::vector<std::string> &Out) {
  llvm::SmallVector<StringRef, 16> Words;
  llvm::SplitString(Text, Words, " \t\r\n\\");
  for (StringRef Word : Words)
    Out.push_back(Word.str());
}

std::string withStem(StringRef Pattern, StringRef Stem) {
  auto [Front, Back] = Pattern.split('%');
  return Pattern.contains('%') ? (Front + Stem + Back).str() : Pattern.str();
}

/// The names in the ${NAME…} of a text, each up to one of the bytes of Ends.
void variablesIn(StringRef Text, StringRef Ends, llvm::StringSet<> &Out) {
  for (size_t At = Text.find("${"); At != StringRef::npos;
       At = Text.find("${", At + 2))
    Out.insert(Text.substr(At + 2).take_until(
        [&](char C) { return Ends.contains(C); }));
}

class MakefileScript {
public:
  explicit MakefileScript(StringRef Text) : Text(Text), Lines(linesOf(Text)) {}

  PlacedScript run() {
    for (size_t K = 0; K < Lines.size();) {
      size_t Last = K;
      while (Last + 1 < Lines.size() && isContinued(Lines[Last].in(Text)))
        ++Last;
      logicalLine(Lines[K].Begin, Lines[Last].End);
      K = Last + 1;
    }
    putVariables();
    makeAll();
    for (const auto &Each : All)
      putRule(Each.second);
    putScripts();
    return std::move(Out);
  }

private:
  //===-- Reading ---------------------------------------------------------===//

  void logicalLine(size_t Begin, size_t End) {
    StringRef Line = Text.slice(Begin, End);
    StringRef Words = Line.ltrim();
    if (InDefine) {
      InDefine = !Words.starts_with("endef");
      if (InDefine)
        Canned.push_back({Begin, End});
    } else if (Line.starts_with("\t") && !Rules.empty()) {
      Rules.back().Recipe.push_back({Begin, End});
    } else if (Words.starts_with("#")) {
      Comments.push_back({Begin, End});
    } else if (Words.empty()) {
      return;
    } else if (Words.starts_with("define ")) {
      InDefine = true;
    } else if (Words.starts_with("if")) {
      ++Conditions;
    } else if (Words.starts_with("endif")) {
      Conditions -= Conditions > 0;
    } else if (!include(End, Words)) {
      declaration(Begin, End);
    }
  }

  bool include(size_t End, StringRef Words) {
    if (!Words.consume_front("include ") && !Words.consume_front("-include ") &&
        !Words.consume_front("sinclude "))
      return false;
    Included.push_back({End - Words.size(), End});
    return true;
  }

  void declaration(size_t Begin, size_t End) {
    StringRef Line = Text.slice(Begin, End);
    if (size_t At = Line.find(" #"); At != StringRef::npos)
      Comments.push_back({Begin + At + 1, End});
    MakeVariable V;
    if (readVariable(Line, V)) {
      Variables[shellName(Line.slice(V.NameBegin, V.NameEnd))].push_back(
          {Begin, End, V, Conditions > 0});
      return;
    }
    size_t Colon = colonOf(Line);
    if (Colon == StringRef::npos)
      return;
    std::vector<std::string> Targets;
    words(makeText(Line.take_front(Colon)), Targets);
    while (Colon + 1 < Line.size() && Line[Colon + 1] == ':')
      ++Colon;
    if (MakeVariable Local; readVariable(Line.substr(Colon + 1), Local))
      return ownVariable(Targets, {Begin + Colon + 1, End, Local, false});
    ruleLine(Begin, Begin + Colon + 1, End, std::move(Targets));
  }

  /// The colon behind targets, which is in no $(X:a=b).
  static size_t colonOf(StringRef Line) {
    unsigned Depth = 0;
    for (size_t I = 0; I < Line.size(); ++I) {
      Depth += Line[I] == '(' || Line[I] == '{';
      Depth -= (Line[I] == ')' || Line[I] == '}') && Depth > 0;
      if (Depth == 0 && Line[I] == ':')
        return I;
    }
    return StringRef::npos;
  }

  void ownVariable(llvm::ArrayRef<std::string> Targets, const Assignment &A) {
    for (const std::string &Target : Targets)
      Own[Target].push_back(A);
  }

  void ruleLine(size_t Begin, size_t From, size_t End,
                std::vector<std::string> Targets) {
    Rule R;
    R.Begin = Begin;
    R.End = From;
    R.Targets = std::move(Targets);
    StringRef Rest = Text.slice(From, End);
    if (size_t At = Rest.find(';'); At != StringRef::npos) {
      R.Recipe.push_back({From + At + 1, End});
      Rest = Rest.take_front(At);
    }
    Rest = Rest.take_front(std::min(Rest.find(" #"), Rest.size()));
    if (size_t At = colonOf(Rest); At != StringRef::npos) {
      R.TargetPattern = makeText(Rest.take_front(At).trim());
      Rest = Rest.drop_front(At + 1);
    }
    words(makeText(Rest.take_until([](char C) { return C == '|'; })),
          R.Prerequisites);
    if (!R.Targets.empty())
      Rules.push_back(std::move(R));
  }

  //===-- Which rule makes what -------------------------------------------===//

  /// A name with the variables put in that are one constant.
  std::string resolved(StringRef Name) const {
    std::string Whole;
    while (!Name.empty()) {
      auto [Front, Rest] = Name.split("${");
      Whole += Front;
      if (Front.size() == Name.size())
        break;
      auto [Variable, Behind] = Rest.split('}');
      auto It = Variables.find(Variable.str());
      StringRef Value;
      if (It != Variables.end() && It->second.size() == 1)
        Value = valueOf(It->second.front());
      bool Plain =
          !Value.empty() && Value.find_first_of(" $\\\"'") == StringRef::npos;
      Whole += Plain ? Value.str() : ("${" + Variable + "}").str();
      Name = Behind;
    }
    return Whole;
  }

  StringRef valueOf(const Assignment &A) const {
    StringRef Value = Text.slice(A.Begin + A.Parts.ValueBegin, A.End);
    return Value.take_front(std::min(Value.find(" #"), Value.size())).rtrim();
  }

  /// The stem with which a pattern is the name, both resolved.
  static std::optional<std::string> stemOf(StringRef Wanted, StringRef Given) {
    auto [Front, Back] = Wanted.split('%');
    StringRef Rest = Given;
    if (!Wanted.contains('%') || Rest.contains('%') ||
        !Rest.consume_front(Front) || !Rest.consume_back(Back) || Rest.empty())
      return std::nullopt;
    return Rest.str();
  }

  void makeAll() {
    std::vector<std::string> Names; // that a pattern may make
    llvm::StringMap<std::vector<std::string>> More;
    llvm::StringMap<size_t> OfRules; // and where they stand among Variables
    for (const auto &[I, Each] : llvm::enumerate(Variables))
      if (ofRule(Each.second))
        OfRules[Each.first] = I;
    for (Rule &R : Rules) {
      R.NamesTarget = llvm::any_of(
          R.Recipe, [&](TextLine Line) { return namesTarget(Line.in(Text)); });
      useVariables(R, OfRules);
      bool Pattern = StringRef(R.Targets[0]).contains('%');
      for (const std::string &Target : R.Targets)
        if (!Pattern && !StringRef(Target).starts_with(".") &&
            R.TargetPattern.empty() && R.Recipe.empty() &&
            More[Target].size() < MaxRecipes)
          llvm::append_range(More[Target], R.Prerequisites);
      if (!Pattern)
        llvm::append_range(Names, R.Targets);
      llvm::append_range(Names, R.Prerequisites);
    }
    for (const Rule &R : Rules)
      if (!StringRef(R.Targets[0]).contains('%'))
        explicitRule(R, More, Names);
    notePatterns();
    for (size_t I = 0; I < Names.size() && All.size() < MaxRecipes; ++I)
      byPattern(Names[I], Names);
    for (const Rule &R : Rules)
      if (StringRef(R.Targets[0]).contains('%') && !Used.contains(&R))
        add(R, withStem(R.Targets[0], "${make_stem}"), "${make_stem}", {});
  }

  bool ofRule(llvm::ArrayRef<Assignment> Values) const {
    return llvm::any_of(Values, [&](const Assignment &A) {
      StringRef Value = valueOf(A);
      return namesTarget(Value) || Value.contains("$<") || Value.contains("$^");
    });
  }

  /// Notes which of the variables a rule's recipe reads, in their order.
  void useVariables(Rule &R, const llvm::StringMap<size_t> &OfRules) const {
    llvm::StringSet<> Read;
    for (TextLine Line : R.Recipe)
      variablesIn(makeText(Line.in(Text)), "}", Read);
    std::vector<size_t> Places;
    for (const auto &Each : Read)
      if (auto It = OfRules.find(Each.getKey()); It != OfRules.end())
        Places.push_back(It->second);
    llvm::sort(Places);
    for (size_t Place : Places)
      R.Uses.push_back(Variables.begin()[Place].first);
    R.NamesTarget |= !Places.empty();
  }

  void explicitRule(const Rule &R,
                    const llvm::StringMap<std::vector<std::string>> &More,
                    std::vector<std::string> &Names) {
    for (const std::string &Target :
         llvm::ArrayRef(R.Targets).take_front(MaxTargets)) {
      if (StringRef(Target).starts_with("."))
        continue;
      std::string Stem;
      if (auto Found = stemOf(resolved(R.TargetPattern), resolved(Target)))
        Stem = *Found;
      auto It = More.find(Target);
      bool Bare = R.Recipe.empty() && R.TargetPattern.empty();
      add(R, Target, Stem,
          It == More.end() || Bare ? std::vector<std::string>() : It->second);
      for (const std::string &P : R.Prerequisites)
        if (!R.TargetPattern.empty())
          Names.push_back(withStem(P, Stem));
    }
  }

  void notePatterns() {
    for (const Rule &R : Rules)
      for (const std::string &Pattern : R.Targets)
        if (!R.Recipe.empty() && StringRef(Pattern).contains('%') &&
            Patterns.size() < MaxPatterns)
          Patterns.push_back({resolved(Pattern), &R});
  }

  /// The first rule with a recipe whose pattern fits makes the name.
  void byPattern(const std::string &Name, std::vector<std::string> &Names) {
    if (auto It = All.find(Name);
        It != All.end() && !It->second.Of->Recipe.empty())
      return;
    std::string Given = resolved(Name);
    for (const auto &[Pattern, R] : Patterns) {
      auto Stem = stemOf(Pattern, Given);
      if (!Stem)
        continue;
      auto It = All.find(Name);
      add(*R, Name, *Stem,
          It == All.end() ? std::vector<std::string>()
                          : It->second.Values.Prerequisites);
      for (const std::string &P : R->Prerequisites)
        if (Names.size() < MaxRecipes)
          Names.push_back(withStem(P, *Stem));
      return;
    }
  }

  void add(const Rule &R, const std::string &Target, const std::string &Stem,
           llvm::ArrayRef<std::string> More) {
    Used.insert(&R);
    auto [It, New] = All.insert({Target, {&R, {}}});
    // A rule without a recipe adds to the one that has it.
    if (!New && (R.Recipe.empty() || All.size() >= MaxRecipes))
      return;
    MakeRuleValues V;
    V.Target = Target;
    V.Stem = Stem;
    for (const std::string &P : R.Prerequisites)
      V.Prerequisites.push_back(withStem(P, Stem));
    llvm::append_range(V.Prerequisites, More);
    It->second = {&R, std::move(V)};
  }

  //===-- Writing ---------------------------------------------------------===//

  /// A variable's readers come before it, so that they read what it is in the
  /// end; where they read each other, in the order of the file.
  void putVariables() {
    std::vector<StringRef> Left;
    for (const auto &Each : Variables)
      Left.push_back(Each.first);
    while (!Left.empty()) {
      auto Next = Left.begin();
      if (Left.size() <= MaxOrdered)
        Next = llvm::find_if(Left, [&](StringRef Name) {
          return llvm::none_of(Left, [&](StringRef Other) {
            return Other != Name && reads(Other, Name);
          });
        });
      if (Next == Left.end())
        Next = Left.begin();
      for (const Assignment &A : Variables.find(Next->str())->second)
        putVariable(*Next, A, nullptr);
      Left.erase(Next);
    }
    for (TextLine File : Included) {
      Out.put("source ", File.Begin);
      putMakeText(File.in(Text), File.Begin, nullptr, Out);
      Out.put("\n", File.End);
    }
    Out.put("\f", 0);
  }

  /// Variables beyond this many are not ordered.
  static constexpr size_t MaxOrdered = 100;

  bool reads(StringRef Reader, StringRef Name) {
    auto [It, New] = Reads.try_emplace(Reader);
    if (New)
      for (const Assignment &A : Variables.find(Reader.str())->second)
        variablesIn(makeText(valueOf(A)), "}:", It->second);
    return It->second.contains(Name);
  }

  /// NAME=value on a line of its own; in a rule it is the rule's.
  void putVariable(StringRef Name, const Assignment &A,
                   const MakeRuleValues *Of) {
    bool Local = Of != nullptr;
    bool Again = !Local && &A != &Variables.find(Name.str())->second.front();
    if (A.Parts.Operator == '?' && Again && !A.Conditional)
      return; // it is set
    size_t From = A.Begin + A.Parts.ValueBegin;
    StringRef Value = valueOf(A);
    char Quote = Value.size() > 1 ? Value.front() : '\0';
    if ((Quote == '"' || Quote == '\'') && Value.back() == Quote &&
        Value.drop_front().find(Quote) == Value.size() - 2) {
      Value = Value.drop_front().drop_back();
      ++From;
    }
    if (A.Conditional)
      Out.put("if [ \"${make_condition}\" ]; then ", A.Begin);
    Out.put(Local ? "local " : "", A.Begin);
    Out.put(Name, A.Begin + A.Parts.NameBegin,
            A.Parts.NameEnd - A.Parts.NameBegin);
    bool Appends = A.Parts.Operator == '+', Runs = A.Parts.Operator == '!';
    Out.put(Appends ? "+=\" " : Runs ? "=$(" : "=\"", From);
    PlacedScript Made;
    putMakeText(Value, From, Of, Made);
    if (!Runs)
      std::replace(Made.Text.begin(), Made.Text.end(), '"', ' ');
    Out.Text += Made.Text;
    Out.Places.append(Made.Places);
    Out.put(Runs ? ")" : "\"", A.End);
    Out.put(A.Conditional ? "; fi\n" : "\n", A.End);
  }

  /// The name of a target's function.
  std::string functionOf(StringRef Target) const {
    std::string Name = resolved(Target);
    for (char &C : Name)
      if (!llvm::isAlnum(C) && !StringRef("/._-+").contains(C))
        C = '_';
    return (MakeRulePrefix + llvm::Twine(Name)).str();
  }

  void putRule(const Made &M) {
    const Rule &R = *M.Of;
    if (Out.Text.size() > MinBytes + MaxGrowth * Text.size())
      return;
    Out.put(functionOf(M.Values.Target) + "() {\n", R.Begin, R.End - R.Begin);
    for (const std::string &P : M.Values.Prerequisites)
      if (P != M.Values.Target && All.count(P))
        Out.put(functionOf(P) + "\n", R.Begin, R.End - R.Begin);
    for (const std::string &Name : R.Uses)
      for (const Assignment &A : Variables.find(Name)->second)
        putVariable(Name, A, &M.Values);
    putOwn(M.Values.Target, M.Values);
    if (StringRef(R.Targets.front()).contains('%'))
      putOwn(R.Targets.front(), M.Values);
    bool First =
        R.NamesTarget || !Written.contains(&R) || !M.Values.Stem.empty();
    Written.insert(&R);
    for (TextLine Line : R.Recipe)
      if (First)
        putCommand(Line, &M.Values);
    Out.put(":\n}\n\f", R.Begin);
  }

  /// What `target: NAME = value` sets.
  void putOwn(const std::string &Target, const MakeRuleValues &Values) {
    auto It = Own.find(Target);
    if (It == Own.end())
      return;
    for (const Assignment &A : It->second)
      putVariable(shellName(Text.slice(A.Begin + A.Parts.NameBegin,
                                       A.Begin + A.Parts.NameEnd)),
                  A, &Values);
  }

  /// A line of a recipe, without its @, - and +, which a shell of its own runs.
  void putCommand(TextLine Line, const MakeRuleValues *Values) {
    while (Line.Begin < Line.End &&
           StringRef(" \t@-+").contains(Text[Line.Begin]))
      ++Line.Begin;
    if (Line.Begin == Line.End)
      return;
    Out.put(Values ? "(" : "", Line.Begin);
    putMakeText(Line.in(Text), Line.Begin, Values, Out);
    Out.put(Values ? "\n)\n" : "\n\f", Line.End);
  }

  /// What stands in no rule: texts of define, and comments.
  void putScripts() {
    for (TextLine Comment : Comments) {
      Out.copy(Comment.in(Text), Comment.Begin);
      Out.put("\n\f", Comment.End);
    }
    for (TextLine Line : Canned)
      putCommand(Line, nullptr);
  }

  StringRef Text;
  std::vector<TextLine> Lines;
  PlacedScript Out;
  bool InDefine = false;
  unsigned Conditions = 0; // ifeq … endif around the line
  llvm::MapVector<std::string, std::vector<Assignment>,
                  std::map<std::string, unsigned>>
      Variables;
  std::map<std::string, std::vector<Assignment>> Own; // by target
  llvm::StringMap<llvm::StringSet<>> Reads;
  std::vector<Rule> Rules;
  llvm::MapVector<std::string, Made, std::map<std::string, unsigned>> All;
  std::vector<std::pair<std::string, const Rule *>> Patterns; // with recipes
  llvm::DenseSet<const Rule *> Used, Written;
  std::vector<TextLine> Canned, Included; // lines of define; what is included
  std::vector<TextLine> Comments;
};

} // namespace

PlacedScript scriptOfMakefile(StringRef Text) {
  return MakefileScript(Text).run();
}

} // namespace modeltidy
