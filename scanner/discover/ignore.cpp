//===- ignore.cpp - .gitignore semantics ----------------------------------===//
//
// Part of model-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A pattern is split at its slashes once. "src/**/gen_*.py" becomes three
// segments: src | ** | gen_*.py; a path is matched component by component.
// Both levels use the greedy algorithm with a single way back (the last '**',
// the last '*'): what stands between two stars has a fixed length in its unit,
// so the leftmost match is as good as any.
//
// Held by tests/discover/ignore_test.cpp, which also asks git itself.
//
//===----------------------------------------------------------------------===//

#include "scanner/discover/ignore.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace llvm;

namespace modeltidy {

static bool isPosixClass(StringRef Name, char C) {
  using Test = bool (*)(char);
  Test Matches =
      StringSwitch<Test>(Name)
          .Case("alpha", [](char X) { return isAlpha(X); })
          .Case("digit", [](char X) { return isDigit(X); })
          .Case("alnum", [](char X) { return isAlnum(X); })
          .Case("upper", [](char X) { return isUpper(X); })
          .Case("lower", [](char X) { return isLower(X); })
          .Case("space", [](char X) { return isSpace(X); })
          .Case("punct",
                [](char X) { return isPrint(X) && X != ' ' && !isAlnum(X); })
          .Case("xdigit", [](char X) { return isHexDigit(X); })
          .Case("blank", [](char X) { return X == ' ' || X == '\t'; })
          .Case("print", [](char X) { return isPrint(X); })
          .Case("graph", [](char X) { return isPrint(X) && X != ' '; })
          .Case("cntrl", [](char X) { return !isPrint(X); })
          .Default([](char) { return false; });
  return Matches(C);
}

// "[:xdigit:]" is 10; a longer search would be quadratic in the pattern.
static constexpr size_t MaxPosixClass = 12;
// A class is read again for each character; people write a dozen.
static constexpr size_t MaxClass = 256;

// Pattern starts behind '['. Sets Length to what stands up to and with ']', or
// to npos when there is none (git then matches nothing).
static bool matchClass(StringRef Pattern, char C, size_t &Length) {
  Pattern = Pattern.take_front(MaxClass);
  size_t I = 0;
  bool Negated = Pattern.starts_with("!") || Pattern.starts_with("^");
  I += Negated;
  bool Found = false, First = true;
  for (; I < Pattern.size() && (First || Pattern[I] != ']'); First = false) {
    if (Pattern.substr(I).starts_with("[:")) {
      size_t End = Pattern.take_front(I + MaxPosixClass).find(":]", I + 2);
      if (End != StringRef::npos) {
        Found |= isPosixClass(Pattern.slice(I + 2, End), C);
        I = End + 2;
        continue;
      }
    }
    I += Pattern[I] == '\\' && I + 1 < Pattern.size();
    unsigned char Low = Pattern[I++], High = Low;
    if (I + 1 < Pattern.size() && Pattern[I] == '-' && Pattern[I + 1] != ']') {
      I += 1 + (Pattern[I + 1] == '\\' && I + 2 < Pattern.size());
      High = Pattern[I++];
    }
    Found |= Low <= (unsigned char)C && (unsigned char)C <= High;
  }
  Length = I < Pattern.size() ? I + 1 : StringRef::npos;
  return Found != Negated;
}

// Matches one pattern element at P against C; returns its length, 0 when it
// does not match.
static size_t matchElement(StringRef Pattern, size_t P, char C) {
  switch (Pattern[P]) {
  case '?':
    return 1;
  case '[': {
    size_t Length;
    bool Matched = matchClass(Pattern.substr(P + 1), C, Length);
    return Matched && Length != StringRef::npos ? Length + 1 : 0;
  }
  case '\\':
    return P + 1 < Pattern.size() && Pattern[P + 1] == C ? 2 : 0;
  default:
    return Pattern[P] == C ? 1 : 0;
  }
}

bool matchComponent(StringRef Pattern, StringRef Name) {
  size_t P = 0, N = 0, StarP = StringRef::npos, StarN = 0;
  while (N < Name.size()) {
    if (P < Pattern.size() && Pattern[P] == '*') {
      StarP = ++P;
      StarN = N;
      continue;
    }
    size_t Length = P < Pattern.size() ? matchElement(Pattern, P, Name[N]) : 0;
    if (Length) {
      P += Length;
      ++N;
    } else if (StarP != StringRef::npos) {
      P = StarP;
      N = ++StarN;
    } else {
      return false;
    }
  }
  return Pattern.find_first_not_of('*', P) == StringRef::npos;
}

static bool matchSegments(ArrayRef<std::string> Pattern,
                          ArrayRef<StringRef> Path) {
  size_t P = 0, N = 0, StarP = StringRef::npos, StarN = 0;
  while (N < Path.size()) {
    if (P < Pattern.size() && Pattern[P] == "**") {
      if (P + 1 == Pattern.size())
        return true; // "a/**" holds everything below a, and N < size: below
      StarP = ++P;
      StarN = N;
    } else if (P < Pattern.size() && matchComponent(Pattern[P], Path[N])) {
      ++P;
      ++N;
    } else if (StarP != StringRef::npos) {
      P = StarP;
      N = ++StarN;
    } else {
      return false;
    }
  }
  return P == Pattern.size();
}

// Trailing spaces count only when escaped.
static StringRef trimTrailingSpaces(StringRef Line) {
  size_t End = Line.size();
  while (End && Line[End - 1] == ' ' && !(End > 1 && Line[End - 2] == '\\'))
    --End;
  return Line.take_front(End);
}

std::optional<IgnoreRule> IgnoreRule::parse(StringRef Line) {
  Line.consume_back("\r");
  if (Line.starts_with("#"))
    return std::nullopt;
  Line = trimTrailingSpaces(Line);
  IgnoreRule Rule;
  Rule.Negated = Line.consume_front("!");
  Rule.FolderOnly = Line.consume_back("/");
  Rule.Anchored = Line.contains('/');
  Line.consume_front("/");
  if (Line.empty())
    return std::nullopt;
  SmallVector<StringRef, 8> Parts;
  Line.split(Parts, '/');
  for (StringRef Part : Parts)
    Rule.Segments.push_back(Part.str());
  return Rule;
}

bool IgnoreRule::matches(StringRef Path, bool IsFolder) const {
  if (FolderOnly && !IsFolder)
    return false;
  if (!Anchored)
    return matchComponent(Segments[0], Path.substr(Path.rfind('/') + 1));
  SmallVector<StringRef, 16> Parts;
  Path.split(Parts, '/');
  return matchSegments(Segments, Parts);
}

IgnoreFile::IgnoreFile(StringRef Text, StringRef FileFolder, StringRef RootPath)
    : Folder(FileFolder), Above(RootPath) {
  Text.consume_front("\xEF\xBB\xBF");
  while (!Text.empty() && !(Capped = Rules.size() >= MaxRules)) {
    StringRef Line;
    std::tie(Line, Text) = Text.split('\n');
    if (std::optional<IgnoreRule> Rule = IgnoreRule::parse(Line))
      Rules.push_back(std::move(*Rule));
  }
}

std::optional<bool> IgnoreFile::verdict(StringRef Path, bool IsFolder) const {
  std::string Joined;
  if (!Above.empty()) {
    Joined = Above + "/" + Path.str();
    Path = Joined;
  }
  if (!Folder.empty())
    Path = Path.drop_front(Folder.size() + 1);
  for (const IgnoreRule &Rule : reverse(Rules))
    if (Rule.matches(Path, IsFolder))
      return !Rule.negated();
  return std::nullopt;
}

IgnoreChainRef extend(IgnoreChainRef Parent, IgnoreFile File) {
  if (File.empty())
    return Parent;
  return std::make_shared<const IgnoreChain>(
      IgnoreChain{std::move(File), std::move(Parent)});
}

bool isIgnored(const IgnoreChain *Chain, StringRef Path, bool IsFolder) {
  for (; Chain; Chain = Chain->Parent.get())
    if (std::optional<bool> Verdict = Chain->File.verdict(Path, IsFolder))
      return *Verdict;
  return false;
}

} // namespace modeltidy
